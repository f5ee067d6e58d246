"""What the standards and other assessors say of drafts of the real record, and which of several views counts."""

from datetime import date

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from horseshoe.answers import views as asked
from horseshoe.answers.questions import NotFound
from horseshoe.answers.views import NOT_ASSESSED, View, verdicts, view, views
from horseshoe.facts.assessments import (
    Aim,
    Assessment,
    Assessor,
    AssessorKind,
    Credible,
    FactsSay,
    Scale,
    Status,
)
from horseshoe.facts.evidence import CodeCrime
from horseshoe.facts.record import Record
from horseshoe.rules import standards
from horseshoe.rules.standards import STANDARDS, Ground

UN, TEXT = "un-evidence", "text-only"
DRAFT = "bd2663"  # S/2016/1085 on South Sudan, 23 December 2016


def of(record: Record, symbol: str, assessor: str = UN) -> View:
    [row] = record.by_symbol[symbol]
    return view(record, assessor, row)


# -- the standards on the real record -----------------------------------------------------------


@pytest.mark.parametrize(
    ("symbol", "recalled"),
    [
        ("S/2015/508", "srebrenica-bosnia-03"),  # Srebrenica: the report of 1999 is only recalled; courts do not count
        ("S/2018/156", "yemen-01"),
        ("S/2022/155", "ukraine-01"),
    ],
)
def test_drafts_on_which_the_evidence_is_only_recalled_stay_undetermined(
    record: Record, symbol: str, recalled: str
) -> None:
    for assessor in STANDARDS:
        said = of(record, symbol, assessor)
        assert (said.status, said.grounds) == (None, (Ground.EVIDENCE_RECALLED,))
        assert "only recalled" in said.why
        assert said.evidence == ()
        assert any(step.evidence == (recalled,) for step in said.steps)


def test_south_sudan_2016_was_contested(record: Record) -> None:
    """S/2016/1085 failed 7-0-8: a risk was warned of, members disagreed on it, and nobody voted no."""
    said = of(record, "S/2016/1085")
    assert said.status is Status.CONTESTED
    assert said.facts is FactsSay.RISK
    assert set(said.grounds) == {Ground.BOTH_SIDES, Ground.RELEVANCE}
    assert {"south-sudan-02", "south-sudan-03", "south-sudan-04"} <= set(said.evidence)
    assert record.roll_call[DRAFT].no == ()


def test_a_rival_text_two_days_later(record: Record) -> None:
    """S/2023/772 of 16 October 2023, tabled by Russia; S/2023/773, tabled by Brazil, was voted on on the 18th."""
    for assessor in STANDARDS:
        said = of(record, "S/2023/772", assessor)
        assert (said.status, said.grounds) == (Status.CONTESTED, (Ground.RIVAL_TEXT, Ground.BOTH_SIDES))
        assert "S/2023/773 of 2023-10-18" in said.why
        assert said.credible is Credible.DISPUTED
        assert "dtnext.in-e7678d" in said.sources  # the disagreement's


def test_weapons_in_outer_space_lie_outside_the_three_crimes(record: Record) -> None:
    said = of(record, "S/2024/383")
    assert (said.status, said.grounds) == (Status.NOT_ENGAGED, (Ground.OUTSIDE,))
    assert "situations" in said.sources  # what is recalled of the draft does not show it; its situation does
    assert of(record, "S/2024/383", TEXT).grounds == (Ground.DRAFT_RECALLED,)


@pytest.mark.parametrize("symbol", ["S/2016/847", "S/2017/968", "S/2018/175", "S/2020/658", "S/2023/639"])
def test_drafts_that_would_have_limited_action_are_contested(record: Record, symbol: str) -> None:
    said = of(record, symbol)
    assert said.status is Status.CONTESTED
    assert {Ground.LIMITS, Ground.RIVAL_TEXT} <= set(said.grounds)
    assert said.aim is Aim.LIMITS


