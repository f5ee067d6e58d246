"""Sentences that quote what somebody sent: in one line, of bounded length, with nothing that moves a terminal."""

from __future__ import annotations

import unicodedata

MOST = 3_000
"""Characters of a sentence at most."""

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing, so that a line reads as another."""


def printable(text: str) -> str:
    """A sentence as it can be shown anywhere: control signs are written out, and what is too long is cut.

    A terminal obeys control signs, and a line feed begins a new entry of a log (CWE-117, CWE-150).
    """
    line = "".join(map(_shown, text[: 2 * MOST]))
    return line if len(line) <= MOST else f"{line[: MOST - 1]}…"


def _shown(sign: str) -> str:
    if sign in "\n\t":
        return " "
    if sign in _TURNING or unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp"):
        return sign.encode("unicode_escape").decode()
    return sign
