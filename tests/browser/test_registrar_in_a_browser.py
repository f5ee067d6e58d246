"""The registrars at work in Chromium: from the letter to the register by keyboard, and every page without a fault."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from seeing import Seen

PASSWORD = "a long one, for the browser"

BEGIN = """
import io, sys, uuid
from datetime import date
from horseshoe.desk.running import setup
setup.prepare()
import horseshoe, msgspec
from horseshoe.desk.running.install import alone, install
from horseshoe.store.load import load
with alone():
    install()
load(horseshoe.open(), "the tests")
from django.contrib.auth.models import Group, User
from horseshoe.desk.depositary import papers, registry
from horseshoe.desk.depositary.register import Told
from horseshoe.desk.workspace import workspaces
from horseshoe.facts.pledges import EvidenceKind, Instrument
rosa, karl, root = (User.objects.create_user(name, password=sys.argv[1]) for name in ("rosa", "karl", "root"))
for each in (rosa, karl):
    each.groups.set(Group.objects.filter(name="registrars"))
root.groups.set(Group.objects.filter(name="administrators"))
workspaces.begin(root, "ken", "Kenya's mission", why="the tests")
DAY = date(2024, 3, 14)

def received(by, name):
    paper = b"%PDF-1.7\\n1 0 obj\\n<< /Title (" + name.encode() + b") >>\\nendobj\\nstartxref\\n0\\n%%EOF\\n"
    told = {"sender": f"Permanent Mission of {name}", "received_on": DAY, "once": uuid.uuid4()}
    return registry.receive(by, io.BytesIO(paper), f"Note verbale of {name}.pdf", **told)

def proposed(by, name, kind=EvidenceKind.NOTE_VERBALE):
    said = f"The Permanent Mission of {name} supports the Code of Conduct, by a note of 14 March 2024."
    told = Told(instrument=Instrument.CODE, state=name, kind=kind, evidence=said, title=f"Note of {name}",
                not_before=DAY, not_after=DAY, document_symbol="NV/2024/17")
    found = received(by, name)
    return registry.propose(by, found.number, told, version=found.version, why="It says so, and is signed.")

received(karl, "Ghana")
for_rosa, of_rosa = proposed(karl, "Nepal"), proposed(rosa, "Peru")
found = proposed(rosa, "Fiji")
found = registry.refuse(karl, found.number, version=found.version, why="There is no signature.")
other = msgspec.structs.replace(found.told, evidence="Now it is signed.", note="Signed on the second page.")
registry.propose(rosa, found.number, other, version=found.version, why="It is signed now.")
found = proposed(rosa, "Togo")
registry.withdraw(rosa, found.number, version=found.version, why="It was a copy.")
found = proposed(rosa, "Angola")
registry.confirm(karl, found.number, version=found.version)
told = msgspec.structs.replace(registry.of_the_register(next(
    row for row in horseshoe.open().pledges if row.id == "code-irl-1")), note="Seen again in the archive.")
