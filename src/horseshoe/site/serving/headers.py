"""What goes with every reply: its tag, how it may be kept, and what a page may do in a browser."""

from __future__ import annotations

from horseshoe.site.serving.kept import Reply

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing is loaded from elsewhere, and nothing is sent elsewhere."""

ALWAYS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
)


def headers(reply: Reply, tag: str | None, *, packed: bool, modified: bool = True) -> list[tuple[str, str]]:
    """The headers of a reply.

    Args:
        reply: what is answered.
        tag: of the revision; ``None`` for what is no page.
        packed: whether the body goes out packed.
        modified: whether the body goes out at all.
    """
    found = [*ALWAYS, ("Vary", "Accept, Accept-Encoding")]
    found += [("ETag", tag), ("Cache-Control", "no-cache")] if tag else [("Cache-Control", "no-store")]
    if modified:
        found += [
            ("Content-Type", reply.type),
            ("Content-Length", str(len(reply.packed if packed and reply.packed else reply.body))),
        ]
        if packed:
            found.append(("Content-Encoding", "gzip"))
    if reply.location is not None:
        found.append(("Location", reply.location))
    if reply.status == 405:
        found.append(("Allow", "GET, HEAD"))
    return found


def not_modified(tag: str | None, wanted: str) -> bool:
    """Whether the asker holds what has this tag (If-None-Match, compared weakly)."""
    if not tag or not wanted:
        return False
    bare = tag.removeprefix("W/")
    return wanted.strip() == "*" or any(each.strip().removeprefix("W/") == bare for each in wanted.split(","))
