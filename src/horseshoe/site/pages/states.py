"""The states, by regional group, with those that ended."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext, gettext_noop

from horseshoe.facts.states import State, StateKind
from horseshoe.site.language import tongues
from horseshoe.site.page import Ask, Kind, Page, Shelf

NO_GROUP = gettext_noop("In no regional group")
OBSERVERS = gettext_noop("Observers")
FORMER = gettext_noop("Former members")
LAST = (NO_GROUP, OBSERVERS, FORMER)


def make(ask: Ask) -> Page:
    """Every state by group."""
    record = ask.record
    found: dict[str, list[State]] = defaultdict(list)
    for row in sorted(record.states, key=lambda row: tongues.order(tongues.said(row.name))):
        group = record.group(row.code, ask.on).group
        head = {StateKind.OBSERVER: OBSERVERS, StateKind.HISTORIC: FORMER}.get(row.kind)
        found[head or (group.value if group else NO_GROUP)].append(row)
    groups = sorted(found.items(), key=lambda pair: (LAST.index(pair[0]) if pair[0] in LAST else -1, pair[0]))
    sat = {term.state for term in record.terms}
    return Page(
        address="states",
        title=gettext("States"),
        description=gettext("The members of the United Nations, the observers and former members, by regional group."),
        template="states.html",
        context={"groups": groups, "sat": sat, "last": LAST},
        answer=record.states,
        header=("code", "name", "kind", "admitted", "ended", "group", "held_a_seat"),
        rows=lambda: (
            (
                row.code,
                row.name,
                row.kind,
                row.admitted,
                row.ended,
                record.group(row.code, ask.on).group,
                row.code in sat,
            )
            for row in record.states
        ),
    )


KIND = Kind(
    name=gettext_noop("States"),
    address="states",
    make=make,
    every=lambda record, on: ["states"],
    shelf=Shelf.RECORD,
)
