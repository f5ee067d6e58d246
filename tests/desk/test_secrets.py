"""Marked secrets are planted in a workspace, and looked for in everything that a real server answers to others.

Each field has a mark of its own, so that one that is found says where it came from. Something is published on purpose:
the same search has to find that, and nothing else. Of a picture of points (PNG) no words are read; it is drawn from the
Record alone, which holds no secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import httpx
import pytest
from crawling import asked, held, of_api, of_pages, of_the_desk, read
from marks import PUBLIC, REGISTRARS, closed, found, public, secret, words
from planting import DRAFT, KEN, STRANGERS, TOKEN, Planted, fail, plain, told
from visiting import Visitor
from visiting import told as said

from horseshoe.desk.workspace import items
from horseshoe.site import page as pages
from horseshoe.store import snapshot

OPENED = {public(f"stance {each}") for each in ("draft", "speaker", "says")} | {
    public(f"view {each}") for each in ("signed", "aim why", "facts why", "credible why")
}
"""The marks of what was published, which everybody may read."""

TAKEN = (
    "/desk/",
    "/accounts/login/",
    "/accounts/email/",
    "/accounts/2fa/",
    "/admin/",
    KEN,
    "/desk/about/drafts/S-2025-353",
)
"""Where whoever looks around behind the door begins."""


def leaks(replies: Iterable[tuple[str, httpx.Response]], *, allowed: str = PUBLIC) -> dict[str, list[str]]:
    """What was answered with marks that the asker had not brought along."""
    return {
        way: marks
        for way, reply in replies
        if (marks := sorted(each for each in found(said(reply)) - found(way) if not each.startswith((PUBLIC, allowed))))
    }


def test_every_public_page_in_every_form(planted: Planted) -> None:
    planted.connect()
    now = held(snapshot.snapshot())
    addresses, types = of_pages(now)
    assert types == {kind.address for kind in pages.kinds()}
    replies = asked(planted.served.address, addresses)
    assert {way: reply.status_code for way, reply in replies if reply.status_code not in (200, 202)} == {}
    assert leaks(replies) == {}
    assert OPENED <= frozenset().union(*(found(said(reply)) for _, reply in replies))
    shown = {way: found(said(reply)) for way, reply in replies}
    stance = public("stance says")
    assert {f"/data/stances{each}" for each in ("", ".json", ".csv", ".parquet")} <= {
        way for way, marks in shown.items() if stance in marks
    }
    place = f"/drafts/{DRAFT.replace('/', '-')}"
    assert public("view aim why") in shown[place] & shown[f"{place}.json"] & shown[f"{place}.md"]
    for way, reply in replies:
        if way.endswith((".pdf", ".docx", ".zip")):
            assert len(words(reply.content)) > 1000
        if way in (f"{place}.pdf", f"{place}.docx"):
            assert DRAFT in words(reply.content)


def test_every_operation_of_the_api_and_the_tables_whole(planted: Planted) -> None:
    (_, document), *_ = asked(planted.served.address, ["/api/v1/openapi.json"])
    paths = list(of_api(read(document), planted.record))
    for mark in closed(of_registrar := _by_token(planted, "rosa", paths)):
        assert mark.startswith(REGISTRARS)
    assert of_registrar  # what a registrar was answered must not be kept for those who ask after her
    for headers in ({}, {"Authorization": f"Bearer {planted.token('ben')}"}):
        replies = asked(planted.served.address, [address for _, address in paths], **headers)
        assert leaks(replies) == {}
        assert {way: reply.status_code for way, reply in replies if reply.status_code >= 500} == {}
        shown = {way: found(said(reply)) for way, reply in replies}
        for form in ("", ".csv", ".jsonl", ".parquet"):
            assert {public(f"stance {each}") for each in ("draft", "speaker", "says")} <= shown[
                f"/api/v1/tables/stances{form}"
            ]
        right = {way for way, reply in replies if reply.is_success}
        answered = {path for path, address in paths if address in right}
        assert {path for path, _ in paths if "/register/" not in path} == answered
    for name in ("docs", "", "nothing", "tables/workspace_notes", "tables/workspace_notes.csv"):
        assert leaks(asked(planted.served.address, [f"/api/v1/{name}"])) == {}


def _by_token(planted: Planted, name: str, paths: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The marks that somebody is answered who asks the same with a token."""
    bearing = {"Authorization": f"Bearer {planted.token(name)}"}
    ways = [address for path, address in paths if "/register/" in path]
    return frozenset().union(*(found(said(reply)) for _, reply in asked(planted.served.address, ways, **bearing)))


def test_who_guesses_is_answered_as_before_it_was_there(planted: Planted) -> None:
    replies = asked(planted.served.address, planted.before)
    assert len(replies) > 30
    assert leaks(replies) == {}
    counting = ("/sources", "/whip")  # they also say how much there is of what was published meanwhile
    now = {way: plain(reply) for way, reply in replies}
    assert {way for way in now if now[way] != planted.before[way] and not way.startswith(counting)} == set()
    (_, hit), *_ = asked(planted.served.address, [f"/drafts/{DRAFT.replace('/', '-')}.json"])
    assert public("view signed") in found(hit.content)


