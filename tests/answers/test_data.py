"""The tables to take away: as they are read again, with their credits, in an archive of the same bytes."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from horseshoe.answers.data import CASTS, TABLES, about, archive, cells, data, file, header
from horseshoe.answers.questions import NotFound
from horseshoe.facts.credits import credits
from horseshoe.facts.record import KEYS, Record
from horseshoe.facts.tables import PACKAGED, read

ROOT = Path(__file__).resolve().parents[2]


def test_the_tables_are_those_that_ship(record: Record) -> None:
    for table in TABLES:
        if table != CASTS:
            assert file(record, table) == (PACKAGED / f"{table}.csv").read_text(encoding="utf-8"), table


def test_the_archive_is_read_again_as_the_same_record(record: Record, tmp_path: Path) -> None:
    packed = archive(record)
    assert packed == archive(record)
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        opened.extractall(tmp_path)
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        described = json.loads(opened.read("horseshoe/datapackage.json"))
        names = set(opened.namelist())
    assert {f"horseshoe/{resource['path']}" for resource in described["resources"]} < names
    (tmp_path / "horseshoe" / "casts.csv").unlink()
    assert read(tmp_path / "horseshoe") == record
    assert "Benoît Martin" in (tmp_path / "horseshoe" / "CREDITS.md").read_text(encoding="utf-8")


def test_each_table_has_its_size_its_columns_and_its_credit(record: Record) -> None:
    told = {each.name: each for each in data(record).tables}
    assert list(told) == list(TABLES)
    calls = told["roll_calls"]
    assert calls.rows == len(record.roll_calls)
    assert calls.bytes == (PACKAGED / "roll_calls.csv").stat().st_size
    assert calls.key == KEYS["roll_calls"]
    assert "10.21410/7E4/Z0KECE" in calls.credits[0].says
    assert calls.credits[0].terms == "CC BY 4.0"
    for each in told.values():
        assert each.credits, each.name
        assert all(column.means for column in each.columns), each.name
        assert set(each.key) <= {column.name for column in each.columns}


def test_casts_has_a_row_a_seat_and_vote(record: Record) -> None:
    rows = list(cells(record, CASTS))
    assert len(rows) == sum(len(states) for row in record.roll_calls for _, states in row.seats())
    assert header(CASTS)[-1] == "cast"
    assert ["bd2981", "2022-02-25", "S/2022/155", "RUS", "Russian Federation", "true", "no"] in rows


def test_credits_name_sources_that_are_there_and_that_the_licence_file_names(record: Record) -> None:
    licence = (ROOT / "LICENSE-DATA.md").read_text(encoding="utf-8")
    known = credits()
    for each in known.credits:
        assert set(each.tables) <= set(KEYS)
        assert each.terms in known.terms
        assert each.en
        assert each.fr
        for source in each.sources:
            assert source in record.source
            if source not in (
                "horseshoe",
                "charter",
                "st-ic-2017",
                "rule-18",
                "recalled",
                "wikipedia-emergency-sessions",
            ):
                assert f"`{source}`" in licence, source
    assert {table for each in known.credits for table in each.tables} == set(KEYS) - {"retractions"}


def test_french_credits_differ_in_words_alone(record: Record) -> None:
    ours, theirs = about(record, "holidays"), about(record, "holidays", language="fr")
    assert ours.credits[0].says != theirs.credits[0].says
    assert ours.columns == theirs.columns


def test_no_such_table(record: Record) -> None:
    with pytest.raises(NotFound, match="there are sources, states"):
        about(record, "votes")
