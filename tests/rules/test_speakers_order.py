"""Who speaks when in the debate on a veto."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.rules.speakers import Observers, Policy, Precedence, Rank, Request, order

NINE = datetime(2024, 4, 1, 9)  # noqa: DTZ001


def asks(state: str, rank: Rank = Rank.PERMANENT_REPRESENTATIVE, minutes: int = 0, **more: object) -> Request:
    return Request(state=state, rank=rank, asked=NINE + timedelta(minutes=minutes), **more)  # type: ignore[arg-type]


def states(*requests: Request, vetoing: tuple[str, ...] = (), policy: Policy | None = None) -> list[str]:
    return [placed.request.state for placed in order(requests, vetoing, policy or Policy())]


def test_the_vetoing_member_comes_before_a_head_of_state_who_asked_first() -> None:
    """A/RES/76/262, OP2."""
    requests = asks("PLW", Rank.HEAD_OF_STATE), asks("RUS", Rank.OTHER, 60)
    assert states(*requests, vetoing=("RUS",)) == ["RUS", "PLW"]
    assert "OP2" in order(requests, ("RUS",))[0].why


def test_vetoing_members_stand_to_one_another_as_others_do() -> None:
    requests = asks("RUS", minutes=5), asks("CHN", minutes=1), asks("JPN")
    assert states(*requests, vetoing=("CHN", "RUS")) == ["CHN", "RUS", "JPN"]
    ministers = asks("RUS", Rank.MINISTER, 5), asks("CHN", minutes=1)
    assert states(*ministers, vetoing=("CHN", "RUS")) == ["RUS", "CHN"]


def test_heads_of_state_then_of_government_then_ministers_then_by_request() -> None:
    requests = (
        asks("AUT", Rank.OTHER, 1),
        asks("BEL", Rank.PERMANENT_REPRESENTATIVE, 2),
        asks("CHE", Rank.MINISTER, 3),
        asks("DNK", Rank.HEAD_OF_GOVERNMENT, 4),
        asks("EST", Rank.HEAD_OF_STATE, 5),
    )
    assert states(*requests) == ["EST", "DNK", "CHE", "AUT", "BEL"]
    assert states(*requests, policy=Policy(ranks_below_minister=True)) == ["EST", "DNK", "CHE", "BEL", "AUT"]


def test_rule_68_alone_is_the_order_of_requests() -> None:
    requests = asks("EST", Rank.HEAD_OF_STATE, 5), asks("AUT", minutes=1)
    assert states(*requests, policy=Policy(precedence=Precedence.BY_REQUEST)) == ["AUT", "EST"]


def test_observers_come_after_the_members_unless_the_policy_says_otherwise() -> None:
    requests = asks("VAT", Rank.MINISTER, observer=True), asks("AUT", minutes=1)
    assert states(*requests) == ["AUT", "VAT"]
    assert states(*requests, policy=Policy(observers=Observers.IN_ORDER)) == ["VAT", "AUT"]


def test_groups_come_first_only_where_the_policy_says_so() -> None:
    requests = asks("AUT"), asks("DNK", minutes=1, on_behalf_of="the Nordic countries")
    assert states(*requests) == ["AUT", "DNK"]
    assert states(*requests, policy=Policy(groups_first=True)) == ["DNK", "AUT"]


def test_at_the_same_moment_the_order_given_decides_and_is_marked() -> None:
    placed = order((asks("BEL"), asks("AUT"), asks("CHE", minutes=1)), ())
    assert [(each.request.state, each.tied) for each in placed] == [("BEL", True), ("AUT", True), ("CHE", False)]


def test_hours_with_and_without_a_time_zone_have_no_order() -> None:
    with pytest.raises(ValueError, match="time zone"):
        order((asks("BEL"), Request(state="AUT", rank=Rank.OTHER, asked=NINE.replace(tzinfo=UTC))), ())


def test_nobody_is_put_in() -> None:
    assert order((), ("RUS",)) == ()


REQUESTS = st.lists(
    st.builds(
        asks,
        st.sampled_from(["RUS", "CHN", "AUT", "BEL", "VAT", "DNK"]),
        st.sampled_from(Rank),
        st.integers(0, 30),
        observer=st.booleans(),
    ),
    max_size=12,
)
POLICIES = st.builds(
    Policy,
    st.sampled_from(Precedence),
    st.sampled_from(Observers),
    groups_first=st.booleans(),
    ranks_below_minister=st.booleans(),
)


@given(REQUESTS, POLICIES)
def test_each_request_stands_once_and_vetoing_members_first(requests: list[Request], policy: Policy) -> None:
    vetoing = ("RUS", "CHN")
    placed = order(requests, vetoing, policy)
    assert [each.position for each in placed] == list(range(1, len(requests) + 1))
    assert sorted(map(str, requests)) == sorted(str(each.request) for each in placed)
    flags = [each.vetoing for each in placed]
    assert flags == sorted(flags, reverse=True)


@given(REQUESTS, POLICIES)
def test_within_the_same_precedence_the_earlier_request_comes_first(requests: list[Request], policy: Policy) -> None:
    placed = order(requests, ("RUS",), policy)
    for one, other in pairwise(placed):
        same = (one.vetoing, one.request.rank, one.request.observer, one.request.on_behalf_of) == (
            other.vetoing, other.request.rank, other.request.observer, other.request.on_behalf_of,
        )  # fmt: skip
        assert not same or one.request.asked <= other.request.asked
