"""The elections to the Council: the next one first, those after it, and those that were held."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext, gettext_noop, ngettext

from horseshoe.answers.elections import Elections, elections
from horseshoe.facts.elections import SeatGroup
from horseshoe.facts.record import Record
from horseshoe.site.page import Ask, Entry, Kind, Page, Shelf
from horseshoe.site.tags.saying import words

HEADER = (
    "year", "held", "group", "seat", "by_election", "places", "candidates", "contested", "rounds", "elected",
)  # fmt: skip


def make(ask: Ask) -> Page:
    """Every election that is known, and the seats of the coming ones."""
    answer = elections(ask.record, ask.on)
    return Page(
        address="elections",
        title=gettext("Elections to the Council"),
        description=gettext(
            "The election of %(next)s and those after it, and %(held)s elections of non-permanent members since "
            "%(first)s: seats, candidates, rounds."
        )
        % {"next": answer.next.year, "held": len(answer.held), "first": answer.held[-1].year},
        template="elections.html",
        context={
            "elections": answer,
            "next": answer.next,
            "begins": answer.coming[0].begins,
            "standing": [each for contest in answer.next.contests for each in contest.candidates],
            "groups": tuple(SeatGroup),
            "held": [
                (year.year, [(group, [each for each in year.contests if each.group is group]) for group in SeatGroup])
                for year in answer.held
            ],
            "contested": sum(each.contested for year in answer.held for each in year.contests),
            "contests": sum(len(year.contests) for year in answer.held),
        },
        answer=answer,
        header=HEADER,
        rows=lambda: _rows(answer),
        feed=lambda: _happened(ask.record),
    )


def _rows(answer: Elections) -> Iterable[tuple[object, ...]]:
    for year in answer.held:
        for each in year.contests:
            yield (
                year.year, year.held, each.group, each.seat, each.by_election, each.places, each.candidates,
                each.contested, each.rounds, each.elected,
            )  # fmt: skip


def _happened(record: Record) -> Iterable[Entry]:
    """Each round that was held."""
    held = {row.id: row.held for row in record.ballots}
    votes: dict[str, list[str]] = {}
    for row in sorted(record.ballot_votes, key=lambda row: (-(row.votes or 0), row.state)):
        name = record.name(row.state, held[row.ballot])
        shown = gettext("votes not known here") if row.votes is None else f"{row.votes}"
        told = gettext("%(state)s %(votes)s, elected") if row.elected else gettext("%(state)s %(votes)s")
        votes.setdefault(row.ballot, []).append(told % {"state": name, "votes": shown})
    for ballot in record.ballots:
        places = ""
        if ballot.seats:
            places = ngettext("%(number)s place.", "%(number)s places.", ballot.seats) % {"number": ballot.seats}
        yield Entry(
            id=f"ballots/{ballot.id}",
            address=f"elections/{ballot.year}",
            title=gettext("Election of %(year)s, %(group)s: round %(round)s")
            % {"year": ballot.year, "group": words(ballot.group), "round": ballot.round},
            day=ballot.held,
            says=" ".join(filter(None, (places, f"{'; '.join(votes.get(ballot.id, ()))}."))),
        )


KIND = Kind(
    name=gettext_noop("Elections"),
    address="elections",
    make=make,
    every=lambda record, on: ["elections"],
    menu=9,
    shelf=Shelf.AHEAD,
)
