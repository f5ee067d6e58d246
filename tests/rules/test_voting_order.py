"""In which order the Council votes: rules 32, 33 and 36 of S/96/Rev.7."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.facts.proposals import Outcome
from horseshoe.rules.procedure import Amendment, Change, Draft, Motion, MotionKind, Part
from horseshoe.rules.voting_order import Effect, VotingOrder, consequence, voting_order


def ids(order: VotingOrder) -> list[str]:
    return [turn.item.id for turn in order.turns]


def amend(key: str, change: Change = Change.REPLACES, distance: int | None = None) -> Amendment:
    return Amendment(key, "draft", ("AAA",), change, distance)


DRAFT = Draft("draft", ("AAA",))


def test_16_november_2017_drafts_are_voted_in_the_order_of_submission() -> None:
    order = voting_order([Draft("S/2017/933", ("the mover",)), Draft("S/2017/962", ("its movers",))])
    assert ids(order) == ["S/2017/933", "S/2017/962"]
    assert {turn.rule for turn in order.turns} == {"rule 32"}


def test_22_december_2023_a_vetoed_oral_amendment_leaves_the_draft_alive() -> None:
    draft = Draft("S/2023/1029", ("ARE",))
    oral = Amendment("oral amendment", "S/2023/1029", ("RUS",), Change.REPLACES, oral=True)
    order = voting_order([draft], [oral])
    assert ids(order) == ["oral amendment", "S/2023/1029"]
    assert consequence(oral, Outcome.VETOED).effect is Effect.TEXT_STANDS
    adopted = consequence(draft, Outcome.ADOPTED)  # S/RES/2720 (2023), 13-0-2
    assert adopted.effect is Effect.DECIDED


def test_24_february_2025_two_vetoed_amendments_and_the_draft_adopted() -> None:
    draft = Draft("S/2025/112", ("USA",))
    amendments = [
        Amendment(symbol, "S/2025/112", ("DNK", "FRA", "GRC", "SVN", "GBR"), Change.ADDS)
        for symbol in ("S/2025/115", "S/2025/116")
    ]
    order = voting_order([draft], amendments)
    assert ids(order) == ["S/2025/115", "S/2025/116", "S/2025/112"]
    assert not order.settled  # which is further removed in substance is not known here
    for amendment in amendments:
        assert consequence(amendment, Outcome.VETOED).effect is Effect.TEXT_STANDS
    assert consequence(draft, Outcome.ADOPTED).effect is Effect.DECIDED  # S/RES/2774 (2025), 10-0-5


class TestMotions:
    def test_they_come_first_in_the_order_of_rule_33(self) -> None:
        motions = [Motion(kind, kind, ("AAA",)) for kind in reversed(MotionKind)]
        order = voting_order([DRAFT], [amend("amendment")], motions=motions)
        assert ids(order) == ["suspend", "adjourn", "adjourn_to", "refer", "postpone", "amendment", "draft"]
        assert order.turns[4].reason.endswith("number 5 in the list.")

    @pytest.mark.parametrize(
        ("kind", "effect"),
        [
            (MotionKind.SUSPEND, Effect.MEETING_STOPS),
            (MotionKind.ADJOURN_TO, Effect.MEETING_STOPS),
            (MotionKind.REFER, Effect.QUESTION_LEAVES),
            (MotionKind.POSTPONE, Effect.QUESTION_LEAVES),
        ],
    )
    def test_what_follows(self, kind: MotionKind, effect: Effect) -> None:
        motion = Motion("motion", kind, ("AAA",))
        assert consequence(motion, Outcome.ADOPTED).effect is effect
        assert consequence(motion, Outcome.NOT_ADOPTED).effect is Effect.GOES_ON


class TestAmendments:
    def test_additions_and_deletions_come_before_replacements_then_the_furthest_removed(self) -> None:
        amendments = [
            amend("near", distance=1),
            amend("far", distance=9),
            amend("small deletion", Change.DELETES, 2),
            amend("large addition", Change.ADDS, 3),
        ]
        order = voting_order([DRAFT], amendments)
        assert ids(order) == ["large addition", "small deletion", "far", "near", "draft"]
        assert order.settled

    def test_the_presidents_ruling_goes_before_everything(self) -> None:
        amendments = [amend("far", distance=9), amend("near", distance=1), amend("addition", Change.ADDS)]
        order = voting_order([DRAFT], amendments, ruling=["near", "addition", "far"])
        assert ids(order) == ["near", "addition", "far", "draft"]
        assert order.settled
        assert "President ruled" in order.turns[0].reason

    def test_without_ruling_or_distance_the_order_of_submission_stands_in_and_says_so(self) -> None:
        order = voting_order([DRAFT], [amend("one"), amend("two")])
        assert ids(order) == ["one", "two", "draft"]
        assert [turn.settled for turn in order.turns] == [False, False, True]
        assert "until the President rules" in order.turns[0].reason

    def test_amendments_equally_far_removed_are_not_settled_between_themselves(self) -> None:
        order = voting_order([DRAFT], [amend("one", distance=1), amend("two", distance=1), amend("far", distance=2)])
        assert [(turn.item.id, turn.settled) for turn in order.turns[:3]] == [
            ("far", True),
            ("one", False),
            ("two", False),
        ]

    def test_a_single_amendment_needs_no_ruling(self) -> None:
        (first, _) = voting_order([DRAFT], [amend("only")]).turns
        assert (first.settled, first.rule) == (True, "rule 33")

    def test_they_come_right_before_their_own_draft(self) -> None:
        order = voting_order([Draft("earlier", ("BBB",)), DRAFT], [amend("amendment")])
        assert ids(order) == ["earlier", "amendment", "draft"]

    def test_an_adopted_one_changes_the_text(self) -> None:
        assert consequence(amend("amendment"), Outcome.ADOPTED).effect is Effect.TEXT_AMENDED
        assert consequence(amend("amendment"), Outcome.NOT_ADOPTED).effect is Effect.TEXT_STANDS


class TestParts:
    def test_they_come_before_the_draft_as_a_whole(self) -> None:
        parts = [Part("para 3", "draft", requested_by="BBB"), Part("para 5", "draft", requested_by="CCC")]
        order = voting_order([DRAFT], [amend("amendment")], parts)
        assert ids(order) == ["amendment", "para 3", "para 5", "draft"]

    def test_one_to_which_the_mover_objects_is_left_out(self) -> None:
        order = voting_order([DRAFT], parts=[Part("para 3", "draft", requested_by="BBB", objections=("AAA",))])
        assert ids(order) == ["draft"]
        assert [(left.item.id, left.rule) for left in order.left_out] == [("para 3", "rule 32")]

    @pytest.mark.parametrize("outcome", [Outcome.NOT_ADOPTED, Outcome.VETOED])
    def test_a_rejected_part_drops_out_and_the_rest_is_voted_as_a_whole(self, outcome: Outcome) -> None:
        answer = consequence(Part("para 3", "draft", requested_by="BBB"), outcome)
        assert answer.effect is Effect.PART_DROPS_OUT
        assert "as a whole" in answer.reason

    def test_an_adopted_part_stays(self) -> None:
        part = Part("para 3", "draft", requested_by="BBB")
        assert consequence(part, Outcome.ADOPTED).effect is Effect.PART_STAYS


def test_an_invited_states_draft_is_left_out_with_its_amendments_until_a_member_asks() -> None:
    invited = Draft("draft", ("XXX",), by_invited=True)
    order = voting_order([invited, Draft("other", ("AAA",))], [amend("amendment")])
    assert ids(order) == ["other"]
    assert [left.item.id for left in order.left_out] == ["amendment", "draft"]
    asked = Draft("draft", ("XXX",), by_invited=True, vote_requested_by="AAA")
    assert ids(voting_order([asked], [amend("amendment")])) == ["amendment", "draft"]


def test_an_invited_states_amendment_is_left_out_alone() -> None:
    invited = Amendment("amendment", "draft", ("XXX",), Change.ADDS, by_invited=True)
    order = voting_order([DRAFT], [invited])
    assert ids(order) == ["draft"]
    assert [left.rule for left in order.left_out] == ["rule 38"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (([DRAFT, DRAFT],), "draft is handed in twice"),
        (([Draft("other", ("AAA",))], [amend("one")]), "one belongs to draft, which is not among the drafts"),
    ],
)
def test_what_does_not_fit_together_is_refused(arguments: tuple[list[Draft], list[Amendment]], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        voting_order(*arguments)


@pytest.mark.parametrize(
    ("ruling", "sentence"),
    [
        (["one"], "orders only some amendments to draft: two missing"),
        (["one", "one"], "names one twice"),
        (["three"], "names three, which is not among the amendments"),
    ],
)
def test_a_ruling_names_every_amendment_once(ruling: list[str], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        voting_order([DRAFT], [amend("one"), amend("two")], ruling=ruling)


@st.composite
def agendas(draw: st.DrawFn) -> tuple[list[Draft], list[Amendment], list[Part], list[Motion]]:
    drafts = [
        Draft(f"draft {n}", ("AAA",), by_invited=invited)
        for n, invited in enumerate(draw(st.lists(st.booleans(), min_size=1, max_size=4)))
    ]
    keys = st.sampled_from([draft.id for draft in drafts])
    amendments = [
        Amendment(f"amendment {n}", key, ("BBB",), change, distance)
        for n, (key, change, distance) in enumerate(
            draw(st.lists(st.tuples(keys, st.sampled_from(Change), st.none() | st.integers(0, 3)), max_size=6))
        )
    ]
    parts = [
        Part(f"part {n}", key, "CCC", ("AAA",) if objects else ())
        for n, (key, objects) in enumerate(draw(st.lists(st.tuples(keys, st.booleans()), max_size=4)))
    ]
    motions = [
        Motion(f"motion {n}", kind, ("DDD",))
        for n, kind in enumerate(draw(st.lists(st.sampled_from(MotionKind), max_size=5)))
    ]
    return drafts, amendments, parts, motions


@given(agendas())
def test_everything_handed_in_is_voted_once_or_left_out_once(
    agenda: tuple[list[Draft], list[Amendment], list[Part], list[Motion]],
) -> None:
    order = voting_order(*agenda)
    handed_in = [item.id for group in agenda for item in group]
    assert sorted([*ids(order), *(left.item.id for left in order.left_out)]) == sorted(handed_in)
    assert all(turn.reason.endswith(".") and turn.rule for turn in order.turns)


@given(agendas())
def test_within_one_class_the_order_of_submission_is_kept(
    agenda: tuple[list[Draft], list[Amendment], list[Part], list[Motion]],
) -> None:
    drafts, amendments, parts, motions = agenda
    voted = ids(voting_order(*agenda))
    classes = [
        [draft.id for draft in drafts],
        [part.id for part in parts if part.draft == drafts[0].id],
        *([motion.id for motion in motions if motion.kind is kind] for kind in MotionKind),
        *(
            [each.id for each in amendments if each.draft == drafts[0].id and each.change is Change.REPLACES]
            for one in amendments
            if all(each.distance == one.distance for each in amendments)
        ),
    ]
    for one in classes:
        kept = [key for key in voted if key in one]
        assert kept == [key for key in one if key in voted]
    belongings: list[Amendment | Part] = [*amendments, *parts]
    for each in belongings:
        if each.id in voted:
            assert voted.index(each.id) < voted.index(each.draft)


@given(agendas())
def test_the_order_does_not_change_when_it_is_ordered_again(
    agenda: tuple[list[Draft], list[Amendment], list[Part], list[Motion]],
) -> None:
    drafts, amendments, parts, motions = agenda
    voted = ids(voting_order(*agenda))
    again = voting_order(
        drafts,
        sorted(amendments, key=lambda each: voted.index(each.id) if each.id in voted else -1),
        parts,
        sorted(motions, key=lambda each: voted.index(each.id)),
    )
    assert ids(again) == voted
