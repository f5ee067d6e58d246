"""The brief: the main job."""

from datetime import date

import msgspec
import pytest

from horseshoe.answers.brief import brief, documents, main_vote
from horseshoe.answers.docket_entry import DocketStatus
from horseshoe.answers.questions import BadQuestion
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


# -- the brief, complete ------------------------------------------------------------------------------


def test_nothing_was_owed_for_a_veto_before_the_initiative(record: Record) -> None:
    (vote,) = brief(record, "S/2022/155", on=date(2026, 11, 22)).votes
    assert vote.docket
    assert vote.docket.status is DocketStatus.NOT_OWED


def test_the_findings_and_what_was_known_stand_beside_the_vote(record: Record) -> None:
    (vote,) = brief(record, "S/2023/772").votes
    assert vote.conduct
    found = {
        (seat.state, held.instrument.value): held.kind.value for seat in vote.conduct.seats for held in seat.pledges
    }
    assert found["FRA", "code"] == found["GBR", "code"] == "contested"
    assert found["USA", "code"] == "not_bound"
    assert found["FRA", "declaration"] == "consistent"  # its no was no veto
    assert [each.name for each in vote.assessors] == ["Text only", "UN evidence"]
    assert [each.draft for each in vote.known.rivals] == ["S/2023/773"]
    assert vote.docket is None


def test_the_docket_of_a_veto_that_was_debated(record: Record) -> None:
    (vote,) = brief(record, "S/2024/826", on=date(2026, 11, 22)).votes
    assert vote.docket
    assert (vote.docket.status, str(vote.docket.held_on)) == (DocketStatus.HELD, "2024-11-26")
    (earlier,) = brief(record, "S/2024/826", on=date(2024, 11, 20)).votes
    assert earlier.docket
    assert earlier.docket.status is DocketStatus.OPEN


def test_every_source_that_a_part_names_is_cited(record: Record) -> None:
    for symbol in ("S/2022/155", "S/2023/772", "S/2024/826", "S/2016/1085"):
        for vote in brief(record, symbol).votes:
            assert vote.conduct
            cited = {each.id for each in vote.sources}
            assert {each.id for each in (*vote.roll_call.sources, *vote.pledge_sources)} <= cited
            assert {source for view in vote.conduct.views for source in view.sources} <= cited
            assert {source for each in documents(vote.known) for source in each.sources} <= cited


def test_the_amendment_stands_beside_the_vote_on_the_draft(record: Record) -> None:
    answer = brief(record, "S/2025/112")  # 24 February 2025: two amendments vetoed, the draft adopted
    assert [each.roll_call.outcome.value for each in answer.votes].count("vetoed") == 2
    main = main_vote(answer)
    assert main.roll_call.resolution == "S/RES/2774 (2025)"
    assert main.docket is None
    assert {each.draft for each in main.others} >= {"S/2025/115", "S/2025/116"}
    assert main_vote(brief(record, "S/RES/2774 (2025)")).roll_call.id == main.roll_call.id


def test_a_meeting_with_several_texts_names_no_one_vote(record: Record) -> None:
    meeting = "S/PV.9453"  # 25 October 2023: two drafts fell
    answer = brief(record, meeting)
    assert len(answer.votes) == 2
    with pytest.raises(BadQuestion, match=f"{meeting} names 2 votes"):
        main_vote(answer)


def test_before_anybody_assessed_there_are_no_findings(record: Record) -> None:
    (vote,) = brief(msgspec.structs.replace(record, assessors=()), "S/2022/155").votes
    assert vote.conduct is None
    assert vote.assessors == ()
    assert len(vote.seats) == 15
