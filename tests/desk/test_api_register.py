"""Acts of support by the API: proposed by one person, confirmed by another, as on the pages of the desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from api_asked import TOML, Ask, asking, serve, token

from horseshoe.desk.access import tokens
from horseshoe.desk.access.tokens import Scope
from horseshoe.desk.depositary import registry
from horseshoe.desk.models import ActProposal, HouseHistory
from horseshoe.desk.running import setup
from horseshoe.store import columns, writing
from horseshoe.store.models import AuditEntry, LogEntry
from horseshoe.store.snapshot import snapshot

ACT = """\
instrument = "code"
state = "Kenya"
kind = "note_verbale"
date = 2026-11-20
evidence = "Note verbale of the tests, received on 20 November 2026."
recorded_by = "A. Registrar"
source.title = "Note verbale of 20 November 2026"
source.url = "https://example.org/note"
"""


@pytest.fixture
def ask(house: str, monkeypatch: pytest.MonkeyPatch) -> Ask:
    return asking(serve(house, monkeypatch))


@pytest.fixture
def rita(house: str) -> str:
    """A token of a registrar, good for everything."""
    return token("rita", "registrars")


@pytest.fixture
def rolf(house: str) -> str:
    """That of another one."""
    return token("rolf", "registrars")


def _written() -> tuple[int, int]:
    return writing.newest(), LogEntry.objects.count()


def _propose(ask: Ask, who: str) -> Any:
    answered = ask("POST", "register/proposals", who, content=ACT, headers=TOML)
    assert answered.status_code == 201, answered.text
    return answered.json()["proposal"]


def test_one_person_proposes_and_another_confirms(ask: Ask, rita: str, rolf: str) -> None:
    before = _written()
    made = _propose(ask, rita)
    assert (made["status"], made["proposed_by"], made["told"]["state"]) == ("proposed", "rita", "KEN")
    assert _written() == before
    way = f"register/proposals/{made['number']}"
    alone = ask("POST", f"{way}/confirm", rita, json={"version": made["version"]})
    assert alone.status_code == 403
    assert "whoever proposed an act does not confirm it" in alone.json()["detail"]
    assert _written() == before
    done = ask("POST", f"{way}/confirm", rolf, json={"version": made["version"]})
    assert (done.status_code, done.json()["proposal"]["status"]) == (201, "confirmed"), done.text
    assert _written() == (before[0] + 1, before[1] + 1)
    act = done.json()["proposal"]["act"]
    assert act in {row.id for row in snapshot().pledges}
    assert ask("GET", "log").json()["entries"][-1]["key"] == act
    assert AuditEntry.objects.filter(revision_id=before[0] + 1).exclude(who="rolf").count() == 0
    told = [(each["who"], each["what"]) for each in ask("GET", f"{way}/history", rolf).json()]
    assert told == [("rolf", "token"), ("rolf", "confirm"), ("rita", "token"), ("rita", "propose")]
    twice = ask("POST", f"{way}/confirm", rolf, json={"version": done.json()["proposal"]["version"]})
    assert (twice.status_code, _written()) == (409, (before[0] + 1, before[1] + 1))


def test_a_second_token_of_the_same_person_is_no_second_person(ask: Ask, rita: str) -> None:
    made = _propose(ask, rita)
    other = tokens.make("rita", "another", [Scope.CONFIRM], days=1, by="the tests")
    answered = ask("POST", f"register/proposals/{made['number']}/confirm", other, json={"version": made["version"]})
    assert answered.status_code == 403


def test_where_two_eyes_are_enough_one_person_does_both(ask: Ask, rita: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from horseshoe.desk.depositary import deciding, steps

    two = msgspec.structs.replace(setup.here(), four_eyes=False)
    for module in (steps, deciding):
        monkeypatch.setattr(module, "here", lambda: two)
    before = _written()
    made = _propose(ask, rita)
    done = ask("POST", f"register/proposals/{made['number']}/confirm", rita, json={"version": made["version"]})
    assert done.status_code == 201, done.text
    assert _written() == (before[0] + 1, before[1] + 1)


def test_what_is_only_checked_is_on_nobodys_table(ask: Ask, rita: str) -> None:
    checked = ask("POST", "register/proposals?check=true", rita, content=ACT, headers=TOML)
    assert (checked.status_code, checked.json()["written"], checked.json()["proposal"]) == (200, False, None)
    assert checked.json()["notes"]
    assert not ActProposal.objects.exists()


def test_a_proposal_sent_again_under_its_key_is_one(ask: Ask, rita: str) -> None:
    told = {**TOML, "Idempotency-Key": "note-17"}
    first, again = (ask("POST", "register/proposals", rita, content=ACT, headers=told) for _ in range(2))
    assert (again.status_code, again.content) == (201, first.content)
    assert ActProposal.objects.count() == 1


def test_a_proposal_is_refused_said_anew_and_taken_back(ask: Ask, rita: str, rolf: str) -> None:
    made = _propose(ask, rita)
    way, version = f"register/proposals/{made['number']}", made["version"]
    assert ask("POST", f"{way}/refuse", rita, json={"version": version, "why": "no"}).status_code == 403
    refused = ask("POST", f"{way}/refuse", rolf, json={"version": version, "why": "not signed"}).json()["proposal"]
    assert (refused["status"], refused["why"]) == ("refused", "not signed")
    assert ask("POST", f"{way}/confirm", rolf, json={"version": refused["version"]}).status_code == 409
    sent = f'version = {refused["version"]}\nwhy = "It is signed overleaf."\n[act]\n{ACT}'
    anew = ask("POST", way, rita, content=sent, headers=TOML)
    assert anew.status_code == 201, anew.text
    newest = anew.json()["proposal"]["version"]
    assert ask("POST", f"{way}/withdraw", rita, json={"version": version, "why": "x"}).status_code == 409
    assert ask("POST", f"{way}/withdraw", rolf, json={"version": newest, "why": "x"}).status_code == 403
    gone = ask("POST", f"{way}/withdraw", rita, json={"version": newest, "why": "entered twice"})
    assert gone.json()["proposal"]["status"] == "withdrawn"


def test_an_act_is_corrected_and_withdrawn_by_two_people(
    ask: Ask, rita: str, rolf: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = columns.now() + timedelta(days=2)  # an act has one version a day
    monkeypatch.setattr(columns, "now", lambda: later)
    known = [row for row in snapshot().as_known(None).pledges if row.not_after and row.instrument == "code"]
    one, other = known[0], known[-1]
    form = (
        f'[act]\ninstrument = "code"\nstate = "{one.state}"\nkind = "{one.kind}"\nnot_after = {one.not_after}\n'
        'evidence = "As it was read once more."\nrecorded_by = "A. Registrar"\nsource.title = "Another source"\n'
    )
    corrected = f'key = "{one.id}"\nwhy = "It was misread."\n{form}'
    for address, content in (
        ("register/corrections", corrected),
        ("register/retractions", f'key = "{other.id}"\nwhy = "It was a letter of another state."\n'),
    ):
        before = _written()
        proposed = ask("POST", address, rita, content=content, headers=TOML)
        assert proposed.status_code == 201, proposed.text
        assert _written() == before
        case = proposed.json()["proposal"]
        way = f"register/proposals/{case['number']}/confirm"
        assert ask("POST", way, rita, json={"version": case["version"]}).status_code == 403
        confirmed = ask("POST", way, rolf, json={"version": case["version"]})
        assert confirmed.status_code == 201, confirmed.text
        assert _written() == (before[0] + 1, before[1] + 1)
    assert [each["what"] for each in ask("GET", "log").json()["entries"][-2:]] == ["corrected", "retracted"]
    assert ask("POST", "register/retractions", rita, json={"key": other.id, "why": "x"}).status_code == 404
    gone = corrected.replace(one.id, other.id)
    assert ask("POST", "register/corrections", rita, content=gone, headers=TOML).status_code == 404


def test_the_table_of_the_registrars_is_for_them_alone_and_kept_nowhere(ask: Ask, rita: str) -> None:
    made = _propose(ask, rita)
    anna = token("anna", "analysts")
    way = f"register/proposals/{made['number']}"
    for address in ("register/proposals", way, f"{way}/history"):
        assert ask("GET", address).status_code == 401
        assert ask("GET", address, anna).status_code == 403
        answered = ask("GET", address, rita)
        assert (answered.status_code, answered.headers["Cache-Control"]) == (200, "no-store")
        assert "ETag" not in answered.headers
        assert ask("GET", address).status_code == 401
        assert ask("GET", address, anna).status_code == 403
    assert ask("GET", "register/proposals", rita).json()["total"] == 1
    assert ask("GET", "register/proposals?status=confirmed", rita).json()["total"] == 0
    assert ask("GET", "register/proposals?status=lost", rita).status_code == 400
    assert ask("GET", "register/proposals?fields=nothing").status_code == 401
    assert ask("GET", "register/proposals/999", rita).status_code == 404


def test_no_file_of_the_server_is_read_for_a_form(ask: Ask, rita: str) -> None:
    sent = ACT + '[document]\nfile = "/etc/passwd"\n'
    answered = ask("POST", "register/proposals?check=true", rita, content=sent, headers=TOML)
    assert answered.status_code == 422
    assert "give its sha256" in answered.json()["detail"]


def test_a_registrar_who_is_one_no_more_has_a_token_for_nothing(ask: Ask, rita: str, rolf: str) -> None:
    from django.contrib.auth.models import User

    made = _propose(ask, rita)
    User.objects.get(username="rolf").groups.clear()
    way = f"register/proposals/{made['number']}/confirm"
    assert ask("POST", way, rolf, json={"version": made["version"]}).status_code == 403
    assert ask("GET", "register/proposals", rolf).status_code == 403
    assert registry.one(User.objects.get(username="rita"), made["number"]).status == "proposed"
    assert not HouseHistory.objects.filter(what="confirm").exists()


def test_the_log_is_proved_to_whoever_asks(ask: Ask, rita: str, rolf: str) -> None:
    from horseshoe.store.log.notified import ProvenEntry, ProvenGrowth
    from horseshoe.store.log.tree import Head, check_consistency, check_inclusion

    made = _propose(ask, rita)
    ask("POST", f"register/proposals/{made['number']}/confirm", rolf, json={"version": made["version"]})
    size = ask("GET", "log").json()["size"]
    for number in (1, size):
        proven = msgspec.json.decode(ask("GET", f"log/{number}").content, type=ProvenEntry)
        check_inclusion(proven.proof, Head(proven.proof.log_size, bytes.fromhex(proven.root)), proven.entry)
        grown = msgspec.json.decode(ask("GET", f"log/growth?old={number}").content, type=ProvenGrowth)
        heads = Head(number, bytes.fromhex(grown.old_root)), Head(size, bytes.fromhex(grown.new_root))
        check_consistency(grown.proof, *heads)
    assert ask("GET", f"log/{size + 1}").status_code == 404
    assert ask("GET", f"log/growth?old={size + 1}").status_code == 400
