"""Past roll calls as a forecaster met them: what was known of the draft before the vote, and then the casts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import msgspec

from horseshoe.facts.proposals import Outcome, RollCall
from horseshoe.facts.record import Record
from horseshoe.forecast.draft import Draft

YES, NO, ABSTAIN, NOT_PARTICIPATING = range(4)
"""The four things that a seat can do, as columns of every array here."""

SPONSORS_READ = ((1994, 2011), (2013, 2014), (2021, 2024))
"""Years (first and last) in which the record names the sponsors of nearly every text put to the vote.

In the others whether sponsors are named depends on how the vote went: from 2018 to 2020 they are named for 19 of the
133 texts adopted by all and for 1 of the 50 others. A model would learn that a draft with sponsors passes. There
they count as not known, whatever the record says.
"""

_ALIASES: Mapping[str, str] = {
    "Russia": "RUS",
    "Russian Federation": "RUS",
    "United Kingdom": "GBR",
    "United Kindgom": "GBR",
    "United States": "USA",
    "Syria": "SYR",
    "Venezuela": "VEN",
    "Tanzania": "TZA",
    "Bolivia": "BOL",
    "Iran": "IRN",
    "Moldova": "MDA",
    "Republic of Korea": "KOR",
    "Czech Republic": "CZE",
    "Netherlands": "NLD",
    "Vietnam": "VNM",
    "Turkey": "TUR",
    "Libya": "LBY",
}


class Vote(msgspec.Struct, frozen=True):
    """A roll call: the draft as it was known before, and what the seats whose casts are known did."""

    id: str
    draft: Draft
    outcome: Outcome
    casts: Mapping[str, int]
    """State code to column: 0 yes, 1 no, 2 abstaining, 3 taking no part in whichever way."""
    contested: bool
    """Whether any seat voted no or abstained."""
    complete: bool
    """Whether the cast of every seat is known."""

    @property
    def day(self) -> date:
        """Day of the vote."""
        return self.draft.on


def votes(record: Record, before: date | None = None) -> tuple[Vote, ...]:
    """The roll calls before a day, oldest first, without texts adopted without a vote and casts that nobody knows."""
    known = record.as_known(None)
    sponsors = _Sponsors(known)
    found = []
    for row in sorted(known.roll_calls, key=lambda row: (row.date, row.id)):
        if (before is not None and row.date >= before) or row.outcome is Outcome.ADOPTED_WITHOUT_VOTE:
            continue
        casts = _casts(row)
        if casts:
            draft = _draft(known, row, sponsors)
            found.append(Vote(row.id, draft, row.outcome, casts, bool(row.no or row.abstain), not row.unknown))
    return tuple(found)


def draft_of(record: Record, roll_call: RollCall) -> Draft:
    """What the record tells of a draft that could be known before the vote on it.

    Left out is what would tell the outcome. An adopted text is known by its resolution, a failed one by its symbol
    alone. Amendments and parts are in the record only where they failed. The table of situations holds every failed
    draft since 2000 and one in thirteen of those adopted, so that a past draft with a situation or an action would be
    one that failed.
    """
    return _draft(record, roll_call, _Sponsors(record))


def _casts(row: RollCall) -> dict[str, int]:
    casts = dict.fromkeys(row.yes, YES)
    casts.update(dict.fromkeys(row.no, NO))
    casts.update(dict.fromkeys(row.abstain, ABSTAIN))
    for silent in (row.not_participating, row.absent, row.not_voting):
        casts.update(dict.fromkeys(silent, NOT_PARTICIPATING))
    return casts


def _draft(record: Record, row: RollCall, sponsors: _Sponsors) -> Draft:
    proposal = record.proposal[row.proposal]
    by, presidential = sponsors.read(proposal.sponsors, row.date)
    return Draft(
        on=row.date,
        title=proposal.title,
        agenda=proposal.agenda,
        topic=proposal.topic,
        sponsors=by,
        presidential=presidential,
    )


class _Sponsors:
    """Reads sponsors as the record names them."""

    def __init__(self, record: Record) -> None:
        self._record = record
        codes = {state.name: state.code for state in record.states}
        codes.update((name.name, name.state) for name in record.names)
        codes.update(_ALIASES)
        self._codes = {name.lower(): code for name, code in codes.items() if len(name) > 3}
        longest_first = sorted(self._codes, key=len, reverse=True)
        self._name = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b") if longest_first else None

    def read(self, text: str | None, on: date) -> tuple[tuple[str, ...], bool]:
        """Codes of the sponsors, and whether the President of the Council submitted the text."""
        if not text or not any(first <= on.year <= last for first, last in SPONSORS_READ):
            return (), False
        if text.strip() == "President":
            return (), True
        council = self._record.council(on)
        found: dict[str, None] = {}
        if text.strip() == "E10":
            found = {term.state: None for term in council if not term.permanent}
        elif text.strip() == "All Council Members":
            found = {term.state: None for term in council}
        elif self._name:
            lowered = text.lower().replace("’", "'")
            found = {self._codes[name]: None for name in self._name.findall(lowered)}
        return tuple(found), False
