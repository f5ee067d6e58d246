"""An act is received, proposed, confirmed by a second person, and stands in the register once; on both databases."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import override_settings
from registrar_papers import DAY, TOLD, at_once, person, proposed, received
from settled import ENVIRONMENT

from horseshoe.desk.access.rights import Action
from horseshoe.desk.depositary import papers, registry, shelf
from horseshoe.desk.depositary.cases import Case
from horseshoe.desk.depositary.register import Told
from horseshoe.desk.models import ActProposal, HouseHistory, ReceivedDocument
from horseshoe.desk.refusals import NotAllowed, NotHere, Overtaken, Unfit
from horseshoe.desk.running import backup
from horseshoe.desk.running.environment import read
from horseshoe.desk.running.findings import State
from horseshoe.facts.pledges import EvidenceKind, Instrument
from horseshoe.store import columns, notifications, writing
from horseshoe.store.errors import StoreError
from horseshoe.store.log.entry import EntryKind
from horseshoe.store.log.verification import verify
from horseshoe.store.snapshot import snapshot

Team = dict[str, User]
Step = Callable[[User, int], object]


@pytest.fixture
def desk(house: str) -> Team:
    """Two registrars, somebody who only reads, an administrator, and nobody."""
    made = {name: person(name, "registrars") for name in ("rosa", "karl")}
    return {**made, "leo": person("leo"), "anna": person("anna", "analysts"), "root": person("root", "administrators")}


def kept(of: str) -> list[str]:
    return [row.id for row in snapshot().as_known(None).pledges if row.state == of]


def log() -> list[tuple[EntryKind, str]]:
    return [(entry.kind, entry.key) for entry in notifications.entries()]


def test_a_note_is_received_proposed_confirmed_and_stands_in_the_register(desk: Team) -> None:
    before = len(log())
    first = received(desk["rosa"], name="../../etc/Note Verbale.exe")
    assert (first.status, first.sender, first.told) == ("received", "Mission of Kenya", None)
    assert first.document is not None
    assert first.document.name == "Note Verbale.pdf"
    assert papers.fetch(first.document.sha256).startswith(b"%PDF-1.7")
    second = registry.propose(desk["rosa"], first.number, TOLD, version=first.version, why="it says so")
    assert (second.status, second.proposed_by) == ("proposed", "rosa")
    assert second.told is not None
    assert second.told.state == "KEN"
    assert kept("KEN") == []
    third = registry.confirm(desk["karl"], first.number, version=second.version)
    assert (third.status, third.decided_by, third.act) == ("confirmed", "karl", "code-ken-1")
    (act,) = (row for row in snapshot().pledges if row.id == third.act)
    assert (act.state, act.kind, act.when.exact) == ("KEN", EvidenceKind.NOTE_VERBALE, DAY)
    assert (act.document_sha256, act.document_file) == (first.document.sha256, "Note Verbale.pdf")
    assert log()[before:] == [(EntryKind.REGISTERED, "code-ken-1")]
    assert third.revision == writing.newest()
    assert verify(notifications.entries(), None, None, snapshot()) == ()
    told = registry.history(desk["karl"], first.number)
    assert [(each.who, each.what) for each in told] == [("karl", "confirm"), ("rosa", "propose"), ("rosa", "receive")]


def test_four_eyes_the_proposer_does_not_confirm_but_may_where_that_is_switched_off(desk: Team) -> None:
    found = proposed(desk["rosa"])
    with pytest.raises(NotAllowed, match="whoever proposed an act does not confirm it"):
        registry.confirm(desk["rosa"], found.number, version=found.version)
    with pytest.raises(NotAllowed, match="whoever proposed"):
        registry.refuse(desk["rosa"], found.number, version=found.version, why="no")
    with override_settings(HORSESHOE=read({**ENVIRONMENT, "HORSESHOE_FOUR_EYES": "off"})):
        assert registry.confirm(desk["rosa"], found.number, version=found.version).status == "confirmed"


def test_whoever_proposes_anew_is_the_proposer(desk: Team) -> None:
    found = proposed(desk["rosa"])
    again = registry.propose(desk["karl"], found.number, TOLD, version=found.version, why="spelling")
    with pytest.raises(NotAllowed):
        registry.confirm(desk["karl"], found.number, version=again.version)
    assert registry.confirm(desk["rosa"], found.number, version=again.version).status == "confirmed"


def test_what_was_read_is_what_is_confirmed(desk: Team) -> None:
    found = proposed(desk["rosa"])
    other = msgspec.structs.replace(TOLD, state="Ghana")
    registry.propose(desk["rosa"], found.number, other, version=found.version, why="it was another")
    with pytest.raises(Overtaken, match="meanwhile"):
        registry.confirm(desk["karl"], found.number, version=found.version)
    assert kept("KEN") == []


def test_refused_and_withdrawn_acts_can_be_proposed_anew(desk: Team) -> None:
    found = proposed(desk["rosa"])
    found = registry.refuse(desk["karl"], found.number, version=found.version, why="no signature")
    assert (found.status, found.why) == ("refused", "no signature")
    with pytest.raises(Overtaken):
        registry.confirm(desk["karl"], found.number, version=found.version)
    found = registry.propose(desk["rosa"], found.number, TOLD, version=found.version, why="it is signed")
    with pytest.raises(NotAllowed, match="somebody else proposed it"):
        registry.withdraw(desk["karl"], found.number, version=found.version, why="x")
    found = registry.withdraw(desk["rosa"], found.number, version=found.version, why="a copy")
    assert found.status == "withdrawn"
    with pytest.raises(Overtaken):
        registry.withdraw(desk["rosa"], found.number, version=found.version, why="again")


def test_nobody_else_sees_or_does_anything(desk: Team) -> None:
    found = proposed(desk["rosa"])
    for user in (desk["leo"], desk["anna"], AnonymousUser()):
        for step in everything(user, found):
            with pytest.raises(NotAllowed):
                step()
    assert ActProposal.objects.count() == ReceivedDocument.objects.count() == 1
    assert registry.one(desk["root"], found.number).version == found.version


def everything(user: Any, found: Case) -> tuple[Callable[[], object], ...]:
    return (
        lambda: registry.listed(user),
        lambda: registry.one(user, found.number),
        lambda: registry.history(user, found.number),
        lambda: registry.document(user, found.number),
        lambda: received(user, "another"),
        lambda: registry.propose(user, found.number, TOLD, version=found.version, why="x"),
        lambda: registry.confirm(user, found.number, version=found.version),
        lambda: registry.refuse(user, found.number, version=found.version, why="x"),
        lambda: registry.withdraw(user, found.number, version=found.version, why="x"),
        lambda: registry.propose_correction(user, "code-irl-1", TOLD, once=uuid4(), why="x"),
        lambda: registry.propose_retraction(user, "code-irl-1", once=uuid4(), why="x"),
    )


def test_a_closed_account_does_nothing(desk: Team) -> None:
    found = proposed(desk["rosa"])
    User.objects.filter(username="karl").update(is_active=False)
    with pytest.raises(NotAllowed, match="closed"):
        registry.confirm(desk["karl"], found.number, version=found.version)


def test_both_pairs_of_eyes_are_a_registrars_when_it_is_confirmed(desk: Team) -> None:
    found = proposed(desk["rosa"])
    registrars = Group.objects.get(name="registrars")
    desk["rosa"].groups.remove(registrars)
    with pytest.raises(NotAllowed, match="rosa, who proposed it, is no registrar any more"):
        registry.confirm(desk["karl"], found.number, version=found.version)
    assert not registry.may(desk["karl"], Action.CONFIRM, found)
    with override_settings(HORSESHOE=read({**ENVIRONMENT, "HORSESHOE_FOUR_EYES": "off"})):
        assert registry.may(desk["karl"], Action.CONFIRM, found)
    desk["karl"].groups.remove(registrars)
    with pytest.raises(NotAllowed, match="takes a registrar"):
        registry.confirm(desk["karl"], found.number, version=found.version)
    desk["karl"].groups.add(registrars)
    mina = person("mina", "registrars")
    again = registry.propose(desk["karl"], found.number, TOLD, version=found.version, why="rosa has left")
    assert registry.confirm(mina, found.number, version=again.version).status == "confirmed"


def test_what_somebody_proposed_who_has_left_can_be_refused(desk: Team) -> None:
    found = proposed(desk["rosa"])
    User.objects.filter(username="rosa").update(is_active=False)
    assert registry.refuse(desk["karl"], found.number, version=found.version, why="who knows").status == "refused"


def test_the_same_letter_twice_is_seen_by_its_hash(desk: Team) -> None:
    first = proposed(desk["rosa"])
    second = received(desk["karl"], name="A copy.pdf")
    assert [each.number for each in registry.beside(desk["karl"], second)] == [first.number]
    assert [each.number for each in registry.beside(desk["karl"], first)] == [second.number]
    assert registry.beside(desk["karl"], received(desk["karl"], "another")) == ()
    done = registry.withdraw(desk["karl"], second.number, version=second.version, why="a copy")
    assert done.status == "withdrawn"


def test_a_lost_document_is_foreseen_and_comes_back_when_it_is_received_once_more(desk: Team) -> None:
    found = proposed(desk["rosa"])
    assert registry.foreseen(found).hindrance == ""
    assert found.document is not None
    place = papers.place(found.document.sha256)
    for harm in (place.unlink, lambda: place.write_bytes(b"x" * found.document.size)):
        harm()
        with pytest.raises(papers.Missing):
            registry.confirm(desk["karl"], found.number, version=found.version)
        again = received(desk["karl"])
        registry.withdraw(desk["karl"], again.number, version=again.version, why="only to bring the file back")
        assert papers.fetch(found.document.sha256).startswith(b"%PDF")
    place.unlink()
    assert "not where it was kept" in registry.foreseen(found).hindrance
    received(desk["karl"])
    assert registry.confirm(desk["karl"], found.number, version=found.version).status == "confirmed"


def test_an_act_of_today_is_corrected_tomorrow_and_retracted_at_once(
    desk: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = proposed(desk["rosa"])
    registry.confirm(desk["karl"], found.number, version=found.version)
    act = next(row for row in snapshot().pledges if row.id == "code-ken-1")
    told = msgspec.structs.replace(registry.of_the_register(act), evidence="Note verbale of Kenya.")
    wrong = registry.propose_correction(desk["rosa"], "code-ken-1", told, once=uuid4(), why="a word")
    assert registry.recorded_today("code-ken-1")
    assert "from tomorrow" in registry.foreseen(wrong).hindrance
    with pytest.raises(Unfit, match="from tomorrow"):
        registry.confirm(desk["karl"], wrong.number, version=wrong.version)
    gone = registry.propose_retraction(desk["rosa"], "code-ken-1", once=uuid4(), why="a mistake")
    twice = registry.propose_retraction(desk["rosa"], "code-ken-1", once=uuid4(), why="a mistake")
    assert registry.confirm(desk["karl"], gone.number, version=gone.version).status == "confirmed"
    assert "retracted already" in registry.foreseen(twice).hindrance
    with pytest.raises(StoreError, match="withdrawn already"):
        registry.confirm(desk["karl"], twice.number, version=twice.version)
    assert "or it was retracted" in registry.foreseen(wrong).hindrance


REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    ({"state": "Atlantis"}, "No state is called 'Atlantis'"),
    ({"state": "CSK"}, "cannot join"),
    ({"reservation": "except where we veto"}, "without reservation. (Rule: No reservation.)"),
    ({"ratified": True}, "not ratified"),
    ({"not_before": date(2014, 1, 1), "not_after": date(2014, 1, 1)}, "before there was a text"),
    ({"not_before": date(2090, 1, 1), "not_after": date(2090, 1, 1)}, "in the future"),
    ({"not_before": date(2020, 2, 2), "not_after": date(2020, 1, 1)}, "lies after"),
    ({"title": "  "}, "no title is given"),
    ({"evidence": ""}, "say in a sentence"),
    ({"url": "javascript:alert(1)"}, "should be like https"),
    ({"url": "https://anna:x@example.org"}, "should be like https"),
    ({"confidence": "recall"}, "Confidence"),
    ({"note": "turned \u202e around"}, "direction of writing"),
    ({"evidence": "x" * 2001}, "2,001 characters"),
    ({"document_symbol": "a\x00b"}, "no character"),
)


def test_what_the_rules_do_not_admit_is_one_sentence(desk: Team) -> None:
    found = received(desk["rosa"])
    for changed, sentence in REFUSED:
        told: Told = msgspec.structs.replace(TOLD, **changed)
        with pytest.raises(Unfit) as refused:
            registry.propose(desk["rosa"], found.number, told, version=found.version, why="x")
        assert sentence in str(refused.value)
    assert registry.one(desk["rosa"], found.number) == found


def test_the_same_act_enters_once_though_two_are_proposed(desk: Team) -> None:
    first, second = proposed(desk["rosa"]), proposed(desk["rosa"])
    assert first.document == second.document
    registry.confirm(desk["karl"], first.number, version=first.version)
    with pytest.raises(Unfit, match="has this act already, as code-ken-1"):
        registry.confirm(desk["karl"], second.number, version=second.version)
    assert kept("KEN") == ["code-ken-1"]
    assert registry.one(desk["karl"], second.number).status == "proposed"


def test_one_document_can_carry_two_acts(desk: Team) -> None:
    first = proposed(desk["rosa"])
    other = proposed(desk["rosa"], msgspec.structs.replace(TOLD, instrument=Instrument.DECLARATION))
    for each in (first, other):
        registry.confirm(desk["karl"], each.number, version=each.version)
    assert kept("KEN") == ["code-ken-1", "declaration-ken-1"]
    assert ReceivedDocument.objects.count() == 1


def test_a_form_that_is_sent_twice_is_received_once(desk: Team) -> None:
    once = uuid4()
    assert received(desk["rosa"], once=once).number == received(desk["rosa"], once=once).number
    assert ActProposal.objects.count() == 1


def test_an_act_is_corrected_and_retracted_by_two_people(desk: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    later = columns.now() + timedelta(days=2)
    monkeypatch.setattr(columns, "now", lambda: later)
    before = next(row for row in snapshot().pledges if row.id == "code-irl-1")
    told = msgspec.structs.replace(registry.of_the_register(before), note="Seen again.")
    once = uuid4()
    found = registry.propose_correction(desk["rosa"], "code-irl-1", told, once=once, why="a note was missing")
    assert registry.propose_correction(desk["rosa"], "code-irl-1", told, once=once, why="x").number == found.number
    with pytest.raises(NotAllowed):
        registry.confirm(desk["rosa"], found.number, version=found.version)
    registry.confirm(desk["karl"], found.number, version=found.version)
    now = next(row for row in snapshot().as_known(None).pledges if row.id == "code-irl-1")
    assert (now.note, now.source, now.recorded) == ("Seen again.", before.source, later.date())
    assert log()[-1] == (EntryKind.CORRECTED, "code-irl-1")
    gone = registry.propose_retraction(desk["karl"], "code-irl-1", once=uuid4(), why="it was Iceland")
    registry.confirm(desk["rosa"], gone.number, version=gone.version)
    assert "code-irl-1" not in kept("IRL")
    assert log()[-1] == (EntryKind.RETRACTED, "code-irl-1")
    (retraction,) = snapshot().retractions
    assert (retraction.by, retraction.why) == ("rosa", "it was Iceland")
    assert verify(notifications.entries(), None, None, snapshot()) == ()
    anew = proposed(desk["rosa"], msgspec.structs.replace(TOLD, state="IRL"))
    assert registry.confirm(desk["karl"], anew.number, version=anew.version).act == "code-irl-2"
    with pytest.raises(NotHere):
        registry.propose_retraction(desk["karl"], "code-irl-1", once=uuid4(), why="again")


def test_an_idle_or_false_correction_is_refused(desk: Team) -> None:
    act = next(row for row in snapshot().pledges if row.id == "code-irl-1")
    other: tuple[tuple[dict[str, Any], str], ...] = (
        ({}, "Nothing is different"),
        ({"state": "KEN"}, "is another act"),
        ({"instrument": Instrument.DECLARATION}, "is another act"),
    )
    for changed, sentence in other:
        told: Told = msgspec.structs.replace(registry.of_the_register(act), **changed)
        with pytest.raises(Unfit, match=sentence):
            registry.propose_correction(desk["rosa"], "code-irl-1", told, once=uuid4(), why="x")
    assert not ActProposal.objects.exists()


def test_a_document_that_was_changed_on_the_disk_is_neither_given_out_nor_confirmed(desk: Team) -> None:
    found = proposed(desk["rosa"])
    assert found.document is not None
    place = papers.folder() / found.document.sha256[:2] / found.document.sha256
    assert place.stat().st_mode & 0o077 == 0
    place.write_bytes(b"another")
    for step in (
        lambda: registry.document(desk["karl"], found.number),
        lambda: registry.confirm(desk["karl"], found.number, version=found.version),
    ):
        with pytest.raises(papers.Missing, match="was changed"):
            step()
    place.unlink()
    with pytest.raises(papers.Missing, match="not where it was kept"):
        registry.document(desk["karl"], found.number)
    assert kept("KEN") == []


def test_nothing_of_it_can_be_deleted(desk: Team) -> None:
    found = proposed(desk["rosa"])
    with pytest.raises(TypeError):
        ActProposal.objects.get(pk=found.number).delete()
    for statement in (
        "DELETE FROM register_proposals",
        "DELETE FROM register_documents",
        "UPDATE register_documents SET size = 1",
        "DELETE FROM house_history",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_where_the_register_does_not_take_it_nothing_happens(desk: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    found = proposed(desk["rosa"])
    entries, revision, history = len(log()), writing.newest(), HouseHistory.objects.count()

    def broken(*args: object) -> None:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr("horseshoe.desk.depositary.deciding.note", broken)  # the very last thing that is written
        with pytest.raises(StoreError, match="disk is full"):
            registry.confirm(desk["karl"], found.number, version=found.version)
    assert (len(log()), writing.newest(), HouseHistory.objects.count()) == (entries, revision, history)
    assert registry.one(desk["karl"], found.number) == found
    assert kept("KEN") == []
    assert registry.confirm(desk["karl"], found.number, version=found.version).status == "confirmed"


def test_many_who_confirm_at_once_put_it_into_the_register_once(desk: Team) -> None:
    found = proposed(desk["rosa"])
    entries, history = len(log()), HouseHistory.objects.count()
    told = at_once(8, lambda _: registry.confirm(desk["karl"], found.number, version=found.version))
    refused = [each for each in told if isinstance(each, Exception)]
    assert len(refused) == 7
    assert {type(each) for each in refused} == {Overtaken}
    assert kept("KEN") == ["code-ken-1"]
    assert len(log()) == entries + 1
    assert HouseHistory.objects.count() == history + 1


def test_acts_confirmed_at_once_each_stand_in_register_log_and_history_once(desk: Team) -> None:
    names = ["Kenya", "Ghana", "Nepal", "Peru", "Fiji", "Togo"]
    found = [proposed(desk["rosa"], msgspec.structs.replace(TOLD, state=name), text=name) for name in names]
    entries = len(log())
    told = at_once(len(names), lambda n: registry.confirm(desk["karl"], found[n].number, version=found[n].version))
    assert [each for each in told if isinstance(each, Exception)] == []
    confirmed = [registry.one(desk["karl"], each.number) for each in found]
    assert len({each.revision for each in confirmed}) == len(names)
    assert sorted(key for _, key in log()[entries:]) == sorted(each.act for each in confirmed)
    assert HouseHistory.objects.filter(what="confirm").count() == len(names)
    assert verify(notifications.entries(), None, None, snapshot()) == ()


def test_a_confirmation_and_a_refusal_at_once_have_one_winner(desk: Team) -> None:
    found = proposed(desk["rosa"])
    person("mina", "registrars")
    mina = User.objects.get(username="mina")
    steps: tuple[Callable[[], object], ...] = (
        lambda: registry.confirm(desk["karl"], found.number, version=found.version),
        lambda: registry.refuse(mina, found.number, version=found.version, why="no"),
        lambda: registry.withdraw(desk["rosa"], found.number, version=found.version, why="no"),
    )
    told = at_once(3, lambda number: steps[number]())
    assert sum(isinstance(each, Overtaken) for each in told) == 2
    status = registry.one(desk["karl"], found.number).status
    assert (kept("KEN") == ["code-ken-1"]) == (status == "confirmed")


def test_the_table_comes_back_with_a_backup_and_the_doctor_asks_for_the_documents(
    desk: Team, tmp_path: Path, empty_house: Callable[[], str]
) -> None:
    found = proposed(desk["rosa"])
    registry.confirm(desk["karl"], found.number, version=found.version)
    waiting = proposed(desk["rosa"], msgspec.structs.replace(TOLD, state="Nepal"), text="another")
    before = registry.listed(desk["karl"]), registry.history(desk["karl"], found.number)
    backup.backup(tmp_path / "house.zip")
    connections.close_all()
    backup.restore(tmp_path / "house.zip", "the tests", empty_house())
    karl = User.objects.get(username="karl")
    assert (registry.listed(karl), registry.history(karl, found.number)) == before
    assert registry.confirm(karl, waiting.number, version=waiting.version).act == "code-npl-1"
    assert {each.state for each in shelf.documents()} == {State.GOOD}
    shutil.rmtree(papers.folder())
    (lost,) = shelf.documents()
    assert (lost.state, lost.sentence[:38]) == (State.WRONG, "2 of 2 received documents are not in /")
