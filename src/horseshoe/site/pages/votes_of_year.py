"""The votes of a year, narrowed by outcome and by words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.questions import NotFound
from horseshoe.facts.proposals import Outcome, RollCall
from horseshoe.facts.record import Record
from horseshoe.site.page import Ask, Card, Kind, Page, one_of
from horseshoe.site.parts.lists import vote_row


def make(ask: Ask) -> Page:
    """The votes of the year in the address that the filters leave."""
    record = ask.record
    known, text = years(record), ask.parts["year"]
    if not text.isdigit() or int(text[:6]) not in known:
        raise NotFound(f"No votes of {text[:20]} are known here: there are those of {min(known)} to {max(known)}.")
    year = int(text)
    outcome, about = one_of(ask, "outcome", Outcome), ask.query.get("about", "")
    found = [row for row in record.roll_calls if row.date.year == year]
    left = sorted((row for row in found if _left(record, row, outcome, about)), key=lambda row: (row.date, row.id))
    answer = tuple(vote_row(record, row) for row in left)
    return Page(
        address=f"votes/{year}",
        title=gettext("The votes of %(year)s") % {"year": year},
        description=gettext("The %(number)s roll calls of the Security Council in %(year)s that are known here.")
        % {"number": len(found), "year": year},
        template="votes_of_year.html",
        card=Card(number=str(len(found)), says=gettext("roll calls")),
        context={
            "votes": answer,
            "year": year,
            "number": len(found),
            "outcomes": sorted(Counter(row.outcome for row in found).items()),
            "outcome": outcome,
            "about": about,
            "nearest": None if left else _nearest(record, year, outcome, about),
            "before": year - 1 if year - 1 in known else None,
            "after": year + 1 if year + 1 in known else None,
        },
        answer=answer,
        header=("id", "date", "name", "subject", "outcome", "tally", "vetoed_by"),
        rows=lambda: ((v.id, v.date, v.name, v.subject, v.outcome, str(v.tally), v.vetoed_by) for v in answer),
    )


def years(record: Record) -> Counter[int]:
    """Year to the number of votes known of it."""
    return Counter(row.date.year for row in record.roll_calls)


def _left(record: Record, row: RollCall, outcome: str | None, about: str) -> bool:
    if outcome and row.outcome != outcome:
        return False
    if not about:
        return True
    proposal = record.proposal[row.proposal]
    fields = (proposal.title, proposal.agenda, proposal.topic, proposal.symbol, proposal.resolution)
    return any(about.casefold() in field.casefold() for field in fields if field)


def _nearest(record: Record, year: int, outcome: str | None, about: str) -> int | None:
    """The nearest year with a vote that the filters leave, the later one of two."""
    found = {row.date.year for row in record.roll_calls if _left(record, row, outcome, about)}
    return min(found, key=lambda each: (abs(each - year), -each), default=None)


def _every(record: Record, on: date) -> Iterable[str]:
    return (f"votes/{year}" for year in sorted(years(record)))


KIND = Kind(
    name=gettext_noop("Votes of a year"),
    address="votes/{year}",
    make=make,
    every=_every,
    takes=("outcome", "about"),
)
