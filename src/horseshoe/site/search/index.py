"""What can be found on the site: every thing with a page, under all the names that people give it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from horseshoe.answers.texts import questions
from horseshoe.facts.proposals import Outcome, RollCall
from horseshoe.facts.record import Record
from horseshoe.site.addresses import votes
from horseshoe.site.page import kinds
from horseshoe.site.search.folding import MONTHS, fold, spellings
from horseshoe.site.search.match import Index, Sort, Thing

_DID = {
    Outcome.ADOPTED: "adopted adopte",
    Outcome.ADOPTED_WITHOUT_VOTE: "adopted without vote consensus adopte",
    Outcome.VETOED: "veto vetoed bloque",
    Outcome.NOT_ADOPTED: "not adopted rejected failed rejete",
}
"""Outcome to the words by which it is looked for, in English and French."""

_PLEDGES = "code declaration pledge supporter roster engagement"

_SERIES = re.compile(r"^(s|a) (?=\w+ \w)")
"""The organ at the head of a symbol that goes on with more than a number."""


def index(record: Record) -> Index:
    """All that can be found, made once from a Record."""
    key = ("site", "index")
    if key not in record.derived:
        record.derived[key] = Index(_things(record))
    made: Index = record.derived[key]
    return made


def _things(record: Record) -> Iterator[Thing]:
    named = _state_names(record)
    yield from _states(record, named)
    yield from _situations(record, named)
    yield from _pages(record)
    yield from _questions()
    yield from _votes(record, named)
    yield from _documents(record)


def _state_names(record: Record) -> Mapping[str, tuple[str, ...]]:
    """Code to every name: today's and former ones, usual spellings, and those in the six languages."""
    from horseshoe.site.language import tongues

    found: dict[str, list[str]] = defaultdict(list)
    for state in record.states:
        found[state.code] += [state.code, state.name, *(each.name for each in tongues.names(state.code, state.name))]
    for row in record.names:
        found[row.state].append(row.name)
        if french := tongues.translated(row.name):
            found[row.state].append(french.name)
    return {code: _folded(every) for code, every in found.items()}


def _folded(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for text in texts if text for each in spellings(text) if each))


def _states(record: Record, named: Mapping[str, tuple[str, ...]]) -> Iterator[Thing]:
    for state in record.states:
        about = f"state etat {state.kind} {fold(record.group(state.code, record.years[1]).group or '')}"
        yield Thing(
            sort=Sort.STATE, key=state.code, address=f"states/{state.code}", label=state.name,
            names=named[state.code], about=about, more=_PLEDGES,
        )  # fmt: skip


def _situations(record: Record, named: Mapping[str, tuple[str, ...]]) -> Iterator[Thing]:
    for row in record.situations:
        names = _folded((row.id, row.name, re.sub(r" \(.*", "", row.name)))
        about = f"situation {' '.join(' '.join(named.get(code, ())) for code in row.states)}"
        yield Thing(
            sort=Sort.SITUATION, key=row.id, address=f"situations/{row.id}", label=row.name, names=names,
            about=about, more=fold(row.agenda or ""),
        )  # fmt: skip


def _pages(record: Record) -> Iterator[Thing]:
    from horseshoe.site.render import LANGUAGES

    for kind in kinds():
        address = kind.address if kind.entry is None else kind.entry
        if "{" in address:
            continue
        names = (kind.name, *(_translated(kind.name, language) for language in LANGUAGES), address)
        yield Thing(sort=Sort.PAGE, key=kind.name, address=address, label=kind.name, names=_folded(names), about="page")
    for row in record.instruments:
        yield Thing(
            sort=Sort.PAGE, key=row.title, address=f"roster/{row.id}", label=row.title,
            names=_folded((row.title, row.id, f"roster {row.id}", row.symbol)), about=f"page roster pledge {row.id}",
        )  # fmt: skip
    for year in sorted({row.date.year for row in record.roll_calls}):
        yield Thing(
            sort=Sort.PAGE, key=str(year), address=f"votes/{year}", label=str(year),
            names=(str(year), f"votes {year}", f"votes of {year}"), about="page vote roll call votes",
        )  # fmt: skip


@cache
def _translated(name: str, language: str) -> str:
    from django.utils import translation

    with translation.override(language):
        return translation.gettext(name)


def _questions() -> Iterator[Thing]:
    for key, asks in questions().items():
        yield Thing(
            sort=Sort.QUESTION, key=key, address=f"texts#{key}", label=asks["en"], names=_folded(asks.values()),
            about="question texts code declaration pledge",
        )  # fmt: skip


def _votes(record: Record, named: Mapping[str, tuple[str, ...]]) -> Iterator[Thing]:
    situations = {row.id: _folded((row.id, row.name)) for row in record.situations}
    for part, (label, rows) in votes(record).items():
        names: dict[str, None] = {}
        about: dict[str, None] = {}
        more: dict[str, None] = {}
        for row in rows:
            proposal = record.proposal[row.proposal]
            names.update(dict.fromkeys(_symbols((proposal.symbol, proposal.resolution, *proposal.also, row.id))))
            about[f"{row.date.year} {MONTHS[row.date.month - 1]} {_DID[row.outcome]}"] = None
            if row.outcome is Outcome.VETOED:
                about[_vetoed_by(record, row, named)] = None
            if settled := record.draft_situation.get(row.id):
                about.update(dict.fromkeys(situations.get(settled.situation, ())))
                for code in record.situation[settled.situation].states:
                    about[named[code][0]] = None
                    about[fold(record.state[code].name)] = None
            meetings = _symbols((row.meeting, proposal.amends))
            more.update(
                dict.fromkeys((*meetings, *map(fold, filter(None, (proposal.title, proposal.agenda, proposal.topic)))))
            )
        yield Thing(
            sort=Sort.VOTE, key=part, address=f"drafts/{part}", label=label, names=tuple(names),
            about=_once(about), more=_once(more), day=rows[0].date,
        )  # fmt: skip


def _vetoed_by(record: Record, row: RollCall, named: Mapping[str, tuple[str, ...]]) -> str:
    from horseshoe.answers.rollcall import decide

    codes = decide(record, row).vetoed_by
    return " ".join(
        f"{named[code][0]} {fold(record.name(code, row.date))} {fold(record.state[code].name)}" for code in codes
    )


def _symbols(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Symbols as they are written, without the year behind them, and as they are said: ``res 2720``."""
    found: dict[str, None] = {}
    for text in filter(None, texts):
        for each in (fold(text), fold(text.partition(" (")[0])):
            found[each] = None
            found[_SERIES.sub("", each)] = None
    return tuple(found)


def _documents(record: Record) -> Iterator[Thing]:
    for row in record.evidence:
        told = ("document", row.entity, row.published or "", record.situation[row.situation].name, *row.crimes)
        yield Thing(
            sort=Sort.DOCUMENT, key=row.id, address=f"situations/{row.situation}", label=row.title,
            names=_folded((row.title, row.symbol)), about=_once(map(fold, told)), more=fold(row.says),
            day=row.not_after,
        )  # fmt: skip


def _once(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word for text in texts for word in text.split()))
