"""A date with doubt: what a source proves is often only "not before" and "not after". And years in runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec


class DoubtfulDate(msgspec.Struct, frozen=True):
    """A day known only to lie between two bounds, both inclusive; ``None`` leaves that side open.

    A state first seen on the list of 1 September 2015 joined ``DoubtfulDate(None, date(2015, 9, 1))``.

    Raises:
        ValueError: ``not_before`` lies after ``not_after``.
    """

    not_before: date | None = None
    not_after: date | None = None

    def __post_init__(self) -> None:
        if self.not_before and self.not_after and self.not_before > self.not_after:
            raise ValueError(f"not_before {self.not_before} lies after not_after {self.not_after}")

    @classmethod
    def on(cls, day: date) -> DoubtfulDate:
        """The day itself, without doubt."""
        return cls(day, day)

    @property
    def exact(self) -> date | None:
        """The day, where both bounds agree on one."""
        return self.not_before if self.not_before == self.not_after else None

    def certainly_by(self, day: date) -> bool:
        """Whether it had happened by the end of ``day``, however the doubt is resolved."""
        return self.not_after is not None and self.not_after <= day

    def possibly_by(self, day: date) -> bool:
        """Whether it may have happened by the end of ``day``."""
        return self.not_before is None or self.not_before <= day

    def __str__(self) -> str:
        if self.exact:
            return self.exact.isoformat()
        if self.not_before and self.not_after:
            return f"between {self.not_before} and {self.not_after}"
        if self.not_after:
            return f"on or before {self.not_after}"
        if self.not_before:
            return f"on or after {self.not_before}"
        return "on an unknown date"


def runs(numbers: Iterable[int]) -> tuple[str, ...]:
    """Rising numbers, such as years, with neighbours joined: ``2017``, ``2020``, ``2022-2026``."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return tuple(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in found)
