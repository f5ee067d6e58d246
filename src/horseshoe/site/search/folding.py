"""Words as they are compared: folded, without those that tell nothing, and days as people type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

PASSED = frozenset(
    [
        *("a", "an", "and", "at", "by", "did", "for", "from", "how", "in", "is", "of", "on", "or", "the", "to"),
        *("vote", "voted", "votes", "was", "what", "when", "which", "who"),
        *("de", "des", "du", "et", "la", "le", "les"),
    ]
)
"""Words that tell nothing, in English and French."""

SAME: Mapping[str, str] = {
    "resolution": "res", "resolutions": "res", "unscr": "res", "scr": "res",
    "vetoes": "veto", "vetoed": "veto", "vetos": "veto", "meeting": "pv", "seance": "pv",
}  # fmt: skip
"""A word to the one by which things are found."""


MONTHS = (
    "january janvier", "february fevrier", "march mars", "april avril", "may mai", "june juin", "july juillet",
    "august aout", "september septembre", "october octobre", "november novembre", "december decembre",
)  # fmt: skip
"""The months, folded, in English and French."""


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """A text without accents, case and punctuation, in any script."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return " ".join(re.findall(r"[^\W_]+", plain))


def spellings(name: str) -> tuple[str, ...]:
    """A name folded, with and without its apostrophes: ``cote d ivoire``, ``cote divoire``."""
    joined = fold(name.replace("'", "").replace("’", ""))
    return tuple(dict.fromkeys((fold(name), joined)))


def spoken(day: date) -> tuple[str, ...]:
    """A day as it is typed, folded: in figures, and in words in English and French."""
    return (
        fold(day.isoformat()),
        *(f"{day.day} {month} {day.year}" for month in MONTHS[day.month - 1].split()),
    )
