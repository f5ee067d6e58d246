"""What was known on the day of a vote, what came only afterwards, and how each assessor judges the whole record."""

from datetime import date

import msgspec
import pytest

from horseshoe.answers.evidence import (
    NO_PROOF,
    NOT_KNOWN,
    RECALLED_APART,
    Document,
    EvidenceAnswer,
    Known,
    Timing,
    assessors,
    evidence,
    known,
    timing,
)
from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.facts.record import Record
from horseshoe.rules.standards import STANDARDS


def ids(documents: tuple[Document, ...]) -> list[str]:
    return [each.id for each in documents]


def of(record: Record, symbol: str) -> Known:
    [vote] = evidence(record, symbol).votes
    return vote


def test_yemen_2018_what_was_recalled_and_what_came_only_afterwards(record: Record) -> None:
    """S/2018/156, 26 February 2018: the Group of Eminent Experts spoke six months later."""
    vote = of(record, "S/2018/156")
    assert vote.listed == ()
    assert ids(vote.recalled) == ["yemen-01"]
    assert ids(vote.after) == ["yemen-03", "yemen-04"]
    assert ids(vote.unclear) == ["yemen-02"]  # known to be of 2018 only
    assert RECALLED_APART in vote.notes
    assert any(note.endswith(NO_PROOF) for note in vote.notes)


def test_ukraine_february_2025(record: Record) -> None:
    vote = of(record, "S/2025/115")
    assert ids(vote.after) == ["ukraine-13"]
    assert "ukraine-11" in ids(vote.listed)
    assert {"ukraine-09", "ukraine-12"} <= set(ids(vote.recalled))


def test_gaza_december_2023_the_secretary_general_spoke_on_the_very_day(record: Record) -> None:
    vote = of(record, "S/2023/970")
    same_day = [each.id for each in vote.listed if each.timing is Timing.SAME_DAY]
    assert same_day == ["gaza-israel-palestine-13"]
    assert ids(vote.outside_list) == ["gaza-israel-palestine-11"]  # experts, outside the list
    assert "gaza-israel-palestine-14" in ids(vote.after)  # the Court, January 2024
    days = [each.not_after for each in vote.listed if each.not_after]
    assert days == sorted(days)


def test_rival_texts_and_both_sides_of_a_disagreement(record: Record) -> None:
    vote = of(record, "S/2023/772")
    assert [(rival.draft, rival.date) for rival in vote.rivals] == [("S/2023/773", date(2023, 10, 18))]
    [contest] = vote.disagreements
    assert (contest.id, contest.both_sides) == ("C01", True)
    assert contest.side_a
    assert contest.side_b


def test_a_text_that_would_have_limited_action(record: Record) -> None:
    vote = of(record, "S/2023/639")
    assert vote.limits == "It would have ended the panel of experts at once."
    assert [rival.draft for rival in vote.rivals] == ["S/2023/638"]


def test_a_rival_that_is_only_recalled_is_marked(record: Record) -> None:
    assert [(rival.draft, rival.recalled) for rival in of(record, "S/2020/667").rivals] == [
        ("S/2020/654", False),
        ("S/2020/658", False),
        ("S/2020/683", True),
        ("S/2020/684", True),  # adopted the day after, as resolution 2533 (2020)
    ]


def test_most_votes_are_of_no_known_situation(record: Record) -> None:
    vote = known(record, record.roll_call["bd0001"])
    assert vote.situation is None
    assert vote.notes == (NOT_KNOWN,)


def test_what_is_known_of_a_vote_is_told_once_and_in_order(record: Record) -> None:
    for draft in record.draft_situations:
        row = record.roll_call[draft.roll_call]
        vote = known(record, row)
        parts = (vote.listed, vote.outside_list, vote.after, vote.unclear, vote.recalled)
        shown = [each.id for part in parts for each in part]
        assert sorted(shown) == sorted(each.id for each in record.evidence if each.situation == draft.situation)
        assert all(each.timing in (Timing.BEFORE, Timing.SAME_DAY) for each in vote.listed + vote.outside_list)
        assert all(each.timing is Timing.AFTER for each in vote.after)
        assert all(each.confidence == "recall" for each in vote.recalled)
        for part in parts:
            days = [each.not_after or date.max for each in part]
            assert days == sorted(days)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2020, 1, 10), date(2020, 1, 10), Timing.SAME_DAY),
        (date(2020, 1, 9), date(2020, 1, 10), Timing.BEFORE),
        (None, date(2020, 1, 9), Timing.BEFORE),
        (date(2020, 1, 10), date(2020, 1, 11), Timing.UNCLEAR),
        (date(2020, 1, 9), None, Timing.UNCLEAR),
        (None, None, Timing.UNCLEAR),
        (date(2020, 1, 11), date(2020, 1, 31), Timing.AFTER),
    ],
)
def test_when_a_document_became_public(record: Record, first: date | None, last: date | None, expected: Timing) -> None:
    row = msgspec.structs.replace(record.evidence[0], not_before=first, not_after=last)
    assert timing(row, date(2020, 1, 10)) is expected


def test_the_answer_carries_coverage_and_sources(record: Record) -> None:
    answer = evidence(record, "S/2023/970")
    assert isinstance(answer, EvidenceAnswer)
    assert answer.coverage.failed >= answer.coverage.full_roll_calls > 0
    assert answer.coverage.with_situation >= answer.coverage.with_evidence > 0
    cited = {each.id for each in answer.sources}
    assert all(set(each.sources) <= cited for each in answer.votes[0].listed)
    assert "situations" in cited


def test_as_it_was_known_before_anything_was_recorded(record: Record) -> None:
    with pytest.raises(NotFound):
        evidence(record, "S/2023/970", as_known=date(2020, 1, 1))
    with pytest.raises(BadQuestion):
        evidence(record, "nonsense!")


# -- how each assessor judges the record --------------------------------------------------------


def test_the_two_standards_over_the_listed_noes(record: Record) -> None:
    """The published list of 77 noes of supporters: none falls on a draft that a standard calls engaged."""
    text, un = assessors(record).assessors
    assert (text.id, un.id) == ("text-only", "un-evidence")
    assert (un.listed_noes.total, un.listed_drafts.total, un.votes.total) == (77, 19, 210)
    for each in (text, un):
        assert each.computed
        assert each.listed_noes.tally.engaged == 0
    assert un.listed_noes.tally.not_engaged == 14  # outer space, and Iran's nuclear file twice
    assert un.listed_noes.by_ground["outside"] == 14
    assert un.listed_noes.by_ground["limits"] == 24


def test_a_critic_and_a_defender_read_the_contested_their_own_way(record: Record) -> None:
    for each in assessors(record).assessors:
        for counted in (each.votes, each.listed_noes, each.listed_drafts):
            tally, critic, defender = counted.tally, counted.critic, counted.defender
            assert tally.engaged + tally.contested + tally.not_engaged + tally.undetermined == counted.total
            assert critic.engaged == tally.engaged + tally.contested
            assert critic.not_engaged == tally.not_engaged
            assert defender.engaged == tally.engaged
            assert defender.not_engaged == tally.not_engaged + tally.contested
            assert critic.undetermined == defender.undetermined == tally.undetermined
            assert sum(counted.alone.values()) <= tally.contested


def test_an_assessor_shows_its_parameters_with_their_dates(record: Record) -> None:
    answer = assessors(record)
    for each in answer.assessors:
        assert {one.name for one in each.parameters} == set(STANDARDS[each.id][1])
        assert all(one.why and one.since for one in each.parameters)
    assert answer.sources
    assert len(answer.notes) == 2
