"""Who supports a text on a day: the roster of the first list, its doubt, and what must hold of every roster."""

from datetime import date

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from horseshoe.answers.comparison import changes, compare
from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.answers.roster import Counted, Roster, Standing, known_supporters, roster, support
from horseshoe.answers.standing import File
from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.pledges import EvidenceKind, Instrument, PledgeEvidence
from horseshoe.facts.record import Record
from horseshoe.facts.states import StateKind
from horseshoe.rules.code import DisavowalPolicy

CODE, DECLARATION = Instrument.CODE, Instrument.DECLARATION
FIRST_LIST = date(2015, 9, 1)
LAUNCH = date(2015, 10, 23)

# The 29 of the explanatory note of 1 September 2015: 25 of ACT, then Belize, the Netherlands, Spain and Ukraine.
THE_29 = (
    "AUT CHE CHL CRI DNK EST FIN GAB GHA HUN IRL JOR LIE LUX MDV NOR NZL PER PNG PRT RWA SAU SVN SWE URY "
    "BLZ NLD ESP UKR"
)


def named(entries: object) -> set[str]:
    return {each.state for each in entries}  # type: ignore[attr-defined]


def evidence(
    key: str,
    state: str,
    kind: EvidenceKind = EvidenceKind.NOTE_VERBALE,
    not_before: date | None = None,
    not_after: date | None = None,
    recorded: date = date(2020, 1, 1),
) -> PledgeEvidence:
    return PledgeEvidence(
        id=key,
        instrument=CODE,
        state=state,
        kind=kind,
        evidence="e",
        published=f"{not_after}",
        not_before=not_before,
        not_after=not_after,
        source="seed-000",
        recorded=recorded,
    )


def with_rows(record: Record, *rows: PledgeEvidence) -> Record:
    """The packaged Record with this evidence and no other."""
    return msgspec.structs.replace(record, pledges=rows)


# -- the packaged facts ---------------------------------------------------------------------------


def test_the_29_supporters_of_1_september_2015_come_out_by_name(record: Record) -> None:
    answer = roster(record, CODE, FIRST_LIST)
    assert named(answer.certain) == set(THE_29.split())
    assert (answer.counts.member_states, answer.counts.observers) == (29, 0)
    assert "Liechtenstein" in {each.name for each in answer.certain}


def test_each_supporter_comes_with_its_evidence_and_every_source_is_listed(record: Record) -> None:
    answer = roster(record, CODE, FIRST_LIST)
    listed = {source.id for source in answer.sources}
    for each in answer.certain:
        assert each.evidence, each.state
        assert each.since == DoubtfulDate(None, FIRST_LIST)
        for row in each.evidence:
            assert row.sources
            assert set(row.sources) <= listed


def test_the_claim_of_that_day_stands_beside_it(record: Record) -> None:
    (claim,) = roster(record, CODE, FIRST_LIST).claims
    assert claim.id == "code-2015-09-01-01"
    assert {figure.counts: (figure.claimed, figure.certain) for figure in claim.figures} == {
        Counted.TOTAL: (29, 29),
        Counted.MEMBER_STATES: (29, 29),
        Counted.OBSERVERS: (0, 0),
    }


def test_110_members_and_2_observers_on_17_march_2017_are_not_mixed(record: Record) -> None:
    answer = roster(record, CODE, date(2017, 3, 17))
    (claim,) = answer.claims
    claimed = {figure.counts: figure.claimed for figure in claim.figures}
    assert claimed == {Counted.TOTAL: 112, Counted.MEMBER_STATES: 110, Counted.OBSERVERS: 2}
    assert {figure.certain for figure in claim.figures if figure.counts is Counted.OBSERVERS} == {0}


def test_without_a_claim_of_that_day_the_newest_before_it_stands_there(record: Record) -> None:
    assert [claim.published for claim in roster(record, CODE, date(2018, 1, 1)).claims] != []
    assert roster(record, DECLARATION, date(2018, 1, 1)).claims[0].published == "2017-09-23"
    assert roster(record, CODE, date(2015, 8, 31)).claims == ()


