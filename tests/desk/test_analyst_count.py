"""Will it pass, and whom to call: the private count of a workspace, from what it has heard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from signed_in import Browser

from horseshoe.desk.access.rights import Kind
from horseshoe.desk.workspace import counting, items, private
from horseshoe.desk.workspace.counting import Why
from horseshoe.desk.workspace.kept import Kept, kind_of
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record
from horseshoe.forecast.stances import DEFAULT, Confidence, Position, Speaker
from horseshoe.rules.draft_life import Stage
from horseshoe.site.serving.views import site

DRAFT = "Protection of civilians"
DAY = date(2026, 11, 24)

Team = dict[str, User]


def kept(number: int, item: items.Item, *, retracted: datetime | None = None) -> Kept:
    return Kept(number, kind_of(item), "ken", item, "anna", datetime(2026, 11, 20, tzinfo=UTC), 1, retracted)


def said(state: str, stance: str, day: int, voice: str = "mission", phase: str = "negotiation") -> items.Item:
    told = {"draft": DRAFT, "state": state, "stance": stance, "voice": voice, "phase": phase, "says": "It said so."}
    return items.item(Kind.STANCES, {**told, "not_before": date(2026, 11, day), "not_after": date(2026, 11, day)})


def instructed(state: str, stance: str, day: int) -> items.Item:
    told = {"draft": DRAFT, "state": state, "stance": stance, "says": "Do so."}
    return items.item(Kind.INSTRUCTIONS, {**told, "not_before": date(2026, 11, day), "not_after": date(2026, 11, day)})


def test_the_newest_word_of_a_seat_counts_and_says_why_to_call() -> None:
    gone = kept(9, said("GBR", "no", 19), retracted=datetime(2026, 11, 19, tzinfo=UTC))
    every = (
        kept(1, said("RUS", "abstain", 17)),
        kept(2, instructed("RUS", "no", 19)),
        kept(3, said("CHN", "yes", 10)),
        kept(4, said("CHN", "undecided", 12)),
        kept(5, said("FRA", "yes", 17)),
        kept(6, said("FRA", "abstain", 11)),
        gone,
    )
    words = counting.heard(every, private.parted(every), ["CHN", "FRA", "GBR", "RUS"])
    assert [(each.state, each.stance, each.call) for each in words] == [
        ("CHN", "undecided", Why.UNDECIDED),
        ("FRA", "yes", None),
        ("GBR", None, Why.UNHEARD),
        ("RUS", "no", Why.PARTED),
    ]
    assert dict(counting.tally(words)) == {"yes": 1, "no": 1, "undecided": 1, "": 1}
    assert counting.followed(words) == ({"RUS": Cast.ABSTAIN}, {"RUS": Cast.NO})


def test_words_become_stances_and_one_that_parts_weighs_less() -> None:
    every = (
        kept(1, said("RUS", "abstain", 17)),
        kept(2, instructed("RUS", "no", 19)),
        kept(3, said("CHN", "undecided", 12)),
        kept(4, said("FRA", "yes", 17, voice="unknown", phase="blue")),
    )
    words = counting.heard(every, private.parted(every), ["CHN", "FRA", "RUS"])
    draft = counting.planned("S/2026/900", words, DAY, stage=Stage.SILENCE)
    assert (draft.symbol, draft.title, draft.stage) == ("S/2026/900", None, Stage.SILENCE)
    france, russia = draft.stances
    assert (france.position, france.stage, france.said_by) == (Position.YES, Stage.IN_BLUE, Speaker.REPORT)
    assert (russia.position, russia.stage, russia.said_by) == (Position.NO, Stage.SILENCE, Speaker.CAPITAL)
    assert (france.confidence, russia.confidence) == (Confidence.MEDIUM, Confidence.LOW)
    sure = counting.heard(every[1:2], (), ["RUS"])
    assert DEFAULT.of(russia) < DEFAULT.of(counting.planned(DRAFT, sure, DAY, stage=Stage.SILENCE).stances[0])


@pytest.mark.parametrize(
    ("stage", "phase"),
    [
        (Stage.IDEA, "consultations"),
        (Stage.ROUND, "negotiation"),
        (Stage.SILENCE_BROKEN, "silence"),
        (Stage.REVISED, "blue"),
        (Stage.VOTED, ""),
        (None, ""),
    ],
)
def test_a_stance_heard_today_is_of_the_stage_at_which_the_draft_stands(stage: Stage | None, phase: str) -> None:
    assert counting.phase(stage) == phase


@pytest.fixture
def anna(team: Team, house: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    monkeypatch.setenv("HORSESHOE_DATABASE_URL", house)
    for module in ("counting", "workspace", "things"):
        monkeypatch.setattr(f"horseshoe.desk.pages.analyst.{module}.today", lambda: date(2026, 11, 22))
    monkeypatch.setattr("horseshoe.desk.pages.analyst.counting.PATIENCE", 600)  # a slow day is no fault
    site.cache_clear()
    yield Browser(team["anna"])
    site.cache_clear()


def count_of(browser: Browser) -> str:
    """The way to the count on the one draft of the workspace."""
    page = browser.get("/desk/workspaces/ken/")
    return page.split("/desk/workspaces/ken/drafts/")[1].split("/")[0].join(("/desk/workspaces/ken/drafts/", "/count/"))


@pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
def test_the_page_tells_odds_whom_to_call_and_its_doubt(anna: Browser, team: Team, record: Record) -> None:
    for item in (said("RUS", "abstain", 17), instructed("RUS", "no", 19), said("FRA", "yes", 17)):
        private.put(team["anna"], "ken", item, record=record, why="heard")
    way = count_of(anna)
    reply: Any = anna.client.get(way, secure=True)
    page = reply.content.decode()
    assert reply.headers["Cache-Control"].find("no-store") >= 0
    assert "13</strong> not heard yet" in page
    assert "<strong>Russian Federation</strong>: mission and capital part." in page
    assert "if each follows its mission: adopted" in page
    assert "if each follows its capital: adopted 0%" in page
    assert "At 1 seat mission and capital part" in page
    assert page.index("<strong>Russian Federation</strong>") < page.index("<strong>Denmark</strong>")
    assert "<strong>France</strong>" not in page
    held = site().keeper.held().record
    assert not held.derived.get("site.whip.counts")  # nothing private stays where public pages are made
    again = anna.post(way, {"date": "2026-12-01", "situation": "", "action": "", "sponsors": "FRA, Denmark"}, 200)
    assert "The sponsors are not known" in page
    assert "The sponsors are not known" not in again
    assert "sponsors" not in way
    assert "Atlantis" in anna.post(way, {"sponsors": "Atlantis"}, 422)
    Browser(team["leo"]).get(way)
    for stranger in ("ben", "root"):
        Browser(team[stranger]).get(way, 404)


@pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
def test_what_is_decided_is_not_counted(anna: Browser, team: Team, record: Record) -> None:
    stage = {"draft": "X", "stage": "withdrawn", "not_before": "2026-11-20", "not_after": "2026-11-20"}
    private.put(team["anna"], "ken", items.item(Kind.STAGES, {**stage, "stage": "round"}), record=record, why="w")
    private.put(team["anna"], "ken", items.item(Kind.STAGES, stage), record=record, why="w")
    way = count_of(anna)
    assert "It stands at withdrawn: no odds are left to count." in anna.get(way)
    assert "whom to call" not in anna.get(way.removesuffix("count/"))
