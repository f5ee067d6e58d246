"""Who asked for the floor, as a user writes it down: a TOML file, or a CSV file with one request a row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

import msgspec

from horseshoe.answers.questions import BadQuestion, NotFound, find_state
from horseshoe.facts.record import Record
from horseshoe.rules.speakers import Observers, Policy, Precedence, Rank, Request
from horseshoe.sources.files import File, WrongFile, sheet, text, toml

TEMPLATE = """\
# Who asked for the floor in the debate on a veto. Lines that begin with # explain, or may be left out.

veto = "S/2026/740"                      # the draft vetoed, as horseshoe docket shows it

# What the rules leave open:
# precedence = "by_rank"                 # or: by_request, rule 68 as it is written
# observers = "last"                     # or: in_order
# groups_first = false                   # speakers for a group before the others
# ranks_below_minister = false           # permanent representatives before other representatives

[[speaker]]
state = "China"                          # code, or name in any usual spelling
rank = "permanent_representative"        # head_of_state, deputy_head_of_state, head_of_government,
                                         # deputy_head_of_government, minister, vice_minister, other
asked = 2026-09-18T09:00:00              # when it asked for the floor
# speaker = "name of who speaks"
# on_behalf_of = "the Nordic countries"

[[speaker]]
state = "Liechtenstein"
rank = "minister"
asked = 2026-09-18T08:30:00
"""
"""An example that can be filled in."""

COLUMNS = ("state", "rank", "asked")
"""The columns that a CSV file must have."""
ALSO = ("speaker", "on_behalf_of")
"""Columns that it may have; other columns are refused."""

_POLICY = ("precedence", "observers", "groups_first", "ranks_below_minister")


class Asked(msgspec.Struct, frozen=True):
    """What the file says."""

    veto: str | None
    """The draft vetoed, as written."""
    requests: tuple[Request, ...]
    policy: Policy


def read(file: File, record: Record) -> Asked:
    """The requests of the file, each state found by its name.

    Raises:
        WrongFile: it holds no such requests; the sentence names the file, the place and the field.
    """
    name, content = text(file)
    first = next((line for line in content.splitlines() if line.strip() and not line.lstrip().startswith("#")), "")
    if name.lower().endswith(".csv") or (not re.match(r"\s*(\[|[\w\"'-]+\s*=)", first) and "," in first):
        return _csv(name, content, record)
    return _toml(name, content, record)


def _toml(name: str, content: str, record: Record) -> Asked:
    data = toml(name, content)
    _refuse_unknown(name, content, data, ("veto", "speaker", *_POLICY), "")
    veto = data.get("veto")
    if veto is not None and not isinstance(veto, str):
        raise WrongFile(f'{name}, veto: write the symbol of the draft in quotation marks, for example "S/2026/740".')
    rows = data.get("speaker", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise WrongFile(f"{name}, speaker: write one [[speaker]] for each request.")
    requests = []
    for number, row in enumerate(rows, start=1):
        where = f"{name}, speaker {number}"
        _refuse_unknown(where, "", row, (*COLUMNS, *ALSO), "")
        requests.append(_request(where, row, record))
    return _asked(name, veto, requests, _policy(name, data))


def _csv(name: str, content: str, record: Record) -> Asked:
    import io

    cells = sheet(io.BytesIO(content.encode()))
    header = [column.strip().lower() for column in cells.header]
    if missing := [column for column in COLUMNS if column not in header]:
        raise WrongFile(f"{name} has no column {missing[0]}: its header must have {', '.join(COLUMNS)}.")
    _refuse_unknown(name, "", dict.fromkeys(header), (*COLUMNS, *ALSO), "column ")
    requests = [
        _request(
            f"{name} row {line}",
            {column: cell.strip() for column, cell in zip(header, row, strict=True) if cell.strip()},
            record,
        )
        for line, row in enumerate(cells.rows, start=2)
    ]
    return _asked(name, None, requests, Policy())


def _asked(name: str, veto: str | None, requests: list[Request], policy: Policy) -> Asked:
    if not requests:
        raise WrongFile(f"{name} names no speaker: write one [[speaker]] for each request.")
    return Asked(veto, tuple(requests), policy)


def _request(where: str, row: Mapping[str, Any], record: Record) -> Request:
    for field in COLUMNS:
        if not row.get(field):
            raise WrongFile(f"{where} has no {field}: each request needs {', '.join(COLUMNS[:-1])} and {COLUMNS[-1]}.")
    for field in (*COLUMNS[:2], *ALSO):
        if not isinstance(row.get(field, ""), str):
            raise WrongFile(f"{where}, field {field}: {row[field]!r} should be text in quotation marks.")
    try:
        state = find_state(record, row["state"])
    except (NotFound, BadQuestion) as error:
        raise WrongFile(f"{where}, field state: {error}") from None
    if (known := record.state[state]).ended:
        raise WrongFile(f"{where}, field state: {known.name} ended on {known.ended} and cannot ask for the floor.")
    return Request(
        state=state,
        rank=_rank(where, row["rank"]),
        asked=_moment(where, row["asked"]),
        speaker=row.get("speaker"),
        on_behalf_of=row.get("on_behalf_of"),
    )


def _rank(where: str, written: str) -> Rank:
    wanted = re.sub(r"[\s-]+", "_", written.strip().lower())
    if wanted in set(Rank):
        return Rank(wanted)
    near = get_close_matches(wanted, list(Rank), n=1)
    hint = f"did you mean {near[0]}?" if near else f"it should be one of {', '.join(Rank)}."
    raise WrongFile(f"{where}, field rank: {written!r} is no rank; {hint}")


def _moment(where: str, written: object) -> datetime:
    if isinstance(written, datetime):
        return written
    if isinstance(written, str):
        try:
            if re.search(r"\d[T ]\d", written):
                return datetime.fromisoformat(written)
        except ValueError:
            pass
    shown = written.isoformat() if isinstance(written, date) else written
    raise WrongFile(f"{where}, field asked: {shown} is no moment; write day and hour, for example 2026-09-18T09:00:00.")


def _policy(name: str, data: Mapping[str, Any]) -> Policy:
    written = {key: data[key] for key in _POLICY if key in data}
    for key, kind in (("precedence", Precedence), ("observers", Observers)):
        if key in written and written[key] not in set(kind):
            raise WrongFile(f"{name}, {key}: {written[key]!r} should be one of {', '.join(kind)}.")
    for key in _POLICY[2:]:
        if key in written and not isinstance(written[key], bool):
            raise WrongFile(f"{name}, {key}: {written[key]!r} should be true or false.")
    return msgspec.convert(written, Policy)


def _refuse_unknown(where: str, content: str, found: Mapping[str, Any], known: tuple[str, ...], what: str) -> None:
    for key in found:
        if key in known:
            continue
        line = next(
            (
                n
                for n, text_ in enumerate(content.splitlines(), start=1)
                if re.match(rf"\s*\[*{re.escape(key)}\b", text_)
            ),
            None,
        )
        near = get_close_matches(key, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}."
        place = f"{where} line {line}" if line else where
        raise WrongFile(f"{place}: {what}{key!r} is not known here; {hint}")
