"""A shared installation with secrets in it, planted through its own pages, and a server over it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import msgspec
import pytest
from crawling import asked, of_search
from few import few
from houses import account, as_plain, make
from marks import of_registrars, public, secret
from registrar_papers import filled, pdf
from serving import Served
from visiting import PASSWORD, Visitor

from horseshoe.desk.access import tokens
from horseshoe.desk.access.rights import Kind, Role
from horseshoe.desk.refusals import NotAllowed, NotHere
from horseshoe.desk.workspace import items, private, workspaces
from horseshoe.facts.record import Record
from horseshoe.store import database
from horseshoe.store.log import keys

from django.contrib.auth.models import User  # isort: skip (after the settings)
from django.db import connection, connections  # isort: skip

KEN = "/desk/workspaces/ken/"
TOKEN = "of-the-tests-0123456789-abcdefghijklm"
DRAFT = "S/2025/353"
"""A draft that was put to the vote, of which views are stated."""

PEOPLE: dict[str, tuple[tuple[str, ...], str | None, Role | None]] = {
    "root": (("administrators",), None, None),
    "anna": ((), "ken", Role.ANALYST),
    "rita": (("analysts",), "ken", Role.REGISTRAR),
    "leo": ((), "ken", Role.READER),
    "ben": (("analysts",), "gha", Role.ADMINISTRATOR),
    "ina": ((), None, None),
    "rosa": (("registrars",), None, None),
    "karl": (("registrars",), None, None),
}
"""Account to its groups in the house, its workspace, and its role there."""

STRANGERS = ("root", "ben", "ina", "rosa", None)
"""Who is in another workspace or in none; ``None``: nobody is signed in."""


class Planted(msgspec.Struct):
    """The installation, and where everything lies."""

    url: str
    folder: Path
    environment: dict[str, str]
    served: Served
    record: Record
    """What is known there, before anything is published."""
    things: list[str] = []
    """Addresses of what the workspace keeps."""
    asked: list[tuple[str, bytes]] = []
    """What strangers sent marks to, and what they were told."""
    before: dict[str, tuple[int, str]] = {}
    """What was answered to somebody who asked for the secrets before they were there."""

    def connect(self) -> None:
        """Have this process ask the installation."""
        database.connect(self.url)

    def user(self, name: str) -> User:
        """An account."""
        return User.objects.get(username=name)

    def token(self, name: str) -> str:
        """A token of somebody, good for everything that the person may do."""
        self.connect()
        made = tokens.make(name, "the tests", list(tokens.Scope), days=1, by="the tests")
        connections.close_all()
        return made


@contextmanager
def planted(vendor: str, request: pytest.FixtureRequest, folder: Path, record: Record) -> Iterator[Planted]:
    """An installation on one of the databases, with a server; and all sorts of things that nobody else may know."""
    url = f"sqlite:///{folder / 'house.sqlite3'}"
    if vendor == "postgresql":
        server, role = request.getfixturevalue("server"), request.getfixturevalue("role")
        server.psql(f"CREATE DATABASE planted OWNER {role};")
        for setting in ("log_min_error_statement = panic", "log_error_verbosity = terse"):  # as docs/operate.md asks
            server.psql(f"ALTER DATABASE planted SET {setting};")
        url = as_plain(server, "planted")
    facts = few(record)
    make(url, facts)
    database.connect(url)
    _people()
    environment = _environment(folder)
    with Served(url, folder, 1, **environment) as served:
        found = Planted(url, folder, environment, served, facts)
        _asked_before(found)
        _by_pages(found)
        _by_function(found)
        _refused(found)
        _published(found)
        _registered(found)
        connections.close_all()
        yield found
        connections.close_all()


def _environment(folder: Path) -> dict[str, str]:
    for name in ("tmp", "mail", "received"):
        (folder / name).mkdir()
    (folder / "token").write_text(f"{TOKEN}\n")
    keys.generate(folder / "log.key", "example.org/register")
    return {
        "HORSESHOE_FILES": str(folder / "received"),
        "HORSESHOE_EMAIL_URL": f"file://{folder / 'mail'}",
        "HORSESHOE_LOG_KEY": str(folder / "log.key"),
        "HORSESHOE_METRICS_TOKEN_FILE": str(folder / "token"),
        "TMPDIR": str(folder / "tmp"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_DATA_HOME": str(folder / "data"),
    }


def _people() -> None:
    root = account("root", "administrators")
    for name, title in (("ken", "Kenya's mission"), ("gha", "Ghana's mission")):
        workspaces.begin(root, name, title, why="the tests")
    for name, (groups, place, role) in PEOPLE.items():
        made = root if name == "root" else account(name, *groups)
        made.set_password(PASSWORD)
        made.save()
        if place is not None and role is not None:
            workspaces.admit(root, place, name, role, why="the tests")


def told(kind: str, **more: object) -> dict[str, Any]:
    """The form of a thing as it is filled in, with a mark in every field that takes words."""
    common: dict[str, Any] = {"draft": secret(f"{kind} draft"), "why": secret(f"{kind} why")}
    days = {"not_before": "2026-11-03", "not_after": "2026-11-03"}
    says = {"says": secret(f"{kind} says")}
    speaker = {"speaker": secret(f"{kind} speaker")}
    forms: dict[str, dict[str, Any]] = {
        "stances": {"state": "KEN", "phase": "blue", "stance": "no", "voice": "mission", **speaker, **days, **says},
        "instructions": {"state": "KEN", "stance": "yes", "giver": secret("instructions giver"), **days, **says},
        "notes": {"text": secret("notes text")},
        "stages": {"stage": "round", **days, **says},
        "whip-counts": {"title": secret("whip counts title"), "on": "2026-11-06"},
        "assessments": view(secret, "assessments"),
    }
    return {**common, **forms[kind], **more}


def view(mark: Any, name: str) -> dict[str, Any]:
    """The form of an assessment."""
    parts = {f"{part}_why": mark(f"{name} {part} why") for part in ("aim", "facts", "credible")}
    return {
        "draft": DRAFT, "assessor": "kenya-mission", "made": "2026-11-19", "status": "not_engaged", "aim": "acts",
        "facts": "crimes", "credible": "no", "crimes": ["war_crimes"], "scale": "unknown",
        "signed": mark(f"{name} signed"), **parts,
    }  # fmt: skip


def _asked_before(found: Planted) -> None:
    """The names of drafts that nobody may know are asked for in addresses, by somebody who guesses."""
    guesses = of_search([secret("stances draft"), secret("notes draft"), secret("stances says")])
    found.before = {way: plain(reply) for way, reply in asked(found.served.address, guesses)}


def plain(reply: httpx.Response) -> tuple[int, str]:
    """Status and words of a reply, without what says of which revision it is."""
    return reply.status_code, re.sub(r"<code>[0-9a-f]{16}</code>", "", reply.text)


def _by_pages(found: Planted) -> None:
    with Visitor(found.served.address, "rita") as rita:
        assessor = {"id": "kenya-mission", "name": "Mission of Kenya", "kind": "ministry", "why": "we judge ourselves"}
        rita.post("/desk/facts/assessors/new/", assessor)
    with Visitor(found.served.address, "anna") as anna:
        for kind in items.ITEMS:
            form, seats = told(kind), {}
            page = anna.get(f"{KEN}{kind}/new/")
            if kind is Kind.WHIP_COUNTS:
                seats = dict.fromkeys(re.findall(r'name="(seat-[A-Z]{3})"', page.text), "undecided")
            there = anna.post(f"{KEN}{kind}/new/", {**form, **seats}).headers["Location"]
            found.things.append(there)
            again = {**form, **seats, "version": 1, "why": secret(f"{kind} change")}
            anna.post(f"{there}change/", again)
            anna.post(f"{there}change/", {**again, "why": secret(f"{kind} stale")}, 422)
            anna.post(f"{there}retract", {"why": secret(f"{kind} retracted")})
            anna.post(f"{there}restore", {"why": secret(f"{kind} restored")})
            wrong = {**told(kind), "why": "", "draft": secret(f"{kind} wrong")}
            assert secret(f"{kind} wrong") in anna.post(f"{KEN}{kind}/new/", wrong, 422).text
        brought = f'[[notes]]\ndraft = "{secret("brought draft")}"\ntext = "{secret("brought text")}"\n'
        broken = f'[[notes]]\ndraft = "{secret("broken draft")}"\n{secret("broken field")} = "x"\n'
        for text, status in ((brought, 302), (broken, 422), (f"= {secret('broken file')}", 422)):
            anna.post(
                f"{KEN}files/",
                {"kind": "", "why": secret("brought why")},
                status,
                files={"file": (f"{secret('file name')}.toml", text.encode(), "application/toml")},
            )


def _by_function(found: Planted) -> None:
    """What has no form, and attempts that are refused in the functions."""
    anna = found.user("anna")
    seat = {"state": "KEN", "stance": "yes", "why": secret("whip seat why")}
    count = items.item(
        Kind.WHIP_COUNTS,
        {"draft": secret("count draft"), "on": "2026-11-06", "title": secret("count title"), "seats": [seat]},
    )
    kept = private.put(anna, "ken", count, record=found.record, why=secret("count why"))
    for name, place in (("ben", "ken"), ("ben", "gha"), ("root", "ken"), ("leo", "ken")):
        with pytest.raises((NotAllowed, NotHere)) as refused:
            private.put(found.user(name), place, count, record=found.record, why="x", number=kept.number, version=2)
        assert secret("") not in str(refused.value)


def _refused(found: Planted) -> None:
    """Strangers, and a member who may only read, send marks of their own to what is not theirs."""
    for name in ("leo", *STRANGERS):
        with Visitor(found.served.address, name) as stranger:
            for kind in items.ITEMS:
                form = {field: secret("attempt") if value else value for field, value in told(kind).items()}
                for path in (f"{KEN}{kind}/new/", *(each for each in found.things if f"/{kind}/" in each)):
                    for way in (path,) if path.endswith("new/") else (f"{path}change/", f"{path}retract"):
                        reply = stranger.ask("POST", way, data=form)
                        assert reply.status_code in (302, 403, 404), (name, way, reply.status_code)
                        found.asked.append((f"{name} {way}", reply.content))


def _published(found: Planted) -> None:
    """One stance and one view enter the public record: what they say is public then, and why they were kept is not."""
    act = {"version": 1, "title": public("source"), "confidence": "high", "why": public("act"), "sure": "on"}
    stance = {name: public(f"stance {name}") for name in ("draft", "speaker", "says")}
    opened = {
        "stances": told("stances", **stance, why=secret("published why")),
        "assessments": {**view(public, "view"), "why": secret("published why")},
    }
    with Visitor(found.served.address, "rita") as rita:
        for kind, form in opened.items():
            there = rita.post(f"{KEN}{kind}/new/", form).headers["Location"]
            rita.post(f"{there}publish/", act)
            found.things.append(there)


def _registered(found: Planted) -> None:
    """Somebody is told of an act that two registrars bring into the register; a second one is refused."""
    with Visitor(found.served.address) as nobody:
        page = nobody.get("/desk/notices/")
        both = re.findall(r'<option value="(\w*)"', page.text)[0]
        nobody.post("/desk/notices/", {"address": "ines@example.org", "language": "en", "instrument": both}, 200)
        (way,) = re.findall(r"http://localhost:\d+(/desk/notices/confirm/\S+)", letters(found, 1))
        nobody.post(way, {}, 200)
    with Visitor(found.served.address, "rosa") as rosa, Visitor(found.served.address, "karl") as karl:
        for text, step in (("the first", "confirm"), ("the second", "refuse")):
            paper = pdf(of_registrars(f"document {text}"))
            sent = {"once": str(uuid4()), "sender": of_registrars("sender"), "received_on": "2024-03-15"}
            name = f"{public('file name') if step == 'confirm' else of_registrars('file name')}.pdf"
            there = rosa.post(
                "/desk/register/receive/",
                {**sent, "why": of_registrars("remark")},
                files={"document": (name, paper, "application/pdf")},
            ).headers["Location"]
            act = filled(0, evidence=f"Note verbale, {text}.", why=of_registrars("proposed why"))
            version = re.findall(r'name="version" value="(\d+)"', rosa.get(there).text)[0]
            at = rosa.post(there, {**act, "version": version}).headers["Location"]
            version = re.findall(r'name="version" value="(\d+)"', karl.get(at).text)[0]
            karl.post(f"{at}{step}/", {"version": version, "why": of_registrars(step)})
            found.things.append(at)
    letters(found, 2)


def fail(found: Planted, visitor: Visitor) -> httpx.Response:
    """What a member is answered whose note the database does not take: a table of it is set aside meanwhile."""
    found.connect()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE workspace_history RENAME TO set_aside")
    try:
        form = {"draft": secret("fault draft"), "text": secret("fault text"), "why": secret("fault why")}
        return visitor.ask("POST", f"{KEN}notes/new/", data=form)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE set_aside RENAME TO workspace_history")


def letters(found: Planted, many: int) -> str:
    """What was mailed, once so many letters are there."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        text = "".join(each.read_text() for each in (found.folder / "mail").glob("*")).replace("=\n", "")
        if text.count("\nSubject: ") >= many:
            return text
        time.sleep(0.1)
    raise AssertionError(f"There are not {many} letters.")
