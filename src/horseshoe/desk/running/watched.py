"""Every request gets a number, a line in the journal and its place in the metrics."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

from horseshoe.desk.running import journal, routes

Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]
Count = Callable[[str, str, int, float], None]

ROUTE = "horseshoe.route"
"""What in a request's surroundings names its route more closely; Django's part of the desk puts it there."""

log = logging.getLogger(__name__)


class Watched:
    """An application as it is watched. The number of a request is in the answer's ``X-Request-ID``."""

    def __init__(self, application: Application, *, requests: bool, count: Count | None = None) -> None:
        """Watch an application.

        Args:
            application: what answers.
            requests: whether each request has its line; faults always have theirs.
            count: told the route, the method, the status and the seconds of each request.
        """
        self._application = application
        self._requests = requests
        self._count = count

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        """A request."""
        began = perf_counter()
        number = secrets.token_hex(8)
        token = journal.current.set(number)
        status = 500

        def started(line: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            nonlocal status
            status = int(line[:3])
            return start_response(line, [*headers, ("X-Request-ID", number)], *more)

        try:
            return self._application(environ, started)
        except Exception:
            log.exception("A request could not be answered")
            said = b"This could not be answered. The fault is ours, and it has been written to the journal.\n"
            started("500 Internal Server Error", [("Content-Type", "text/plain"), ("Content-Length", str(len(said)))])
            return (said,)
        finally:
            took = perf_counter() - began
            route = environ.get(ROUTE) or routes.route(environ.get("PATH_INFO", "/"))
            method = routes.method(environ["REQUEST_METHOD"])
            if self._requests:
                ms = round(took * 1000, 1)
                journal.write("info", "request", id=number, route=route, method=method, status=status, ms=ms)
            if self._count is not None:
                self._count(route, method, status, took)
            journal.current.reset(token)