def test_a_ceasefire_in_gaza_that_both_standards_call_engaged(record: Record) -> None:
    """S/2023/970 of 8 December 2023, vetoed by the United States, which has not signed the Code."""
    said = of(record, "S/2023/970")
    assert said.status is Status.ENGAGED
    assert (said.aim, said.facts, said.credible) == (Aim.ACTS, FactsSay.CRIMES, Credible.YES)
    assert said.crimes == (CodeCrime.WAR_CRIMES,)
    assert "gaza-israel-palestine-13" in said.evidence  # the Secretary-General, on the very day
    assert "Of the day of the vote itself: gaza-israel-palestine-13." in (said.facts_why or "")
    assert of(record, "S/2023/970", TEXT).status is Status.ENGAGED


def test_darfur_2005_is_not_disputed_by_the_finding_of_no_genocidal_policy(record: Record) -> None:
    said = of(record, "S/RES/1593")
    assert said.facts is FactsSay.CRIMES
    assert said.crimes == (CodeCrime.CRIMES_AGAINST_HUMANITY, CodeCrime.WAR_CRIMES)
    assert Ground.DENIED not in said.grounds
    assert "sudan-darfur-04" in said.evidence


@pytest.mark.parametrize("symbol", ["S/RES/1591", "S/RES/1593", "S/RES/2328", "S/RES/2332", "S/RES/2724", "S/RES/2725"])
def test_two_resolutions_of_the_same_days_do_not_contest_each_other(record: Record, symbol: str) -> None:
    said = of(record, symbol)
    assert Ground.RIVAL_TEXT not in said.grounds
    assert "Adopted like this one, and so no rival of it" in (said.credible_why or "")


def test_what_came_only_afterwards_is_no_evidence(record: Record) -> None:
    """S/2025/115, 24 February 2025: the commission's conclusion of March came too late."""
    said = of(record, "S/2025/115")
    assert "ukraine-11" in said.evidence
    assert "ukraine-13" not in said.evidence


def test_no_listed_no_of_a_supporter_falls_on_a_draft_that_a_standard_calls_engaged(record: Record) -> None:
    for assessor in STANDARDS:
        found = verdicts(record, assessor)
        assert {row.roll_call for row in record.listed_noes} <= set(found)
        assert all(found[row.roll_call].status is not Status.ENGAGED for row in record.listed_noes)


def test_most_of_the_record_is_of_no_known_situation(record: Record) -> None:
    for assessor in STANDARDS:
        found = verdicts(record, assessor)
        assert set(found) == set(record.draft_situation)
        unknown = view(record, assessor, record.roll_call["bd0001"])
        assert (unknown.status, unknown.grounds) == (None, (Ground.SITUATION_UNKNOWN,))


def test_the_views_agree_with_the_rule_asked_one_by_one(record: Record) -> None:
    for assessor, (judge, _) in STANDARDS.items():
        parameters = [row for row in record.parameters if row.assessor == assessor]
        for key, found in verdicts(record, assessor).items():
            row, draft = record.roll_call[key], record.draft_situation[key]
            proposal = record.proposal[row.proposal]
            drafts = [each for each in record.draft_situations if each.situation == draft.situation]
            case = standards.Case(
                roll_call=key,
                proposal=row.proposal,
                day=row.date,
                symbol=proposal.symbol,
                amends=proposal.amends,
                adopted=row.outcome.startswith("adopted"),
                draft=draft,
                situation=record.situation[draft.situation],
                evidence=[each for each in record.evidence if each.situation == draft.situation],
                others=[
                    standards.Other(
                        roll_call=each.roll_call,
                        proposal=record.roll_call[each.roll_call].proposal,
                        symbol=record.proposal[record.roll_call[each.roll_call].proposal].symbol,
                        day=record.roll_call[each.roll_call].date,
                        kind=record.proposal[record.roll_call[each.roll_call].proposal].kind,
                        recalled=each.confidence == "recall",
                        adopted=record.roll_call[each.roll_call].outcome.startswith("adopted"),
                    )
                    for each in drafts
                ],
                contests=[each for each in record.contests if key in each.roll_calls],
            )
            slow = judge(case, standards.settings(parameters, row.date))
            assert (slow.status, slow.grounds, slow.facts) == (found.status, found.grounds, found.facts)
            assert set(slow.evidence) == set(found.evidence)


