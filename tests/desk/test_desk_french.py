"""The desk in French: every page that somebody with every right is led to, what is refused, and the letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import html5lib
import msgspec
import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client
from django.urls import resolve
from houses import account
from kept_items import COUNT, INSTRUCTION, STANCE
from registrar_papers import TOLD, proposed, received

from horseshoe.desk.access.rights import OF_A_WORKSPACE, RULES, Kind, Person, Role, Thing, decide
from horseshoe.desk.depositary import registry
from horseshoe.desk.notices import outbox, subscribing
from horseshoe.desk.workspace import items, private, workspaces
from horseshoe.facts.record import KEYS, Record
from horseshoe.site.language.sentences import catalogue

Team = dict[str, User]

WHY = "heard in the room"
TYPED = (
    "Marked secret ALPHA",
    "Say yes.",
    "Before silence breaks",
    "no word yet",
    "Mission of Kenya",
    "the tests",
    WHY,
)
"""What was typed in."""

STARTS = (
    "/desk/",
    "/desk/register/",
    "/desk/register/?status=proposed",
    "/desk/register/acts/?state=Ireland",
    "/desk/votes/",
    "/desk/about/drafts/S-2022-155",
    "/desk/facts/evidence/new/",
    "/desk/facts/explanations/new/?about=S-2022-155",
    "/desk/facts/assessors/new/",
    "/desk/notices/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/reauthenticate/",
    "/accounts/logout/",
    "/accounts/inactive/",
)
OUTSIDE = (
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/desk/notices/",
    "/desk/notices/stop/x/",
)
"""What somebody reads who is not signed in."""

ENGLISH = re.compile(
    r"(?<![\w-])(?:the|of|and|is|are|was|were|with|for|that|this|from|its|has|have|what|who|whom|nobody|somebody|"
    r"there|not|yes|drafts?|workspaces?|states?|stances?|save|sign|password|roll|registers?|registrar|reason|high|"
    r"medium|low|add|changed?|retract|kind|since|by|you|your)(?![\w-]|\.\w)",
    re.IGNORECASE,
)
"""Words that no text of the desk has in French."""


class Somebody:
    """Somebody whose browser asks for French."""

    def __init__(self, user: User | None = None) -> None:
        self.client = Client(headers={"host": "horseshoe.example.org", "accept-language": "fr-CH, fr;q=0.9, en;q=0.5"})
        if user:
            self.client.force_login(user)

    def get(self, path: str) -> Any:
        return self.client.get(path, secure=True)

    def post(self, path: str, told: dict[str, Any]) -> Any:
        return self.client.post(path, told, secure=True)


@pytest.fixture
def somebody(team: Team, record: Record) -> Somebody:
    """Somebody with every right, where there is something of everything."""
    root = team["root"]
    root.groups.set(Group.objects.all())
    workspaces.admit(root, "ken", "root", Role.ADMINISTRATOR, why=WHY)
    stage = {"draft": STANCE.draft, "stage": "silence", "not_before": "2026-11-04", "not_after": "2026-11-04"}
    note = {"draft": STANCE.draft, "text": TYPED[0]}
    for each in (STANCE, INSTRUCTION, COUNT, items.item(Kind.NOTES, note), items.item(Kind.STAGES, stage)):
        private.put(team["anna"], "ken", each, record=record, why=WHY)
    private.retract(team["anna"], "ken", Kind.NOTES, 1, why=WHY)
    other = account("karl", "registrars")
    received(root)
    proposed(other, text="another")
    done = proposed(other, text="a third")
    registry.confirm(root, done.number, version=done.version)
    return Somebody(root)


@pytest.fixture(scope="module")
def tables(record: Record) -> str:
    """Every text of the tables, which are in English."""
    rows = (msgspec.structs.asdict(row).values() for table in KEYS for row in getattr(record, table))
    return "\n".join(sorted({simple(cell) for row in rows for cell in row if isinstance(cell, str)}))


def simple(text: str) -> str:
    return "".join(re.findall(r"\w+", text)).casefold()


def english(page: str, own: str) -> list[str]:
    """The texts of a page with an English word that are nobody's own and that nothing marks as English."""
    found: list[str] = []

    def read(node: Any) -> None:
        if not isinstance(node.tag, str) or node.tag in ("script", "style", "code", "textarea"):
            return
        if node.get("lang", "fr") != "fr":
            return
        told = [node.text, *(node.get(name) for name in ("aria-label", "title", "placeholder", "data-l"))]
        for each in node:
            read(each)
            told.append(each.tail)
        found.extend(" ".join(text.split()) for text in told if text and ENGLISH.search(text))

    read(html5lib.parse(page, namespaceHTMLElements=False))
    return [
        text
        for text in found
        if not any(typed in text for typed in TYPED)
        and simple(text) not in own
        and simple(text.partition(" : ")[2] or text) not in own  # what stands behind a day
    ]


