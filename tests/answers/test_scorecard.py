"""Scorecards of the elections of 2024 to 2026: facts and findings with their doubts, and never a grade."""

from __future__ import annotations

import re
from datetime import date

import pytest

from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.answers.scorecard import Candidate, Named, Scorecard, scorecard
from horseshoe.answers.scorecard_cells import Cell, CellKind
from horseshoe.answers.scorecard_method import Doubt, Fact, published, read_method
from horseshoe.facts.elections import CandidacyStatus, SeatGroup
from horseshoe.facts.record import Record

DAY = date(2026, 11, 22)


def of(card: Scorecard, state: str) -> Candidate:
    return next(each for each in card.candidates if each.state == state)


def cell(card: Scorecard, state: str, criterion: str) -> Cell:
    return next(each for each in of(card, state).cells if each.criterion == criterion)


@pytest.fixture(scope="module")
def card(record: Record) -> Scorecard:
    return scorecard(record, 2026, DAY)


def test_the_candidates_of_2026_stand_by_group_and_name_whatever_became_of_them(card: Scorecard) -> None:
    assert [each.state for each in card.candidates] == ["KGZ", "PHL", "ZWE", "TTO", "AUT", "DEU", "PRT"]
    assert {each.state for each in card.candidates if each.status is CandidacyStatus.NOT_ELECTED} == {"PHL", "DEU"}


def test_austria_supported_the_code_by_the_list_of_1_september_2015(card: Scorecard) -> None:
    found = cell(card, "AUT", "code")
    assert (found.doubt, found.short) == (Doubt.CERTAIN, "yes, by 2015-09-01")
    assert found.evidence == ("pledges:code-aut-1",)
    assert found.sources


def test_of_zimbabwe_nothing_is_known_on_the_code_and_the_cell_says_so(card: Scorecard) -> None:
    found = cell(card, "ZWE", "code")
    assert (found.doubt, found.short, found.sources) == (Doubt.NOT_KNOWN, "not known here", ())


def test_a_statement_of_support_is_no_support(card: Scorecard) -> None:
    """Germany asked all states on 20 November 2024 to support the French-Mexican initiative."""
    found = cell(card, "DEU", "declaration")
    assert found.doubt is Doubt.NOT_KNOWN
    assert found.short == "not known here; spoke for it, 2024-11-20"


def test_germany_voted_no_four_times_in_2019_and_2020_and_each_no_is_told_by_assessor(card: Scorecard) -> None:
    found = cell(card, "DEU", "conduct")
    assert found.kind is CellKind.FINDING
    assert found.doubt is Doubt.POSSIBLE
    assert [item[:22] for item in found.items] == [
        "2019-02-28, S/2019/190",
        "2019-09-19, S/2019/757",
        "2020-07-08, S/2020/658",
        "2020-07-10, S/2020/683",
    ]
    assert set(found.findings) == {"text-only", "un-evidence"}
    assert all(sum(kinds.values()) == 122 for kinds in found.findings.values())
    assert "according to each assessor" in found.says.lower()


def test_portugal_has_held_no_seat_since_the_code_so_nothing_is_found(card: Scorecard) -> None:
    found = cell(card, "PRT", "conduct")
    assert (found.kind, found.doubt, found.short) == (CellKind.FACT, Doubt.CERTAIN, "no seat since the Code")


def test_earlier_terms_leave_out_the_one_that_the_election_gives(card: Scorecard, record: Record) -> None:
    assert cell(card, "AUT", "terms").short == "1973-1974, 1991-1992, 2009-2010"
    assert cell(card, "KGZ", "terms").short == "none"
    assert cell(scorecard(record, 2024, DAY), "PAK", "terms").short.endswith("2003-2004, 2012-2013")


def test_the_ballots_stand_under_the_candidacy(card: Scorecard) -> None:
    """3 June 2026: Kyrgyzstan in the fourth round, after two of which the votes are not known."""
    found = cell(card, "KGZ", "candidacy")
    assert found.says.startswith("Elected: in round 4, 2026-06-03.")
    assert found.items[0] == "Round 1, 2026-06-03: 105 votes"
    assert found.items[1] == "Round 2, 2026-06-03: votes not known here"
    assert "AU and SADC" in cell(card, "ZWE", "candidacy").says