def test_each_part_says_why_and_each_view_names_its_sources(record: Record) -> None:
    for found in verdicts(record, UN).values():
        assert found.sources
        assert set(found.sources) <= set(record.source)
        for part, why in ((found.aim, found.aim_why), (found.facts, found.facts_why)):
            assert part is None or why
        assert found.credible is None or found.credible_why


def test_a_standard_says_the_same_on_whatever_day_it_is_asked(record: Record) -> None:
    row = record.roll_call[DRAFT]
    assert view(record, UN, row, on=date(2016, 12, 23)) == view(record, UN, row)


# -- views that somebody recorded ---------------------------------------------------------------

MINISTRY = Assessor(
    id="ministry", name="A ministry", kind=AssessorKind.MINISTRY, source="x", recorded=date(2026, 11, 22)
)
INSTITUTE = msgspec.structs.replace(MINISTRY, id="institute", kind=AssessorKind.RESEARCHER)


def stated(
    key: str,
    made: date = date(2020, 1, 1),
    status: Status = Status.ENGAGED,
    *,
    assessor: str = "ministry",
    recorded: date = date(2026, 11, 22),
    confidence: str = "high",
) -> Assessment:
    return Assessment(
        id=key,
        assessor=assessor,
        proposal=DRAFT,
        made=made,
        by="Legal Department",
        status=status,
        aim=Aim.ACTS,
        aim_why="An arms embargo.",
        facts=FactsSay.RISK,
        facts_why="The Special Adviser had warned.",
        credible=Credible.YES,
        credible_why="It had nine sponsors in mind.",
        crimes=(CodeCrime.GENOCIDE,),
        scale=Scale.LARGE,
        evidence=("south-sudan-03",),
        source="x",
        confidence=confidence,
        recorded=recorded,
    )


def holding(record: Record, *rows: Assessment) -> Record:
    """The packaged Record with these views in it."""
    return msgspec.structs.replace(record, assessments=rows, assessors=(*record.assessors, MINISTRY, INSTITUTE))


def test_every_draft_starts_as_not_assessed(record: Record) -> None:
    own = holding(record)
    said = view(own, "ministry", own.roll_call[DRAFT])
    assert (said.status, said.why, said.steps) == (None, NOT_ASSESSED, ())
    assert verdicts(own, "ministry") == {}
    assert [each.assessor for each in views(own, own.roll_call[DRAFT])] == [TEXT, UN]


def test_a_view_is_kept_with_its_parts_its_day_and_who_stated_it(record: Record) -> None:
    own = holding(record, stated("a1"))
    said = view(own, "ministry", own.roll_call[DRAFT])
    assert (said.status, said.assessment, said.made, said.by) == (
        Status.ENGAGED,
        "a1",
        date(2020, 1, 1),
        "Legal Department",
    )
    assert (said.aim, said.facts, said.credible, said.scale) == (Aim.ACTS, FactsSay.RISK, Credible.YES, Scale.LARGE)
    assert (said.evidence, said.sources, said.superseded) == (("south-sudan-03",), ("x",), ())
    assert said.why.startswith("Engaged: An arms embargo.")


