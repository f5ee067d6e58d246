"""The whip desk and the briefs that pages offer, asked through Django's own client."""

from __future__ import annotations

import csv
import datetime
import io
import json
import zipfile
from typing import Any

import msgspec
import pytest
from django.test import Client

from horseshoe.answers.planned import Planned
from horseshoe.answers.whip import whip
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record
from horseshoe.site.serving.serve import Site
from horseshoe.site.whip import count as whip_count
from horseshoe.site.whip import form as whip_form

DRAFT = "title=Protection+of+civilians&situation=sudan-2023&sponsors=GBR&day=2026-12-10"


def text(answer: Any) -> str:
    return str(answer.content.decode())


# -- the count ----------------------------------------------------------------------------------------


def test_the_desk_counts_as_the_command_does(client: Client, record: Record) -> None:
    told = client.get(f"/whip.json?{DRAFT}&RUS=no").content
    planned = Planned(
        date=datetime.date(2026, 12, 10),
        title="Protection of civilians",
        situation="sudan-2023",
        sponsors=("GBR",),
    )
    assert told == msgspec.json.encode(whip(record, planned, what_if={"RUS": Cast.NO})) + b"\n"


def test_a_held_veto_leaves_no_chance_of_adoption(client: Client) -> None:
    page = text(client.get(f"/whip?{DRAFT}&RUS=no"))
    assert "<dt>adopted</dt><dd>0%</dd>" in page
    assert "If these seats are held: RUS no." in page
    assert '<input type="radio" name="RUS" value="no" checked>' in page
    rows = {row["state"]: row for row in csv.DictReader(io.StringIO(text(client.get(f"/whip.csv?{DRAFT}&RUS=no"))))}
    assert rows["RUS"]["held"] == "no"
    assert [row["held"] for row in rows.values()].count("") == 14
    assert float(rows["RUS"]["pivot"]) > 0


def test_clicking_a_seat_leaves_the_count_as_things_stand(client: Client) -> None:
    free, held = (json.loads(client.get(f"/whip.json?{DRAFT}{more}").content) for more in ("", "&CHN=abstain"))
    assert free["what_if"] is None
    assert held["what_if"]["casts"] == {"CHN": "abstain"}
    assert held["odds"] == free["odds"]
    assert held["seats"] == free["seats"]


def test_a_procedural_matter_knows_no_veto(client: Client) -> None:
    told = json.loads(client.get(f"/whip.json?{DRAFT}&matter=procedural&RUS=no").content)
    assert told["what_if"]["odds"]["vetoed"] == 0
    assert told["what_if"]["odds"]["adopted"] > 0


def test_a_stance_is_weighed_by_who_says_it(client: Client) -> None:
    told = {
        said: json.loads(client.get(f"/whip.json?{DRAFT}&CHN-said={said}").content)
        for said in ("no", "reported-no", "will_not_oppose")
    }
    chance = {
        said: next(seat["p"]["no"] for seat in each["seats"] if seat["state"] == "CHN") for said, each in told.items()
    }
    assert chance["no"] > chance["reported-no"] > chance["will_not_oppose"]
    assert told["no"]["coverage"]["declared"] == 1
    assert told["reported-no"]["coverage"]["reported"] == 1
    assert "Stances assumed" in text(client.get(f"/whip?{DRAFT}&CHN-said=no"))


def test_the_standards_are_told_what_the_form_tells(client: Client) -> None:
    page = text(client.get(f"/whip?{DRAFT}&action=protection-of-civilians&names=yes"))
    assert "engaged" in page
    assert "an abstention keeps it" in page


def test_without_a_question_the_last_draft_that_failed_is_put_again(client: Client, record: Record) -> None:
    found = whip_form.started(record)
    assert found
    row, values = found
    page = text(client.get("/whip"))
    assert f'value="{values["title"]}"' in page
    assert row.outcome.value in ("vetoed", "not_adopted")
    told = json.loads(client.get("/whip.json?RUS=abstain").content)
    assert told["title"] == values["title"]


