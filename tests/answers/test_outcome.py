"""What a vote would come to."""

from datetime import date

import pytest

from horseshoe.answers.outcome import outcome
from horseshoe.answers.questions import BadQuestion
from horseshoe.facts.proposals import Cast, Matter, Outcome
from horseshoe.facts.record import Record

DAY = date(2022, 2, 25)


def test_a_single_permanent_no_vetoes_and_a_procedural_matter_cannot_be_vetoed(record: Record) -> None:
    supposed = {Cast.NO: ("RUS",), Cast.ABSTAIN: ("CHN", "IND", "ARE")}
    assert outcome(record, DAY, supposed).outcome is Outcome.VETOED
    assert outcome(record, DAY, supposed, matter=Matter.PROCEDURAL).outcome is Outcome.ADOPTED


def test_seven_abstentions_defeat_a_draft_without_any_no(record: Record) -> None:
    answer = outcome(record, DAY, {Cast.ABSTAIN: ("ALB", "ARE", "BRA", "GAB", "GHA", "IND", "KEN")})
    assert (answer.outcome, answer.vetoed_by) == (Outcome.NOT_ADOPTED, ())


def test_a_party_to_the_dispute_is_warned_of_and_the_outcome_stands(record: Record) -> None:
    answer = outcome(record, DAY, {Cast.NO: ("RUS",)}, parties=("RUS",))
    assert answer.outcome is Outcome.VETOED
    assert "Article 27(3) says that a party shall abstain" in answer.warnings[0]


@pytest.mark.parametrize(
    ("day", "supposed", "sentence"),
    [
        (DAY, {Cast.NO: ("DEU",)}, r"Germany \(DEU\) was not on the Council on 2022-02-25: its members were ALB, ARE,"),
        (DAY, {Cast.NO: ("RUS",), Cast.ABSTAIN: ("RUS",)}, "Russian Federation is named twice: each seat casts once."),
        (date(2028, 3, 1), {}, "Only 10 of the 15 seats of 2028-03-01 are known"),
        (date(1945, 1, 1), {}, "begins in 1946"),
    ],
)
def test_a_supposition_that_cannot_be_is_refused(
    record: Record, day: date, supposed: dict[Cast, tuple[str, ...]], sentence: str
) -> None:
    with pytest.raises(BadQuestion, match=sentence):
        outcome(record, day, supposed)