@pytest.mark.parametrize("name", STRANGERS)
def test_behind_the_door_a_stranger_meets_none(planted: Planted, name: str | None) -> None:
    with Visitor(planted.served.address, name) as stranger:
        beyond = [f"{each}{more}" for each in planted.things for more in ("", "change/", "publish/", "document/")]
        there = [f"{KEN}{each}" for each in ("members/", "history/", "files/", "files/export.toml", "files/notes.csv")]
        kinds = [f"{KEN}{each}/new/" for each in items.ITEMS]
        replies = of_the_desk(stranger, [*TAKEN, *there, *kinds, *beyond])
        assert leaks(replies, allowed=REGISTRARS if name in ("root", "rosa") else PUBLIC) == {}
        if name is not None:
            assert stranger.get("/desk/").status_code == 200
        for way, reply in replies:
            if way.startswith(KEN):
                assert reply.status_code in (302, 404, 405), way
        if name == "ben":
            own = stranger.get("/desk/workspaces/gha/files/export.toml")
            assert found(said(own)) == frozenset()


def test_a_member_finds_every_mark(planted: Planted) -> None:
    with Visitor(planted.served.address, "leo") as leo:
        shown = frozenset().union(*(found(said(reply)) for _, reply in of_the_desk(leo, [KEN])))
        kept = found(leo.get(f"{KEN}files/export.toml").content)
    fields = {
        mark
        for kind in items.ITEMS
        for name, value in told(kind).items()
        if name not in ("why", "version")
        for mark in found(str(value))
    }
    assert fields | {secret("brought text"), secret("whip seat why")} <= kept
    whys = {secret(f"{kind} {each}") for kind in items.ITEMS for each in ("why", "change", "retracted", "restored")}
    assert fields | whys | {secret("brought why"), secret("published why")} <= shown
    gone = {secret(f"{kind} {each}") for kind in items.ITEMS for each in ("stale", "wrong")}
    assert not shown & (gone | {secret("attempt"), secret("broken draft"), secret("file name")})


def test_what_was_refused_says_nothing_back_to_strangers(planted: Planted) -> None:
    assert len(planted.asked) > 50
    assert {way: sorted(found(body)) for way, body in planted.asked if found(body)} == {}


def test_errors_of_all_kinds(planted: Planted) -> None:
    mark = secret("errors")
    large = b"x" * (30 * 1024 * 1024)
    with Visitor(planted.served.address, "ben") as ben, Visitor(planted.served.address) as nobody:
        for who in (ben, nobody):
            replies = [
                who.ask("GET", "/", headers={"Host": f"{mark}.example.org"}),
                who.ask("PUT", "/", content=mark),
                who.ask("DELETE", f"{KEN}notes/1/"),
                who.ask("GET", f"/{'x' * 3000}"),
                who.ask("GET", "/council?on=yesterday"),
                who.ask("GET", "/nothing/at/all"),
                who.ask("GET", "/desk/register/acts/%00/retract/"),
                who.ask("POST", "/api/v1/facts", json={"why": mark}),
                who.ask("POST", "/api/v1/facts", content=large, headers={"Content-Type": "application/json"}),
                who.ask("POST", "/desk/register/receive/", files={"document": ("x.pdf", large, "application/pdf")}),
                who.client.post(f"{KEN}notes/new/", data={"text": mark}),
                who.ask("GET", "/api/v1/tables/x.y"),
                who.ask("GET", "/metrics"),
            ]
            assert {400, 401, 403, 404, 405, 413, 414} <= {each.status_code for each in replies}
            assert {str(each.url): each.text[:300] for each in replies if found(said(each))} == {}


def test_a_fault_of_the_database(planted: Planted) -> None:
    """A table is set aside in the middle: whoever writes is told of the fault, and nobody what was written."""
    with Visitor(planted.served.address, "anna") as anna:
        reply = fail(planted, anna)
        assert reply.status_code in (500, 503)
        assert found(said(reply)) == frozenset()
        assert secret("fault text") not in found(anna.get(f"{KEN}files/export.toml").content)
    assert found(planted.served.said()) == frozenset()


def test_what_looks_after_the_server_is_told_none(planted: Planted) -> None:
    told_ = asked(planted.served.address, ["/health", "/health/live", "/health/ready"])
    told_ += asked(planted.served.address, ["/metrics"], Authorization=f"Bearer {TOKEN}")
    assert [reply.status_code for _, reply in told_] == [200] * 4
    assert leaks(told_) == {}
    assert not re.search(r"\b(ken|anna|rita|leo)\b", "".join(reply.text for _, reply in told_))


def test_planting_makes_no_difference_to_who_reads(planted: Planted) -> None:
    """What is kept raises no revision: only the publications, the assessor and the act of support did."""
    planted.connect()
    whole = snapshot.snapshot()
    assert snapshot.revision() == 1 + 1 + 2 + 1
    new = {
        table: len(getattr(whole, table)) - len(getattr(planted.record, table))
        for table in whole.__struct_fields__
        if getattr(whole, table) != getattr(planted.record, table)
    }
    assert new == {"sources": 3, "pledges": 1, "stances": 1, "assessors": 1, "assessments": 1}
    assert closed(found(repr(whole))) == frozenset()
