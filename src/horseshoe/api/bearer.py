"""The token of a request: who it stands for, whether it came by https, and how often it may ask."""

from __future__ import annotations

import threading
import time
from typing import Any

from django.core.handlers.wsgi import WSGIRequest

from horseshoe.api.problems import Refusal
from horseshoe.desk.access import tokens
from horseshoe.desk.access.tokens import BadToken, Bearer
from horseshoe.desk.running import setup

OFTEN, SECONDS = 600, 60
"""So many requests in so many seconds, a token and worker."""

ASK = {"WWW-Authenticate": 'Bearer realm="Horseshoe", error="invalid_token"'}


class Limits:
    """How much each token has left: it fills again evenly."""

    def __init__(self, often: int = OFTEN, seconds: int = SECONDS) -> None:
        """Args: often: requests; seconds: in so many."""
        self._often = often
        self._seconds = seconds
        self._lock = threading.Lock()
        self._left: dict[int, tuple[float, float]] = {}

    def take(self, number: int) -> tuple[tuple[str, str], ...]:
        """Take one request of a token's; the headers that say what is left.

        Raises:
            Refusal: nothing is left.
        """
        now = time.monotonic()
        rate = self._often / self._seconds
        with self._lock:
            left, then = self._left.get(number, (float(self._often), now))
            left = min(self._often, left + (now - then) * rate)
            if left < 1:
                self._left[number] = (left, now)
                said = f"This token has asked {self._often} times within {self._seconds} seconds: wait a moment."
                raise Refusal(429, said, headers={"Retry-After": "1"})
            self._left[number] = (left - 1, now)
        return (
            ("RateLimit-Policy", f'"token";q={self._often};w={self._seconds}'),
            ("RateLimit", f'"token";r={int(left - 1)};t={self._seconds}'),
        )


_limits = Limits()


def bearer(environ: dict[str, Any]) -> tuple[Bearer, tuple[tuple[str, str], ...]]:
    """Who a request comes from, with headers for the reply.

    Raises:
        Refusal: there is no such token, it came in the clear, or it asks too often.
        horseshoe.store.errors.StoreError: the store cannot be read.
    """
    scheme, _, secret = environ["HTTP_AUTHORIZATION"].partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Refusal(401, "A token is sent as Authorization: Bearer, and nothing else is understood.", headers=ASK)
    if setup.here().https and not WSGIRequest(environ).is_secure():
        raise Refusal(403, "A token crosses the network by https alone: revoke this one, since others could read it.")
    try:
        found = tokens.bearer(secret.strip()[:200])
    except BadToken as error:
        raise Refusal(401, str(error), headers=ASK) from None
    return found, _limits.take(found.number)
