"""What published numbers imply together, held against a slow second reading that tries every possibility."""

from datetime import date
from itertools import combinations, product

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from horseshoe.answers.claims import interval
from horseshoe.answers.implied import Implied, ImpliedFinding, System, implied
from horseshoe.answers.roster import figures_of, roster
from horseshoe.facts.council import Term
from horseshoe.facts.pledges import Claim, Instrument
from horseshoe.facts.record import Record
from horseshoe.facts.states import State, StateKind

CODE = Instrument.CODE
LAUNCH = date(2015, 10, 23)
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def answer(record: Record) -> Implied:
    return implied(record)


def found(answer: Implied, on: date, states: str) -> ImpliedFinding:
    (finding,) = [each for each in answer.findings if each.on == on and set(each.states) == set(states.split())]
    return finding


def system(record: Record, instrument: Instrument, *ids: str) -> System:
    return System(record, instrument, [row for row in record.claims if row.id in ids])


# -- the Councils of 2015 and 2016 -----------------------------------------------------------------


def test_nine_of_fifteen_leave_exactly_three_of_six(answer: Implied) -> None:
    three = found(answer, LAUNCH, "AGO TCD LTU MYS NGA VEN")
    assert (three.at_least, three.at_most) == (3, 3)
    assert three.claims == ("code-2015-10-23-16",)
    assert three.sentence.startswith("Exactly 3 of Angola")


def test_with_eight_of_fifteen_in_2016_at_least_two_of_chad_lithuania_and_nigeria(answer: Implied) -> None:
    # By hand: of the Council of 2016 six are known; one of Egypt, Japan and Senegal had joined (three of the five
    # incoming members, with Ukraine and Uruguay). So of Angola, Malaysia and Venezuela, which sat in both years, at
    # most one had, and at least two of the three that left.
    two = found(answer, LAUNCH, "TCD LTU NGA")
    assert (two.at_least, two.at_most) == (2, 3)
    assert set(two.claims) == {"code-2015-10-23-16", "code-2015-10-23-17", "code-2016-09-22-18"}
    one = found(answer, LAUNCH, "AGO MYS VEN")
    assert (one.at_least, one.at_most) == (0, 1)


def test_one_of_five_in_2016_and_japan_by_the_launch(answer: Implied) -> None:
    one = found(answer, date(2016, 9, 22), "AGO EGY MYS SEN VEN")
    assert (one.at_least, one.at_most) == (1, 1)
    japan = found(answer, LAUNCH, "JPN")
    assert (japan.at_least, japan.claims) == (1, ("code-2015-10-23-17",))
    assert {"code-egy-1", "code-sen-1"} <= set(japan.evidence)


def test_a_list_whose_number_is_all_known_leaves_nobody_else(answer: Implied) -> None:
    (rest,) = [each for each in answer.findings if each.on == date(2015, 9, 1)]
    assert (rest.at_least, rest.at_most) == (0, 0)
    assert "FRA" in rest.states
    assert rest.claims == ("code-2015-09-01-01",)


def test_nothing_of_it_is_written_to_the_roster(record: Record, answer: Implied) -> None:
    known = {each.state for each in roster(record, CODE, LAUNCH).certain}
    assert "JPN" not in known
    assert not known & {state for each in answer.findings if each.on == LAUNCH for state in each.states}


def test_the_assumptions_are_named(answer: Implied) -> None:
    assert {"claims_are_true", "nobody_left", "names_are_right", "reports_are_right"} <= {
        each.name for each in answer.assumptions
    }


def test_each_claim_that_a_finding_cites_is_needed(record: Record, answer: Implied) -> None:
    for each in answer.findings:
        everything = system(record, each.instrument, *(row.id for row in record.claims if usable(row, each.instrument)))
        classes = [number for number, cls in enumerate(everything.classes) if set(cls.states) <= set(each.states)]
        at = next(key for key, days in everything.days.items() if days[1] == each.on)
        assert everything.bounds(each.claims, at, classes) == (each.at_least, each.at_most)
        for fewer in combinations(each.claims, len(each.claims) - 1):
            assert everything.bounds(fewer, at, classes) != (each.at_least, each.at_most)


