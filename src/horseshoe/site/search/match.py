"""Finding things by what people type: whole names first, then all words, then what comes near.

An index is made once of ``Thing``s; asking it is a pure function. ``static/search.js`` does the same in the browser
over the index that is published, with the same weights.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

import msgspec

from horseshoe.site.search.folding import PASSED, SAME, fold, spoken

LONGEST = 120
"""Characters of a question that are read."""

MOST_WORDS = 8
"""Words of a question that are read."""

NAME, ABOUT, MORE = 9.0, 4.0, 1.0
"""What a word counts, by where it stands."""

BEGINS = 0.6
"""What a word counts that only begins so."""

NEAR = 0.4
"""What a word counts that is only spelled alike."""

ALIKE = 72.0
"""From which likeness on, of 100, a word may have been meant."""


class Sort(StrEnum):
    """What kind of thing is found."""

    STATE = "state"
    SITUATION = "situation"
    PAGE = "page"
    QUESTION = "question"
    VOTE = "vote"
    DOCUMENT = "document"


_BY_NAME = (Sort.STATE, Sort.SITUATION, Sort.PAGE)


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """Something with a page."""

    sort: Sort
    key: str
    """Of its row: a code, an id, the symbol of a draft."""
    address: str
    label: str
    names: tuple[str, ...]
    """Folded; each alone is the thing itself."""
    about: str
    """Folded words on what it is about."""
    more: str = ""
    """Folded words that it also holds."""
    day: date | None = None


class Hit(msgspec.Struct, frozen=True):
    """A thing that is found, and how well it fits."""

    thing: Thing
    score: float


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """What a question finds."""

    words: tuple[str, ...]
    """The words as they were read."""
    exact: tuple[Thing, ...] = ()
    """What bears just this name."""
    named: tuple[Thing, ...] = ()
    """What bears a name that is a part of the question, and is no vote."""
    found: tuple[Hit, ...] = ()
    """What holds the words, the best first; without those before."""
    whole: bool = True
    """Whether what is found holds every word."""
    instead: Mapping[str, str] = {}
    """Word that nothing holds to the one, spelled alike, that was looked for instead."""
    without: tuple[str, ...] = ()
    """Words that nothing holds, nor anything like them."""
    near: tuple[Thing, ...] = ()
    """What comes near, where nothing is found."""


class Index:
    """Things by their names and by their words."""

    def __init__(self, things: Iterable[Thing]) -> None:
        """Args: things: all that can be found."""
        self.things = tuple(things)
        exact: dict[str, list[int]] = defaultdict(list)
        holders: dict[str, dict[int, float]] = defaultdict(dict)
        for at, thing in enumerate(self.things):
            for name in (*thing.names, *(spoken(thing.day) if thing.day else ())):
                exact[name].append(at)
            for weight, texts in ((MORE, (thing.more,)), (ABOUT, (thing.about,)), (NAME, thing.names)):
                for text in texts:
                    for word in text.split():
                        holders[word][at] = weight
        self.exact: Mapping[str, list[int]] = exact
        self.holders: Mapping[str, Mapping[int, float]] = holders
        self.words = sorted(holders)

    def beginning(self, start: str) -> list[str]:
        """The words that begin so, and are longer."""
        return self.words[
            bisect_left(self.words, start) + (start in self.holders) : bisect_left(self.words, start + "\uffff")
        ]


def search(index: Index, text: str) -> Hits:
    """What ``text`` finds; never raises.

    Args:
        index: where.
        text: what somebody typed; the first 120 characters and 8 words of it are read.
    """
    folded = fold(text[:LONGEST])
    words = [SAME.get(word, word) for word in folded.split()]
    wanted = ([word for word in words if word not in PASSED] or words)[:MOST_WORDS]
    exact = dict.fromkeys(at for name in (folded, " ".join(words)) for at in index.exact.get(name, ()))
    named = {} if exact else dict.fromkeys(_named(index, folded.split()[: 2 * MOST_WORDS]))
    instead, without = {}, []
    holding: list[Mapping[int, float]] = []
    for word in dict.fromkeys(wanted):
        held = _holding(index, word, alone=len(wanted) == 1)
        if not held and (other := _alike(index, word)):
            instead[word] = other
            held = {at: weight * NEAR for at, weight in index.holders[other].items()}
        if held:
            holding.append(held)
        else:
            without.append(word)
    found, whole = _together(holding)
    if exact and not whole:
        found = {}
    hits = sorted(
        (Hit(index.things[at], round(score, 3)) for at, score in found.items() if at not in exact and at not in named),
        key=_order,
    )
    things = tuple(index.things[at] for at in exact)
    # A symbol that is not here is not a matter of spelling: what stands next to it is offered.
    near = () if things else _next_to(index, folded)
    if near:
        hits, instead, without = [], {}, []
    return Hits(
        words=tuple(wanted),
        exact=things,
        named=tuple(index.things[at] for at in named),
        found=tuple(hits),
        whole=whole and not without,
        instead=instead,
        without=tuple(without),
        near=near,
    )


def _named(index: Index, words: list[str]) -> Iterator[int]:
    """What bears a name that stands in the question: the longest first, each word for one name."""
    left = list(words)
    for size in range(len(words), 0, -1):
        for start in range(len(left) - size + 1):
            part = left[start : start + size]
            if "" in part or (size == 1 and part[0] in PASSED):
                continue
            if own := [at for at in index.exact.get(" ".join(part), ()) if index.things[at].sort in _BY_NAME]:
                yield from own
                left[start : start + size] = [""] * size


def _holding(index: Index, word: str, *, alone: bool) -> Mapping[int, float]:
    """Things that hold the word, or one that begins with it, and what that counts."""
    held = index.holders.get(word, {})
    if (word.isdigit() and held) or (len(word) == 1 and not alone):
        return held
    found: dict[int, float] = {}
    for other in index.beginning(word):
        for at, weight in index.holders[other].items():
            if weight * BEGINS > found.get(at, 0.0):
                found[at] = weight * BEGINS
    for at, weight in held.items():
        found[at] = max(weight, found.get(at, 0.0))
    return found


def _together(holding: list[Mapping[int, float]]) -> tuple[Mapping[int, float], bool]:
    """Things that hold every word; where there are none, those that hold the most; and whether it is every word."""
    if not holding:
        return {}, True
    shared = set.intersection(*(set(held) for held in holding))
    if shared:
        return {at: sum(held[at] for held in holding) for at in shared}, True
    number: dict[int, int] = defaultdict(int)
    for held in holding:
        for at in held:
            number[at] += 1
    most = max(number.values())
    return {at: sum(held.get(at, 0.0) for held in holding) for at, times in number.items() if times == most}, False


def _order(hit: Hit) -> tuple[float, int, int, str]:
    thing = hit.thing
    return (-hit.score, list(Sort).index(thing.sort), -(thing.day or date.min).toordinal(), thing.label)


def _alike(index: Index, word: str) -> str | None:
    """The word that was likeliest meant by one that nothing holds."""
    if len(word) < 4 or word.isdigit():
        return None
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    near = process.extract(
        word, index.words, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=ALIKE / 100, limit=8
    )
    # Of words equally alike the one that stands in names, then the one that most things hold.
    best = max(
        near,
        key=lambda each: (each[1], max(index.holders[each[0]].values()), len(index.holders[each[0]])),
        default=None,
    )
    return best[0] if best else None


def _next_to(index: Index, folded: str) -> tuple[Thing, ...]:
    """Of a symbol that nothing bears, those of the same series that are nearest in number."""
    series, _, number = folded.rpartition(" ")
    if not series or not number.isdigit() or len(number) > 6 or folded in index.exact:
        return ()
    begins = f"{series} "
    near = []
    for name, held in index.exact.items():
        last = name.removeprefix(begins)
        if last is not name and last.isdigit() and len(last) <= 6:
            near.append((abs(int(last) - int(number)), last, held[0]))
    return tuple(index.things[at] for _, _, at in sorted(near)[:3])