registry.propose_correction(karl, "code-irl-1", told, once=uuid.uuid4(), why="A note was missing.")
registry.propose_retraction(karl, "code-aut-1", once=uuid.uuid4(), why="It was a letter of another state.")
lost = proposed(karl, "Kiribati")
papers.place(lost.document.sha256).unlink()
proposed(karl, "Palau"), proposed(karl, "Palau")
"""
"""Something in every state, for rosa to find: No. 1 is received, 2 waits for her, 3 for karl, and so on."""

BASE = "desk/register/"
RECEIVED, FOR_ROSA, OF_ROSA, ANEW, WITHDRAWN, CONFIRMED, CORRECTION, RETRACTION, LOST, TWIN = range(1, 11)
PAGES = (
    BASE, f"{BASE}?status=refused", f"{BASE}receive/", f"{BASE}acts/", f"{BASE}acts/?state=Atlantis",
    f"{BASE}acts/?state=Kenya", f"{BASE}acts/code-irl-1/correct/", f"{BASE}acts/code-ago-1/correct/",
    f"{BASE}acts/code-irl-1/retract/", f"{BASE}{RECEIVED}/propose/",
    *(f"{BASE}{number}/" for number in range(1, 11)),
)  # fmt: skip
OPEN = ("desk/notices/", "desk/notices/?language=fr&text=code", "desk/notices/stop/made-up/", "desk/notices/confirm/x/")
HOUSE = (
    "admin/", "admin/auth/user/", "admin/auth/user/add/", "admin/auth/user/1/change/", "admin/desk/workspace/",
    "admin/desk/workspace/add/", "admin/desk/membership/", "admin/desk/membership/add/", "admin/desk/househistory/",
    "admin/desk/househistory/1/change/",
)  # fmt: skip


class Desk:
    """An installation that is served, and the folder of its e-mail."""

    def __init__(self, own: Path) -> None:
        self.mail = own / "mail"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://localhost:{self.port}"
        self.environment = {
            **os.environ,
            "HORSESHOE_DATABASE_URL": f"sqlite:///{own / 'store.sqlite3'}",
            "HORSESHOE_URL": self.address,
            "HORSESHOE_SECRET_KEY": "of the tests alone: 0123456789 abcdefghijklmnopqrstuvwxyz",
            "HORSESHOE_EMAIL_URL": f"file://{self.mail}",
            "XDG_DATA_HOME": str(own),
        }
        self.environment.pop("HORSESHOE_TABLES", None)

    def letters(self, many: int) -> list[Any]:
        """The letters, once so many have come."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            files = sorted(self.mail.glob("*")) if self.mail.is_dir() else []
            texts = [part for file in files for part in re.split(rb"\n-{79}\n", file.read_bytes()) if part.strip()]
            if len(texts) >= many:
                return [message_from_bytes(text.lstrip(), policy=default) for text in texts]
            time.sleep(0.1)
        raise AssertionError(f"{many} letters were to come.")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An installation where something of everything lies on the table, served by the command."""
    made = Desk(tmp_path_factory.mktemp("register"))
    subprocess.run([sys.executable, "-c", BEGIN, PASSWORD], env=made.environment, check=True)
    serve = [str(Path(sys.executable).with_name("horseshoe")), "serve", "--desk", "--port", str(made.port)]
    with subprocess.Popen(serve, env=made.environment) as process:
        for _ in range(600):
            try:
                urllib.request.urlopen(made.address, timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield made
        process.terminate()


@pytest.fixture(scope="module")
def states(chromium: Any, desk: Desk) -> dict[str, Any]:
    """Account to the cookies of whoever is signed in; those of nobody for somebody without one."""
    found: dict[str, Any] = {"nobody": None}
    for name in ("rosa", "karl", "root"):
        seen = Seen(chromium, desk.address)
        page = seen.open("accounts/login/?next=/desk/")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url("**/desk/")
        found[name] = seen.context.storage_state()
        seen.context.close()
    return found


ALL = (
    *(("rosa", path) for path in PAGES),
    *(("nobody", path) for path in OPEN),
    *(("root", path) for path in HOUSE),
)


def said(seen: Seen) -> list[str]:
    """What the browser said, but for its word that an answer was no success."""
    return [each for each in seen.said if not each.startswith(("Failed to load resource", "Autofocus processing"))]


def test_axe_finds_nothing_light_or_dark_and_a_phone_shows_all_of_it(
    chromium: Any, desk: Desk, states: dict[str, Any]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    faults = []
    for name in ("rosa", "nobody", "root"):
        seen = Seen(
            chromium, desk.address, storage_state=states[name], viewport={"width": 390, "height": 844}, bypass_csp=True
        )
        for path in (path for whose, path in ALL if whose == name):
            page = seen.open(path)
            for each in page.locator("details").all():
                each.evaluate("each => each.open = true")
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > 390:
                faults.append(f"{path} is {wide} wide")
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                for each in Axe().run(page).response["violations"]:
                    if name == "root" and each["id"] in ("link-in-text-block", "color-contrast"):
                        continue  # the colours of Django's own admin
                    nodes = [node["html"][:160] for node in each["nodes"][:3]]
                    faults.append(f"{path}, {scheme}: {each['id']}: {nodes}")
        faults += [f"{name}: {each}" for each in (*said(seen), *seen.elsewhere)]
        seen.context.close()
    assert faults == []


def test_no_page_asks_for_more_than_its_policy_allows(chromium: Any, desk: Desk, states: dict[str, Any]) -> None:
    for name in ("rosa", "nobody", "root"):
        seen = Seen(chromium, desk.address, storage_state=states[name], viewport={"width": 1600, "height": 900})
        for path in (path for whose, path in ALL if whose == name):
            seen.open(path)
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= 1600
        assert said(seen) == []
        assert seen.elsewhere == []
        seen.context.close()


def tab_to(page: Any, name: str) -> None:
    """Go on with the tabulator until something of this name, label or number has the focus."""
    for _ in range(120):
        found = page.evaluate(
            """() => { const here = document.activeElement;
            return [here.id, here.getAttribute("aria-label"), here.textContent.trim(),
                    ...[...(here.labels || [])].map(each => each.firstChild.textContent.trim())] }"""
        )
        if name in found:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The tabulator never comes to {name}.")


def typed(page: Any, name: str, text: str) -> None:
    tab_to(page, name)
    page.keyboard.type(text)


def test_from_the_letter_to_the_roster_by_keyboard_alone(
    chromium: Any, desk: Desk, states: dict[str, Any], tmp_path: Path
) -> None:
    note = tmp_path / "Note verbale.pdf"
    note.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Title (Tonga) >>\nendobj\nstartxref\n0\n%%EOF\n")
    seen = Seen(chromium, desk.address, storage_state=states["rosa"], viewport={"width": 1280, "height": 900})
    page = seen.open(BASE)
    asked: list[Any] = []
    page.on("filechooser", lambda chooser: asked.extend([chooser]))  # from here on: it is known when the key is pressed
    tab_to(page, "Receive a document")
    page.keyboard.press("Enter")
    page.wait_for_url("**/receive/")
    tab_to(page, "id_document")
    while not asked:
        page.keyboard.press("Enter")
        page.wait_for_timeout(1000)
    asked[0].set_files(str(note))
    typed(page, "id_sender", "Permanent Mission of the Kingdom of Tonga")
    tab_to(page, "Receive")
    page.keyboard.press("Enter")
    page.wait_for_url("**/propose/")
    assert page.locator("#id_state").input_value() == "Tonga"  # the sender says it
    tab_to(page, "id_day")
    page.keyboard.type("03142024")
    typed(page, "id_evidence", "Note verbale of 14 March 2024.")
    typed(page, "id_title", "Note verbale of 14 March 2024")
    page.get_by_text("Tonga joins 14 March 2024").wait_for()  # it checks as one types
    tab_to(page, "Propose")
    page.keyboard.press("Enter")
    why = page.locator("#id_why")
    assert why.evaluate("each => !each.validity.valid && document.activeElement === each")  # the browser asks for it
    page.keyboard.type("It is signed and sealed.")
    page.keyboard.press("Enter")
    page.get_by_text("rosa may not confirm this").wait_for()
    number = page.url.rstrip("/").rpartition("/")[2]
    assert said(seen) == []
    seen.context.close()
    seen = Seen(chromium, desk.address, storage_state=states["karl"], viewport={"width": 1280, "height": 900})
    page = seen.open(BASE)
    tab_to(page, f"No. {number}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{number}/")
    tab_to(page, "Confirm: it enters the register")
    page.keyboard.press("Enter")
    page.get_by_text("It stands in the register, as code-ton-1.").wait_for()
    tab_to(page, "The roster")
    page.keyboard.press("Enter")
    page.wait_for_url("**/roster/code")
    until = time.monotonic() + 30
    while "Tonga" not in page.inner_text("main") and time.monotonic() < until:
        page.reload()
    assert "Tonga" in page.inner_text("main")
    assert said(seen) == []
    seen.context.close()


def test_what_is_wrong_is_said_beside_its_field_and_above(chromium: Any, desk: Desk, states: dict[str, Any]) -> None:
    seen = Seen(chromium, desk.address, storage_state=states["rosa"], viewport={"width": 1024, "height": 800})
    page = seen.open(f"{BASE}{RECEIVED}/propose/")
    page.locator("form.fill").evaluate("each => each.noValidate = true")
    page.get_by_label("State", exact=True).fill("Atlantis")
    page.get_by_role("button", name="Propose").click()
    faults = page.locator(".faults")
    faults.wait_for()
    assert page.evaluate("document.activeElement.className") == "faults"
    faults.get_by_role("link", name="State", exact=True).click()
    state = page.get_by_label("State", exact=True)
    assert state.evaluate("each => document.activeElement === each")
    assert state.get_attribute("aria-invalid") == "true"
    told = state.get_attribute("aria-describedby").split()
    beside = " ".join(page.locator(f"#{each}").inner_text() for each in told)
    assert "No state is called 'Atlantis'" in beside
    assert page.get_by_label("Text").input_value() == "code"
    seen.context.close()


def test_an_act_is_printed_without_what_is_only_for_the_screen(
    chromium: Any, desk: Desk, states: dict[str, Any]
) -> None:
    seen = Seen(chromium, desk.address, storage_state=states["rosa"], viewport={"width": 1024, "height": 800})
    page = seen.open(f"{BASE}{FOR_ROSA}/")
    page.emulate_media(media="print")
    assert page.locator("form:visible").count() == 0
    assert page.get_by_text("by a note of 14 March 2024").is_visible()
    assert page.get_by_text("SHA-256").is_visible()
    seen.context.close()


def test_somebody_subscribes_from_the_roster_confirms_with_a_button_and_ends_it(
    chromium: Any, desk: Desk, states: dict[str, Any]
) -> None:
    seen = Seen(chromium, desk.address, viewport={"width": 390, "height": 844})
    page = seen.open("roster/declaration")
    page.get_by_role("link", name="be told by e-mail").click()
    assert page.get_by_label("Of acts under").input_value() == "declaration"
    page.get_by_label("E-mail address").fill("ines.qxmark@example.org")
    page.get_by_role("button", name="Ask to be told").click()
    page.get_by_role("heading", name="Look into your letters").wait_for()
    (letter,) = desk.letters(1)
    assert letter["To"] == "ines.qxmark@example.org"
    (way,) = re.findall(r"http://\S+/desk/notices/confirm/\S+", letter.get_content())
    for _ in range(2):  # a program that follows every way has confirmed nothing
        page.goto(way)
        page.get_by_role("heading", name="Is it you who asked?").wait_for()
    page.get_by_role("button", name="Yes, tell me").click()
    page.get_by_role("heading", name="You will be told").wait_for()
    made_up = seen.open("desk/notices/confirm/made-up/")
    made_up.get_by_text("This way is too old, or was cut on its way").wait_for()
    assert page.get_by_role("link", name="Ask to be told").count() == 1
    assert [each["name"] for each in seen.context.cookies()] == ["horseshoe-form"]  # of the form alone: no session
    seen.context.close()