def test_a_later_view_supersedes_the_earlier_and_does_not_erase_it(record: Record) -> None:
    own = holding(
        record,
        stated("later", date(2021, 1, 1), Status.CONTESTED),
        stated("first", date(2019, 1, 1)),
        stated("theirs", date(2022, 1, 1), Status.NOT_ENGAGED, assessor="institute"),
    )
    row = own.roll_call[DRAFT]
    said = view(own, "ministry", row)
    assert (said.status, said.assessment, said.superseded) == (Status.CONTESTED, "later", ("first",))
    before = view(own, "ministry", row, on=date(2020, 12, 31))
    assert (before.status, before.assessment, before.superseded) == (Status.ENGAGED, "first", ())
    assert view(own, "ministry", row, on=date(2018, 12, 31)).why == NOT_ASSESSED
    assert [each.assessor for each in views(own, row)] == ["institute", "ministry", TEXT, UN]
    assert [each.assessor for each in views(own, row, on=date(2021, 12, 31))] == ["ministry", TEXT, UN]


def test_of_two_views_of_one_day_the_one_recorded_later_counts(record: Record) -> None:
    own = holding(
        record,
        stated("b", recorded=date(2026, 11, 24)),
        stated("a", status=Status.NOT_ENGAGED, recorded=date(2026, 11, 23)),
    )
    said = view(own, "ministry", own.roll_call[DRAFT])
    assert (said.assessment, said.superseded) == ("b", ("a",))


def test_a_view_that_is_only_recalled_carries_nothing(record: Record) -> None:
    own = holding(record, stated("a1", confidence="recall"))
    assert view(own, "ministry", own.roll_call[DRAFT]).why == NOT_ASSESSED


def test_a_view_on_a_proposal_covers_all_its_roll_calls(record: Record) -> None:
    again = msgspec.structs.replace(record.roll_call[DRAFT], id="again", date=date(2017, 1, 5))
    own = msgspec.structs.replace(holding(record, stated("a1")), roll_calls=(*record.roll_calls, again))
    assert {key: said.roll_call for key, said in verdicts(own, "ministry").items()} == {DRAFT: DRAFT, "again": "again"}


def test_an_assessor_that_is_not_known(record: Record) -> None:
    with pytest.raises(NotFound, match=r"No assessor is called 'un_evidence': known here are un-evidence\."):
        view(record, "un_evidence", record.roll_call[DRAFT])
    with pytest.raises(NotFound):
        verdicts(record, "nobody")


DAYS = st.dates(date(2017, 1, 1), date(2020, 12, 31))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(DAYS, st.sampled_from(Status), st.integers(1, 9)), min_size=1, max_size=6),
    st.one_of(st.none(), DAYS),
)
def test_the_newest_view_by_the_day_asked_counts(
    record: Record, made: list[tuple[date, Status, int]], on: date | None
) -> None:
    rows = [
        stated(f"a{number}", day, status, recorded=date(2026, 11, late))
        for number, (day, status, late) in enumerate(made)
    ]
    own = holding(record, *rows)
    said = view(own, "ministry", own.roll_call[DRAFT], on=on)
    by_then = [row for row in rows if on is None or row.made <= on]
    if not by_then:
        assert said.status is None
        return
    newest = max((row.made, row.recorded) for row in by_then)
    assert (said.made, next(row.recorded for row in rows if row.id == said.assessment)) == newest
    assert {said.assessment, *said.superseded} == {row.id for row in by_then}
    assert len(said.superseded) == len(by_then) - 1


def test_each_standard_has_parameters_of_its_own(record: Record) -> None:
    text, un = (asked.settings_on(record, assessor, date(2020, 1, 1)) for assessor in (TEXT, UN))
    assert (text.entities, text.crime_strengths) == (un.entities, un.crime_strengths)
    assert text.years is None
    rows = tuple(row for row in record.parameters if row.assessor == UN)
    without = msgspec.structs.replace(record, parameters=rows)
    assert asked.settings_on(without, TEXT, date(2020, 1, 1)) == standards.Settings()
    assert of(without, "S/2023/970", TEXT).grounds == (Ground.PARAMETER_MISSING,)
    assert asked.settings_on(record, TEXT, date(1946, 1, 16)) == standards.Settings()
