"""Published numbers of supporters, each held against the names known for its day and against the other numbers."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from horseshoe.answers.questions import BadQuestion
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.roster import Counted, Counts, eligible_states, figures_of, pick
from horseshoe.answers.standing import Standing, files, may_join, text_of
from horseshoe.facts.pledges import Claim, Instrument
from horseshoe.facts.record import Record
from horseshoe.facts.states import StateKind
from horseshoe.rules.code import DisavowalPolicy

EITHER = "either"

NOTES = (
    "Totals, members and observers are compared each with its own kind and never with one another.",
    "The names known here are a part of the list: a number above them is no error, and cannot be decided.",
    "A number is a claim: it enters no roster and no count of supporters.",
)


class Verdict(StrEnum):
    """How a published number stands."""

    AGREES = "agrees"
    """The names known for its day give it."""
    DIFFERS = "differs"
    """The names known for its day exclude it, whoever else may have joined."""
    CONTRADICTS = "contradicts"
    """Another published number, or itself, excludes it."""
    CANNOT_BE_DECIDED = "cannot_be_decided"
    """Names are missing, or it bears no date or no number."""


class FigureCheck(msgspec.Struct, frozen=True):
    """One number of a claim against the names known for its day."""

    counts: Counted
    claimed: int
    known: int | None
    """Known by name to have joined by the first day that the claim's date can mean; ``None``: it has no date."""
    at_most: int | None
    """Those, and all that are not known to have stayed outside until the last day that it can mean."""
    verdict: Verdict
    """``agrees``, ``differs`` or ``cannot_be_decided``."""
    by: int | None
    """By how much it differs at least: below zero where more are known by name than were claimed."""
    missing: int | None
    """How many more names it would take, where that cannot be decided; of a lower bound, at least so many."""


class Conflict(msgspec.Struct, frozen=True):
    """Another claim that cannot be true together with this one."""

    claim: str
    """Key of the other claim (``claims.id``)."""
    counts: Counted
    """What both numbers count."""
    number: int
    """The other number."""
    why: str


class ClaimCheck(msgspec.Struct, frozen=True, kw_only=True):
    """A published number, and how it stands."""

    id: str
    """Key of the claim (``claims.id``)."""
    instrument: str
    """``code``, ``declaration``, or ``either`` of them."""
    among: str
    """``all`` states, the ``council`` of the day, or its ``incoming`` members."""
    qualifier: str
    """``exact``, ``more_than``, ``almost`` or ``inconsistent``."""
    claimant: str
    """Who published it."""
    published: str | None
    """Date as published: a day, a month or a year."""
    verdict: Verdict
    reason: str
    """Why, in a sentence or more."""
    figures: tuple[FigureCheck, ...]
    """Each number that it gives."""
    conflicts: tuple[Conflict, ...]
    """The claims that contradict it."""
    known: tuple[str, ...]
    """Codes of the seats known to have joined, where it counts among the Council or its incoming members."""
    open: tuple[str, ...]
    """Codes of the seats of which it is not known, where it counts among them."""
    note: str | None
    """What a reader should know of the number."""
    sources: tuple[str, ...]
    """Keys of its sources, which the answer lists."""


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """Every published number that answers the question."""

    on: date | None
    """The day asked for; ``None``: every day."""
    as_known: date | None
    """What was recorded by the end of this day was used; ``None``: all that is."""
    verdicts: dict[str, int]
    """How many claims have which verdict."""
    claims: tuple[ClaimCheck, ...]
    """By instrument, then by date."""
    sources: tuple[Cited, ...]
    """The sources that they cite."""
    notes: tuple[str, ...]


