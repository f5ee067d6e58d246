"""The file of Council votes that Sciences Po publishes: one row a roll call, one column a state.

Benoît Martin, Sciences Po, "UNSC votes since 1946" (doi:10.21410/7E4/Z0KECE, CC BY 4.0): fourteen columns
about the vote, then one for each state that ever sat on the Council, named as the file's author names it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import compress

import msgspec

from horseshoe.answers.questions import BadQuestion, NotFound, find_state, fold
from horseshoe.facts.proposals import Cast, Outcome, ProposalKind, Tally
from horseshoe.facts.record import Record
from horseshoe.facts.sources import Source
from horseshoe.rules import symbols
from horseshoe.rules.symbols import SymbolClass
from horseshoe.sources import check as checking
from horseshoe.sources.files import File, Progress, WrongFile, count_in, sheet
from horseshoe.sources.found import Fault, FoundRollCall, Kind, Proof, Reading, Report, Severity

ID = "sciences-po"
ROW = "Vote in the DB"
COLUMNS = (
    ROW,
    "UN classification",
    "Vote outcome",
    "Vote outcome typology-Observable",
    "Resolution number",
    "Date",
    "Official full title",
    "Title-Observable",
    "Yes",
    "No",
    "Abstentions",
    "Non-Voting",
    "Total",
    "(of which veto)",
)
"""The columns before those of the states."""

FIELDS = {
    "symbol": "UN classification",
    "draft": "UN classification",
    "meeting": "UN classification",
    "outcome": "Vote outcome",
    "unanimous": "Vote outcome typology-Observable",
    "resolution": "Resolution number",
    "date": "Date",
    "yes": "Yes",
    "no": "No",
    "abstain": "Abstentions",
    "not_voting": "Non-Voting",
    "total": "Total",
    "seats": "Total",
    "vetoes": "(of which veto)",
    "casts": "the columns of states",
}

OWN_SPELLINGS = {
    "RUSSIAN FEDERATION/USSR": "RUS",
    "EGYPT / UNITED ARAB REPUBLIC": "EGY",
    "KOREA": "KOR",
    "BOSNIA": "BIH",
    "SRI LANKA/CEYLAN": "LKA",
}
"""Columns whose name is nobody else's spelling of a state."""

CASTS = {"Y": Cast.YES, "N": Cast.NO, "A": Cast.ABSTAIN, "NV": Cast.NOT_VOTING, "?": Cast.UNKNOWN}
TYPOLOGIES: Mapping[str, tuple[str, Outcome, bool | None]] = {
    "adopted (unanimity)": ("adopted", Outcome.ADOPTED, True),
    "adopted (majority)": ("adopted", Outcome.ADOPTED, False),
    "not adopted (veto)": ("vetoed", Outcome.VETOED, None),
    "not adopted (lack of majority)": ("lack of maj.", Outcome.NOT_ADOPTED, None),
}
SECOND_LIST = "voting-agent"
"""The source that lists the casts of the same votes a second time, mostly from 1994 to June 2025."""

