"""The index of the search as a file, for pages that are published without a server: read by ``static/search.js``."""

from __future__ import annotations

from typing import Any

import msgspec
from django.utils.translation import gettext

from horseshoe.facts.record import Record
from horseshoe.site.search import folding
from horseshoe.site.search import match as search
from horseshoe.site.search.found import GROUPS, MOST, found
from horseshoe.site.search.index import index
from horseshoe.site.search.match import Thing


def written(record: Record) -> bytes:
    """All that can be found, with its line in the language of the moment, and how to search it.

    The same things are searched by the same weights as on a server. A thing is ``[kind, address, label, line, subject,
    names, about, more, day]``; names are separated by bars, and names, about and more are folded.
    """
    told: dict[str, Any] = {
        "kinds": [[sort.value, gettext(name)] for sort, name in GROUPS.items()],
        "weights": {
            "name": search.NAME, "about": search.ABOUT, "more": search.MORE, "begins": search.BEGINS,
            "near": search.NEAR, "alike": search.ALIKE / 100,
        },
        "longest": search.LONGEST,
        "words": search.MOST_WORDS,
        "most": MOST,
        "passed": sorted(folding.PASSED),
        "same": folding.SAME,
        "months": folding.MONTHS,
        "things": [_row(record, thing) for thing in index(record).things],
    }  # fmt: skip
    return msgspec.json.encode(told) + b"\n"


def _row(record: Record, thing: Thing) -> list[Any]:
    shown = found(record, thing)
    # What the lines say anyway need not be there twice: the browser folds them itself.
    said = set(folding.fold(f"{shown.subject or ''}").split())
    row = [
        list(GROUPS).index(thing.sort),
        thing.address,
        shown.label,
        shown.says,
        shown.subject or "",
        "|".join(thing.names),
        thing.about,
        " ".join(word for word in thing.more.split() if word not in said),
        thing.day.isoformat() if thing.day else "",
    ]
    while row[-1] == "":
        row.pop()
    return row
