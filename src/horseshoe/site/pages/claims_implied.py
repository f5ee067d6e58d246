"""What the published numbers imply together, by a solver: conclusions from claims, none of them part of a roster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.site.page import Ask, Kind, Page
from horseshoe.site.parts.rosters import NAMES

if TYPE_CHECKING:
    from horseshoe.answers.implied import Implied


def make(ask: Ask) -> Page:
    """All that follows from the numbers of all days."""
    answer = concluded(ask.record)
    told = {"findings": len(answer.findings), "sets": len(answer.contradictions)}
    return Page(
        address="claims/implied",
        title=gettext("What the published numbers imply"),
        description=gettext(
            "%(findings)s conclusions follow from the published numbers of supporters together, and %(sets)s sets of "
            "them cannot all be true."
        )
        % told,
        template="claims_implied.html",
        context={
            "implied": answer,
            "by_id": {row.id: row for row in ask.record.claims},
            "parts": [
                (
                    each.value,
                    gettext(NAMES[each]),
                    [row for row in answer.findings if row.instrument is each],
                    [row for row in answer.contradictions if row.instrument is each],
                )
                for each in Instrument
            ],
        },
        answer=answer,
        header=("kind", "instrument", "on", "states", "at_least", "at_most", "claims", "evidence", "sentence"),
        rows=lambda: _rows(answer),
    )


def concluded(record: Record) -> Implied:
    """What follows from the numbers: some seconds of a solver's work, done once a Record."""
    key = ("site", "implied")
    if key not in record.derived:
        from horseshoe.answers.implied import implied  # the solver takes long to load

        record.derived[key] = implied(record)
    known: Implied = record.derived[key]
    return known


def _rows(answer: Implied) -> Iterator[tuple[object, ...]]:
    for f in answer.findings:
        yield "finding", f.instrument, f.on, f.states, f.at_least, f.at_most, f.claims, f.evidence, f.sentence
    for c in answer.contradictions:
        yield "contradiction", c.instrument, None, None, None, None, c.claims, None, c.sentence


KIND = Kind(
    name=gettext_noop("What the numbers imply"),
    address="claims/implied",
    make=make,
    every=lambda record, on: ["claims/implied"],
)
