"""Where the store is, and what is said where there is none, or one of another version."""

from __future__ import annotations

import io
import shutil
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import KEYS, Record
from horseshoe.facts.tables import row_types
from horseshoe.store import columns, database, settings
from horseshoe.store.errors import NoStore, OtherVersion, StoreError
from horseshoe.store.load import load
from horseshoe.store.snapshot import snapshot


def test_there_is_no_store_until_one_is_made(url: str, record: Record) -> None:
    assert not database.exists(url)
    with pytest.raises(NoStore, match=r"There is no store at .*: make one with `horseshoe init`"):
        database.connect(url)
    database.create(url)
    assert not database.exists(url)  # nothing is in it yet
    load(Record(sources=record.sources), "A. Registrar")
    assert database.exists(url)
    database.connect(url)
    database.connect(url)
    assert snapshot().sources == record.sources


def test_to_ask_whether_there_is_a_store_makes_no_file(tmp_path: Path) -> None:
    assert not database.exists(f"sqlite:///{tmp_path / 'folder' / 'store.sqlite3'}")
    assert list(tmp_path.iterdir()) == []


def test_to_ask_about_another_store_leaves_the_connection_alone(filled: str, tmp_path: Path, record: Record) -> None:
    file = tmp_path / "empty.sqlite3"
    file.touch()
    assert not database.exists(f"sqlite:///{file}")
    assert snapshot() == record


def test_without_a_url_it_is_the_one_in_the_environment(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HORSESHOE_DATABASE_URL", url)
    database.create()
    load(Record(), "A. Registrar")
    assert database.exists()
    assert database.exists(url)


def test_a_store_of_a_newer_horseshoe_is_left_alone(filled: str) -> None:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder(connection).record_applied("store", "0099_from_the_future")
    for ask in (database.connect, database.exists, database.create):
        with pytest.raises(OtherVersion, match=r"by a newer Horseshoe, whose step 0099_from_the_future .* update"):
            ask(filled)


def test_a_store_of_an_older_horseshoe_is_to_be_brought_up_to_date(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: Record
) -> None:
    from django.test import override_settings

    later = tmp_path / "later_steps"
    shutil.copytree(Path(settings.__file__).with_name("migrations"), later)
    newest = max(path.stem for path in later.glob("0*.py"))
    (later / "0099_later.py").write_text(LATER.replace("NEWEST", newest))
    monkeypatch.syspath_prepend(tmp_path)
    with override_settings(MIGRATION_MODULES={"store": "later_steps"}):
        assert database.exists(filled)
        with pytest.raises(OtherVersion, match=r"of an older Horseshoe: back it up, then .* `horseshoe load`"):
            database.connect(filled)
        database.upgrade(filled)
        database.connect(filled)
        assert snapshot() == record


@pytest.mark.parametrize(("step", "first"), [("0001_the_register", "situations"), ("0002_conduct", "veto_answers")])
def test_a_store_made_before_there_were_some_tables_gets_them_and_loads_them(
    filled: str, record: Record, step: str, first: str
) -> None:
    from django.core.management import call_command

    call_command("migrate", "store", step, verbosity=0)
    with pytest.raises(OtherVersion, match="of an older Horseshoe"):
        database.connect(filled)
    database.upgrade(filled)
    database.connect(filled)
    later = tuple(KEYS)[tuple(KEYS).index(first) : -1]
    before = snapshot()
    assert {table for table in KEYS if getattr(before, table) != getattr(record, table)} == {
        table for table in later if getattr(record, table)
    }
    load(record, "A. Registrar")
    assert snapshot() == record


LATER = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("store", "NEWEST")]
    operations = [migrations.AddField("checkpoint", "later", models.TextField(null=True))]
