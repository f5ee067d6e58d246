"""What the page of a draft shows in parts: its seats by whether they had pledged, its documents by when they came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

import msgspec
from django.utils.translation import gettext

from horseshoe.answers.brief import BriefSeat, BriefVote
from horseshoe.answers.conduct_cases import SeatConduct
from horseshoe.answers.evidence import Document
from horseshoe.answers.standing import Standing

Seats = tuple[tuple[str, tuple[tuple[BriefSeat, SeatConduct | None], ...]], ...]
"""Heading to the seats under it, each with its findings."""

PLEDGED = frozenset({Standing.CERTAIN, Standing.POSSIBLE})
"""Standings of a state that was bound, or may have been."""


class When(Enum):
    """The section of a page to which documents belong."""

    DAY = "known on the day, or not known not to have been"
    AFTER = "known only afterwards"
    NEVER = "seen in no source"


class Part(msgspec.Struct, frozen=True):
    """Documents under a heading."""

    heading: str
    meaning: str
    documents: tuple[Document, ...]


def seats(vote: BriefVote, conduct: Mapping[str, SeatConduct], pledges: bool) -> Seats:
    """The seats in two parts where there was a pledge: those that had given one, or may have, and the others."""
    every = tuple((seat, conduct.get(seat.state)) for seat in vote.seats)
    if not pledges:
        return (("", every),)
    bound = tuple(pair for pair in every if {pair[0].code.standing, pair[0].declaration.standing} & PLEDGED)
    others = tuple(pair for pair in every if pair not in bound)
    headed = ((gettext("Pledged by that day, or possibly"), bound), (gettext("Not known to have pledged"), others))
    return tuple(part for part in headed if part[1])


def parts(vote: BriefVote) -> Iterable[tuple[When, Part]]:
    """The documents in their parts, with the section of each."""
    known = vote.known
    listed = Part(gettext("By UN entities of the published list"), gettext("public by that day"), known.listed)
    outside = Part(gettext("By others"), gettext("outside the published list"), known.outside_list)
    unclear = Part(
        gettext("Perhaps before, perhaps after"), gettext("their date is in doubt: they do not count"), known.unclear
    )
    later = Part(gettext("Published after the vote"), gettext("by whoever it was"), known.after)
    recalled = Part(gettext("Only recalled"), gettext("seen in no source: nothing rests on them"), known.recalled)
    return ((When.DAY, listed), (When.DAY, outside), (When.DAY, unclear), (When.AFTER, later), (When.NEVER, recalled))
