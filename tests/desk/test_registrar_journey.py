"""One journey in a browser: a note is received and proposed, a second person confirms, and the act stands in public."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import User
from django.db import connections
from registrar_papers import person, proposed
from serving import Served
from settled import ENVIRONMENT

from horseshoe.desk.models import Subscriber
from horseshoe.store import columns, writing
from horseshoe.store.log import keys
from horseshoe.store.log.notified import ProvenEntry
from horseshoe.store.log.tree import Head, check_inclusion
from horseshoe.store.models import LogEntry

CHROMIUM = shutil.which(os.environ.get("HORSESHOE_CHROMIUM") or "chromium")
PASSWORD = "eleven plus one, by the sea"
NOTE = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\nstartxref\n0\n%%EOF\n"


@pytest.fixture
def people(house: str) -> None:
    """Two registrars who can sign in, something on their table, and somebody who wants to be told."""
    for name in ("rosa", "karl"):
        made = person(name, "registrars")
        made.set_password(PASSWORD)
        made.save()
    proposed(User.objects.get(username="karl"), text="another")
    now = columns.now()
    told = LogEntry.objects.count()
    assert writing.newest()
    Subscriber.objects.create(address="ines@example.org", key="k" * 43, asked=now, confirmed=now, told=told)
    connections.close_all()


@pytest.fixture
def environment(house: str, tmp_path: Path) -> dict[str, str]:
    """What the server and the commands are told."""
    key = tmp_path / "log.key"
    keys.generate(key, "example.org/register")
    return {
        "HORSESHOE_DATABASE_URL": house,
        "HORSESHOE_FILES": os.environ["XDG_DATA_HOME"] + "/horseshoe/received",
        "HORSESHOE_EMAIL_URL": f"file://{tmp_path / 'mail'}",
        "HORSESHOE_LOG_KEY": str(key),
    }


@pytest.fixture
def chromium(people: None) -> Iterator[Any]:
    """A browser, once Django has done its part in this process."""
    if CHROMIUM is None:
        pytest.skip("No Chromium is here: install it (Debian: apt-get install chromium) to run the browser's tests.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def test_from_the_note_to_the_public_roster(
    environment: dict[str, str], chromium: Any, house: str, tmp_path: Path
) -> None:
    note = tmp_path / "Note verbale.pdf"
    note.write_bytes(NOTE)
    with Served(house, tmp_path, 2, **environment) as served:
        address = f"http://localhost:{served.port}"
        rosa, karl = (signed_in(chromium, address, name) for name in ("rosa", "karl"))
        rosa.goto(f"{address}/desk/register/")
        seen(rosa)
        rosa.get_by_role("link", name="Receive a document").click()
        seen(rosa)
        rosa.get_by_label("Document").set_input_files(str(note))
        rosa.get_by_label("From whom").fill("Mission of Kenya")
        rosa.get_by_label("Received on").fill("2090-01-01")
        rosa.get_by_role("button", name="Receive").click()
        rosa.get_by_text("is still to come").first.wait_for()
        seen(rosa)
        rosa.get_by_label("Received on").fill("2024-03-15")
        rosa.get_by_label("Document").set_input_files(str(note))
        rosa.get_by_role("button", name="Receive").click()
        rosa.get_by_label("State", exact=True).fill("Kenya")
        rosa.get_by_label("Day of the act").fill("2024-03-15")
        rosa.get_by_label("What the document says").fill("Note verbale of 15 March 2024.")
        rosa.get_by_label("Source", exact=True).fill("Note verbale of 15 March 2024")
        rosa.get_by_text("Kenya joins").wait_for()  # it checks as one types
        seen(rosa)
        rosa.get_by_label("Reason").fill("signed and sealed")
        rosa.get_by_role("button", name="Propose").click()
        rosa.get_by_text("rosa may not confirm this").wait_for()
        assert rosa.get_by_role("button", name="Confirm").count() == 0
        seen(rosa)
        karl.goto(rosa.url)
        seen(karl)
        with karl.expect_download() as saved:
            karl.get_by_role("link", name="Save Note verbale.pdf").click()
        assert Path(saved.value.path()).read_bytes() == NOTE
        assert saved.value.suggested_filename.startswith("document-")
        karl.get_by_role("button", name="Confirm").click()
        karl.get_by_text("It stands in the register, as code-ken-1.").wait_for()
        seen(karl)
        for path in ("acts/?state=Kenya", "acts/code-ken-1/correct/", "acts/code-ken-1/retract/", "../notices/"):
            karl.goto(f"{address}/desk/register/{path}")
            seen(karl)
        stands(served)
        karl.goto(f"{address}/roster/code")
        assert "Kenya" in karl.inner_text("main")
        (entry,) = (each for each in json.loads(served.ask("/api/v1/log")[2])["entries"] if each["key"] == "code-ken-1")
        proven = msgspec.json.decode(served.ask(f"/api/v1/log/{entry['number']}")[2], type=ProvenEntry)
        check_inclusion(proven.proof, Head(proven.proof.log_size, bytes.fromhex(proven.root)), proven.entry)
        assert letters(tmp_path / "mail", 1).count("Subject: Horseshoe: Kenya: registered") == 1
    told = command(environment, "notify", "--format", "json")
    assert json.loads(told)["sent"] == 0
    command(environment, "log", "checkpoint")
    assert "code-ken-1" in command(environment, "log", "--format", "csv")
    checks = json.loads(command(environment, "verify", "--format", "json"))["checks"]
    assert [each for each in checks if "log" in each["name"] and each["faults"]] == []
    assert any("log" in each["name"] for each in checks)


def signed_in(chromium: Any, address: str, name: str) -> Any:
    page = chromium.new_context(viewport={"width": 1024, "height": 800}).new_page()
    page.set_default_timeout(30_000)
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.goto(f"{address}/accounts/login/?next=/desk/register/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/register/")
    return page


def seen(page: Any) -> None:
    """Axe finds nothing, light and dark; a phone shows all of it; the browser has nothing to say."""
    from axe_playwright_python.sync_playwright import Axe

    for each in page.locator("details").all():
        each.evaluate("each => each.open = true")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        assert [f"{each['id']}: {[node['html'][:160] for node in each['nodes'][:3]]}" for each in found] == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1024, "height": 800})
    assert [each for each in page.said if "422" not in each] == []  # Chromium says so of each form that is refused


PLACES = {
    "/roster/code.json": '"KEN"',
    "/roster/code.atom": "tag:horseshoe,2015:pledges/code-ken-1",
    "/roster.atom": "tag:horseshoe,2015:pledges/code-ken-1",
    "/roster/code/changes.csv": ",KEN,",
    "/states/KEN.atom": "tag:horseshoe,2015:pledges/code-ken-1",
    "/states/KEN": "Note verbale of 15 March 2024.",
    "/api/v1/log": "code-ken-1",
}
"""Where an act of Kenya is public, to what it is known by."""


def stands(served: Served) -> None:
    """Wait until every worker shows the act everywhere: within one, on a calm machine (``PATIENCE`` of the site)."""
    began = time.monotonic()
    for path, mark in PLACES.items():
        row = 0  # each asks anew, so either worker may answer: twenty in a row leave neither out
        while row < 20:
            row = row + 1 if mark in served.ask(path)[2].decode() else 0
            if time.monotonic() > began + 60:
                raise AssertionError(f"{path} does not show the act.")


def letters(folder: Path, many: int) -> str:
    """What was mailed, once so many letters are there."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        found = "".join(path.read_text() for path in folder.glob("*")) if folder.is_dir() else ""
        if found.count("List-Unsubscribe-Post: List-Unsubscribe=One-Click") >= many:
            return found
        time.sleep(0.1)
    raise AssertionError("No letter came.")


def command(environment: dict[str, str], *words: str) -> str:
    """What a command says; its own exit code is looked at elsewhere."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("horseshoe")), *words],
        env={**os.environ, **ENVIRONMENT, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    return done.stdout
