"""The registrars' pages: from the letter to the register, and nothing but clear refusals for everything else."""

from __future__ import annotations

import csv
import io
import re
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registrar_papers import DAY, PDF, TOLD, filled, person, proposed, received, upload

from horseshoe.desk.depositary import papers, registry
from horseshoe.desk.models import ActProposal, ReceivedDocument
from horseshoe.desk.notices import outbox
from horseshoe.store.snapshot import snapshot

Team = dict[str, User]
BASE = "/desk/register"


@pytest.fixture
def desk(house: str, monkeypatch: pytest.MonkeyPatch) -> Team:
    monkeypatch.setattr(outbox, "soon", outbox.deliver)
    made = {name: person(name, "registrars") for name in ("rosa", "karl")}
    return {**made, "leo": person("leo")}


def browser_of(user: User, **told: Any) -> Client:
    made = Client(headers={"host": "horseshoe.example.org"}, **told)
    made.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return made


def letter(**told: object) -> dict[str, object]:
    return {
        "once": str(uuid4()), "document": upload(), "sender": "Mission of Kenya",
        "received_on": DAY.isoformat(), **told,
    }  # fmt: skip


def said(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_from_the_letter_to_the_register(desk: Team) -> None:
    rosa, karl = browser_of(desk["rosa"]), browser_of(desk["karl"])
    went = rosa.post(f"{BASE}/receive/", letter(), secure=True)
    number = ActProposal.objects.get().pk
    assert (went.status_code, went["Location"]) == (302, f"{BASE}/{number}/propose/")
    page = rosa.get(went["Location"], secure=True)
    assert "hx-post" in page.content.decode()
    checked = rosa.post(f"{BASE}/{number}/check/", filled(1, why=""), secure=True)
    assert "Kenya joins" in said(checked)
    went = rosa.post(f"{BASE}/{number}/propose/", filled(1), secure=True)
    assert went["Location"] == f"{BASE}/{number}/"
    page = rosa.get(went["Location"], secure=True)
    assert "Four eyes: whoever proposes an act does not confirm it." in said(page)
    assert "rosa may not confirm this" in said(page)
    refused = rosa.post(f"{BASE}/{number}/confirm/", {"version": 2}, secure=True)
    assert (refused.status_code, "whoever proposed" in said(refused)) == (403, True)
    page = karl.get(f"{BASE}/{number}/", secure=True)
    assert "Confirm: it enters the register" in said(page)
    went = karl.post(f"{BASE}/{number}/confirm/", {"version": 2}, secure=True)
    assert went.status_code == 302
    assert "It stands in the register, as code-ken-1." in said(karl.get(went["Location"], secure=True))
    again = karl.post(f"{BASE}/{number}/confirm/", {"version": 2}, secure=True)
    assert (again.status_code, "meanwhile" in said(again)) == (409, True)
    assert [row.id for row in snapshot().pledges if row.state == "KEN"] == ["code-ken-1"]
    rows = list(csv.DictReader(io.StringIO(karl.get(f"{BASE}/working-list.csv", secure=True).content.decode())))
    assert [(row["state"], row["status"], row["act"]) for row in rows] == [("KEN", "confirmed", "code-ken-1")]


def test_an_act_of_the_register_is_found_corrected_and_retracted(desk: Team) -> None:
    rosa = browser_of(desk["rosa"])
    assert "code-irl-1" in said(rosa.get(f"{BASE}/acts/?state=Ireland", secure=True))
    assert "No state is called" in said(rosa.get(f"{BASE}/acts/?state=Atlantis", secure=True))
    page = rosa.get(f"{BASE}/acts/code-irl-1/correct/", secure=True)
    assert page.status_code == 200
    act = next(row for row in snapshot().pledges if row.id == "code-irl-1")
    told = {
        **filled(1),
        "once": uuid4(),
        "state": "IRL",
        "kind": act.kind.value,
        "evidence": "Seen again.",
        "title": "",
    }
    assert rosa.post(f"{BASE}/acts/code-irl-1/correct/", told, secure=True).status_code == 302
    assert rosa.get(f"{BASE}/acts/code-irl-1/retract/", secure=True).status_code == 200
    sent = {"once": uuid4(), "why": "It was Iceland."}
    assert rosa.post(f"{BASE}/acts/code-irl-1/retract/", sent, secure=True).status_code == 302
    assert list(ActProposal.objects.order_by("pk").values_list("change", flat=True)) == ["correct", "retract"]
    assert rosa.get(f"{BASE}/acts/code-xxx-1/correct/", secure=True).status_code == 404


def test_a_document_goes_out_to_be_saved_and_is_never_shown(desk: Team) -> None:
    found = received(desk["rosa"], name='x"; filename="evil.html')
    reply = browser_of(desk["karl"]).get(f"{BASE}/{found.number}/document/", secure=True)
    assert found.document is not None
    assert reply["Content-Type"] == "application/octet-stream"
    assert reply["Content-Disposition"] == f'attachment; filename="document-{found.document.sha256[:12]}.pdf"'
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert reply["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in reply["Cache-Control"]
    assert browser_of(desk["leo"]).get(f"{BASE}/{found.number}/document/", secure=True).status_code == 403


def test_whoever_is_no_registrar_finds_every_door_shut(desk: Team) -> None:
    found = proposed(desk["rosa"])
    leo, nobody = browser_of(desk["leo"]), Client(headers={"host": "horseshoe.example.org"})
    n = found.number
    for path in ("", "receive/", "acts/", "working-list.csv", f"{n}/", f"{n}/propose/", f"{n}/document/",
                 "acts/code-irl-1/correct/", "acts/code-irl-1/retract/"):  # fmt: skip
        assert leo.get(f"{BASE}/{path}", secure=True).status_code == 403, path
        assert nobody.get(f"{BASE}/{path}", secure=True)["Location"].startswith("/accounts/login/"), path
    for path in ("confirm", "refuse", "withdraw", "check"):
        sent = {"version": found.version, "why": "x"}
        assert leo.post(f"{BASE}/{n}/{path}/", sent, secure=True).status_code == 403
        assert browser_of(desk["karl"]).get(f"{BASE}/{n}/{path}/", secure=True).status_code == 405
    assert registry.one(desk["karl"], n) == found


def test_what_is_too_large_or_comes_from_nobody_is_not_written_to_the_disk(
    desk: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "MOST", 4096)
    large = letter(document=upload(PDF + bytes(200_000)))
    reply = browser_of(desk["rosa"]).post(f"{BASE}/receive/", large, secure=True)
    assert (reply.status_code, "larger than" in said(reply)) == (413, True)
    for client in (Client(headers={"host": "horseshoe.example.org"}), browser_of(desk["leo"])):
        assert client.post(f"{BASE}/receive/", letter(), secure=True).status_code in (302, 403)
    assert not ReceivedDocument.objects.exists()
    assert not papers.folder().exists()


def test_a_form_from_elsewhere_is_refused(desk: Team) -> None:
    found = proposed(desk["rosa"])
    strict = browser_of(desk["karl"], enforce_csrf_checks=True)
    reply = strict.post(f"{BASE}/{found.number}/confirm/", {"version": found.version}, secure=True)
    assert reply.status_code == 403
    assert registry.one(desk["karl"], found.number).status == "proposed"


def test_a_formula_in_the_working_list_stays_text(desk: Team) -> None:
    told = msgspec.structs.replace(TOLD, evidence='=HYPERLINK("https://example.org")')
    found = received(desk["rosa"], sender="@SUM(A1)")
    registry.propose(desk["rosa"], found.number, told, version=found.version, why="+1")
    reply = browser_of(desk["rosa"]).get(f"{BASE}/working-list.csv", secure=True)
    (row,) = csv.DictReader(io.StringIO(reply.content.decode()))
    assert (row["from"], row["reason"]) == ("'@SUM(A1)", "'+1")
    assert row["evidence"].startswith("'=HYPERLINK")
    assert reply["Content-Disposition"] == 'attachment; filename="working-list.csv"'


def test_what_was_written_is_shown_as_text(desk: Team) -> None:
    mark = "<script>alert(1)</script>"
    told = msgspec.structs.replace(TOLD, evidence=mark, title=mark, note=mark, document_symbol=mark)
    found = received(desk["rosa"], sender=mark)
    registry.propose(desk["rosa"], found.number, told, version=found.version, why=mark)
    rosa = browser_of(desk["rosa"])
    for path in ("", f"{found.number}/", f"{found.number}/propose/"):
        assert mark not in rosa.get(f"{BASE}/{path}", secure=True).content.decode()


# -- whatever is put into the forms -------------------------------------------------------------

ANY = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["", " ", "\x00", "\r\nBcc: x", "9" * 5000, "-1", "1e9", "NaN", "٣", "{{ 7 }}", "' OR 1=1 --", "=1+1", "code",
         "Kenya", "KEN", "note_verbale", "2024-03-14", "0000-00-00", "9999-12-31", "on", "true", "high", "\U0001f600",
         "javascript:alert(1)", "https://[", "https://example.org", str(uuid4()), "x" * 20_000]
    ),
)  # fmt: skip
CALM = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
CLEAR = {200, 302, 400, 404, 409, 413, 422, 429}


