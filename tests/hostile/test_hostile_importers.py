"""Every importer, given any bytes and any good file that was tampered with: it reads, or refuses clearly."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import list_documents
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nasty import TOKENS, Named, anything, must_be_clear
from published import as_csv, sciences_po, undl

import horseshoe
from horseshoe.answers import scorecard_method
from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.answers.scorecard_method import WrongMethod
from horseshoe.desk.access.rights import Kind
from horseshoe.desk.depositary import register
from horseshoe.desk.refusals import Unfit
from horseshoe.desk.workspace import exchange
from horseshoe.facts.record import Record
from horseshoe.sources import (
    accept,
    assessment_form,
    assessment_toml,
    campaign_toml,
    candidates_toml,
    draft_toml,
    files,
    rollcall_toml,
    speakers_file,
    tally_csv,
)
from horseshoe.sources import sciences_po as sciences
from horseshoe.sources import undl as library
from horseshoe.sources.files import WrongFile
from horseshoe.sources.lists import finding, reading

DAY = date(2026, 11, 22)
NAMES = ("France", "Mexico", "Costa Rica", "Côte d'Ivoire", "Liechtenstein", "Atlantis")

Importer = Callable[[bytes, str, Record], object]


def _list(content: bytes, name: str, record: Record) -> object:
    return finding.find(reading.read(Named(content, name)), record, DAY)


def _method(content: bytes, name: str, record: Record) -> object:
    return scorecard_method.read_method(content.decode("utf-8", "replace"), name)


def _of_file(read: Callable[..., object], *told: Any) -> Importer:
    return lambda content, name, record: read(Named(content, name), record, *told)


IMPORTERS: dict[str, tuple[str, Importer, tuple[type[Exception], ...]]] = {
    "sources.undl.check": ("a.csv", _of_file(library.check, DAY), (WrongFile,)),
    "sources.sciences_po.check": ("a.csv", _of_file(sciences.check, DAY), (WrongFile,)),
    "sources.rollcall_toml.check": ("a.toml", _of_file(rollcall_toml.check, DAY), (WrongFile,)),
    "sources.assessment_toml.check": ("a.toml", _of_file(assessment_toml.check, DAY), (WrongFile, accept.Refused)),
    "sources.draft_toml.read": ("a.toml", _of_file(draft_toml.read), (WrongFile, BadQuestion, NotFound)),
    "sources.campaign_toml.read": ("a.toml", lambda c, n, r: campaign_toml.read(Named(c, n)), (WrongFile,)),
    "sources.candidates_toml.read": ("a.toml", lambda c, n, r: candidates_toml.read(Named(c, n), 2027), (WrongFile,)),
    "sources.speakers_file.read": ("a", _of_file(speakers_file.read), (WrongFile,)),
    "sources.tally_csv.read": ("a.csv", lambda c, n, r: tally_csv.read(Named(c, n)), (WrongFile,)),
    "sources.lists.reading.read": ("a", _list, (WrongFile,)),
    "lists: text": ("a.txt", _list, (WrongFile,)),
    "lists: html": ("a.html", _list, (WrongFile,)),
    "lists: csv": ("a.csv", _list, (WrongFile,)),
    "lists: word": ("a.docx", _list, (WrongFile,)),
    "lists: pdf": ("a.pdf", _list, (WrongFile,)),
    "desk.depositary.register.read": ("a.toml", _of_file(register.read, DAY), (register.Refused,)),
    "desk.workspace.exchange.read_toml": ("a", lambda c, n, r: exchange.read_toml(c, r), (Unfit,)),
    "desk.workspace.exchange.read_sheet": ("a", lambda c, n, r: exchange.read_sheet(Kind.STANCES, c, r), (Unfit,)),
    "answers.scorecard_method.read_method": ("a.toml", _method, (WrongMethod,)),
}
"""What reads a file that comes from outside, by its name: a name for the file, how, and its refusals."""

SPOKEN = """\
[[stances]]
draft = "S/2026/900"
state = "KEN"
phase = "blue"
stance = "no"
voice = "mission"
not_before = 2026-11-20
not_after = 2026-11-20
says = "They will not move."