def claims(
    record: Record,
    *,
    on: date | None = None,
    as_known: date | None = None,
    policy: DisavowalPolicy = DisavowalPolicy.IGNORED,
) -> Claims:
    """Every published number, or those whose date can mean ``on``, held against the names and the other numbers.

    Raises:
        NotFound: the Record lacks the text that a number speaks of.
        BadQuestion: a number counts among the Council of a day on which that is not known.
    """
    record = record.as_known(as_known)
    rows = sorted(record.claims, key=_order)
    found = tuple(_check(record, row, rows, policy) for row in rows if on is None or _speaks_of(row, on))
    cited = dict.fromkeys(source for each in found for source in each.sources)
    counted = Counter(each.verdict.value for each in found)
    return Claims(
        on=on,
        as_known=as_known,
        verdicts={verdict.value: counted[verdict.value] for verdict in Verdict},
        claims=found,
        sources=cite(record, cited),
        notes=NOTES,
    )


# -- what a claim speaks of, which the solver asks too ---------------------------------------------


def span(claim: Claim) -> tuple[date, date] | None:
    """The first and the last day that a claim's date can mean; ``None`` for one without a date."""
    if claim.not_after is None:
        return None
    return _first_day(claim.published, claim.not_after), claim.not_after


def instruments_of(claim: Claim) -> tuple[Instrument, ...]:
    """The texts that a claim counts supporters of: one of them, or either.

    Raises:
        BadQuestion: it speaks of none that is known here.
    """
    if claim.instrument not in (EITHER, *Instrument):
        raise BadQuestion(f"Claim {claim.id} is about {claim.instrument!r}: give code, declaration or either.")
    return tuple(Instrument) if claim.instrument == EITHER else (Instrument(claim.instrument),)


def scope(record: Record, claim: Claim, on: date) -> tuple[str, ...]:
    """Codes of the states that a claim counts among on ``on``.

    Raises:
        BadQuestion: it counts among a Council, and none is known for that day; or among something unknown.
    """
    match claim.among:
        case "all":
            open_to = (eligible_states(record, each, on) for each in instruments_of(claim))
            return tuple(dict.fromkeys(state.code for states in open_to for state in states))
        case "council":
            seats = tuple(term.state for term in record.council(on))
        case "incoming":
            starts = [term.start for term in record.terms if on < term.start <= on + timedelta(days=366)]
            first = min(starts, default=None)
            seats = tuple(sorted(term.state for term in record.terms if term.start == first))
        case _:
            raise BadQuestion(f"Claim {claim.id} counts among {claim.among!r}: give all, council or incoming.")
    if not seats:
        raise BadQuestion(f"Claim {claim.id} counts among the Council, and that of {on} is not known here.")
    return seats


def joined(
    record: Record,
    instrument: Instrument,
    state: str,
    first: date,
    last: date,
    policy: DisavowalPolicy = DisavowalPolicy.IGNORED,
) -> bool | None:
    """Whether a state was a supporter within these days: certainly by ``first``, certainly not by ``last``, or open.

    It was certainly not where the text did not exist yet or is not open to it, where a report of ``last`` or later
    says that it had not joined, or where it had left by a policy that lets it.
    """
    if last < text_of(record, instrument).first_text:
        return False
    file = files(record, instrument).get(state)
    if file is None:  # without evidence everything is open, but for a state to which the text is not
        return None if may_join(instrument, record.state[state]) else False
    if not file.may_join:
        return False
    standing = file.entry(record, first, policy)[0] if first >= text_of(record, instrument).first_text else None
    if standing is Standing.CERTAIN:
        return True
    if standing is Standing.DISAVOWED and file.entry(record, last, policy)[0] is Standing.DISAVOWED:
        return False
    outside = any(row.not_before is not None and row.not_before >= last for row in file.denied)
    return False if outside and not file.disavowals else None


def interval(qualifier: str, counted: Counted, number: int, claim: Claim) -> tuple[int, int | None]:
    """The lowest and the highest number that a figure can mean; ``None`` for no highest.

    "More than" and "almost" speak of the members, or of the total where no members are given: "over 117
    governments, in addition to two observer missions" says two, and not more than two, observers.
    """
    leads = Counted.TOTAL if claim.member_states is None else Counted.MEMBER_STATES
    if counted is not leads and counted is not Counted.TOTAL:
        return number, number
    if qualifier == "more_than":
        return number + 1, None
    if qualifier == "almost":
        return 0, number - 1
    return number, number


