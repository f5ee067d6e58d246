"""Every finding of the real record, against a slow second implementation and what must come out."""

from __future__ import annotations

from collections import Counter
from datetime import date

import msgspec
import pytest
from made_up_views import STRICT, assessed, imagined
from slow_findings import slow_findings

from horseshoe.answers.findings import findings, views_of
from horseshoe.answers.questions import NotFound
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record
from horseshoe.rules.findings import FindingKind, Reach, Reason


@pytest.fixture(scope="module")
def harsh(record: Record) -> Record:
    return assessed(record)


@pytest.fixture(scope="module")
def vetoing(record: Record) -> Record:
    return imagined(record)


def test_the_slow_rule_agrees_over_all_seats_roll_calls_pledges_and_assessors(record: Record) -> None:
    found = findings(record)
    assert found == tuple(slow_findings(record))
    casts = sum(len(states) for row in record.roll_calls for _, states in row.seats())
    assert len(found) == casts * len(Instrument) * len(record.assessors)


def test_the_slow_rule_agrees_where_assessors_call_drafts_engaged(harsh: Record) -> None:
    found = findings(harsh)
    assert found == tuple(slow_findings(harsh))
    assert any(each.kind is FindingKind.INCONSISTENT for each in found)


@pytest.mark.parametrize("reach", Reach)
def test_the_slow_rule_agrees_on_vetoes_and_amendments_that_never_were(vetoing: Record, reach: Reach) -> None:
    found = findings(vetoing, reach=reach)
    assert found == tuple(slow_findings(vetoing, reach=reach))
    seen = {each.reason for each in found}
    assert {Reason.VETOED, Reason.SCALE_UNKNOWN, Reason.SCALE_NOT_LARGE, Reason.CRIMES_UNKNOWN} <= seen
    assert (Reason.NOT_A_DRAFT in seen) is (reach is Reach.DRAFTS)


def test_the_slow_rule_agrees_up_to_a_day(harsh: Record) -> None:
    on = date(2018, 12, 31)
    found = findings(harsh, on=on)
    assert found == tuple(slow_findings(harsh, on=on))
    assert all(harsh.roll_call[each.roll_call].date <= on for each in found)
    # Both assessors made up their minds in 2026.
    assert FindingKind.INCONSISTENT not in {each.kind for each in found}


def test_no_supporter_is_found_inconsistent_for_an_abstention(harsh: Record) -> None:
    for each in findings(harsh):
        if each.kind is FindingKind.INCONSISTENT:
            assert harsh.roll_call[each.roll_call].casts()[each.state] is Cast.NO


def test_nobody_who_was_not_bound_that_day_is_found_inconsistent(harsh: Record) -> None:
    found = {(each.state, each.roll_call) for each in findings(harsh) if each.kind is FindingKind.INCONSISTENT}
    states = {state for state, _ in found}
    assert not states & {"RUS", "CHN", "USA", "JPN", "POL", "PAN", "BEL", "MLT", "ITA"}
    assert {"FRA", "GBR", "DEU", "SWE", "URY", "LVA"} <= states
    # Kuwait had certainly joined by 6 June 2019, and had perhaps in 2018.
    assert {roll_call for state, roll_call in found if state == "KWT"} == {"bd2836"}


def test_a_permanent_member_that_has_not_signed_is_not_bound_however_it_votes(harsh: Record) -> None:
    kinds = {each.kind for each in findings(harsh) if each.state in ("CHN", "RUS", "USA")}
    assert kinds == {FindingKind.NOT_BOUND}


def test_france_and_the_united_kingdom_are_bound_by_the_code(record: Record) -> None:
    found = Counter(
        (each.state, each.kind)
        for each in findings(record, instruments=(Instrument.CODE,), assessors=("un-evidence",))
        if each.state in ("FRA", "GBR") and record.roll_call[each.roll_call].date >= date(2015, 10, 23)
    )
    assert not found["FRA", FindingKind.NOT_BOUND]
    assert not found["GBR", FindingKind.NOT_BOUND]


def test_a_state_that_left_the_council_the_year_before_is_not_judged(record: Record) -> None:
    found = findings(record)
    years = {record.roll_call[each.roll_call].date.year for each in found if each.state == "SWE"}
    assert {2017, 2018} <= years
    assert 2019 not in years
    for row in record.roll_calls:
        assert set(row.casts()) == {term.state for term in record.council(row.date)}


def test_of_the_declaration_only_permanent_members_are_judged(vetoing: Record) -> None:
    for each in findings(vetoing, instruments=(Instrument.DECLARATION,)):
        assert each.state == "FRA" or each.kind is FindingKind.NOT_BOUND
    reasons = {each.state: each.reason for each in findings(vetoing, instruments=(Instrument.DECLARATION,))}
    assert reasons["MEX"] is Reason.NOT_PERMANENT


def test_south_sudan_failed_by_abstentions_and_leaves_nobody_inconsistent(harsh: Record) -> None:
    (row,) = harsh.by_symbol["S/2016/1085"]
    assert (len(row.yes), len(row.no), len(row.abstain)) == (7, 0, 8)
    kinds = {each.kind for each in findings(harsh) if each.roll_call == row.id}
    assert kinds <= {FindingKind.CONSISTENT, FindingKind.NOT_BOUND}


@pytest.mark.parametrize("symbol", ["S/2015/508", "S/2018/156", "S/2022/155"])
def test_what_rests_on_recalled_evidence_stays_undetermined(record: Record, symbol: str) -> None:
    (row,) = record.by_symbol[symbol]
    for views in views_of(record, ("un-evidence", "text-only")).values():
        assert views[row.id].status is None
    # No supporter voted against any of them; if France had, nothing could be said of it.
    voted = msgspec.structs.replace(
        row,
        date=max(row.date, date(2015, 12, 1)),
        yes=tuple(state for state in row.yes if state != "FRA"),
        no=(*row.no, "FRA"),
    )
    rows = tuple(voted if each.id == row.id else each for each in record.roll_calls)
    found = findings(msgspec.structs.replace(record, roll_calls=rows), assessors=("un-evidence", "text-only"))
    kinds = {each.kind for each in found if (each.roll_call, each.state) == (row.id, "FRA")}
    assert kinds == {FindingKind.UNDETERMINED}


def test_a_cast_that_no_source_tells_is_undetermined(record: Record) -> None:
    (row,) = record.by_symbol["S/2026/740"]
    assert "FRA" in row.unknown
    (found,) = [
        each
        for each in findings(record, instruments=(Instrument.CODE,), assessors=("text-only",))
        if (each.roll_call, each.state) == (row.id, "FRA")
    ]
    assert (found.kind, found.reason) == (FindingKind.UNDETERMINED, Reason.CAST_UNKNOWN)


def test_a_no_on_a_text_that_was_adopted_is_judged_like_any_other(harsh: Record) -> None:
    (row,) = harsh.by_symbol["S/2016/401"]
    found = {
        each.assessor: each
        for each in findings(harsh, instruments=(Instrument.CODE,))
        if (each.roll_call, each.state) == (row.id, "URY")
    }
    assert found[STRICT].reason is Reason.AGAINST
    assert found["un-evidence"].reason is Reason.NOT_ASSESSED


def test_only_the_assessors_and_pledges_asked_for(record: Record) -> None:
    found = findings(record, instruments=(Instrument.DECLARATION,), assessors=("text-only",))
    assert {(each.instrument, each.assessor) for each in found} == {(Instrument.DECLARATION, "text-only")}
    with pytest.raises(NotFound, match="un-evidence"):
        findings(record, assessors=("un-evidenc",))