def usable(row: Claim, instrument: Instrument) -> bool:
    return row.instrument == instrument.value and row.not_after is not None and bool(figures_of(row))


# -- contradictions ----------------------------------------------------------------------------------


def test_the_launch_day_numbers_contradict_in_pairs(answer: Implied) -> None:
    pairs = {frozenset(each.claims) for each in answer.contradictions if each.instrument is CODE}
    assert pairs == {
        frozenset(pair)
        for pair in (
            ("code-2015-10-23-03", "code-2015-10-23-04"),  # 104 members; 103 members and 1 observer
            ("code-2015-10-23-03", "code-2015-10-24-07"),  # 104; 102 a day later
            ("code-2015-10-23-04", "code-2015-10-24-07"),
            ("code-2015-10-23-06", "code-2015-10-24-07"),
            ("code-2015-10-23-32", "code-2015-10-24-07"),
            ("code-2015-10-23-03", "code-2015-10-23-33"),  # 105, in the next paragraph
            ("code-2015-10-23-04", "code-2015-10-23-33"),
            ("code-2015-10-23-06", "code-2015-10-23-33"),
            ("code-2015-10-23-32", "code-2015-10-23-33"),
            ("code-2015-10-23-33", "code-2015-10-24-07"),
        )
    }
    assert all(each.smallest for each in answer.contradictions)


def test_every_contradicting_set_is_minimal_by_removal(record: Record, answer: Implied) -> None:
    for each in answer.contradictions:
        these = system(record, each.instrument, *each.claims)
        assert not these.possible(each.claims)
        for fewer in combinations(each.claims, len(each.claims) - 1):
            assert these.possible(fewer)


def test_numbers_that_contradict_support_no_finding(answer: Implied) -> None:
    doubtful = {claim for each in answer.contradictions for claim in each.claims}
    assert not doubtful & {claim for each in answer.findings for claim in each.claims}
    assert doubtful <= {each.claim for each in answer.unused}


def test_support_for_either_and_undated_numbers_are_left_out_with_the_reason(answer: Implied) -> None:
    why = {each.claim: each.why for each in answer.unused}
    assert "either text" in why["either-2017-03-17-29"]
    assert why["code-undated-13"] == "It bears no date."


def test_one_day_shows_what_follows_for_it_from_all_numbers(record: Record) -> None:
    only = implied(record, on=LAUNCH)
    assert {each.on for each in only.findings} == {LAUNCH}
    assert found(only, LAUNCH, "TCD LTU NGA").at_least == 2


def test_104_and_105_in_one_speech_contradict(record: Record) -> None:
    two = [claim(f"frick-{number}", LAUNCH, total=number) for number in (104, 105)]
    (each,) = implied(msgspec.structs.replace(record, claims=tuple(two))).contradictions
    assert each.claims == ("frick-104", "frick-105")


def test_a_number_below_the_names_contradicts_alone(record: Record) -> None:
    low = claim("low", LAUNCH, members=20)
    (each,) = implied(msgspec.structs.replace(record, claims=(low,))).contradictions
    assert each.claims == ("low",)
    assert "names that are known" in each.sentence


def test_three_numbers_can_contradict_though_no_two_do(record: Record) -> None:
    # Members and observers from two sources do not add up to a third's total.
    rows = (claim("m", LAUNCH, members=103), claim("o", LAUNCH, observers=1), claim("t", LAUNCH, total=105))
    (each,) = implied(msgspec.structs.replace(record, claims=rows)).contradictions
    assert set(each.claims) == {"m", "o", "t"}


def test_a_record_without_claims_implies_nothing(record: Record) -> None:
    empty = implied(msgspec.structs.replace(record, claims=()))
    assert (empty.findings, empty.contradictions) == ((), ())


