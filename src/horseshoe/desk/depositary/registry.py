"""The registrars' desk: receive a document, propose the act, have a second person confirm it; it enters the register.

Each function asks the rights, and each change has its entry in the history of the house in the same transaction.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Action, Decision, Kind
from horseshoe.desk.depositary import papers, steps
from horseshoe.desk.depositary.cases import Case, case
from horseshoe.desk.depositary.deciding import Foreseen, confirm, foreseen, recorded_today, refuse
from horseshoe.desk.depositary.proposing import (
    judged,
    merged,
    of_the_register,
    propose,
    propose_correction,
    propose_new,
    propose_retraction,
    withdraw,
)
from horseshoe.desk.depositary.receiving import receive
from horseshoe.desk.refusals import NotHere
from horseshoe.desk.workspace.within import silent

if TYPE_CHECKING:
    from horseshoe.desk.workspace.private import Account

__all__ = [
    "Entry",
    "Foreseen",
    "beside",
    "confirm",
    "document",
    "foreseen",
    "history",
    "judged",
    "listed",
    "may",
    "merged",
    "of_the_register",
    "one",
    "propose",
    "propose_correction",
    "propose_new",
    "propose_retraction",
    "receive",
    "recorded_today",
    "refuse",
    "withdraw",
]


class Entry(msgspec.Struct, frozen=True):
    """One entry of the history of an act."""

    at: datetime
    who: str
    what: str
    why: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def listed(user: Account, status: str | None = None) -> tuple[Case, ...]:
    """The registrars' working list, the newest first.

    Args:
        user: who asks.
        status: of this status alone.

    Raises:
        NotAllowed: the person is no registrar.
    """
    from horseshoe.desk.models import ActProposal

    with silent():
        steps.require(steps.decision(people.found(user), Action.READ))
        rows = ActProposal.objects.select_related(*steps.WITH).order_by("-pk")
        return tuple(case(row) for row in (rows.filter(status=status) if status else rows))


def one(user: Account, number: int) -> Case:
    """One act on its way.

    Raises:
        NotAllowed: the person is no registrar.
        NotHere: nothing of this number.
    """
    with silent():
        steps.require(steps.decision(people.found(user), Action.READ))
        return case(steps.row(number))


def history(user: Account, number: int) -> tuple[Entry, ...]:
    """Who did what with an act, the newest first.

    Raises:
        NotAllowed: the person is no registrar.
    """
    from horseshoe.desk.models import HouseHistory

    with silent():
        steps.require(steps.decision(people.found(user), Action.READ))
        rows = HouseHistory.objects.filter(kind=Kind.ACTS.value, thing=str(number)).order_by("-pk")
        return tuple(Entry(row.at, row.who, row.what, row.why, row.before, row.after) for row in rows)


def beside(user: Account, found: Case) -> tuple[Case, ...]:
    """What else is on the table, or was, with the same file: the same letter once more, or another act in it.

    Raises:
        NotAllowed: the person is no registrar.
    """
    from horseshoe.desk.models import ActProposal

    if found.document is None:
        return ()
    with silent():
        steps.require(steps.decision(people.found(user), Action.READ))
        same = ActProposal.objects.select_related(*steps.WITH).filter(document__sha256=found.document.sha256)
        return tuple(case(row) for row in same.exclude(pk=found.number).order_by("pk"))


def document(user: Account, number: int) -> tuple[str, bytes]:
    """The document of an act, with a name of ours.

    Raises:
        NotAllowed: the person is no registrar.
        NotHere: there is no such act, or it has no document.
        horseshoe.desk.depositary.papers.Missing: it is not where it was kept, or not what it was.
    """
    found = one(user, number)
    if found.document is None:
        raise NotHere(f"No. {number} has no document.")
    return papers.neutral(found.document.sha256, found.document.form), papers.fetch(found.document.sha256)


def may(user: Account, action: Action, found: Case | None = None) -> Decision:
    """Whether a person may do this to an act, and why."""
    with silent():
        by = found.proposer if found else None
        return steps.decision(people.found(user), action, by)
