"""Uniting for Peace: the emergency special sessions there were, and which routes to one are open for a situation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import msgspec

from horseshoe.answers.questions import BadQuestion, find_situation, require_day
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.facts.assembly import EmergencySession, Route
from horseshoe.facts.proposals import Cast, Outcome, RollCall, Tally
from horseshoe.facts.record import Record
from horseshoe.facts.states import StateKind
from horseshoe.rules import uniting_for_peace as rules
from horseshoe.rules.uniting_for_peace import Met

NO_POSITIONS: Mapping[str, Cast] = {}


class CalledSession(msgspec.Struct, frozen=True, kw_only=True):
    """An emergency special session: how it was called, and when it met."""

    number: int
    topic: str
    first: date
    adjourned: date | None
    """Day on which it closed or first adjourned."""
    route: Route
    requested_by: str | None
    trigger: str | None
    """The Council's resolution that called it; ``None`` where Members did, or the vote is not known here."""
    tally: Tally | None
    """The Council's vote."""
    required: int
    """The members of the Council, or the Members of the United Nations, that the request needed that day."""
    permanent_noes: tuple[str, ...]
    """Codes of permanent members that voted against calling it: none of them blocked."""
    vetoes_before: tuple[str, ...]
    """Symbols of what was vetoed on the same situation in the 31 days before, where situations are assigned."""
    resolutions: str | None
    resumed: str | None
    """Days on which it resumed, as the sources give them."""
    resumed_on: tuple[date, ...]
    """Those of them that are given to the day."""
    situation: str | None
    """Key of the situation, where it is one that drafts are assigned to."""
    confidence: str
    note: str | None
    sources: tuple[Cited, ...]


class Sessions(msgspec.Struct, frozen=True):
    """The emergency special sessions up to a day."""

    on: date
    sessions: tuple[CalledSession, ...]
    notes: tuple[str, ...]


class VetoShown(msgspec.Struct, frozen=True):
    """A veto that shows the lack of unanimity."""

    roll_call: str
    date: date
    proposal: str
    vetoed_by: tuple[str, ...]


class RouteOpen(msgspec.Struct, frozen=True, kw_only=True):
    """A way to a meeting of the Assembly."""

    route: str
    """``council``, ``members``, ``resume`` or ``in_session``."""
    open: bool | None
    """Whether it is open; ``None`` where that depends on what is not known here."""
    required: int | None
    """The members whose votes or requests it needs."""
    of: int | None
    how: str


class SeatToWin(msgspec.Struct, frozen=True, kw_only=True):
    """A seat of the Council of the day, and what is known of how it would vote."""

    state: str
    name: str
    permanent: bool
    position: Cast | None
    """What it is taken to do: as handed in, else its last vote on a vetoed proposal on the situation; ``None`` where
    there is neither."""
    basis: str
    """``given``, ``last_vote`` or ``none``."""
    roll_call: str | None
    """The vote that it rests on (``roll_calls.id``)."""
    on: date | None
    """Day of that vote."""


class Uniting(msgspec.Struct, frozen=True, kw_only=True):
    """The state of a situation before the Council, as paragraph A.1 sees it."""

    situation: str
    name: str
    on: date
    preconditions: tuple[Met, ...]
    vetoes: tuple[VetoShown, ...]
    """Vetoes on the situation up to the day, the latest first."""
    routes: tuple[RouteOpen, ...]
    required: int
    """Votes in the Council that call a session."""
    in_favour: tuple[str, ...]
    """Codes of the seats taken to be in favour."""
    short_by: int
    """Votes still to be won."""
    to_win: tuple[str, ...]
    """Codes of the other seats: those that abstained or took no part first, then those of which nothing is known,
    then those that voted against."""
    seats: tuple[SeatToWin, ...]
    members: int
    """Members of the United Nations that day."""
    sessions: tuple[int, ...]
    """Numbers of the sessions on this situation that there have been."""
    notes: tuple[str, ...]
    sources: tuple[Cited, ...]


SESSION_NOTES = (
    "A trigger is shown where the Council's vote is in the record; where its number is only recalled, it is left out.",
    "Resumptions are given as the sources have them, and may be incomplete.",
)
NOTES = (
    "Calling a session is procedural: any nine votes carry it, and a permanent member's no does not block.",
    "A position that rests on a seat's last vote on a vetoed proposal is no forecast: that was another question, "
    "perhaps long ago, and perhaps on a rival text.",
    "A resolution of the session on peace and security needs two thirds of the members present and voting (Charter, "
    "Article 18(2)).",
)
_BEFORE = 31


