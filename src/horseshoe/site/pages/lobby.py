"""Whom to ask to join a pledge: the states whose support is not certain, why now, and what is next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec
from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.lobby import Lobby, Why, lobby
from horseshoe.answers.questions import NotFound
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.states import Group
from horseshoe.site.page import Ask, Kind, Page, Shelf, one_of
from horseshoe.site.tags.citing import numbers
from horseshoe.site.tags.saying import plain_day

TITLES = {
    Instrument.CODE: gettext_noop("Whom to ask to join the Code of Conduct"),
    Instrument.DECLARATION: gettext_noop("Whom to ask to join the France/Mexico Declaration"),
}

WHY = {
    Why.ON_THE_COUNCIL: gettext_noop("on the Council"),
    Why.INCOMING: gettext_noop("elected, and not yet in its seat"),
    Why.CANDIDATE: gettext_noop("candidate"),
    Why.POSSIBLE: gettext_noop("may have joined already"),
    Why.SPOKE_FOR_IT: gettext_noop("spoke in support"),
    Why.NEIGHBOURS: gettext_noop("its group has supporters"),
}

HEADER = (
    "state", "name", "instrument", "on", "standing", "standing_reason", "why", "reasons", "group", "group_members",
    "group_certain", "group_possible", "next_not_before", "next_not_after", "next_what", "sources",
)  # fmt: skip


def make(ask: Ask) -> Page:
    """The states to ask to join the pledge in the address, of one group or for one reason if asked."""
    try:
        instrument = Instrument(ask.parts["instrument"].lower())
    except ValueError:
        known = ", ".join(Instrument)
        raise NotFound(f"No pledge is called {ask.parts['instrument'][:40]!r}: there are {known}.") from None
    whole = lobby(ask.record, instrument, ask.on)
    group, why = one_of(ask, "group", Group), one_of(ask, "why", Why)
    answer = msgspec.structs.replace(
        whole,
        states=tuple(
            each
            for each in whole.states
            if (group is None or (each.neighbours is not None and each.neighbours.group == group))
            and (why is None or why in {one.why for one in each.reasons})
        ),
    )
    reasons = Counter(one.why for each in whole.states for one in each.reasons)
    return Page(
        address=f"lobby/{instrument.value}",
        title=gettext(TITLES[instrument]),
        description=gettext(
            "%(number)s states whose support is not certain on %(day)s, in an order whose reasons are shown: why now, "
            "and the next date at which it matters."
        )
        % {"number": len(whole.states), "day": plain_day(ask.on)},
        template="lobby.html",
        context={
            "lobby": answer,
            "instrument": instrument,
            "instruments": tuple(Instrument),
            "whole": len(whole.states),
            "groups": tuple(Group),
            "reasons": [(each, gettext(WHY[each]), reasons[each]) for each in Why if reasons[each]],
            "numbers": numbers(whole.sources),
        },
        answer=answer,
        header=HEADER,
        rows=lambda: _rows(answer),
    )


def _rows(answer: Lobby) -> Iterable[tuple[object, ...]]:
    for each in answer.states:
        near, then = each.neighbours, each.next
        yield (
            each.state, each.name, answer.instrument, answer.on, each.standing.standing, each.standing.reason,
            tuple(one.why.value for one in each.reasons), " ".join(one.says for one in each.reasons),
            *((near.group, near.members, near.certain, near.possible) if near else (None,) * 4),
            *((then.not_before, then.not_after, then.what) if then else (None,) * 3),
            tuple(dict.fromkeys((*each.standing.sources, *(s for one in each.reasons for s in one.sources)))),
        )  # fmt: skip


KIND = Kind(
    name=gettext_noop("Whom to ask"),
    address="lobby/{instrument}",
    make=make,
    every=lambda record, on: [f"lobby/{each.value}" for each in Instrument],
    takes=("group", "why"),
    shelf=Shelf.AHEAD,
    entry="lobby/code",
)
