"""The form of the whip desk: from the parameters of an address to a draft and the seats that are held."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

import msgspec

from horseshoe.answers.planned import Planned
from horseshoe.answers.questions import BadQuestion, NotFound, find_situation, find_states, parse_day
from horseshoe.facts.proposals import Cast, Matter, Outcome, ProposalKind, RollCall
from horseshoe.facts.record import Record
from horseshoe.facts.situations import Action, Names
from horseshoe.forecast.stances import Position, Speaker, Stance
from horseshoe.rules import charter
from horseshoe.rules.draft_life import Stage
from horseshoe.site.whip.count import first_day

FIELDS = (
    "title", "symbol", "agenda", "situation", "day", "action", "names", "kind", "matter", "stage", "sponsors",
)  # fmt: skip
"""Parameters of the draft."""

SEATS = "[A-Z]{3}(-said)?"
"""Parameters of the seats: ``RUS=no`` holds a seat to a cast, ``RUS-said=abstain`` tells its stance."""

HELD = (Cast.YES, Cast.NO, Cast.ABSTAIN)
"""What a seat can be held to."""

REPORTED = "reported-"
"""What stands before a stance that somebody else reports."""

SOURCE = "given on the whip desk"

Word = TypeVar("Word", bound=StrEnum)

STAGES = tuple(stage for stage in Stage if stage not in (Stage.VOTED, Stage.WITHDRAWN))


class Given(msgspec.Struct, frozen=True):
    """What a form says, read."""

    planned: Planned
    casts: dict[str, Cast]
    """State code to the cast that its seat is held to."""


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """A seat in the form."""

    state: str
    name: str
    permanent: bool
    held: str
    said: str


def started(record: Record) -> tuple[RollCall, dict[str, str]] | None:
    """The newest draft resolution with known sponsors that failed, and the form that puts it to the vote again."""
    for row in reversed(record.roll_calls):
        proposal = record.proposal[row.proposal]
        if proposal.kind is not ProposalKind.DRAFT_RESOLUTION or not proposal.symbol or not proposal.sponsors:
            continue
        if row.outcome not in (Outcome.VETOED, Outcome.NOT_ADOPTED):
            continue
        try:
            sponsors = find_states(record, proposal.sponsors)
        except (NotFound, BadQuestion):
            continue
        about = record.draft_situation.get(row.id)
        told = {
            "title": (proposal.title or "")[:200],
            "agenda": (proposal.agenda or "")[:200],
            "sponsors": ", ".join(sponsors),
            "situation": about.situation if about else "",
            "action": about.action.value if about else "",
            "names": about.text_names.value if about and about.text_names is not Names.UNKNOWN else "",
        }
        return row, {name: value for name, value in told.items() if value}
    return None


def day_of(record: Record, values: Mapping[str, str], on: datetime.date) -> datetime.date:
    """The day of the vote: the one given, else today, or the first of which a count is taken.

    Raises:
        BadQuestion: it is no date, or not after the newest vote.
    """
    first = first_day(record)
    if "day" not in values:
        return max(on, first)
    day = parse_day(values["day"])
    if day < first:
        raise BadQuestion(
            f"The desk counts votes that are still to come, and the record holds votes to "
            f"{first - datetime.timedelta(days=1)}: give a day from {first} on."
        )
    return day


def read(record: Record, values: Mapping[str, str], on: datetime.date) -> Given:
    """The draft and the seats held that a form describes.

    Raises:
        BadQuestion: something in it is not known or cannot be; the sentence says what would be right.
    """
    day = day_of(record, values, on)
    stage = _word(values, "stage", STAGES)
    try:
        situation = find_situation(record, values["situation"]) if "situation" in values else None
        sponsors = find_states(record, values.get("sponsors", ""))
    except NotFound as error:
        raise BadQuestion(str(error.args[0])) from None
    action = _word(values, "action", Action)
    planned = Planned(
        date=day,
        title=values.get("title"),
        symbol=values.get("symbol"),
        agenda=values.get("agenda"),
        situation=situation,
        action=action.value if action else None,
        text_names=_word(values, "names", Names) or Names.UNKNOWN,
        kind=_word(values, "kind", ProposalKind) or ProposalKind.DRAFT_RESOLUTION,
        matter=_word(values, "matter", (Matter.SUBSTANTIVE, Matter.PROCEDURAL)) or Matter.SUBSTANTIVE,
        stage=stage,
        sponsors=tuple(dict.fromkeys(sponsors)),
        stances=tuple(_stances(record, values, stage)),
    )
    casts = {}
    for name, value in values.items():
        if name not in FIELDS and not name.endswith("-said"):
            _require_state(record, name)
            if value not in HELD:
                raise BadQuestion(f"{name} is held to one of {', '.join(HELD)}, and {value[:40]!r} is none of them.")
            casts[name] = Cast(value)
    return Given(planned, casts)


def seats(record: Record, values: Mapping[str, str], day: datetime.date) -> tuple[Seat, ...]:
    """The seats of the Council of a day, in order of name, each with what the form says of it."""
    found = (
        Seat(
            state=term.state,
            name=record.name(term.state, day),
            permanent=term.state in record.permanent(day),
            held=values.get(term.state, ""),
            said=values.get(f"{term.state}-said", ""),
        )
        for term in record.council(day)
    )
    return tuple(sorted(found, key=lambda seat: seat.name))


def last_day(record: Record) -> datetime.date:
    """The last day of the last year of which every seat is known."""
    last = record.years[1]
    day = datetime.date(last.year, 12, 31)
    while len(record.council(day)) < charter.size(day).seats and day.year > record.years[0].year:
        day = datetime.date(day.year - 1, 12, 31)
    return day


def _stances(record: Record, values: Mapping[str, str], stage: Stage | None) -> Iterable[Stance]:
    for name, value in values.items():
        state, mark, _ = name.partition("-said")
        if name in FIELDS or not mark:
            continue
        _require_state(record, state)
        said = value.removeprefix(REPORTED)
        if said not in tuple(Position):
            known = ", ".join(Position)
            raise BadQuestion(f"{name} is one of {known}, each also after {REPORTED!r}, and {value[:40]!r} is not.")
        yield Stance(
            state=state,
            position=Position(said),
            stage=stage or Stage.ROUND,
            said_by=Speaker.REPORT if value.startswith(REPORTED) else Speaker.MISSION,
            source=SOURCE,
        )


def _require_state(record: Record, code: str) -> None:
    if code not in record.state:
        raise BadQuestion(f"{code} is the code of no state: seats are named by codes such as RUS.")


def _word(values: Mapping[str, str], name: str, allowed: Iterable[Word]) -> Word | None:
    text, known = values.get(name), {each.value: each for each in allowed}
    if text and text not in known:
        raise BadQuestion(f"{name} is one of {', '.join(known)}, and {text[:40]!r} is none of them.")
    return known[text] if text else None
