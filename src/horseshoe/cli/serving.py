"""Commands that show everything as pages: served on this machine, or written as static files."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer

from horseshoe.cli.keeping import Failed
from horseshoe.cli.options import day

STACK = 64 * 1024 * 1024
"""Bytes of stack of a thread that answers: linear algebra overflows the 2 MiB that they have by default."""

STOPPING = 15
"""Seconds for which an answer that is under way is waited for when the server is told to stop."""


def serve(
    port: Annotated[int, typer.Option("--port", "-p", min=1, max=65535, help="On which port.")] = 8000,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="On which address; only this machine by default.")
    ] = "127.0.0.1",
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that answer.")] = 1,
    open_: Annotated[bool, typer.Option("--open", help="Open the first page in the browser.")] = False,
    url: Annotated[
        str, typer.Option("--url", metavar="BASE", envvar="HORSESHOE_URL", help="Where others find the site.")
    ] = "",
    desk: Annotated[
        bool, typer.Option("--desk", help="With the desk of a shared installation; see `horseshoe install`.")
    ] = False,
) -> None:
    """Everything as pages in the browser.

    From the facts that the other commands use; without an account, and without the network. Stop it with Ctrl-C. With
    --desk those who write sign in, and workspaces keep what is theirs.
    """
    from horseshoe.site import settings

    os.environ[settings.ADDRESS] = settings.url(url)  # the processes that answer read it there
    _must_be_free(host, port)
    os.environ.setdefault("RUST_MIN_STACK", str(STACK))  # read by the threads of the server
    counting = _prepared() if desk else nullcontext()
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        f"horseshoe.api.wsgi.{'shared' if desk else 'public'}:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        backpressure=512,
        blocking_threads=2,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOPPING,  # one that is told to stop while it begins does not hear it
        **_journal() if desk else {},
    )
    shown = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}/"

    def started() -> None:
        print(f"Horseshoe is at {shown} (stop it with Ctrl-C).", flush=True)
        if open_:
            _open(shown)

    server.on_startup(started)
    with counting:
        server.serve()


def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go.", file_okay=False)],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day of every page; today if not given.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=64, help="Processes; one a core if not given.")
    ] = None,
    url: Annotated[
        str, typer.Option("--url", metavar="BASE", envvar="HORSESHOE_URL", help="Where the site will stand.")
    ] = "",
) -> None:
    """The pages as files for any web server.

    Every page with its data, from any sub-path. What has not changed is not written again.
    """
    from horseshoe.site import settings
    from horseshoe.site.publishing.publish import publish as write

    def progress(done: int, of: int) -> None:
        if sys.stderr.isatty() or done == of:
            print(f"\r{done} of {of} pages", end="" if done < of else "\n", file=sys.stderr, flush=True)

    try:
        made = write(folder, on=day(on), url=settings.url(url), workers=workers, progress=progress)
    except FileExistsError as error:
        raise Failed(str(error)) from None
    except OSError as error:
        raise Failed(f"{folder} cannot be written: {(error.strerror or 'unknown reason').lower()}.") from None
    print(
        f"{made.pages} pages in {made.files} files, {made.bytes / 1e6:.0f} MB: {made.written} written, "
        f"{made.removed} removed, the others as they were."
    )
    if not url:
        print(
            "Links are relative, so the site works anywhere; search engines and cards of shared links want the address "
            "where it stands: give it with --url."
        )


def _must_be_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            why = (error.strerror or "unknown reason").lower()
            raise Failed(f"Port {port} of {host} cannot be used ({why}): give another one with --port.") from None


def _prepared() -> AbstractContextManager[None]:
    """See that there is an installation of this version; where its workers count, as long as they run."""
    from django.db import connections

    from horseshoe.desk.running import install, setup
    from horseshoe.store import database

    setup.prepare()
    with database.told_as_sentences():
        todo = install.steps()
    connections.close_all()
    if todo:
        raise Failed("The tables are not of this version: run `horseshoe install` first.")
    return nullcontext() if setup.here().metrics is None else _counting()


@contextmanager
def _counting() -> Iterator[None]:
    """A folder in which all workers count, so that any of them can tell the sum."""
    with tempfile.TemporaryDirectory(prefix="horseshoe-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield


def _journal() -> dict[str, Any]:
    from horseshoe.desk.running import journal

    return {"log_dictconfig": journal.of_the_server()}


def _open(address: str) -> None:
    """Open the address where there is a browser and somebody who sees it."""
    import webbrowser

    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        print("There is no screen here: open the address in a browser yourself.", flush=True)
        return
    webbrowser.open(address)
