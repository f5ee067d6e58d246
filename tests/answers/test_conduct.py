"""Conduct of states, on drafts, in situations; and every no of a supporter."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from made_up_views import MIXED, STRICT, assessed, assessment, assessor, imagined

from horseshoe.answers.conduct import noes, of_draft, of_situation, of_state
from horseshoe.answers.conduct_cases import Held, Holds
from horseshoe.answers.conduct_noes import Where
from horseshoe.answers.findings import findings
from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.answers.standing import Standing
from horseshoe.facts.assessments import Status
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record
from horseshoe.rules.findings import FindingKind, Reach, Reason


def on_the_code(record: Record, symbol: str, state: str, **asked: object) -> Held:
    answer = of_draft(record, symbol, instrument=Instrument.CODE, **asked)  # type: ignore[arg-type]
    (seat,) = [seat for seat in answer.roll_calls[0].seats if seat.state == state]
    return seat.pledges[0]


# -- Syria ------------------------------------------------------------------------------------------


def test_russia_cast_16_vetoes_on_syria_drafts_from_2011_to_2020(record: Record) -> None:
    answer = of_situation(record, "syria", on=date(2020, 12, 31))
    vetoes = {member.state: member.vetoes for member in answer.members}
    assert vetoes["RUS"] == 16
    assert min(each.vote.date for each in answer.votes if "RUS" in each.vetoed_by) == date(2011, 10, 4)
    assert sum(vetoes.values()) == answer.permanent.vetoes


def test_the_claims_stand_beside_the_counts(record: Record) -> None:
    claims = {claim.id: claim for claim in of_situation(record, "Syria").claims}
    russia = claims["syria-rus-2017"]
    assert (russia.claimed, russia.counted, russia.difference) == (8, 8, 0)
    against, abstained = claims["syria-chn-2017-vetoes"], claims["syria-chn-2017-abstentions"]
    assert (against.claimed, against.counted, against.difference) == (6, 6, 0)
    # "Six plus one abstention" among eight drafts: China abstained twice.
    assert (abstained.claimed, abstained.counted, abstained.difference) == (1, 2, -1)
    assert [record.proposal[record.roll_call[each].proposal].symbol for each in abstained.roll_calls] == [
        "S/2016/846",
        "S/2017/315",
    ]
    assert set(against.roll_calls) | set(abstained.roll_calls) == set(russia.roll_calls)


def test_a_claim_on_a_period_that_is_not_over_is_left_out(record: Record) -> None:
    assert not of_situation(record, "syria", on=date(2017, 4, 29)).claims
    assert len(of_situation(record, "syria", on=date(2017, 4, 30)).claims) == 3


def test_a_situation_counts_permanent_and_elected_members_apart(record: Record) -> None:
    answer = of_situation(record, "syria")
    assert answer.elected.vetoes == 0
    for permanent, side in ((True, answer.permanent), (False, answer.elected)):
        members = [member for member in answer.members if member.permanent is permanent]
        assert side.noes == sum(member.noes for member in members)
        assert side.abstentions == sum(member.abstentions for member in members)
    codes = [(not member.permanent, member.state) for member in answer.members]
    assert codes == sorted(codes)
    (aleppo,) = [each for each in answer.votes if each.vote.draft == "S/2016/847"]
    assert [seat.state for seat in aleppo.noes] == ["ESP", "FRA", "GBR", "JPN", "NZL", "UKR"]


# -- noes -------------------------------------------------------------------------------------------


def test_the_77_listed_noes_come_out_one_by_one_and_none_was_a_veto(record: Record) -> None:
    answer = noes(record)
    listed = {(no.vote.roll_call, no.seat.state): no for no in answer.noes if no.listed_as}
    assert set(listed) == {(row.roll_call, row.state) for row in record.listed_noes}
    assert (answer.counts.listed, answer.counts.listed_drafts, answer.counts.vetoes) == (77, 19, 0)
    assert not answer.not_on_record
    assert all(no.seat.cast is Cast.NO for no in answer.noes)


def test_the_register_counts_79_and_explains_every_difference(record: Record) -> None:
    answer = noes(record)
    counts = answer.counts
    assert counts.by_standing == {Standing.CERTAIN: 63, Standing.POSSIBLE: 7, Standing.STATED_ONLY: 9}
    assert (counts.register, counts.both, counts.only_listed, counts.only_register) == (79, 73, 4, 6)
    added = {(no.seat.state, no.vote.roll_call) for no in answer.noes if no.where is Where.REGISTER}
    assert added == {
        ("URY", "bd2610"),
        ("LVA", "m2026b"),
        ("KWT", "bd2752"),
        ("KWT", "bd2761"),
        ("KWT", "bd2836"),
        ("MLT", "bd3114"),
    }
    only_listed = [no for no in answer.noes if no.where is Where.LIST]
    assert {no.seat.state for no in only_listed} == {"BEL"}
    assert all(no.differs and "of 2025-11-14, after the vote" in no.differs for no in only_listed)
    for no in answer.noes:
        agrees = no.listed_as is not None and no.standing is Standing.CERTAIN
        assert (no.differs is None) is agrees
    (uruguay,) = [no for no in answer.noes if no.vote.roll_call == "bd2610"]
    assert uruguay.differs
    assert "this one was adopted" in uruguay.differs


def test_how_many_of_the_listed_noes_each_standard_calls_what(record: Record) -> None:
    for each in noes(record).by_assessor:
        assert sum(each.views.values()) == 77
        assert sum(each.findings.values()) == 77
        assert each.findings[FindingKind.NOT_BOUND] == 17
        assert not each.findings[FindingKind.INCONSISTENT]


def test_no_known_supporter_has_vetoed_since_the_launch(record: Record) -> None:
    for state in ("FRA", "GBR"):
        assert [pledge.vetoes for pledge in of_state(record, state).pledges] == [0, 0]
    assert noes(record).counts.vetoes == 0


# -- a state ----------------------------------------------------------------------------------------


def test_france(record: Record) -> None:
    answer = of_state(record, "FRA")
    code, declaration = answer.pledges
    assert code.casts[Cast.NO] == len(answer.cases) == 17
    assert code.votes == code.bound + code.possibly_bound
    assert sum(code.casts.values()) == code.bound
    for pledge in answer.pledges:
        for found in pledge.findings.values():
            assert sum(found.values()) == pledge.votes
            assert FindingKind.INCONSISTENT not in found
    assert declaration.standing.standing is Standing.CERTAIN
    for case in answer.cases:
        held = case.seat.pledges[1]
        assert (held.kind, held.reason) == (FindingKind.CONSISTENT, Reason.NO_WITHOUT_VETO)
        assert case.sources
    (douma,) = [case for case in answer.cases if case.vote.draft == "S/2018/355"]
    assert [said.state for said in douma.explanations] == ["FRA"]
    assert any("bd2639" in question.roll_calls for question in answer.questions)
    assert {question.state for question in answer.questions} == {"FRA"}


def test_the_counts_of_a_state_are_those_of_all_findings(record: Record) -> None:
    every = findings(record)
    for state in ("FRA", "RUS", "KWT", "SWE"):
        for pledge in of_state(record, state).pledges:
            for assessor_, counted in pledge.findings.items():
                found = [
                    each.kind
                    for each in every
                    if (each.state, each.instrument, each.assessor) == (state, pledge.instrument, assessor_)
                    and record.roll_call[each.roll_call].date >= pledge.since
                ]
                assert counted == {kind: found.count(kind) for kind in FindingKind if kind in found}


def test_russia_is_not_bound_and_its_vetoes_are_shown(record: Record) -> None:
    answer = of_state(record, "RUS")
    assert [pledge.bound for pledge in answer.pledges] == [0, 0]
    assert any(case.seat.vetoed for case in answer.cases)
    assert {held.kind for case in answer.cases for held in case.seat.pledges} == {FindingKind.NOT_BOUND}


def test_a_state_that_spoke_only_is_not_bound_and_one_named_by_the_press_perhaps(record: Record) -> None:
    poland = on_the_code(record, "S/2018/175", "POL")
    assert (poland.standing, poland.kind, poland.possible) == (Standing.STATED_ONLY, FindingKind.NOT_BOUND, False)
    assert "spoke in support" in poland.says
    japan = on_the_code(record, "S/2016/847", "JPN")
    assert (japan.reason, japan.possible) == (Reason.SUPPORT_POSSIBLE, True)
    assert japan.says == (
        "Japan may have been bound by the Code of Conduct on 2016-10-08, but that is not certain: "
        "named as a supporter by the press alone."
    )


def test_a_state_that_never_sat_since_has_no_cases(record: Record) -> None:
    answer = of_state(record, "LIE")
    assert answer.votes == 0
    assert not answer.cases
    assert answer.pledges[0].standing.standing is Standing.CERTAIN


def test_up_to_a_day(record: Record) -> None:
    answer = of_state(record, "FRA", on=date(2018, 4, 10))
    assert [case.vote.draft for case in answer.cases] == ["S/2016/847", "S/2017/968", "S/2018/175", "S/2018/322"]
    assert answer.coverage.until == date(2018, 4, 10)
    before = of_state(record, "FRA", on=date(2010, 1, 1))
    assert before.pledges[0].votes == 0
    assert before.pledges[0].standing.standing is Standing.NOT_YET_OPEN


# -- a draft ----------------------------------------------------------------------------------------


def test_every_seat_of_a_draft(record: Record) -> None:
    answer = of_draft(record, "S/2016/847")
    (each,) = answer.roll_calls
    assert len(each.seats) == 15
    assert {view.assessor for view in each.views} == set(answer.assessors) == {"text-only", "un-evidence"}
    assert all(len(held.findings) == 2 for seat in each.seats for held in seat.pledges)
    assert {question.state for question in each.questions} == {"ESP", "FRA", "GBR", "NZL", "UKR"}


def test_an_abstention_is_consistent_whoever_assesses(record: Record) -> None:
    held = on_the_code(assessed(record), "S/2016/847", "URY")
    assert (held.kind, held.reason, held.holds) == (FindingKind.CONSISTENT, Reason.NOT_AGAINST, Holds.ALL)
    assert held.says == "Uruguay abstained; the Code of Conduct asks not to vote against."


def test_before_the_texts_existed_nobody_was_bound(record: Record) -> None:
    answer = of_draft(record, "S/2011/612")
    kinds = {held.reason for seat in answer.roll_calls[0].seats for held in seat.pledges}
    assert kinds == {Reason.NO_SUPPORT}
    assert (answer.coverage.since, answer.coverage.until) == (date(2011, 1, 1), date(2011, 12, 31))


# -- assessors --------------------------------------------------------------------------------------


def test_assessors_disagree_and_the_finding_is_contested(record: Record) -> None:
    held = on_the_code(assessed(record), "S/2024/383", "FRA")  # outer space: not engaged, says un-evidence
    kinds = {found.assessor: found.kind for found in held.findings}
    assert kinds["un-evidence"] is FindingKind.CONSISTENT
    assert kinds[STRICT] is FindingKind.INCONSISTENT
    assert (held.kind, held.reason, held.holds) == (
        FindingKind.CONTESTED,
        Reason.ASSESSORS_DISAGREE,
        Holds.DISAGREE,
    )
    assert "Strict: inconsistent" in held.says
    assert "UN evidence: consistent" in held.says


def test_who_cannot_tell_disagrees_with_nobody_and_is_named(record: Record) -> None:
    held = on_the_code(record, "S/2016/847", "FRA")
    assert (held.kind, held.holds, held.undetermined) == (FindingKind.CONTESTED, Holds.SOME, ("text-only",))


def test_one_assessor_is_shown_and_held_against_all(record: Record) -> None:
    harsh = assessed(record)
    held = on_the_code(harsh, "S/2024/383", "FRA", assessor=STRICT)
    assert [found.assessor for found in held.findings] == [STRICT]
    assert (held.kind, held.reason, held.holds) == (FindingKind.INCONSISTENT, Reason.AGAINST, Holds.DISAGREE)
    assert "Strict says that the draft engaged the Code and was credible" in held.says
    assert of_state(harsh, "FRA", assessor=MIXED).assessors == (MIXED,)


def test_assessments_after_the_day_are_left_out(record: Record) -> None:
    (row,) = record.by_symbol["S/2024/383"]
    added = msgspec.structs.replace(
        record,
        assessors=(*record.assessors, assessor(STRICT)),
        assessments=(assessment("one", STRICT, row.proposal, 0, date(2025, 1, 1)),),
    )
    early = on_the_code(added, "S/2024/383", "FRA", assessor=STRICT, on=date(2024, 12, 31))
    assert early.reason is Reason.NOT_ASSESSED
    assert on_the_code(added, "S/2024/383", "FRA", assessor=STRICT).reason is Reason.AGAINST


def test_every_draft_starts_as_not_assessed(record: Record) -> None:
    held = on_the_code(record, "S/2016/401", "URY")  # Western Sahara: its situation is not known here
    assert (held.kind, held.reason) == (FindingKind.UNDETERMINED, Reason.NOT_ASSESSED)


# -- policy and coverage ----------------------------------------------------------------------------


def test_a_no_on_an_amendment_is_shown_and_judged_only_under_the_wider_policy(record: Record) -> None:
    vetoing = imagined(record)  # France votes no on amendments, which it never did
    shown = on_the_code(vetoing, "S/2025/115", "FRA")
    assert (shown.kind, shown.reason, shown.by_policy) == (FindingKind.UNDETERMINED, Reason.NOT_A_DRAFT, True)
    assert "an amendment" in shown.says
    judged = on_the_code(vetoing, "S/2025/115", "FRA", assessor=STRICT, reach=Reach.ALL)
    assert (judged.kind, judged.by_policy) == (FindingKind.INCONSISTENT, False)


@pytest.mark.parametrize("reach", Reach)
def test_every_answer_carries_its_coverage_and_policy(record: Record, reach: Reach) -> None:
    answers = (
        of_state(record, "FRA", reach=reach),
        of_draft(record, "S/2022/155", reach=reach),
        of_situation(record, "myanmar", reach=reach),
        noes(record, reach=reach),
    )
    for answer in answers:
        cover = answer.coverage
        assert cover.failed >= cover.full_roll_calls
        assert cover.failed >= cover.with_situation >= cover.with_evidence
        assert cover.supporters
        assert any(note.startswith("Policy:") for note in cover.notes)
        assert answer.sources


def test_the_coverage_of_the_failed_drafts_since_the_code(record: Record) -> None:
    cover = noes(record).coverage
    failed = [
        row
        for row in record.roll_calls
        if row.date >= date(2015, 7, 1)
        and row.outcome.value in ("vetoed", "not_adopted")
        and record.proposal[row.proposal].kind == "draft_resolution"
    ]
    assert cover.failed == len(failed)
    assert cover.full_roll_calls == len(failed) - 1  # of S/2026/740 two casts are known
    seen = [row for row in failed if row.id in record.draft_situation]
    assert cover.with_situation == len(seen)


def test_evidence_that_is_only_recalled_does_not_count_as_seen(record: Record) -> None:
    recalled = tuple(msgspec.structs.replace(row, confidence="recall") for row in record.evidence)
    assert noes(msgspec.structs.replace(record, evidence=recalled)).coverage.with_evidence == 0


# -- bad questions ----------------------------------------------------------------------------------


def test_what_is_not_there_is_said_in_a_sentence(record: Record) -> None:
    with pytest.raises(NotFound, match="did you mean syria"):
        of_situation(record, "siria")
    with pytest.raises(NotFound, match="un-evidence"):
        of_state(record, "FRA", assessor="un-evidenc")
    with pytest.raises(NotFound, match="No roll call on S/2099/1"):
        of_draft(record, "S/2099/1")
    with pytest.raises(BadQuestion):
        of_draft(record, "the Aleppo draft")
    with pytest.raises(NotFound, match="after 2020-01-01"):
        of_draft(record, "S/2022/155", on=date(2020, 1, 1))
    with pytest.raises(NotFound, match="none had been recorded by that day"):
        of_state(record, "FRA", as_known=date(2020, 1, 1))


def test_answers_are_json(record: Record) -> None:
    for answer in (
        of_state(record, "GBR"),
        of_draft(record, "S/2016/847"),
        of_situation(record, "gaza-israel-palestine"),
    ):
        assert msgspec.json.decode(msgspec.json.encode(answer))


def test_no_view_stands_in_a_finding_of_whoever_was_not_bound(record: Record) -> None:
    held = on_the_code(assessed(record), "S/2016/847", "RUS")
    assert {found.status for found in held.findings if found.assessor == STRICT} == {Status.ENGAGED}
    assert {found.kind for found in held.findings} == {FindingKind.NOT_BOUND}
