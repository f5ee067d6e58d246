"""A document comes in: its file is kept with its hash, and it lies on the registrars' table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, BinaryIO
from uuid import UUID

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Action, Kind
from horseshoe.desk.depositary import papers, steps
from horseshoe.desk.depositary.cases import Case, case, line
from horseshoe.desk.refusals import Unfit
from horseshoe.desk.workspace.within import silent
from horseshoe.desk.workspace.workspaces import note
from horseshoe.store import columns

if TYPE_CHECKING:
    from horseshoe.desk.workspace.private import Account


def receive(
    user: Account, file: BinaryIO, name: str, *, sender: str, received_on: date, once: UUID, why: str = ""
) -> Case:
    """Take in a document: its file is kept with its hash, and it lies on the registrars' table.

    Args:
        user: who takes it in.
        file: its bytes.
        name: as it was called.
        sender: from whom it came.
        received_on: when it came.
        once: of the form; the same once more takes nothing in.
        why: what else is to be said of it.

    Raises:
        NotAllowed: the person is no registrar.
        Unfit: it cannot be kept, or came in the future.
        horseshoe.store.errors.StoreError: the file or the row cannot be written.
    """
    from horseshoe.desk.models import ActProposal, ReceivedDocument
    from horseshoe.desk.models.registry import Change, Status

    with silent():
        steps.require(steps.decision(people.found(user), Action.PROPOSE))  # before anything is written to the disk
    paper = papers.examine(file, name)
    sender, why = line("from whom", sender, 200), line("remark", why, steps.REASON)
    if not sender:
        raise Unfit("From whom: say who sent it.")
    now = columns.now()
    if received_on > now.date():
        raise Unfit(f"Received on: {received_on} is still to come.")
    papers.keep(file, paper)
    with steps.changing(user, Action.PROPOSE) as person:
        if (made := ActProposal.objects.select_related(*steps.WITH).filter(once=once).first()) is not None:
            return case(made)
        values = {"size": paper.size, "form": paper.form, "name": paper.name, "by_id": person.id, "at": now}
        kept, _ = ReceivedDocument.objects.get_or_create(sha256=paper.sha256, defaults=values)
        row = ActProposal.objects.create(
            once=once,
            change=Change.REGISTER.value,
            status=Status.RECEIVED.value,
            document=kept,
            sender=sender,
            received_on=received_on,
            received_by_id=person.id,
            received_at=now,
            why=why,
        )
        after = {"sender": sender, "received_on": received_on.isoformat(), "sha256": paper.sha256, "name": paper.name}
        note(person, "receive", Kind.ACTS, str(row.pk), why or "received", None, after)
        return case(steps.row(row.pk))