[[whip-counts]]
draft = "S/2026/900"
title = "Count"
on = 2026-11-20
seats = [{ state = "KEN", stance = "no" }]
"""
METHOD = """\
id = "ours"
title = "Ours"
by = "Us"
dated = 2026-11-01
extends = "horseshoe"

[importance]
code = "essential"
"""


@pytest.fixture(scope="session")
def samples(record: Record) -> dict[str, bytes]:
    """A good file for each importer."""
    votes = [row for row in record.roll_calls if row.date.year == 2024][:4]
    page = list_documents.html(NAMES).replace(b"<body>", b"<body><table><tr><td>1</td><td>Kenya</td></tr></table>")
    sheet = b'"draft","state","phase","stance","voice","says"\r\n"S/2026/900","KEN","blue","no","mission","No."\r\n'
    return {
        "sources.undl.check": as_csv(undl(record, [row for row in votes if record.proposal[row.proposal].resolution])),
        "sources.sciences_po.check": as_csv(sciences_po(record, ["bd0001", "bd0002", "bd0003"])),
        "sources.rollcall_toml.check": rollcall_toml.TEMPLATE.encode(),
        "sources.assessment_toml.check": assessment_form.TEMPLATE.encode(),
        "sources.draft_toml.read": re.sub("(?m)^# (?=[a-z_]+ =|[A-Z]{3} =)", "", draft_toml.TEMPLATE).encode(),
        "sources.campaign_toml.read": campaign_toml.TEMPLATE.encode(),
        "sources.candidates_toml.read": candidates_toml.TEMPLATE.replace('"ISO code or name"', '"AUT"').encode(),
        "sources.speakers_file.read": speakers_file.TEMPLATE.encode(),
        "sources.tally_csv.read": tally_csv.TEMPLATE.encode(),
        "sources.lists.reading.read": page,
        "lists: text": list_documents.text(NAMES),
        "lists: html": page,
        "lists: csv": b"No,Name,Since\n1,France,2015\n2,Mexico,2016\n",
        "lists: word": list_documents.word(NAMES, [["1", "Kenya"]]),
        "lists: pdf": list_documents.pdf(NAMES),
        "desk.depositary.register.read": register.TEMPLATE.encode(),
        "desk.workspace.exchange.read_toml": SPOKEN.encode(),
        "desk.workspace.exchange.read_sheet": sheet,
        "answers.scorecard_method.read_method": METHOD.encode(),
    }


def test_every_function_that_takes_a_file_is_tried_here() -> None:
    """A new importer is fuzzed from its first day, or this test says that it is not."""
    package = Path(horseshoe.__file__).parent
    found = set()
    for folder in ("sources", "desk", "answers"):
        for path in (package / folder).rglob("*.py"):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if not isinstance(node, ast.FunctionDef) or not node.args.args:
                    continue
                takes = node.args.args[0].annotation
                if takes is not None and ast.unparse(takes) == "File":
                    found.add(f"{path.relative_to(package).with_suffix('').as_posix().replace('/', '.')}.{node.name}")
    within = {"desk.depositary.register.read_told", "sources.files.whole", "sources.files.text", "sources.files.sheet"}
    checked = {f"{name.rpartition('.')[0]}.read" for name in IMPORTERS if name.endswith(".check")}
    assert {
        name for name in found if not name.rpartition(".")[2].startswith("_")
    } <= within | checked | IMPORTERS.keys()


@pytest.mark.parametrize("name", sorted(IMPORTERS))
def test_a_good_file_is_read(name: str, samples: dict[str, bytes], record: Record) -> None:
    """Else all that follows would only ever try the first line of a reader."""
    called, read, _ = IMPORTERS[name]
    assert read(samples[name], called, record)


@pytest.mark.parametrize("name", sorted(IMPORTERS))
def test_any_file_is_read_or_clearly_refused(
    name: str, samples: dict[str, bytes], record: Record, tables_of_their_own: Path
) -> None:
    called, read, refusals = IMPORTERS[name]
    slow = name in ("lists: pdf", "sources.sciences_po.check")

    @settings(max_examples=20 if slow else 80, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
    @given(anything(samples[name]), st.booleans())
    def tried(content: bytes, json: bool) -> None:
        try:
            read(b'{"a": ' + content + b"}" if json else content, called, record)
        except refusals as error:
            must_be_clear(error)

    tried()
    assert not tables_of_their_own.exists()


VALUES = re.compile(rb"(?m)(?<==)[^#\n]+|(?<=,)[^,\n]+")
"""What stands behind a sign of equality, or between two commas."""


@pytest.mark.parametrize("name", sorted(name for name in IMPORTERS if not name.startswith(("lists:", "sources.lists"))))
def test_any_value_is_read_or_clearly_refused(name: str, samples: dict[str, bytes], record: Record) -> None:
    """Each place of a good file in turn gets some of what is hostile: in the end each of it stood in several places."""
    called, read, refusals = IMPORTERS[name]
    sample = b"".join(line for line in samples[name].splitlines(True) if not line.startswith(b"#"))
    places = [found.span() for found in VALUES.finditer(sample)]
    for number, (begin, end) in enumerate(places[:: max(1, len(places) // 12)]):
        for token in TOKENS[number % 3 :: 3]:
            put = f'"{token}"' if sample[begin:end].strip().startswith(b'"') else token
            try:
                read(sample[:begin] + put.encode("utf-8", "replace") + sample[end:], called, record)
            except refusals as error:
                must_be_clear(error)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.html", b"<html><meta charset=undefined><p>\xff", "is not UTF-8 text"),
        ("a.html", b"<html><meta charset=unicode_escape><p>Kenya \\ud800\xff", "is not UTF-8 text"),
        ("a.html", b"<html>" + b"<div>" * 3_000 + b"Kenya", "more than 100 elements within one another"),
    ],
)
def test_a_web_page_made_to_do_harm_is_refused(name: str, content: bytes, said: str) -> None:
    with pytest.raises(WrongFile, match=said):
        reading.read(Named(content, name))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a." * 20_000 + "b = 1", "a key of more than 32 parts"),
        ("[" + '"a" . ' * 20_000 + "b]", "a key of more than 32 parts"),
        ('x = "\'"\ny = { ' + "a." * 20_000 + "b = '' }", "a key of more than 32 parts"),
        ("a = " + "9" * 5_000, "a number of thousands of digits"),
        ("a = " + "[" * 20_000, "too many brackets"),
        ('{"a": ' + "[" * 20_000, "too many brackets"),
    ],
)
def test_a_file_that_takes_long_to_read_is_refused_before(content: str, said: str) -> None:
    """Python's reader of TOML takes the square of the parts of a key: twenty thousand of them took it 13 seconds."""
    with pytest.raises(WrongFile, match=said):
        files.toml("a.toml", content)


def test_dots_within_a_text_part_no_key() -> None:
    long = "e.g. " * 200
    content = f'a = "{long}\\""\nb = \'{long}\'\nc = """\n{long}""""\nd = 1 # {long.strip()}\n'
    assert files.toml("a.toml", content)["c"] == f'{long}"'


def test_what_a_sentence_quotes_moves_no_terminal() -> None:
    said = str(WrongFile("a \x1b]0;owned\x07 b\r\nc \u202e d \ud800" + "x" * 10_000))
    assert said.startswith("a \\x1b]0;owned\\x07 b\\r c \\u202e d \\ud800x")
    assert len(said) == 3_000
