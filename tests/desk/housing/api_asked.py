"""The API of an installation, asked as a server asks it; and somebody's token."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from houses import account

from horseshoe.api import bearer as bearers
from horseshoe.api.bearer import Limits
from horseshoe.api.serve import Api
from horseshoe.desk.access import tokens
from horseshoe.desk.access.tokens import Scope
from horseshoe.site import record as records
from horseshoe.site.record import Keeper

DAY = datetime.date(2026, 11, 22)

TOML = {"Content-Type": "application/toml"}

Ask = Callable[..., httpx.Response]


def serve(house: str, patch: pytest.MonkeyPatch) -> Api:
    """The API of an installation, which looks at the facts for each request."""
    patch.setattr(records, "PATIENCE", 0.0)
    patch.setattr(bearers, "_limits", Limits())
    patch.setenv("HORSESHOE_DATABASE_URL", house)
    return Api(Keeper(DAY), bearer=bearers.bearer)


def asking(api: Api) -> Ask:
    """Asks it by https, with a token if one is given."""
    client = httpx.Client(transport=httpx.WSGITransport(app=api), base_url="https://horseshoe.example.org")

    def asked(method: str, address: str, token: str | None = None, **told: Any) -> httpx.Response:
        headers = {"X-Forwarded-Proto": "https", **told.pop("headers", {})}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return client.request(method, f"/api/v1/{address}", headers=headers, **told)

    return asked


def token(name: str, *groups: str) -> str:
    """A token of a new account in some groups, good for everything."""
    account(name, *groups)
    return tokens.make(name, "the tests", Scope, days=30, by="the tests")
