"""What a workspace keeps to itself: written and read by its members, closed to everybody else, on both databases."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import DatabaseError, connection, connections, transaction
from kept_items import COUNT, INSTRUCTION, STANCE

from horseshoe.desk import models
from horseshoe.desk.access.rights import Kind, Role
from horseshoe.desk.refusals import NotAllowed, NotHere, Overtaken, Unfit
from horseshoe.desk.running import tables
from horseshoe.desk.workspace import locks, private, workspaces
from horseshoe.desk.workspace.items import Assessment, Note, item
from horseshoe.desk.workspace.publishing import Origin, publish, withdraw
from horseshoe.desk.workspace.within import Outside, all_workspaces, within
from horseshoe.facts.assessments import Aim, Credible, FactsSay, Status
from horseshoe.facts.record import Record
from horseshoe.store import columns, snapshot
from horseshoe.store.errors import StoreError

Team = dict[str, User]

ORIGIN = Origin("Statement to the press, supposed", url="https://example.org/1")


def test_everything_comes_back_as_it_was_put(team: Team, record: Record) -> None:
    view = Assessment(
        draft=record.proposals[0].id,
        assessor=record.assessors[0].id,
        made=date(2026, 11, 7),
        status=Status.ENGAGED,
        aim=Aim.ACTS,
        aim_why="It would.",
        facts=FactsSay.CRIMES,
        facts_why="They say so.",
        credible=Credible.YES,
        credible_why="It is.",
        evidence=tuple(row.id for row in record.evidence[:2]),
    )
    for put in (STANCE, INSTRUCTION, Note(draft="S/2026/900", text="Line one.\nLine two."), COUNT, view):
        kept = private.put(team["anna"], "ken", put, record=record, why="heard")
        assert kept.item == put
        assert private.item(team["leo"], "ken", kept.kind, kept.number) == kept
        assert private.items(team["leo"], "ken", kept.kind) == (kept,)
        assert (kept.by, kept.version, kept.holds) == ("anna", 1, True)


def test_a_change_is_in_the_history_with_what_was_before(team: Team, record: Record) -> None:
    kept = private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    changed = msgspec.structs.replace(STANCE, stance="yes")
    again = private.put(
        team["rita"], "ken", changed, record=record, why="heard again", number=kept.number, version=kept.version
    )
    assert (again.version, again.by) == (2, "anna")
    newest, first = private.history(team["leo"], "ken", Kind.STANCES, kept.number)
    assert (first.who, first.what, first.why, first.before) == ("anna", "put", "heard", None)
    assert (newest.who, newest.what) == ("rita", "change")
    assert newest.before is not None
    assert newest.after is not None
    assert (newest.before["stance"], newest.after["stance"]) == ("abstain", "yes")


def test_a_whip_count_keeps_the_seats_of_its_version(team: Team, record: Record) -> None:
    kept = private.put(team["anna"], "ken", COUNT, record=record, why="first")
    fewer = msgspec.structs.replace(COUNT, seats=COUNT.seats[:1])
    private.put(team["anna"], "ken", fewer, record=record, why="second", number=kept.number, version=1)
    assert private.item(team["anna"], "ken", Kind.WHIP_COUNTS, kept.number).item == fewer


def test_somebody_who_changed_it_meanwhile_is_not_overwritten(team: Team, record: Record) -> None:
    kept = private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    private.put(team["rita"], "ken", STANCE, record=record, why="mine", number=kept.number, version=1)
    with pytest.raises(Overtaken, match="version 2, and yours was 1"):
        private.put(team["anna"], "ken", STANCE, record=record, why="mine", number=kept.number, version=1)


def test_a_retraction_stays_to_be_seen_and_can_be_taken_back(team: Team, record: Record) -> None:
    kept = private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    assert not private.retract(team["anna"], "ken", Kind.STANCES, kept.number, why="misheard").holds
    assert private.items(team["anna"], "ken", Kind.STANCES) == ()
    assert len(private.items(team["anna"], "ken", Kind.STANCES, retracted=True)) == 1
    with pytest.raises(Overtaken):
        private.put(team["anna"], "ken", STANCE, record=record, why="x", number=kept.number, version=1)
    private.restore(team["anna"], "ken", Kind.STANCES, kept.number, why="heard well")
    assert private.items(team["anna"], "ken", Kind.STANCES) == (kept,)
    assert [each.what for each in private.history(team["anna"], "ken")] == ["restore", "retract", "put"]


@pytest.mark.parametrize("stranger", ["ben", "root", "nobody"])
def test_strangers_are_told_that_there_is_no_such_workspace(team: Team, record: Record, stranger: str) -> None:
    kept = private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    user = team.get(stranger, AnonymousUser())
    for ask in (
        lambda place: private.items(user, place, Kind.STANCES),
        lambda place: private.item(user, place, Kind.STANCES, kept.number),
        lambda place: private.history(user, place),
        lambda place: private.warnings(user, place),
        lambda place: private.put(user, place, STANCE, record=record, why="x"),
        lambda place: private.put(user, place, STANCE, record=record, why="x", number=kept.number, version=1),
        lambda place: private.retract(user, place, Kind.STANCES, kept.number, why="x"),
        lambda place: publish(
            user, place, Kind.STANCES, kept.number, version=1, origin=ORIGIN, why="x", today=date(2026, 11, 8)
        ),
    ):
        said = []
        for place in ("ken", "no-such-place"):
            with pytest.raises(NotHere) as refused:
                ask(place)
            said.append(str(refused.value).replace(place, "X"))
        assert said[0] == said[1]


def test_a_number_of_another_workspace_is_no_number_here(team: Team, record: Record) -> None:
    kept = private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    with pytest.raises(NotHere, match="nothing of number"):
        private.item(team["ben"], "gha", Kind.STANCES, kept.number)
    with pytest.raises(NotHere):
        private.retract(team["ben"], "gha", Kind.STANCES, kept.number, why="x")


def test_a_reader_reads_and_the_refusal_says_why(team: Team, record: Record) -> None:
    with pytest.raises(NotAllowed, match="that takes an analyst or higher of the workspace, and leo is a reader there"):
        private.put(team["leo"], "ken", STANCE, record=record, why="x")


def test_whoever_left_or_was_closed_is_a_stranger_at_once(team: Team) -> None:
    assert private.items(team["anna"], "ken", Kind.STANCES) == ()
    workspaces.dismiss(team["root"], "ken", "anna", why="left")
    User.objects.filter(username="leo").update(is_active=False)
    for name in ("anna", "leo"):
        with pytest.raises(NotHere):
            private.items(team[name], "ken", Kind.STANCES)


def test_changes_of_members_are_in_the_history_of_the_house(team: Team) -> None:
    workspaces.admit(team["root"], "ken", "anna", Role.REGISTRAR, why="promoted")
    row = models.HouseHistory.objects.order_by("-pk").first()
    assert row is not None
    assert (row.who, row.what, row.thing, row.before, row.after) == (
        "root",
        "admit",
        "ken/anna",
        {"role": "analyst"},
        {"role": "registrar"},
    )
    with pytest.raises(NotAllowed):
        workspaces.admit(team["anna"], "gha", "anna", Role.READER, why="curious")
    with pytest.raises(NotAllowed):
        workspaces.begin(team["ben"], "mine", "Mine", why="x")


@pytest.mark.parametrize("name", ["", "Big", "a b", "../x", "a--b", "é"])
def test_a_workspace_has_a_name_that_can_stand_in_an_address(root: User, name: str) -> None:
    with pytest.raises(Unfit):
        workspaces.begin(root, name, "Title", why="x")


def test_the_mission_and_the_capital_part(team: Team, record: Record) -> None:
    private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    private.put(team["anna"], "ken", INSTRUCTION, record=record, why="cable")
    (found,) = private.warnings(team["leo"], "ken")
    assert found.warning == (
        "The mission of KEN says abstain, and its capital instructed yes since: the mission may not know yet."
    )
    assert private.warnings(team["ben"], "gha") == ()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"state": "Kenya"}, "State:"),
        ({"stance": "maybe"}, "Stance:"),
        ({"says": ""}, "missing required field `says`"),
        ({"not_before": "2026-13-01"}, "Not before:"),
        ({"surprise": "1"}, "unknown field `surprise`"),
    ],
)
def test_a_form_that_is_not_in_order_is_refused_in_a_sentence(told: dict[str, str], said: str) -> None:
    with pytest.raises(Unfit, match=said):
        item(Kind.STANCES, {**msgspec.to_builtins(STANCE), **told})


def test_an_item_that_does_not_fit_the_record_is_refused(team: Team, record: Record) -> None:
    with pytest.raises(Unfit, match="no state XXX"):
        private.put(team["anna"], "ken", msgspec.structs.replace(STANCE, state="XXX"), record=record, why="x")
    with pytest.raises(Unfit, match="lies after"):
        private.put(
            team["anna"], "ken", msgspec.structs.replace(STANCE, not_before=date(2027, 1, 1)), record=record, why="x"
        )
    with pytest.raises(Unfit, match="No reason"):
        private.put(team["anna"], "ken", STANCE, record=record, why=" ")


# Publishing


def test_what_is_published_is_in_the_record_and_says_nothing_of_the_workspace(team: Team, record: Record) -> None:
    kept = private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    today = date(2026, 11, 8)
    out = publish(
        team["rita"], "ken", Kind.STANCES, kept.number, version=1, origin=ORIGIN, why="said aloud", today=today
    )
    row = next(row for row in snapshot.snapshot().stances if row.id == out.key)
    assert (row.state, row.stance, row.says, row.recorded) == ("KEN", "abstain", STANCE.says, today)
    assert b"ken" not in msgspec.json.encode(row).replace(b"KEN", b"")
    act = private.history(team["anna"], "ken")[0]
    assert (act.what, act.who, act.after) == ("publish", "rita", {"table": "stances", "key": out.key, "revision": 2})
    with pytest.raises(Overtaken, match="published already"):
        publish(team["rita"], "ken", Kind.STANCES, kept.number, version=1, origin=ORIGIN, why="x", today=today)
    withdraw(team["rita"], "ken", Kind.STANCES, kept.number, why="Misheard.")
    assert out.key not in {row.id for row in snapshot.snapshot().as_known(None).stances}


def test_publishing_takes_a_role_in_both_and_instructions_never_go(team: Team, record: Record) -> None:
    kept = private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    order = private.put(team["anna"], "ken", INSTRUCTION, record=record, why="cable")
    today = date(2026, 11, 8)
    with pytest.raises(NotAllowed, match="registrar or higher"):
        publish(team["anna"], "ken", Kind.STANCES, kept.number, version=1, origin=ORIGIN, why="x", today=today)
    with pytest.raises(NotAllowed, match="never leave their workspace"):
        publish(team["rita"], "ken", Kind.INSTRUCTIONS, order.number, version=1, origin=ORIGIN, why="x", today=today)
    assert snapshot.revision() == 1


def test_a_publication_that_fails_leaves_nothing(team: Team, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = private.put(team["anna"], "ken", STANCE, record=record, why="heard")

    def fails(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError("quoting ALPHA")

    monkeypatch.setattr("horseshoe.desk.workspace.publishing.note", fails)
    with pytest.raises(StoreError) as refused:
        publish(
            team["rita"], "ken", Kind.STANCES, kept.number, version=1, origin=ORIGIN, why="x", today=date(2026, 11, 8)
        )
    assert "ALPHA" not in str(refused.value)
    assert snapshot.revision() == 1
    with within(team["anna"]):
        assert models.Publication.objects.count() == 0


# The locks


def test_private_rows_are_refused_outside(team: Team, record: Record) -> None:
    private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    rows = models.Stance.objects
    with within(team["anna"]):
        lazy = rows.all()
        row = rows.get()
    for ask in (
        lambda: list(lazy),
        lambda: lazy.count(),
        lambda: lazy.exists(),
        lambda: lazy.first(),
        lambda: list(lazy.values_list("says")),
        lambda: lazy.aggregate(),
        lambda: list(lazy.iterator()),
        lambda: rows.get(),
        lambda: rows.all(),
        lambda: row.save(),
        lambda: row.refresh_from_db(),
        lambda: row.delete(),
        lambda: list(models.Stance.objects.raw("SELECT * FROM workspace_stances")),
    ):
        with pytest.raises(Outside):
            ask()
    assert not [f for f in models.Workspace._meta.get_fields() if f.name.startswith(("stance", "history"))]


def test_within_nothing_is_written_while_reading_and_nothing_is_deleted(team: Team, record: Record) -> None:
    private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    with within(team["anna"]), pytest.raises(Outside):
        models.Stance.objects.get().save()
    with within(team["anna"], writing=True), pytest.raises(Outside):
        models.Stance.objects.all().delete()
    with within(team["anna"], writing=True), pytest.raises(Outside):
        models.Stance.objects.update(says="x")
    with within(team["ben"], writing=True), pytest.raises(Outside):
        models.Note.objects.create(workspace_id=1, by=team["ben"], at=columns.now(), draft="d", text="t")
    with within(team["anna"]), pytest.raises(Outside), within(team["ben"]):
        pass
    with transaction.atomic(), pytest.raises(Outside), within(team["anna"]):
        pass


def test_another_thread_is_outside(team: Team) -> None:
    said: list[type[BaseException]] = []

    def ask() -> None:
        try:
            models.Stance.objects.count()
        except Outside:
            said.append(Outside)
        finally:
            connections.close_all()

    with within(team["anna"]):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    assert said == [Outside]


def _raw(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@pytest.mark.parametrize("vendor", ["postgresql"], indirect=True)
def test_raw_sql_of_a_plain_role_sees_no_other_workspace(team: Team, record: Record) -> None:
    private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    private.put(team["anna"], "ken", COUNT, record=record, why="counted")
    assert _raw("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user") == [(False, False)]
    ask = "SELECT says FROM workspace_stances"
    assert _raw(ask) == []
    with within(team["anna"]):
        assert _raw(ask) == [(STANCE.says,)]
        assert len(_raw("SELECT 1 FROM workspace_whip_seats")) == 2
    assert _raw(ask) == []
    for stranger in (team["ben"], team["root"], AnonymousUser()):
        with within(stranger):
            for table in tables.of_workspaces():
                assert _raw(f"SELECT * FROM {table}") == []
    with within(team["ben"], writing=True):
        assert _raw("UPDATE workspace_stances SET says = 'x' RETURNING 1") == []
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            _raw(
                "INSERT INTO workspace_notes (workspace_id, by_id, at, version, draft, text) "
                "SELECT id, 1, now(), 1, 'd', 't' FROM workspaces WHERE name = 'ken' RETURNING 1"
            )
    with pytest.raises(StoreError, match="may only read"), connection.cursor() as cursor, within(team["anna"]):
        cursor.execute("UPDATE workspace_stances SET says = 'x'")


@pytest.mark.parametrize("vendor", ["postgresql"], indirect=True)
def test_a_transaction_that_fails_leaves_no_workspace_open(team: Team, record: Record) -> None:
    private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    with pytest.raises(ValueError, match="on purpose"), within(team["anna"], writing=True):
        raise ValueError("on purpose")
    assert _raw("SELECT 1 FROM workspace_stances") == []


def test_no_row_is_deleted_and_no_history_is_rewritten_by_raw_sql(team: Team, record: Record) -> None:
    private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    for sql in (
        "DELETE FROM workspace_stances",
        "DELETE FROM workspace_history",
        "UPDATE workspace_history SET who = 'somebody else'",
    ):
        with pytest.raises(StoreError), within(team["anna"], writing=True), connection.cursor() as cursor:
            cursor.execute(sql)
    with pytest.raises(DatabaseError, match="stays"), connection.cursor() as cursor:
        cursor.execute("UPDATE house_history SET who = 'somebody else'")


def test_every_table_of_a_workspace_is_locked(house: str) -> None:
    every, also = tables.of_workspaces(), tables.of_the_house()
    assert len(every) == 9
    assert locks.unlocked(connection, every, also) == ()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE workspace_notes NO FORCE ROW LEVEL SECURITY")
        else:
            cursor.execute("DROP TRIGGER horseshoe_stays_delete_workspace_notes")
    assert len(locks.unlocked(connection, every, also)) == 1


def test_a_backup_may_read_all_and_write_nothing(team: Team, record: Record) -> None:
    private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    with all_workspaces("a backup"):
        assert models.Stance.objects.get().says == STANCE.says
        with pytest.raises(Outside):
            models.Stance.objects.get().save()
