"""A shared installation for a server: pages as fast as ever, and only what needs an account goes through Django.

Whoever reads gets no cookie and no session; a page that is kept is handed out at once. The desk, sign-in and the admin
take the way through Django's middleware. What the server calls is put together in ``horseshoe.api.wsgi.shared``.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

from whitenoise import WhiteNoise

from horseshoe.desk.running import journal, setup

Start = Callable[..., Any]

journal.begin()
setup.prepare()

from django.apps import apps  # noqa: E402 (after the settings)
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402

from horseshoe.desk.running.environment import Journal  # noqa: E402
from horseshoe.desk.running.following import Following  # noqa: E402
from horseshoe.desk.running.health import Health  # noqa: E402
from horseshoe.desk.running.routes import BEHIND  # noqa: E402
from horseshoe.desk.running.watched import Application, Watched  # noqa: E402
from horseshoe.site.serving.headers import headers, not_modified  # noqa: E402
from horseshoe.site.serving.views import site  # noqa: E402
from horseshoe.site.settings import static_files  # noqa: E402

logging.getLogger("django.request").setLevel(logging.ERROR)  # who asks for what is not here is no fault
logging.getLogger("django.security").setLevel(logging.ERROR)  # nor is who asks by another name


def _files() -> Iterator[tuple[str, Path]]:
    """Name and place of every file that is no page: of the site, of the desk, of the apps."""
    for app in apps.get_app_configs():
        folder = Path(app.path) / "static"
        yield from ((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    yield from static_files()


_handler = WSGIHandler()


def _pages(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """A page that everybody reads, made now: without Django's middleware, so without a cookie."""
    path = environ.get("PATH_INFO", "/").encode("latin-1", "replace").decode("utf-8", "replace")
    method, query = environ["REQUEST_METHOD"], environ.get("QUERY_STRING", "")
    accept = environ.get("HTTP_ACCEPT", "")
    reply, tag = site().reply(method, path.lstrip("/"), query, accept)
    if reply.status == HTTPStatus.SERVICE_UNAVAILABLE:  # why, the journal says: it may name hosts and roles
        return _told(environ, start_response, reply.status, _NO_FACTS, "text/plain; charset=utf-8")
    if not_modified(tag, environ.get("HTTP_IF_NONE_MATCH", "")):
        start_response("304 Not Modified", [*headers(reply, tag, packed=False, modified=False), *_always])
        return ()
    packed = reply.packed if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else None
    start_response(
        f"{reply.status} {HTTPStatus(reply.status).phrase}", [*headers(reply, tag, packed=packed is not None), *_always]
    )
    return () if method == "HEAD" else (packed or reply.body,)


_NO_FACTS = b"The facts cannot be read at the moment: try again in a minute.\n"

_always = (
    (("Strict-Transport-Security", f"max-age={365 * 24 * 3600}; includeSubDomains"),) if setup.here().https else ()
)

_rest = WhiteNoise(_pages, max_age=3600)
for _name, _path in _files():
    _rest.add_file_to_dictionary(f"/static/{_name}", str(_path))


def _told(
    environ: dict[str, Any], start_response: Start, status: int, body: bytes, kind: str = "application/json"
) -> Iterable[bytes]:
    """What is told to a program that looks after this one, by whatever name it has for this machine."""
    told = [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
    start_response(f"{status} {HTTPStatus(status).phrase}", told)
    return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)


def _live(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    return _told(environ, start_response, *_health.live())


def _ready(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    return _told(environ, start_response, *_health.ready())


def _metrics(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """What is counted, for who brings the token; to all others there is nothing here."""
    from horseshoe.desk.running import metrics

    token = setup.here().metrics
    if _counted is None or token is None or not metrics.allowed(environ.get("HTTP_AUTHORIZATION", ""), token):
        return _pages(environ, start_response)
    return _told(environ, start_response, 200, _counted.text(), metrics.TYPE)


def pages(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """A page, the desk, a file, or what a program that looks after this one asks for."""
    path = environ.get("PATH_INFO", "/")
    if path.startswith(_WAYS) or path.removeprefix("/") in BEHIND:
        answer: Any = _handler
    elif (found := _BESIDE.get(path)) is not None:
        answer = found
    else:
        answer = _rest if path.startswith("/static/") else _pages
    answered: Iterable[bytes] = answer(environ, start_response)
    return answered


_WAYS = tuple(f"/{each}/" for each in BEHIND)
_BESIDE = {"/health": _ready, "/health/ready": _ready, "/health/live": _live, "/metrics": _metrics}
_health = Health()
_counted = None
if setup.here().metrics is not None:
    from horseshoe.desk.running.metrics import Metrics

    _counted = Metrics()
    _counted.watch_sign_ins()


def watched(application: Application) -> Watched:
    """What the server calls with each request: the pages, and what else answers beside them, each in the journal."""
    return Watched(
        application,
        requests=setup.here().journal is Journal.REQUESTS,
        count=_counted.request if _counted else None,
    )


_facts = Following(f"{setup.here().url}/", site().ready)
site().keeper = _facts
_facts.begin()
sys.setswitchinterval(0.0002)  # so that who asks for a page hardly waits for the thread that reads newer facts
site().reply("GET", "/")  # the first asker does not wait for the facts to be read
