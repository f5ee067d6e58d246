"""From a file of views to the record and back, from the command line."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pytest

from horseshoe.answers.views import view
from horseshoe.cli import options
from horseshoe.cli.main import run
from horseshoe.facts.assessments import Status

Capture = pytest.CaptureFixture[str]

OWN = ('id = "example-institute"', 'id = "our-institute"')


@pytest.fixture
def form(tmp_path: Path, capsys: Capture) -> Path:
    """The template as it stands."""
    assert run(["assess", "--template"]) == 0
    path = tmp_path / "views.toml"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


def changed(form: Path, *changes: tuple[str, str]) -> Path:
    content = form.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in content
        content = content.replace(old, new, 1)
    form.write_text(content, encoding="utf-8")
    return form


def in_force() -> Status | None:
    options.record.cache_clear()
    facts = options.record()
    return view(facts.as_known(None), "our-institute", facts.roll_call["bd2476"]).status


def test_the_template_is_right_as_it_stands_and_a_check_writes_nothing(
    form: Path, tables_of_their_own: Path, capsys: Capture
) -> None:
    assert run(["assess", str(form), "--check", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {table: len(rows) for table, rows in told["writes"].items()} == {
        "sources": 1,
        "assessors": 1,
        "assessments": 1,
    }
    assert told["writes"]["assessments"][0]["proposal"] == "bd2476"
    assert told["unseen"]
    assert not tables_of_their_own.exists()


def test_a_check_shows_every_row_on_a_terminal(form: Path, capsys: Capture) -> None:
    assert run(["assess", str(form), "--check", "--format", "table"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "engaged on 2026-01-15: aim acts, facts crimes, credible yes; on syria-03, syria-06" in re.sub(
        "example-institute-bd2476-2026-01-15 ", "", printed
    )
    assert "3 rows would be written, 0 are known already." in printed


def test_the_view_of_the_template_is_nobodys_and_is_not_written(
    form: Path, tables_of_their_own: Path, capsys: Capture
) -> None:
    assert run(["assess", str(form)]) == 1
    assert capsys.readouterr().err == (
        "views.toml still bears example-institute, the assessor of the template: put your own in its place.\n"
    )
    assert not tables_of_their_own.exists()


def test_a_view_that_is_in_shows_and_a_later_one_takes_its_place(form: Path, capsys: Capture) -> None:
    changed(form, OWN)
    assert run(["assess", str(form)]) == 0
    assert "1 in assessors, 1 in assessments" in capsys.readouterr().out
    assert in_force() is Status.ENGAGED
    assert run(["assess", str(form)]) == 0
    assert capsys.readouterr().out == "Nothing to write: all of it is known already.\n"

    options.record.cache_clear()
    changed(
        form,
        ("made = 2026-01-15", "made = 2026-02-15"),
        ('status = "engaged"', 'status = "contested"'),
        ('credible = "yes"', 'credible = "disputed"'),
    )
    assert run(["assess", str(form)]) == 0
    printed = capsys.readouterr()
    assert "1 in assessments" in printed.out
    assert "takes the place of the view of 2026-01-15, which stays in the record" in printed.err
    assert in_force() is Status.CONTESTED
    assert len(options.record().assessments) == 2


def test_all_parts_of_the_template_go_in_together(form: Path, capsys: Capture) -> None:
    whole = re.sub(r"(?m)^# (?=\[|[a-z_]+ += )", "", form.read_text(encoding="utf-8"))
    form.write_text(whole, encoding="utf-8")
    changed(form, OWN)
    assert run(["assess", str(form)]) == 0
    written = capsys.readouterr().out
    assert "3 in sources, 1 in evidence, 1 in stances, 1 in assessors, 1 in assessments, 1 in observations" in written


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (('"S/2014/348"', '"S/2099/1"'), "views.toml line 17, assessment 1, draft: no roll call on S/2099/1 is known"),
        (('["crimes_against_humanity"]', '["aggression"]'), "crimes: aggression is not among the three crimes"),
        (('id = "example-institute"', 'id = "text-only"'), "id: text-only is a published standard"),
        (('status = "engaged"', 'status = "not_engaged"'), "status: not_engaged does not follow from aim acts"),
        (("made = 2026-01-15", "made = "), "views.toml is not TOML at line 18, column"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_changes_nothing(
    form: Path, change: tuple[str, str], sentence: str, tables_of_their_own: Path, capsys: Capture
) -> None:
    changed(form, change)
    assert run(["assess", str(form)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert sentence.lower() in printed.err.lower()
    assert printed.err.count("\n") == 1
    assert not tables_of_their_own.exists()


def test_a_check_lists_all_that_is_wrong(form: Path, capsys: Capture) -> None:
    changed(form, ("made = 2026-01-15", "made = 2014-01-15"), ('status = "engaged"', 'status = "not_engaged"'))
    assert run(["assess", str(form), "--check", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [each["field"] for each in told["refused"]] == ["made", "status"]
    assert told["writes"] == {}
    assert run(["assess", str(form), "--check", "--format", "table"]) == 1
    assert capsys.readouterr().out.count("assessment 1, ") == 2
    assert run(["assess", str(form), "--check", "--format", "csv"]) == 1
    assert capsys.readouterr().out.splitlines()[1].startswith('refused,"line 18, assessment 1, made",2014-01-15 lies')


def test_standard_input_and_a_folder_of_its_own(
    form: Path, tmp_path: Path, tables_of_their_own: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    changed(form, OWN)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(form.read_bytes())))
    assert run(["assess", "-", "--into", str(tmp_path / "elsewhere")]) == 0
    assert (tmp_path / "elsewhere" / "assessments.csv").is_file()
    assert not tables_of_their_own.exists()


def test_a_file_must_be_named(capsys: Capture) -> None:
    assert run(["assess"]) == 2
    assert "--template" in capsys.readouterr().err


def test_views_go_into_a_store_too(
    form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    changed(form, OWN)
    monkeypatch.setenv("HORSESHOE_DATABASE_URL", f"sqlite:///{tmp_path / 'register.sqlite3'}")
    monkeypatch.setenv("HORSESHOE_LOG_KEY", str(tmp_path / "key.pem"))
    assert run(["init", "--by", "a test"]) == 0
    options.record.cache_clear()
    capsys.readouterr()
    assert run(["assess", str(form)]) == 0
    assert "Written to the store" in capsys.readouterr().out
    assert in_force() is Status.ENGAGED
    assert run(["assess", str(form)]) == 0
    assert "Nothing to write" in capsys.readouterr().out
