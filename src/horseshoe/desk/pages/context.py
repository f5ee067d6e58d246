"""What every template of the desk is told, beside what its view tells it: that of every page of the site."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Action, Kind, Thing, decide
from horseshoe.desk.running.environment import Totp
from horseshoe.desk.running.setup import here
from horseshoe.site.render import LANGUAGES, every, head
from horseshoe.site.serving.views import site

TITLES = {
    "account_login": gettext_noop("Sign in"),
    "account_logout": gettext_noop("Sign out"),
    "account_reauthenticate": gettext_noop("Say again who you are"),
    "account_change_password": gettext_noop("Password"),
    "account_email": gettext_noop("E-mail address"),
    "account_reset_password": gettext_noop("The password is forgotten"),
    "account_reset_password_done": gettext_noop("The password is forgotten"),
    "account_reset_password_from_key": gettext_noop("A new password"),
    "account_reset_password_from_key_done": gettext_noop("A new password"),
    "account_signup": gettext_noop("Nobody signs up here"),
    "account_inactive": gettext_noop("This account is closed"),
    "mfa_index": gettext_noop("Second factor"),
    "mfa_authenticate": gettext_noop("Second factor"),
    "mfa_reauthenticate": gettext_noop("Say again who you are"),
    "mfa_activate_totp": gettext_noop("Set up an authenticator app"),
    "mfa_deactivate_totp": gettext_noop("Switch the second factor off"),
    "mfa_view_recovery_codes": gettext_noop("Recovery codes"),
    "mfa_generate_recovery_codes": gettext_noop("New recovery codes"),
    "socialaccount_connections": gettext_noop("Sign-in of the organisation"),
}
"""Name of an address of django-allauth to the title of its page."""


def page(request: HttpRequest) -> dict[str, Any]:
    """What the templates of the site need, for the address that was asked for."""
    language = translation.get_language() or LANGUAGES[0]
    told = every(request.path.lstrip("/"), site().keeper.held(), LANGUAGES[0], published=False)
    match = request.resolver_match
    return {
        **told,
        "language": language,
        "root": f"{told['base']}{head(language)}",  # from here to the pages in that language
        "room": match.view_name if match else "",
        "title": gettext(TITLES.get(match.url_name or "" if match else "", gettext_noop("Your account"))),
        "description": gettext("The desk of this installation."),
        "provider": here().provider,
        "second_factor": here().totp is not Totp.OFF,
        **_doors(request),
    }


def _doors(request: HttpRequest) -> dict[str, bool]:
    """Which rooms the bar of the desk leads to: those that the person may work in."""
    person = people.found(getattr(request, "user", None))
    return {
        "to_votes": bool(decide(person, Action.WRITE, Thing(Kind.FACTS))),
        "to_register": bool(decide(person, Action.READ, Thing(Kind.ACTS))),
        "to_house": bool(decide(person, Action.MANAGE, Thing(Kind.ACCOUNTS))),
    }
