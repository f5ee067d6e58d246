"""What the pages of the rosters share: names of the texts, days to choose from, tiles, acts of support as a feed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

import msgspec
from django.utils.translation import gettext, gettext_noop, ngettext

from horseshoe.answers.growth import Growth, growth
from horseshoe.answers.questions import NotFound
from horseshoe.answers.roster import Counts, eligible_states
from horseshoe.answers.standing import HOW, Evidence, Standing, may_join
from horseshoe.facts.pledges import EvidenceKind, Instrument, PledgeEvidence
from horseshoe.facts.record import Record
from horseshoe.facts.states import State, StateKind
from horseshoe.rules.code import ACTS
from horseshoe.site.language.tongues import said as called
from horseshoe.site.page import Entry
from horseshoe.site.pictures import layout as pictures
from horseshoe.site.tags.saying import plain_day
from horseshoe.site.tags.words import PLEDGES

NAMES = {each: PLEDGES[each] for each in Instrument}
"""The texts as they are called here, by themselves or after a colon."""

THE = {
    Instrument.CODE: gettext_noop("the Code of Conduct"),
    Instrument.DECLARATION: gettext_noop("the France/Mexico Declaration"),
}
"""The texts within a sentence, where they are what is supported or joined."""

PARTS = (
    (Standing.CERTAIN, "certain", gettext_noop("Known supporters")),
    (Standing.POSSIBLE, "possible", gettext_noop("Possible supporters")),
    (Standing.STATED_ONLY, "stated_only", gettext_noop("Only spoke in support")),
    (Standing.REPORTED_NOT_JOINED, "reported_not_joined", gettext_noop("Reported as not having joined")),
    (Standing.DISAVOWED, "disavowed", gettext_noop("Disavowed it")),
)
"""Standing to its field of a roster and its heading."""

OBSERVERS, UNGROUPED = gettext_noop("Observers"), gettext_noop("In no regional group")


class DayMark(msgspec.Struct, frozen=True, kw_only=True):
    """A day that the slider stops at."""

    day: date
    address: str
    written: str
    says: str
    """The day and the count, in words."""
    changed: int
    """How many states' standing became another on that day."""
    year_end: bool


def text_called(word: str) -> Instrument:
    """The text that a part of an address names.

    Raises:
        NotFound: there is none.
    """
    try:
        return Instrument(word.lower())
    except ValueError:
        known = " and ".join(each.value for each in Instrument)
        raise NotFound(f"No pledge text is called {word[:40]!r}: there are {known}.") from None


def grown(record: Record, instrument: Instrument, today: date) -> Growth:
    """The roster's growth up to today, worked out once for every page that asks."""
    key = ("site", "growth", instrument, today)
    if key not in record.derived:
        record.derived[key] = growth(record, instrument, today)
    known: Growth = record.derived[key]
    return known


def days(record: Record, instrument: Instrument, today: date) -> tuple[date, ...]:
    """The days that are published: those on which a standing became another, and the ends of years."""
    found = grown(record, instrument, today)
    changed = {step.on for step in found.steps}
    if not changed:
        return ()
    ends = {date(year, 12, 31) for year in range(min(changed).year, today.year)}
    return tuple(sorted((changed | ends) - {today}))


def marks(record: Record, instrument: Instrument, today: date) -> tuple[DayMark, ...]:
    """What the slider stops at: the days that are published, and today."""
    found = grown(record, instrument, today)
    made = []
    for day in (*days(record, instrument, today), today):
        step = found.at(day)
        written = plain_day(day)
        if step is not None:
            made.append(
                DayMark(
                    day=day,
                    address=f"roster/{instrument}" if day == today else f"roster/{instrument}/{day}",
                    written=written,
                    says=counted(written, step.certain, step.possible),
                    changed=len(step.changed) if step.on == day else 0,
                    year_end=(day.month, day.day) == (12, 31),
                )
            )
    return tuple(made)


def alike(rows: Iterable[tuple[str, str, Sequence[Evidence]]]) -> dict[str, str]:
    """Of each state whose evidence says what that of one before it says: the name of that one.

    Args:
        rows: code, name and evidence of each state, in the order of the list.
    """
    first: dict[tuple[object, ...], str] = {}
    told: dict[str, str] = {}
    for state, name, evidence in rows:
        if evidence:
            says = evidence[0].kind, evidence[0].says, evidence[0].sources
            if says in first:
                told[state] = first[says]
            else:
                first[says] = name
    return told