# -- one claim ----------------------------------------------------------------------------------------


def _check(record: Record, claim: Claim, others: Sequence[Claim], policy: DisavowalPolicy) -> ClaimCheck:
    when = span(claim)
    figures = tuple(
        FigureCheck(counted, number, None, None, Verdict.CANNOT_BE_DECIDED, None, None)
        for counted, number in figures_of(claim)
    )
    known: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    if when:
        first, last = when
        states = {state: _in_either(record, claim, state, first, last, policy) for state in scope(record, claim, last)}
        known = tuple(state for state, known_to in states.items() if known_to)
        unknown = tuple(state for state, known_to in states.items() if known_to is None)
        bounds = _counts(record, known), _counts(record, (*known, *unknown))
        figures = tuple(_figure(claim, counted, number, *bounds) for counted, number in figures_of(claim))
    conflicts = tuple(_conflicts(claim, others))
    among = claim.among != "all"
    verdict, reason = _verdict(claim, figures, conflicts)
    return ClaimCheck(
        id=claim.id,
        instrument=claim.instrument,
        among=claim.among,
        qualifier=claim.qualifier,
        claimant=claim.claimant,
        published=claim.published,
        verdict=verdict,
        reason=reason,
        figures=figures,
        conflicts=conflicts,
        known=known if among else (),
        open=unknown if among else (),
        note=claim.note,
        sources=tuple(claim.source.split()),
    )


def _in_either(
    record: Record, claim: Claim, state: str, first: date, last: date, policy: DisavowalPolicy
) -> bool | None:
    answers = [joined(record, each, state, first, last, policy) for each in instruments_of(claim)]
    return True if True in answers else None if None in answers else False


def _counts(record: Record, states: Iterable[str]) -> Counts:
    kinds = Counter(record.state[state].kind for state in states)
    return Counts(kinds[StateKind.MEMBER] + kinds[StateKind.HISTORIC], kinds[StateKind.OBSERVER])


def _figure(claim: Claim, counted: Counted, number: int, lower: Counts, upper: Counts) -> FigureCheck:
    known, at_most = pick(counted, lower), pick(counted, upper)
    lowest, highest = interval(claim.qualifier, counted, number, claim)
    verdict, by, missing = Verdict.CANNOT_BE_DECIDED, None, None
    if highest is not None and known > highest:
        verdict, by = Verdict.DIFFERS, highest - known
    elif at_most < lowest:
        verdict, by = Verdict.DIFFERS, lowest - at_most
    elif known == lowest == highest or (known >= lowest and (highest is None or at_most <= highest)):
        verdict = Verdict.AGREES
    else:
        missing = max(lowest - known, 0) or None
    return FigureCheck(counted, number, known, at_most, verdict, by, missing)


def _verdict(claim: Claim, figures: tuple[FigureCheck, ...], conflicts: tuple[Conflict, ...]) -> tuple[Verdict, str]:
    sentences = [_sentence(claim, figure) for figure in figures if figure.known is not None]
    sentences += [f"{conflict.why}." for conflict in conflicts]
    if claim.qualifier == "inconsistent" or _adds_up(claim) is False:
        given = f"{claim.total} is not {claim.member_states} and {claim.observers}" if claim.total else claim.note
        return Verdict.CONTRADICTS, " ".join([f"It contradicts itself: {given}.", *sentences])
    if span(claim) is None:
        return Verdict.CANNOT_BE_DECIDED, "It bears no date, so there is no roster to hold it against."
    if not figures:
        return Verdict.CANNOT_BE_DECIDED, "It gives no number."
    verdicts = {figure.verdict for figure in figures}
    if Verdict.DIFFERS in verdicts:
        verdict = Verdict.DIFFERS
    elif conflicts:
        verdict = Verdict.CONTRADICTS
    else:
        verdict = Verdict.CANNOT_BE_DECIDED if Verdict.CANNOT_BE_DECIDED in verdicts else Verdict.AGREES
    return verdict, " ".join(sentences)


