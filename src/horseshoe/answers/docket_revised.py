"""When the facts behind a docket entry last changed: what its calendar entries are stamped and numbered by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, timedelta

from horseshoe.facts.proposals import RollCall
from horseshoe.facts.record import Record

_REACH = timedelta(days=70)
"""Holidays as long as this after a veto can touch the ten working days."""


def revised(record: Record, as_known: date | None, vetoes: Iterable[RollCall]) -> Mapping[str, date]:
    """Roll call id to the last day on which a fact behind its entry was recorded or withdrawn.

    Every version in the Record counts, also those that were replaced or withdrawn, so that the day never goes back.

    Args:
        record: the Record with all its versions.
        as_known: leave out what was recorded after this day.
    """
    last = as_known or date.max
    votes = {row.id: row for row in vetoes}
    by_proposal = {row.proposal: row.id for row in votes.values()}
    days = {id_: row.recorded for id_, row in votes.items()}
    keys: dict[tuple[str, str], tuple[str, ...]] = {("roll_calls", id_): (id_,) for id_ in votes}

    def seen(ids: Iterable[str], day: date) -> None:
        for id_ in ids:
            if id_ in days and days[id_] < day <= last:
                days[id_] = day

    for vote in record.roll_calls:
        if vote.id in votes:
            seen((vote.id,), vote.recorded)
    for proposal in record.proposals:
        if proposal.id in by_proposal:
            seen((by_proposal[proposal.id],), proposal.recorded)
    for draft in record.draft_situations:
        if draft.roll_call in votes:
            seen((draft.roll_call,), draft.recorded)
            keys["draft_situations", draft.roll_call] = (draft.roll_call,)
    for answer in record.veto_answers:
        seen(answer.roll_calls, answer.recorded)
        keys["veto_answers", answer.id] = answer.roll_calls
    for holiday in record.holidays:
        first, latest = holiday.possible_days()
        touched = tuple(id_ for id_, row in votes.items() if row.date < latest and first <= row.date + _REACH)
        seen(touched, holiday.recorded)
        keys["holidays", holiday.id] = (*keys.get(("holidays", holiday.id), ()), *touched)
    for session in record.emergency_sessions:
        about = tuple(
            id_ for id_ in votes if (of := record.draft_situation.get(id_)) and of.situation == session.situation
        )
        seen(about, session.recorded)
        keys["emergency_sessions", str(session.number)] = about
    for gone in record.retractions:
        at = gone.at if gone.at.tzinfo is None else gone.at.astimezone(UTC)
        seen(keys.get((gone.table, gone.key), ()), at.date())
    return days
