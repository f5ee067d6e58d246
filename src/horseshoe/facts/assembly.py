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