"""


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://me:secret@host/name", "in no form that is known"),
        ("secret", "in no form that is known"),
        ("sqlite:", "named by its file"),
        ("sqlite://host/secret", "named by its file"),
        ("sqlite:///:memory:", "named by its file"),
        ("sqlite:///folder/", "named by its file"),
        ("postgresql://me:secret@host", "names no database"),
        ("postgresql://me:sec%ret@host/name", "cannot be read"),
        ("postgresql://host/name?secret=1", "cannot be read"),
    ],
)
def test_a_wrong_url_gets_a_sentence_that_does_not_repeat_it(url: str, sentence: str) -> None:
    for ask in (database.connect, database.exists, database.create):
        with pytest.raises(StoreError, match=sentence) as caught:
            ask(url)
        assert "secret" not in str(caught.value)


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"The database at .*/name does not answer\. "):
        database.connect(f"postgresql://me:secret@/name?host={tmp_path}")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Excellency, " * 500)
    with pytest.raises(StoreError, match=r"letter.txt does not work: file is not a database"):
        database.connect(f"sqlite:///{tmp_path / 'letter.txt'}")


def test_what_a_url_means(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings.database("sqlite:///a%20b.db")["NAME"] == str(tmp_path / "a b.db")
    assert settings.database("sqlite:////var/a.db")["NAME"] == "/var/a.db"
    told = settings.database("postgresql://me:p%40ss@db.example.org:6543/name?sslmode=require")
    parts = [told[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert parts == ["me", "p@ss", "db.example.org", "6543", "name"]
    assert told["OPTIONS"]["sslmode"] == "require"


def test_sqlite_is_set_to_keep_its_promises(filled_file: Path) -> None:
    from django.db import connection

    database.connect(f"sqlite:///{filled_file}")
    with connection.cursor() as cursor:
        said = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys")]
    connection.close()
    assert said == ["wal", 1]


def test_a_row_changed_past_horseshoe_into_what_is_no_row(filled: str) -> None:
    from horseshoe.store.models import PledgeEvidence, Revision

    PledgeEvidence.objects.filter(own_id="code-are-1").update(kind="phone_call")
    Revision.objects.update(at="2027-01-01T00:00:00Z")
    with pytest.raises(StoreError, match=r"The table pledges of the store at .* restore a backup"):
        snapshot()


# -- the schema and the row types agree -----------------------------------------------------------


def test_the_migrations_make_what_the_models_say(url: str) -> None:
    from django.core.management import call_command

    database.create(url)
    said = io.StringIO()
    call_command("makemigrations", "--check", "--dry-run", "--skip-checks", "store", "desk", stdout=said)
    call_command(
        "check", "--tag", "models", "--tag", "database", "--database", "default", "--fail-level", "WARNING", stdout=said
    )
    assert "No changes detected" in said.getvalue()


@pytest.mark.parametrize("table", KEYS)
def test_a_table_of_the_store_has_the_columns_of_the_record(table: str) -> None:
    from django.db import models

    kinds: dict[Any, tuple[type, ...]] = {
        str: (models.TextField, models.CharField),
        date: (models.DateField,),
        datetime: (models.DateTimeField,),
        int: (models.IntegerField,),
        bool: (models.BooleanField,),
    }
    row_type = row_types()[table]
    hints = get_type_hints(row_type)
    there = {str(field.column): field for field in columns.model(table)._meta.concrete_fields}
    casts = {cast.value for cast in Cast} if table == "roll_calls" else set()
    ours = {"row", "revision_id"} | ({"key"} if table != "retractions" else set())
    assert there.keys() - ours == set(row_type.__struct_fields__) - casts
    for name in there.keys() - ours:
        parts = set(get_args(hints[name]) or (hints[name],))
        kind: Any = str if str(hints[name]).startswith("tuple") else (parts - {type(None)}).pop()
        field = there[name]
        assert field.null == (type(None) in parts), name
        if issubclass(kind, Enum):
            assert [value for value, _ in field.choices or ()] == [each.value for each in kind], name
        else:
            assert isinstance(field, kinds[kind]), name
