"""The brief: the main job."""

from horseshoe.answers.brief import brief
from horseshoe.answers.roster import Standing
from horseshoe.facts.record import Record


def test_the_brief_on_the_ukraine_draft(record: Record) -> None:
    (vote,) = brief(record, "S/2022/155").votes
    code = {seat.state: seat.code.standing for seat in vote.seats}
    assert {state for state, standing in code.items() if standing is Standing.CERTAIN} == {
        "FRA", "GBR", "GAB", "GHA", "IRL", "NOR",
    }  # fmt: skip
    assert code["MEX"] is Standing.POSSIBLE
    assert code["RUS"] is Standing.REPORTED_NOT_JOINED
    assert code["KEN"] is Standing.NOTHING_KNOWN
    declaration = {seat.state: seat.declaration.standing for seat in vote.seats}
    assert {state for state, standing in declaration.items() if standing is Standing.CERTAIN} == {"FRA", "MEX"}
    assert vote.assembly
    assert not vote.assembly.owed
    assert "falls outside A/RES/76/262" in vote.assembly.reason


def test_a_veto_after_the_initiative_has_a_last_day(record: Record) -> None:
    (vote,) = brief(record, "S/2024/239").votes
    assert vote.assembly
    assert str(vote.assembly.last_day) == "2024-04-08"


def test_an_adopted_draft_owes_the_assembly_nothing(record: Record) -> None:
    (vote,) = brief(record, "S/RES/2774").votes
    assert vote.assembly is None


def test_coverage_stands_beside_the_claim(record: Record) -> None:
    (vote,) = brief(record, "S/2022/155").votes
    code = vote.coverage.supporters[0]
    assert (code.certain, code.possible, code.claimed, code.claimed_on) == (36, 4, 116, "2018-04-19")


def test_a_press_name_alone_and_a_statement_alone_are_not_support(record: Record) -> None:
    (vote,) = brief(record, "S/2016/847").votes
    code = {seat.state: seat.code for seat in vote.seats}
    assert code["JPN"].standing is Standing.POSSIBLE
    assert code["JPN"].reason == "named as a supporter by the press alone"
    assert code["ESP"].standing is Standing.CERTAIN


def test_before_the_texts_existed_nobody_can_have_pledged(record: Record) -> None:
    (vote, _) = brief(record, "S/5134").votes
    assert {seat.code.standing for seat in vote.seats} == {Standing.NOT_YET_OPEN}
    assert [(each.certain, each.possible) for each in vote.coverage.supporters] == [(0, 0), (0, 0)]
