"""Django's settings of a shared installation: accounts, sessions, sign-in, and what a browser may do.

The names in capitals also make this a settings module, for ``django-admin makemigrations`` and the type checker.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from horseshoe.desk.running import environment
from horseshoe.desk.running.environment import Installation, Totp
from horseshoe.site import settings as sites

HERE = Path(__file__).parent.parent

INSTALLED_APPS = [
    "horseshoe.store",
    "horseshoe.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.admin.apps.SimpleAdminConfig",  # nothing enters the admin but what desk.admin lets in
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "horseshoe.desk.pages.closed.Closed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "horseshoe.desk.pages.tongue.Tongue",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "horseshoe.desk.access.second_factor.SecondFactor",
]
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGGING_CONFIG = None  # the program that serves decides what is logged
ROOT_URLCONF = "horseshoe.desk.pages.urls"

HORSESHOE: Installation
"""The installation, for what is ours."""

CACHE_TABLE = "desk_cache"
"""Where failed sign-ins are counted: in the database, so that all workers count together."""

SESSION_HOURS = 12

LOCKED_MINUTES = 15
"""For which an account is closed after too many failed sign-ins, wherever they came from."""

FAILURES = 5

VALIDATION = "django.contrib.auth.password_validation"


def installed(told: Mapping[str, str]) -> dict[str, Any]:
    """Django's settings of the installation that an environment describes.

    Raises:
        horseshoe.desk.running.environment.Unfit: something is missing or weak; each is one sentence.
    """
    here = environment.read(told)
    return {
        "HORSESHOE": here,
        "INSTALLED_APPS": INSTALLED_APPS,
        "USE_TZ": USE_TZ,
        "TIME_ZONE": TIME_ZONE,
        "DEFAULT_AUTO_FIELD": DEFAULT_AUTO_FIELD,
        "LOGGING_CONFIG": LOGGING_CONFIG,
        "ROOT_URLCONF": ROOT_URLCONF,
        "DEBUG": False,
        "FILE_UPLOAD_HANDLERS": [
            "horseshoe.desk.depositary.uploads.Limited",
            "django.core.files.uploadhandler.TemporaryFileUploadHandler",
        ],
        "SECRET_KEY": here.key,
        "SECRET_KEY_FALLBACKS": list(here.earlier_keys),
        "DATABASES": {"default": here.database},
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": CACHE_TABLE}},
        **_pages(),
        **_transport(here),
        **_sign_in(here),
        **here.email,
    }


def _pages() -> dict[str, Any]:
    site = sites.SITE["TEMPLATES"][0]
    return {
        "MIDDLEWARE": MIDDLEWARE,
        "APPEND_SLASH": True,
        "USE_I18N": True,
        "LANGUAGE_CODE": sites.SITE["LANGUAGE_CODE"],
        "LANGUAGES": [("en", "English"), ("fr", "Français")],
        "DESK": True,  # pages lead to it
        "LOCALE_PATHS": sites.SITE["LOCALE_PATHS"],
        "STATIC_URL": "/static/",
        "TEMPLATES": [
            {
                **site,
                "DIRS": [str(HERE / "templates"), *site["DIRS"]],
                "APP_DIRS": True,
                "OPTIONS": {
                    **site["OPTIONS"],
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                        "horseshoe.desk.pages.context.page",
                    ],
                },
            }
        ],
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "CSRF_FAILURE_VIEW": "horseshoe.desk.pages.views.not_from_here",
    }


def _transport(here: Installation) -> dict[str, Any]:
    year = 365 * 24 * 3600
    leading = "__Host-" if here.https else ""  # a browser takes such a cookie from this host alone, over https
    return {
        "ALLOWED_HOSTS": [here.host],
        "CSRF_TRUSTED_ORIGINS": [here.url],
        "SESSION_COOKIE_NAME": f"{leading}horseshoe",
        "CSRF_COOKIE_NAME": f"{leading}horseshoe-form",
        "LANGUAGE_COOKIE_NAME": f"{leading}horseshoe-language",
        "LANGUAGE_COOKIE_SECURE": here.https,
        "LANGUAGE_COOKIE_HTTPONLY": True,
        "LANGUAGE_COOKIE_SAMESITE": "Lax",
        "LANGUAGE_COOKIE_AGE": year,
        "SESSION_COOKIE_SECURE": here.https,
        "CSRF_COOKIE_SECURE": here.https,
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_AGE": SESSION_HOURS * 3600,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "SECURE_SSL_REDIRECT": here.https,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if here.https and here.proxies else None,
        "SECURE_HSTS_SECONDS": year if here.https else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": here.https,
        "SECURE_HSTS_PRELOAD": False,
        # To be on the browsers' lists cannot be taken back for months: that is for the owner of the domain to ask for.
        "SILENCED_SYSTEM_CHECKS": ["security.W021"],
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
    }


def _sign_in(here: Installation) -> dict[str, Any]:
    return {
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "PASSWORD_HASHERS": [
            "django.contrib.auth.hashers.Argon2PasswordHasher",
            "django.contrib.auth.hashers.ScryptPasswordHasher",
        ],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator"},
            {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
            {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
            {"NAME": f"{VALIDATION}.NumericPasswordValidator"},
        ],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "/desk/",
        "LOGOUT_REDIRECT_URL": "/",
        "ALLAUTH_TRUSTED_PROXY_COUNT": here.proxies,
        "ACCOUNT_ADAPTER": "horseshoe.desk.access.accounts.Accounts",
        "ACCOUNT_LOGIN_METHODS": {"username"},  # one name, so that failures are counted under one
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "email", "password1*", "password2*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,  # a stranger's address gets no mail from here
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if here.https else "http",
        "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": True,
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "Horseshoe: ",
        "ACCOUNT_RATE_LIMITS": {
            "login": "30/m/ip",
            "notices": "10/h/ip",  # who asks to be told by e-mail
            "login_failed": f"20/m/ip,{FAILURES}/{LOCKED_MINUTES}m/key",
        },
        "MFA_ADAPTER": "horseshoe.desk.access.accounts.SecondFactors",
        "MFA_SUPPORTED_TYPES": [] if here.totp is Totp.OFF else ["totp", "recovery_codes"],
        "MFA_TOTP_ISSUER": f"Horseshoe ({here.host})",
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,
        "SOCIALACCOUNT_ADAPTER": "horseshoe.desk.access.accounts.Organisation",
        "SOCIALACCOUNT_LOGIN_ON_GET": False,
        "SOCIALACCOUNT_STORE_TOKENS": False,
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": _apps(here)}},
    }


def _apps(here: Installation) -> list[dict[str, Any]]:
    if here.provider is None:
        return []
    return [
        {
            "provider_id": "organisation",
            "name": here.provider.name,
            "client_id": here.provider.client,
            "secret": here.provider.secret,
            "settings": {"server_url": here.provider.issuer},
        }
    ]