_RESOLUTION = re.compile(r"S/RES/(\d+) ?\(\d{4}\)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FULL_TITLE = re.compile(r"Security Council resolution \d+ \(\d{4}\) \[(?:on )?(.*?)\]?", re.DOTALL)


def check(file: File, record: Record, recorded: date, *, progress: Progress | None = None) -> Report:
    """What is wrong in the published file, what of it the record has already, and what is new.

    Args:
        recorded: the day on which new rows enter the record.
        progress: called with how many roll calls are judged, and of how many.

    Raises:
        WrongFile: this is not that file, or it is cut short; the sentence says where and what would be right.
    """
    record = record.as_known(None)
    reading = read(file, record)
    report = checking.check(reading, record, recorded, progress=progress)
    return msgspec.structs.replace(report, unseen=tuple(_unseen(report, record)))


def read(file: File, record: Record) -> Reading:
    """The roll calls of the published file as they stand there; ``record`` only tells states by name.

    Raises:
        WrongFile: as for ``check``.
    """
    table = sheet(file)
    header = tuple(name.strip() for name in table.header)
    if wrong := next((n for n, name in enumerate(COLUMNS) if header[n : n + 1] != (name,)), None):
        found = f"is {header[wrong]!r}" if wrong < len(header) else "is missing"
        raise WrongFile(f"{table.name} is no Sciences Po file: column {wrong + 1} {found}, not {COLUMNS[wrong]!r}.")
    if header[0] != ROW:
        raise WrongFile(f"{table.name} is no Sciences Po file: its first column is {header[0]!r}, not {ROW!r}.")
    labels = header[len(COLUMNS) :]
    states = states_of(table.name, labels, record)

    rows, faults, numbers = [], [], []
    for line in table.rows:
        row_faults: list[Fault] = []
        row = _row(line, labels, states, row_faults)
        if row:
            rows.append(row)
        faults += row_faults
        numbers.append(count_in(line[0]) or 0)
    if (lowest := min(numbers)) > 1 and lowest in (numbers[0], numbers[-1]):
        raise WrongFile(
            f"{table.name} ends at row {lowest} of {ROW!r}: rows 1 to {lowest - 1} are missing, the file is cut short."
        )
    return Reading(
        publication=record.source.get(ID) or _source(date.min),
        file=table.name,
        row_is=ROW,
        read=len(table.rows),
        rows=tuple(rows),
        faults=tuple(faults),
        fields=FIELDS,
    )


def _source(recorded: date) -> Source:
    return Source(
        id=ID,
        title="Benoît Martin, Sciences Po: UNSC votes since 1946",
        kind="dataset",
        url="https://doi.org/10.21410/7E4/Z0KECE",
        license="CC BY 4.0",
        recorded=recorded,
    )


def states_of(file: str, labels: Sequence[str], record: Record) -> Mapping[str, str]:
    """Column to code. Names are compared as ``find_state`` does, all at once because that is far quicker.

    Raises:
        WrongFile: a column is no state, or stands twice; ``file`` is the name for the sentence.
    """
    names: dict[str, set[str]] = defaultdict(set)
    for state in record.states:
        names[fold(state.name)].add(state.code)
    for name in record.names:
        names[fold(name.name)].add(name.state)
    states = {}
    for label in labels:
        codes = {OWN_SPELLINGS[label]} if label in OWN_SPELLINGS else names.get(fold(label), set())
        if len(codes) == 1:
            states[label] = next(iter(codes))
            continue
        try:
            states[label] = find_state(record, label)
        except (NotFound, BadQuestion) as error:
            raise WrongFile(f"{file} has a column that is no state: {str(error)[0].lower()}{str(error)[1:]}") from None
    if twice := [label for label, count in Counter(labels).items() if count > 1]:
        raise WrongFile(f"{file} has the column {twice[0]!r} twice.")
    return states


def _row(
    line: list[str], labels: Sequence[str], states: Mapping[str, str], faults: list[Fault]
) -> FoundRollCall | None:
    number, named, outcome, typology, resolution, day, full_title, title, *totals = map(str.strip, line[: len(COLUMNS)])

    def wrong(field: str, what: str, kind: Kind = Kind.CELL) -> None:
        faults.append(
            Fault(
                row=number or "?", field=field, kind=kind, what=what, proof=Proof.FORMAT, severity=Severity.QUARANTINE
            )
        )

    if count_in(number) is None:
        wrong(ROW, f"{number!r} is no number of a row.")
    cells = line[len(COLUMNS) :]
    told = dict(zip(compress(labels, cells), filter(None, cells), strict=True))
    try:
        casts = dict(zip(told, map(CASTS.__getitem__, told.values()), strict=True))
    except KeyError:
        casts = {}
        for label, cell in told.items():
            if found := CASTS.get(cell.strip().upper()):
                casts[label] = found
            else:
                wrong(label, f"{cell!r} is no cast: it should be one of {', '.join(CASTS)} or empty.")
    when = None
    if _DAY.fullmatch(day):
        try:
            when = date.fromisoformat(day)
        except ValueError:
            when = None
    if when is None:
        wrong("Date", f"{day!r} is no date: it should be written YYYY-MM-DD.", Kind.DATE)
    expected = TYPOLOGIES.get(typology)
    if expected is None:
        wrong(COLUMNS[3], f"{typology!r} is no outcome: it should be one of {', '.join(TYPOLOGIES)}.", Kind.OUTCOME)
    elif expected[0] != outcome:
        wrong(COLUMNS[2], f"It says {outcome!r}, and {COLUMNS[3]!r} says {typology!r}.", Kind.OUTCOME)
    counts: list[int | None] = []
    for field, cell in zip(COLUMNS[8:], totals, strict=True):
        counts.append(count_in(cell))
        if counts[-1] is None and cell != "?":
            wrong(field, f"{cell!r} is no number: it should be one, or ? where it is unknown.", Kind.TALLY)
    paper = _paper(named, resolution, wrong)
    if faults or when is None or expected is None or paper is None:
        return None

    yes, no, abstain, not_voting, total, vetoes = counts
    silent = all(cast is Cast.NOT_VOTING for cast in casts.values())
    without_vote = silent and expected[1] is Outcome.ADOPTED
    return FoundRollCall(
        row=number,
        id=f"bd{int(number):04}",
        date=when,
        outcome=Outcome.ADOPTED_WITHOUT_VOTE if without_vote else expected[1],
        casts=casts,
        states=states,
        tally=Tally(yes, no, abstain, not_voting),
        total=total,
        vetoes=vetoes,
        unanimous=None if without_vote else expected[2],
        named=named,
        title=_title(full_title, title),
        draft=paper.draft,
        also=paper.also,
        meeting=paper.meeting,
        resolution=paper.resolution,
        as_published=paper.as_published,
        kind=paper.kind,
    )


class _Paper(msgspec.Struct):
    """What the file's name of a proposal says it is."""

    draft: str | None = None
    also: tuple[str, ...] = ()
    meeting: str | None = None
    resolution: str | None = None
    as_published: str | None = None
    kind: ProposalKind | None = None


def _paper(named: str, number: str, wrong: Callable[..., None]) -> _Paper | None:
    """A resolution, a draft with what the file adds to its symbol, a meeting, or an amendment without a symbol."""
    if match := _RESOLUTION.fullmatch(named):
        if number != match[1]:
            wrong(COLUMNS[4], f"It says {number!r}, and {COLUMNS[1]!r} says {named!r}.", Kind.RESOLUTION)
        return _Paper(resolution=named.replace(" ", "").replace("(", " ("), kind=ProposalKind.DRAFT_RESOLUTION)
    if number != "-":
        wrong(COLUMNS[4], f"It says {number!r}, and {named!r} is no resolution.", Kind.RESOLUTION)
    found = symbols.find(named)
    if not found and "amendment" in named.lower():
        return _Paper(as_published=named, kind=ProposalKind.AMENDMENT)
    if not found or not all(symbol.text.startswith("S/") for symbol in found):
        wrong(COLUMNS[1], f"{named!r} names no document of the Council.", Kind.SYMBOL)
        return None
    meetings = [symbol.text for symbol in found if symbol.symbol_class is SymbolClass.SC_MEETING]
    drafts = [symbol.text for symbol in found if symbol.symbol_class is not SymbolClass.SC_MEETING]
    rest = named.replace(". ", ".")
    for symbol in found:
        rest = rest.replace(symbol.text, "", 1)
    return _Paper(
        draft=drafts[0] if drafts else None,
        also=tuple(drafts[1:]),
        meeting=meetings[0] if meetings else None,
        as_published=named if rest.strip(" ,") else None,
    )


def _title(full: str, short: str) -> str | None:
    """The subject without the file's brackets; an ellipsis where the file cuts it."""
    match = _FULL_TITLE.fullmatch(full)
    title = " ".join((match[1] if match else short).split())
    if title.endswith("[..."):
        title = title[:-4].rstrip() + "…"
    elif title.endswith("[...]"):
        title = title[:-5].rstrip() + "…"
    return title or None


def _unseen(report: Report, record: Record) -> Iterator[str]:
    by_row = defaultdict(list)
    for fault in report.faults:
        by_row[fault.row].append(fault)
    hidden = [
        fault
        for faults in by_row.values()
        for fault in faults
        if fault.kind is Kind.CAST and fault.proof is Proof.RECORD
        if not any(other.kind is Kind.TALLY for other in faults)
    ]
    if hidden:
        yield (
            f"{len(hidden)} wrong casts in {len({fault.row for fault in hidden})} rows agree with their rows' totals: "
            "the file alone does not show them, and they are found only because the record rests on another source "
            "for these votes."
        )
    rows = [record.roll_call[id_] for id_ in report.known]
    alone = [row.date for row in rows if SECOND_LIST not in row.source.split()]
    alone += [landing.roll_call.date for landing in report.new]
    if alone:
        early = sum(day.year < 1994 for day in alone)
        late = sum(day >= date(2025, 7, 1) for day in alone)
        yield (
            f"The casts of {len(alone)} roll calls rest on this file alone ("
            f"{early} before 1994, {late} since July 2025, "
            f"{len(alone) - early - late} between): a wrong cast there that leaves the totals right cannot be seen."
        )
    yield (
        "A wrong date is seen where the record has another day, where it breaks the order of the resolutions, or where "
        "the Council was another: a wrong day between the right neighbours is not seen, nor most of those of drafts "
        "that failed."
    )
    yield "A failed draft that the file leaves out cannot be seen: only resolutions have numbers that run on."
    elsewhere = [fact for fact in record.corrections if fact.publication != ID]
    yield (
        "The file has no sponsors and no agenda items, and no drafts or meetings of resolutions: nothing is checked "
        f"there. {len(elsewhere)} corrections that the record makes to other publications concern such fields."
    )
    yield (
        "NV does not tell an absent seat from a present one that took no part, and nothing in the file tells a "
        "procedural vote from one of substance: both rest on facts of the record."
    )
