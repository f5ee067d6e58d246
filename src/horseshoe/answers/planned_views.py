"""What the published standards would say of a draft before its vote, from what its file tells and what is known."""

from __future__ import annotations

import msgspec

from horseshoe.answers.planned import Planned
from horseshoe.answers.views import is_standard, others, settings_on
from horseshoe.facts.assessments import Status
from horseshoe.facts.record import Record
from horseshoe.facts.situations import Action, DraftSituation
from horseshoe.rules.standards import STANDARDS, Case


class PlannedView(msgspec.Struct, frozen=True):
    """What one standard would say, were the draft put to the vote on its day with what is known now."""

    assessor: str
    status: Status | None
    """``None``: the facts do not tell."""
    why: str
    """In a sentence."""

    @property
    def word(self) -> str:
        """The status in a word or two."""
        return self.status.value.replace("_", " ") if self.status else "cannot tell"


def planned_views(record: Record, planned: Planned) -> tuple[PlannedView, ...]:
    """The view of each standard, in order of its id; empty where the record does not hold the situation.

    What the draft asks for and what its text names are taken from the file; rival texts and documents are those known
    now, so that both can change until the day.
    """
    situation = record.situation.get(planned.situation or "")
    if situation is None:
        return ()
    told = Case(
        roll_call="",
        proposal="",
        day=planned.date,
        symbol=planned.symbol,
        draft=DraftSituation(
            roll_call="",
            situation=situation.id,
            action=Action(planned.action) if planned.action else Action.OTHER,
            text_names=planned.text_names,
            text_seen=True,
            source="",
            recorded=planned.date,
        ),
        situation=situation,
        evidence=record.evidence_on.get(situation.id, ()),
        others=others(record, situation.id),
    )
    return tuple(
        PlannedView(each.id, judged.status, judged.why)
        for each in sorted(record.assessors, key=lambda row: row.id)
        if is_standard(record, each.id) and each.id in STANDARDS
        for judged in [STANDARDS[each.id][0](told, settings_on(record, each.id, planned.date))]
    )
