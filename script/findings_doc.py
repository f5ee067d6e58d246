"""The wording of findings in docs/findings.md, from answers/findings.toml: what is published is what answers say."""

from __future__ import annotations

import re
from pathlib import Path

from horseshoe.answers.wording import wording
from horseshoe.rules.findings import RULINGS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "findings.md"
SECTION = re.compile(r"(?<=<!-- wording, written by script/generate -->\n).*?(?=<!-- end of wording -->)", re.DOTALL)


def render() -> str:
    """The page with its section on wording written anew."""
    text = PAGE.read_text(encoding="utf-8")
    assert SECTION.search(text), f"{PAGE.name} has lost the marks around its wording"
    return SECTION.sub(lambda _: section(), text)


def section() -> str:
    """The sentence of every reason, under the kind of finding that it belongs to."""
    published = wording()
    lines: list[str] = [""]
    for kind, meaning in published.meaning.items():
        lines += [f"**{published.kinds[kind].capitalize()}.** {meaning}", "", "| reason | the sentence |", "|---|---|"]
        for reason, ruling in RULINGS.items():
            if ruling.kind != kind:
                continue
            said = published.reasons[reason]
            each = said.items() if not isinstance(said, str) else [("", said)]
            for pledge, sentence in each:
                lines.append(f"| `{reason.value}`{f' ({pledge})' if pledge else ''} | {sentence} |")
        lines.append("")
    return "\n".join(lines)
