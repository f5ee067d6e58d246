"""The life of a draft as a workspace knows it: its stages in order, and whether a further one can follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from horseshoe.desk.refusals import Unfit
from horseshoe.desk.workspace.items import DraftStage
from horseshoe.desk.workspace.kept import Kept
from horseshoe.rules import draft_life
from horseshoe.rules.draft_life import DraftLife, LifeRefused


def stages(found: Iterable[Kept]) -> tuple[Kept, ...]:
    """The stages that hold, in the order of their days; those of one day in the order in which they were put down."""
    held = [each for each in found if each.holds and isinstance(each.item, DraftStage)]
    return tuple(sorted(held, key=lambda each: (_day(each.item), each.number)))


def of(found: Iterable[Kept]) -> tuple[DraftLife | None, str | None]:
    """The life that the stages make, and why they make none."""
    events = [each.item.event() for each in stages(found) if isinstance(each.item, DraftStage)]
    if not events:
        return None, None
    try:
        return draft_life.replay(events), None
    except LifeRefused as error:
        return None, f"{str(error)[0].upper()}{str(error)[1:]}."


def require(found: Iterable[Kept], item: DraftStage, number: int | None = None) -> None:
    """See that a draft's life goes on with a stage, or with another one in the place of what is there.

    Args:
        found: what is kept of the draft.
        item: the stage.
        number: of the stage in whose place it is put.

    Raises:
        Unfit: it cannot follow what is known; the sentence says what can.
    """
    held = [
        (_day(each.item), each.number, each.item)
        for each in stages(found)
        if each.number != number and isinstance(each.item, DraftStage) and each.item.draft == item.draft
    ]
    last = max((place for _, place, _ in held), default=0) + 1
    ordered = sorted([*held, (_day(item), number or last, item)], key=lambda each: each[:2])
    try:
        draft_life.replay(each.event() for _, _, each in ordered)
    except ValueError as error:  # LifeRefused is one
        raise Unfit(f"Stage: {error}.") from None


def _day(item: object) -> tuple[date, date]:
    assert isinstance(item, DraftStage)
    first = item.not_before or date.min
    return item.not_after or first, first
