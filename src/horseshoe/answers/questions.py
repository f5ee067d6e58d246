"""What a question can be refused for, and how people name states, roll calls and situations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from horseshoe.facts.proposals import Cast, RollCall
from horseshoe.facts.record import Record
from horseshoe.rules import symbols

HELD = (Cast.YES, Cast.NO, Cast.ABSTAIN, Cast.NOT_PARTICIPATING)
"""What a seat can be held to."""


class NotFound(LookupError):
    """The Record has no such thing; the sentence says what was looked for and what comes near."""


class BadQuestion(ValueError):
    """The question cannot be put; the sentence says what is wrong and what would be right."""


def find_state(record: Record, text: str) -> str:
    """The code of the state that ``text`` names: a code, a name of today or of its time, a usual spelling.

    Raises:
        NotFound: no state of that name; the nearest are suggested.
        BadQuestion: several states share the name; they are listed.
    """
    if text.strip().upper() in record.state:
        return text.strip().upper()
    known = _state_names(record)
    codes = known.get(fold(text), set())
    if len(codes) == 1:
        return next(iter(codes))
    if codes:
        both = ", ".join(f"{record.state[code].name} ({code})" for code in sorted(codes))
        raise BadQuestion(f"{text!r} is a name of {both}: give the code.")
    near = get_close_matches(fold(text), known, n=3, cutoff=0.6)
    shown = sorted({f"{record.state[code].name} ({code})" for name in near for code in known[name]})
    raise NotFound(f"No state is called {text!r}{_perhaps(shown)}")


def find_states(record: Record, text: str) -> tuple[str, ...]:
    """The codes of several states, separated by commas.

    Raises:
        NotFound: one of them is unknown.
        BadQuestion: one of them is ambiguous.
    """
    return tuple(find_state(record, part) for part in text.split(",") if part.strip())


def find_casts(record: Record, text: str) -> dict[str, Cast]:
    """State code to the cast that its seat is held to, from ``CHN=abstain,RUS=no``.

    Raises:
        NotFound: one of the states is unknown.
        BadQuestion: a part is no seat with a cast, or a seat is held twice.
    """
    found: dict[str, Cast] = {}
    for part in (part.strip() for part in text.split(",") if part.strip()):
        state, _, cast = part.partition("=")
        word = cast.strip().lower().replace("-", "_").replace(" ", "_")
        if word not in HELD:
            raise BadQuestion(f"{part!r} holds no seat to a cast: write CHN=abstain, with one of {', '.join(HELD)}.")
        code = find_state(record, state)
        if code in found:
            raise BadQuestion(f"{code} is held to a cast twice: each seat casts once.")
        found[code] = Cast(word)
    return found


def find_roll_calls(record: Record, text: str) -> tuple[RollCall, ...]:
    """The roll calls on a draft, a resolution or at a meeting, or the one with this id, in order of the vote.

    Raises:
        NotFound: the symbol is well formed, but no roll call in the Record bears it.
        BadQuestion: ``text`` is neither an id nor a symbol.
    """
    if text in record.roll_call:
        return (record.roll_call[text],)
    try:
        symbol = symbols.parse(text)
    except symbols.SymbolError as error:
        raise BadQuestion(str(error)) from None
    found = record.by_symbol.get(symbol.key, ())
    if symbol.year is not None and symbol.text.startswith("S/RES/"):
        of_year = [row for row in found if record.proposal[row.proposal].resolution == symbol.text]
        if found and not of_year:
            meant = record.proposal[found[0].proposal].resolution
            raise NotFound(f"No roll call on {symbol.text} is known here: did you mean {meant}?")
        found = tuple(of_year)
    if found:
        return found
    near = get_close_matches(symbol.key, record.by_symbol, n=3, cutoff=0.85)
    raise NotFound(f"No roll call on {symbol.text} is known here{_perhaps(near)}")


def find_situation(record: Record, text: str) -> str:
    """The key of the situation that ``text`` names: its key, its name, or a part of either that fits only one.

    Raises:
        NotFound: none; the nearest are suggested.
        BadQuestion: several.
    """
    wanted = fold(text)
    named = {row.id: (fold(row.id), fold(row.name)) for row in record.situations}
    exact = [id_ for id_, names in named.items() if wanted in names or text.strip() == id_]
    found = exact or [id_ for id_, names in named.items() if wanted and any(wanted in name for name in names)]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadQuestion(f"{text!r} fits the situations {', '.join(sorted(found))}: give one of them.")
    near = get_close_matches(wanted.replace(" ", "-"), named, n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(sorted(named))}."
    raise NotFound(f"No situation is called {text!r} here; {hint}")


def require_day(record: Record, on: date) -> None:
    """Do nothing if the Council of ``on`` is known.

    Raises:
        BadQuestion: the day lies before the first Council or after the last known term.
    """
    try:
        first, last = record.years
    except ValueError as error:
        raise BadQuestion(str(error)) from None
    if on < first:
        raise BadQuestion(f"{on} lies before the Council's record, which begins in {first.year}.")
    if on > last:
        raise BadQuestion(f"{on} lies after the last known term, which ends on {last}.")


def parse_day(text: str) -> date:
    """A day written YYYY-MM-DD.

    Raises:
        BadQuestion: anything else.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadQuestion(f"{text!r} is no date: write it as YYYY-MM-DD, for example 2022-02-25.") from None


def in_sentence(name: str) -> str:
    """A state's name as it stands in a sentence: with the article that English gives some of them."""
    return f"the {name}" if _WITH_ARTICLE.match(name) else name


_WITH_ARTICLE = re.compile(
    r"(United|Union|Russian|Republic|Democratic|Central|Dominican|Czech|Lao|Syrian|German Democratic|Libyan|Netherlands"
    r"|Philippines|Comoros|Maldives|Marshall|Solomon|Ukrainian|Byelorussian|Holy)\b"
)


def fold(text: str) -> str:
    """A name without accents, case, punctuation or a leading article, for comparison."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    plain = re.sub(r"[^a-z0-9]+", " ", plain.replace("&", " and "))
    return re.sub(r"\b(the|and|of)\b", " ", plain).strip().replace("  ", " ")


def _state_names(record: Record) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    pairs: Iterable[tuple[str, str]] = [(state.name, state.code) for state in record.states]
    for name, code in [*pairs, *((row.name, row.state) for row in record.names)]:
        names.setdefault(fold(name), set()).add(code)
    return names


def _perhaps(near: Iterable[str]) -> str:
    shown = list(near)
    return f": did you mean {' or '.join(shown)}?" if shown else "."
