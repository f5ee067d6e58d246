"""Cut the lines of a list into the names in it.

Where to cut is found from the names themselves: "Bosnia and Herzegovina and Iran, Islamic Republic of" holds two,
and a name that runs on in the next line is one. Of all ways to cut a text, the one that leaves the least unnamed is
taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import msgspec

from horseshoe.sources.lists.headings import dates_in, without_dates
from horseshoe.sources.lists.names import Match, Names, key
from horseshoe.sources.lists.pieces import Line

PIECES = 6
"""A name is cut by commas, "and" and ends of lines into at most so many pieces."""

LINES = 3
"""A name runs over at most so many lines."""

_CUT = re.compile(
    r"\s*[;|•·▪◦‣\t]\s*|\s*,\s*|\s+/\s+|\s{2,}|:\s+|:$|(?<=\w{4})\.\s+(?=\w)|\s+(?:and|et|y|e|&)\s+", re.IGNORECASE
)
# "S. Sudan" is not the nineteenth state on a list: a capital letter with a point is part of the name.
_NUMBER = re.compile(
    r"^\s*(?:[-–—•·▪◦‣*†‡§#+]+\s*|[(\[]?\d{1,3}[.)\]]+\s*|\d{1,3}\s*[-–—]?\s+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+\s*"
    r"|[(]?(?:[a-zA-Z]|[ivxl]{2,6})\)\s+|(?:[a-z]|[ivxl]{2,6})\.\s+(?=[^\W\d_a-zß-ÿ])|(?:(?i:and|et)|[yYe])\s+)"
)
_MARK = re.compile(
    r"\s*(?:[*†‡§#¹²³⁴⁵⁶⁷⁸⁹⁰]+"
    r"|[(\[]\s*(?:[\d*†‡§#]+|[a-z]|(?:since|from|in|depuis|desde|en)\s+\d{4})\s*[)\]]"
    r"|(?<=[^\W\d])\d{1,2}|(?<=\))\d{1,2}|\s\d{1,4})\s*$"
)
_END = re.compile(r"[\s,;:.–—-]+$")
_SINCE = re.compile(
    r"[\s,(\[–—-]+(?:(?:joined|signed|since|as|of|from|on|depuis|le|au|desde|el|al)\s*)+$", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_OBSERVER = re.compile(r"observ(?:er|ateur|atrice|ador|adora)(?: state| mission)?", re.IGNORECASE)


class Entry(msgspec.Struct, frozen=True):
    """A piece of a list that was taken for a name, or could not be."""

    where: str
    text: str
    """As it is printed, with what stands around it."""
    match: Match | None
    aside: str | None = None
    """What stands beside the name: a date, a footnote mark."""
    settled: tuple[str, ...] | None = None
    """The states that the user said it means; none: that it is no state."""
    line: str = ""
    """The whole line in which it stands."""
    leads_in: bool = False
    """Whether a colon follows."""


class _Piece(msgspec.Struct, frozen=True):
    line: int
    start: int
    end: int
    colon: bool


class _Cost(msgspec.Struct, frozen=True, order=True):
    unnamed: int = 0
    doubtful: int = 0
    broken: int = 0
    names: int = 0

    def plus(self, other: _Cost) -> _Cost:
        return _Cost(
            self.unnamed + other.unnamed,
            self.doubtful + other.doubtful,
            self.broken + other.broken,
            self.names + other.names,
        )


Settled = Mapping[str, tuple[str, ...]]
"""What the user decided: ``key`` of a text, or where it stands, to the states that it means."""


def entries(lines: Iterable[Line], names: Names, settled: Settled) -> tuple[Entry, ...]:
    """The names in these lines, in order, and what stands between them."""
    found: list[Entry] = []
    for _, block in groupby(lines, key=lambda line: line.block):
        found.extend(_entries(list(block), names, settled))
    return tuple(found)


def clean(text: str) -> str:
    """A name without the number, the bullet, the footnote marks and the date around it."""
    return _clean(text)[0]


def look_up(text: str, names: Names) -> tuple[Match | None, str | None]:
    """The state that a decorated name means, and what stands beside the name."""
    name, aside = _clean(text)
    match = names.match(name)
    if match is None and (whole := names.match(text.strip())):
        return whole, None
    while match is None and (bracket := _ASIDE.search(name)):
        # In brackets may stand what tells two states apart: only what is no part of a name is passed over.
        inside, rest = bracket.group(1).strip(), name[: bracket.start()]
        match = names.match(rest)
        if match is None or not (_OBSERVER.fullmatch(inside) or _same(names.match(inside), match)):
            return None, None
        if match.out_of_use and not (again := names.match(inside) or match).out_of_use:
            match = again
        aside, name = inside, rest
    return match, aside if match else None


def _same(one: Match | None, other: Match) -> bool:
    return one is not None and one.codes == other.codes


def _clean(text: str) -> tuple[str, str | None]:
    name, asides = text.strip(), []
    while (shorter := _NUMBER.sub("", name, count=1)) and shorter != name:
        name = shorter
    if date := dates_in(name):
        start = name.find(date)
        rest = without_dates(name[start:])
        if start > 0 and not re.search(r"[^\W\d]", rest):
            asides.append(date)
            name = _SINCE.sub("", name[:start].rstrip(" (["))
    while True:
        shorter = _END.sub("", name)
        mark = _MARK.search(shorter)
        if mark and mark.start() > 0:
            asides.append(mark.group().strip())
            shorter = shorter[: mark.start()]
        if shorter == name or not shorter:
            break
        name = shorter
    return name.strip(), ", ".join(reversed(asides)) or None


def _entries(lines: Sequence[Line], names: Names, settled: Settled) -> list[Entry]:
    found: list[Entry] = []
    run: list[Line] = []
    for line in lines:
        # A line about which the user decided as a whole is not cut.
        whole = settled.get(line.where)
        if whole is None and len(_pieces(0, line.text)) > 1:
            whole = settled.get(key(line.text))
        if whole is None:
            run.append(line)
            continue
        found += _cut(run, names, settled)
        run = []
        found.append(Entry(line.where, line.text.strip(), None, settled=whole, line=line.text))
    return found + _cut(run, names, settled)


def _cut(lines: Sequence[Line], names: Names, settled: Settled) -> list[Entry]:
    pieces = [piece for number, line in enumerate(lines) for piece in _pieces(number, line.text)]
    best: list[tuple[_Cost, int, Entry | None]] = [(_Cost(), -1, None)]
    for end in range(1, len(pieces) + 1):
        options: list[tuple[_Cost, int, Entry | None]] = []
        for start in range(end - 1, max(-1, end - 1 - PIECES), -1):
            first, last = pieces[start], pieces[end - 1]
            if last.line - first.line >= LINES:
                break
            entry, cost = _whole(lines, first, last, names, settled, alone=start == end - 1)
            if entry is not None:
                options.append((best[start][0].plus(cost), start, entry))
        best.append(min(options, key=lambda option: option[0]))
    found: list[Entry] = []
    at = len(pieces)
    while at > 0:
        _, start, entry = best[at]
        assert entry is not None
        found.append(entry)
        at = start
    return _joined(list(reversed(found)))


def _pieces(number: int, text: str) -> list[_Piece]:
    found: list[_Piece] = []
    start = 0
    for cut in [*_CUT.finditer(text), None]:
        end = cut.start() if cut else len(text)
        part = text[start:end]
        if any(char.isalpha() for char in without_dates(part)):
            found.append(_Piece(number, start, end, bool(cut) and text[end:].lstrip().startswith(":")))
        elif found and part.strip():
            # A date or a number behind a name belongs to it.
            found[-1] = _Piece(number, found[-1].start, end, found[-1].colon)
        elif part.strip() and cut and not part.strip().isalpha():
            # A number before a name belongs to it, too: the next piece begins where the number does.
            continue
        start = cut.end() if cut else end
    return found


def _whole(
    lines: Sequence[Line], first: _Piece, last: _Piece, names: Names, settled: Settled, *, alone: bool
) -> tuple[Entry | None, _Cost]:
    if first.line == last.line:
        text = lines[first.line].text[first.start : last.end]
    else:
        between = [line.text for line in lines[first.line + 1 : last.line]]
        text = " ".join([lines[first.line].text[first.start :], *between, lines[last.line].text[: last.end]])
    text = text.strip()
    line, where = lines[first.line].text, lines[first.line].where
    broken = last.line - first.line
    decided = settled.get(key(text)) if key(text) else None
    if decided is None:
        decided = settled.get(key(clean(text))) if key(clean(text)) else None
    if decided is not None:
        return Entry(where, text, None, settled=decided, line=line), _Cost(broken=broken, names=1)
    match, aside = look_up(text, names)
    if match:
        doubtful = int(bool(match.ended or match.former))
        return Entry(where, text, match, aside, line=line), _Cost(0, doubtful, broken, 1)
    if alone:
        return Entry(where, text, None, line=line, leads_in=last.colon), _Cost(1, 0, 0, 1)
    return None, _Cost()


def _joined(found: list[Entry]) -> list[Entry]:
    """Neighbours that are no name, put together again as they are printed."""
    whole: list[Entry] = []
    for entry in found:
        last = whole[-1] if whole else None
        if last and _unnamed(last) and _unnamed(entry) and last.where == entry.where and not last.leads_in:
            start = last.line.find(last.text)
            end = last.line.find(entry.text, start + len(last.text)) + len(entry.text)
            text = last.line[start:end]
            whole[-1] = msgspec.structs.replace(last, text=text, leads_in=entry.leads_in)
        elif last and last.match and entry.match and last.where == entry.where and _same(last.match, entry.match):
            # "Germany / Allemagne / Alemania" is one entry in three languages; "Germany, Germany" is two.
            between = last.line[last.line.find(last.text) + len(last.text) :].lstrip()
            if between.startswith(("/", "|")):
                whole[-1] = msgspec.structs.replace(last, text=f"{last.text} / {entry.text}")
            else:
                whole.append(entry)
        else:
            whole.append(entry)
    return whole


def _unnamed(entry: Entry) -> bool:
    return entry.match is None and entry.settled is None