def test_a_name_in_the_press_alone_is_possible_and_a_statement_is_no_act(record: Record) -> None:
    answer = roster(record, CODE, LAUNCH)
    assert {"ITA", "JPN", "MEX"} <= named(answer.possible)
    assert {"AUS", "PAN", "POL"} <= named(answer.stated_only)
    assert {"EGY", "SEN"} <= named(answer.reported_not_joined)


def test_nothing_is_on_a_roster_before_there_was_a_text(record: Record) -> None:
    answer = roster(record, CODE, date(2015, 6, 30))
    assert answer.certain == answer.possible == answer.stated_only == ()
    assert "did not exist" in answer.coverage.notes[0]


def test_the_roster_and_the_standing_of_each_state_say_the_same(record: Record) -> None:
    for instrument in Instrument:
        for on in (FIRST_LIST, LAUNCH, date(2022, 2, 25), date(2026, 11, 22)):
            answer = roster(record, instrument, on)
            for standing, entries in (
                (Standing.CERTAIN, answer.certain),
                (Standing.POSSIBLE, answer.possible),
                (Standing.STATED_ONLY, answer.stated_only),
                (Standing.REPORTED_NOT_JOINED, answer.reported_not_joined),
            ):
                expected = {
                    state.code
                    for state in record.states
                    if support(record, instrument, state.code, on).standing is standing
                }
                assert named(entries) == expected


def test_known_supporters_count_the_same(record: Record) -> None:
    known = known_supporters(record, CODE, LAUNCH)
    answer = roster(record, CODE, LAUNCH)
    assert (known.certain, known.possible) == (len(answer.certain), len(answer.possible))


def test_as_it_was_known_before_anything_was_recorded_there_is_no_text(record: Record) -> None:
    with pytest.raises(NotFound, match="no text called 'code'"):
        roster(record, CODE, LAUNCH, as_known=date(2020, 1, 1))


# -- disavowals, observers, entities that cannot join ------------------------------------------------


def disavowal(day: date) -> PledgeEvidence:
    return evidence("d", "KEN", EvidenceKind.DISAVOWAL, day, day)


JOINED = evidence("k", "KEN", not_before=date(2016, 1, 1), not_after=date(2016, 1, 1))


def test_a_disavowal_is_shown_and_changes_nothing_unless_asked(record: Record) -> None:
    known = with_rows(record, JOINED, disavowal(date(2018, 1, 1)))
    kept = roster(known, CODE, date(2019, 1, 1))
    assert named(kept.certain) == {"KEN"}
    assert kept.certain[0].disavowed == DoubtfulDate.on(date(2018, 1, 1))
    assert any("Disavowed by KEN" in note for note in kept.coverage.notes)
    assert "disavowed it 2018-01-01" in support(known, CODE, "KEN", date(2019, 1, 1)).reason
    ends = roster(known, CODE, date(2019, 1, 1), policy=DisavowalPolicy.ENDS_SUPPORT)
    assert (named(ends.certain), named(ends.disavowed)) == (set(), {"KEN"})
    before = roster(known, CODE, date(2017, 12, 31), policy=DisavowalPolicy.ENDS_SUPPORT)
    assert named(before.certain) == {"KEN"}
    assert before.certain[0].disavowed is None


def test_a_state_that_joins_again_supports_again(record: Record) -> None:
    again = evidence("k2", "KEN", not_before=date(2020, 1, 1), not_after=date(2020, 1, 1))
    known = with_rows(record, JOINED, disavowal(date(2018, 1, 1)), again)
    ends = DisavowalPolicy.ENDS_SUPPORT
    assert support(known, CODE, "KEN", date(2019, 6, 1), policy=ends).standing is Standing.DISAVOWED
    assert support(known, CODE, "KEN", date(2020, 1, 1), policy=ends).standing is Standing.CERTAIN


