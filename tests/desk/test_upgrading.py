"""From an earlier version to this one, with what people had put there: nothing is lost, whoever else upgrades too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, connections
from kept_items import COUNT, INSTRUCTION, STANCE
from programs import Program
from writers import register

from horseshoe.desk.access import tokens
from horseshoe.desk.access.rights import Kind
from horseshoe.desk.running import tables
from horseshoe.desk.running.install import steps
from horseshoe.desk.workspace import locks, private
from horseshoe.facts.record import Record
from horseshoe.store import database, notifications, snapshot

LATER = ("register_documents", "register_proposals", "subscribers", "workspace_stages", "tokens", "token_answers")
"""Tables that the version of the roles had not."""


def _told(anna: User) -> tuple[object, ...]:
    kinds = (Kind.STANCES, Kind.INSTRUCTIONS, Kind.WHIP_COUNTS)
    return (
        *(private.items(anna, "ken", kind) for kind in kinds),
        private.history(anna, "ken"),
        notifications.entries(),
        snapshot.read(),
        anna.password,
    )


def test_what_was_there_before_the_register_and_the_tokens_stays(
    house: str, team: dict[str, User], record: Record, tmp_path: Path
) -> None:
    for kept in (STANCE, INSTRUCTION, COUNT):
        private.put(team["anna"], "ken", kept, record=record, why="heard")
    register("before-the-upgrade")
    team["anna"].set_password("eleven plus one, by the sea")
    team["anna"].save()
    before = _told(team["anna"])
    call_command("migrate", "desk", "0003", verbosity=0, interactive=False)
    assert {*connection.introspection.table_names()}.isdisjoint(LATER)
    assert len(steps()) == 3
    connections.close_all()

    program = Program(house, tmp_path)
    both = [program.start("install") for _ in range(2)]
    said = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sorted("3 steps taken" in out for out, _ in said) == [False, True]

    assert {*connection.introspection.table_names()}.issuperset(LATER)
    assert _told(User.objects.get(username="anna")) == before
    assert locks.unlocked(connection, tables.of_workspaces(), tables.of_the_house()) == ()
    assert tokens.bearer(tokens.make("anna", "new", ["read"], days=1, by="the tests")).person.name == "anna"


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_a_plain_store_becomes_an_installation(
    vendor: str, empty_house: Callable[[], str], record: Record, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'plain.sqlite3'}" if vendor == "sqlite" else empty_house()
    program = Program(url, tmp_path)
    assert program("init", "--database", url)[0] == 0
    database.connect(url)
    register("before-there-were-accounts")
    before, entries = snapshot.read(), notifications.entries()
    connections.close_all()
    code, out, err = program("install")
    assert (code, err) == (0, "")
    assert "Loaded" not in out
    assert (snapshot.read(), notifications.entries()) == (before, entries)
    assert "There is no administrator" in program("doctor")[1]