def refused_clearly(reply: Any) -> None:
    assert reply.status_code in CLEAR, (reply.status_code, said(reply)[:300])
    assert "Traceback" not in reply.content.decode(errors="replace")


def test_anything_in_any_form_is_taken_or_clearly_refused(desk: Team) -> None:
    rosa, karl = browser_of(desk["rosa"]), browser_of(desk["karl"])
    found = proposed(desk["rosa"])
    lying = received(desk["rosa"], "another")
    ways = {
        f"{BASE}/receive/": list(letter()),
        f"{BASE}/{lying.number}/propose/": [*filled(1), "not_before", "not_after", "url", "symbol", "note",
                                                              "document_symbol", "reservation", "ratified"],
        f"{BASE}/{lying.number}/check/": list(filled(1)),
        f"{BASE}/acts/code-irl-1/correct/": [*filled(1), "once"],
        f"{BASE}/acts/code-irl-1/retract/": ["once", "why"],
        f"{BASE}/{found.number}/refuse/": ["version", "why"],
        f"{BASE}/{found.number}/withdraw/": ["version", "why"],
        f"{BASE}/{10**30}/confirm/": ["version", "why"],
        f"{BASE}/{found.number}/confirm/": ["version", "why"],
        "/desk/notices/": ["address", "instrument", "language"],
    }  # fmt: skip
    before = [row.id for row in snapshot().pledges]

    @CALM
    @given(st.sampled_from(sorted(ways)), st.data())
    def tried(path: str, data: Any) -> None:
        good = {**filled(1), **letter(), "instrument": "code", "language": "en", "address": "a@example.org"}
        kept = data.draw(st.sets(st.sampled_from(ways[path])))
        sent = {name: good.get(name, "") if name in kept else data.draw(ANY) for name in ways[path]}
        if path.endswith(("/refuse/", "/confirm/")):
            sent["version"] = data.draw(ANY.filter(lambda text: text.strip() != "2"))
        refused_clearly((karl if "confirm" in path or "refuse" in path else rosa).post(path, sent, secure=True))

    tried()
    assert [row.id for row in snapshot().pledges] == before


def test_anything_as_a_file_or_an_address_is_taken_or_clearly_refused(desk: Team) -> None:
    rosa = browser_of(desk["rosa"])

    @CALM
    @given(st.binary(max_size=400), st.text(max_size=120), st.booleans())
    def tried(content: bytes, name: str, whole: bool) -> None:
        sent = letter(document=upload(PDF + content + PDF if whole else content, name or "x"))
        refused_clearly(rosa.post(f"{BASE}/receive/", sent, secure=True))

    @CALM
    @given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
    def asked(text: str) -> None:
        from urllib.parse import quote

        for path in ("/desk/register/{}/", "/desk/notices/stop/{}/", "/desk/notices/confirm/{}/",
                     "/desk/register/?status={}", "/desk/register/acts/?state={}"):  # fmt: skip
            refused_clearly(rosa.get(path.format(quote(text, safe="")), secure=True))

    tried()
    asked()
