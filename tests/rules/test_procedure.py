"""Submitting, dividing and withdrawing texts: rules 31, 32, 34, 35 and 38 of S/96/Rev.7."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.rules.procedure import (
    Amendment,
    Change,
    Draft,
    JointMovers,
    MotionKind,
    Part,
    Reentry,
    may_be_voted,
    may_debate,
    may_divide,
    may_submit,
    may_withdraw,
    withdraw,
)


class TestTheTwoSyriaDraftsOf16November2017:
    """S/2017/933 was withdrawn by its mover; Bolivia, which had supported it, had it put after S/2017/962."""

    first = Draft("S/2017/933", ("the mover",), seconders=("BOL",))
    second = Draft("S/2017/962", ("its movers",))

    def test_the_mover_may_withdraw_before_the_vote(self) -> None:
        answer = may_withdraw(self.first, ["the mover"], voted_on=False)
        assert (answer.allowed, answer.rule) == (True, "rule 35")

    def test_bolivia_may_require_the_vote(self) -> None:
        answer = may_withdraw(self.first, ["the mover"], voted_on=False, vote_required_by="BOL")
        assert not answer.allowed
        assert "BOL seconded S/2017/933" in answer.reason

    def test_under_rule_35_it_keeps_its_place(self) -> None:
        left = withdraw([self.first, self.second], "S/2017/933", vote_required_by="BOL")
        assert [(draft.id, draft.movers) for draft in left] == [
            ("S/2017/933", ("BOL",)),
            ("S/2017/962", ("its movers",)),
        ]

    def test_as_practised_that_day_it_came_back_behind_the_other(self) -> None:
        left = withdraw([self.first, self.second], "S/2017/933", vote_required_by="BOL", reentry=Reentry.RESUBMITTED)
        assert [draft.id for draft in left] == ["S/2017/962", "S/2017/933"]

    def test_without_a_seconder_it_is_gone(self) -> None:
        assert withdraw([self.first, self.second], "S/2017/933") == (self.second,)


class TestWithdrawal:
    text = Draft("draft", ("AAA", "BBB"), seconders=("CCC",))

    def test_not_once_a_vote_on_it_was_taken(self) -> None:
        answer = may_withdraw(self.text, ["AAA", "BBB"], voted_on=True)
        assert not answer.allowed
        assert "a vote on it was taken" in answer.reason

    def test_one_of_two_movers_cannot_unless_the_policy_says_so(self) -> None:
        assert not may_withdraw(self.text, ["AAA"], voted_on=False).allowed
        assert may_withdraw(self.text, ["AAA"], voted_on=False, acting=JointMovers.ANY).allowed

    def test_nobody_else_can(self) -> None:
        for policy in JointMovers:
            assert not may_withdraw(self.text, ["CCC"], voted_on=False, acting=policy).allowed

    def test_who_did_not_second_it_cannot_require_the_vote(self) -> None:
        answer = may_withdraw(self.text, ["AAA", "BBB"], voted_on=False, vote_required_by="DDD")
        assert answer.allowed
        with pytest.raises(ValueError, match="only a member that seconded it"):
            withdraw([self.text], "draft", vote_required_by="DDD")

    def test_an_unknown_draft_is_named(self) -> None:
        with pytest.raises(ValueError, match="no draft other is before the Council: draft"):
            withdraw([self.text], "other")


class TestSeparateVotes:
    text = Draft("draft", ("AAA",))

    def test_any_member_may_ask(self) -> None:
        answer = may_divide(Part("para 3", "draft", requested_by="BBB"), self.text)
        assert (answer.allowed, answer.rule) == (True, "rule 32")

    def test_the_original_mover_may_object(self) -> None:
        answer = may_divide(Part("para 3", "draft", requested_by="BBB", objections=("AAA",)), self.text)
        assert not answer.allowed

    def test_nobody_elses_objection_counts(self) -> None:
        assert may_divide(Part("para 3", "draft", requested_by="BBB", objections=("CCC",)), self.text).allowed

    def test_whether_one_of_two_movers_can_object_is_a_policy(self) -> None:
        joint = Draft("draft", ("AAA", "DDD"))
        part = Part("para 3", "draft", requested_by="BBB", objections=("DDD",))
        assert not may_divide(part, joint).allowed
        assert may_divide(part, joint, objecting=JointMovers.ALL).allowed

    def test_a_part_of_another_draft_is_refused(self) -> None:
        with pytest.raises(ValueError, match="belongs to other, not to draft"):
            may_divide(Part("para 3", "other", requested_by="BBB"), self.text)


class TestSubmission:
    def test_an_oral_amendment_is_in_order_as_on_22_december_2023(self) -> None:
        oral = Amendment("oral amendment", "S/2023/1029", ("RUS",), Change.REPLACES, oral=True)
        answer = may_submit(oral)
        assert (answer.allowed, answer.rule) == (True, "rule 31")

    def test_no_seconder_is_needed(self) -> None:
        assert may_submit(Draft("draft", ("AAA",))).rule == "rule 34"

    def test_an_invited_state_may_submit_but_a_member_must_ask_for_the_vote(self) -> None:
        invited = Draft("draft", ("XXX",), by_invited=True)
        assert (may_submit(invited).allowed, may_submit(invited).rule) == (True, "rule 38")
        assert (may_be_voted(invited).allowed, may_be_voted(invited).rule) == (False, "rule 38")
        asked = Draft("draft", ("XXX",), by_invited=True, vote_requested_by="AAA")
        assert may_be_voted(asked).allowed
        assert "AAA asks" in may_be_voted(asked).reason

    def test_a_members_text_is_voted_without_a_request(self) -> None:
        assert may_be_voted(Draft("draft", ("AAA",))).allowed


@pytest.mark.parametrize(
    ("kind", "debated"),
    [
        (MotionKind.SUSPEND, False),
        (MotionKind.ADJOURN, False),
        (MotionKind.ADJOURN_TO, True),
        (MotionKind.REFER, True),
        (MotionKind.POSTPONE, True),
    ],
)
def test_suspension_and_simple_adjournment_are_not_debated(kind: MotionKind, debated: bool) -> None:
    assert may_debate(kind).allowed is debated


STATES = st.sampled_from(["AAA", "BBB", "CCC", "DDD"])


@given(
    st.lists(STATES, min_size=1, max_size=3, unique=True),
    st.sets(STATES),
    st.sampled_from(JointMovers),
)
def test_nothing_is_withdrawn_after_the_vote_nor_without_a_mover(
    movers: list[str], by: set[str], acting: JointMovers
) -> None:
    text = Draft("draft", tuple(movers))
    assert not may_withdraw(text, by, voted_on=True, acting=acting).allowed
    if not by & set(movers):
        assert not may_withdraw(text, by, voted_on=False, acting=acting).allowed
    if by >= set(movers):
        assert may_withdraw(text, by, voted_on=False, acting=acting).allowed


@given(st.integers(1, 5), st.data())
def test_a_seconders_vote_under_rule_35_moves_no_text(number: int, data: st.DataObject) -> None:
    drafts = [Draft(f"draft {n}", ("AAA",), seconders=("BBB",)) for n in range(number)]
    text = data.draw(st.sampled_from(drafts)).id
    kept = withdraw(drafts, text, vote_required_by="BBB")
    assert [draft.id for draft in kept] == [draft.id for draft in drafts]
    last = withdraw(drafts, text, vote_required_by="BBB", reentry=Reentry.RESUBMITTED)
    assert last[-1].id == text
    assert [draft.id for draft in last[:-1]] == [draft.id for draft in withdraw(drafts, text)]
