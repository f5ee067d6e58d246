"""Questions that the record raises. Real ones first; then rows that are supposed, since nobody is known to have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec
import pytest

from horseshoe.answers.coherence import Question, QuestionKind, coherence
from horseshoe.answers.standing import Standing, support
from horseshoe.facts.assessments import Status
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import ProposalKind
from horseshoe.facts.record import Record
from horseshoe.facts.statements import Explanation, Leaning, Said, Stance, Voice

DAY = date(2026, 11, 22)


def said(id_: str, state: str, roll_call: str | None, **told: object) -> Explanation:
    row = Explanation(
        id=id_,
        state=state,
        roll_call=roll_call,
        not_before=date(2018, 4, 14),
        not_after=date(2018, 4, 14),
        body="Security Council",
        voice=Voice.MISSION,
        kind="explanation_of_vote",
        position=Leaning.AGAINST,
        says="Supposed for a test.",
        source="sciences-po",
        recorded=DAY,
    )
    return msgspec.structs.replace(row, **told)


def before(id_: str, state: str, draft: str, **told: object) -> Stance:
    row = Stance(
        id=id_,
        draft=draft,
        state=state,
        phase="negotiation",
        stance="yes",
        voice=Voice.CAPITAL,
        says="Supposed for a test.",
        source="sciences-po",
        recorded=DAY,
    )
    return msgspec.structs.replace(row, **told)


def having(record: Record, *explanations: Explanation, stances: tuple[Stance, ...] = ()) -> Record:
    """The Record with these statements and no others."""
    return msgspec.structs.replace(record, explanations=explanations, stances=stances)


def of(kind: QuestionKind, questions: tuple[Question, ...]) -> list[Question]:
    return [each for each in questions if each.kind is kind]


def unknown(roll_call: str) -> Mapping[str, Status | None]:
    return {}


class TestASupporterThatVotedNoAndNeverExplained:
    def test_each_no_of_a_supporter_is_either_explained_or_asked_about(self, record: Record) -> None:
        """Counted a second time, from the rows; S/2024/383 and the texts on Iran lie outside the three crimes."""
        expected = set()
        explained = {(row.state, row.roll_call) for row in record.explanations}
        for row in record.roll_calls:
            draft = record.draft_situation.get(row.id)
            outside = draft and (draft.outside or record.situation[draft.situation].outside)
            if outside or record.proposal[row.proposal].kind is not ProposalKind.DRAFT_RESOLUTION:
                continue
            for state in row.no:
                sure = support(record, Instrument.CODE, state, row.date).standing is Standing.CERTAIN
                if sure and (state, row.id) not in explained:
                    expected.add((state, row.id))
        asked = of(QuestionKind.NOT_EXPLAINED, coherence(record, statuses=unknown))
        assert {(each.state, *each.roll_calls) for each in asked} == expected
        assert len(asked) == len(expected) > 40

    def test_it_is_a_question_with_its_facts(self, record: Record) -> None:
        [question] = [each for each in coherence(record, "ESP") if each.roll_calls == ("bd2639",)]
        assert question.asks == (
            "How does Spain, a supporter of the Code, explain its vote against S/2016/847 of 2016-10-08?"
        )
        assert question.facts[0] == (
            "Spain supported the Code on that day: joined on or before 2015-09-01 (named on a dated list)."
        )
        assert question.facts[-1] == (
            "No explanation by it of this vote is known here, which is no proof that it gave none."
        )
        assert set(question.sources) <= record.source.keys()
        assert question.sources

    def test_france_and_the_united_kingdom_explained_theirs_of_october_2023(self, record: Record) -> None:
        """S/2023/772, 16 October 2023."""
        assert coherence(record, roll_call="S/2023/772") == ()

    def test_what_is_only_recalled_explains_nothing(self, record: Record) -> None:
        recalled = said("t1", "SWE", "bd2752", confidence="recall")
        asked = [each.roll_calls for each in coherence(having(record, recalled), "SWE")]
        assert ("bd2752",) in asked

    @pytest.mark.parametrize(
        ("statuses", "asked"),
        [
            ({}, True),
            ({"a": Status.NOT_ENGAGED, "b": None}, True),
            ({"a": Status.NOT_ENGAGED, "b": Status.CONTESTED}, True),
            ({"a": Status.NOT_ENGAGED, "b": Status.NOT_ENGAGED}, False),
        ],
    )
    def test_of_a_draft_that_every_assessor_calls_not_engaged_nothing_is_asked(
        self, record: Record, statuses: Mapping[str, Status | None], asked: bool
    ) -> None:
        found = coherence(record, "ESP", "bd2639", statuses=lambda roll_call: statuses)
        assert bool(found) is asked

    def test_nobody_is_asked_that_was_not_bound_for_certain(self, record: Record) -> None:
        """Russia and China never joined; Japan is named by the press alone."""
        for state in ("RUS", "CHN", "USA", "JPN", "ITA"):
            assert of(QuestionKind.NOT_EXPLAINED, coherence(record, state)) == []


class TestOneThatInvokedTheCodeInOneCase:
    """The United Kingdom voted no on S/2018/355 (14 April 2018, Syria, condemn) and S/2018/322 (Syria, investigation).

    The statements are supposed.
    """

    def test_no_statement_known_here_invokes_the_code_in_a_case(self, record: Record) -> None:
        assert of(QuestionKind.LIKE_CASES, coherence(record)) == []

    def test_the_same_situation_is_a_like_case(self, record: Record) -> None:
        told = said("t1", "GBR", None, situation="syria", invokes_code=Said.YES, kind="ga_debate")
        [question] = of(QuestionKind.LIKE_CASES, coherence(having(record, told), "GBR"))
        assert {"bd2639", "bd2752"} <= set(question.roll_calls)
        assert all(record.draft_situation[each].situation == "syria" for each in question.roll_calls)
        assert question.asks.startswith(
            "How does the United Kingdom of Great Britain and Northern Ireland tell the case in which it invoked the "
            "Code from its vote against S/2016/847 of 2016-10-08 and "
        )
        assert question.facts[0].startswith("Its mission said on 2018-04-14 (Security Council): Supposed for a test.")

    def test_so_is_another_situation_where_the_same_action_was_asked_for(self, record: Record) -> None:
        """S/2014/348 asked for a referral; a text of the same kind in another situation would be like it."""
        told = said("t1", "GBR", "bd3070", invokes_code=Said.YES)  # Gaza, a ceasefire
        [question] = of(QuestionKind.LIKE_CASES, coherence(having(record, told), "GBR"))
        assert "bd2639" in question.roll_calls  # Syria, a ceasefire
        assert "bd2752" not in question.roll_calls  # Syria, a condemnation
        assert "bd3070" not in question.roll_calls  # the case itself
        assert any(
            "another situation, for the same action (syria, demand-ceasefire)" in fact for fact in question.facts
        )

    def test_a_general_word_for_the_code_is_no_case(self, record: Record) -> None:
        told = said("t1", "GBR", None, occasion="an open debate", invokes_code=Said.YES)
        assert of(QuestionKind.LIKE_CASES, coherence(having(record, told), "GBR")) == []

    def test_nor_is_one_that_was_not_seen_to_invoke_it(self, record: Record) -> None:
        told = said("t1", "GBR", None, situation="syria", invokes_code=Said.NOT_SEEN)
        assert of(QuestionKind.LIKE_CASES, coherence(having(record, told), "GBR")) == []

    def test_a_draft_that_every_assessor_calls_not_engaged_is_not_like(self, record: Record) -> None:
        told = said("t1", "GBR", None, situation="syria", invokes_code=Said.YES)
        found = coherence(having(record, told), "GBR", statuses=lambda roll_call: {"a": Status.NOT_ENGAGED})
        assert found == ()

    def test_one_that_never_supported_the_code_is_not_asked(self, record: Record) -> None:
        told = said("t1", "RUS", None, situation="syria", invokes_code=Said.YES)
        assert coherence(having(record, told), "RUS") == ()


class TestCapitalAndMission:
    def test_france_said_the_same_in_the_council_and_from_paris(self, record: Record) -> None:
        """S/2014/348, 22 May 2014."""
        assert of(QuestionKind.TWO_VOICES, coherence(record, "FRA", "S/2014/348")) == []

    def test_different_positions_are_a_question(self, record: Record) -> None:
        rows = (
            said("t1", "FRA", "bd2476", position=Leaning.FOR),
            said("t2", "FRA", "bd2476", position=Leaning.ABSTAINED, voice=Voice.CAPITAL, body="Ministry statement"),
        )
        [question] = of(QuestionKind.TWO_VOICES, coherence(having(record, *rows), "FRA"))
        assert question.asks == (
            "Which of the two spoke for France on S/2014/348 of 2014-05-22, its mission or its capital?"
        )
        assert question.facts == (
            "Its mission said on 2018-04-14 (Security Council): Supposed for a test. That is in favour.",
            "Its capital said on 2018-04-14 (Ministry statement): Supposed for a test. That is abstaining.",
            "The roll call of 2014-05-22 has yes.",
        )

    def test_so_is_a_stance_of_the_one_before_an_explanation_by_the_other(self, record: Record) -> None:
        told = said("t1", "FRA", "bd2476", position=Leaning.ABSTAINED)
        [question] = of(
            QuestionKind.TWO_VOICES, coherence(having(record, told, stances=(before("s", "FRA", "S/2014/348"),)))
        )
        assert question.roll_calls == ("bd2476",)
        assert "before the vote (negotiation): Supposed for a test. That is in favour." in question.facts[1]

    def test_stances_can_differ_on_a_draft_that_was_never_put(self, record: Record) -> None:
        told = before("a", "FRA", "S/2026/990"), before("b", "FRA", "S/2026/990", stance="no", voice=Voice.MISSION)
        [question] = of(QuestionKind.TWO_VOICES, coherence(having(record, stances=told)))
        assert (question.roll_calls, "S/2026/990" in question.asks) == ((), True)

    @pytest.mark.parametrize(
        "told",
        [
            {"stance": "undecided"},  # no difference
            {"voice": Voice.MISSION},  # a change of mind of the same voice
            {"voice": Voice.UNKNOWN},
            {"confidence": "recall"},
            {"draft": "S/2014/347"},
        ],
    )
    def test_anything_less_is_none(self, record: Record, told: Mapping[str, object]) -> None:
        stance = msgspec.structs.replace(before("s", "FRA", "S/2014/348"), **told)
        row = said("t1", "FRA", "bd2476", position=Leaning.ABSTAINED)
        assert of(QuestionKind.TWO_VOICES, coherence(having(record, row, stances=(stance,)))) == []


class TestAnExplanationThatStatesAnotherVote:
    def test_none_is_known_here(self, record: Record) -> None:
        assert of(QuestionKind.OTHER_VOTE_STATED, coherence(record)) == []

    def test_it_is_held_against_the_roll_call(self, record: Record) -> None:
        told = said("t1", "CHN", "bd2476", cast_stated="abstain", position=Leaning.ABSTAINED)
        [question] = of(QuestionKind.OTHER_VOTE_STATED, coherence(having(record, told), "China"))
        assert question.facts[1:] == (
            "The statement, as it is reported, gives the vote as abstain.",
            "The roll call of 2014-05-22 has no.",
        )
        assert question.asks.endswith("?")

    def test_one_without_a_seat_that_day_cast_nothing(self, record: Record) -> None:
        told = said("t1", "DEU", "bd2476", cast_stated="yes")
        assert coherence(having(record, told), "DEU", "bd2476") == ()

    def test_nor_is_an_unknown_cast_held_against_anybody(self, record: Record) -> None:
        """S/2026/740 of 17 September 2026: the abstainers are not known by name."""
        state = record.roll_call["m2026d"].unknown[0]
        told = said("t1", state, "m2026d", cast_stated="yes")
        assert of(QuestionKind.OTHER_VOTE_STATED, coherence(having(record, told), state)) == []


def test_every_question_is_one_and_has_facts_and_sources(record: Record) -> None:
    questions = coherence(record)
    assert questions
    for question in questions:
        assert question.asks.endswith("?")
        assert all(fact.endswith(".") for fact in question.facts)
        assert question.sources
        assert set(question.sources) <= record.source.keys()
        words = " ".join((question.asks, *question.facts)).lower()
        assert not any(word in words for word in ("breach", "violat", "guilty", "failed to", "%"))


def test_one_state_is_asked_what_all_are_asked(record: Record) -> None:
    questions = coherence(record)
    for state in {each.state for each in questions}:
        assert coherence(record, state) == tuple(each for each in questions if each.state == state)
    for roll_call in {id_ for each in questions for id_ in each.roll_calls}:
        assert coherence(record, roll_call=roll_call) == tuple(
            each for each in questions if roll_call in each.roll_calls
        )
