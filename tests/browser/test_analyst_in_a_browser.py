"""The analyst at work in Chromium: a roll call typed in by keyboard alone, and every page without a fault of axe."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from seeing import Seen

PASSWORD = "a long one, for the browser"

BEGIN = """
import datetime, sys
from horseshoe.desk.running import setup
setup.prepare()
import horseshoe
from horseshoe.desk.running.install import alone, install
from horseshoe.store.load import load
with alone():
    install()
record = horseshoe.open()
load(record, "the tests")
from django.contrib.auth.models import Group, User
from horseshoe.desk.workspace import items, private, workspaces
from horseshoe.desk.access.rights import Kind, Role
root, rita = (User.objects.create_user(name, password=sys.argv[1]) for name in ("root", "rita"))
root.groups.set(Group.objects.filter(name="administrators"))
rita.groups.set(Group.objects.filter(name="analysts"))
workspaces.begin(root, "ken", "Kenya's mission", why="the tests")
workspaces.admit(root, "ken", "rita", Role.REGISTRAR, why="the tests")
common = {"draft": "Protection of civilians", "state": "CHN", "says": "It said so."}
day = {"not_before": "2026-11-03", "not_after": "2026-11-03"}
for kind, told in (
    (Kind.STANCES, {**common, **day, "phase": "silence", "stance": "abstain", "voice": "mission", "speaker": "He"}),
    (Kind.INSTRUCTIONS, {**common, "stance": "yes", "not_before": "2026-11-05", "not_after": "2026-11-05"}),
    (Kind.STAGES, {"draft": "Protection of civilians", "stage": "silence", **day}),
    (Kind.NOTES, {"draft": "Protection of civilians", "text": "A note."}),
):
    private.put(rita, "ken", items.item(kind, told), record=record, why="heard")