def test_a_doubtful_disavowal_leaves_support_possible(record: Record) -> None:
    doubtful = evidence("d", "KEN", EvidenceKind.DISAVOWAL, date(2018, 1, 1), date(2020, 1, 1))
    known = with_rows(record, JOINED, doubtful)
    ends = DisavowalPolicy.ENDS_SUPPORT
    assert support(known, CODE, "KEN", date(2019, 1, 1), policy=ends).standing is Standing.POSSIBLE


def test_observers_are_counted_apart_and_stand_in_no_group_of_members(record: Record) -> None:
    known = with_rows(record, JOINED, evidence("v", "VAT", not_after=date(2016, 5, 1)))
    answer = roster(known, CODE, date(2017, 1, 1))
    assert (answer.counts.member_states, answer.counts.observers) == (1, 1)
    assert answer.coverage.open_to.member_states == 193
    assert answer.coverage.open_to.observers == 2


def test_evidence_on_a_state_that_cannot_join_is_left_out_and_said(record: Record) -> None:
    answer = roster(with_rows(record, evidence("y", "YUG", not_after=date(2016, 5, 1))), CODE, date(2017, 1, 1))
    assert answer.certain == ()
    assert any("YUG" in note for note in answer.coverage.notes)


def test_what_is_only_recalled_never_makes_a_supporter(record: Record) -> None:
    recalled = msgspec.structs.replace(JOINED, confidence="recall")
    assert roster(with_rows(record, recalled), CODE, date(2020, 1, 1)).certain == ()


# -- two texts, two days -----------------------------------------------------------------------------


def test_france_alone_is_known_to_support_both_at_the_launch(record: Record) -> None:
    answer = compare(record, LAUNCH, among=("JPN",))
    assert {each.state for each in answer.both} == {"FRA"}
    assert {each.state for each in answer.declaration_only} == {"MEX", "QAT"}
    members = answer.member_states
    assert members.both + members.code_only == 34
    assert members.either == members.both + members.code_only + members.declaration_only
    assert sum(each.either for each in answer.by_group.values()) == members.either
    assert len(answer.council) == 15
    assert {seat.state for seat in answer.council if seat.code is Standing.CERTAIN} == {
        "CHL",
        "ESP",
        "FRA",
        "GBR",
        "JOR",
        "NZL",
    }
    assert [(seat.state, seat.code) for seat in answer.among] == [("JPN", Standing.POSSIBLE)]


def test_the_united_kingdom_was_reported_outside_the_declaration(record: Record) -> None:
    only = {each.state: each.other for each in compare(record, LAUNCH).code_only}
    assert only["GBR"] is Standing.REPORTED_NOT_JOINED
    assert only["CHE"] is Standing.NOTHING_KNOWN


def test_five_more_are_certain_at_the_launch_than_on_the_first_list(record: Record) -> None:
    answer = changes(record, CODE, FIRST_LIST, LAUNCH)
    certain = {each.state for each in answer.changes if each.after is Standing.CERTAIN}
    assert certain == {"DEU", "FRA", "GBR", "GNB", "MDA"}
    assert (answer.before.member_states, answer.after.member_states) == (29, 34)
    # That they joined after the first list follows from no date of theirs.
    assert {each.within for each in answer.changes if each.state in certain} == {None}


def test_a_day_before_the_first_is_refused(record: Record) -> None:
    with pytest.raises(BadQuestion, match="lies before"):
        changes(record, CODE, LAUNCH, FIRST_LIST)


# -- what must hold of every roster --------------------------------------------------------------------


days = st.dates(date(2015, 1, 1), date(2022, 12, 31))
bounds = st.tuples(st.none() | days, st.none() | days).map(
    lambda pair: (pair[1], pair[0]) if pair[0] and pair[1] and pair[0] > pair[1] else pair
)
rows = st.lists(
    st.tuples(st.sampled_from(["KEN", "JPN", "VAT", "YUG", "FRA"]), st.sampled_from(EvidenceKind), bounds, days),
    max_size=8,
).map(
    lambda each: tuple(
        evidence(f"e{number}", state, kind, *when, recorded=recorded)
        for number, (state, kind, when, recorded) in enumerate(each)
    )
)
policies = st.sampled_from(DisavowalPolicy)
many = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)