def sessions(record: Record, on: date, *, as_known: date | None = None) -> Sessions:
    """The emergency special sessions that had begun by ``on``, with what called them."""
    record = record.as_known(as_known)
    rows = sorted((row for row in record.emergency_sessions if row.first <= on), key=lambda row: row.number)
    return Sessions(on, tuple(_session(record, row, on) for row in rows), SESSION_NOTES)


def uniting(
    record: Record,
    situation: str,
    on: date,
    *,
    positions: Mapping[str, Cast] = NO_POSITIONS,
    vetoed_only: bool = True,
    failure_to_act: bool | None = None,
    threat: bool | None = None,
    as_known: date | None = None,
) -> Uniting:
    """What a situation's state is on ``on``: unanimity, routes, and whose votes are still wanting.

    Args:
        situation: key or name of the situation.
        positions: state code to how it is expected to vote on calling a session, for example from a whip count. It
            goes before the seat's last vote on the situation.
        vetoed_only: take the last vote from vetoed proposals alone. Their veto is what a session would answer; among
            all votes the last may have been on a text of the vetoing member's own.
        failure_to_act: the user's judgment on the second precondition.
        threat: the user's judgment on the third.

    Raises:
        NotFound: no situation of that name.
        BadQuestion: several match; or the Council of that day is not known; or a position is given for a state
            without a seat.
    """
    record = record.as_known(as_known)
    key = find_situation(record, situation)
    require_day(record, on)
    if on < rules.ADOPTED:
        raise BadQuestion(f"{on} lies before {rules.RESOLUTION}, adopted on {rules.ADOPTED}.")
    votes = sorted(
        (
            row
            for row in record.roll_calls
            if row.date <= on and (draft := record.draft_situation.get(row.id)) is not None and draft.situation == key
        ),
        key=lambda row: row.date,
    )
    vetoes = tuple(_veto(record, row) for row in reversed(votes) if row.outcome is Outcome.VETOED)
    council = record.council(on)
    if strange := sorted(positions.keys() - {term.state for term in council}):
        raise BadQuestion(f"{', '.join(strange)} had no seat on the Council on {on}: give positions of its members.")
    told = [row for row in votes if row.outcome is Outcome.VETOED or not vetoed_only]
    seats = tuple(
        _seat(record, term.state, term.permanent, on, told, positions)
        for term in sorted(council, key=lambda term: record.name(term.state, on))
    )
    required = rules.council_majority(on)
    favour = tuple(seat.state for seat in seats if seat.position is Cast.YES)
    held = [row for row in record.emergency_sessions if row.situation == key and row.first <= on]
    members = member_states(record, on)
    cited = dict.fromkeys(
        " ".join([*(record.roll_call[each.roll_call].source for each in vetoes), *(row.source for row in held)]).split()
    )
    return Uniting(
        situation=key,
        name=record.situation[key].name,
        on=on,
        preconditions=rules.preconditions(
            len(vetoes), failure_to_act=failure_to_act, threat=threat, since=vetoes[0].date if vetoes else None
        ),
        vetoes=vetoes,
        routes=_routes(required, len(seats), members, held, on),
        required=required,
        in_favour=favour,
        short_by=max(0, required - len(favour)),
        to_win=tuple(seat.state for seat in sorted(seats, key=_reach) if seat.position is not Cast.YES),
        seats=seats,
        members=members,
        sessions=tuple(row.number for row in held),
        notes=NOTES,
        sources=cite(record, cited),
    )


def member_states(record: Record, on: date) -> int:
    """How many Members the United Nations had on ``on``, by the table of states."""
    return sum(
        row.kind is not StateKind.OBSERVER
        and row.admitted is not None
        and row.admitted <= on
        and (row.ended is None or on <= row.ended)
        for row in record.states
    )


def resumed_on(row: EmergencySession) -> tuple[date, ...]:
    """The days of resumption that its sources give to the day."""
    return tuple(sorted({date.fromisoformat(day) for day in re.findall(r"\b\d{4}-\d{2}-\d{2}\b", row.resumed or "")}))


