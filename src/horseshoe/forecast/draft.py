"""A draft as it is known before the vote: what a forecast may look at, and nothing else."""

from __future__ import annotations

from datetime import date

import msgspec

from horseshoe.facts.proposals import ProposalKind


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A text or motion to be put to the Council; what is not known of it is ``None``."""

    on: date
    """Day of the vote. A forecast uses the record up to the day before."""
    title: str | None = None
    """Short title or subject."""
    situation: str | None = None
    """The situation that it is about: the key of the table of situations."""
    action: str | None = None
    """What it asks for, in the words of the table of situations, for example ``demand-ceasefire``."""
    agenda: str | None = None
    """Agenda item."""
    topic: str | None = None
    """Topic as the record groups it."""
    sponsors: tuple[str, ...] = ()
    """Codes of the states that sponsor it; empty where they are not known."""
    presidential: bool = False
    """Whether the President of the Council submits it, as a text agreed in prior consultations."""
    kind: ProposalKind = ProposalKind.DRAFT_RESOLUTION
    """What kind of text or motion it is."""
