"""The documentation under test: every command shown is run, every link leads somewhere, nothing is left out.

A block marked ``console`` holds commands after ``$`` and what they print. ``horseshoe`` and ``script/horseshoe`` are
run in this process, as on a terminal: a command without ``--format`` gets tables. ``...`` alone on a line stands for
any lines, within a line for any text; ``[exit code N]`` closes the output of a command that fails. Other scripts are
not run, only looked for. A block marked ``python`` is run. What cannot be run is marked ``text``.
"""

from __future__ import annotations

import contextlib
import difflib
import doctest
import importlib.util
import io
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer

from horseshoe.cli import main, options
from horseshoe.facts import tables
from horseshoe.facts.record import Record
from horseshoe.rules import charter

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
RUN = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
PAGES = [*RUN, ROOT / "CHANGELOG.md", ROOT / "LICENSE-DATA.md"]
LANGUAGES = {"console", "python", "text", "json", "csv", "toml"}

FENCE = re.compile(r"^```(?P<language>[^\n]*)\n(?P<text>.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)|!\[[^\]]*\]\((?P<image>[^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(.+?)\s*$", re.MULTILINE)
EXIT = re.compile(r"\[exit code (\d+)\]")

A_MACHINE = re.compile(r"(?<![\w.:/%~-])/(?:work|root|home|Users)/[\w.-]")
A_REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|pypi\.python|anaconda\.org|npmjs\.(?:org|com)|crates\.io", re.IGNORECASE
)


class Block(NamedTuple):
    """A fenced block of a page."""

    page: Path
    line: int
    language: str
    text: str

    @property
    def where(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


class Shown(NamedTuple):
    """A command of a console block, and what the page says that it prints."""

    where: str
    words: list[str]
    expected: list[str]
    code: int


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [
        Block(page, text.count("\n", 0, found.start()) + 1, found["language"].strip(), found["text"])
        for found in FENCE.finditer(text)
    ]


def commands(block: Block) -> Iterator[Shown]:
    lines = block.text.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
    assert starts, f"{block.where}: a console block shows commands after '$ '; mark it text if it has none."
    assert not any(line.strip() for line in lines[: starts[0]]), f"{block.where}: output before the first command"
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        expected, code = lines[start + 1 : end], 0
        while expected and not expected[-1].strip():
            expected.pop()
        if expected and (closing := EXIT.fullmatch(expected[-1].strip())):
            code = int(closing[1])
            expected.pop()
        yield Shown(
            f"{block.page.relative_to(ROOT)}:{block.line + start + 1}", shlex.split(lines[start][2:]), expected, code
        )


def as_on_a_terminal(arguments: list[str]) -> list[str]:
    """The arguments, with ``--format table`` where the command takes a format and none is given."""
    path = next((path for path in CLI if tuple(arguments[: len(path)]) == path), None)
    asked = any(each.split("=")[0] in ("--format", "-f", "--help", "-h") for each in arguments)
    if path is None or asked or "--format" not in CLI[path]:
        return arguments
    return [*arguments, "--format", "table"]


def run(arguments: list[str]) -> tuple[int, str]:
    """The exit code, and what the command prints on both streams."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = main.run(as_on_a_terminal(arguments))
    return code, printed.getvalue()


def fits(expected: list[str], printed: list[str]) -> bool:
    """Whether the lines printed are those expected, ``...`` standing for what is left out."""
    pattern = "".join(
        r"(?:[^\n]*\n)*?"
        if line.strip() == "..."
        else r"[^\n]*?".join(map(re.escape, line.rstrip().split("..."))) + r"\n"
        for line in expected
    )
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed)) is not None


def cli_commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], set[str]]]:
    """Each command of the command line as its words, with the options that it takes."""
    for name, each in getattr(command, "commands", {}).items():
        if hasattr(each, "commands"):
            yield from cli_commands(each, (*path, name))
        else:
            yield (*path, name), {option for parameter in each.params for option in parameter.opts}


CLI = dict(cli_commands(typer.main.get_command(main.application())))


@pytest.fixture
def packaged_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The facts that ship and no others, and output of one width without colours, wherever the tests run."""
    monkeypatch.setenv("HORSESHOE_TABLES", str(tmp_path / "tables"))
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(ROOT)
    options.record.cache_clear()
    yield
    options.record.cache_clear()


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.usefixtures("packaged_facts")
@pytest.mark.parametrize("page", RUN, ids=named)
def test_every_command_shown_prints_what_the_page_says(page: Path) -> None:
    for block in blocks(page):
        if block.language != "console":
            continue
        for shown in commands(block):
            program, *arguments = shown.words
            if program not in ("horseshoe", "script/horseshoe"):
                script = ROOT / program
                assert program.startswith("script/"), f"{shown.where}: {program} is not run here: mark the block text."
                assert script.is_file(), f"{shown.where}: there is no {program}"
                assert os.access(script, os.X_OK), f"{shown.where}: {program} is not executable"
                continue
            code, output = run(arguments)
            if "import" in arguments:
                options.record.cache_clear()
            printed = output.rstrip().splitlines()
            while printed and not printed[0].strip() and shown.expected[:1] != [""]:
                printed.pop(0)
            difference = "\n".join(
                difflib.unified_diff(shown.expected, printed, "the page", "the command", lineterm="")
            )
            assert fits(shown.expected, printed), f"{shown.where}: {shlex.join(shown.words)}\n{difference}"
            assert code == shown.code, f"{shown.where}: {shlex.join(shown.words)} exits with {code}"


@pytest.mark.usefixtures("packaged_facts")
@pytest.mark.parametrize("page", RUN, ids=named)
def test_every_python_block_runs(page: Path) -> None:
    names: dict[str, Any] = {}
    for block in blocks(page):
        if block.language != "python":
            continue
        if ">>>" not in block.text:
            exec(compile(block.text, block.where, "exec"), names)
            continue
        example = doctest.DocTestParser().get_doctest(block.text, names, block.where, str(page), block.line)
        report: list[str] = []
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE, verbose=False)
        runner.run(example, out=report.append, clear_globs=False)
        assert not runner.failures, "".join(report)
        names = example.globs


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_block_says_what_it_is(page: Path) -> None:
    for block in blocks(page):
        assert block.language in LANGUAGES, f"{block.where}: mark the block as one of {', '.join(sorted(LANGUAGES))}."
    text = page.read_text(encoding="utf-8")
    assert text.count("\n```") + text.startswith("```") == 2 * len(blocks(page)), f"{page.name}: a fence is not closed"