def _session(record: Record, row: EmergencySession, on: date) -> CalledSession:
    vote = record.roll_call.get(row.roll_call) if row.roll_call else None
    proposal = record.proposal[vote.proposal] if vote else None
    by_council = row.route is Route.COUNCIL
    before = [
        other
        for other in record.roll_calls
        if other.outcome is Outcome.VETOED
        and row.situation is not None
        and 0 <= (row.first - other.date).days <= _BEFORE
        and (draft := record.draft_situation.get(other.id)) is not None
        and draft.situation == row.situation
    ]
    cited = dict.fromkeys(f"{row.source} {vote.source if vote else ''}".split())
    return CalledSession(
        number=row.number,
        topic=row.topic,
        first=row.first,
        adjourned=row.adjourned,
        route=row.route,
        requested_by=row.requested_by,
        trigger=proposal.resolution if proposal else None,
        tally=vote.tally() if vote else None,
        required=rules.council_majority(row.first)
        if by_council
        else rules.majority_of_members(member_states(record, row.first)),
        permanent_noes=tuple(sorted(record.permanent(vote.date) & set(vote.no))) if vote else (),
        vetoes_before=tuple(_veto(record, each).proposal for each in before),
        resolutions=row.resolutions,
        resumed=row.resumed,
        resumed_on=tuple(day for day in resumed_on(row) if day <= on),
        situation=row.situation,
        confidence=row.confidence,
        note=row.note,
        sources=cite(record, cited),
    )


def _veto(record: Record, row: RollCall) -> VetoShown:
    proposal = record.proposal[row.proposal]
    named = proposal.symbol or (f"amendment to {proposal.amends}" if proposal.amends else proposal.title or row.id)
    by = tuple(sorted(record.permanent(row.date) & set(row.no)))
    return VetoShown(row.id, row.date, named, by)


def _seat(
    record: Record, state: str, permanent: bool, on: date, votes: list[RollCall], positions: Mapping[str, Cast]
) -> SeatToWin:
    name = record.name(state, on)
    if state in positions:
        return SeatToWin(
            state=state,
            name=name,
            permanent=permanent,
            position=positions[state],
            basis="given",
            roll_call=None,
            on=None,
        )
    for vote in reversed(votes):
        cast = vote.casts().get(state)
        if cast is not None and cast is not Cast.UNKNOWN:
            return SeatToWin(
                state=state,
                name=name,
                permanent=permanent,
                position=cast,
                basis="last_vote",
                roll_call=vote.id,
                on=vote.date,
            )
    return SeatToWin(state=state, name=name, permanent=permanent, position=None, basis="none", roll_call=None, on=None)


def _reach(seat: SeatToWin) -> tuple[int, str]:
    if seat.position is None or seat.position is Cast.UNKNOWN:
        return 1, seat.name
    return (2 if seat.position is Cast.NO else 0), seat.name


def _routes(required: int, seats: int, members: int, held: list[EmergencySession], on: date) -> tuple[RouteOpen, ...]:
    routes = [
        RouteOpen(
            route="council",
            open=True,
            required=required,
            of=seats,
            how=f"Any {required} members of the Council, by a procedural vote without veto (A.1; rule 8(b)).",
        ),
        RouteOpen(
            route="members",
            open=True,
            required=rules.majority_of_members(members),
            of=members,
            how="A majority of the Members of the United Nations, however they say so (A.1; rules 8(b), 9(b)).",
        ),
    ]
    for row in held:
        resumed = [day for day in resumed_on(row) if day <= on]
        practised = (
            f"It has resumed, on {resumed[-1]} as the last day known here" if resumed else "No resumption is known"
        )
        routes.append(
            RouteOpen(
                route="resume",
                open=True if resumed else None,
                required=None,
                of=None,
                how=(
                    f"The {row.number}th session is on this situation: where its resolution only adjourned it, the "
                    f"President of the Assembly resumes it when Members ask, without a new majority. {practised}."
                ),
            )
        )
    routes.append(
        RouteOpen(
            route="in_session",
            open=None,
            required=None,
            of=None,
            how=(
                "An Assembly that is in session needs none: it considers the matter at once. Otherwise a session meets "
                f"within {rules.HOURS} hours of the request (A.1)."
            ),
        )
    )
    return tuple(routes)
