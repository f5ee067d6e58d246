"""Both pledges side by side: each state's standing to the Code and to the Declaration, in one tile of two halves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from django.utils.translation import gettext, gettext_noop, ngettext

from horseshoe.answers.comparison import Comparison, SeatStanding, compare
from horseshoe.answers.questions import BadQuestion
from horseshoe.answers.roster import GroupCounts, Roster, known_supporters, roster
from horseshoe.answers.standing import Standing
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.facts.states import State
from horseshoe.site.page import Ask, Kind, Page, Shelf
from horseshoe.site.parts.rosters import NAMES, acts, everyone, open_to, tiles
from horseshoe.site.pictures import layout as pictures
from horseshoe.site.tags.saying import plain_day
from horseshoe.site.tags.words import STANDINGS

NOT_OPEN = ("none", gettext_noop("not open to it"))
"""How a state stands to a text that it cannot join, as shape and word."""


class GroupRow(msgspec.Struct, frozen=True):
    """A regional group in the table of both texts."""

    name: str
    code: GroupCounts
    declaration: GroupCounts
    both: int


def make(ask: Ask) -> Page:
    """Both rosters as of the day in the query; today's by default."""
    record, on = ask.record, ask.day("on") or ask.on
    if on > ask.on:
        raise BadQuestion(f"{on} is still to come: give a day up to {ask.on}.")
    states = everyone(record, on)
    answer = compare(record, on, among=sorted(state.code for state in states))
    known = {each.state: each for each in answer.among}
    rosters = {each: roster(record, each, on) for each in Instrument}
    told = {
        "day": plain_day(on),
        "both": answer.member_states.both + answer.observers.both,
        "code": answer.member_states.code_only + answer.observers.code_only,
        "declaration": answer.member_states.declaration_only + answer.observers.declaration_only,
    }
    return Page(
        address="roster",
        title=gettext("Who supports which pledge"),
        description=gettext(
            "On %(day)s %(both)s states are known by name to support both the Code of Conduct and the France/Mexico "
            "Declaration, %(code)s the Code alone and %(declaration)s the Declaration alone."
        )
        % told,
        template="rosters.html",
        context={
            "comparison": answer,
            "asked": on,
            "counts": told,
            "names": {each: gettext(NAMES[each]) for each in Instrument},
            "regions": tiles(record, states, on, lambda state, name: _tile(known[state.code], state, name), _says),
            "legend": [(STANDINGS[each][0], gettext(STANDINGS[each][1])) for each in _shown(answer)],
            "groups": _groups(answer, rosters),
            "lists": list(_lists(answer)),
            "figures": [known_supporters(record, each, on) for each in Instrument],
            "rosters": rosters,
        },
        answer=answer,
        header=("on", "state", "name", "kind", "group", "permanent", "code", "declaration"),
        rows=lambda: _rows(record, answer),
        feed=lambda: acts(record, tuple(Instrument)),
    )


def _tile(seat: SeatStanding, state: State, name: str) -> pictures.Tile:
    code, declaration = (
        STANDINGS[standing] if open_to(text, state) else NOT_OPEN
        for text, standing in ((Instrument.CODE, seat.code), (Instrument.DECLARATION, seat.declaration))
    )
    says = gettext("Code: %(code)s; Declaration: %(declaration)s") % {
        "code": gettext(code[1]),
        "declaration": gettext(declaration[1]),
    }
    return pictures.Tile(state=state.code, name=name, shape=code[0], other=declaration[0], says=says)


def _says(own: Sequence[pictures.Tile]) -> str:
    told = {
        "of": len(own),
        "both": sum(tile.shape == tile.other == "full" for tile in own),
        "code": sum(tile.shape == "full" for tile in own),
        "declaration": sum(tile.other == "full" for tile in own),
    }
    return (
        ngettext(
            "Of %(of)s state, known to support the Code: %(code)s; the Declaration: %(declaration)s; both: %(both)s.",
            "Of %(of)s states, known to support the Code: %(code)s; the Declaration: %(declaration)s; both: %(both)s.",
            len(own),
        )
        % told
    )


def _shown(answer: Comparison) -> list[Standing]:
    found = {standing for each in answer.among for standing in (each.code, each.declaration)}
    return [each for each in Standing if each in found]


def _groups(answer: Comparison, rosters: dict[Instrument, Roster]) -> list[GroupRow]:
    none = GroupCounts(0, 0)
    code, declaration = (rosters[each].by_group for each in Instrument)
    names = dict.fromkeys((*code, *declaration))
    return [
        GroupRow(
            name,
            code.get(name, none),
            declaration.get(name, none),
            answer.by_group[name].both if name in answer.by_group else 0,
        )
        for name in names
    ]


def _lists(answer: Comparison) -> Iterator[tuple[str, str, list[SeatStanding]]]:
    """Key, heading and states of each list: certain to support both, one, or possibly one."""
    sure = {Standing.CERTAIN}

    def of(code: set[Standing], declaration: set[Standing]) -> list[SeatStanding]:
        found = (each for each in answer.among if each.code in code and each.declaration in declaration)
        return sorted(found, key=lambda each: each.name)

    rest, perhaps = set(Standing) - sure, {Standing.POSSIBLE}
    yield "both", gettext("Both"), of(sure, sure)
    yield "code-only", gettext("The Code, and not known to support the Declaration"), of(sure, rest)
    yield "declaration-only", gettext("The Declaration, and not known to support the Code"), of(rest, sure)
    yield "code-possible", gettext("Possibly the Code"), of(perhaps, set(Standing))
    yield "declaration-possible", gettext("Possibly the Declaration"), of(set(Standing), perhaps)


def _rows(record: Record, answer: Comparison) -> Iterator[tuple[object, ...]]:
    for each in answer.among:
        group = record.group(each.state, answer.on).group
        yield (
            answer.on, each.state, each.name, record.state[each.state].kind, group, each.permanent, each.code,
            each.declaration,
        )  # fmt: skip


KIND = Kind(
    name=gettext_noop("Roster"),
    address="roster",
    make=make,
    every=lambda record, on: ["roster"],
    takes=("on",),
    menu=3,
    shelf=Shelf.PLEDGES,
)
