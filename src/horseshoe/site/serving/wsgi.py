"""The site for a server: what is kept is handed out at once, files by WhiteNoise, all else by Django.

WhiteNoise packs nothing itself, so who can unpack gets styles and scripts packed from memory.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

from whitenoise import WhiteNoise

from horseshoe.site import settings
from horseshoe.site.record import edition
from horseshoe.site.serving.headers import headers, not_modified
from horseshoe.site.serving.kept import Reply, packed

Start = Callable[[str, list[tuple[str, str]]], Any]

settings.prepare()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402 (after the settings)

from horseshoe.site.serving.views import site  # noqa: E402

logging.getLogger("django.request").setLevel(logging.ERROR)  # who asks for what is not here is no fault

FOREVER = "public, max-age=31536000, immutable"
"""How long a file may be kept that is asked for by its edition."""

_rest = WhiteNoise(WSGIHandler(), max_age=3600)
_packed: dict[str, Reply] = {}
for _name, _path in settings.static_files():
    _rest.add_file_to_dictionary(f"/static/{_name}", str(_path))
    _kind = _rest.media_types.get_type(_name)
    if (_reply := packed(Reply(200, _kind, _path.read_bytes()))).packed:
        _packed[f"/static/{_name}"] = _reply


def _file(environ: dict[str, Any], start_response: Start) -> Iterable[bytes] | None:
    """A style sheet or script, packed; ``None`` where it is left to WhiteNoise."""
    reply = _packed.get(environ.get("PATH_INFO", ""))
    if reply is None or "gzip" not in environ.get("HTTP_ACCEPT_ENCODING", ""):
        return None
    tag = f'W/"{edition()[:16]}"'
    told = dict(headers(reply, tag, packed=True))
    told |= {"Vary": "Accept-Encoding"}
    told["Cache-Control"] = FOREVER if environ.get("QUERY_STRING", "").startswith("v=") else "public, max-age=3600"
    if not_modified(tag, environ.get("HTTP_IF_NONE_MATCH", "")):
        start_response("304 Not Modified", [each for each in told.items() if not each[0].startswith("Content-")])
        return ()
    start_response("200 OK", list(told.items()))
    return () if environ["REQUEST_METHOD"] == "HEAD" else (reply.packed or b"",)


def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """A request. One whose reply is kept never wakes Django."""
    method = environ["REQUEST_METHOD"]
    if method in ("GET", "HEAD"):
        if (file := _file(environ, start_response)) is not None:
            return file
        path = environ.get("PATH_INFO", "/").encode("latin-1", "replace").decode("utf-8", "replace")
        found = site().kept_reply(path, environ.get("QUERY_STRING", ""), environ.get("HTTP_ACCEPT", ""))
        if found is not None:
            reply, tag = found
            if not_modified(tag, environ.get("HTTP_IF_NONE_MATCH", "")):
                start_response("304 Not Modified", headers(reply, tag, packed=False, modified=False))
                return ()
            body = reply.packed if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else None
            start_response("200 OK", headers(reply, tag, packed=body is not None))
            return () if method == "HEAD" else (body or reply.body,)
    answered: Iterable[bytes] = _rest(environ, start_response)
    return answered


site().reply("GET", "/")  # the first asker does not wait for the facts to be read
