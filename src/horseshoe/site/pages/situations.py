"""The situations to which votes are assigned."""

from __future__ import annotations

from collections import Counter
from datetime import date

import msgspec
from django.utils.translation import gettext, gettext_noop

from horseshoe.facts.proposals import Outcome
from horseshoe.facts.record import Record
from horseshoe.site.page import Ask, Card, Kind, Page, Shelf


class SituationRow(msgspec.Struct, frozen=True, kw_only=True):
    """A situation in the list."""

    id: str
    name: str
    states: tuple[str, ...]
    votes: int
    vetoed: int
    documents: int
    first: date | None
    last: date | None


def situations(record: Record) -> tuple[SituationRow, ...]:
    """Every situation, in order of name; the Record is taken as it is."""
    days: dict[str, list[date]] = {}
    vetoed: Counter[str] = Counter()
    for each in record.draft_situations:
        if row := record.roll_call.get(each.roll_call):
            days.setdefault(each.situation, []).append(row.date)
            vetoed[each.situation] += row.outcome is Outcome.VETOED
    return tuple(
        SituationRow(
            id=each.id,
            name=each.name,
            states=each.states,
            votes=len(days.get(each.id, ())),
            vetoed=vetoed[each.id],
            documents=len(record.evidence_on.get(each.id, ())),
            first=min(days.get(each.id, ()), default=None),
            last=max(days.get(each.id, ()), default=None),
        )
        for each in sorted(record.situations, key=lambda each: each.name.casefold())
    )


def make(ask: Ask) -> Page:
    """The list of situations."""
    rows = situations(ask.record)
    columns = SituationRow.__struct_fields__
    return Page(
        address="situations",
        title=gettext("Situations"),
        description=gettext("%(number)s situations with the votes that belong to them, settled vote by vote.")
        % {"number": len(rows)},
        template="situations.html",
        card=Card(number=str(len(rows)), says=gettext("situations")),
        context={"situations": rows},
        answer=rows,
        header=columns,
        rows=lambda: ([getattr(row, column) for column in columns] for row in rows),
    )


KIND = Kind(
    name=gettext_noop("Situations"),
    address="situations",
    make=make,
    every=lambda record, on: ["situations"],
    menu=6,
    shelf=Shelf.RECORD,
)
