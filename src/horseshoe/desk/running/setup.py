"""Django set up as a shared installation, for the commands and the server of one."""

from __future__ import annotations

import os
from collections.abc import Mapping

from horseshoe.desk.running.environment import Installation


def prepare(told: Mapping[str, str] | None = None) -> None:
    """Have Django set up as the environment says; once a process, before anything else sets it up.

    Args:
        told: the environment; that of this process where it is not given.

    Raises:
        horseshoe.desk.running.environment.Unfit: the environment does not describe an installation.
    """
    import django
    from django.conf import settings

    from horseshoe.desk.running.settings import installed

    if not settings.configured:
        settings.configure(**installed(os.environ if told is None else told))
        django.setup()


def here() -> Installation:
    """The installation that this process serves."""
    from django.conf import settings

    found: Installation = settings.HORSESHOE
    return found