def test_every_command_is_documented() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in RUN)
    missing = [path for path in map(" ".join, CLI) if not re.search(rf"horseshoe {re.escape(path)}\b", text)]
    assert not missing, f"not in the docs: {', '.join(missing)}"


WRITING = ("import", "register", "assess", "token")
"""Commands that write: what they print first is a row, as the data dictionary has it, or a report."""

OF_AN_INSTALLATION = ("why", "doctor", "notify")
"""Commands that ask a shared installation, not the record; docs/operate.md has what they print."""


def test_every_answer_has_a_heading() -> None:
    headings = HEADING.findall((DOCS / "answers.md").read_text(encoding="utf-8"))
    others = WRITING + OF_AN_INSTALLATION
    reading = [" ".join(path) for path, taken in CLI.items() if "--format" in taken and path[0] not in others]
    assert [f"horseshoe {path}" for path in reading if f"horseshoe {path}" not in headings] == []


def test_the_answers_page_is_up_to_date() -> None:
    path = ROOT / "script" / "answers_doc.py"
    specification = importlib.util.spec_from_file_location("answers_doc", path)
    assert specification is not None
    assert specification.loader is not None
    answers_doc = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(answers_doc)
    written = (DOCS / "answers.md").read_text(encoding="utf-8")
    assert answers_doc.render() == written, "docs/answers.md is out of date: run script/generate."


def test_every_rule_module_and_switch_is_documented() -> None:
    text = (DOCS / "rules.md").read_text(encoding="utf-8")
    modules = [path.stem for path in (ROOT / "src/horseshoe/rules").glob("*.py") if path.stem != "__init__"]
    assert [name for name in modules if f"`{name}.py`" not in text] == []
    assert [name for name in charter.Policy.__struct_fields__ if f"`charter.Policy.{name}`" not in text] == []


def test_every_page_is_linked_from_the_index() -> None:
    index = DOCS / "README.md"
    linked = {(DOCS / target.split("#")[0]).resolve() for target in links(index)}
    assert [named(page) for page in sorted(DOCS.rglob("*.md")) if page != index and page.resolve() not in linked] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in links(page):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{named(page)} links to {target}, which is not there"
        if anchor:
            assert anchor in anchors(file), f"{named(page)} links to {target}: no such heading"


def links(page: Path) -> list[str]:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return [found["target"] or found["image"] for found in LINK.finditer(text)]


def anchors(page: Path) -> set[str]:
    """The headings of a page as a link names them."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text)}


def test_the_corrections_are_counted_as_they_are(record: Record) -> None:
    credits_page = (ROOT / "LICENSE-DATA.md").read_text(encoding="utf-8")
    stated = re.findall(r"^\| ([\w-]+) \| (\w+) \| (\d+) \|$", credits_page, re.MULTILINE)
    counted: dict[tuple[str, str], int] = {}
    for row in record.corrections:
        key = (row.publication, row.field.split(":")[0])
        counted[key] = counted.get(key, 0) + 1
    assert {(publication, field): int(number) for publication, field, number in stated} == counted


def test_every_dataset_and_table_is_credited(record: Record) -> None:
    credits_page = (ROOT / "LICENSE-DATA.md").read_text(encoding="utf-8")
    used = {source for table in tables.row_types() for row in getattr(record, table) for source in sources(row)}
    owed = [row.id for row in record.sources if row.kind in ("dataset", "compilation", "seed") and row.id in used]
    assert [each for each in owed if f"`{each}`" not in credits_page] == []


def sources(row: Any) -> list[str]:
    return str(getattr(row, "source", "")).split()


def test_no_file_names_a_machine_or_a_package_registry() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("only a clone knows which files are tracked")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    found = []
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if not path.is_file() or b"\0" in (content := path.read_bytes()):
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
            if A_MACHINE.search(line) or A_REGISTRY.search(line):
                found.append(f"{name}:{number}: {line[:100]}")
    assert not found, f"{len(found)} lines, first:\n" + "\n".join(found[:5])
