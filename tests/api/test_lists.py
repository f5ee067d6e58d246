"""Pages of lists, sparse fields: for every limit, offset and choice of fields."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from horseshoe.api import fields, paging
from horseshoe.facts.record import Record

SOME = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SOME
@given(number=st.integers(0, 60), limit=st.integers(1, 25), offset=st.integers(0, 80))
def test_a_page_is_that_part_of_the_list(number: int, limit: int, offset: int) -> None:
    page = paging.Listed(range(number)).page(limit, offset)
    assert page["items"] == list(range(number))[offset : offset + limit]
    assert page["total"] == number
    links = paging.links("/x", "a=1", number, limit, offset)
    told = {rel: way for way, rel in re.findall(r'<([^>]+)>; rel="(\w+)"', links)}
    assert ("next" in told) == (offset + limit < number)
    assert ("prev" in told) == (offset > 0)
    assert all("a=1" in way for way in told.values())


@pytest.mark.parametrize("limit", [1, 7, 50, 500])
def test_the_links_lead_through_the_whole_list_once(client: httpx.Client, record: Record, limit: int) -> None:
    seen: list[str] = []
    way: str | None = f"/api/v1/situations?limit={limit}"
    while way:
        answered = client.get(way)
        seen += [each["id"] for each in answered.json()["items"]]
        following = re.search(r'<([^>]+)>; rel="next"', answered.headers["Link"])
        way = following[1] if following else None
    assert seen == [each.id for each in sorted(record.as_known(None).situations, key=lambda row: row.name.casefold())]


NAMES = st.text("abcde", min_size=1, max_size=2)
VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=3),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(NAMES, inside, max_size=3),
    max_leaves=12,
)


def _ways(value: Any, above: str = "") -> set[str]:
    if isinstance(value, list):
        return set().union(*(_ways(each, above) for each in value)) if value else set()
    if isinstance(value, dict):
        return {f"{above}{name}" for name in value}.union(
            *(_ways(each, f"{above}{name}.") for name, each in value.items())
        )
    return set()


@SOME
@given(value=st.dictionaries(NAMES, VALUES, max_size=4), data=st.data())
def test_what_is_picked_is_what_was_asked_for(value: dict[str, Any], data: st.DataObject) -> None:
    ways = sorted(_ways(value))
    if not ways:
        return
    asked = data.draw(st.lists(st.sampled_from(ways), min_size=1, max_size=4))
    tree = fields.read(",".join(asked))
    found = fields.pick(value, tree)
    assert fields.pick(found, tree) == found
    for way in _ways(found):
        assert any(way == each or way.startswith(f"{each}.") or each.startswith(f"{way}.") for each in asked)
    assert fields.pick(value, fields.read(",".join(value))) == value


@pytest.mark.parametrize(
    ("address", "wanted", "names"),
    [
        ("council", "date,members.state", {"date", "members"}),
        ("rollcalls/S/2022/155", "roll_calls.casts.RUS", {"roll_calls"}),
        ("docket", "counts", {"counts"}),
    ],
)
def test_only_the_fields_that_were_asked_for(client: httpx.Client, address: str, wanted: str, names: set[str]) -> None:
    whole, part = client.get(f"/api/v1/{address}").json(), client.get(f"/api/v1/{address}?fields={wanted}").json()
    assert set(part) == names
    assert fields.pick(whole, fields.read(wanted)) == part


def test_a_field_within_a_list_is_asked_for_by_item(client: httpx.Client) -> None:
    found = client.get("/api/v1/states?fields=code&limit=3").json()
    assert [set(each) for each in found["items"]] == [{"code"}] * 3
    assert found["total"] > 190


def test_a_member_of_the_council_has_its_state_alone(client: httpx.Client) -> None:
    found = client.get("/api/v1/council?fields=members.state").json()
    assert len(found["members"]) == 15
    assert all(set(each) == {"state"} for each in found["members"])