private.put(rita, "ken", items.item(Kind.NOTES, {"draft": "X", "text": "Another."}), record=record, why="heard")
private.retract(rita, "ken", Kind.NOTES, 2, why="not so")
"""

IN = "desk/workspaces/ken/"

PAGES = (
    "desk/", "desk/votes/", IN, f"{IN}members/", f"{IN}history/", f"{IN}files/", f"{IN}stances/new/",
    f"{IN}stances/1/", f"{IN}stances/1/change/", f"{IN}stances/1/publish/", f"{IN}assessments/new/",
    f"{IN}whip-counts/new/", f"{IN}notes/2/", "desk/facts/evidence/new/", "desk/facts/explanations/new/",
    "desk/facts/assessors/new/", "desk/about/drafts/S-2022-155", "DRAFT", "COUNT", "accounts/2fa/",
    "accounts/password/change/", "accounts/logout/",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an installation with one workspace, served by the command."""
    own = tmp_path_factory.mktemp("desk")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "HORSESHOE_DATABASE_URL": f"sqlite:///{own / 'store.sqlite3'}",
        "HORSESHOE_URL": address,
        "HORSESHOE_SECRET_KEY": "of the tests alone: 0123456789 abcdefghijklmnopqrstuvwxyz",
        "XDG_DATA_HOME": str(own),
    }
    environment.pop("HORSESHOE_TABLES", None)
    subprocess.run([sys.executable, "-c", BEGIN, PASSWORD], env=environment, check=True)
    serve = [str(Path(sys.executable).with_name("horseshoe")), "serve", "--desk", "--port", str(port)]
    with subprocess.Popen(serve, env=environment) as process:
        for _ in range(300):
            try:
                urllib.request.urlopen(address, timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
        process.terminate()


@pytest.fixture(scope="module")
def signed_in(chromium: Any, desk: str) -> Any:
    """The cookies of somebody who is signed in."""
    seen = Seen(chromium, desk)
    page = seen.open("accounts/login/?next=/desk/")
    page.get_by_label("Username").fill("rita")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{desk}/desk/")
    state = seen.context.storage_state()
    seen.context.close()
    return state


def _open(seen: Seen, path: str) -> Any:
    if path not in ("DRAFT", "COUNT"):
        return seen.open(path)
    page = seen.open(IN)
    page.get_by_role("rowheader", name="Protection of civilians").get_by_role("link").click()
    page.wait_for_url("**/drafts/**")
    if path == "COUNT":
        page.get_by_role("link", name="Will it pass, and whom to call?").click()
        page.get_by_role("heading", name="Whom to call").wait_for()
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_at_the_desk(chromium: Any, desk: str, signed_in: Any, path: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    seen = Seen(chromium, desk, storage_state=signed_in, viewport={"width": 1024, "height": 800}, color_scheme=scheme)
    page = _open(seen, path)
    for each in page.locator("details").all():
        each.evaluate("each => each.open = true")
    found = Axe().run(page).response["violations"]
    told = [f"{each['id']}: {each['help']}: {[node['html'][:160] for node in each['nodes'][:3]]}" for each in found]
    seen.context.close()
    assert told == []
    assert seen.said == []
    assert seen.elsewhere == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_the_desk_is_wider_than_a_phone(chromium: Any, desk: str, signed_in: Any, path: str) -> None:
    seen = Seen(chromium, desk, storage_state=signed_in, viewport={"width": 390, "height": 844})
    page = _open(seen, path)
    wide = page.evaluate("document.documentElement.scrollWidth")
    seen.context.close()
    assert wide <= 390


def test_what_is_wrong_with_a_form_is_told_first_and_leads_to_the_field(
    chromium: Any, desk: str, signed_in: Any
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    seen = Seen(chromium, desk, storage_state=signed_in, viewport={"width": 390, "height": 844}, locale="fr-FR")
    page = seen.open(f"{IN}stances/new/?state=KEN")
    assert page.evaluate("document.documentElement.lang") == "fr"
    page.locator("form.fill").evaluate("form => form.noValidate = true")
    page.locator("#id_draft").fill("Protection of civilians")
    page.locator("#id_not_before").evaluate("each => each.closest('details').open = true")
    page.keyboard.press("Enter")
    page.locator(".faults").wait_for()
    assert "faults" in page.evaluate("document.activeElement.className")
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".faults a").last.click()
    page.keyboard.press("Tab")
    assert page.locator("#id_draft").input_value() == "Protection of civilians"
    assert page.locator("#id_says").get_attribute("aria-invalid") == "true"
    assert "id_says_error" in page.locator("#id_says").get_attribute("aria-describedby")
    seen.context.close()


def test_a_roll_call_is_typed_in_by_keyboard_and_is_public_at_once(chromium: Any, desk: str, signed_in: Any) -> None:
    seen = Seen(chromium, desk, storage_state=signed_in, viewport={"width": 1280, "height": 900})
    page = seen.open("desk/votes/")
    page.locator("#id_draft").focus()
    page.keyboard.type("S/2026/901")
    page.keyboard.press("Tab")
    page.keyboard.type("Protection of civilians")
    page.keyboard.press("Tab")
    page.keyboard.type("10124")
    page.locator("fieldset.seat input:checked").first.focus()
    names = [each.get_attribute("name") for each in page.locator("fieldset.seat input:checked").all()]
    assert len(names) == 15
    for name in names:
        assert page.evaluate("document.activeElement.name") == name
        page.keyboard.press({"seat-RUS": "n", "seat-CHN": "a", "seat-USA": "x"}.get(str(name), "y"))
    assert page.evaluate("document.activeElement.textContent") == "Record this vote"
    found = page.locator("#found")
    found.get_by_text("12 in favour, 1 against, 1 abstaining").wait_for()
    told = re.sub(r"\s+", " ", found.inner_text())
    assert "vetoed" in told
    assert "Nothing stands in the way." in told
    assert "Article 27(3)" in told
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("y")
    page.keyboard.press("Tab")
    page.locator("[data-after-seats]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/votes/own-*/")
    page.get_by_role("link", name="The page that everybody reads").click()
    page.wait_for_url("**/drafts/S-2026-901")
    assert "Protection of civilians" in page.inner_text("main")
    assert seen.said == []
    assert seen.elsewhere == []
    seen.context.close()
