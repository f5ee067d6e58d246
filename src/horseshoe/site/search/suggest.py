"""What somebody may have meant by an address that leads nowhere: what the search finds for its words."""

from __future__ import annotations

import msgspec
from django.utils.translation import gettext

from horseshoe.facts.record import Record
from horseshoe.site.page import kinds
from horseshoe.site.search.found import found
from horseshoe.site.search.index import index
from horseshoe.site.search.match import Hits, Sort, Thing, search

MOST = 5
LONGEST = 120


class Suggestion(msgspec.Struct, frozen=True):
    """A page that may have been meant."""

    label: str
    address: str


def suggestions(record: Record, address: str) -> tuple[Suggestion, ...]:
    """Pages that come near to an address, the likeliest first; labels in the language of the moment."""
    head, _, rest = address[:LONGEST].strip("/ ").partition("/")
    shelves = {kind.address.partition("/")[0] for kind in kinds()}
    known = bool(rest) and head in shelves
    hits = search(index(record), address[:LONGEST])
    if known and not (hits.exact or hits.near):
        hits = search(index(record), rest)
    things = sorted(_things(hits), key=lambda thing: known and not thing.address.startswith(f"{head}/"))
    labels: dict[str, str] = {}
    for thing in things[: MOST - 1]:
        labels.setdefault(thing.address, _label(record, thing))
    for kind in kinds():
        if kind.address == head and known:
            labels.setdefault(head, gettext(kind.name))
    return tuple(Suggestion(label, where) for where, label in labels.items()) or (Suggestion(gettext("Today"), ""),)


def _things(hits: Hits) -> list[Thing]:
    """What fits by name, then what comes near, then what holds every word, votes last."""
    holding = [hit.thing for hit in hits.found[: 8 * MOST] if hits.whole]
    every = [*hits.exact, *hits.near, *hits.named, *sorted(holding, key=lambda thing: thing.sort is Sort.VOTE)]
    return [thing for thing in every if thing.sort not in (Sort.DOCUMENT, Sort.QUESTION)]


def _label(record: Record, thing: Thing) -> str:
    label = found(record, thing).label
    return gettext("The vote on %(name)s") % {"name": label} if thing.sort is Sort.VOTE else label