# -- the slow second reading -------------------------------------------------------------------------


def claim(
    key: str,
    day: date,
    *,
    total: int | None = None,
    members: int | None = None,
    observers: int | None = None,
    qualifier: str = "exact",
    among: str = "all",
) -> Claim:
    return Claim(
        id=key,
        instrument="code",
        among=among,
        qualifier=qualifier,
        claimant="somebody",
        published=day.isoformat(),
        not_after=day,
        total=total,
        member_states=members,
        observers=observers,
        source="seed-000",
        recorded=TODAY,
    )


DAYS = (date(2016, 6, 1), date(2017, 6, 1))
SMALL = tuple(
    State(code=code, name=code, kind=kind, source="seed-000", recorded=TODAY)
    for code, kind in (
        ("AAA", StateKind.MEMBER),
        ("BBB", StateKind.MEMBER),
        ("CCC", StateKind.MEMBER),
        ("DDD", StateKind.MEMBER),
        ("VVV", StateKind.OBSERVER),
    )
)
COUNCILS = {DAYS[0]: ("AAA", "BBB"), DAYS[1]: ("BBB", "CCC")}
TERMS = tuple(
    Term(state=state, start=day.replace(month=1, day=1), end=day.replace(month=12, day=31), source="s", recorded=TODAY)
    for day, seats in COUNCILS.items()
    for state in seats
)
small_claims = st.lists(
    st.tuples(
        st.sampled_from(DAYS),
        st.sampled_from(["all", "council"]),
        st.sampled_from(["exact", "more_than", "almost"]),
        st.sampled_from(["total", "members", "observers"]),
        st.integers(0, 4),
    ),
    min_size=1,
    max_size=5,
).map(
    lambda each: tuple(
        claim(f"c{number}", day, among=among, qualifier=qualifier, **{counted: value})
        for number, (day, among, qualifier, counted, value) in enumerate(each)
    )
)


def worlds() -> list[dict[date, set[str]]]:
    """Every way in which the five states can have joined: by the first day, between the days, or not."""
    codes = [state.code for state in SMALL]
    return [
        {
            DAYS[0]: {code for code, when in zip(codes, joined, strict=True) if when == 0},
            DAYS[1]: {code for code, when in zip(codes, joined, strict=True) if when <= 1},
        }
        for joined in product((0, 1, 2), repeat=len(codes))
    ]


def holds(row: Claim, world: dict[date, set[str]]) -> bool:
    assert row.not_after is not None
    states = world[row.not_after]
    if row.among == "council":
        states = states & set(COUNCILS[row.not_after])
    for counted, number in figures_of(row):
        counts = {"total": len(states), "member_states": len(states - {"VVV"}), "observers": len(states & {"VVV"})}
        low, high = interval(row.qualifier, counted, number, row)
        if counts[counted.value] < low or (high is not None and counts[counted.value] > high):
            return False
    return True


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=25)
@given(rows=small_claims)
def test_the_solver_and_the_slow_reading_agree(record: Record, rows: tuple[Claim, ...]) -> None:
    small = msgspec.structs.replace(record, states=SMALL, terms=TERMS, pledges=(), names=(), groups=(), claims=rows)
    everything = worlds()
    possible = {
        some: [world for world in everything if all(holds(row, world) for row in some)]
        for size in range(len(rows) + 1)
        for some in combinations(rows, size)
    }
    minimal = {
        frozenset(row.id for row in some)
        for some, left in possible.items()
        if not left and all(possible[fewer] for fewer in combinations(some, len(some) - 1))
    }
    answer = implied(small)
    assert {frozenset(each.claims) for each in answer.contradictions} == minimal
    doubtful = {key for each in minimal for key in each}
    left = possible[tuple(row for row in rows if row.id not in doubtful)]
    assert left
    for each in answer.findings:
        numbers = [len(world[each.on] & set(each.states)) for world in left]
        assert (each.at_least, each.at_most) == (min(numbers), max(numbers))
