"""Whip counts for the page: the model is fitted once, in the background; what seats are held to is counted anew."""

from __future__ import annotations

import datetime
import threading
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING

import msgspec

from horseshoe.answers.planned import Planned
from horseshoe.answers.questions import BadQuestion
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record

if TYPE_CHECKING:
    from horseshoe.answers.planned_brief import PlannedBrief
    from horseshoe.answers.whip import Whip
    from horseshoe.forecast.model import Model

PATIENCE = 0.8
"""Seconds for which a page waits for the model before it is shown without its numbers."""

MOST = 64
"""Drafts of which the count is kept."""

_one_at_a_time = threading.Lock()


def first_day(record: Record) -> datetime.date:
    """The first day of which a count is taken: the one after the newest vote known."""
    return max(row.date for row in record.roll_calls) + datetime.timedelta(days=1)


def model(record: Record, on: datetime.date, patience: float | None) -> Model | None:
    """The model of the record for votes of the year of ``on``; ``None`` while it is being fitted.

    Args:
        record: what is known.
        on: a day after the newest vote.
        patience: seconds to wait for it; ``None``: as long as it takes.

    Raises:
        BadQuestion: the record holds too little to fit one.
    """
    key = ("site.whip.model", on.year)
    with _one_at_a_time:
        found: Future[Model] | None = record.derived.get(key)
        if found is None:
            found = record.derived[key] = Future()
            threading.Thread(target=_fit, args=(found, record, on.year), daemon=True).start()
    try:
        return found.result(patience)
    except TimeoutError:
        return None
    except ValueError as error:
        raise BadQuestion(str(error)) from None


def count(record: Record, planned: Planned, casts: Mapping[str, Cast], fitted: Model) -> Whip:
    """The count on a draft with seats held; that of the draft as things stand is kept, since seats are clicked often.

    Raises:
        BadQuestion: no count can be taken of the draft, or a seat held that is not on the Council.
    """
    from horseshoe.answers.whip import suppose, whip

    kept: OrderedDict[bytes, Whip] = record.derived.setdefault("site.whip.counts", OrderedDict())
    key = msgspec.json.encode(planned)
    answer = kept.get(key)
    if answer is None:
        answer = whip(record, planned, forecaster=fitted)
        with _one_at_a_time:
            kept[key] = answer
            while len(kept) > MOST:
                kept.popitem(last=False)
    return suppose(record, planned, answer, casts)


def brief(record: Record, planned: Planned, casts: Mapping[str, Cast], fitted: Model) -> PlannedBrief:
    """The brief on the same count."""
    from horseshoe.answers.planned_brief import planned_brief

    return planned_brief(record, planned, what_if=casts, forecaster=fitted)


def _fit(found: Future[Model], record: Record, year: int) -> None:
    """Fit the model, and keep its numbers where the commands keep them."""
    try:
        from platformdirs import user_cache_path

        from horseshoe.forecast.model import fit

        before = max(first_day(record), datetime.date(year, 1, 1))
        found.set_result(fit(record, before, user_cache_path("horseshoe") / "models"))
    except BaseException as error:  # whoever waits for it is told
        found.set_exception(error)