def parts(answer: Roster) -> list[set[str]]:
    return [
        named(each)
        for each in (
            answer.certain,
            answer.possible,
            answer.stated_only,
            answer.reported_not_joined,
            answer.disavowed,
        )
    ]


@many
@given(each=rows, on=days, policy=policies)
def test_a_state_stands_in_one_part_and_the_counts_add_up(
    record: Record, each: tuple[PledgeEvidence, ...], on: date, policy: DisavowalPolicy
) -> None:
    answer = roster(with_rows(record, *each), CODE, on, policy=policy)
    states = [state for part in parts(answer) for state in part]
    assert len(states) == len(set(states))
    assert answer.counts.member_states + answer.counts.observers == len(answer.certain)
    assert answer.possible_counts.member_states + answer.possible_counts.observers == len(answer.possible)
    assert answer.counts.observers == sum(entry.kind is StateKind.OBSERVER for entry in answer.certain)
    assert sum(number.certain for number in answer.by_group.values()) == len(answer.certain)
    assert sum(number.possible for number in answer.by_group.values()) == len(answer.possible)
    open_to = answer.coverage.open_to
    assert len(states) + answer.coverage.nothing_known == open_to.member_states + open_to.observers
    if policy is DisavowalPolicy.IGNORED:
        assert answer.disavowed == ()


@many
@given(each=rows, one=days, other=days)
def test_certain_support_only_grows_with_time(
    record: Record, each: tuple[PledgeEvidence, ...], one: date, other: date
) -> None:
    known = with_rows(record, *each)
    earlier, later = (roster(known, CODE, day) for day in sorted((one, other)))
    assert named(earlier.certain) <= named(later.certain)
    assert named(earlier.certain) | named(earlier.possible) <= named(later.certain) | named(later.possible)


@many
@given(each=rows, on=days, one=days, other=days)
def test_what_is_known_later_takes_no_certain_supporter_away(
    record: Record, each: tuple[PledgeEvidence, ...], on: date, one: date, other: date
) -> None:
    early, late = sorted((one, other))
    by_day = [with_rows(record, *(row for row in each if row.recorded <= day)) for day in (early, late)]
    earlier, later = (roster(known, CODE, on) for known in by_day)
    assert named(earlier.certain) <= named(later.certain)
    # and this is what as_known answers with
    whole = msgspec.structs.replace(
        with_rows(record, *each),
        instruments=tuple(msgspec.structs.replace(row, recorded=date(2014, 1, 1)) for row in record.instruments),
        states=tuple(msgspec.structs.replace(row, recorded=date(2014, 1, 1)) for row in record.states),
    )
    assert named(roster(whole, CODE, on, as_known=early).certain) == named(earlier.certain)


@many
@given(each=rows, on=st.lists(days, min_size=1, max_size=6), policy=policies)
def test_what_is_kept_between_turning_days_is_what_a_fresh_look_gives(
    record: Record, each: tuple[PledgeEvidence, ...], on: list[date], policy: DisavowalPolicy
) -> None:
    known = with_rows(record, *each)
    first_text = record.instrument[CODE].first_text
    for day in on:
        if day < first_text:
            continue
        found = {
            entry.state: part
            for part in ("certain", "possible", "disavowed")
            for entry in getattr(roster(known, CODE, day, policy=policy), part)
        }
        for state in {row.state for row in each} - {"YUG"}:
            fresh = File(record.state[state], CODE, known.pledge_evidence(CODE, state)).judge(day, policy)
            assert (found.get(state) or "other") == (
                fresh.standing.value if fresh.standing.value in ("certain", "possible", "disavowed") else "other"
            )


@many
@given(each=rows, on=days)
def test_without_disavowals_the_policy_does_not_matter(
    record: Record, each: tuple[PledgeEvidence, ...], on: date
) -> None:
    known = with_rows(record, *(row for row in each if row.kind is not EvidenceKind.DISAVOWAL))
    ignored, ends = (roster(known, CODE, on, policy=policy) for policy in DisavowalPolicy)
    assert parts(ignored) == parts(ends)
