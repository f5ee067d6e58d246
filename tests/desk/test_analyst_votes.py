"""A roll call typed in from the floor: checked as one types, public at once, and taken back; evidence, explanations."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from signed_in import Browser

from horseshoe.facts.proposals import Outcome
from horseshoe.facts.record import Record
from horseshoe.site import record as dates
from horseshoe.site.serving.serve import Site
from horseshoe.site.serving.views import site
from horseshoe.store import writing
from horseshoe.store.snapshot import snapshot

Team = dict[str, User]

DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("votes", "facts", "things", "workspace", "publication", "files"):
        monkeypatch.setattr(f"horseshoe.desk.pages.analyst.{module}.today", lambda: DAY)
    monkeypatch.setattr(dates, "today", lambda: DAY)


@pytest.fixture
def rita(team: Team, house: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """Who writes to the public record of an installation, whose pages come from its store."""
    monkeypatch.setenv("HORSESHOE_DATABASE_URL", house)
    site.cache_clear()
    yield Browser(team["rita"])
    site.cache_clear()


def typed(record: Record, on: date = DAY, **casts: str) -> dict[str, str]:
    """The form as somebody leaves it: every seat at yes but for these."""
    seats = {f"seat-{term.state}": casts.get(term.state, "yes") for term in record.council(on)}
    return {
        "date": on.isoformat(),
        "draft": "S/2026/900",
        "title": "Protection of civilians",
        "meeting": "10123",
        "kind": "draft_resolution",
        "matter": "substantive",
        "nth": "1",
        **seats,
    }


def test_fifteen_seats_stand_at_yes_and_what_they_come_to_is_said_as_one_types(rita: Browser, record: Record) -> None:
    page = rita.get(f"/desk/votes/?on={DAY}")
    assert len(re.findall(r"<fieldset class=\"seat\"", page)) == 15
    assert len(re.findall(r" checked", page)) == 15
    said = rita.post("/desk/votes/check", typed(record, RUS="no", CHN="abstain"), 200)
    assert "vetoed" in said
    assert "Article 27(3)" in said
    assert "Nothing stands in the way." in said
    assert "<html" not in said


def test_the_council_is_that_of_the_day(rita: Browser) -> None:
    page = rita.get("/desk/votes/?on=2022-02-25")
    assert 'name="seat-ALB"' in page
    assert 'name="seat-UKR"' not in page
    assert len(re.findall('<fieldset class="seat"', rita.get("/desk/votes/?on=1965-06-01"))) == 11
    assert "is no date" in rita.get("/desk/votes/?on=yesterday", 422)
    assert "lies before" in rita.get("/desk/votes/?on=1940-01-01", 422)


def test_one_confirmation_makes_it_public_with_its_audit(rita: Browser, record: Record) -> None:
    began = writing.newest()
    way = rita.post("/desk/votes/", typed(record, RUS="no", CHN="abstain", tally="13-1-1"))
    page = rita.get(way)
    assert "rita" in page
    assert "typed in from the floor: the vote of 2026-11-20" in page
    public = rita.get("/drafts/S-2026-900")
    assert "Protection of civilians" in public
    assert "Heard on the floor of the Security Council on" in public
    assert "vetoed" in public
    row = snapshot().roll_call["own-2026-11-20-s-2026-900"]
    assert (row.outcome, row.no, row.meeting) == (Outcome.VETOED, ("RUS",), "S/PV.10123")
    assert writing.newest() == began + 1


def test_sent_twice_it_stands_there_once(rita: Browser, record: Record) -> None:
    first = rita.post("/desk/votes/", typed(record, RUS="no"))
    stands = writing.newest()
    assert rita.post("/desk/votes/", typed(record, RUS="no")) == first
    assert writing.newest() == stands
    said = rita.post("/desk/votes/check", typed(record, RUS="no"), 200)
    assert "The record has this vote just so already." in said
    assert "the record has no" in rita.post("/desk/votes/", typed(record), 422)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"tally": "15-0-0"}, "The total of yes is 15, and the seats make 14"),
        ({"tally": "many"}, "is no tally: write it as 11-1-3"),
        ({"outcome": "adopted"}, "The form says adopted. Vetoed"),
        ({"draft": "900"}, "is no UN document symbol"),
        ({"draft": "", "title": ""}, "needs a draft or a resolution, or else a title"),
        ({"meeting": "the second one"}, "is no UN document symbol"),
        ({"seat-KEN": "yes"}, "Kenya (KEN) was not on the Council"),
        ({"seat-XYZ": "yes"}, "No state is called"),
        ({"seat-RUS": "perhaps"}, "perhaps"),
        ({"matter": "procedural"}, "needs a ground and evidence"),
        ({"nth": "0"}, "greater than or equal to 1"),
        ({"source_url": "https://example.org"}, "a reader needs to know of what"),
        ({"date": "2026-11-21"}, "of the import: no vote can"),
        ({"date": "soon"}, "is no date"),
    ],
)
def test_what_does_not_add_up_is_refused_with_a_sentence(
    rita: Browser, record: Record, changed: dict[str, str], said: str
) -> None:
    stands = writing.newest()
    page = rita.post("/desk/votes/", {**typed(record, RUS="no"), **changed}, 422)
    assert said in page.replace("&#x27;", "'")
    assert writing.newest() == stands


def test_a_seat_too_few_is_named(rita: Browser, record: Record) -> None:
    told = typed(record)
    told.pop("seat-FRA")
    assert "14 seats have a cast" in rita.post("/desk/votes/", told, 422)


def test_a_slip_is_taken_back_and_typed_anew_on_the_same_day(rita: Browser, record: Record) -> None:
    way = rita.post("/desk/votes/", typed(record, RUS="no"))
    assert "No reason is given" in rita.post(f"{way}retract", {"why": ""}, 422)
    rita.post(f"{way}retract", {"why": "the hand was for yes"})
    assert "It is retracted." in rita.get(way)
    rita.get("/drafts/S-2026-900", 404)
    again = rita.post("/desk/votes/", typed(record))
    assert again != way
    assert "adopted" in rita.get("/drafts/S-2026-900")
    rita.post(f"{way}retract", {"why": "once more"}, 404)


def test_an_imported_vote_is_not_taken_back_here(rita: Browser, record: Record) -> None:
    row = record.by_symbol["S/2022/155"][0]
    assert "not typed in" in rita.post(f"/desk/votes/{row.id}/retract", {"why": "x"}, 422)


def test_whoever_does_not_write_to_the_public_record_gets_no_form(team: Team, record: Record) -> None:
    for name in ("anna", "ben", "leo"):
        browser = Browser(team[name])
        browser.get("/desk/votes/", 403)
        browser.post("/desk/votes/", typed(record), 403)
        browser.post("/desk/votes/check", typed(record), 403)
        browser.post("/desk/votes/x/retract", {"why": "x"}, 403)
        browser.get("/desk/facts/evidence/new/", 403)


def test_another_worker_sees_it_within_a_second(rita: Browser, record: Record) -> None:
    other = Site()
    assert other.reply("GET", "drafts/S-2026-900")[0].status == 404
    rita.post("/desk/votes/", typed(record, RUS="no"))
    began = time.monotonic()
    while other.reply("GET", "drafts/S-2026-900")[0].status != 200:
        assert time.monotonic() - began < 5
        time.sleep(0.02)
    assert dates.PATIENCE <= 0.5


EVIDENCE: dict[str, Any] = {
    "situation": "syria",
    "entity": "ohchr",
    "title": "Report supposed for a test",
    "date": "2026-11-01",
    "crimes": ["war_crimes"],
    "strength": "may_amount",
    "says": "It says that acts may amount to war crimes.",
    "confidence": "medium",
    "source_title": "Report supposed for a test",
    "source_url": "https://example.org/report",
    "why": "read today",
}


def test_evidence_enters_the_public_record_and_is_taken_back(rita: Browser) -> None:
    way = rita.post("/desk/facts/evidence/new/", EVIDENCE)
    key = way.rstrip("/").rpartition("/")[2]
    assert any(row.id == key for row in snapshot().as_known(None).evidence)
    assert "read today" in rita.get(way)
    assert "has this already" in rita.post("/desk/facts/evidence/new/", EVIDENCE, 422)
    late = {**EVIDENCE, "date": (DAY + timedelta(days=1)).isoformat()}
    assert "lies in the future" in rita.post("/desk/facts/evidence/new/", late, 422)
    rita.post(f"{way}retract", {"why": "it does not say so"})
    assert not any(row.id == key for row in snapshot().as_known(None).evidence)
    assert "holds no longer" in rita.get(way)


def test_an_explanation_is_held_against_the_vote(rita: Browser) -> None:
    told = {
        "state": "RUS",
        "draft": "S/2022/155",
        "date": "2022-02-25",
        "body": "Security Council, S/PV.8979",
        "voice": "mission",
        "kind": "explanation_of_vote",
        "cast_stated": "no",
        "position": "against",
        "invokes_code": "not_seen",
        "invokes_restraint": "not_seen",
        "says": "It says why.",
        "source_title": "Record of the 8979th meeting",
        "source_symbol": "S/PV.8979",
        "why": "read in the record",
    }
    wrong = rita.post("/desk/facts/explanations/new/", {**told, "cast_stated": "yes"}, 422)
    assert "it states yes, and the roll call has no for RUS" in wrong
    assert "lies before the vote" in rita.post("/desk/facts/explanations/new/", {**told, "date": "2022-02-24"}, 422)
    way = rita.post("/desk/facts/explanations/new/", told)
    assert "It says why." in rita.get(way)


def test_an_assessment_goes_from_draft_to_publication(rita: Browser, record: Record) -> None:
    rita.post(
        "/desk/facts/assessors/new/",
        {"id": "kenya-mission", "name": "Mission of Kenya", "kind": "ministry", "why": "we judge for ourselves"},
    )
    told = {
        "draft": "S/2014/348",
        "assessor": "kenya-mission",
        "made": "2026-11-19",
        "status": "engaged",
        "aim": "acts",
        "aim_why": "It would have referred the situation.",
        "facts": "crimes",
        "facts_why": "They had been found.",
        "credible": "no",
        "credible_why": "It was.",
        "crimes": ["crimes_against_humanity"],
        "scale": "unknown",
        "why": "our view",
    }
    new = "/desk/workspaces/ken/assessments/new/"
    assert "engaged does not follow from" in rita.post(new, told, 422)
    way = rita.post(new, {**told, "credible": "yes"})
    assert "engaged rests on evidence, and none is named" in rita.get(f"{way}publish/")
    rita.post(
        f"{way}change/",
        {
            **told,
            "credible": "yes",
            "evidence": ["syria-03", "syria-06"],
            "version": "1",
            "why": "with what it rests on",
        },
    )
    act = {"version": "2", "title": "Our views", "confidence": "high", "why": "the minister agreed", "sure": "on"}
    rita.post(f"{way}publish/", act)
    found = [row for row in snapshot().as_known(None).assessments if row.assessor == "kenya-mission"]
    assert [(row.status.value, row.evidence) for row in found] == [("engaged", ("syria-03", "syria-06"))]
    assert "rests on it" in rita.post("/desk/facts/assessors/kenya-mission/retract", {"why": "x"}, 422)
