"""The programs that a server runs: the pages with the API beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from horseshoe.api.serve import Api

Start = Callable[[str, list[tuple[str, str]]], Any]
Program = Callable[[dict[str, Any], Start], Iterable[bytes]]


def beside(pages: Program, api: Api) -> Program:
    """What gives the pages, with the API under ``/api``."""

    def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "/")
        if path == "/api" or path.startswith("/api/"):
            return api(environ, start_response)
        return pages(environ, start_response)

    return application
