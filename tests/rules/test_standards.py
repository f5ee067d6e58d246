"""The two published standards, step by step, on made-up drafts; what must hold of every case."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.facts.assessments import Aim, Credible, FactsSay, Parameter, Status
from horseshoe.facts.evidence import CodeCrime, Entity, Evidence, Strength
from horseshoe.facts.proposals import ProposalKind
from horseshoe.facts.record import Record
from horseshoe.facts.situations import Action, DraftSituation, Names, Situation, SituationKind
from horseshoe.facts.statements import Contest
from horseshoe.rules import standards
from horseshoe.rules.standards import (
    CONTESTING,
    EXCLUDING,
    STANDARDS,
    WITHHOLDING,
    Case,
    Ground,
    Other,
    Settings,
    text_only,
    un_evidence,
    years_before,
)

VOTE = date(2020, 2, 29)
RECORDED = date(2026, 11, 22)
GENOCIDE, HUMANITY, WAR = CodeCrime

SETTINGS = Settings(
    entities=frozenset({Entity.SECRETARY_GENERAL, Entity.OHCHR, Entity.COMMISSION_OF_INQUIRY}),
    crime_strengths=frozenset({Strength.FOUND, Strength.REASONABLE_GROUNDS, Strength.MAY_AMOUNT}),
    risk_strengths=frozenset({Strength.RISK_WARNED}),
    years=2,
    acts=frozenset({Action.DEMAND_CEASEFIRE, Action.SANCTIONS}),
    not_acts=frozenset({Action.MEMBERSHIP, Action.PROCEDURAL}),
    rival_days=3,
)


def document(
    key: str = "doc-1",
    day: date | None = date(2020, 1, 15),
    strength: Strength = Strength.FOUND,
    *,
    since: date | None = None,
    crimes: tuple[CodeCrime, ...] = (WAR,),
    entity: Entity = Entity.OHCHR,
    confidence: str = "high",
) -> Evidence:
    return Evidence(
        id=key,
        situation="here",
        entity=entity,
        title="t",
        published=f"{day}",
        not_before=since or day,
        not_after=day,
        crimes=crimes,
        strength=strength,
        says="s",
        source="x",
        confidence=confidence,
        recorded=RECORDED,
    )


def draft(
    action: Action = Action.DEMAND_CEASEFIRE,
    *,
    names: Names = Names.YES,
    seen: bool = True,
    limits: str | None = None,
    outside: str | None = None,
    confidence: str = "high",
) -> DraftSituation:
    return DraftSituation(
        roll_call="v1",
        situation="here",
        action=action,
        asks="It would have asked for a ceasefire.",
        text_names=names,
        text_seen=seen,
        limits=limits,
        outside=outside,
        source="x",
        confidence=confidence,
        recorded=RECORDED,
    )


def situation(outside: str | None = None, confidence: str = "high") -> Situation:
    return Situation(
        id="here",
        name="Here",
        kind=SituationKind.COUNTRY,
        outside=outside,
        source="x",
        confidence=confidence,
        recorded=RECORDED,
    )


def other(
    days: int = 1,
    kind: ProposalKind | None = ProposalKind.DRAFT_RESOLUTION,
    *,
    recalled: bool = False,
    adopted: bool = False,
    key: str = "v2",
) -> Other:
    return Other(key, key, f"S/2020/{key}", VOTE + timedelta(days), kind, recalled, adopted)


def contest(both: bool = True, confidence: str = "high", key: str = "C1") -> Contest:
    return Contest(
        id=key,
        situation="here",
        roll_calls=("v1",),
        kind="credibility",
        question="Is it credible?",
        both_sides=both,
        source="x",
        confidence=confidence,
        recorded=RECORDED,
    )


CLEAR = Case(
    roll_call="v1",
    proposal="v1",
    day=VOTE,
    symbol="S/2020/1",
    draft=draft(),
    situation=situation(),
    evidence=(document(),),
)
"""A draft on which nothing stands in the way: a finding of OHCHR six weeks before, and a text that was seen."""


def but(case: Case = CLEAR, **fields: object) -> Case:
    return msgspec.structs.replace(case, **fields)


# -- the way to "engaged" -----------------------------------------------------------------------


def test_engaged_where_the_list_had_spoken_the_text_names_it_and_nothing_contests_it() -> None:
    said = un_evidence(CLEAR, SETTINGS)
    assert said.status is Status.ENGAGED
    assert (said.aim, said.facts, said.credible) == (Aim.ACTS, FactsSay.CRIMES, Credible.YES)
    assert (said.crimes, said.evidence, said.grounds) == ((WAR,), ("doc-1",), ())
    assert [step.answer for step in said.steps] == [
        "yes",
        "not shown",
        "yes",
        "crimes",
        "demand ceasefire",
        "yes, seen",
        "none known",
        "not known",
        "engaged",
    ]
    assert text_only(CLEAR, SETTINGS).status is Status.ENGAGED


def test_every_step_is_a_sentence_with_its_evidence() -> None:
    for judge in (un_evidence, text_only):
        for case in (CLEAR, but(draft=None), but(evidence=()), but(contests=(contest(),))):
            for step in judge(case, SETTINGS).steps:
                assert step.question.endswith("?")
                assert step.because[0].isupper(), step
                assert step.because.endswith("."), step
                assert not {"..", "None"}.intersection(step.because.split()), step


def test_every_ground_belongs_to_one_kind_of_outcome() -> None:
    assert sorted([*CONTESTING, *EXCLUDING, *WITHHOLDING]) == sorted(Ground)


# -- undetermined -------------------------------------------------------------------------------


def test_most_of_the_record_has_no_situation() -> None:
    for judge in (un_evidence, text_only):
        said = judge(but(draft=None, situation=None), SETTINGS)
        assert (said.status, said.grounds) == (None, (Ground.SITUATION_UNKNOWN,))


def test_what_a_draft_asked_for_is_not_taken_from_memory() -> None:
    for judge in (un_evidence, text_only):
        said = judge(but(draft=draft(confidence="recall")), SETTINGS)
        assert (said.status, said.grounds) == (None, (Ground.DRAFT_RECALLED,))


def test_what_is_derived_from_a_title_can_be_used_and_is_said_to_be_so() -> None:
    said = un_evidence(but(draft=draft(confidence="low")), SETTINGS)
    assert said.status is Status.ENGAGED
    assert any("derived from its title" in step.because for step in said.steps)


def test_no_document_known_here_is_no_proof_that_there_was_none() -> None:
    said = un_evidence(but(evidence=()), SETTINGS)
    assert (said.status, said.grounds) == (None, (Ground.NO_EVIDENCE,))
    assert "no proof that there was none" in said.why
    assert text_only(but(evidence=()), SETTINGS).status is Status.ENGAGED  # it asks only what the text names


def test_evidence_that_is_only_recalled_withholds_both_standards() -> None:
    recalled = document(confidence="recall")
    for judge in (un_evidence, text_only):
        said = judge(but(evidence=(recalled,)), SETTINGS)
        assert (said.status, said.grounds) == (None, (Ground.EVIDENCE_RECALLED,))
        assert "only recalled" in said.why
        assert said.steps[-2].evidence == ("doc-1",)
        assert judge(but(evidence=(recalled, document("seen"))), SETTINGS).status is Status.ENGAGED


def test_a_recalled_document_that_is_too_old_withholds_only_where_nothing_older_was_seen() -> None:
    recalled = document(day=date(2010, 1, 1), confidence="recall")
    said = un_evidence(but(evidence=(recalled,)), SETTINGS)
    assert said.grounds == (Ground.EVIDENCE_RECALLED,)
    said = un_evidence(but(evidence=(recalled, document("old", date(2009, 1, 1)))), SETTINGS)
    assert said.grounds == (Ground.NO_EVIDENCE,)
    assert said.steps[-2].evidence == ("old",)


# -- which documents count ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        (document(day=VOTE), True),  # of the very day: public by its end
        (document(day=VOTE + timedelta(1)), False),
        (document(day=date(2020, 3, 31), since=date(2020, 2, 1)), False),  # perhaps after the vote
        (document(day=None), False),
        (document(day=date(2018, 2, 28)), True),  # two years before 29 February 2020
        (document(day=date(2018, 2, 27)), False),
        (document(day=date(2018, 12, 31), since=date(2018, 1, 1)), False),  # perhaps too old
        (document(entity=Entity.COURT), False),
        (document(strength=Strength.NONE, crimes=()), False),
        (document(crimes=()), False),  # found, but none of the three crimes
        (document(strength=Strength.RISK_WARNED, crimes=()), True),
        (document(strength=Strength.DENIED), False),
    ],
)
def test_which_documents_count(row: Evidence, counts: bool) -> None:
    assert (un_evidence(but(evidence=(row,)), SETTINGS).status is Status.ENGAGED) is counts


def test_evidence_of_the_same_day_counts_and_says_so() -> None:
    said = un_evidence(but(evidence=(document(day=VOTE),)), SETTINGS)
    assert "Of the day of the vote itself: doc-1." in next(s for s in said.steps if s.evidence).because


def test_a_warning_is_a_risk_and_a_finding_outweighs_it() -> None:
    warned = document("warned", strength=Strength.RISK_WARNED, crimes=(GENOCIDE,))
    assert un_evidence(but(evidence=(warned,)), SETTINGS).facts is FactsSay.RISK
    said = un_evidence(but(evidence=(warned, document())), SETTINGS)
    assert said.facts is FactsSay.CRIMES
    assert said.crimes == (GENOCIDE, WAR)


def test_the_same_day_years_before() -> None:
    assert years_before(date(2020, 2, 29), 2) == date(2018, 2, 28)
    assert years_before(date(2020, 2, 29), 4) == date(2016, 2, 29)
    assert years_before(date(2020, 5, 1), 5000) == date.min


# -- denials ------------------------------------------------------------------------------------


def test_a_denial_of_another_crime_disputes_nothing() -> None:
    """Darfur, 2005: the commission found crimes against humanity and war crimes, and no policy of genocide."""
    rows = (document(), document("no", strength=Strength.DENIED, crimes=(GENOCIDE,)))
    said = un_evidence(but(evidence=rows), SETTINGS)
    assert (said.status, said.facts) == (Status.ENGAGED, FactsSay.CRIMES)
    assert said.evidence == ("doc-1", "no")  # it is shown all the same


def test_a_denial_of_the_same_crime_contests() -> None:
    rows = (document(), document("no", strength=Strength.DENIED))
    said = un_evidence(but(evidence=rows), SETTINGS)
    assert (said.status, said.facts, said.grounds) == (Status.CONTESTED, FactsSay.DISPUTED, (Ground.DENIED,))
    said = un_evidence(but(evidence=(document(crimes=(HUMANITY, WAR)), rows[1])), SETTINGS)
    assert (said.status, said.facts) == (Status.ENGAGED, FactsSay.CRIMES)  # the other crime stands


def test_a_risk_said_to_be_no_longer_there_is_disputed() -> None:
    """South Sudan, March 2017: the Secretary-General held the risk of genocide to be considerably diminished."""
    rows = (
        document(strength=Strength.RISK_WARNED, crimes=()),
        document("no", strength=Strength.DENIED, crimes=(), entity=Entity.SECRETARY_GENERAL),
    )
    assert un_evidence(but(evidence=rows), SETTINGS).grounds == (Ground.DENIED,)
    assert un_evidence(but(evidence=(document(), rows[1])), SETTINGS).status is Status.ENGAGED


# -- not engaged --------------------------------------------------------------------------------


def test_a_subject_outside_the_three_crimes() -> None:
    for case in (but(draft=draft(outside="On missiles.")), but(situation=situation("On missiles."))):
        said = un_evidence(case, SETTINGS)
        assert (said.status, said.grounds, said.aim) == (Status.NOT_ENGAGED, (Ground.OUTSIDE,), Aim.NEITHER)
        assert text_only(case, SETTINGS).status is Status.ENGAGED  # it looks at the text alone


def test_a_recalled_row_does_not_show_that_the_subject_lies_outside() -> None:
    recalled = draft(outside="On missiles.", confidence="recall")
    assert un_evidence(but(draft=recalled), SETTINGS).grounds == (Ground.DRAFT_RECALLED,)
    assert un_evidence(but(draft=recalled, situation=situation("On space.")), SETTINGS).grounds == (Ground.OUTSIDE,)
    assert un_evidence(but(situation=situation("On space.", "recall")), SETTINGS).status is Status.ENGAGED


def test_the_admission_of_a_member_is_no_such_action() -> None:
    said = un_evidence(but(draft=draft(Action.MEMBERSHIP)), SETTINGS)
    assert (said.status, said.grounds) == (Status.NOT_ENGAGED, (Ground.NO_ACTION,))


def test_a_text_that_was_seen_to_name_neither() -> None:
    said = text_only(but(draft=draft(names=Names.NO)), SETTINGS)
    assert (said.status, said.grounds) == (Status.NOT_ENGAGED, (Ground.TEXT_SILENT,))
    for unseen in (draft(names=Names.NO, seen=False), draft(seen=False), draft(names=Names.UNKNOWN)):
        assert text_only(but(draft=unseen), SETTINGS).grounds == (Ground.TEXT_UNSEEN,)


# -- contested ----------------------------------------------------------------------------------


def test_all_grounds_are_listed_and_not_only_the_first() -> None:
    case = but(
        draft=draft(Action.OTHER, names=Names.UNKNOWN, limits="It would have ended the mission."),
        evidence=(document(), document("no", strength=Strength.DENIED)),
        others=(other(),),
        contests=(contest(),),
    )
    said = un_evidence(case, SETTINGS)
    assert said.status is Status.CONTESTED
    assert set(said.grounds) == CONTESTING
    assert (said.aim, said.credible) == (Aim.LIMITS, Credible.DISPUTED)


@pytest.mark.parametrize(
    ("another", "rival"),
    [
        (other(0), True),
        (other(-3), True),
        (other(3), True),
        (other(4), False),
        (other(0, ProposalKind.AMENDMENT), False),
        (other(0, ProposalKind.PART), False),
        (other(0, ProposalKind.MOTION), False),
        (other(0, None), False),  # of what kind it was is not known
        (other(0, key="v1"), False),  # the vote itself
        (Other("v9", "v1", "S/2020/9", VOTE, ProposalKind.DRAFT_RESOLUTION), False),  # the same proposal again
        (Other("v9", "v9", "S/2020/1", VOTE, ProposalKind.DRAFT_RESOLUTION), False),  # the same draft again
        (Other("v9", "v9", None, VOTE, ProposalKind.DRAFT_RESOLUTION), True),  # a draft without a symbol
    ],
)
def test_what_is_a_rival_text(another: Other, rival: bool) -> None:
    for judge in (un_evidence, text_only):
        said = judge(but(others=(another,)), SETTINGS)
        assert said.grounds == ((Ground.RIVAL_TEXT,) if rival else ())


def test_the_draft_that_an_amendment_would_change_is_no_rival_of_it() -> None:
    assert un_evidence(but(amends="S/2020/v2", others=(other(0),)), SETTINGS).status is Status.ENGAGED


def test_two_texts_that_were_both_adopted_complement_each_other() -> None:
    """Darfur, March 2005: resolution 1591 set up sanctions, and 1593 two days later referred it to the Court."""
    for judge in (un_evidence, text_only):
        for recalled in (False, True):
            too = but(adopted=True, others=(other(2, adopted=True, recalled=recalled),))
            said = judge(too, SETTINGS)
            assert (said.status, said.credible) == (Status.ENGAGED, Credible.YES)
            [step] = [step for step in said.steps if step.question == standards.RIVAL]
            assert "Adopted like this one, and so no rival of it: S/2020/v2 of 2020-03-02." in step.because
        assert judge(but(others=(other(2, adopted=True),)), SETTINGS).grounds == (Ground.RIVAL_TEXT,)
        assert judge(but(adopted=True, others=(other(2),)), SETTINGS).grounds == (Ground.RIVAL_TEXT,)
        three = but(adopted=True, others=(other(2, adopted=True), other(1, key="v3")))
        assert "(S/2020/v3 of 2020-03-01)" in judge(three, SETTINGS).why


def test_rival_texts_at_either_end_of_the_calendar() -> None:
    for day in (date.min, date.max):
        case = but(day=day, others=(msgspec.structs.replace(other(), day=day),))
        assert len(standards.rivals(case, timedelta(3))) == 1


def test_a_disagreement_of_which_one_side_was_read_contests_nothing() -> None:
    for judge in (un_evidence, text_only):
        assert judge(but(contests=(contest(both=False),)), SETTINGS).status is Status.ENGAGED
        assert judge(but(contests=(contest(),)), SETTINGS).grounds == (Ground.BOTH_SIDES,)


def test_what_would_contest_it_and_is_only_recalled_withholds_the_judgment() -> None:
    denial = document("no", strength=Strength.DENIED, confidence="recall")
    for case in (but(others=(other(recalled=True),)), but(contests=(contest(confidence="recall"),))):
        for judge in (un_evidence, text_only):
            assert judge(case, SETTINGS).grounds == (Ground.CONTEST_RECALLED,)
    assert un_evidence(but(evidence=(document(), denial)), SETTINGS).grounds == (Ground.CONTEST_RECALLED,)


# -- parameters ---------------------------------------------------------------------------------


def parameter(name: str, since: date, value: str, confidence: str = "high") -> Parameter:
    return Parameter(
        assessor="un-evidence",
        name=name,
        since=since,
        value=value,
        why="w",
        source="x",
        confidence=confidence,
        recorded=RECORDED,
    )


def test_of_a_parameter_the_newest_row_by_the_day_of_the_vote_holds() -> None:
    rows = [parameter("years", date(2010, 1, 1), "5"), parameter("years", date(2000, 1, 1), "2")]
    assert standards.settings(rows, date(1999, 12, 31)).years is None
    assert standards.settings(rows, date(2000, 1, 1)).years == 2
    assert standards.settings(rows, date(2020, 1, 1)).years == 5
    assert standards.settings([parameter("years", date(2000, 1, 1), "2", "recall")], VOTE).years is None
    assert standards.settings([parameter("colour", date(2000, 1, 1), "red")], VOTE) == Settings()


def test_without_a_value_for_that_day_nothing_is_said() -> None:
    for judge, needs in STANDARDS.values():
        for name in needs:
            said = judge(CLEAR, msgspec.structs.replace(SETTINGS, **{name: None}))
            assert (said.status, said.grounds) == (None, (Ground.PARAMETER_MISSING,))
            assert name in said.why


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("years", "two", "the parameter years of un-evidence since 2000-01-01 is 'two': give a whole number"),
        ("years", "-1", "give a whole number, 0 or more"),
        ("entities", "ohchr press", "'press' is not a valid Entity; give secretary_general, ohchr"),
    ],
)
def test_a_value_that_cannot_be_read(name: str, value: str, says: str) -> None:
    with pytest.raises(ValueError, match="parameter") as error:
        standards.settings([parameter(name, date(2000, 1, 1), value)], VOTE)
    assert says in str(error.value)


def test_the_packaged_parameters_can_be_read_for_every_day_of_the_council(record: Record) -> None:
    for assessor, (_, needs) in STANDARDS.items():
        rows = [row for row in record.parameters if row.assessor == assessor]
        assert {row.name for row in rows} == set(needs)
        for day in (date(1946, 1, 17), date(2026, 11, 22)):
            assert not standards.settings(rows, day).missing(needs)
        assert standards.settings(rows, date(1946, 1, 16)) == Settings()


# -- what must hold of every case ---------------------------------------------------------------

DAYS = st.dates(date(2017, 1, 1), date(2021, 12, 31))


@st.composite
def documents(draw: st.DrawFn, *confidences: str) -> Evidence:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return document(
        draw(st.uuids()).hex,
        draw(st.sampled_from((first, last, None))),
        draw(st.sampled_from(Strength)),
        since=draw(st.sampled_from((first, None))),
        crimes=tuple(draw(st.sets(st.sampled_from(CodeCrime)))),
        entity=draw(st.sampled_from(Entity)),
        confidence=draw(st.sampled_from(confidences or ("high", "medium", "low", "recall"))),
    )


OTHERS = st.builds(
    other,
    st.integers(-6, 6),
    st.sampled_from((*ProposalKind, None)),
    recalled=st.booleans(),
    adopted=st.booleans(),
    key=st.sampled_from(("v2", "v3")),
)
CONTESTS = st.builds(contest, st.booleans(), st.sampled_from(("high", "recall")))
DRAFTS = st.builds(
    draft,
    st.sampled_from((Action.SANCTIONS, Action.OTHER, Action.MEMBERSHIP)),
    names=st.sampled_from(Names),
    seen=st.booleans(),
    limits=st.sampled_from((None, "It would have ended it.")),
    outside=st.sampled_from((None, None, None, "On missiles.")),
    confidence=st.sampled_from(("high", "medium", "low", "recall")),
)


CASES = st.builds(
    but,
    adopted=st.booleans(),
    draft=st.one_of(DRAFTS, DRAFTS, DRAFTS, st.none()),
    evidence=st.lists(st.one_of(st.just(document()), documents()), max_size=4).map(tuple),
    others=st.lists(OTHERS, max_size=3).map(tuple),
    contests=st.lists(CONTESTS, max_size=2).map(tuple),
)
JUDGES = st.sampled_from((un_evidence, text_only))


@given(JUDGES, CASES)
def test_grounds_and_status_go_together(judge: standards.Standard, case: Case) -> None:
    said = judge(case, SETTINGS)
    grounds = set(said.grounds)
    expected = {
        Status.ENGAGED: not grounds,
        Status.CONTESTED: bool(grounds) and grounds <= CONTESTING,
        Status.NOT_ENGAGED: len(grounds) == 1 and grounds <= EXCLUDING,
        None: len(grounds) == 1 and grounds <= WITHHOLDING,
    }
    assert expected[said.status]
    assert said.steps[-1].because == said.why
    shown = {each.id for each in case.evidence}
    assert all(set(step.evidence) <= shown for step in said.steps)
    recalled = {each.id for each in case.evidence if each.confidence == "recall"}
    assert not recalled & set(said.evidence)
    if said.status is Status.ENGAGED:
        assert (said.aim, said.credible) == (Aim.ACTS, Credible.YES)


@given(JUDGES, CASES, st.lists(documents("recall"), min_size=1, max_size=3))
def test_recalled_documents_never_bring_about_a_judgment(
    judge: standards.Standard, case: Case, recalled: list[Evidence]
) -> None:
    before, after = judge(case, SETTINGS), judge(but(case, evidence=(*case.evidence, *recalled)), SETTINGS)
    assert after.status in (None, before.status)


@given(JUDGES, CASES)
def test_nothing_that_is_recalled_brings_about_a_judgment(judge: standards.Standard, case: Case) -> None:
    seen = but(
        case,
        evidence=tuple(each for each in case.evidence if each.confidence != "recall"),
        others=tuple(each for each in case.others if not each.recalled),
        contests=tuple(each for each in case.contests if each.confidence != "recall"),
    )
    assert judge(case, SETTINGS).status in (None, judge(seen, SETTINGS).status)


@given(JUDGES, CASES, st.lists(documents(), max_size=3))
def test_what_came_out_after_the_vote_changes_nothing(
    judge: standards.Standard, case: Case, later: list[Evidence]
) -> None:
    came = tuple(
        msgspec.structs.replace(each, not_before=VOTE + timedelta(1), not_after=VOTE + timedelta(9)) for each in later
    )
    assert judge(but(case, evidence=(*case.evidence, *came)), SETTINGS) == judge(case, SETTINGS)


@given(JUDGES, CASES, CONTESTS, OTHERS)
def test_another_ground_of_contest_never_makes_it_engaged(
    judge: standards.Standard, case: Case, more: Contest, another: Other
) -> None:
    before = judge(case, SETTINGS)
    for case_after in (but(case, contests=(*case.contests, more)), but(case, others=(*case.others, another))):
        after = judge(case_after, SETTINGS)
        if before.status is Status.CONTESTED:
            assert after.status is Status.CONTESTED
            assert set(before.grounds) <= set(after.grounds)
        if before.status is not Status.ENGAGED:
            assert after.status is not Status.ENGAGED


@given(CASES, documents("high"))
def test_a_denial_never_makes_it_engaged(case: Case, row: Evidence) -> None:
    denial = msgspec.structs.replace(row, strength=Strength.DENIED)
    before = un_evidence(case, SETTINGS)
    after = un_evidence(but(case, evidence=(*case.evidence, denial)), SETTINGS)
    assert after.status is not Status.ENGAGED or before.status is Status.ENGAGED


@given(CASES, st.sampled_from((date(1946, 1, 16), date(1900, 1, 1))))
def test_before_the_first_day_of_the_parameters_nothing_is_determined(case: Case, day: date) -> None:
    rows = [parameter("years", date(1946, 1, 17), "2"), parameter("rival_days", date(1946, 1, 17), "3")]
    for judge in (un_evidence, text_only):
        assert judge(but(case, day=day), standards.settings(rows, day)).status is None
