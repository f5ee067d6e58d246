"""What every step on the registrars' table shares: the row and its version, the right, the reason, the transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Action, Decision, Kind, Person, Thing, decide
from horseshoe.desk.depositary.cases import line
from horseshoe.desk.refusals import NotAllowed, NotHere, Overtaken, Unfit
from horseshoe.desk.running.setup import here
from horseshoe.desk.workspace.within import silent
from horseshoe.store import columns

if TYPE_CHECKING:
    from horseshoe.desk.models import ActProposal
    from horseshoe.desk.workspace.private import Account

REASON = 1000
"""Characters of a reason at most."""

WITH = ("document", "received_by", "proposed_by", "decided_by")
"""What is read together with a row."""


def row(number: int, *, lock: bool = False) -> ActProposal:
    """One act on its way.

    Args:
        number: which.
        lock: so that nobody else changes it until the transaction ends.

    Raises:
        NotHere: nothing of this number.
    """
    from horseshoe.desk.models import ActProposal

    rows = ActProposal.objects.select_related(*WITH)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=number).first()
    if found is None:
        raise NotHere(f"There is no No. {number} on the registrars' table.")
    return found


def current(row: ActProposal, version: int) -> None:
    """See that a row is still as it was read.

    Raises:
        Overtaken: somebody did something with it meanwhile.
    """
    if row.version != version:
        raise Overtaken(f"Somebody did something with No. {row.pk} meanwhile: it is {row.status}. Load it again.")


def reason(why: str) -> str:
    """A reason in one line.

    Raises:
        Unfit: there is none.
    """
    if not (found := line("reason", why, REASON)):
        raise Unfit("Reason: none is given, and the history needs one.")
    return found


def decision(person: Person, action: Action, by: int | None = None) -> Decision:
    """Whether a person may do this on the table, and why.

    Args:
        person: who asks.
        action: what is to be done.
        by: the account that proposed it, where it is to be confirmed: with four eyes two people stand behind an act,
            so whoever proposed it must be somebody who still may.
    """
    four_eyes = here().four_eyes
    found = decide(person, action, Thing(Kind.ACTS, by=by), four_eyes=four_eyes)
    if not (found.allowed and action is Action.CONFIRM and four_eyes and by is not None):
        return found
    first = people.numbered(by)
    if decide(first, Action.PROPOSE, Thing(Kind.ACTS)):
        return found
    return Decision(
        False,
        f"{person.name} may not confirm this: {first.name}, who proposed it, is no registrar any more, so that one "
        "pair of eyes is missing; propose it anew, and another registrar confirms it.",
    )


def require(found: Decision) -> None:
    """See that something may be done.

    Raises:
        NotAllowed: it may not.
    """
    if not found:
        raise NotAllowed(found.because)


@contextmanager
def changing(user: Account, action: Action) -> Iterator[Person]:
    """A transaction of somebody who may do this.

    Raises:
        NotAllowed: the person may not.
    """
    from django.db import transaction

    with silent(), transaction.atomic():
        person = people.found(user)
        require(decision(person, action))
        yield person


def decided(row: ActProposal, person: Person, status: str, why: str) -> None:
    """Write down what became of an act, and who said so."""
    from django.contrib.auth.models import User

    row.status, row.why = status, why or row.why
    row.decided_by, row.decided_at = User(pk=person.id, username=person.name), columns.now()
    row.version += 1
    row.save(force_update=True)
