"""The API over the packaged Record, asked as a server asks it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from settled import settle

settle()

from horseshoe.api.documents import document  # noqa: E402 (after the settings)
from horseshoe.api.serve import Api  # noqa: E402
from horseshoe.site.record import Keeper  # noqa: E402

DAY = datetime.date(2026, 11, 22)


@pytest.fixture(scope="session")
def keeper() -> Keeper:
    return Keeper(DAY)


@pytest.fixture
def api(keeper: Keeper, tables_of_their_own: Path) -> Api:
    return Api(keeper)


@pytest.fixture
def client(api: Api) -> httpx.Client:
    return httpx.Client(transport=httpx.WSGITransport(app=api), base_url="http://localhost")


@pytest.fixture(scope="session")
def described() -> dict[str, Any]:
    """The OpenAPI document."""
    return document()
