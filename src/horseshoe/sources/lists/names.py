"""Which states a name can mean: names of today and of their time, in English, French and Spanish.

The record's names come first. Where they have none, the library pycountry adds the short, common and official
names that ISO 3166-1 gives, with their French and Spanish translations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache

import msgspec

from horseshoe.answers.questions import fold
from horseshoe.facts.record import Record
from horseshoe.facts.states import NameKind, StateKind

SHARED = ("congo", "korea", "coree", "corea", "guinea", "guinee")
"""Words that stand in the names of several states; alone, in a published list, they may mean any of them."""

OUT_OF_USE = timedelta(days=3653)
"""A name that went out of use longer ago than this is asked about: the list may not be what it is taken for."""

LONGEST = 12
"""Words in the longest name that is looked for within a sentence."""

_ARTICLES = frozenset(
    {"a", "the", "and", "of"}
    | {"le", "la", "les", "l", "de", "du", "des", "d", "et"}
    | {"el", "los", "las", "del", "y", "e"}
)
_SOVIET = {"ussr", "ssr", "soviet"}
_ALIKE = {"st": "saint", "ste": "sainte", "is": "islands", "rep": "republic", "dem": "democratic"}


class Suggestion(msgspec.Struct, frozen=True):
    """A state that a name may mean."""

    state: str
    name: str

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"


class Match(msgspec.Struct, frozen=True):
    """What a name can mean: one state, or several."""

    codes: tuple[str, ...]
    shared: bool = False
    """Whether it is a word that stands in the names of several states, and not a full name."""
    former: bool = False
    """Whether the state bears another name by now."""
    out_of_use: date | None = None
    """The last day of a name that has long been out of use."""
    ended: date | None = None
    """The last day of a state that no longer exists."""


class Names:
    """Every spelling that is known, looked up by its words without accents, case, marks and articles."""

    def __init__(self, record: Record, as_of: date) -> None:
        """Index the names of a Record, and of the library, for a list of the day ``as_of``."""
        self.record = record
        self.as_of = as_of
        self._codes: dict[str, set[str]] = {}
        self._until: dict[str, date] = {}
        living: set[str] = set()
        for text, code, until in _pairs(record):
            known = key(text)
            if not known:
                continue
            self._codes.setdefault(known, set()).add(code)
            if until is None:
                living.add(known)
            else:
                self._until[known] = max(until, self._until.get(known, until))
        for text, code in _library():
            known = key(text)
            # The record knows better: the library only adds spellings, it never makes one doubtful.
            if code in record.state and self._codes.get(known, {code}) == {code}:
                self._codes.setdefault(known, {code})
                living.add(known)
        same_words = {tuple(sorted(known.split())) for known in living}
        self._until = {old: day for old, day in self._until.items() if tuple(sorted(old.split())) not in same_words}
        self._bags: dict[tuple[str, ...], set[str]] = {}
        for known, codes in self._codes.items():
            self._bags.setdefault(tuple(sorted(known.split())), set()).update(codes)
        self._shared = {
            word: tuple(sorted(set().union(*(codes for known, codes in self._codes.items() if word in known.split()))))
            for word in SHARED
        }

    def match(self, text: str) -> Match | None:
        """What ``text`` means as a whole, or ``None`` where no state is so called; nothing is guessed."""
        letters = text.replace(".", "")
        if letters.isupper() and len(letters) == 3 and letters in self.record.state:
            return self._judged((letters,), None)
        return self.match_key(key(text))

    def match_key(self, known: str) -> Match | None:
        """As ``match``, for words that ``key`` has made alike."""
        if known in self._shared:
            return Match(self._shared[known], shared=True)
        codes = self._codes.get(known)
        if codes is None:
            # "Iran, Islamic Republic of" and "Islamic Republic of Iran": the same words in another order.
            codes = self._bags.get(tuple(sorted(known.split()))) if " " in known else None
        if not codes:
            return None
        return self._judged(tuple(sorted(codes)), known)

    def own_name(self, shared: str) -> str | None:
        """The state whose own name a shared word is: ``Congo`` is the short name of one, ``Korea`` of none."""
        codes = self._codes.get(key(shared), set())
        return next(iter(codes)) if len(codes) == 1 else None

    def within(self, text: str) -> tuple[str, ...]:
        """Codes of the states that a sentence names, in order."""
        words = key(text).split()
        found: dict[str, None] = {}
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + LONGEST), start, -1):
                if match := self.match_key(" ".join(words[start:end])):
                    found.update(dict.fromkeys(match.codes))
                    start = end
                    break
            else:
                start += 1
        return tuple(found)

    def near(self, text: str) -> tuple[str, ...]:
        """Codes of the states whose names come near: suggestions, never taken."""
        wanted = key(text)
        if not wanted or len(wanted) > 80:
            return ()
        close = get_close_matches(wanted, self._codes, n=3, cutoff=0.75)
        return tuple(dict.fromkeys(code for name in close for code in sorted(self._codes[name])))

    def suggest(self, codes: tuple[str, ...]) -> tuple[Suggestion, ...]:
        """The states of these codes, by the names that they bore on the day of the list."""
        return tuple(Suggestion(code, self.record.name(code, self.as_of)) for code in codes)

    def _judged(self, codes: tuple[str, ...], known: str | None) -> Match:
        if len(codes) > 1:
            return Match(codes)
        state = self.record.state[codes[0]]
        if state.kind is StateKind.HISTORIC and state.ended and state.ended < self.as_of:
            return Match(codes, ended=state.ended)
        until = self._until.get(known) if known else None
        if until and until < self.as_of:
            long_ago = until < self.as_of - OUT_OF_USE
            return Match(codes, former=True, out_of_use=until if long_ago else None)
        return Match(codes)


def names_of(record: Record, as_of: date) -> Names:
    """The names for a list of that day, indexed once for a Record."""
    known: Names | None = record.derived.get(("names on lists", as_of))
    if known is None:
        known = record.derived["names on lists", as_of] = Names(record, as_of)
    return known


def key(text: str) -> str:
    """The words of a name in small letters, without accents, marks and articles: the same for every way to write it."""
    text = re.sub(r"(?<=\w)[.](?=\w[.])", "", text)
    # "E. Guinea" is not "Guinea": a letter that stands for a word is no article.
    text = re.sub(r"\b([A-Z])[.](?=\s)", r"\1_abbreviated", text).replace("_", "")
    words: list[str] = []
    spelled = ""
    for word in fold(text).split():
        # Of "U. S. A." one word, so that no letter of it is taken for an article.
        if len(word) == 1:
            spelled += word
            continue
        _spell(words, spelled)
        spelled = ""
        words.append(word)
    _spell(words, spelled)
    kept = (word for at, word in enumerate(words) if word not in _ARTICLES or (at == 0 and word in ("a", "e", "y")))
    return " ".join(_ALIKE.get(word, word) for word in kept)


def _spell(words: list[str], letters: str) -> None:
    if letters:
        words.append(letters)


def _pairs(record: Record) -> Iterator[tuple[str, str, date | None]]:
    """Name, code, and the last day of a name that is no longer borne."""
    for state in record.states:
        yield state.name, state.code, None
    soviet = {row.state: row.until for row in record.names if row.kind is NameKind.UN and "Soviet" in row.name}
    for row in record.names:
        if row.kind is NameKind.UN:
            yield row.name, row.state, row.until
        else:
            # An alias has no dates of its own; the short forms of a Soviet name end with the name.
            former = _SOVIET & set(key(row.name).split())
            yield row.name, row.state, soviet.get(row.state) if former else None


@cache
def _library() -> tuple[tuple[str, str], ...]:
    import gettext

    import pycountry

    translated = [
        gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language]).gettext
        for language in ("fr", "es")
    ]
    found: dict[tuple[str, str], None] = {}
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            if text := getattr(country, field, None):
                found[text, country.alpha_3] = None
                found.update({(words(text), country.alpha_3): None for words in translated})
    return tuple(found)


def by_hand(text: str) -> tuple[str, str]:
    """A decision as it is typed, ``NAME=CODE`` or ``NAME=-``: what is decided about, and for what.

    Raises:
        ValueError: it is not of that form.
    """
    name, sign, value = text.rpartition("=")
    if not sign or not name.strip() or not value.strip():
        raise ValueError(f'{text!r} decides nothing: write "NAME=CODE", or "NAME=-" for what is no state.')
    return name.strip(), value.strip()
