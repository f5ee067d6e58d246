"""The roster of a pledge as of a day: a tile for every state, the names with their documents, claims beside counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext, gettext_noop, ngettext

from horseshoe.answers.questions import BadQuestion, parse_day
from horseshoe.answers.roster import Counted, Roster, eligible_states, roster
from horseshoe.answers.standing import Standing, Supporter
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.facts.states import State
from horseshoe.site.charts.growth import growth_chart
from horseshoe.site.page import Ask, Card, Kind, Page
from horseshoe.site.parts.rosters import (
    NAMES,
    PARTS,
    THE,
    acts,
    alike,
    grown,
    marks,
    says_of_region,
    text_called,
    tiles,
)
from horseshoe.site.pictures import layout as pictures
from horseshoe.site.pictures import standalone
from horseshoe.site.tags.saying import by_name, plain_day
from horseshoe.site.tags.words import STANDINGS


def make(ask: Ask) -> Page:
    """The roster as of the day in the address or in the query; today's by default."""
    instrument = text_called(ask.parts["instrument"])
    given = parse_day(ask.parts["on"]) if "on" in ask.parts else ask.day("on")
    on = given or ask.on
    if on > ask.on:
        raise BadQuestion(f"{on} is still to come: give a day up to {ask.on}.")
    answer = roster(ask.record, instrument, on)
    parts = [(each, gettext(heading), getattr(answer, field)) for each, field, heading in PARTS]
    the = gettext(THE[instrument])
    number = answer.counts.member_states + answer.counts.observers
    more = answer.possible_counts.member_states + answer.possible_counts.observers
    stops = marks(ask.record, instrument, ask.on)
    at = max((number for number, stop in enumerate(stops) if stop.day <= on), default=0)
    found = grown(ask.record, instrument, ask.on)
    alone = "on" not in ask.parts
    regions = _regions(ask.record, answer)
    return Page(
        address=f"roster/{instrument.value}/{on}" if given else f"roster/{instrument.value}",
        title=gettext("Who supports %(text)s") % {"text": the},
        description=ngettext(
            "%(known)s state is known by name to support %(text)s on %(day)s, %(more)s more possibly.",
            "%(known)s states are known by name to support %(text)s on %(day)s, %(more)s more possibly.",
            number,
        )
        % {"known": number, "text": the, "day": plain_day(on), "more": more},
        template="roster.html",
        card=Card(
            drawn=lambda: standalone.tiles_svg(
                regions,
                title=gettext("Who supports %(text)s") % {"text": the},
                lines=(gettext("%(number)s known by name on %(day)s") % {"number": number, "day": plain_day(on)},),
                source="Horseshoe",
            ),
            shared="" if alone else f"roster/{instrument.value}",
        ),
        context={
            "roster": answer,
            "instrument": instrument,
            "other": next(each for each in Instrument if each is not instrument),
            "names": {each: gettext(NAMES[each]) for each in Instrument},
            "asked": on,
            "text": ask.record.instrument[instrument],
            "parts": [_part(each, heading, by_name(rows)) for each, heading, rows in parts if rows],
            "regions": regions,
            "legend": [
                (shape, gettext(word))
                for shape, word in (
                    *(STANDINGS[each] for each, _, rows in parts if rows),
                    STANDINGS[Standing.NOTHING_KNOWN],
                )
            ],
            "marks": stops,
            "at": at,
            "says": stops[at].says if stops else "",
            "claimed": list(_claimed(answer)),
            "number": number,
            "more": more,
            "first": on < ask.record.instrument[instrument].first_text,
        },
        answer=answer,
        header=HEADER,
        rows=lambda: _rows(answer),
        charts=(growth_chart(found),) if alone and found.steps else (),
        feed=(lambda: acts(ask.record, (instrument,))) if alone else None,
    )


def _part(
    standing: Standing, heading: str, rows: Sequence[Supporter]
) -> tuple[Standing, str, Sequence[Supporter], dict[str, str]]:
    return standing, heading, rows, alike((each.state, each.name, each.evidence) for each in rows)


def _claimed(answer: Roster) -> Iterator[str]:
    """The published numbers that stand beside the roster, a sentence each, in English: for ``|sentence``."""
    for claim in answer.claims:
        for figure in claim.figures:
            if figure.counts is not Counted.OBSERVERS:
                told = f"{figure.claimed} were claimed for {claim.published} ({claim.claimant})."
                match claim.qualifier:
                    case "more_than":
                        yield f"More than {told}"
                    case "almost":
                        yield f"Almost {told}"
                    case _:
                        yield told


def _regions(record: Record, answer: Roster) -> tuple[pictures.Region, ...]:
    found: dict[str, tuple[Standing, Supporter]] = {
        each.state: (standing, each) for standing, field, _ in PARTS for each in getattr(answer, field)
    }

    def tile(state: State, name: str) -> pictures.Tile:
        standing, entry = found.get(state.code, (Standing.NOTHING_KNOWN, None))
        shape, word = STANDINGS[standing]
        return pictures.Tile(state=state.code, name=name, shape=shape, says=_says(standing, entry, gettext(word)))

    return tiles(record, eligible_states(record, answer.instrument, answer.on), answer.on, tile, says_of_region)


def _says(standing: Standing, entry: Supporter | None, word: str) -> str:
    if standing is not Standing.CERTAIN or entry is None or entry.since is None:
        return word
    if entry.since.exact:
        return gettext("%(word)s since %(day)s") % {"word": word, "day": plain_day(entry.since.exact)}
    return gettext("%(word)s by %(day)s") % {"word": word, "day": plain_day(entry.since.not_after)}


HEADER = (
    "instrument", "on", "standing", "state", "name", "kind", "group", "group_certain", "not_before", "not_after",
    "how", "disavowed", "evidence", "sources",
)  # fmt: skip


def _rows(answer: Roster) -> Iterable[tuple[object, ...]]:
    for standing, field, _ in PARTS:
        for each in getattr(answer, field):
            yield (
                answer.instrument, answer.on, standing, each.state, each.name, each.kind, each.group,
                each.group_certain, each.since.not_before if each.since else None,
                each.since.not_after if each.since else None, each.how, str(each.disavowed or ""),
                tuple(row.id for row in each.evidence),
                tuple(dict.fromkeys(source for row in each.evidence for source in row.sources)),
            )  # fmt: skip


KIND = Kind(
    name=gettext_noop("Roster of a pledge"),
    address="roster/{instrument}",
    make=make,
    every=lambda record, on: [f"roster/{each.value}" for each in Instrument],
    takes=("on",),
)
