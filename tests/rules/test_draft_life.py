"""The life of a draft: what can follow what, and what is only custom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.proposals import Outcome
from horseshoe.rules.draft_life import DraftLife, Event, LifeRefused, Stage, advance, begin, may_follow, replay


def on(day: int, stage: Stage, outcome: Outcome | None = None) -> Event:
    return Event.on(date(2024, 3, day), stage, outcome=outcome)


def test_a_whole_life() -> None:
    life = replay(
        [
            on(1, Stage.IDEA),
            on(2, Stage.ZERO_DRAFT),
            on(4, Stage.ROUND),
            on(5, Stage.ROUND),
            on(6, Stage.SILENCE),
            on(7, Stage.SILENCE_BROKEN),
            on(7, Stage.ROUND),
            on(8, Stage.SILENCE),
            on(9, Stage.SILENCE),  # extended
            on(9, Stage.SILENCE_PASSED),
            on(10, Stage.IN_BLUE),
            on(11, Stage.REVISED),
            on(13, Stage.VOTED, Outcome.ADOPTED),
        ]
    )
    assert life.ended
    assert life.outcome is Outcome.ADOPTED
    assert life.rounds == 3
    assert life.notes == ()
    assert len(life.history) == 13


def test_22_december_2023_the_vetoed_oral_amendment_is_no_stage_of_the_draft() -> None:
    """S/2023/1029: in blue by the day of the vote, the amendment vetoed, the draft adopted as S/RES/2720."""
    by_then = Event(DoubtfulDate(None, date(2023, 12, 22)), Stage.IN_BLUE)
    vote = Event.on(date(2023, 12, 22), Stage.VOTED, outcome=Outcome.ADOPTED)
    life = replay([by_then, vote])
    assert life.outcome is Outcome.ADOPTED
    assert life.notes == ()  # since when it was in blue is not known, so nothing is said of the 24 hours


def test_16_november_2017_a_text_withdrawn_and_required_by_a_seconder_begins_a_new_life() -> None:
    """S/2017/933: withdrawn by its mover, then re-entered; what became of it is not claimed here."""
    withdrawn = begin(Event.on(date(2017, 11, 16), Stage.WITHDRAWN))
    again = Event.on(date(2017, 11, 16), Stage.IN_BLUE, note="re-entered by Bolivia, after S/2017/962")
    with pytest.raises(LifeRefused, match="life ended with withdrawn on 2017-11-16"):
        advance(withdrawn, again)
    assert begin(again).in_blue


def test_a_revised_text_and_one_not_put_to_the_vote_stay_in_blue() -> None:
    life = begin(on(1, Stage.IN_BLUE))
    for stage in (Stage.REVISED, Stage.NOT_PUT, Stage.AMENDED, Stage.NOT_PUT):
        life = advance(life, on(2, stage))
        assert life.in_blue
        assert not life.ended


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in (Stage.VOTED, Stage.WITHDRAWN)])
def test_a_draft_may_be_withdrawn_at_every_stage_before_the_vote(stage: Stage) -> None:
    assert advance(begin(on(1, stage)), on(2, Stage.WITHDRAWN)).ended


@pytest.mark.parametrize(
    "stage", [Stage.ZERO_DRAFT, Stage.ROUND, Stage.SILENCE, Stage.SILENCE_BROKEN, Stage.SILENCE_PASSED]
)
def test_the_sponsor_may_ask_for_blue_at_any_time(stage: Stage) -> None:
    assert advance(begin(on(1, stage)), on(2, Stage.IN_BLUE)).in_blue


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Stage.IDEA, Stage.VOTED),
        (Stage.ROUND, Stage.VOTED),
        (Stage.ROUND, Stage.SILENCE_BROKEN),
        (Stage.SILENCE_PASSED, Stage.SILENCE_BROKEN),
        (Stage.IN_BLUE, Stage.ZERO_DRAFT),
        (Stage.IN_BLUE, Stage.IN_BLUE),
    ],
)
def test_what_the_diagram_does_not_have_is_refused_with_what_can_follow(before: Stage, after: Stage) -> None:
    outcome = Outcome.ADOPTED if after is Stage.VOTED else None
    with pytest.raises(LifeRefused, match=r"cannot follow .*: what can is .*withdrawn"):
        advance(begin(on(1, before)), on(2, after, outcome))


class TestDates:
    def test_they_do_not_run_backwards(self) -> None:
        with pytest.raises(LifeRefused, match="silence on 2024-03-04 lies before round on 2024-03-05"):
            advance(begin(on(5, Stage.ROUND)), on(4, Stage.SILENCE))

    def test_a_doubtful_day_is_refused_only_where_it_certainly_lies_before(self) -> None:
        life = begin(on(5, Stage.ROUND))
        assert advance(life, Event(DoubtfulDate(date(2024, 3, 1), date(2024, 3, 5)), Stage.SILENCE))
        with pytest.raises(LifeRefused, match="lies before"):
            advance(life, Event(DoubtfulDate(None, date(2024, 3, 4)), Stage.SILENCE))

    def test_an_earlier_day_still_counts_behind_a_doubtful_one(self) -> None:
        life = advance(begin(on(5, Stage.ROUND)), Event(DoubtfulDate(), Stage.SILENCE))
        with pytest.raises(LifeRefused, match="lies before round on 2024-03-05"):
            advance(life, on(4, Stage.IN_BLUE))


class TestTwentyFourHours:
    """A custom: noted, never refused."""

    def vote(self, blue: int, vote: int) -> tuple[str, ...]:
        return replay([on(blue, Stage.IN_BLUE), on(vote, Stage.VOTED, Outcome.VETOED)]).notes

    def test_the_same_day_is_less(self) -> None:
        (note,) = self.vote(20, 20)
        assert "less than the customary 24 hours, which no rule requires" in note

    def test_on_the_next_day_the_hours_decide(self) -> None:
        (note,) = self.vote(20, 21)
        assert "the hours decide" in note

    def test_two_days_are_enough(self) -> None:
        assert self.vote(20, 22) == ()

    def test_a_revision_does_not_start_them_anew(self) -> None:
        life = replay([on(20, Stage.IN_BLUE), on(22, Stage.REVISED), on(22, Stage.VOTED, Outcome.NOT_ADOPTED)])
        assert life.notes == ()


def test_a_vote_has_an_outcome_and_nothing_else_does() -> None:
    with pytest.raises(ValueError, match="the vote of 2024-03-01 has no outcome"):
        on(1, Stage.VOTED)
    with pytest.raises(ValueError, match="in blue of 2024-03-01 has an outcome: only a vote has one"):
        on(1, Stage.IN_BLUE, Outcome.ADOPTED)


def test_a_life_needs_an_event() -> None:
    with pytest.raises(LifeRefused, match="at least one event"):
        replay([])


@st.composite
def lives(draw: st.DrawFn) -> DraftLife:
    """Random walks through the diagram."""
    day = date(2024, 1, 1)
    life: DraftLife | None = None
    for _ in range(draw(st.integers(1, 12))):
        choices = list(Stage) if life is None else sorted(may_follow(life.stage))
        if not choices:
            break
        stage = draw(st.sampled_from(choices))
        day += timedelta(days=draw(st.integers(0, 3)))
        outcome = draw(st.sampled_from(Outcome)) if stage is Stage.VOTED else None
        event = Event.on(day, stage, outcome=outcome)
        life = begin(event) if life is None else advance(life, event)
    assert life is not None
    return life


@given(lives(), st.sampled_from(Stage))
def test_an_end_is_never_left(life: DraftLife, stage: Stage) -> None:
    event = Event.on(date(2025, 1, 1), stage, outcome=Outcome.ADOPTED if stage is Stage.VOTED else None)
    if life.ended:
        with pytest.raises(LifeRefused):
            advance(life, event)
    assert not any(each.stage in (Stage.VOTED, Stage.WITHDRAWN) for each in life.history[:-1])


@given(lives())
def test_a_life_is_what_its_events_make_and_adding_one_leaves_the_old_life_as_it_was(life: DraftLife) -> None:
    assert replay(life.history) == life
    before = life.history
    for stage in may_follow(life.stage):
        outcome = Outcome.ADOPTED if stage is Stage.VOTED else None
        longer = advance(life, Event.on(date(2025, 1, 1), stage, outcome=outcome))
        assert longer.history[:-1] == before == life.history


@given(lives())
def test_in_blue_is_left_only_by_the_vote_or_a_withdrawal(life: DraftLife) -> None:
    stages = [event.stage for event in life.history]
    if Stage.IN_BLUE in stages:
        after = stages[stages.index(Stage.IN_BLUE) :]
        assert set(after[:-1]) <= {Stage.IN_BLUE, Stage.REVISED, Stage.AMENDED, Stage.NOT_PUT}
