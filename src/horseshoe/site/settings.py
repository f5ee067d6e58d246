"""Django's settings for the pages: templates and one view; no app, no account, no secret.

The store has settings of its own, and sets Django up when it is first asked. Whichever comes first, the other's
settings join those that are there: the store brings its database, the site what stands here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django_htmx

HERE = Path(__file__).parent
STATIC = HERE / "static"

HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
"""The one library that pages run in the browser, from its own distribution; only pages that need it load it."""

SITE: dict[str, Any] = {
    "ROOT_URLCONF": "horseshoe.site.serving.urls",
    "MIDDLEWARE": [],
    "ALLOWED_HOSTS": ["*"],  # no link is made from the name of the host
    "APPEND_SLASH": False,
    "DEBUG": False,
    "USE_I18N": True,
    "LANGUAGE_CODE": "en",
    "LOCALE_PATHS": [str(HERE / "locale")],
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [str(HERE / "templates")],
            "OPTIONS": {
                "builtins": [
                    "horseshoe.site.tags.saying",
                    "horseshoe.site.tags.words",
                    "horseshoe.site.tags.ways",
                    "horseshoe.site.tags.citing",
                    "horseshoe.site.tags.shown",
                    "horseshoe.site.tags.furniture",
                    "horseshoe.site.pictures.around",
                    "django.templatetags.i18n",
                ],
                "string_if_invalid": "",
            },
        }
    ],
}


ADDRESS = "HORSESHOE_URL"
"""Names the variable that says where the site stands."""


def url(given: str | None = None) -> str:
    """Where the site stands, ending in a stroke; empty where it is not known.

    Args:
        given: as somebody wrote it; what ``HORSESHOE_URL`` says by default.

    Raises:
        BadQuestion: it is no address of a site.
    """
    from urllib.parse import urlsplit

    from horseshoe.answers.questions import BadQuestion

    text = (os.environ.get(ADDRESS, "") if given is None else given).strip()
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        whole = bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none, a bracket that is not closed
        whole = False
    if (
        not whole
        or parts.scheme not in ("http", "https")
        or parts.username is not None
        or parts.query
        or parts.fragment
        or " " in text
    ):
        raise BadQuestion(
            f"{text[:80]!r} is no address of a site: write it as https://horseshoe.example/ or with a path."
        )
    return f"{text.rstrip('/')}/"


def static_files() -> Iterator[tuple[str, Path]]:
    """Name and place of every file that is no page: styles, scripts, pictures."""
    yield HTMX.name, HTMX
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            yield path.relative_to(STATIC).as_posix(), path


def prepare() -> None:
    """Have Django set up with these settings, whether or not the store has set it up already.

    A program with Django settings of its own keeps those, and adds what it wants of ``SITE`` itself.
    """
    import django
    from django.conf import settings

    if os.environ.get("DJANGO_SETTINGS_MODULE"):
        return
    if not settings.configured:
        from horseshoe.store import settings as stores

        settings.configure(
            INSTALLED_APPS=stores.INSTALLED_APPS,
            USE_TZ=stores.USE_TZ,
            TIME_ZONE=stores.TIME_ZONE,
            DEFAULT_AUTO_FIELD=stores.DEFAULT_AUTO_FIELD,
            LOGGING_CONFIG=stores.LOGGING_CONFIG,
            **SITE,
        )
        django.setup()
    elif getattr(settings, "ROOT_URLCONF", None) != SITE["ROOT_URLCONF"]:
        for name, value in SITE.items():
            setattr(settings, name, value)