@pytest.mark.parametrize("state", ["AUT", "PRT"])
def test_members_of_act_are_named(card: Scorecard, state: str) -> None:
    assert cell(card, state, "groups").short == "ACT: yes"


def test_who_is_not_named_as_a_member_of_act_may_be_one(card: Scorecard) -> None:
    """The sources give 24 to 27 members and do not name them all."""
    assert cell(card, "DEU", "groups").doubt is Doubt.NOT_KNOWN


@pytest.mark.parametrize("criterion", ["friends", "focal_point", "assembly_votes", "last_asked", "veto_initiative"])
def test_what_the_register_does_not_hold_is_not_known_here(card: Scorecard, criterion: str) -> None:
    assert {cell(card, each.state, criterion).doubt for each in card.candidates} == {Doubt.NOT_KNOWN}


def test_before_the_vote_the_result_is_not_told(record: Record) -> None:
    card = scorecard(record, 2026, date(2026, 6, 1))
    assert {each.status for each in card.candidates} == {None}
    assert cell(card, "AUT", "candidacy").short == "stood; the result lies after this day"
    assert cell(card, "AUT", "candidacy").items == ()


def test_a_later_statement_is_left_out(record: Record) -> None:
    card = scorecard(record, 2026, date(2024, 11, 19))
    assert cell(card, "DEU", "declaration").doubt is Doubt.NOT_KNOWN
    assert all("2024-11-20" not in item for item in cell(card, "DEU", "statements").items)


def test_montenegro_withdrew_in_2025(record: Record) -> None:
    card = scorecard(record, 2025, DAY)
    assert of(card, "MNE").status is CandidacyStatus.WITHDRAWN
    assert "31 January 2025" in cell(card, "MNE", "candidacy").says


def test_latvia_joined_act_between_two_days(record: Record) -> None:
    """Between the list of 1 September 2015 and the enumeration of 21 October 2021."""
    assert cell(scorecard(record, 2025, DAY), "LVA", "groups").doubt is Doubt.CERTAIN
    early = cell(scorecard(record, 2025, date(2018, 1, 1)), "LVA", "groups")
    assert (early.doubt, early.short) == (Doubt.POSSIBLE, "ACT: possibly")


def test_the_coverage_counts_every_cell(card: Scorecard) -> None:
    cover = card.coverage
    assert cover.cells == len(card.candidates) * len(card.method.criteria)
    assert cover.certain + cover.possible + cover.not_known_here == cover.cells
    assert "more than 130 were claimed" in cover.line()


@pytest.mark.parametrize("year", range(2000, 2027))
def test_no_year_has_a_grade_a_percentage_or_a_source_that_is_not_listed(record: Record, year: int) -> None:
    card = scorecard(record, year, DAY)
    listed = {source.id for source in card.sources}
    assert listed.issuperset(source for each in card.candidates for found in each.cells for source in found.sources)
    said = " ".join(f"{found.short} {found.says}" for each in card.candidates for found in each.cells)
    assert not re.search(r"%|per ?cent|\bgrades?\b|\bscored?\b|\brank|\bout of \d", said, re.IGNORECASE)


def test_every_certain_or_possible_cell_has_evidence_or_says_that_nothing_was(record: Record) -> None:
    for year in (2024, 2025, 2026):
        for each in scorecard(record, year, DAY).candidates:
            for found in each.cells:
                if found.doubt is not Doubt.NOT_KNOWN:
                    assert found.sources or found.short == "no seat since the Code", (each.state, found)


def test_one_group_alone(record: Record) -> None:
    card = scorecard(record, 2026, DAY, group=SeatGroup.WEOG)
    assert [each.state for each in card.candidates] == ["AUT", "DEU", "PRT"]
    with pytest.raises(NotFound, match="No candidate of the election of 2026 for the seats of the Eastern European"):
        scorecard(record, 2026, DAY, group=SeatGroup.EASTERN_EUROPE)


# -- coming elections -----------------------------------------------------------------------------------


def coming(state: str) -> Named:
    return Named(state=state, group=SeatGroup.EASTERN_EUROPE, status=CandidacyStatus.DECLARED, source="A/81/1")


