"""Published numbers against the names known for their day, and against each other."""

from datetime import date

import msgspec
import pytest

from horseshoe.answers.claims import ClaimCheck, Verdict, claims, interval, joined, scope, span
from horseshoe.answers.questions import BadQuestion
from horseshoe.answers.roster import Counted
from horseshoe.facts.pledges import Claim, Instrument
from horseshoe.facts.record import Record

LAUNCH = date(2015, 10, 23)


def claim(
    key: str,
    *,
    published: str | None = "2015-10-23",
    not_after: date | None = LAUNCH,
    total: int | None = None,
    members: int | None = None,
    observers: int | None = None,
    qualifier: str = "exact",
    among: str = "all",
    instrument: str = "code",
) -> Claim:
    return Claim(
        id=key,
        instrument=instrument,
        among=among,
        qualifier=qualifier,
        claimant="somebody",
        published=published,
        not_after=not_after,
        total=total,
        member_states=members,
        observers=observers,
        source="seed-000",
        recorded=date(2026, 11, 22),
    )


def checked(record: Record, *rows: Claim) -> dict[str, ClaimCheck]:
    """These claims and no others, checked."""
    return {each.id: each for each in claims(msgspec.structs.replace(record, claims=rows)).claims}


@pytest.fixture(scope="module")
def packaged(record: Record) -> dict[str, ClaimCheck]:
    return {each.id: each for each in claims(record).claims}


def figures(check: ClaimCheck) -> dict[Counted, tuple[int, int | None, int | None]]:
    return {figure.counts: (figure.claimed, figure.known, figure.missing) for figure in check.figures}


# -- the packaged numbers --------------------------------------------------------------------------


def test_the_first_list_agrees_with_its_number(packaged: dict[str, ClaimCheck]) -> None:
    assert packaged["code-2015-09-01-01"].verdict is Verdict.AGREES


def test_110_and_2_observers_on_17_march_2017_cannot_be_decided(packaged: dict[str, ClaimCheck]) -> None:
    check = packaged["code-2017-03-17-12"]
    assert check.verdict is Verdict.CANNOT_BE_DECIDED
    assert figures(check) == {
        Counted.TOTAL: (112, 34, 78),
        Counted.MEMBER_STATES: (110, 34, 76),
        Counted.OBSERVERS: (2, 0, 2),
    }


def test_93_for_the_declaration_on_17_march_2017(packaged: dict[str, ClaimCheck]) -> None:
    check = packaged["declaration-2017-03-17-23"]
    assert check.verdict is Verdict.CANNOT_BE_DECIDED
    assert figures(check)[Counted.MEMBER_STATES] == (93, 3, 90)


def test_over_117_governments_and_2_observers_in_support_of_either(packaged: dict[str, ClaimCheck]) -> None:
    check = packaged["either-2017-03-17-29"]
    assert check.verdict is Verdict.CANNOT_BE_DECIDED
    # The two observers are two: "over" speaks of the governments.
    assert figures(check) == {Counted.MEMBER_STATES: (117, 36, 82), Counted.OBSERVERS: (2, 0, 2)}
    assert check.reason.startswith("More than 117 members claimed")


def test_well_over_130(packaged: dict[str, ClaimCheck]) -> None:
    check = packaged["code-2026-05-23-15"]
    assert (check.verdict, check.qualifier) == (Verdict.CANNOT_BE_DECIDED, "more_than")
    assert "at least" in check.reason


def test_the_numbers_of_the_launch_contradict_each_other(packaged: dict[str, ClaimCheck]) -> None:
    at_launch = {
        key: {conflict.claim for conflict in packaged[key].conflicts}
        for key in ("code-2015-10-23-03", "code-2015-10-23-04", "code-2015-10-23-06", "code-2015-10-24-07")
    }
    # 104 members against 103 members and an observer; 102 a day later against every 104; 105 against every other.
    said_105 = "code-2015-10-23-33"
    every_104 = {"code-2015-10-23-03", "code-2015-10-23-04", "code-2015-10-23-06", "code-2015-10-23-32"}
    assert at_launch == {
        "code-2015-10-23-03": {"code-2015-10-23-04", "code-2015-10-24-07", said_105},
        "code-2015-10-23-04": {"code-2015-10-23-03", "code-2015-10-24-07", said_105},
        "code-2015-10-23-06": {"code-2015-10-24-07", said_105},
        "code-2015-10-24-07": {*every_104, said_105},
    }
    assert all(packaged[key].verdict is Verdict.CONTRADICTS for key in at_launch)


def test_104_or_105_contradicts_itself(packaged: dict[str, ClaimCheck]) -> None:
    check = packaged["code-2015-10-23-05"]
    assert check.verdict is Verdict.CONTRADICTS
    assert "104 or 105" in check.reason


def test_70_and_73_on_one_day_both_hold_only_if_it_grew(packaged: dict[str, ClaimCheck]) -> None:
    check = packaged["declaration-2015-09-30-20"]
    assert check.verdict is Verdict.CONTRADICTS
    assert "both hold only if it changed in between" in check.reason


def test_nine_of_the_council_with_six_known(packaged: dict[str, ClaimCheck]) -> None:
    check = packaged["code-2015-10-23-16"]
    assert set(check.known) == {"CHL", "FRA", "GBR", "JOR", "NZL", "ESP"}
    assert set(check.open) == {"AGO", "TCD", "LTU", "MYS", "NGA", "VEN"}
    assert figures(check)[Counted.MEMBER_STATES] == (9, 6, 3)


def test_three_of_the_five_incoming_members(packaged: dict[str, ClaimCheck]) -> None:
    check = packaged["code-2015-10-23-17"]
    assert (set(check.known), set(check.open)) == ({"UKR", "URY"}, {"JPN"})  # Egypt and Senegal were reported outside


