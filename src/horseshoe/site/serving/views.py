"""The one view: a request is asked of the site, and its reply given in the form that the asker can take."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponse

from horseshoe.site.serving.headers import headers, not_modified
from horseshoe.site.serving.serve import Site


@cache
def site() -> Site:
    """The site of this process."""
    return Site()


def view(request: HttpRequest, path: str) -> HttpResponse:
    """Any address."""
    told = request.headers
    reply, tag = site().reply(
        request.method or "GET", path, request.META.get("QUERY_STRING", ""), told.get("Accept", "")
    )
    packed = reply.packed if "gzip" in told.get("Accept-Encoding", "") else None
    if not_modified(tag, told.get("If-None-Match", "")):
        response = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        response = HttpResponse(packed or reply.body, status=reply.status)
    for name, value in headers(reply, tag, packed=packed is not None, modified=response.status_code != 304):
        response[name] = value
    return response
