"""The UN Digital Library's file of Security Council votes: one row a member and adopted resolution.

United Nations Digital Library, record 4055387: twenty columns; adopted resolutions only. © United Nations,
for non-commercial use with attribution, so that users bring their own copy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from horseshoe.answers.questions import BadQuestion, NotFound, find_state
from horseshoe.facts.proposals import Cast, Outcome, ProposalKind, Tally
from horseshoe.facts.record import Record
from horseshoe.facts.sources import Source
from horseshoe.rules import symbols
from horseshoe.sources import check as checking
from horseshoe.sources.files import File, Progress, WrongFile, count_in, sheet
from horseshoe.sources.found import Fault, FoundRollCall, Kind, Proof, Reading, Report, Severity

ID = "undl-votes"
COLUMNS = (
    "undl_id",
    "ms_code",
    "ms_name",
    "permanent_member",
    "ms_vote",
    "date",
    "resolution",
    "draft",
    "meeting",
    "description",
    "agenda",
    "subjects",
    "vote_note",
    "total_yes",
    "total_no",
    "total_abstentions",
    "total_non_voting",
    "total_ms",
    "modality",
    "undl_link",
)
FIELDS = {
    "yes": "total_yes",
    "no": "total_no",
    "abstain": "total_abstentions",
    "not_voting": "total_non_voting",
    "total": "total_ms",
    "seats": "total_ms",
    "outcome": "modality",
    "casts": "ms_vote",
    "symbol": "resolution",
}
SHARED = (
    "date",
    "resolution",
    "draft",
    "meeting",
    "total_yes",
    "total_no",
    "total_abstentions",
    "total_non_voting",
    "total_ms",
    "modality",
)
"""Columns that say the same on each row of a resolution."""

OWN_CODES = {"SUN": "RUS"}
"""Codes of the file that are not the code under which the record keeps the seat."""

CASTS = {"Y": Cast.YES, "N": Cast.NO, "A": Cast.ABSTAIN, "X": Cast.NOT_VOTING}
_TITLE = re.compile(r"Security Council resolution \d+ \(\d{4}\) \[(?:on )?(.*?)\]?", re.DOTALL)


def check(file: File, record: Record, recorded: date, *, progress: Progress | None = None) -> Report:
    """What is wrong in the Library's file, what of it the record has already, and what is new.

    Args:
        recorded: the day on which new rows enter the record.
        progress: called with how many resolutions are judged, and of how many.

    Raises:
        WrongFile: this is not that file, or it is cut short; the sentence says where and what would be right.
    """
    record = record.as_known(None)
    reading = read(file, record, recorded)
    report = checking.check(reading, record, recorded, progress=progress)
    return msgspec.structs.replace(report, unseen=tuple(_unseen(report, record)))


def read(file: File, record: Record, recorded: date) -> Reading:
    """The resolutions of the Library's file as they stand there; ``record`` only tells states by name.

    Raises:
        WrongFile: as for ``check``.
    """
    table = sheet(file)
    header = [name.strip() for name in table.header]
    if missing := [name for name in COLUMNS if name not in header]:
        raise WrongFile(
            f"{table.name} is no file of Council votes of the UN Digital Library: it has no column {missing[0]!r}."
        )
    if unknown := [name for name in header if name not in COLUMNS]:
        raise WrongFile(
            f"{table.name} is no file of Council votes of the UN Digital Library: it has the column {unknown[0]!r}."
        )
    groups: dict[str, list[dict[str, str]]] = {}
    for line in table.rows:
        cells = dict(zip(header, (" ".join(cell.split()) for cell in line), strict=True))
        groups.setdefault(cells["undl_id"], []).append(cells)
    known: dict[tuple[str, str], str | None] = {}
    rows, faults = [], []
    for id_, lines in groups.items():
        of_group: list[Fault] = []
        row = _roll_call(id_, lines, known, record, of_group)
        if row and not of_group:
            rows.append(row)
        faults += of_group
    return Reading(
        publication=record.source.get(ID) or _source(recorded),
        file=table.name,
        row_is="undl_id",
        read=len(groups),
        rows=tuple(rows),
        faults=tuple(faults),
        fields=FIELDS,
    )


def _source(recorded: date) -> Source:
    return Source(
        id=ID,
        title="UN Digital Library: Security Council voting data",
        kind="dataset",
        url="https://digitallibrary.un.org/record/4055387",
        license="© United Nations, non-commercial use with attribution",
        recorded=recorded,
    )


def _roll_call(
    id_: str,
    lines: list[dict[str, str]],
    known: dict[tuple[str, str], str | None],
    record: Record,
    faults: list[Fault],
) -> FoundRollCall | None:
    def wrong(field: str, what: str, kind: Kind = Kind.CELL, proof: Proof = Proof.FORMAT) -> None:
        faults.append(
            Fault(row=id_ or "?", field=field, kind=kind, what=what, proof=proof, severity=Severity.QUARANTINE)
        )

    first = lines[0]
    for name in SHARED:
        said = dict.fromkeys(line[name] for line in lines)
        if len(said) > 1:
            wrong(name, f"The rows of {first['resolution']} disagree: {' and '.join(map(repr, said))}.")
    try:
        when = date.fromisoformat(first["date"])
    except ValueError:
        wrong("date", f"{first['date']!r} is no date: it should be written YYYY-MM-DD.", Kind.DATE)
        return None
    papers = {name: _symbol(first[name], name, wrong) for name in ("resolution", "draft", "meeting")}
    if not first["resolution"]:
        wrong("resolution", "It is empty: the file has adopted resolutions only.", Kind.RESOLUTION)

    with_vote = first["modality"].casefold() == "vote"
    casts: dict[str, Cast] = {}
    states: dict[str, str] = {}
    for line in lines:
        label, code, cell = line["ms_code"] or line["ms_name"], _state(line, known, record), line["ms_vote"].upper()
        if code is None:
            wrong("ms_code", f"{line['ms_code']!r} ({line['ms_name']}) is no state known here.")
            continue
        if label in casts:
            wrong("ms_code", f"{label} has two rows: a seat casts once.", Kind.SEATS, Proof.ARITHMETIC)
            continue
        cast = CASTS.get(cell)
        if cast is None and cell:
            wrong("ms_vote", f"{cell!r} is no cast: it should be one of {', '.join(CASTS)} or empty.")
            continue
        states[label] = code
        casts[label] = cast or (Cast.UNKNOWN if with_vote else Cast.NOT_VOTING)
    counts: list[int | None] = []
    for name in ("total_yes", "total_no", "total_abstentions", "total_non_voting", "total_ms"):
        cell = first[name].removesuffix(".0")
        counts.append(count_in(cell))
        if counts[-1] is None and cell:
            wrong(name, f"{first[name]!r} is no number.", Kind.TALLY)
    yes, no, abstain, not_voting, total = counts
    silent = bool(casts) and all(cast is Cast.NOT_VOTING for cast in casts.values())
    match = _TITLE.fullmatch(first["description"])
    return FoundRollCall(
        row=id_,
        id=f"undl{id_}",
        date=when,
        outcome=Outcome.ADOPTED_WITHOUT_VOTE if silent or not with_vote else Outcome.ADOPTED,
        casts=casts,
        states=states,
        tally=None if silent else Tally(yes, no, abstain, not_voting),
        total=total,
        named=first["resolution"],
        resolution=papers["resolution"],
        draft=papers["draft"],
        meeting=papers["meeting"],
        kind=ProposalKind.DRAFT_RESOLUTION,
        title=(match[1] if match else first["description"]) or None,
        agenda=first["agenda"].rstrip(".") or None,
        note=first["vote_note"] or None,
    )


def _symbol(text: str, field: str, wrong: Callable[[str, str, Kind], None]) -> str | None:
    if not text:
        return None
    try:
        return symbols.parse(text).text
    except symbols.SymbolError as error:
        wrong(field, str(error), Kind.SYMBOL)
        return None


def _state(line: dict[str, str], known: dict[tuple[str, str], str | None], record: Record) -> str | None:
    """The code of a row's state: by the file's code, or else by its name."""
    key = line["ms_code"].upper(), line["ms_name"]
    if key not in known:
        code = OWN_CODES.get(key[0], key[0])
        if code not in record.state:
            try:
                code = find_state(record, key[1])
            except (NotFound, BadQuestion):
                code = ""
        known[key] = code or None
    return known[key]


def _unseen(report: Report, record: Record) -> Iterator[str]:
    failed = sum(row.outcome in (Outcome.VETOED, Outcome.NOT_ADOPTED) for row in record.roll_calls)
    yield (
        f"The file has adopted resolutions only: nothing is checked of the {failed} vetoed or failed proposals in the "
        "record, and none that is missing there can come from it."
    )
    second = sum(record.roll_call[id_].source.split() == ["sciences-po"] for id_ in report.known)
    yield (
        f"{second} roll calls that the record had from the Sciences Po file alone agree with this file. Both may go "
        "back to one table of the United Nations, so that an error of that table would be in both."
    )
    yield "X does not tell an absent seat from a present one that took no part."
    yield "The file does not say whether a matter was procedural: that rests on facts of the record."
