"""Where the installation asks for a second factor, nobody goes on without one."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from horseshoe.desk.running.environment import Totp
from horseshoe.desk.running.setup import here

OPEN = ("/accounts/2fa/", "/accounts/logout/", "/accounts/reauthenticate/")
"""Where somebody without one may still go: to set it up, or away."""


class SecondFactor:
    """Middleware that leads whoever is signed in without a second factor to where it is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Args: get_response: what answers."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The reply, or the way to where a second factor is set up."""
        if (
            here().totp is Totp.REQUIRED
            and not request.path.startswith(OPEN)
            and request.user.is_authenticated
            and not is_mfa_enabled(request.user)
        ):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return self._get_response(request)
