"""The site over the packaged Record, asked through Django's own client."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from settled import settle

from horseshoe.site import settings

settle()
settings.prepare()

from django.test import Client  # noqa: E402 (after the settings)

from horseshoe.site.record import Keeper  # noqa: E402
from horseshoe.site.serving import views  # noqa: E402
from horseshoe.site.serving.serve import Site  # noqa: E402
from horseshoe.site.whip import count as whip_count  # noqa: E402

DAY = datetime.date(2026, 11, 22)


@pytest.fixture(scope="session")
def keeper() -> Keeper:
    return Keeper(DAY)


@pytest.fixture
def site(keeper: Keeper, tables_of_their_own: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    settings.prepare()
    made = Site(keeper)
    monkeypatch.setattr(views, "site", lambda: made)
    monkeypatch.setattr(whip_count, "PATIENCE", 120.0)
    return made


@pytest.fixture
def client(site: Site) -> Client:
    return Client(raise_request_exception=True)
