"""The site as it is served, in Chromium."""

from __future__ import annotations

import os
import shutil
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

NAMES = (os.environ.get("HORSESHOE_CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next((path for name in NAMES if name and (path := shutil.which(name))), None)
"""Where ``script/browser`` found one, or where one usually is."""


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, served by the command over the packaged facts."""
    own = tmp_path_factory.mktemp("own")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "HORSESHOE_TABLES": str(own), "XDG_DATA_HOME": str(own)}
    environment.pop("HORSESHOE_DATABASE_URL", None)
    with subprocess.Popen(
        [str(Path(sys.executable).with_name("horseshoe")), "serve", "--port", str(port)], env=environment
    ) as process:
        address = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                urllib.request.urlopen(address, timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
        process.terminate()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser; closed before other tests, since Django refuses a database where Playwright's loop runs."""
    if CHROMIUM is None:
        pytest.skip("No Chromium is here: script/test installs one, or Debian's apt-get install chromium.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def seen(chromium: Any, served: str) -> Iterator[Seen]:
    made = Seen(chromium, served, viewport={"width": 1024, "height": 800})
    yield made
    made.context.close()