def test_candidates_of_a_coming_election_are_named(record: Record) -> None:
    card = scorecard(record, 2027, DAY, candidates=[coming("Estonia")])
    found = of(card, "EST")
    assert (found.eligible, found.status) == (True, CandidacyStatus.DECLARED)
    assert cell(card, "EST", "candidacy").sources == ("A/81/1",)
    assert card.sources[0].title == "A/81/1"
    assert cell(card, "EST", "code").doubt is Doubt.CERTAIN


def test_a_retiring_member_cannot_be_elected_and_the_cell_says_why(record: Record) -> None:
    """Latvia's term ends with 2027."""
    card = scorecard(record, 2027, DAY, candidates=[coming("LVA")])
    assert not of(card, "LVA").eligible
    assert "rule 144" in cell(card, "LVA", "candidacy").says


def test_nobody_is_known_of_a_year_without_candidates(record: Record) -> None:
    with pytest.raises(NotFound, match="No candidate of the election of 2027 is known here: name them"):
        scorecard(record, 2027, DAY)


def test_a_candidate_is_not_named_twice(record: Record) -> None:
    with pytest.raises(BadQuestion, match="Austria is a candidate of 2026 already"):
        scorecard(record, 2026, DAY, candidates=[coming("AUT")])


# -- methods ----------------------------------------------------------------------------------------------

OWN = """
id = "ours"
title = "What we ask"
by = "A ministry"
dated = 2026-11-01
extends = "horseshoe"
leave_out = ["friends"]

[importance]
code = "essential"

[[criterion]]
id = "court"
title = "The Court"
question = "Does it accept the compulsory jurisdiction of the Court?"
how = "From the declarations under Article 36(2) of the Statute."
fact = "answers"
source = "Declarations deposited with the Secretary-General."

[[answer]]
criterion = "court"
state = "Austria"
says = "A declaration is deposited."
doubt = "certain"
source = "https://example.org/declarations"
on = 2026-10-01
"""


def test_a_users_criterion_stands_beside_the_published_ones(record: Record) -> None:
    card = scorecard(record, 2026, DAY, method=read_method(OWN, "ours.toml"))
    ids = [each.id for each in card.method.criteria]
    assert "friends" not in ids
    assert ids[-1] == "court"
    found = cell(card, "AUT", "court")
    assert (found.doubt, found.says) == (Doubt.CERTAIN, "A declaration is deposited. (2026-10-01)")
    assert [each.url for each in card.sources if each.id == found.sources[0]] == ["https://example.org/declarations"]
    assert cell(card, "PRT", "court").doubt is Doubt.NOT_KNOWN
    assert [each.importance for each in card.method.criteria if each.id == "code"] == ["essential"]


def test_an_answer_of_a_later_day_is_left_out(record: Record) -> None:
    card = scorecard(record, 2026, date(2026, 9, 30), method=read_method(OWN, "ours.toml"))
    assert cell(card, "AUT", "court").doubt is Doubt.NOT_KNOWN


def test_importance_changes_no_cell(record: Record) -> None:
    plain = scorecard(record, 2026, DAY)
    own = scorecard(record, 2026, DAY, method=read_method(OWN.replace('leave_out = ["friends"]', ""), "ours.toml"))
    for before, after in zip(plain.candidates, own.candidates, strict=True):
        assert after.cells[: len(before.cells)] == before.cells


def test_a_reader_can_be_put_in_the_place_of_one_that_ships(record: Record) -> None:
    def voted(asked: object, candidate: object, criterion: object) -> Cell:
        return Cell(criterion="assembly_votes", doubt=Doubt.CERTAIN, short="in favour", says="In favour.")

    card = scorecard(record, 2026, DAY, readers={Fact.ASSEMBLY_VOTES: voted})
    assert cell(card, "AUT", "assembly_votes").short == "in favour"


def test_the_co_sponsors_of_76_262_known_by_name_are_answered(record: Record) -> None:
    """83 co-sponsored on 26 April 2022; Liechtenstein, France, the United Kingdom and the United States are known."""
    assert [each.state for each in published().answers] == ["LIE", "FRA", "GBR", "USA"]
    assert all(each.source in record.source for each in published().answers)
