"""How a roster grew: each day on which a state's standing became another, and how many were known by name then."""

from __future__ import annotations

from collections import Counter
from datetime import date

import msgspec

from horseshoe.answers.published import Published, published
from horseshoe.answers.roster import INCOMPLETE, Counts
from horseshoe.answers.standing import File, Standing, files, text_of
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.facts.states import StateKind
from horseshoe.rules.code import DisavowalPolicy


class Step(msgspec.Struct, frozen=True):
    """The roster from one day on, until the next step."""

    on: date
    certain: Counts
    """Known by name to have joined by that day."""
    possible: Counts
    """Joined, but perhaps after that day; or named by the press alone."""
    changed: tuple[str, ...]
    """Codes of the states whose standing became another on that day."""


class Growth(msgspec.Struct, frozen=True, kw_only=True):
    """A roster from its first text on."""

    instrument: Instrument
    until: date
    """The last day looked at."""
    as_known: date | None
    """What was recorded by the end of this day was used; ``None``: all that is."""
    steps: tuple[Step, ...]
    """In order of day; the first is that of the first text. Empty where there is no text yet."""
    published: tuple[Published, ...]
    """The numbers published in that time, which enter no count."""
    notes: tuple[str, ...]

    def at(self, day: date) -> Step | None:
        """The roster as of a day; ``None`` before there was a text."""
        return next((step for step in reversed(self.steps) if step.on <= day), None)


def growth(
    record: Record,
    instrument: Instrument,
    until: date,
    *,
    as_known: date | None = None,
    policy: DisavowalPolicy = DisavowalPolicy.IGNORED,
) -> Growth:
    """How the roster of ``instrument`` grew up to ``until``.

    Raises:
        NotFound: the Record holds no such text, or did not by ``as_known``.
    """
    record = record.as_known(as_known)
    first = text_of(record, instrument).first_text
    known = files(record, instrument).values()
    steps: list[Step] = []
    before: dict[str, Standing] = {}
    for day in sorted({first} | {day for file in known for day in _days(file) if first < day <= until}):
        if day > until:
            break
        now = {
            file.state.code: file.entry(record, day, policy)[0] for file in known if file.may_have_joined(day)
        }  # fmt: skip
        changed = tuple(
            code for code, standing in now.items() if standing is not before.get(code, Standing.NOTHING_KNOWN)
        )
        if changed or not steps:
            kinds = Counter((now[file.state.code], file.state.kind) for file in known if file.state.code in now)
            certain, possible = (
                Counts(kinds[standing, StateKind.MEMBER], kinds[standing, StateKind.OBSERVER])
                for standing in (Standing.CERTAIN, Standing.POSSIBLE)
            )
            steps.append(Step(day, certain, possible, changed))
        before = now
    return Growth(
        instrument=instrument,
        until=until,
        as_known=as_known,
        steps=tuple(steps),
        published=published(record, instrument, date.min, until),
        notes=(
            INCOMPLETE,
            "A step says since when something is known of a state: most acts lie before it, on a day that no source "
            "tells.",
        ),
    )


def _days(file: File) -> set[date]:
    """The days on which the standing can become another: the bounds of the evidence, and the admission."""
    bounds = {day for row in file.shown.values() for day in (row.not_before, row.not_after)} | {file.state.admitted}
    return {day for day in bounds if day}