def _adds_up(claim: Claim) -> bool | None:
    if claim.total is None or claim.member_states is None or claim.observers is None:
        return None
    return claim.total == claim.member_states + claim.observers


UNITS = {
    Counted.TOTAL: ("in all", "in all"),
    Counted.MEMBER_STATES: ("member", "members"),
    Counted.OBSERVERS: ("observer", "observers"),
}
"""What each kind of figure counts, in words: one, and several."""


def amount(number: int, counted: Counted) -> str:
    """A number with what it counts: ``110 members``, ``112 in all``."""
    return f"{number} {UNITS[counted][number != 1]}"


def _sentence(claim: Claim, figure: FigureCheck) -> str:
    lowest, highest = interval(claim.qualifier, figure.counts, figure.claimed, claim)
    qualifier = "more than " if highest is None else "" if lowest == highest else "almost "
    said = f"{qualifier}{amount(figure.claimed, figure.counts)} claimed, {figure.known} known by name"
    said = said[0].upper() + said[1:]
    match figure.verdict:
        case Verdict.AGREES:
            return f"{said}: agrees."
        case Verdict.DIFFERS if figure.by and figure.by > 0:
            return f"{said}, and no more than {figure.at_most} can have joined: differs by at least {figure.by}."
        case Verdict.DIFFERS:
            return f"{said}: differs by at least {-(figure.by or 0)}."
        case _ if figure.missing:
            least = "at least " if highest is None else ""
            names = "name is" if figure.missing == 1 else "names are"
            return f"{said}: cannot be decided, {least}{figure.missing} {names} missing."
        case _:
            return f"{said}: cannot be decided, because names are missing."


# -- claims against each other --------------------------------------------------------------------------


def _conflicts(claim: Claim, others: Iterable[Claim]) -> Iterable[Conflict]:
    mine = span(claim)
    if mine is None:
        return
    for other in others:
        theirs = span(other)
        alike = (other.instrument, other.among) == (claim.instrument, claim.among)
        if other.id == claim.id or not alike or theirs is None:
            continue
        their_figures = dict(figures_of(other))
        for counted, number in figures_of(claim):
            if counted not in their_figures:
                continue
            their = their_figures[counted]
            low, high = interval(claim.qualifier, counted, number, claim)
            their_low, their_high = interval(other.qualifier, counted, their, other)
            said = f"{other.claimant} gave {amount(their, counted)} for {other.published} ({other.id})"
            if mine[0] <= theirs[1] and theirs[0] <= mine[1]:
                if (high is not None and their_low > high) or (their_high is not None and low > their_high):
                    days = "the same day" if mine == theirs and mine[0] == mine[1] else "days that overlap"
                    yield Conflict(
                        other.id, counted, their, f"{said}, which is {days}; both hold only if it changed in between"
                    )
            elif claim.among == "all" and mine[1] < theirs[0] and their_high is not None and low > their_high:
                yield Conflict(
                    other.id, counted, their, f"{said}, which is later and lower; both hold only if one left"
                )
            elif claim.among == "all" and theirs[1] < mine[0] and high is not None and their_low > high:
                yield Conflict(
                    other.id, counted, their, f"{said}, which is earlier and higher; both hold only if one left"
                )


def _order(claim: Claim) -> tuple[str, date, str]:
    return claim.instrument, claim.not_after or date.max, claim.id


def _speaks_of(claim: Claim, on: date) -> bool:
    when = span(claim)
    return when is not None and when[0] <= on <= when[1]


def _first_day(published: str | None, last: date) -> date:
    """The first day of a date published as a day, a month or a year that ends on ``last``."""
    if published is None:
        return last
    parts = published.split("-")
    if len(parts) == 1:
        return last.replace(month=1, day=1)
    if len(parts) == 2 and last.day == calendar.monthrange(last.year, last.month)[1]:
        return last.replace(day=1)
    return last
