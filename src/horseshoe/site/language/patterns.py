"""Patterns of English sentences, with what their placeholders match."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

KINDS: Mapping[str, str] = {
    "n": r"\d[\d,]*(?:\.\d+)?",
    "day": r"\d{4}-\d{2}-\d{2}",
    "id": r"(?:[^()]|\([^()]*\))+?",
    "state": r".+?",
    "states": r".+?",
    "x": r"(?:[^()]|\([^()]*\))+?",
    "y": r"(?:[^()]|\([^()]*\))+?",
}
"""Name of a placeholder to what it matches: a number; a day; what is the same in every language; a state, or several
joined by commas and *and*; a text that is translated in its turn, or stays English (``x``), or must be (``y``)."""

PLACEHOLDER = re.compile(r"\{([a-z]+)(\d*)(?::(\w+))?(?:\?([^|{}]*)\|([^{}]*))?\}")

_WHOLE = re.compile(r"(?<=\W)\w+(?=\W)")
"""A word that no placeholder can touch: what stands at the edge of the words may go on in what is filled in."""


class Pattern(NamedTuple):
    """A pattern with what is said in its place."""

    regex: re.Pattern[str]
    literals: tuple[str, ...]
    """Its words between the placeholders: a text without them in their order need not be tried."""
    words: frozenset[str]
    said: str

    def match(self, text: str) -> re.Match[str] | None:
        """What the placeholders stand for, if the text is of this pattern."""
        at = 0
        for each in self.literals:
            at = text.find(each, at)
            if at < 0:
                return None
            at += len(each)
        return self.regex.fullmatch(text)


def compiled(english: str, said: str) -> Pattern:
    """A pattern in English with its translation."""
    regex, literals, last = "", [], 0
    for place in PLACEHOLDER.finditer(english):
        literals.append(english[last : place.start()])
        regex += f"{re.escape(literals[-1])}(?P<{place[1]}{place[2]}>{KINDS[place[1]]})"
        last = place.end()
    literals.append(english[last:])
    words = frozenset(word for each in literals for word in _WHOLE.findall(each.casefold()))
    compiled = re.compile(regex + re.escape(literals[-1]), re.DOTALL)
    return Pattern(compiled, tuple(each for each in literals if each), words, said)
