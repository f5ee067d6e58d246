"""The votes by decade and year, and the newest of them."""

from __future__ import annotations

from collections import Counter, defaultdict

import msgspec
from django.utils.translation import gettext, gettext_noop

from horseshoe.facts.proposals import Outcome
from horseshoe.facts.record import Record
from horseshoe.site.page import Ask, Card, Kind, Page, Shelf
from horseshoe.site.pages.votes_of_year import years
from horseshoe.site.parts import happenings
from horseshoe.site.parts.lists import vote_row
from horseshoe.site.publishing.feed import MOST

NEWEST = 12


class YearRow(msgspec.Struct, frozen=True):
    """The votes of a year, counted."""

    year: int
    votes: int
    vetoed: int
    not_adopted: int


class Decade(msgspec.Struct, frozen=True):
    """Ten years in a row; ``None`` for a year without votes."""

    first: int
    years: tuple[YearRow | None, ...]
    votes: int
    vetoed: int
    not_adopted: int


def by_year(record: Record) -> tuple[YearRow, ...]:
    """Every year with votes, the newest first; the Record is taken as it is."""
    outcomes = Counter((row.date.year, row.outcome) for row in record.roll_calls)
    return tuple(
        YearRow(year, number, outcomes[year, Outcome.VETOED], outcomes[year, Outcome.NOT_ADOPTED])
        for year, number in sorted(years(record).items(), reverse=True)
    )


def make(ask: Ask) -> Page:
    """Every year with its votes counted."""
    record = ask.record
    rows = by_year(record)
    newest = sorted(record.roll_calls, key=lambda row: (row.date, row.id))[-MOST:][::-1]
    return Page(
        address="votes",
        title=gettext("Votes by year"),
        description=gettext("%(number)s roll calls since %(year)s, by year.")
        % {"number": len(record.roll_calls), "year": rows[-1].year},
        template="votes.html",
        card=Card(number=f"{len(record.roll_calls):,}", says=gettext("roll calls")),
        context={
            "decades": _decades(rows),
            "number": len(record.roll_calls),
            "first": rows[-1].year,
            "vetoed": sum(row.vetoed for row in rows),
            "not_adopted": sum(row.not_adopted for row in rows),
            "votes": [vote_row(record, row) for row in newest[:NEWEST]],
        },
        answer=rows,
        header=YearRow.__struct_fields__,
        rows=lambda: ((row.year, row.votes, row.vetoed, row.not_adopted) for row in rows),
        feed=lambda: happenings.votes(record, (vote_row(record, row) for row in newest)),
    )


def _decades(rows: tuple[YearRow, ...]) -> list[Decade]:
    found: dict[int, dict[int, YearRow]] = defaultdict(dict)
    for row in rows:
        found[row.year // 10 * 10][row.year] = row
    return [
        Decade(
            first,
            tuple(known.get(first + at) for at in range(10)),
            sum(row.votes for row in known.values()),
            sum(row.vetoed for row in known.values()),
            sum(row.not_adopted for row in known.values()),
        )
        for first, known in sorted(found.items(), reverse=True)
    ]


KIND = Kind(
    name=gettext_noop("Votes"),
    address="votes",
    make=make,
    every=lambda record, on: ["votes"],
    menu=4,
    shelf=Shelf.RECORD,
)
