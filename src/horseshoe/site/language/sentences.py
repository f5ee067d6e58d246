"""Sentences of the answers in another language.

Rules and answers speak English, and what they say is part of the answer: it stays as it is in JSON and CSV. On a page
in another language a sentence is said in that language where a file ``locale/<language>/*.toml`` holds its pattern:

    "Not adopted: {n1} in favour" = "Non adopté : {n1} voix pour"

What a placeholder stands for follows from its name without the number behind it (``patterns.KINDS``). In the
translation ``{state:le}`` is the state with its article, ``{state:de}`` with a preposition, and ``{n1?one|more}`` one
of two forms by the number, or by how many states there are. What has no pattern stays English, and the page says so.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from horseshoe.site.language import tongues
from horseshoe.site.language.patterns import PLACEHOLDER, Pattern, compiled
from horseshoe.site.language.typography import ENGLISH_MONTH, is_french, month_in_french, number, tidied

HERE = Path(__file__).parent.parent / "locale"

LONGEST_RUN = 4
"""Sentences that one pattern may hold."""

DEPTH = 5
"""How deep a translated text may stand within another."""

_WORD = re.compile(r"\w+")

_SENTENCE = re.compile(r'(?<=[.!?]) (?=[A-Z"“(\d])')

_BEFORE, _BETWEEN = re.compile(r"(?:[Tt]he )?"), re.compile(r"(?:, and | and |, )(?:the )?")

_SAME = re.compile(r"[\W\d_]+|(?:[A-Z]{1,3}/|C\d\d\b)\S+|[A-Z]\d+|'[^']*'")
"""What is the same in every language: figures, symbols of documents, keys."""

_PROSE = re.compile(r"(?:\b[a-z]+ ){3}|\b(?:the|of|between|before|after|was|were|is|are|for|with)\b")
"""Words, or three in a row, that no key of a document has."""


class Part(NamedTuple):
    """A piece of what is said."""

    text: str
    known: bool
    """Whether it is in the language asked for; in English otherwise."""


Parts = tuple[Part, ...]


class Catalogue:
    """All that can be said in one language."""

    def __init__(self, found: Mapping[str, str], word: Callable[[str], str]) -> None:
        """Compile it.

        Args:
            found: patterns in English to patterns in the language.
            word: a word of the data in the language, or itself.
        """
        self._word = word
        self._exact: dict[str, str] = {}
        patterns = []
        for english, said in found.items():
            english, said = _bare(english), tidied(_bare(said))
            if "{" in english:
                patterns.append(compiled(english, said))
            else:
                self._exact[english] = said
        patterns.sort(key=lambda pattern: (-sum(map(len, pattern.literals)), pattern.regex.pattern.count("|")))
        often = Counter(word for pattern in patterns for word in pattern.words)
        self._by_word: dict[str, list[tuple[int, Pattern]]] = defaultdict(list)
        for rank, pattern in enumerate(patterns):
            rarest = min(pattern.words, key=lambda word: (often[word], -len(word), word), default="")
            self._by_word[rarest].append((rank, pattern))
        self._names = re.compile("|".join(sorted(map(re.escape, tongues.english_names()), key=len, reverse=True)))
        self.say = lru_cache(maxsize=100_000)(self._say)

    def _say(self, text: str) -> Parts:
        """A text in the language: as a whole, or sentence by sentence."""
        whole = self.translated(text)
        if whole is not None:
            return whole
        pieces = _SENTENCE.split(text)
        found: list[Part] = []
        at = 0
        while at < len(pieces):
            for length in range(min(LONGEST_RUN, len(pieces) - at), 0, -1):
                told = self.translated(" ".join(pieces[at : at + length]))
                if told is not None:
                    break
            else:
                told = (Part(pieces[at], is_french(pieces[at])),)
            if found:
                found.append(Part(" ", True))
            found.extend(told)
            at += length
        return merged(found)

    def translated(self, text: str, depth: int = 0) -> Parts | None:
        """A sentence, or part of one, in the language; ``None`` where no pattern fits."""
        core = text.removesuffix(".") if not text.endswith("..") else text
        stop = text[len(core) :]
        if not core or _SAME.fullmatch(core):
            return (Part(text, True),)
        if month := ENGLISH_MONTH.fullmatch(core):
            return (Part(f"{month_in_french(month)}{stop}", True),)
        candidates = self._candidates(core)
        for form in (core, _turned(core)):
            if (said := self._exact.get(form)) is not None or (said := self._named(form)) is not None:
                return (Part(_cased(said, core) + stop, True),)
            for _, pattern in candidates:
                if match := pattern.match(form):
                    told = self._filled(pattern, match, depth)
                    if told is not None:
                        return (Part(_cased(told[0].text, core), told[0].known), *told[1:], Part(stop, True))
        if depth > DEPTH:
            return None
        return self._listed(core, stop, depth)

    def _candidates(self, text: str) -> list[tuple[int, Pattern]]:
        """The patterns whose rarest word the text has, the longest first."""
        found = [*self._by_word.get("", ())]
        for word in set(_WORD.findall(text.casefold())):
            found += self._by_word.get(word, ())
        return sorted(found, key=itemgetter(0))

    def _named(self, text: str) -> str | None:
        if name := tongues.translated(text.removeprefix("the ")):
            return name.with_article("le") if text.startswith("the ") else name.name
        for form in (text, text.replace(" ", "-")):
            if (word := self._word(form)) != form:
                return word
        return None

    def _listed(self, core: str, stop: str, depth: int) -> Parts | None:
        """A list, each of whose members is known."""
        for mark, said in (("; ", "\u202f; "), (", and ", " et "), (", ", ", "), (" and ", " et "), (" or ", " ou ")):
            if mark not in core:
                continue
            found: list[Part] = []
            for each in core.split(mark):
                told = self.translated(each, depth + 1)
                if told is None:
                    break
                found += [*([Part(said, True)] if found else []), *told]
            else:
                return merged([*found, Part(stop, True)])
        return None

    def _filled(self, pattern: Pattern, match: re.Match[str], depth: int) -> Parts | None:
        given: dict[str, tuple[Parts, int, tuple[tongues.Said, ...]]] = {}
        for key, text in match.groupdict().items():
            if _SENTENCE.search(text):
                return None
            told = self._given(key.rstrip("0123456789"), text, depth)
            if told is None:
                return None
            given[key] = told
        found: list[Part] = []
        last = 0
        for place in PLACEHOLDER.finditer(pattern.said):
            found.append(Part(pattern.said[last : place.start()], True))
            last = place.end()
            parts, number, states = given[place[1] + place[2]]
            if place[4] is not None:
                found.append(Part(place[4] if number < 2 else place[5], True))
            elif states:
                found.append(Part(_joined(states, place[3] or ""), True))
            else:
                found.extend(parts)
        found.append(Part(pattern.said[last:], True))
        return merged(found)

    def _given(self, kind: str, text: str, depth: int) -> tuple[Parts, int, tuple[tongues.Said, ...]] | None:
        if kind == "n":
            return (Part(number(text), True),), _count(text), ()
        if kind in ("day", "id"):
            return ((Part(text, True),), 1, ()) if not _PROSE.search(text) else None
        if kind == "state":
            name = tongues.translated(re.sub("^[Tt]he ", "", text))
            return ((), _several((name,)), (name,)) if name else None
        if kind == "states":
            states = self._states(text)
            return ((), _several(states), states) if states else None
        told = self.translated(text, depth + 1) if depth <= DEPTH else None
        if told is None:
            return None if kind == "y" else ((Part(text, False),), 1, ())
        return told, 1, ()

    def _states(self, text: str) -> tuple[tongues.Said, ...]:
        found, at = [], 0
        for match in self._names.finditer(text):
            if not (_BETWEEN if at else _BEFORE).fullmatch(text, at, match.start()):
                return ()
            found.append(tongues.translated(match[0]))
            at = match.end()
        return tuple(each for each in found if each) if at == len(text) and all(found) else ()


@cache
def catalogue(language: str) -> Catalogue | None:
    """What can be said in a language; ``None`` where nothing need be translated."""
    found: dict[str, str] = {}
    for path in sorted((HERE / language).glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))["sentences"]
        if twice := found.keys() & told.keys():
            raise ValueError(f"{path.name} has sentences that stand elsewhere as well: {sorted(twice)[:5]}.")
        found |= told
    return Catalogue(found, _word) if found else None


def _word(text: str) -> str:
    from django.utils.translation import pgettext

    return pgettext("word", text)


def merged(parts: Iterable[Part]) -> Parts:
    """The same with neighbours of one language put together."""
    found: list[Part] = []
    for part in parts:
        if not part.text:
            continue
        if found and found[-1].known == part.known:
            found[-1] = Part(found[-1].text + part.text, part.known)
        else:
            found.append(part)
    return tuple(found)


def _bare(text: str) -> str:
    return text.removesuffix(".")


def _turned(text: str) -> str:
    """The same beginning with the other case."""
    return text[0].swapcase() + text[1:]


def _cased(said: str, like: str) -> str:
    """With a capital where the English text has one, if it begins with a small letter."""
    return said[:1].upper() + said[1:] if like[0].isupper() else said


def _several(states: Sequence[tongues.Said]) -> int:
    """How many they are for the verb: two for one whose name is in the plural."""
    return len(states) + any(each.plural for each in states)


def _count(text: str) -> int:
    return int(float(text.replace(",", "")))


def _joined(states: Sequence[tongues.Said], form: str) -> str:
    first, *rest = (each.with_article("le" if form == "Le" and at else form) for at, each in enumerate(states))
    return f"{', '.join((first, *rest[:-1]))} et {rest[-1]}" if rest else first
