"""What goes with every reply of the desk: nothing is kept by a cache, and a browser runs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from horseshoe.desk.running.environment import Installation
from horseshoe.desk.running.routes import BEHIND
from horseshoe.desk.running.setup import here
from horseshoe.desk.running.watched import ROUTE
from horseshoe.site.serving.headers import POLICY


def policy(installation: Installation) -> str:
    """The Content-Security-Policy of the desk: that of the pages.

    Where people are sent on to sign in, a form may lead there: browsers hold the redirect to ``form-action`` too.
    """
    if installation.provider is None:
        return POLICY
    return POLICY.replace("form-action 'self'", f"form-action 'self' {installation.provider.origin}")


class Closed:
    """Middleware that adds the Content-Security-Policy, and keeps what is private out of caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Args: get_response: what answers."""
        self._get_response = get_response
        self._headers = {
            "Content-Security-Policy": policy(here()),
            "Cache-Control": "no-store, private",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The reply with its headers."""
        response = self._get_response(request)
        if (found := request.resolver_match) is not None and found.route.startswith(BEHIND):
            request.META[ROUTE] = found.route  # a pattern: what somebody filled in is not in it
        for name, value in self._headers.items():
            response.headers.setdefault(name, value)
        return response
