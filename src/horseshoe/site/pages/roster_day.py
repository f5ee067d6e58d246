"""The roster of a pledge as of a day that stands in the address, so that it can be linked and published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_noop

from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.site.page import Kind
from horseshoe.site.pages.roster import make
from horseshoe.site.parts.rosters import days


def _every(record: Record, on: date) -> Iterable[str]:
    return [f"roster/{each.value}/{day}" for each in Instrument for day in days(record, each, on)]


KIND = Kind(name=gettext_noop("Roster of a day"), address="roster/{instrument}/{on}", make=make, every=_every)
