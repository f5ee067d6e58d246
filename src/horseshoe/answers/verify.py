"""The tables held against each other and against the rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from horseshoe.answers.replay import replay
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import KEYS, Record, key_of
from horseshoe.rules import charter, symbols


class Check(msgspec.Struct, frozen=True):
    """One thing that must hold for every row concerned."""

    name: str
    checked: int
    faults: tuple[str, ...]


class Verification(msgspec.Struct, frozen=True):
    """Every check and its faults."""

    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        """Whether no check found a fault."""
        return not any(check.faults for check in self.checks)


Fault = str | None


def verify(record: Record, *, as_known: date | None = None) -> Verification:
    """Every check over the whole Record."""
    record = record.as_known(as_known)
    checks: tuple[tuple[str, Callable[[Record], Iterator[Fault]]], ...] = (
        ("every source cited is listed", _sources),
        ("every state named is listed", _states),
        ("every row that refers to another finds it", _references),
        ("symbols are canonical", _symbols),
        ("the seats that voted are the seats of that day", _seats),
        ("published tallies fit the casts known", _tallies),
        ("one state holds one seat at a time, and terms run forward", _terms),
        ("the Council is never larger than the Charter allows", _sizes),
        ("the presidency is on the Council in its month", _presidencies),
        ("resolutions are dated in the order of their numbers", _resolution_dates),
        ("every correction is carried out", _corrections),
        ("nine official holidays a year", _holidays),
        ("the rules give every recorded outcome, or a fact says why not", _replay),
    )
    results = []
    for name, run in checks:
        found = list(run(record))
        results.append(Check(name, len(found), tuple(fault for fault in found if fault)))
    return Verification(tuple(results))


def _sources(record: Record) -> Iterator[Fault]:
    for table in KEYS:
        if table in ("sources", "retractions"):
            continue
        for row in getattr(record, table):
            for each in row.source.split():
                yield None if each in record.source else f"{table} {key_of(table, row)}: no source {each}"


def _states(record: Record) -> Iterator[Fault]:
    for table in ("names", "groups", "terms", "presidencies", "pledges"):
        for row in getattr(record, table):
            yield None if row.state in record.state else f"{table} {key_of(table, row)}: no state {row.state}"
    for row in record.roll_calls:
        for _, states in row.seats():
            for state in states:
                yield None if state in record.state else f"roll_calls {row.id}: no state {state}"


def _references(record: Record) -> Iterator[Fault]:
    for row in record.roll_calls:
        yield None if row.proposal in record.proposal else f"roll_calls {row.id}: no proposal {row.proposal}"
    for table in ("matters", "known_cases", "corrections"):
        for row in getattr(record, table):
            yield None if row.roll_call in record.roll_call else f"{table}: no roll call {row.roll_call}"


def _symbols(record: Record) -> Iterator[Fault]:
    for row in record.proposals:
        for symbol in filter(None, (row.symbol, row.amends, row.resolution, *row.also)):
            yield _canonical(f"proposals {row.id}", symbol)
    for vote in record.roll_calls:
        if vote.meeting and vote.meeting.startswith("S/"):
            yield _canonical(f"roll_calls {vote.id}", vote.meeting)


def _canonical(where: str, symbol: str) -> Fault:
    try:
        canonical = symbols.parse(symbol).text
    except symbols.SymbolError as error:
        return f"{where}: {error}"
    return None if canonical == symbol else f"{where}: {symbol} should be written {canonical}"


def _seats(record: Record) -> Iterator[Fault]:
    for row in record.roll_calls:
        voted = [state for _, states in row.seats() for state in states]
        seated = {term.state for term in record.council(row.date)}
        wrong = sorted(set(voted) ^ seated)
        if wrong or len(voted) != len(set(voted)):
            yield f"roll_calls {row.id} of {row.date}: {', '.join(wrong) or 'a state stands twice'}"
        else:
            yield None


def _tallies(record: Record) -> Iterator[Fault]:
    for row in record.roll_calls:
        if row.stated_tally is None:
            continue
        tally, counts = row.tally(), {cast: len(states) for cast, states in row.seats()}
        pairs = ((tally.yes, Cast.YES), (tally.no, Cast.NO), (tally.abstain, Cast.ABSTAIN))
        fits = all(stated is not None and stated >= counts[cast] for stated, cast in pairs)
        total = sum(part or 0 for part in (tally.yes, tally.no, tally.abstain, tally.not_voting))
        ok = fits and total == sum(counts.values())
        yield None if ok else f"roll_calls {row.id}: the tally {row.stated_tally} does not fit its casts"


def _terms(record: Record) -> Iterator[Fault]:
    last: dict[str, date | None] = {}
    for term in sorted(record.terms, key=lambda term: (term.state, term.start)):
        before = last.get(term.state)
        backwards = term.end is not None and term.end < term.start
        overlaps = term.state in last and (before is None or before >= term.start)
        yield f"terms {term.state} {term.start}" if backwards or overlaps else None
        last[term.state] = term.end


def _sizes(record: Record) -> Iterator[Fault]:
    starts = sorted({term.start for term in record.terms if term.start >= record.years[0]})
    for day in starts:
        known, seats = len(record.council(day)), charter.size(day).seats
        yield f"{day}: {known} members, {seats} seats" if known > seats else None


def _presidencies(record: Record) -> Iterator[Fault]:
    for row in record.presidencies:
        seated = {term.state for term in record.council(date.fromisoformat(f"{row.month}-01"))}
        yield None if row.state in seated else f"presidencies {row.month}: {row.state} was not on the Council"


def _resolution_dates(record: Record) -> Iterator[Fault]:
    dated = sorted(
        (int(found[1]), row.date)
        for row in record.roll_calls
        if (found := re.match(r"S/RES/(\d+)", record.proposal[row.proposal].resolution or ""))
    )
    for (number, day), (_, before) in zip(dated[1:], dated, strict=False):
        yield f"S/RES/{number} of {day} comes before {before}" if day < before else None


def _corrections(record: Record) -> Iterator[Fault]:
    for row in record.corrections:
        vote = record.roll_call.get(row.roll_call)
        if vote is None:
            continue
        proposal = record.proposal[vote.proposal]
        field, _, state = row.field.partition(":")
        found: object
        match field:
            case "seat":
                found = row.corrected if row.corrected in vote.casts() else "no seat"
            case "cast":
                found = vote.casts().get(state, "no seat")
            case "row":
                found = row.corrected
            case _:
                found = getattr(vote, field, None) or getattr(proposal, field, None)
        ok = str(getattr(found, "value", found)) == row.corrected
        yield None if ok else f"corrections {row.roll_call} {row.field}: the record says {found}, not {row.corrected}"


def _holidays(record: Record) -> Iterator[Fault]:
    years: dict[int, int] = {}
    for row in record.holidays:
        years[row.year] = years.get(row.year, 0) + 1
    for year, count in sorted(years.items()):
        yield None if count == 9 else f"holidays {year}: {count} listed"


def _replay(record: Record) -> Iterator[Fault]:
    result = replay(record)
    for each in result.unexplained:
        yield f"roll_calls {each.id}: recorded {each.recorded.value}, {each.explanation}"
    yield from [None] * (result.roll_calls - len(result.unexplained))
