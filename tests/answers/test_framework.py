"""The 14 risk factors as a checklist: who observed what, which observation counts, and no score."""

from datetime import date

import msgspec
import pytest

from horseshoe.answers.framework import NO_SCORE, NOBODY, Checklist, checklist
from horseshoe.answers.questions import NotFound
from horseshoe.facts.assessments import Assessor, AssessorKind, Observation, Observed
from horseshoe.facts.evidence import CodeCrime
from horseshoe.facts.record import Record

RECORDED = date(2026, 11, 22)


def observed(
    key: str,
    made: date = date(2024, 1, 1),
    what: Observed = Observed.PRESENT,
    *,
    by: str = "ministry",
    factor: int = 1,
    recorded: date = RECORDED,
    confidence: str = "high",
) -> Observation:
    return Observation(
        id=key,
        assessor=by,
        situation="sudan-2023",
        factor=factor,
        made=made,
        observed=what,
        why="Fighting since April 2023.",
        evidence=("sudan-2023-01",),
        source="horseshoe",
        confidence=confidence,
        recorded=recorded,
    )


def holding(record: Record, *rows: Observation) -> Record:
    made = [
        Assessor(id=name, name=name.title(), kind=AssessorKind.MINISTRY, source="horseshoe", recorded=RECORDED)
        for name in ("ministry", "institute")
    ]
    return msgspec.structs.replace(record, observations=rows, assessors=(*record.assessors, *made))


def test_fourteen_factors_and_no_score(record: Record) -> None:
    answer = checklist(record, "syria")
    assert [factor.number for factor in answer.factors] == list(range(1, 15))
    assert answer.factors[0].crime is None
    assert answer.factors[8].crime is CodeCrime.GENOCIDE
    assert not answer.factors[2].title_seen  # only recalled
    assert answer.notes == (NO_SCORE, NOBODY)
    assert not {"score", "level", "total", "percentage"} & set(Checklist.__struct_fields__)


def test_what_assessors_observed_stands_side_by_side(record: Record) -> None:
    own = holding(
        record,
        observed("o1"),
        observed("o2", by="institute", what=Observed.UNCLEAR),
        observed("o3", factor=9),
        observed("o4", factor=2, confidence="recall"),
    )
    answer = checklist(own, "sudan-2023")
    assert answer.observed == 2
    assert [(seen.assessor, seen.observed) for seen in answer.factors[0].seen] == [
        ("institute", Observed.UNCLEAR),
        ("ministry", Observed.PRESENT),
    ]
    assert answer.factors[1].seen == ()
    assert answer.notes == (NO_SCORE,)
    assert checklist(own, "syria").observed == 0
    assert [seen.assessor for seen in checklist(own, "sudan-2023", assessor="institute").factors[0].seen] == [
        "institute"
    ]


def test_a_later_observation_supersedes_the_earlier(record: Record) -> None:
    own = holding(
        record,
        observed("new", date(2025, 1, 1), Observed.ABSENT),
        observed("old"),
        observed("same-day", recorded=date(2026, 11, 23), what=Observed.UNCLEAR),
    )
    [seen] = checklist(own, "sudan-2023").factors[0].seen
    assert (seen.observation, seen.superseded) == ("new", ("old", "same-day"))
    [seen] = checklist(own, "sudan-2023", on=date(2024, 6, 1)).factors[0].seen
    assert (seen.observation, seen.superseded) == ("same-day", ("old",))
    assert checklist(own, "sudan-2023", on=date(2023, 6, 1)).observed == 0


def test_an_unknown_assessor(record: Record) -> None:
    with pytest.raises(NotFound, match="No assessor is called"):
        checklist(record, "syria", assessor="nobody")


def test_the_answer_carries_coverage_and_sources(record: Record) -> None:
    answer = checklist(record, "syria")
    assert answer.coverage.failed > 0
    assert "framework-2014" in {each.id for each in answer.sources}
