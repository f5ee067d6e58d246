"""Whatever is brought in or typed in: it is taken, or refused with one clear sentence; nothing else happens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kept_items import COUNT, INSTRUCTION, STANCE

from horseshoe.desk import spreadsheet
from horseshoe.desk.access.rights import Kind
from horseshoe.desk.record import floor, recording
from horseshoe.desk.refusals import Unfit
from horseshoe.desk.workspace import exchange
from horseshoe.desk.workspace.items import ITEMS, Note
from horseshoe.desk.workspace.kept import Kept
from horseshoe.facts.record import Record
from horseshoe.store import columns

DAY = date(2026, 11, 20)

ANY = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["=1+1", "S/2026/900", "KEN", "2026-11-20", "no", "yes", "-1", "1e9999", "\x00", "\ud7ff", "S/PV.1"]
    ),
)
DEEP = st.recursive(
    ANY | st.integers() | st.booleans() | st.none(), lambda each: st.lists(each, max_size=3), max_leaves=5
)

VOTE = (
    "draft", "title", "meeting", "tally", "outcome", "resolution", "kind", "amends", "nth", "matter", "ground",
    "evidence", "note", "agenda", "sponsors", "source_title", "source_url", "date",
)  # fmt: skip
FACT = (
    "situation", "entity", "title", "symbol", "date", "month", "crimes", "strength", "says", "confidence",
    "source_title", "source_url", "source_symbol", "state", "draft", "body", "voice", "kind", "cast_stated", "position",
    "invokes_code", "id", "name", "about", "speaker",
)  # fmt: skip


@contextmanager
def clear() -> Iterator[None]:
    """Either nothing is wrong, or a refusal says what."""
    try:
        yield
    except Unfit as error:
        said = str(error)
        if not said.strip() or "Traceback" in said or len(said) > 5_000:
            raise


@given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_file_is_read_or_refused(record: Record, content: bytes) -> None:
    with clear():
        exchange.read_toml(content, record)
    with clear():
        exchange.read_sheet(Kind.STANCES, content, record)


@given(kind=st.sampled_from(list(Kind)), data=st.data())
def test_any_table_of_a_file_is_read_or_refused(record: Record, kind: Kind, data: st.DataObject) -> None:
    names = ITEMS[kind].__struct_fields__ if kind in ITEMS else ("draft",)
    told = data.draw(st.dictionaries(st.sampled_from([*names, "odd"]), ANY))
    lines = "\n".join(f"{name} = {json.dumps(value)}" for name, value in told.items())
    with clear():
        exchange.read_toml(f"[[{kind.value}]]\n{lines}\n".encode(), record)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b"PK\x03\x04", "zip archive"),
        (b"%PDF-1.7", "PDF"),
        (b"\xff\xfea\x00", "UTF-16"),
        (b"a = " + b"[" * 20_000, "The file"),
        (b"x" * 1_000_001, "longer than 1 MB"),
        (b"[notes]\ndraft = 'x'", "two brackets"),
        (b"[[secrets]]\n", "is no kind"),
        (b"notes = [1]", "notes 1 is no table"),
        (b"[[notes]]\ndraft = 'x'\ntext = 'y'\n" * 2_001, "more than 2,000 items"),
        (b"[[stances]]\ndraft='x'\nstate='QQQ'\nphase='blue'\nstance='no'\nvoice='mission'\nsays='s'", "no state QQQ"),
    ],
)
def test_what_no_workspace_could_have_written(record: Record, content: bytes, said: str) -> None:
    with pytest.raises(Unfit, match=said):
        exchange.read_toml(content, record)


@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=80))
@settings(max_examples=200)
def test_what_goes_out_as_toml_comes_back_as_it_was(record: Record, text: str) -> None:
    items = (msgspec.structs.replace(STANCE, says=text), INSTRUCTION, COUNT, Note(draft=text, text=text))
    kinds = (Kind.STANCES, Kind.INSTRUCTIONS, Kind.WHIP_COUNTS, Kind.NOTES)
    kept = [
        Kept(number, kind, "ken", item, "anna", columns.now(), 1, None)
        for number, (kind, item) in enumerate(zip(kinds, items, strict=True), 1)
    ]
    assert exchange.read_toml(exchange.toml("ken", kept, DAY), record) == items


@given(text=st.text(max_size=40))
def test_no_cell_of_a_sheet_begins_a_formula(text: str) -> None:
    kept = Kept(1, Kind.NOTES, "ken", Note(draft="X", text=text or "-"), "anna", columns.now(), 1, None)
    cell = exchange.sheet(Kind.NOTES, [kept]).decode().split('","', 1)[1]
    assert not cell.lstrip().startswith(spreadsheet.BEGINNINGS)


@given(
    told=st.dictionaries(
        st.sampled_from(VOTE),
        ANY,
    ),
    casts=st.dictionaries(st.sampled_from(["RUS", "KEN", "FRA", "XXX", ""]), ANY),
    whole=st.booleans(),
)
@settings(max_examples=150)
def test_any_vote_is_looked_at_or_refused(record: Record, told: Any, casts: Any, whole: bool) -> None:
    seats = {term.state: "yes" for term in record.council(DAY)} if whole else {}
    with clear():
        looked = floor.look({"date": DAY.isoformat(), **told}, {**seats, **casts}, record, DAY)
        assert looked.sound or looked.faults


@given(
    table=st.sampled_from(list(recording.MAKERS)),
    told=st.dictionaries(
        st.sampled_from(FACT),
        DEEP,
    ),
)
@settings(max_examples=300)
def test_any_form_of_the_public_record_is_taken_or_refused(record: Record, table: str, told: Any) -> None:
    with clear():
        recording.MAKERS[table]({**told, "source_title": told.get("source_title") or "T"}, record, DAY)
