"""The numbers of supporters that were published in a span of days: claims, which enter no count."""

from __future__ import annotations

from datetime import date

import msgspec

from horseshoe.answers.claims import span
from horseshoe.answers.roster import Counted, figures_of
from horseshoe.facts.pledges import Claim, Instrument
from horseshoe.facts.record import Record


class PublishedFigure(msgspec.Struct, frozen=True):
    """One number of a claim."""

    counts: Counted
    number: int


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """A number of supporters as it was published."""

    id: str
    """Key of the claim (``claims.id``)."""
    claimant: str
    """Who published it."""
    published: str | None
    """Date of the number as published: a day, a month or a year."""
    not_after: date
    """The last day that its date can mean."""
    qualifier: str
    """``exact``, ``more_than``, ``almost`` or ``inconsistent``."""
    figures: tuple[PublishedFigure, ...]
    """What it gives, the total first; empty where it gives no single number."""
    note: str | None
    """What a reader should know of the number."""
    sources: tuple[str, ...]
    """Keys of its sources (``sources.id``)."""


def published(record: Record, instrument: Instrument, since: date, until: date) -> tuple[Published, ...]:
    """The numbers of all supporters whose date can mean a day after ``since``, up to ``until``, the earliest first.

    The Record is taken as it is. Numbers for a part of the states, such as the Council, and undated ones are left out.
    """
    found = []
    for claim in record.claims:
        days = span(claim)
        if claim.instrument == instrument.value and claim.among == "all" and days:
            first, last = days
            if last > since and first <= until:
                found.append(_published(claim, last))
    return tuple(sorted(found, key=lambda each: (each.not_after, each.id)))


def _published(claim: Claim, last: date) -> Published:
    return Published(
        id=claim.id,
        claimant=claim.claimant,
        published=claim.published,
        not_after=last,
        qualifier=claim.qualifier,
        figures=tuple(PublishedFigure(counted, number) for counted, number in figures_of(claim)),
        note=claim.note,
        sources=tuple(claim.source.split()),
    )