def test_an_undated_number_cannot_be_decided(packaged: dict[str, ClaimCheck]) -> None:
    assert packaged["code-undated-13"].verdict is Verdict.CANNOT_BE_DECIDED


def test_every_claim_has_its_sources_and_the_verdicts_add_up(record: Record) -> None:
    answer = claims(record)
    assert len(answer.claims) == len(record.claims) == sum(answer.verdicts.values())
    assert {source for each in answer.claims for source in each.sources} == {each.id for each in answer.sources}


def test_a_day_shows_the_numbers_whose_date_can_mean_it(record: Record) -> None:
    assert {each.id for each in claims(record, on=date(2015, 11, 15)).claims} == {"code-2015-11-08"}
    assert {each.verdict for each in claims(record, on=date(2015, 10, 24)).claims} >= {Verdict.CONTRADICTS}


# -- the verdicts ------------------------------------------------------------------------------------


def test_a_number_below_the_names_differs_by_as_many(record: Record) -> None:
    check = checked(record, claim("low", members=30))["low"]  # 34 are known by name
    assert (check.verdict, check.figures[0].by) == (Verdict.DIFFERS, -4)
    assert "differs by at least 4" in check.reason


def test_a_number_above_all_that_can_have_joined_differs(record: Record) -> None:
    check = checked(record, claim("high", members=193))["high"]
    (figure,) = check.figures
    # China, Russia, the United States, Brazil, India, South Africa, Egypt and Senegal were reported outside that day
    # or later.
    assert (figure.at_most, figure.by, check.verdict) == (185, 8, Verdict.DIFFERS)


def test_the_bounds_themselves(record: Record) -> None:
    found = checked(
        record,
        claim("as known", members=34, published="2015-10-23"),
        claim("all", members=185, published="2016", not_after=None),
        claim("more", members=33, qualifier="more_than", instrument="code"),
        claim("at the names", members=34, qualifier="more_than"),
        claim("almost", members=34, qualifier="almost"),
    )
    assert found["as known"].figures[0].verdict is Verdict.AGREES
    assert found["more"].figures[0].verdict is Verdict.AGREES
    assert found["at the names"].figures[0].missing == 1
    assert found["almost"].figures[0].by == -1
    assert found["all"].verdict is Verdict.CANNOT_BE_DECIDED


def test_totals_and_members_are_never_mixed(record: Record) -> None:
    found = checked(record, claim("total", total=104), claim("members", members=103), claim("observer", observers=1))
    assert [each.conflicts for each in found.values()] == [(), (), ()]


def test_a_sum_that_does_not_add_up_contradicts_itself(record: Record) -> None:
    check = checked(record, claim("sum", total=104, members=104, observers=1))["sum"]
    assert check.verdict is Verdict.CONTRADICTS
    assert "104 is not 104 and 1" in check.reason


def test_a_council_loses_members_so_its_numbers_may_fall(record: Record) -> None:
    found = checked(
        record,
        claim("2015", members=9, among="council"),
        claim("2016", members=8, among="council", published="2016-09-22", not_after=date(2016, 9, 22)),
    )
    assert all(not each.conflicts for each in found.values())


def test_among_something_unknown_is_refused(record: Record) -> None:
    with pytest.raises(BadQuestion, match="give all, council or incoming"):
        checked(record, claim("x", members=9, among="friends"))


def test_about_something_unknown_is_refused(record: Record) -> None:
    with pytest.raises(BadQuestion, match="give code, declaration or either"):
        checked(record, claim("x", members=9, instrument="kazakhstan"))


def test_what_a_date_can_mean() -> None:
    assert span(claim("m", published="2015-11", not_after=date(2015, 11, 30))) == (
        date(2015, 11, 1),
        date(2015, 11, 30),
    )
    assert span(claim("y", published="2018", not_after=date(2018, 12, 31))) == (date(2018, 1, 1), date(2018, 12, 31))
    assert span(claim("d")) == (LAUNCH, LAUNCH)
    assert span(claim("n", published=None, not_after=None)) is None


def test_scopes(record: Record) -> None:
    assert len(scope(record, claim("a", members=1), LAUNCH)) == 195
    assert len(scope(record, claim("b", members=1, instrument="declaration"), LAUNCH)) == 193
    assert len(scope(record, claim("c", members=1, among="council"), LAUNCH)) == 15
    assert set(scope(record, claim("d", members=1, among="incoming"), LAUNCH)) == {"EGY", "JPN", "SEN", "UKR", "URY"}


def test_known_outside_known_inside_and_open(record: Record) -> None:
    assert joined(record, Instrument.CODE, "FRA", LAUNCH, LAUNCH) is True
    assert joined(record, Instrument.CODE, "CHN", LAUNCH, LAUNCH) is False
    assert joined(record, Instrument.CODE, "CHN", date(2026, 11, 1), date(2026, 11, 1)) is None
    assert joined(record, Instrument.CODE, "AGO", LAUNCH, LAUNCH) is None
    assert joined(record, Instrument.DECLARATION, "VAT", LAUNCH, LAUNCH) is False
    assert joined(record, Instrument.CODE, "AGO", date(2015, 1, 1), date(2015, 1, 1)) is False


def test_bounds_of_a_qualifier() -> None:
    both = claim("q", members=117, observers=2, qualifier="more_than")
    assert interval("more_than", Counted.MEMBER_STATES, 117, both) == (118, None)
    assert interval("more_than", Counted.OBSERVERS, 2, both) == (2, 2)
    assert interval("almost", Counted.MEMBER_STATES, 100, claim("r", members=100)) == (0, 99)
