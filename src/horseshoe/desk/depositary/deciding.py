"""The second person: what was proposed enters the register, or it does not.

The confirmation is one transaction with the row, its audit, its entry of the log and the history of the house: all of
it, or nothing, and once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Action, Decision, Kind, Person, Thing, decide
from horseshoe.desk.depositary import papers, register, steps
from horseshoe.desk.depositary.cases import Case, case, line, told
from horseshoe.desk.depositary.proposing import judged
from horseshoe.desk.refusals import Overtaken, Unfit
from horseshoe.desk.running.setup import here
from horseshoe.desk.workspace.workspaces import note
from horseshoe.rules.code import Admission
from horseshoe.store import columns, writing
from horseshoe.store.log.entry import EntryKind
from horseshoe.store.snapshot import snapshot

if TYPE_CHECKING:
    from horseshoe.desk.models import ActProposal
    from horseshoe.desk.workspace.private import Account

TABLE = "pledges"


class Foreseen(msgspec.Struct, frozen=True):
    """What would come of a confirmation now."""

    admission: Admission | None
    """What the rules make of it; nothing where they are not asked, or do not admit it."""
    hindrance: str
    """Why it could not be confirmed, in a sentence; empty where nothing stands in the way."""


def foreseen(found: Case) -> Foreseen:
    """What would come of a confirmation now, of something that is proposed. Nothing is written.

    The bytes of the document are not read: whether they were changed is found out by the confirmation.
    """
    if found.told is None:
        return Foreseen(None, "")
    if found.change == "retract":
        known = any(row.id == found.act for row in snapshot().as_known(None).pledges)
        return Foreseen(None, "" if known else f"{found.act} was retracted already: there is nothing to do.")
    try:
        admission = judged(found.told, snapshot(), of=found.act).admission
        _refuse_same_day(found.act)
    except Unfit as error:
        return Foreseen(None, str(error))
    if found.document is not None:
        lies = papers.state(found.document.sha256)
        if lies is None or lies.st_size != found.document.size:
            return Foreseen(admission, str(papers.gone() if lies is None else papers.changed()))
    return Foreseen(admission, "")


def recorded_today(act: str) -> bool:
    """Whether the register has this version of an act since today (in UTC): there is one version a day."""
    today = columns.now().date()
    return any(row.id == act and row.recorded >= today for row in snapshot().as_known(None).pledges)


def _refuse_same_day(act: str) -> None:
    if act and recorded_today(act):
        raise Unfit(
            f"The register has had this version of {act} since today, and an act has one version a day: the correction "
            "can be confirmed from tomorrow (UTC); what cannot wait is retracted, and registered anew."
        )


def confirm(user: Account, number: int, *, version: int, why: str = "") -> Case:
    """Confirm what was proposed: it enters the register, with its audit and its entry of the log, or nothing happens.

    Args:
        user: who confirms; with four eyes not the one who proposed it.
        number: which.
        version: the version that was read; it must still be the newest.
        why: what else is to be said; only the history has it.

    Raises:
        NotAllowed: the person is no registrar, or proposed it; or whoever proposed it is no registrar any more.
        NotHere: nothing of this number.
        Unfit: the rules do not admit it any more.
        Overtaken: somebody did something with it meanwhile.
        horseshoe.desk.depositary.papers.Missing: its document is gone, or not what it was.
        horseshoe.store.errors.StoreError: the register does not take it.
    """
    why = line("reason", why, steps.REASON)
    snapshot()  # others write on while it is built
    with writing.alone():
        person = people.found(user)
        row = steps.row(number, lock=True)
        steps.require(steps.decision(person, Action.CONFIRM, row.proposed_by_id))
        steps.current(row, version)
        if row.status != "proposed":
            raise Overtaken(f"It waits for nobody's confirmation: it is {row.status}.")
        if row.document is not None:
            papers.fetch(row.document.sha256)
        row.act, row.revision = _entered(row, person)
        steps.decided(row, person, "confirmed", why)
        after = {"status": "confirmed", "act": row.act, "revision": row.revision}
        note(person, "confirm", Kind.ACTS, str(number), why or row.why, {"status": "proposed"}, after)
        return case(row)


def refuse(user: Account, number: int, *, version: int, why: str) -> Case:
    """Do not confirm what was proposed; it can be proposed anew.

    Raises:
        NotAllowed, NotHere, Overtaken: as for ``confirm``.
        Unfit: no reason is given.
    """
    why = steps.reason(why)
    with steps.changing(user, Action.CONFIRM) as person:
        row = steps.row(number, lock=True)
        steps.require(_second(person, row))
        steps.current(row, version)
        if row.status != "proposed":
            raise Overtaken(f"It waits for nobody's confirmation: it is {row.status}.")
        steps.decided(row, person, "refused", why)
        note(person, "refuse", Kind.ACTS, str(number), why, {"status": "proposed"}, {"status": "refused"})
        return case(row)


def _second(person: Person, row: ActProposal) -> Decision:
    """Whether somebody may be the second person. To refuse, it does not matter what became of the first."""
    return decide(person, Action.CONFIRM, Thing(Kind.ACTS, by=row.proposed_by_id), four_eyes=here().four_eyes)


def _entered(row: ActProposal, person: Person) -> tuple[str, int]:
    """Put an act into the register; within ``alone``."""
    if row.change == "retract":
        return row.act, writing.retract(TABLE, row.act, by=person.name, why=row.why)
    said = told(row)
    assert said is not None
    _refuse_same_day(row.act)
    try:
        made = register.judge(said, snapshot(), columns.now().date(), by=person.name, of=row.act or None)
    except register.Refused as error:
        raise Unfit(str(error)) from None
    why, kind = (row.why, None) if row.act else (said.evidence, EntryKind.REGISTERED)
    return made.act.id, writing.add(made.rows(), by=person.name, why=why, log=kind)
