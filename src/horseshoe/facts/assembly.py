"""The General Assembly's side: the official holidays at Headquarters, by which working days are counted."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from horseshoe.facts.rows import Row


class HolidayStatus(StrEnum):
    """How it is known that Headquarters was closed on a day."""

    OFFICIAL = "official"
    """Read in the year's circular (ST/IC), or in a source that lists the circular's days."""
    DERIVED = "derived"
    """The circular was not seen; the day follows from a date rule, as Good Friday does."""
    UNVERIFIED = "unverified"
    """Recalled, or not determined at all: no answer rests on it without saying so."""


class Holiday(Row, frozen=True, kw_only=True):
    """One fixed official holiday at Headquarters in New York, on the day that the house was closed for it.

    Floating holidays do not close the house and have no place here.

    Raises:
        ValueError: an undated day claims to be more than unverified, the bounds contradict each other
            or the date, or a day lies outside the year (31 December of the year before is possible,
            where 1 January is a Saturday).
    """

    id: Annotated[str, Meta(description="Own key: year and day, such as `2024-good-friday`.")]
    year: Annotated[int, Meta(description="The year whose circular lists it.")]
    date: Annotated[
        datetime.date | None, Meta(description="The day Headquarters was closed; empty where not determined.")
    ] = None
    name: Annotated[str, Meta(description="Name of the day; `(observed)` where a weekend moved it.")]
    status: Annotated[HolidayStatus, Meta(description="How the day is known.")]
    earliest: Annotated[datetime.date | None, Meta(description="An unverified day fell on this day or later.")] = None
    latest: Annotated[datetime.date | None, Meta(description="An unverified day fell on this day or earlier.")] = None

    def __post_init__(self) -> None:
        """Refuse a row that contradicts itself."""
        if self.status is not HolidayStatus.UNVERIFIED:
            if self.date is None:
                raise ValueError(f"holiday {self.id} has no date: its status can only be unverified")
            if self.earliest or self.latest:
                raise ValueError(f"holiday {self.id} is {self.status}: only an unverified day has bounds")
        in_order = [day for day in (self.earliest, self.date, self.latest) if day is not None]
        if in_order != sorted(in_order):
            raise ValueError(f"holiday {self.id}: earliest, date and latest do not follow one another")
        eve, last = datetime.date(self.year - 1, 12, 31), datetime.date(self.year + 1, 1, 1)
        if any(not eve <= day < last for day in in_order):
            raise ValueError(f"holiday {self.id} has a day outside {self.year} and its eve")

    def possible_days(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day on which it may have been kept, both inclusive.

        A day without bounds is taken at its date; one with neither may lie anywhere in its year.
        """
        first = self.earliest or self.date or datetime.date(self.year, 1, 1)
        last = self.latest or self.date or datetime.date(self.year, 12, 31)
        return first, last

    def may_fall_on(self, day: datetime.date) -> bool:
        """Whether ``day`` is the holiday or, where that is in doubt, may be it."""
        first, last = self.possible_days()
        return first <= day <= last


class Response(StrEnum):
    """How the Assembly answered a veto."""

    DEBATE = "debate"
    """A debate on the veto."""
    EMERGENCY_SESSION = "emergency_session"
    """An emergency special session on the same situation met instead."""
    NOT_FOUND = "not_found"
    """No answer was found in the sources read."""


class VetoAnswer(Row, frozen=True, kw_only=True):
    """What the Assembly did after a veto cast since A/RES/76/262."""

    id: Annotated[str, Meta(description="Own key: day and symbol of the vetoed text.")]
    roll_calls: Annotated[tuple[str, ...], Meta(description="The vetoes: `roll_calls.id`.")]
    about: Annotated[str, Meta(description="What the vetoed text was about, in a few words.")]
    response: Annotated[Response, Meta(description="How the Assembly answered.")]
    met_not_before: Annotated[datetime.date | None, Meta(description="First met on it not before this day.")] = None
    met_not_after: Annotated[datetime.date | None, Meta(description="First met on it not after this day.")] = None
    session: Annotated[str | None, Meta(description="Session of the Assembly, such as `78` or `ES-10`.")] = None
    meetings: Annotated[str | None, Meta(description="Symbols of the records of the meetings, or what they were.")] = (
        None
    )
    item: Annotated[str | None, Meta(description="Item of the Assembly's agenda.")] = None
    report: Annotated[str | None, Meta(description="Symbol of the Council's special report, where one was seen.")] = (
        None
    )
    report_on: Annotated[datetime.date | None, Meta(description="Day on which the report was submitted.")] = None
    releases: Annotated[tuple[str, ...], Meta(description="Press releases.")] = ()


class Route(StrEnum):
    """How an emergency special session came to be called (A/RES/377 A (V), A.1)."""

    COUNCIL = "council"
    """On the vote of the Council: of any seven members, then nine."""
    MEMBERS = "members"
    """On the request of a majority of the members of the United Nations."""


class EmergencySession(Row, frozen=True, kw_only=True):
    """An emergency special session of the Assembly, called under A/RES/377 A (V)."""

    number: Annotated[int, Meta(description="Its number.")]
    topic: Annotated[str, Meta(description="What it was about.")]
    first: Annotated[datetime.date, Meta(description="First day.")]
    adjourned: Annotated[datetime.date | None, Meta(description="Day on which it closed or first adjourned.")] = None
    route: Annotated[Route, Meta(description="Whether the Council or a majority of the members called it.")]
    requested_by: Annotated[str | None, Meta(description="Who asked for it.")] = None
    roll_call: Annotated[str | None, Meta(description="The Council's vote that called it: `roll_calls.id`.")] = None
    resolutions: Annotated[str | None, Meta(description="What it adopted.")] = None
    resumed: Annotated[str | None, Meta(description="Days on which it resumed, as the sources give them.")] = None
    situation: Annotated[str | None, Meta(description="The situation: `situations.id`.")] = None
