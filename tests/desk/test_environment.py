"""What an installation is told by its environment: the whole of it in order, and each thing that is missing or weak."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from settled import ENVIRONMENT

from horseshoe.desk.pages.closed import policy
from horseshoe.desk.running.environment import Totp, Unfit, read
from horseshoe.desk.running.settings import installed

KEY = ENVIRONMENT["HORSESHOE_SECRET_KEY"]


def with_(**told: str | None) -> dict[str, str]:
    changed = {**ENVIRONMENT, **{f"HORSESHOE_{name}": value for name, value in told.items()}}
    return {name: value for name, value in changed.items() if value is not None}


def test_the_usual_is_safe() -> None:
    here = read(ENVIRONMENT)
    assert (here.host, here.https, here.proxies, here.totp, here.four_eyes, here.provider) == (
        "horseshoe.example.org",
        True,
        1,
        Totp.OPTIONAL,
        True,
        None,
    )


def test_nothing_at_all_is_three_sentences() -> None:
    with pytest.raises(Unfit) as refused:
        read({})
    said = str(refused.value)
    for name in ("HORSESHOE_DATABASE_URL", "HORSESHOE_URL", "HORSESHOE_SECRET_KEY_FILE"):
        assert f"{name} is missing" in said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"SECRET_KEY": "secret"}, "can be guessed"),
        ({"SECRET_KEY": "a" * 80}, "can be guessed"),
        ({"SECRET_KEY": "django-insecure-" + KEY}, "can be guessed"),
        ({"SECRET_KEY": None}, "HORSESHOE_SECRET_KEY_FILE is missing"),
        ({"SECRET_KEY": None, "SECRET_KEY_FILE": "/nowhere/key"}, "cannot be read"),
        ({"SECRET_KEY_FILE": "/nowhere/key"}, "both given"),
        ({"URL": "http://horseshoe.example.org"}, "in the clear"),
        ({"URL": "horseshoe.example.org"}, "no address of a whole site"),
        ({"URL": "https://horseshoe.example.org/path"}, "no address of a whole site"),
        ({"URL": "https://[bad"}, "no address of a whole site"),
        ({"URL": "https://example.org:port"}, "no address of a whole site"),
        ({"DATABASE_URL": "mysql://x"}, "HORSESHOE_DATABASE_URL"),
        ({"TOTP": "maybe"}, "it should be off, optional or required"),
        ({"FOUR_EYES": "perhaps"}, "it should be on or off"),
        ({"PROXIES": "-1"}, "0 to 9"),
        ({"EMAIL_URL": "carrier-pigeon:"}, "HORSESHOE_EMAIL_URL"),
        ({"EMAIL_URL": "smtp://u:p@mail.example.org?tls=off"}, "in the clear"),
        ({"OIDC_ISSUER": "https://id.example.org"}, "HORSESHOE_OIDC_CLIENT and HORSESHOE_OIDC_SECRET_FILE too"),
        ({"OIDC_ISSUER": "http://id.example.org", "OIDC_CLIENT": "c", "OIDC_SECRET_FILE": "f"}, "https address"),
    ],
)
def test_what_is_weak_is_refused_in_a_sentence(told: dict[str, str | None], said: str) -> None:
    with pytest.raises(Unfit, match=said) as refused:
        read(with_(**told))
    assert KEY not in str(refused.value)


def test_a_file_of_keys_has_the_present_one_first(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"{KEY} new\n\n{KEY}\n")
    settings = installed(with_(SECRET_KEY=None, SECRET_KEY_FILE=str(file)))
    assert (settings["SECRET_KEY"], settings["SECRET_KEY_FALLBACKS"]) == (f"{KEY} new", [KEY])


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (None, {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
        (
            "smtp://us%40er:p%2Fw@mail.example.org",
            {"EMAIL_HOST_USER": "us@er", "EMAIL_PORT": 587, "EMAIL_USE_TLS": True},
        ),
        ("smtps://mail.example.org", {"EMAIL_PORT": 465, "EMAIL_USE_SSL": True, "EMAIL_USE_TLS": False}),
        ("file:///var/mail/out", {"EMAIL_FILE_PATH": "/var/mail/out"}),
    ],
)
def test_mail(url: str | None, expected: dict[str, Any]) -> None:
    settings = installed(with_(EMAIL_URL=url))
    assert {name: settings[name] for name in expected} == expected


def test_the_organisations_sign_in(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("s3cret\n")
    told = with_(
        OIDC_ISSUER="https://id.example.org/realms/mfa/",
        OIDC_CLIENT="horseshoe",
        OIDC_SECRET_FILE=str(file),
        OIDC_NAME="The Ministry",
    )
    settings = installed(told)
    (app,) = settings["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert (app["name"], app["secret"]) == ("The Ministry", "s3cret")
    assert app["settings"]["server_url"] == "https://id.example.org/realms/mfa"
    assert "form-action 'self' https://id.example.org;" in policy(read(told))


def test_localhost_may_do_without_https() -> None:
    settings = installed(with_(URL="http://localhost:8000"))
    assert settings["ALLOWED_HOSTS"] == ["localhost"]
    assert not settings["SECURE_SSL_REDIRECT"]
    assert not settings["SESSION_COOKIE_SECURE"]


def test_passwords_are_kept_by_argon2_and_cookies_are_closed() -> None:
    settings = installed(ENVIRONMENT)
    assert settings["PASSWORD_HASHERS"][0].endswith("Argon2PasswordHasher")
    assert settings["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["CSRF_COOKIE_SECURE"]
    assert settings["SECURE_HSTS_SECONDS"] == 31_536_000
    assert "'unsafe" not in policy(read(ENVIRONMENT))
    assert settings["DEBUG"] is False


def test_check_deploy_is_clean() -> None:
    from django.core.checks import run_checks

    assert [str(found) for found in run_checks(include_deployment_checks=True) if not found.is_silenced()] == []
