"""The brief before the vote, with a model of the test's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
import pytest

from horseshoe.answers.planned import Planned
from horseshoe.answers.planned_brief import planned_brief
from horseshoe.answers.questions import BadQuestion
from horseshoe.facts.proposals import Matter
from horseshoe.facts.record import Record
from horseshoe.facts.situations import Names
from horseshoe.forecast.draft import Draft
from horseshoe.forecast.seats import Chances


class Even:
    """A model to which every seat is the same."""

    version = "test"

    def chances(self, draft: Draft, seats: Sequence[str]) -> Mapping[str, Chances]:
        return dict.fromkeys(seats, Chances(0.8, 0.05, 0.15))

    def loadings(self, seats: Sequence[str]) -> Mapping[str, float]:
        return dict.fromkeys(seats, 0.0)


SUDAN = Planned(
    date=date(2026, 12, 10),
    title="Sudan: protection of civilians",
    situation="sudan-2023",
    action="protection-of-civilians",
    text_names=Names.YES,
    sponsors=("GBR",),
)


def test_what_is_known_of_the_situation_stands_beside_the_count(record: Record) -> None:
    brief = planned_brief(record, SUDAN, forecaster=Even())
    assert brief.known
    assert brief.known.listed
    assert all(each.not_after and each.not_after <= SUDAN.date for each in brief.known.listed)
    assert "S/2024/826" in {each.draft for each in brief.earlier}
    assert [each.date for each in brief.earlier] == sorted((each.date for each in brief.earlier), reverse=True)
    assert brief.assessors == {"text-only": "Text only", "un-evidence": "UN evidence"}
    assert brief.names["GBR"].startswith("United Kingdom")
    cited = {each.id for each in brief.sources}
    assert {source for each in brief.known.listed for source in each.sources} <= cited


def test_a_veto_would_open_the_docket(record: Record) -> None:
    owed = planned_brief(record, SUDAN, forecaster=Even()).assembly
    assert owed
    assert owed.owed
    assert owed.veto_date == SUDAN.date


def test_no_veto_counts_in_a_procedural_vote(record: Record) -> None:
    planned = msgspec.structs.replace(SUDAN, matter=Matter.PROCEDURAL)
    assert planned_brief(record, planned, forecaster=Even()).assembly is None


def test_a_situation_that_is_not_known_brings_no_evidence(record: Record) -> None:
    brief = planned_brief(record, msgspec.structs.replace(SUDAN, situation="atlantis"), forecaster=Even())
    assert brief.known is None
    assert brief.earlier == ()


def test_a_draft_that_was_voted_on_is_refused(record: Record) -> None:
    with pytest.raises(BadQuestion, match="horseshoe brief S/2024/826"):
        planned_brief(record, msgspec.structs.replace(SUDAN, symbol="S/2024/826"), forecaster=Even())