def counted(written: str, certain: Counts, possible: Counts) -> str:
    """A day with how many are known by name."""
    known, more = certain.member_states + certain.observers, possible.member_states + possible.observers
    return gettext("%(day)s: %(known)s known by name, %(more)s more possibly") % {
        "day": written, "known": known, "more": more,
    }  # fmt: skip


def said(number: int, qualifier: str) -> str:
    """A published number as it was said."""
    match qualifier:
        case "more_than":
            return gettext("more than %(number)s") % {"number": number}
        case "almost":
            return gettext("almost %(number)s") % {"number": number}
        case _:
            return str(number)


def tiles(
    record: Record,
    states: Iterable[State],
    on: date,
    tile: Callable[[State, str], pictures.Tile],
    says: Callable[[Sequence[pictures.Tile]], str],
) -> tuple[pictures.Region, ...]:
    """Equal tiles by region.

    Args:
        record: the facts.
        states: whose tiles these are.
        on: the day of their names and groups.
        tile: from a state and its name to its tile.
        says: from the tiles of a region to a sentence.
    """
    found: dict[str, list[pictures.Tile]] = defaultdict(list)
    for state in states:
        group = record.group(state.code, on).group
        region = OBSERVERS if state.kind is StateKind.OBSERVER else group.value if group else UNGROUPED
        found[region].append(tile(state, called(record.name(state.code, on))))
    return tuple(
        msgspec.structs.replace(each, name=gettext(each.name)) if each.name in (OBSERVERS, UNGROUPED) else each
        for each in pictures.regions(found, says)
    )


def says_of_region(own: Sequence[pictures.Tile]) -> str:
    """How many of a region support a text."""
    full = sum(tile.shape == "full" for tile in own)
    half = sum(tile.shape == "half" for tile in own)
    told = {"full": full, "of": len(own), "half": half}
    if not half:
        return (
            ngettext("%(full)s of %(of)s is known to support it.", "%(full)s of %(of)s are known to support it.", full)
            % told
        )
    return (
        ngettext(
            "%(full)s of %(of)s is known to support it, %(half)s more possibly.",
            "%(full)s of %(of)s are known to support it, %(half)s more possibly.",
            full,
        )
        % told
    )


def everyone(record: Record, on: date) -> tuple[State, ...]:
    """The members and observers of a day: those to which either text is open."""
    found = {state.code: state for each in Instrument for state in eligible_states(record, each, on)}
    return tuple(found.values())


def open_to(instrument: Instrument, state: State) -> bool:
    """Whether a state can be on the list."""
    return may_join(instrument, state)


def acts(record: Record, instruments: Sequence[Instrument], state: str | None = None) -> Iterator[Entry]:
    """The acts of support, and disavowals, as entries of a feed: each under the last day on which it can have been.

    Args:
        record: the facts.
        instruments: on which texts.
        state: only of this state.
    """
    for row in record.pledges:
        wanted = row.instrument in instruments and (state is None or row.state == state)
        told = row.kind in ACTS or row.kind is EvidenceKind.DISAVOWAL
        if wanted and told and row.confidence != "recall" and (day := row.not_after or row.not_before):
            yield Entry(
                id=f"pledges/{row.id}", address=f"states/{row.state}", title=_title(record, row, day), day=day,
                says=_says(row),
            )  # fmt: skip


def _title(record: Record, row: PledgeEvidence, day: date) -> str:
    told = {"state": called(record.name(row.state, day)), "text": gettext(NAMES[row.instrument])}
    if row.kind is EvidenceKind.DISAVOWAL:
        return gettext("%(state)s: disavowal (%(text)s)") % told
    return gettext("%(state)s: act of support (%(text)s)") % told


def _says(row: PledgeEvidence) -> str:
    how = HOW.get(row.kind, row.kind.value.replace("_", " "))
    head = f"{str(row.when)[:1].upper()}{str(row.when)[1:]}, {how}"
    return f"{head}: {row.evidence}{f' {row.document_symbol}' if row.document_symbol else ''}"
