"""Every regular expression in the program, against the texts on which a naive one takes time without end (CWE-1333)."""

from __future__ import annotations

import ast
import re
import signal
from pathlib import Path
from typing import Any

import horseshoe

PACKAGE = Path(horseshoe.__file__).parent
CALLS = ("compile", "match", "fullmatch", "search", "sub", "split", "findall", "finditer", "subn")
BUILT = {
    "answers/timeline.py", "desk/pages/registrar/forms.py", "forecast/past.py", "forecast/subjects.py",
    "rules/symbols/__init__.py", "rules/symbols/grammar.py", "site/charts/chart.py", "site/language/patterns.py",
    "site/language/sentences.py", "site/language/typography.py", "site/page.py", "sources/assessment_form.py",
    "sources/draft_toml.py", "sources/files.py", "sources/lists/headings.py", "sources/rollcall_toml.py",
    "sources/speakers_file.py",
}  # fmt: skip
"""Where patterns are put together from names of the record or from literals, escaped: they are tried where they are
used, by the search, the importers and the pages."""

LENGTH, LONG = 600, 12_000
STRANGERS = ("api/serve", "api/posted", "desk/", "site/search", "site/serving", "sources/files")
"""Where patterns see what a stranger sends, before anything has measured it."""

UNITS = (
    "a", "0", " ", "-", ".", "/", "(", "[", "{", '"', "'", "\\", ",", "@", "\n", "é", "a ", "a.", "a-", "a, ", "0-",
    "A/", "(a)", "[a", "- ", "the ", "1 of ", "2024-01-", "S/RES/1-", "http://", "a@a.",
)  # fmt: skip
ENDS = ("", "!")


def patterns() -> dict[str, tuple[str | bytes, int]]:
    """Where each literal pattern stands, to the pattern and its flags; of a built one, the files must be known."""
    found: dict[str, tuple[str | bytes, int]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in CALLS
                and node.args
            ):
                continue
            told = node.args[0]
            flags = sum(
                getattr(re, each.attr)
                for each in ast.walk(ast.Module([ast.Expr(arg) for arg in [*node.args[1:], *_values(node)]], []))
                if isinstance(each, ast.Attribute) and each.attr.isupper() and hasattr(re, each.attr)
            )
            try:
                found[f"{name}:{node.lineno}"] = (ast.literal_eval(told), flags)
            except ValueError:
                found[f"{name}:{node.lineno}"] = ("", -1)
    return found


def _values(node: ast.Call) -> list[ast.expr]:
    return [each.value for each in node.keywords]


def test_patterns_that_are_put_together_are_known() -> None:
    built = {where.partition(":")[0] for where, (_, flags) in patterns().items() if flags == -1}
    assert built <= BUILT, f"Say why these patterns are harmless: {built - BUILT}"


class Late(Exception):
    """A pattern took too long."""


def _takes_long(compiled: re.Pattern[Any], text: str) -> bool:
    """Whether it needs more than a second of this process; the interpreter looks for signals within a pattern too."""

    def late(*_: object) -> None:
        raise Late

    given: Any = text.encode() if isinstance(compiled.pattern, bytes) else text
    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, 1)
    try:
        compiled.search(given)
        compiled.fullmatch(given)
    except Late:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return False


def test_no_pattern_runs_away() -> None:
    """What a stranger sends may be long; what the record or a user's own file says is at most some lines of text."""
    tried, late = set(), []
    for where, (pattern, flags) in patterns().items():
        length = LONG if where.startswith(STRANGERS) else LENGTH
        if flags == -1 or (pattern, flags, length) in tried:
            continue
        tried.add((pattern, flags, length))
        compiled = re.compile(pattern, flags)
        for unit in UNITS:
            for end in ENDS:
                if _takes_long(compiled, unit * (length // len(unit)) + end):
                    late.append(f"{where} with {unit!r} and {end!r}")
    assert tried
    assert not late


def test_a_pattern_that_runs_away_would_be_seen() -> None:
    assert _takes_long(re.compile("(a+)+$"), "a" * 60 + "!")