def crawl(somebody: Somebody) -> Iterator[tuple[str, str]]:
    """What is answered at the starts and wherever their pages lead behind the door, one address of each sort."""
    seen, todo = set(), [*STARTS]
    while todo:
        way = todo.pop(0)
        match = resolve(way.partition("?")[0])
        sort = (match.route, match.kwargs.get("kind"), match.kwargs.get("table"), way if way in STARTS else "")
        if sort in seen:
            continue
        seen.add(sort)
        reply = somebody.get(way)
        if reply.headers.get("Content-Type", "").startswith("text/html") and reply.status_code == 200:
            page = said_in_french(reply)
            yield way, page
            todo += re.findall(r'href="(/(?:desk|accounts)/[^"#?]*)', page)


def said_in_french(reply: Any) -> str:
    page: str = reply.content.decode()
    assert '<html lang="fr">' in page
    assert reply.headers["Content-Language"] == "fr"
    assert int(reply.headers["Content-Length"]) == len(reply.content)
    return page


def marked(page: str) -> list[str]:
    return re.findall(r'<span lang="en">(.*?)</span>', page)


@pytest.mark.parametrize("vendor", ["sqlite"])
def test_every_page_of_the_desk_is_in_french(somebody: Somebody, tables: str) -> None:
    pages = dict(crawl(somebody))
    assert len(pages) > 40
    left = {way: found for way, page in pages.items() if (found := english(page, tables))}
    assert left == {}
    own = {text for page in pages.values() for text in marked(page) if simple(text) not in tables}
    assert own <= {TOLD.evidence, TOLD.title}, own


@pytest.mark.parametrize("vendor", ["sqlite"])
def test_whoever_is_not_signed_in_is_told_in_french(house: str, tables: str) -> None:
    for way in OUTSIDE:
        reply = Somebody().get(way)
        assert reply.status_code == 200
        page = said_in_french(reply)
        assert (english(page, tables), marked(page)) == ([], []), way


STAGE = {"draft": STANCE.draft, "not_before": "2026-11-05", "not_after": "2026-11-05", "why": "x"}

REFUSED: tuple[tuple[str, dict[str, Any], int, str], ...] = (
    ("/desk/workspaces/ken/stances/new/", {"draft": "X"}, 422, "Ce champ est obligatoire."),
    ("/desk/workspaces/ken/stages/new/", {**STAGE, "stage": "voted", "outcome": "adopted"}, 422, "ne peut suivre"),
    ("/desk/workspaces/ken/stances/1/retract", {"why": " "}, 422, "Aucun motif n’est donné"),
    ("/desk/workspaces/ken/files/", {}, 422, "2 points sont à corriger"),
    ("/desk/register/3/confirm/", {"version": "1"}, 409, "il est confirmé. Chargez-le de nouveau."),
    ("/desk/votes/", {}, 422, "Le scrutin demande un projet ou une résolution"),
    (
        "/desk/notices/",
        {"address": "a@b", "instrument": "both", "language": "fr"},
        422,
        "elle devrait être de la forme",
    ),
    ("/accounts/password/change/", {"oldpassword": "x"}, 200, "indiquer votre mot de passe actuel."),
)


