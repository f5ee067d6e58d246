"""Somebody says what a document is, or how an act of the register should be; it waits for a second person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from horseshoe.desk.access.rights import Action, Kind, Person
from horseshoe.desk.depositary import register, steps
from horseshoe.desk.depositary.cases import Case, case, columns_of, fit
from horseshoe.desk.depositary.register import Registration, Told
from horseshoe.desk.refusals import NotAllowed, NotHere, Overtaken, Unfit
from horseshoe.desk.workspace.workspaces import note
from horseshoe.facts.pledges import PledgeEvidence
from horseshoe.facts.record import Record
from horseshoe.store import columns
from horseshoe.store.snapshot import snapshot

if TYPE_CHECKING:
    from horseshoe.desk.models import ActProposal
    from horseshoe.desk.workspace.private import Account


def judged(said: Told, record: Record, *, of: str = "") -> Registration:
    """What the rules make of what is told; nothing is written.

    Raises:
        Unfit: they do not admit it; the sentence says why.
    """
    try:
        return register.judge(fit(said), record, columns.now().date(), by="-", of=of or None)
    except register.Refused as error:
        raise Unfit(str(error)) from None


def propose(user: Account, number: int, said: Told, *, version: int, why: str) -> Case:
    """Say what a received document is, or say it anew after it was refused or taken back.

    Args:
        user: who proposes.
        number: which.
        said: what it is.
        version: the version that was read; it must still be the newest.
        why: why; for a correction it is public.

    Raises:
        NotAllowed: the person is no registrar.
        NotHere: nothing of this number.
        Unfit: the rules do not admit it, or no reason is given.
        Overtaken: somebody did something with it meanwhile, or it is in the register already.
    """
    record, why = snapshot(), steps.reason(why)
    with steps.changing(user, Action.PROPOSE) as person:
        row = steps.row(number, lock=True)
        steps.current(row, version)
        if row.change == "retract":
            raise Unfit("A retraction says nothing of the act: withdraw it, and propose it anew.")
        if row.status == "confirmed":
            raise Overtaken("It is in the register: propose a correction.")
        _put(row, person, _with_document(said, row), why, record)
        return case(steps.row(number))


def propose_new(user: Account, said: Told, *, once: UUID, why: str) -> Case:
    """Propose an act of which no file came in here: its document is told by its symbol or its hash.

    Args:
        user: who proposes.
        said: what it is.
        once: of the request; the same once more proposes nothing.
        why: why; only the history has it.

    Raises:
        NotAllowed: the person is no registrar.
        Unfit: the rules do not admit it, or no reason is given.
    """
    record, why = snapshot(), steps.reason(why)
    with steps.changing(user, Action.PROPOSE) as person:
        if (row := _begun(person, once, "register", "")).status == "received":
            _put(row, person, said, why, record)
        return case(steps.row(row.pk))


def propose_correction(user: Account, act: str, said: Told, *, once: UUID, why: str) -> Case:
    """Propose another version of an act of the register; the earlier one stays to be seen.

    Args:
        user: who proposes.
        act: the key of the act.
        said: how it should be.
        once: of the form; the same once more proposes nothing.
        why: why; it is public.

    Raises:
        NotAllowed, NotHere, Unfit: as for ``propose``.
    """
    record, why = snapshot(), steps.reason(why)
    with steps.changing(user, Action.PROPOSE) as person:
        if (row := _begun(person, once, "correct", act)).status == "received":
            _put(row, person, said, why, record)
        return case(steps.row(row.pk))


def propose_retraction(user: Account, act: str, *, once: UUID, why: str) -> Case:
    """Propose to withdraw an act from the register; it stays to be seen.

    Args:
        user: who proposes.
        act: the key of the act.
        once: of the form; the same once more proposes nothing.
        why: why; it is public.

    Raises:
        NotAllowed: the person is no registrar, or may not retract.
        NotHere: the register has no such act.
        Unfit: no reason is given.
    """
    record, why = snapshot().as_known(None), steps.reason(why)
    known = next((each for each in record.pledges if each.id == act), None)
    if known is None:
        raise NotHere(f"The register has no act {act[:40]}, or it was retracted.")
    with steps.changing(user, Action.PROPOSE) as person:
        steps.require(steps.decision(person, Action.RETRACT))
        if (row := _begun(person, once, "retract", act)).status == "received":
            values = columns_of(of_the_register(known))
            _proposed(row, person, values, why)
        return case(steps.row(row.pk))


def withdraw(user: Account, number: int, *, version: int, why: str) -> Case:
    """Take back what was proposed, or put aside what was received and is no act; it can be proposed anew.

    Raises:
        NotAllowed: the person is no registrar, or somebody else proposed it.
        NotHere, Overtaken: as for ``confirm``.
        Unfit: no reason is given.
    """
    why = steps.reason(why)
    with steps.changing(user, Action.PROPOSE) as person:
        row = steps.row(number, lock=True)
        steps.current(row, version)
        if row.status not in ("received", "proposed"):
            raise Overtaken(f"There is nothing to take back: it is {row.status}.")
        if row.status == "proposed" and row.proposed_by_id != person.id:
            raise NotAllowed(f"{person.name} may not take this back: somebody else proposed it; refuse it instead.")
        before = row.status
        steps.decided(row, person, "withdrawn", why)
        note(person, "withdraw", Kind.ACTS, str(number), why, {"status": before}, {"status": "withdrawn"})
        return case(row)


def of_the_register(act: PledgeEvidence) -> Told:
    """What the register says of an act, as somebody would tell it; its sources stay where none is told."""
    return Told(
        instrument=act.instrument,
        state=act.state,
        kind=act.kind,
        evidence=act.evidence,
        not_before=act.not_before,
        not_after=act.not_after,
        document_symbol=act.document_symbol,
        document_file=act.document_file,
        document_sha256=act.document_sha256,
        confidence=act.confidence,
        note=act.note,
    )


def merged(said: Told, act: PledgeEvidence) -> Told:
    """A corrected act with the document that it has: another document is another act."""
    return msgspec.structs.replace(
        said, document_file=act.document_file, document_sha256=act.document_sha256, ratified=False, reservation=None
    )


def _put(row: ActProposal, person: Person, said: Told, why: str, record: Record) -> None:
    found = judged(said, record, of=row.act)
    _proposed(row, person, columns_of(msgspec.structs.replace(fit(said), state=found.act.state)), why)


def _proposed(row: ActProposal, person: Person, values: dict[str, Any], why: str) -> None:
    before = {"status": row.status}
    for name, value in values.items():
        setattr(row, name, value)
    row.status, row.why = "proposed", why
    row.proposed_by_id, row.proposed_at, row.decided_by_id, row.decided_at = person.id, columns.now(), None, None
    row.version += 1
    row.save(force_update=True)
    after = {"status": "proposed", "change": row.change, "act": row.act, **msgspec.to_builtins(values)}
    note(person, "propose", Kind.ACTS, str(row.pk), why, before, after)


def _begun(person: Person, once: UUID, change: str, act: str) -> ActProposal:
    """The row of what begins without a file: made, or made before."""
    from horseshoe.desk.models import ActProposal

    values = {
        "change": change, "status": "received", "act": act, "received_by_id": person.id, "received_at": columns.now(),
    }  # fmt: skip
    row, _ = ActProposal.objects.get_or_create(once=once, defaults=values)
    if (row.change, row.act) != (change, act):
        raise Overtaken("This form was sent before, for something else: load it again.")
    return row


def _with_document(said: Told, row: ActProposal) -> Told:
    if row.document is None:
        return said
    return msgspec.structs.replace(said, document_file=row.document.name, document_sha256=row.document.sha256)
