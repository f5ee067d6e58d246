"""Why lists of vetoes differ: what each published list that was read here has of the vetoes counted here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from horseshoe.answers.conduct_situation import CountBeside, of_situation
from horseshoe.answers.vetoes import Veto
from horseshoe.facts.proposals import ProposalKind
from horseshoe.facts.record import Record

FEWEST = 10
"""A source with fewer vetoes than this is a report of single votes, and no list."""


class ListBeside(msgspec.Struct, frozen=True, kw_only=True):
    """A published list beside the vetoes counted here."""

    source: str
    """Its key (``sources.id``)."""
    title: str
    first: date
    """Day of the first veto that was read in it."""
    last: date
    has: int
    """Proposals counted as vetoed here that were read in it."""
    counted: int
    """Proposals counted as vetoed here between its first and its last."""


class VetoLists(msgspec.Struct, frozen=True, kw_only=True):
    """What other lists have, and what a count can leave out."""

    lists: tuple[ListBeside, ...]
    """Those with the most vetoes first."""
    kinds: dict[ProposalKind, int]
    """How many of the proposals are of which kind, where the source tells."""
    kind_unknown: int
    several: int
    """Proposals that more than one permanent member vetoed: each is one proposal, and two vetoes or three."""
    claims: tuple[CountBeside, ...]
    """Published counts of vetoes on one situation beside those that follow from the roll calls."""


def veto_lists(record: Record, vetoes: Sequence[Veto]) -> VetoLists:
    """Other lists beside these vetoes.

    Args:
        record: the facts.
        vetoes: those that are counted, of all years.
    """
    days: dict[str, list[date]] = {}
    for veto in vetoes:
        for source in record.roll_call[veto.id].source.split():
            if source in record.source and record.source[source].kind == "dataset":
                days.setdefault(source, []).append(veto.date)
    lists = [
        ListBeside(
            source=source,
            title=record.source[source].title,
            first=min(found),
            last=max(found),
            has=len(found),
            counted=sum(min(found) <= veto.date <= max(found) for veto in vetoes),
        )
        for source, found in days.items()
        if len(found) >= FEWEST
    ]
    kinds = Counter(veto.kind for veto in vetoes)
    situations = dict.fromkeys(claim.situation for claim in record.conduct_claims)
    return VetoLists(
        lists=tuple(sorted(lists, key=lambda each: -each.has)),
        kinds={kind: kinds[kind] for kind in ProposalKind if kind in kinds},
        kind_unknown=kinds[None],
        several=sum(len(veto.vetoed_by) > 1 for veto in vetoes),
        claims=tuple(
            claim
            for situation in situations
            for claim in of_situation(record, situation).claims
            if claim.counts == "vetoes"
        ),
    )
