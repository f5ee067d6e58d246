"""Symbols of United Nations documents: read one, find them in running text, write them as the UN does.

::

    symbol = single | single ("-" | "–") single           joint: one document in two series

The productions of ``single`` stand in ``grammar``; ``refusals`` has the sentences for what is no symbol.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from horseshoe.rules.symbols.grammar import RULES, SUFFIXES, single
from horseshoe.rules.symbols.refusals import JOINT, unreadable, why_not
from horseshoe.rules.symbols.symbol import Symbol, SymbolClass

__all__ = ["Symbol", "SymbolClass", "SymbolError", "find", "parse"]

# The hyphens that word processors put in, and the en dash of joint symbols.
_TYPOGRAPHIC = {0x2010: "-", 0x2011: "-", 0x2013: "-"}
_JOIN = re.compile("-(?=(?:A|S|E|ST)/)")
_SINGLE = f"(?:{'|'.join(rule.in_text for rule in RULES)}){SUFFIXES}"
# What runs on after a symbol makes it another one, or a range: better none than one cut short.
_IN_TEXT = re.compile(f"(?<![\\w/-])(?ai:{_SINGLE}(?:-{_SINGLE})*)(?![\\w*/]| /[0-9]|- ?[0-9]|\\.[0-9])")


class SymbolError(ValueError):
    """The text is no symbol of a United Nations document; the message says why, and what one looks like."""


def parse(text: str) -> Symbol:
    """The symbol that ``text`` is, in the UN's own spelling.

    Lower case, surrounding space, ``Rev. 1``, a missing space before ``(2023)`` and an en dash are put right.
    The fields follow the DHL guide to document symbols; whether such a document exists is not asked.

    Raises:
        SymbolError: the text is no symbol, or is more than a symbol; the message says what would be right.
    """
    clean = _plain(text)
    read = unreadable(clean) or _read(clean.upper())
    if read is None:
        read = why_not(clean.upper(), find(clean))
    if isinstance(read, Symbol):
        return read
    shown = text if len(text) <= 60 else f"{text[:60]}..."
    raise SymbolError(f"{shown!r} is no UN document symbol: {read}.")


def find(text: str) -> tuple[Symbol, ...]:
    """The symbols in running text, in order and with repeats; a joint symbol counts as one.

    What only begins like a symbol is left out, not cut short: ``S/2005-554``, ``A/ES-11/PV.20-21``,
    ``S/2018/321/Xyz.1``. The letter of an Assembly resolution is left off where it may be the English word:
    "A/RES/68/307 A majority of" gives A/RES/68/307.
    """
    return tuple(symbol for match in _IN_TEXT.finditer(_plain(text)) for symbol in _symbols(match.group().upper()))


def _plain(text: str) -> str:
    """The text with plain hyphens, on one line, with single spaces."""
    return " ".join((text if text.isascii() else text.translate(_TYPOGRAPHIC)).split())


def _symbols(candidate: str) -> Iterator[Symbol]:
    """The candidate as one symbol, or else its halves: S/2015/37-S/2015/114 is a range."""
    whole = _read(candidate)
    reads = (whole,) if isinstance(whole, Symbol) else map(single, _JOIN.split(candidate))
    return (read for read in reads if isinstance(read, Symbol))


def _read(upper: str) -> Symbol | str | None:
    """The symbol, single or joint; the reason why it cannot be one; ``None`` where no production fits."""
    halves = _JOIN.split(upper) if "-" in upper else [upper]
    if len(halves) == 1:
        return single(upper)
    symbols = []
    for half in halves:
        read = single(half)
        if not isinstance(read, Symbol):
            return read
        symbols.append(read)
    if len(symbols) > 2:
        return f"a joint symbol joins two symbols, not {len(symbols)}, {JOINT}"
    first, second = symbols
    if first.symbol_class is second.symbol_class:
        return f"a joint symbol names one document in two series, {JOINT}, and this reads as a range"
    return Symbol(text=f"{first.text}-{second.text}", symbol_class=SymbolClass.JOINT, parts=(first, second))
