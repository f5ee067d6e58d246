"""Every source, by publisher, with how many facts rest on it and in which tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

import msgspec

from horseshoe.answers.questions import BadQuestion, fold
from horseshoe.facts.record import Record
from horseshoe.facts.references import CITING
from horseshoe.facts.sources import Source

_SECOND = {"ac", "co", "com", "edu", "gob", "gouv", "gov", "govt", "go", "int", "mil", "net", "or", "org"}
"""What can stand before the two letters of a country in the name of a publisher."""


class CitedSource(msgspec.Struct, frozen=True, kw_only=True):
    """A source with what rests on it."""

    id: str
    title: str
    kind: str
    symbol: str | None
    url: str | None
    license: str | None
    facts: int
    """Rows that cite it."""
    tables: dict[str, int]
    """Table to its rows that cite it, the most first."""


class Publisher(msgspec.Struct, frozen=True):
    """Who published some of the sources."""

    name: str
    """The domain of the addresses; of what has none, the kind of source."""
    domain: bool
    """Whether the name is a domain."""
    facts: int
    """Rows that cite one of its sources; a row that cites two counts twice."""
    sources: tuple[CitedSource, ...]
    """Those on which most rests first."""


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """The sources that answer a question."""

    about: str | None
    kind: str | None
    table: str | None
    total: int
    """Sources in all."""
    shown: int
    """Those that answer the question."""
    kinds: dict[str, int]
    """Kind to number, of all sources."""
    publishers: tuple[Publisher, ...]
    """Those on whose sources most rests first."""


def sources(record: Record, *, about: str | None = None, kind: str | None = None, table: str | None = None) -> Sources:
    """Every source by publisher.

    Args:
        record: the Record, as known.
        about: only those whose title, address, symbol or key holds this text.
        kind: only those of this kind.
        table: only those that a row of this table cites.

    Raises:
        BadQuestion: no such kind, or no table of that name cites sources.
    """
    kinds = Counter(str(row.kind) for row in record.sources)
    if kind and kind not in kinds:
        raise BadQuestion(f"No source is of the kind {kind[:40]!r}: there are {', '.join(sorted(kinds))}.")
    if table and table not in CITING:
        raise BadQuestion(f"No table {table[:40]!r} cites sources: there are {', '.join(CITING)}.")
    citing = _citing(record)
    wanted = fold(about) if about else ""
    found: dict[tuple[str, bool], list[CitedSource]] = defaultdict(list)
    for row in record.sources:
        by = citing.get(row.id, {})
        if (kind and row.kind != kind) or (table and table not in by) or (wanted and wanted not in _text(row)):
            continue
        found[publisher(row)].append(_cited(row, by))
    publishers = [_publisher(name, domain, rows) for (name, domain), rows in found.items()]
    return Sources(
        about=about,
        kind=kind,
        table=table,
        total=len(record.sources),
        shown=sum(len(each.sources) for each in publishers),
        kinds=dict(kinds.most_common()),
        publishers=tuple(sorted(publishers, key=lambda each: (-each.facts, each.name))),
    )


def publisher(row: Source) -> tuple[str, bool]:
    """Who published a source, and whether that is told by its domain: ``un.org`` of an address at ``press.un.org``."""
    host = urlsplit(row.url).hostname if row.url else None
    if not host:
        return row.kind, False
    parts = host.split(".")
    long = len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SECOND
    return ".".join(parts[-3 if long else -2 :]), True


def _publisher(name: str, domain: bool, rows: Iterable[CitedSource]) -> Publisher:
    order = tuple(sorted(rows, key=lambda row: (-row.facts, fold(row.title), row.id)))
    return Publisher(name, domain, sum(row.facts for row in order), order)


def _cited(row: Source, by: Mapping[str, int]) -> CitedSource:
    return CitedSource(
        id=row.id,
        title=row.title,
        kind=row.kind,
        symbol=row.symbol,
        url=row.url,
        license=row.license,
        facts=sum(by.values()),
        tables=dict(sorted(by.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def _citing(record: Record) -> Mapping[str, Mapping[str, int]]:
    """Key of a source to the tables that cite it, with how many rows do."""
    key = ("sources", "citing")
    if key not in record.derived:
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for table in CITING:
            for row in getattr(record, table):
                for name in set(row.source.split()):
                    found[name][table] += 1
        record.derived[key] = found
    known: Mapping[str, Mapping[str, int]] = record.derived[key]
    return known


def _text(row: Source) -> str:
    return fold(" ".join((row.id, row.title, row.symbol or "", row.url or "")))
