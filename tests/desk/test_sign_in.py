"""Signing in and out as a browser does it, and what stands in the way of whoever guesses."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.test.utils import override_settings
from settled import ENVIRONMENT

from horseshoe.desk.running.environment import read

PASSWORD = "eleven plus one, by the sea"

Team = dict[str, User]


@pytest.fixture
def anna(team: Team) -> User:
    team["anna"].set_password(PASSWORD)
    team["anna"].save()
    return team["anna"]


def sign_in(browser: Client, name: str = "anna", password: str = PASSWORD) -> Any:
    return browser.post("/accounts/login/", {"login": name, "password": password}, secure=True)


def test_a_person_signs_in_sees_what_she_may_and_signs_out(browser: Client, anna: User) -> None:
    first = browser.get("/desk/", secure=True)
    assert (first.status_code, first["Location"]) == (302, "/accounts/login/?next=/desk/")
    before = browser.cookies.get("__Host-horseshoe")
    assert sign_in(browser).headers["Location"] == "/desk/"
    page = browser.get("/desk/", secure=True).content.decode()
    assert "Kenya&#x27;s mission" in page
    assert "where you are analyst" in page
    assert "Ghana" not in page
    assert before is None or before.value != browser.cookies["__Host-horseshoe"].value
    session = browser.cookies["__Host-horseshoe"].value
    browser.post("/accounts/logout/", secure=True)
    assert browser.get("/desk/", secure=True).status_code == 302
    assert not Session.objects.filter(pk=session).exists()


def test_the_session_is_another_one_after_signing_in(browser: Client, anna: User) -> None:
    browser.get("/accounts/login/", secure=True)
    session = browser.session
    session["planted"] = "by somebody else"
    session.save()
    planted = str(session.session_key)
    browser.cookies["__Host-horseshoe"] = planted
    sign_in(browser)
    assert browser.cookies["__Host-horseshoe"].value != planted
    assert not Session.objects.filter(pk=planted).exists()


def test_cookies_are_for_this_host_over_https_and_no_script(browser: Client, anna: User) -> None:
    sign_in(browser)
    cookie = browser.cookies["__Host-horseshoe"]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
        True,
        True,
        "Lax",
        "/",
        "",
    )


def test_after_five_failures_the_right_password_does_not_help_either(browser: Client, anna: User) -> None:
    for _ in range(5):
        assert sign_in(browser, password="wrong").status_code == 200
    for name in ("anna", "ANNA", " anna "):
        page = sign_in(Client(headers={"host": "horseshoe.example.org", "x-forwarded-for": "10.9.8.7"}), name)
        assert page.status_code == 200
        assert b"Too many failed" in page.content


def test_it_is_not_told_whether_there_is_such_an_account(browser: Client, anna: User) -> None:
    known, unknown = sign_in(browser, "anna", "wrong"), sign_in(browser, "nobody", "wrong")
    assert _errors(known) == _errors(unknown)
    browser.post("/accounts/password/reset/", {"email": "nobody@example.org"}, secure=True)
    assert mail.outbox == []


def test_a_forgotten_password_is_set_anew_by_mail(browser: Client, anna: User) -> None:
    browser.post("/accounts/password/reset/", {"email": "anna@example.org"}, secure=True)
    (letter,) = mail.outbox
    (way,) = re.findall(r"https://horseshoe\.example\.org(/\S+)", str(letter.body))
    form = browser.get(way, secure=True)
    new = {"password1": f"{PASSWORD} again", "password2": f"{PASSWORD} again"}
    assert browser.post(form["Location"], new, secure=True).status_code == 302
    assert sign_in(browser, password=PASSWORD).status_code == 200
    assert sign_in(browser, password=f"{PASSWORD} again").status_code == 302


def test_nobody_signs_up(browser: Client, house: str) -> None:
    page = browser.post(
        "/accounts/signup/", {"username": "x", "password1": PASSWORD, "password2": PASSWORD}, secure=True
    )
    assert b"Closed" in page.content
    assert not User.objects.exists()


def test_a_closed_account_is_out_at_once(browser: Client, anna: User) -> None:
    sign_in(browser)
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert browser.get("/desk/", secure=True).status_code == 302


def test_a_form_from_elsewhere_is_refused(anna: User) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": "horseshoe.example.org"})
    page = strict.post("/accounts/login/", {"login": "anna", "password": PASSWORD}, secure=True)
    assert page.status_code == 403
    assert b"did not come from a page of this site" in page.content


def test_another_host_and_plain_http_are_refused(browser: Client, house: str) -> None:
    assert browser.get("/accounts/login/", secure=True, headers={"host": "evil.example"}).status_code == 400
    plain = browser.get("/accounts/login/")
    assert (plain.status_code, plain["Location"]) == (301, "https://horseshoe.example.org/accounts/login/")


def _totp(user: User) -> str:
    secret = get_adapter().decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def test_a_second_factor_is_asked_for_once_set_up_and_kept_sealed(browser: Client, anna: User) -> None:
    TOTP.activate(anna, "JBSWY3DPEHPK3PXP")
    assert "JBSWY3DP" not in str(Authenticator.objects.get(user=anna).data)
    assert sign_in(browser)["Location"].startswith("/accounts/2fa/authenticate/")
    assert browser.get("/desk/", secure=True).status_code == 302
    assert browser.post("/accounts/2fa/authenticate/", {"code": "000000"}, secure=True).status_code == 200
    assert browser.post("/accounts/2fa/authenticate/", {"code": _totp(anna)}, secure=True).status_code == 302
    assert browser.get("/desk/", secure=True).status_code == 200


def test_a_code_that_was_used_does_not_open_a_second_time(browser: Client, anna: User) -> None:
    TOTP.activate(anna, "JBSWY3DPEHPK3PXP")
    sign_in(browser)
    code = _totp(anna)
    assert browser.post("/accounts/2fa/authenticate/", {"code": code}, secure=True).status_code == 302
    other = Client(headers={"host": "horseshoe.example.org"})
    sign_in(other)
    assert other.post("/accounts/2fa/authenticate/", {"code": code}, secure=True).status_code == 200
    assert other.get("/desk/", secure=True).status_code == 302


def test_another_password_ends_the_other_sessions(browser: Client, anna: User) -> None:
    other = Client(headers={"host": "horseshoe.example.org"})
    for each in (browser, other):
        sign_in(each)
        assert each.get("/desk/", secure=True).status_code == 200
    new = {"oldpassword": PASSWORD, "password1": f"{PASSWORD} again", "password2": f"{PASSWORD} again"}
    assert browser.post("/accounts/password/change/", new, secure=True).status_code == 302
    assert other.get("/desk/", secure=True).status_code == 302


def test_where_a_second_factor_is_required_nobody_goes_on_without(browser: Client, anna: User) -> None:
    with override_settings(HORSESHOE=read({**ENVIRONMENT, "HORSESHOE_TOTP": "required"})):
        sign_in(browser)
        assert browser.get("/desk/", secure=True)["Location"] == "/accounts/2fa/totp/activate/"
        browser.post("/accounts/reauthenticate/", {"password": PASSWORD}, secure=True)
        assert b"data:image/svg+xml" in browser.get("/accounts/2fa/totp/activate/", secure=True).content


class Inline(HTMLParser):
    """Collects what a strict policy would not run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "style" or "style" in told or any(name.startswith("on") for name in told):
            self.found.append(self.get_starttag_text() or tag)
        if tag == "script" and "src" not in told and told.get("type") != "application/json":
            self.found.append(self.get_starttag_text() or tag)
        if tag in ("script", "link", "img") and re.match(r"(https?:)?//", told.get("src") or told.get("href") or ""):
            self.found.append(self.get_starttag_text() or tag)


@pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
def test_no_page_has_script_or_style_in_it(browser: Client, anna: User) -> None:
    open_ = ["/accounts/login/", "/accounts/password/reset/", "/accounts/signup/", "/accounts/password/reset/done/"]
    own = ["/desk/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/email/"]
    own += ["/accounts/logout/"]
    for path in [*open_, None, *own]:
        if path is None:
            sign_in(browser)
            page = browser.get("/accounts/reauthenticate/", secure=True)
            browser.post("/accounts/reauthenticate/", {"password": PASSWORD}, secure=True)
            path = "/accounts/reauthenticate/"
        else:
            page = browser.get(path, secure=True)
        assert page.status_code == 200, path
        assert page["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self';")
        assert page["Cache-Control"].find("no-store") >= 0, path
        inline = Inline()
        inline.feed(page.content.decode())
        assert inline.found == [], path
        assert "site.css" in page.content.decode()


@pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
def test_the_admin_is_for_administrators_and_shows_nothing_private(browser: Client, team: Team) -> None:
    for name in ("anna", "root"):
        team[name].set_password(PASSWORD)
        team[name].save()
    sign_in(browser)
    refused = browser.get("/admin/", secure=True, follow=True)
    assert refused.status_code == 403
    assert b"anna may not manage accounts: that takes an administrator" in refused.content
    browser.logout()
    sign_in(browser, "root")
    page = browser.get("/admin/", secure=True)
    assert page.status_code == 200
    assert set(re.findall(r'"/admin/(\w+/\w+)/"', page.content.decode())) == {
        "auth/user",
        "desk/househistory",
        "desk/membership",
        "desk/workspace",
    }
    for path in ("auth/user/", "desk/workspace/add/", "desk/membership/add/", "desk/househistory/", "auth/user/add/"):
        found = browser.get(f"/admin/{path}", secure=True)
        assert found.status_code == 200, path
        inline = Inline()
        inline.feed(found.content.decode())
        assert inline.found == [], path


@pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
def test_what_the_admin_changes_is_in_the_history(browser: Client, team: Team) -> None:
    from horseshoe.desk.models import HouseHistory, Membership, Workspace

    team["root"].set_password(PASSWORD)
    team["root"].save()
    sign_in(browser, "root")
    browser.post("/admin/desk/workspace/add/", {"name": "tmp", "title": "Third"}, secure=True)
    place = Workspace.objects.get(name="tmp")
    member = {"workspace": place.pk, "person": team["anna"].pk, "role": "reader"}
    browser.post("/admin/desk/membership/add/", member, secure=True)
    held = Membership.objects.get(workspace=place)
    browser.post("/admin/desk/membership/", {"action": "end", "_selected_action": held.pk}, secure=True)
    account = {"username": "new", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    browser.post("/admin/auth/user/add/", account, secure=True)
    new = User.objects.get(username="new")
    browser.post(f"/admin/auth/user/{new.pk}/change/", {"username": "new", "is_active": ""}, secure=True)
    rows = HouseHistory.objects.order_by("-pk").values_list("what", "kind", "thing", "who")[:5]
    assert list(rows) == [
        ("change", "accounts", "new", "root"),
        ("open", "accounts", "new", "root"),
        ("dismiss", "members", "tmp/anna", "root"),
        ("admit", "members", "tmp/anna", "root"),
        ("open", "workspaces", "tmp", "root"),
    ]
    new.refresh_from_db()
    assert not new.is_active


@pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
def test_who_lost_the_second_factor_signs_in_again_after_an_administrator_ended_it(
    browser: Client, team: Team, anna: User
) -> None:
    from horseshoe.desk.models import HouseHistory

    TOTP.activate(anna, "JBSWY3DPEHPK3PXP")
    action = {"action": "end_second_factor", "_selected_action": anna.pk}
    for name in ("rita", "root"):
        team[name].set_password(PASSWORD)
        team[name].save()
        sign_in(browser, name)
        browser.post("/admin/auth/user/", action, secure=True)
        assert Authenticator.objects.filter(user=anna).exists() == (name == "rita")
        browser.logout()
    told = HouseHistory.objects.order_by("-pk").values_list("what", "thing", "who")[0]
    assert told == ("end second factor", "anna", "root")
    assert sign_in(browser)["Location"] == "/desk/"


def _errors(page: Any) -> list[str]:
    return re.findall(r"<li>([^<]*)</li>", page.content.decode().split('role="alert"')[1])[:1]
