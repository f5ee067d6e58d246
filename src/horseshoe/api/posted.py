"""What was sent in the body of a request, read as the files of the command line are."""

from __future__ import annotations

import io

from django.http import HttpRequest

from horseshoe.api.problems import Refusal

JSON, TOML, CSV = "application/json", "application/toml", "text/csv"


class Posted(io.BytesIO):
    """A body."""

    named = "The body"
    """What sentences call it."""


def posted(request: HttpRequest, *types: str) -> Posted:
    """The body of a request.

    Args:
        request: the request.
        types: the media types that it may have.

    Raises:
        Refusal: it is of another type, or empty.
    """
    kind = (request.content_type or "").lower()
    if kind not in types:
        said = f"it is {kind[:60]}" if kind else "no Content-Type says what it is"
        raise Refusal(415, f"The body is read as {' or '.join(types)}, and {said}.", suggestions=types)
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8"):
        raise Refusal(415, f"The body is read as UTF-8, and Content-Type says {charset[:30]}.")
    content = request.body
    if not content.strip():
        raise Refusal(400, "The body is empty.")
    return Posted(content)
