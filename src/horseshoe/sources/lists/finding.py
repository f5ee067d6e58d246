"""The states that a published list names, and what has to be settled before they count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

import msgspec

from horseshoe.answers.questions import BadQuestion, NotFound, find_state, fold
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.facts.states import StateKind
from horseshoe.sources.files import WrongFile
from horseshoe.sources.lists import table
from horseshoe.sources.lists.entries import Entry, Settled, clean, entries
from horseshoe.sources.lists.headings import why_no_name
from horseshoe.sources.lists.names import Names, Suggestion, by_hand, key, names_of
from horseshoe.sources.lists.pieces import Line, Published
from horseshoe.sources.lists.questions import Asks, Question, doubtful, unknown


class Named(msgspec.Struct, frozen=True):
    """A state that the list names."""

    state: str
    name: str
    """Its name on the day of the list."""
    where: str
    text: str
    """As the list prints it."""
    aside: str | None
    """What the list prints beside the name: a date, a footnote mark."""
    observer: bool
    by_hand: bool
    """Whether the user said that this is the state meant."""


class PassedOver(msgspec.Struct, frozen=True):
    """A text of the list that is no name."""

    where: str
    text: str
    why: str


class Found(msgspec.Struct, frozen=True):
    """What a published list says, as far as it is settled."""

    file: str
    sha256: str
    form: str
    as_of: date
    named: tuple[Named, ...]
    questions: tuple[Question, ...]
    passed_over: tuple[PassedOver, ...]
    set_aside: tuple[PassedOver, ...]
    """What the user said is no state."""


def find(
    published: Published,
    record: Record,
    as_of: date,
    *,
    matches: Iterable[str] = (),
    column: str | None = None,
) -> Found:
    """The states that a list names.

    Args:
        published: the list as it was read.
        record: what is known; names are looked up in it.
        as_of: the day of the list.
        matches: decisions, each ``NAME=CODE`` (or several codes with commas) or ``NAME=-``; in the place of the name
            may stand where it stands, such as ``line 4``.
        column: the column of a table that holds the names.

    Raises:
        BadQuestion: a decision is not of that form, contradicts another, or is about a name that the list has not.
        WrongFile: no column holds names, or the list names no state.
    """
    record = record.as_known(None)
    names = names_of(record, as_of)
    settled, typed = _settled(matches, record)
    lines, passed = _lines(published, names, column)
    taken = entries(lines, names, settled)
    _refuse_idle(typed, settled, taken)
    questions: list[Question] = []
    aside: list[PassedOver] = []
    named: list[Named] = []
    for entry in _sentences(taken, names):
        if entry.settled is not None:
            named += [_named(entry, code, names, by_hand=True) for code in entry.settled]
            if not entry.settled:
                aside.append(PassedOver(entry.where, entry.text, "you said so"))
        elif entry.match is None:
            text = f"{entry.text}:" if entry.leads_in and not entry.text.endswith(":") else entry.text
            if why := why_no_name(text, names):
                if why != "no words":
                    passed.append(PassedOver(entry.where, entry.text, why))
            else:
                questions.append(unknown(entry, names))
        elif question := doubtful(entry, taken, names):
            questions.append(question)
        else:
            named.append(_named(entry, _meant(entry, names), names, by_hand=False))
    named, again = _once(named)
    if not named and not questions:
        raise WrongFile(f"{published.file} names no state: a list of supporters was expected.")
    return Found(
        published.file,
        published.sha256,
        published.form,
        as_of,
        tuple(named),
        (*questions, *again),
        tuple(passed),
        tuple(aside),
    )


def other_text(published: Published, instrument: Instrument) -> str | None:
    """Why this seems to be a list of another text than ``instrument``, from the words of its titles; else ``None``."""
    text = " ".join(fold(published.text).split())
    if "terroris" in text and "genocid" not in text:
        return (
            "it speaks of terrorism and not of genocide, as a list of Kazakhstan's Code of Conduct towards Achieving a "
            "World Free of Terrorism (2018) would"
        )
    code = any(words in text for words in ("code of conduct", "code conduct", "code de conduite", "codigo de conducta"))
    titles = ("political declaration", "declaration politique", "declaracion politica")
    declaration = any(words in text for words in titles)
    if instrument is Instrument.CODE and declaration and not code:
        return "it speaks of the political declaration and not of the code of conduct"
    if instrument is Instrument.DECLARATION and code and not declaration:
        return "it speaks of the code of conduct and not of the political declaration"
    return None


def _lines(published: Published, names: Names, column: str | None) -> tuple[tuple[Line, ...], list[PassedOver]]:
    lines: list[Line] = []
    passed: list[PassedOver] = []
    if column is not None and all(isinstance(part, Line) for part in published.parts):
        raise WrongFile(f"{published.file} holds no table, so that it has no column {column!r}.")
    for part in published.parts:
        if not isinstance(part, Line):
            taken = table.cells(published.file, part, names, column, alone=published.form == "csv")
            lines.extend(taken.lines)
            passed.extend(PassedOver(each.where, each.text, "not the column of names") for each in taken.passed_over)
        elif column is None:
            lines.append(part)
    return tuple(lines), passed


def _settled(matches: Iterable[str], record: Record) -> tuple[Settled, Mapping[str, str]]:
    settled: dict[str, tuple[str, ...]] = {}
    typed: dict[str, str] = {}
    for text in matches:
        try:
            name, value = by_hand(text)
            codes = () if value in ("-", "–") else tuple(find_state(record, each) for each in value.split(","))
        except (ValueError, NotFound) as error:
            raise BadQuestion(f"--match {text!r}: {error}") from None
        for code in codes:
            if record.state[code].kind is StateKind.HISTORIC:
                raise BadQuestion(f"--match {text!r}: {record.state[code].name} no longer exists.")
        for known in {name.casefold(), key(name), key(clean(name))} - {""}:
            if settled.setdefault(known, codes) != codes:
                raise BadQuestion(f"--match decides {name!r} twice, and not alike.")
            typed[known] = name
    return settled, typed


def _refuse_idle(typed: Mapping[str, str], settled: Settled, taken: tuple[Entry, ...]) -> None:
    used = {
        known
        for entry in taken
        if entry.settled is not None
        for known in (entry.where.casefold(), key(entry.text), key(clean(entry.text)))
    }
    idle = set(typed.values()) - {name for known, name in typed.items() if known in used}
    if idle:
        raise BadQuestion(f"--match decides {min(idle)!r}, which the list does not have.")


def _sentences(taken: tuple[Entry, ...], names: Names) -> list[Entry]:
    """The entries, those of a line put together that holds more than names: what it names may not be listed.

    "Liechtenstein, on behalf of the group" lists no state, nor does "Hong Kong, China". A line with several names is
    a list all the same, with something in it to ask about.
    """
    found: list[Entry] = []
    for _, group in groupby(taken, key=lambda entry: (entry.where, entry.line)):
        line = list(group)
        prose = [
            entry
            for entry in line
            if entry.match is None
            and entry.settled is None
            and not entry.leads_in
            and not why_no_name(entry.text, names)
        ]
        listed = [entry for entry in line if entry.match is not None]
        if prose and listed and len(listed) < 3 and not any(entry.settled is not None for entry in line):
            found.append(Entry(line[0].where, line[0].line.strip(), None, line=line[0].line))
        else:
            found += line
    return found


def _meant(entry: Entry, names: Names) -> str:
    assert entry.match is not None
    if entry.match.shared:
        own = names.own_name(clean(entry.text))
        assert own is not None
        return own
    return entry.match.codes[0]


def _named(entry: Entry, code: str, names: Names, *, by_hand: bool) -> Named:
    return Named(
        code,
        names.record.name(code, names.as_of),
        entry.where,
        entry.text,
        entry.aside,
        names.record.state[code].kind is StateKind.OBSERVER,
        by_hand,
    )


def _once(named: list[Named]) -> tuple[list[Named], list[Question]]:
    """Each state once, and a question about each further time, unless the user decided about one of them."""
    first: dict[str, Named] = {}
    again: list[Question] = []
    decided = {each.state for each in named if each.by_hand}
    for each in named:
        before = first.setdefault(each.state, each)
        if before is each or each.state in decided:
            continue
        at = f"{before.where} ({before.text})" if before.text != each.text else before.where
        again.append(
            Question(
                each.where,
                each.text,
                Asks.TWICE,
                f"{each.name} ({each.state}) stands on the list already, at {at}.",
                (Suggestion(each.state, each.name),),
                (f"{clean(each.text)}={each.state}",),
            )
        )
    return list(first.values()), again