def test_the_link_restores_everything(client: Client) -> None:
    page = text(client.get("/whip?RUS=no&USA-said=yes"))
    link = page.partition('">Link to this count')[0].rpartition('"')[2].replace("&amp;", "&")
    again = text(client.get(f"/{link}"))
    assert '<input type="radio" name="RUS" value="no" checked>' in again
    assert '<option value="yes" selected>' in again
    for part in ("<dt>adopted</dt>", "<dt>vetoed</dt>"):
        assert again.partition(part)[2][:20] == page.partition(part)[2][:20]


# -- while the model is fitted --------------------------------------------------------------------------


def test_the_page_does_not_wait_for_the_model(client: Client, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whip_count, "model", lambda record, on, patience: None)
    answer = client.get(f"/whip?{DRAFT}&RUS=no&CHN=yes")
    assert answer.status_code == 202
    assert answer["Cache-Control"] == "no-store"
    assert "The model is being fitted" in text(answer)
    assert '<input type="radio" name="RUS" value="no" checked>' in text(answer)
    monkeypatch.undo()


# -- what cannot be asked -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("day=soon", "is no date"),
        ("day=2020-01-01", "The desk counts votes that are still to come"),
        ("day=2099-01-01", "lies after the last known term"),
        ("DEU=no", "Germany (DEU) is not on the Council"),
        ("DEU-said=no", "which is not on the Council"),
        ("XXX=no", "XXX is the code of no state"),
        ("XXX-said=no", "XXX is the code of no state"),
        ("RUS=maybe", "RUS is held to one of yes, no, abstain"),
        ("RUS-said=perhaps", "RUS-said is one of yes, no"),
        ("situation=atlantis", "No situation is called"),
        ("sponsors=Atlantis", "No state is called"),
        ("action=dance", "action is one of"),
        ("stage=voted", "stage is one of"),
        ("matter=grave", "matter is one of substantive, procedural"),
        ("symbol=S/2022/155", "was put to the vote on"),
        ("title=%3Cscript%3Ealert(1)%3C/script%3E&RUS=maybe", "RUS is held to one of"),
    ],
)
def test_what_cannot_be_counted_is_said_above_the_form(client: Client, query: str, said: str) -> None:
    answer = client.get(f"/whip?{query}")
    assert answer.status_code == 400
    assert said in text(answer)
    assert 'id="desk"' in text(answer)
    assert "<script>alert" not in text(answer)
    told = client.get(f"/whip.json?{query}")
    assert told.status_code == 400
    assert said in json.loads(told.content)["error"]["sentence"]


def test_a_seat_given_two_votes_is_refused(client: Client) -> None:
    answer = client.get("/whip?RUS=no&RUS=yes")
    assert answer.status_code == 400
    assert "RUS is given twice, and not the same" in text(answer)


def test_the_counts_that_are_kept_are_bounded(client: Client, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whip_count, "MOST", 3)
    for number in range(6):
        client.get(f"/whip.json?title=Draft+{number}")
    kept = site.keeper.held().record.as_known(None).derived["site.whip.counts"]
    assert len(kept) == 3


# -- briefs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["drafts/S-2022-155", "whip"])
def test_a_page_offers_its_brief(client: Client, address: str) -> None:
    query = f"?{DRAFT}&RUS=no" if address == "whip" else ""
    page = text(client.get(f"/{address}{query}"))
    assert "brief as PDF" in page
    pdf = client.get(f"/{address}.pdf{query}")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    word = client.get(f"/{address}.docx{query}")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(word.content)).namelist()
    assert "Council" in text(client.get(f"/{address}.md{query}"))
    assert text(client.get(f"/{address}.brief.html{query}")).startswith("<!doctype html>")


def test_a_brief_of_a_count_tells_which_seats_are_held(client: Client) -> None:
    assert "RUS no: adopted 0%" in text(client.get(f"/whip.md?{DRAFT}&RUS=no"))
