"""The Council of a day that stands in the address; the first day of every year is published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_noop

from horseshoe.facts.record import Record
from horseshoe.site.page import Kind
from horseshoe.site.pages.council import make


def _every(record: Record, on: date) -> Iterable[str]:
    first, last = record.years
    return (f"council/{max(first, date(year, 1, 1))}" for year in range(first.year, last.year + 1))


KIND = Kind(name=gettext_noop("Council of a day"), address="council/{on}", make=make, every=_every)