@pytest.mark.parametrize("vendor", ["sqlite"])
def test_what_is_refused_is_said_in_french(somebody: Somebody, team: Team, tables: str) -> None:
    for way, told, status, words in REFUSED:
        reply = somebody.post(way, told)
        assert reply.status_code == status, way
        page = said_in_french(reply)
        assert words in page
        assert english(page, tables) == [], way
    for name, way, status, words in (
        ("leo", "/desk/votes/", 403, "leo ne peut écrire au registre public"),
        ("leo", "/desk/workspaces/ken/stances/1/publish/", 403, "au moins le rôle «\u00a0registre\u00a0»"),
        ("ben", "/desk/workspaces/ken/", 404, "dont vous soyez membre"),
        ("ben", "/desk/nothing/here", 404, "pas de page à l’adresse /desk/nothing/here"),
    ):
        reply = Somebody(team[name]).get(way)
        assert reply.status_code == status
        page = said_in_french(reply)
        assert words in page
        assert (english(page, tables), marked(page)) == ([], []), way


def decisions() -> Iterator[str]:
    """What is said to people of every role who may not do what somebody may."""
    things = [Thing(kind, "ken" if kind in OF_A_WORKSPACE else None) for kind in Kind]
    for role in Role:
        member, other = Person(1, "leo", role, {"ken": Role.READER}), Person(2, "ina", role)
        for person in (member, other, Person(3, "max", active=False), None):
            for rule in RULES:
                for action, thing in product(rule.actions, things):
                    if thing.kind in rule.kinds and not (found := decide(person, action, thing)):
                        yield found.because


def test_every_refusal_of_a_right_has_its_sentence_in_french() -> None:
    known = catalogue("fr")
    assert known
    told = set(decisions())
    assert len(told) > 50
    assert [text for text in told if not all(part.known for part in known.say(text))] == []


@pytest.mark.parametrize("vendor", ["sqlite"])
def test_letters_are_in_the_language_that_was_asked_for(team: Team) -> None:
    first, second = account("rosa", "registrars"), account("karl", "registrars")
    subscribing.ask("ines@example.org", None, "fr")
    outbox.deliver()
    subscribing.confirm(re.findall(r"confirm/([^\s/]+)/\?language=fr", str(mail.outbox[0].body))[0])
    done = proposed(first)
    registry.confirm(second, done.number, version=done.version)
    outbox.deliver()
    assert {str(letter.subject) for letter in mail.outbox} == {
        "Horseshoe: Voulez-vous recevoir les avis d’actes de soutien\u202f?",
        "Horseshoe: Kenya\u00a0: inscription, Code de conduite du groupe ACT",
    }
    for letter in mail.outbox:
        lines = [line for line in str(letter.body).splitlines() if not line.startswith("https://")]
        assert [line for line in lines if ENGLISH.search(line)] == []


@pytest.mark.parametrize("vendor", ["sqlite"])
def test_what_was_typed_in_stays_as_it_was(team: Team, record: Record) -> None:
    note = items.item(Kind.NOTES, {"draft": "X", "text": "one: two; three?"})
    private.put(team["anna"], "ken", note, record=record, why=WHY)
    page = said_in_french(Somebody(team["anna"]).get("/desk/workspaces/ken/notes/1/change/"))
    assert "one: two; three?" in page


@pytest.mark.parametrize("vendor", ["sqlite"])
def test_a_page_of_the_site_has_its_language_in_its_address(house: str) -> None:
    reply = Somebody().get("/sources")
    assert '<html lang="en">' in reply.content.decode()
    assert "Content-Language" not in reply.headers
    assert "Accept-Language" not in reply.headers.get("Vary", "")
