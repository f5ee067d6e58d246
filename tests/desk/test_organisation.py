"""An organisation's own sign-in, by OpenID Connect: who comes from there is a reader, and nobody else's account."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.test.utils import override_settings
from provider import CLIENT, SECRET, Provider
from settled import ENVIRONMENT

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Role
from horseshoe.desk.running.environment import read
from horseshoe.desk.running.settings import installed

WAY = "/accounts/oidc/organisation/login/"

Team = dict[str, User]


@pytest.fixture
def provider(house: str, tmp_path: Path) -> Iterator[Provider]:
    file = tmp_path / "client"
    file.write_text(SECRET)
    with Provider() as found:
        told = {
            **ENVIRONMENT,
            "HORSESHOE_OIDC_ISSUER": found.issuer,
            "HORSESHOE_OIDC_CLIENT": CLIENT,
            "HORSESHOE_OIDC_SECRET_FILE": str(file),
            "HORSESHOE_OIDC_NAME": "The Ministry",
        }
        with override_settings(
            HORSESHOE=read(told), SOCIALACCOUNT_PROVIDERS=installed(told)["SOCIALACCOUNT_PROVIDERS"]
        ):
            yield found


def come(provider: Provider, browser: Client, **person: Any) -> Any:
    """Sign in at the organisation, and come back."""
    sent = browser.post(WAY, secure=True)
    assert sent["Location"].startswith(f"{provider.issuer}/authorize?")
    back = provider.lets_in(sent["Location"], **person)
    assert back.startswith("https://horseshoe.example.org/accounts/oidc/organisation/login/callback/?")
    return browser.get(back.removeprefix("https://horseshoe.example.org"), secure=True)


def test_who_comes_from_the_organisation_is_a_reader_without_a_workspace(provider: Provider, browser: Client) -> None:
    assert b"The Ministry" in browser.get("/accounts/login/", secure=True).content
    assert come(provider, browser, sub="17", preferred_username="grace")["Location"] == "/desk/"
    (grace,) = User.objects.all()
    found = people.found(grace)
    assert (grace.username, grace.has_usable_password(), found.role, dict(found.workspaces)) == (
        "grace",
        False,
        Role.READER,
        {},
    )
    assert browser.get("/desk/", secure=True).status_code == 200


def test_the_same_person_has_the_same_account_again(provider: Provider, browser: Client) -> None:
    come(provider, browser, sub="17", preferred_username="grace")
    browser.logout()
    come(provider, browser, sub="17", preferred_username="grace.married")
    assert [each.username for each in User.objects.all()] == ["grace"]


def test_a_name_and_an_address_of_somebody_else_open_nothing_of_theirs(
    provider: Provider, browser: Client, team: Team
) -> None:
    anna = team["anna"]
    before = User.objects.count()
    come(provider, browser, sub="66", preferred_username="anna", email=anna.email, email_verified=True)
    assert browser.session.get("_auth_user_id") != str(anna.pk)
    assert browser.get("/desk/workspaces/ken/", secure=True).status_code in (302, 404)
    assert User.objects.filter(username="anna").count() == 1
    assert User.objects.count() <= before + 1


def test_an_answer_to_nobodys_question_is_refused(provider: Provider, browser: Client) -> None:
    sent = browser.post(WAY, secure=True)
    back = provider.lets_in(sent["Location"], sub="17", preferred_username="grace")
    stranger = Client(headers={"host": "horseshoe.example.org"})
    page: Any = stranger.get(back.removeprefix("https://horseshoe.example.org"), secure=True)
    assert "_auth_user_id" not in stranger.session
    assert page.status_code < 500
    assert not User.objects.exists()


def test_a_closed_account_does_not_come_in_by_the_organisation(provider: Provider, browser: Client) -> None:
    come(provider, browser, sub="17", preferred_username="grace")
    browser.logout()
    User.objects.update(is_active=False)
    come(provider, browser, sub="17", preferred_username="grace")
    assert browser.get("/desk/", secure=True).status_code == 302
