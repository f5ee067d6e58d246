"""Django as all tests share it: one process has one set of apps, so it is that of a shared installation."""

from __future__ import annotations

import django
from django.conf import settings

from horseshoe.desk.running.settings import installed

ENVIRONMENT = {
    "HORSESHOE_DATABASE_URL": "sqlite:///nowhere.sqlite3",
    "HORSESHOE_URL": "https://horseshoe.example.org",
    "HORSESHOE_SECRET_KEY": "of the tests alone: 0123456789 abcdefghijklmnopqrstuvwxyz",
}


def settle() -> None:
    """Set Django up; each test connects to a store of its own."""
    if not settings.configured:
        settings.configure(**installed(ENVIRONMENT))
        django.setup()
