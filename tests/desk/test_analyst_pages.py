"""The analyst's pages: what is kept, where mission and capital part, who may do what, and how it is taken back."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import User
from django.test import Client
from kept_items import COUNT, INSTRUCTION, STANCE
from signed_in import Browser

from horseshoe.desk.access.rights import Kind, Role
from horseshoe.desk.workspace import private, workspaces
from horseshoe.desk.workspace.items import Note
from horseshoe.facts.record import Record

KEN = "/desk/workspaces/ken/"

Team = dict[str, User]

SAID = {
    "draft": "Protection of civilians",
    "state": "KEN",
    "phase": "silence",
    "stance": "abstain",
    "voice": "mission",
    "not_before": "2026-11-03",
    "not_after": "2026-11-03",
    "says": "We are not there yet.",
    "why": "heard in consultations",
}
TOLD = {
    "draft": "Protection of civilians",
    "state": "KEN",
    "stance": "yes",
    "not_before": "2026-11-05",
    "not_after": "2026-11-05",
    "says": "Say yes.",
    "why": "cable of the day",
}


def bare(page: str) -> str:
    """A page without what differs each time that it is asked for."""
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page)


@pytest.fixture
def anna(team: Team) -> Browser:
    return Browser(team["anna"])


def test_a_stance_and_an_instruction_that_part_are_warned_of(anna: Browser) -> None:
    first = anna.post(f"{KEN}stances/new/", SAID)
    assert "We are not there yet." in anna.get(first)
    anna.post(f"{KEN}instructions/new/", TOLD)
    page = anna.get(KEN)
    warned = "The mission of Kenya says abstain, and its capital instructed yes since: the mission may not know yet."
    assert warned in page
    way = re.search(r'href="(/desk/workspaces/ken/drafts/[0-9a-f]+/)"', page)
    assert way
    assert warned in (draft := anna.get(way[1]))
    assert draft.count('scope="row"') >= 15
    assert "Protection" not in way[1]


def test_a_change_stands_beside_what_was_there_and_a_retraction_can_be_taken_back(anna: Browser) -> None:
    there = anna.post(f"{KEN}stances/new/", SAID)
    anna.post(f"{there}change/", {**SAID, "stance": "yes", "why": "misheard", "version": "1"})
    page = anna.get(there)
    assert "misheard" in page
    assert "Before and since" in page
    stale = anna.post(f"{there}change/", {**SAID, "version": "1"}, 422)
    assert "Somebody changed it meanwhile" in stale
    anna.post(f"{there}retract", {"why": "not said at all"})
    assert "It is retracted and holds no longer." in anna.get(there)
    assert "not said at all" in anna.get(f"{KEN}history/")
    anna.post(f"{there}restore", {"why": "it was"})
    assert "It is retracted" not in anna.get(there)
    assert anna.post(f"{there}retract", {"why": " "}, 422).count("No reason is given") == 1


def test_what_does_not_fit_comes_back_with_a_sentence_and_what_was_typed(anna: Browser) -> None:
    page = anna.post(f"{KEN}stances/new/", {**SAID, "not_before": "2026-11-09"}, 422)
    assert "Not before: 2026-11-09 lies after 2026-11-03." in page
    assert "We are not there yet." in page
    page = anna.post(f"{KEN}stances/new/", {**SAID, "phase": "after lunch"}, 422)
    assert "after lunch is not one of the available choices" in page
    assert anna.post(f"{KEN}stances/new/", {}, 422).count("This field is required.") >= 5


def test_a_draft_goes_through_its_stages_in_an_order_that_can_be(anna: Browser) -> None:
    def reach(stage: str, day: str, status: int = 302, **more: str) -> Any:
        told = {"draft": "X", "stage": stage, "not_before": day, "not_after": day, "why": "w", **more}
        return anna.post(f"{KEN}stages/new/", told, status)

    reach("zero_draft", "2026-11-01")
    reach("silence", "2026-11-04")
    broken = reach("voted", "2026-11-05", 422, outcome="adopted")
    assert "voted on 2026-11-05 cannot follow silence: what can is" in broken
    reach("round", "2026-11-02")
    reach("in_blue", "2026-11-05")
    assert "the vote of 2026-11-05 has no outcome" in reach("voted", "2026-11-05", 422)
    reach("voted", "2026-11-05", outcome="vetoed")
    page = anna.get(re.search(r"/desk/workspaces/ken/drafts/[0-9a-f]+/", anna.get(KEN))[0])  # type: ignore[index]
    assert "It stands at voted." in page
    assert "less than the customary 24 hours" in page


def test_a_whip_count_has_a_field_for_each_seat(anna: Browser, record: Record) -> None:
    form = anna.get(f"{KEN}whip-counts/new/")
    seats = re.findall(r'name="(seat-[A-Z]{3})"', form)
    assert len(seats) == 15
    told = {"draft": "X", "title": "Monday", "on": "2026-11-02", "why": "w", **dict.fromkeys(seats, "yes")}
    there = anna.post(f"{KEN}whip-counts/new/", {**told, seats[0]: "no"})
    page = anna.get(f"{there}change/")
    assert page.count('<option value="yes" selected>') == 14
    assert anna.post(f"{there}change/", {**told, "version": "1"}) == there


def test_readers_read_and_strangers_find_no_workspace(team: Team, record: Record) -> None:
    kept = private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    there = f"{KEN}stances/{kept.number}/"
    reader, stranger, root = Browser(team["leo"]), Browser(team["ben"]), Browser(team["root"])
    page = reader.get(there)
    assert "Marked secret ALPHA" in page
    assert "Change it" not in page
    assert "Retract it" not in page
    reader.get(f"{KEN}stances/new/", 403)
    reader.post(f"{there}retract", {"why": "x"}, 403)
    reader.post(f"{KEN}stances/new/", SAID, 403)
    reader.get(f"{there}publish/", 403)
    ways = [KEN, f"{KEN}members/", f"{KEN}history/", f"{KEN}files/", f"{KEN}files/export.toml"]
    ways += [f"{KEN}files/stances.csv", f"{KEN}stances/new/", there, f"{there}change/", f"{there}publish/"]
    for other in (stranger, root):
        for way in ways:
            said = bare(other.get(way, 404))
            assert "ALPHA" not in said
            assert bare(other.get(way.replace("/ken/", "/xyz/"), 404)).replace("xyz", "ken") == said
        other.post(f"{there}retract", {"why": "x"}, 404)
        other.get(there.replace("/ken/", "/gha/"), 404)
    signed_out = Client(headers={"host": "horseshoe.example.org"}).get(there, secure=True)
    assert signed_out.status_code == 302
    assert "/accounts/login/" in signed_out.headers["Location"]


def test_a_number_of_another_workspace_is_nothing_here(team: Team, record: Record) -> None:
    kept = private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    said = Browser(team["ben"]).get(f"/desk/workspaces/gha/stances/{kept.number}/", 404)
    assert "ALPHA" not in said


def test_members_see_who_came_and_went(team: Team) -> None:
    workspaces.admit(team["root"], "ken", "ben", Role.READER, why="to look things over")
    workspaces.dismiss(team["root"], "ken", "ben", why="done")
    page = Browser(team["leo"]).get(f"{KEN}members/")
    assert "to look things over" in page
    assert "left, was reader" in page
    assert page.index("left, was reader") < page.index("came in as reader")


def test_what_is_kept_comes_out_and_goes_in_again(team: Team, record: Record) -> None:
    odd = msgspec.structs.replace(STANCE, says='=HYPERLINK("http://x")\nsecond "line" \\ \x7f', speaker="+1 555")
    for item in (odd, INSTRUCTION, COUNT, Note(draft="S/2026/900", text="@sum, and\ttabs")):
        private.put(team["anna"], "ken", item, record=record, why="kept")
    anna, ben = Browser(team["anna"]), Browser(team["ben"])
    whole = anna.get(f"{KEN}files/export.toml").encode()
    sheet = anna.get(f"{KEN}files/stances.csv").encode()
    assert b"\"'=HYPERLINK(" in sheet
    assert b'"\'+1 555"' in sheet

    def bring(browser: Browser, place: str, content: bytes, kind: str = "", status: int = 302) -> Any:
        from django.core.files.uploadedfile import SimpleUploadedFile

        told = {"file": SimpleUploadedFile("x.toml", content), "kind": kind, "why": "from Nairobi"}
        return browser.post(f"/desk/workspaces/{place}/files/", told, status)

    bring(ben, "gha", whole)
    kinds = (Kind.STANCES, Kind.INSTRUCTIONS, Kind.WHIP_COUNTS, Kind.NOTES)
    for kind in kinds:
        mine = [each.item for each in private.items(team["anna"], "ken", kind)]
        assert [each.item for each in private.items(team["ben"], "gha", kind)] == mine
    bring(ben, "gha", whole)
    bring(ben, "gha", sheet, "stances")
    assert [len(private.items(team["ben"], "gha", kind)) for kind in kinds] == [1, 1, 1, 1]
    wrong = b'[[notes]]\ndraft = "X"\ntext = "good"\n[[stances]]\ndraft = "X"\nstate = "Kenya"\n'
    assert "stances 1: " in bring(ben, "gha", wrong, status=422)
    assert len(private.items(team["ben"], "gha", Kind.NOTES)) == 1
    bring(Browser(team["leo"]), "ken", whole, status=403)


def test_a_stance_is_published_on_purpose_and_withdrawn(team: Team, record: Record) -> None:
    kept = private.put(team["anna"], "ken", STANCE, record=record, why="heard")
    there = f"{KEN}stances/{kept.number}/"
    Browser(team["anna"]).get(f"{there}publish/", 403)
    rita = Browser(team["rita"])
    assert "Everybody may read" in rita.get(f"{there}publish/")
    told = {
        "version": "1",
        "title": "Statement to the press",
        "url": "https://example.org/1",
        "confidence": "medium",
        "why": "it is said in public now",
    }
    assert "This field is required" in rita.post(f"{there}publish/", told, 422)
    rita.post(f"{there}publish/", {**told, "sure": "on"})
    page = rita.get(there)
    assert (found := re.search(r"in the public record as (stance-[0-9a-f]+)", page))
    assert "it is said in public now" in rita.get(f"/desk/facts/stances/{found[1]}/")
    assert "published already" in rita.post(f"{there}publish/", {**told, "sure": "on"}, 422)
    rita.post(f"{there}withdraw", {"why": "taken back by the mission"})
    assert "and was withdrawn" in rita.get(there)
