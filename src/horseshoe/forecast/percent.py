"""Chances in per cent as people read them: never 0 or 100 where a thing is not certain.

A chance may be so near to 0 or 1 that its number is 0 or 1. Whoever knows that such a number is not certain says so.
"""

from __future__ import annotations


def percent(chance: float, decimals: int = 1, *, certain: bool = True) -> str:
    """A chance in a sentence: "43.1%", "under 0.1%", "over 99.9%"; "0%" and "100%" only of what is certain.

    Args:
        chance: from 0 to 1.
        decimals: how many are shown.
        certain: whether a chance of exactly 0 or 1 is certain, and not only rounded by the computation.
    """
    return _told(chance, decimals, certain, "under ", "over ")


def short_percent(chance: float, decimals: int = 1, *, certain: bool = True) -> str:
    """The same where there is little room, as in a table or a picture: "<0.1%", ">99.9%"."""
    return _told(chance, decimals, certain, "<", ">")


def _told(chance: float, decimals: int, certain: bool, under: str, over: str) -> str:
    if certain and chance <= 0:
        return "0%"
    if certain and chance >= 1:
        return "100%"
    told = f"{100 * chance:.{decimals}f}"
    step = 10.0**-decimals
    if float(told) <= 0:
        return f"{under}{step:.{decimals}f}%"
    if float(told) >= 100:
        return f"{over}{100 - step:.{decimals}f}%"
    return f"{told}%"
