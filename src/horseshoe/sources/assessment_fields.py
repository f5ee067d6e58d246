"""What one field of a file of views says, held against the record: the vote meant, a date, a crime, a source."""

from __future__ import annotations

import calendar
import hashlib
import re
from datetime import date
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

import msgspec

from horseshoe.answers.questions import BadQuestion, NotFound, find_roll_calls, find_state
from horseshoe.answers.statements import symbols_of, votes_on
from horseshoe.facts.evidence import CodeCrime, Evidence
from horseshoe.facts.proposals import RollCall
from horseshoe.facts.record import Record
from horseshoe.facts.sources import Source
from horseshoe.rules import assessing, symbols
from horseshoe.sources.assessment_form import Origin, Typed, place


class Wrong(msgspec.Struct, frozen=True):
    """What stands in the way of the whole file."""

    where: str
    """Line and section: ``line 14, assessment 1``."""
    field: str
    what: str
    """What is wrong and what would be right, in lower case and without a full stop."""


class Fields:
    """One file, field by field. What is wrong is gathered; whoever asks gets nothing for a field that is."""

    def __init__(self, content: str, typed: Typed, record: Record, recorded: date) -> None:
        """Begin with nothing read and nothing wrong."""
        self.content, self.typed, self.record, self.recorded = content, typed, record, recorded
        self.where: tuple[str, int] = ("assessor", 0)
        """The section that is read, and its number; 0 for one of which there is one."""
        self.refused: list[Wrong] = []
        self.notes: list[str] = []
        self.rows: dict[str, dict[str, Any]] = {}
        """Table to the new rows by key."""
        self.evidence: dict[str, Evidence | None] = {row.id: row for row in record.evidence}
        """By id, and by label; ``None`` for a label whose own section is refused."""

    def vote(self, draft: str) -> RollCall | None:
        """The one roll call that ``draft`` means, by its id or by the draft's own symbol or resolution."""
        if draft in self.record.roll_call:
            return self.record.roll_call[draft]
        try:
            found = find_roll_calls(self.record, draft)
        except BadQuestion as error:
            self.wrong("draft", str(error))
            return None
        except NotFound as error:
            said, _, near = str(error).partition(": ")
            put = f"{said.rstrip('.')}, and a view is of a draft that was put to the vote"
            self.wrong("draft", f"{put}: {near}" if near else put)
            return None
        named = [row for row in found if symbols.parse(draft).key in symbols_of(self.record, row)]
        if len(named) == 1:
            return named[0]
        listed = ", ".join(f"{row.id} ({row.date}, {self._kind(row)})" for row in named or found)
        if named:
            self.wrong("draft", f"{len(named)} roll calls bear {draft}: give the id of one of them, {listed}")
        else:
            self.wrong("draft", f"{draft} is not the symbol of a draft that was put, but of what goes with {listed}")
        return None

    def voted_on(self, draft: str) -> date | None:
        """The last vote on a draft that a stance cites; ``None`` if none is known."""
        return max((row.date for row in votes_on(self.record, draft)), default=None)

    def draft_named(self, told: str) -> str:
        """A draft as a stance cites it: its symbol as the United Nations writes it, else its title as typed."""
        if row := self.record.roll_call.get(told):
            return self.record.proposal[row.proposal].symbol or row.id
        if told.upper().startswith(("S/", "A/")):
            return self.symbol(told, "draft") or told
        return told.strip()

    def _kind(self, row: RollCall) -> str:
        kind = self.record.proposal[row.proposal].kind
        return kind.value.replace("_", " ") if kind else "kind not known"

    def made(self, made: date, vote: RollCall | None) -> None:
        """Refuse a view made before the vote that it is about, or in the future."""
        if vote and made < vote.date:
            self.wrong(
                "made", f"{made} lies before the vote of {vote.date}: a view is of a draft that was put to the vote"
            )
        if made > self.recorded:
            self.wrong("made", f"{made} lies in the future of {self.recorded}: a view is recorded once it was made")

    def crimes(self, told: tuple[str, ...], *, also_named: bool = False) -> tuple[CodeCrime, ...]:
        """Those of the three that are named, each once; any other is refused."""
        crimes = []
        for name in told:
            try:
                crimes.append(assessing.crime(name))
            except assessing.CrimeRefused as error:
                self.wrong("crimes", f"{error}" + ("; what else it names goes under also_named" if also_named else ""))
        return tuple(dict.fromkeys(crimes))

    def grounds(self, told: tuple[str, ...], by: date, event: str) -> tuple[Evidence, ...]:
        """The evidence named, none of it certainly later than ``by``."""
        grounds = []
        for id_ in dict.fromkeys(told):
            if id_ not in self.evidence:
                near = get_close_matches(id_, self.evidence, n=1)
                hint = f"did you mean {near[0]}" if near else "give the id of a row, or the label of an [[evidence]]"
                self.wrong("evidence", f"no evidence is called {id_!r}: {hint}")
                continue
            row = self.evidence[id_]
            if row is None:
                self.wrong("evidence", f"the [[evidence]] with the label {id_} is refused")
            elif row.not_before and row.not_before > by:
                self.wrong(
                    "evidence",
                    f"{id_} became public {on(row)}, after {event}: what counts is what was known by that day",
                )
            else:
                grounds.append(row)
        return tuple(grounds)

    def situation(self, id_: str) -> None:
        """Refuse a situation that the record has not."""
        if id_ not in self.record.situation:
            near = get_close_matches(id_.lower(), self.record.situation, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]}" if near else f"there are {', '.join(sorted(self.record.situation))}"
            self.wrong("situation", f"no situation is called {id_!r}: {hint}")

    def dated(self, day: date | None, month: str | None) -> tuple[str, date, date] | None:
        """A date as given, its first day and its last; ``None`` with the reason noted."""
        if (day is None) == (month is None):
            self.wrong("date", "give the day as date, or the month as month" + (", not both" if day else ""))
            return None
        if day:
            first = last = day
            given, field = day.isoformat(), "date"
        else:
            given, field = str(month), "month"
            match = re.fullmatch(r"([12]\d{3})-(0[1-9]|1[0-2])", given)
            if match is None:
                self.wrong("month", f"{given!r} is no month: write it as 2012-08")
                return None
            year, number = int(match[1]), int(match[2])
            first, last = date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])
        if first > self.recorded:
            self.wrong(field, f"{given} lies in the future of {self.recorded}: nothing is recorded before it happens")
            return None
        return given, first, last

    def symbol(self, told: str | None, field: str = "symbol") -> str | None:
        """A symbol as the United Nations writes it."""
        if told is None:
            return None
        try:
            return symbols.parse(told).text
        except symbols.SymbolError as error:
            self.wrong(field, str(error))
            return None

    def source(self, origin: Origin | None) -> str | None:
        """The key of a source, which becomes a row of its own if the record has it not."""
        if origin is None:
            example = '{ title = "...", url = "..." }'
            self.wrong("source", f"none is given, and {self.where[0]} is not taken without one: add source = {example}")
            return None
        if not (origin.symbol or origin.url):
            self.wrong("source", "it names no document: it needs a symbol or a url beside its title")
            return None
        symbol = self.symbol(origin.symbol, "source")
        if origin.symbol and symbol is None:
            return None
        for row in self.record.sources:
            if (symbol and row.symbol == symbol) or (not symbol and origin.url and row.url == origin.url):
                return row.id
        cited = symbol or origin.url or ""
        digest = hashlib.sha256(cited.encode()).hexdigest()[:6]
        id_ = slug(symbol) if symbol else f"{slug(urlsplit(cited).hostname or 'typed')}-{digest}"
        if id_ in self.record.source:
            id_ = f"{id_}-{digest}"
        kind = "document" if symbol else "page"
        return self.cite(
            Source(id=id_, title=origin.title, kind=kind, symbol=symbol, url=origin.url, recorded=self.recorded)
        )

    def cite(self, row: Source) -> str:
        """The key of the source, which is added if the record has it not."""
        if row.id not in self.record.source:
            self.rows.setdefault("sources", {}).setdefault(row.id, row)
        return row.id

    def state(self, told: str) -> str | None:
        """The code of a state, by code or by any usual name."""
        try:
            return find_state(self.record, told)
        except (NotFound, BadQuestion) as error:
            self.wrong("state", str(error))
            return None

    def wrong(self, field: str, what: str) -> None:
        """Note what stands in the way, in the section that is read."""
        section, number = self.where
        if re.match("[A-Z][a-z]", what):
            what = what[0].lower() + what[1:]
        self.refused.append(Wrong(place(self.content, section, number or None, field), field, what.rstrip(".")))

    def note(self, what: str) -> None:
        """Note what a reader should know of the section that is read."""
        section, number = self.where
        self.notes.append(f"{section} {number}: {what}." if number else f"{section}: {what}.")


def on(row: Evidence) -> str:
    """When a document became public, as it stands after "public"."""
    return f"on {row.when.exact}" if row.when.exact else str(row.when)


def key(*shown: str, told_by: tuple[str, ...]) -> str:
    """A key of a few parts that a reader knows, and a short digest of all that tells the row from others."""
    digest = hashlib.sha256("|".join((*shown, *told_by)).encode()).hexdigest()[:6]
    return "-".join((*shown, digest))


def slug(cited: str) -> str:
    """Small letters, digits and hyphens."""
    return re.sub("[^a-z0-9]+", "-", cited.lower()).strip("-")
