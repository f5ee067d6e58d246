"""`horseshoe serve --desk` as a process, with its journal."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from settled import ENVIRONMENT

PATIENCE = 180
"""Seconds: a test fails on a fault, not on a slow day."""


def children(parent: int) -> list[int]:
    """The processes that a process started."""
    try:
        found = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    except OSError:
        return []
    return [int(each) for each in found.split()]


def alive(process: int) -> bool:
    """Whether a process runs; one that ended and was not buried yet does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][:1] not in ("Z", "X")
    except OSError:
        return False


class Served:
    """A server of an installation on a free port, until the end of the block."""

    def __init__(self, url: str, folder: Path, workers: int = 1, **more: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://localhost:{self.port}"
        self._log = folder / f"journal-{self.port}"
        self._out = folder / f"printed-{self.port}"
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "HOME": str(folder),
            **ENVIRONMENT,
            "HORSESHOE_URL": f"http://localhost:{self.port}",
            "HORSESHOE_DATABASE_URL": url,
            **more,
        }
        self._workers = workers

    def __enter__(self) -> Self:
        with self._log.open("wb") as log, self._out.open("wb") as out:
            self.process = subprocess.Popen(
                [
                    str(Path(sys.executable).with_name("horseshoe")),
                    *("serve", "--desk", "--port", str(self.port), "--workers", str(self._workers)),
                ],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=log,
            )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if self.ask("/health/live")[0] == 200 and len(self.workers()) == self._workers:
                    return self
            except OSError:
                pass
            time.sleep(0.1)
        self.process.kill()
        self.process.wait()
        raise AssertionError(f"The server did not begin: {self.said()}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        workers = self.workers()
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            said = self.said()
            for each in {self.process.pid, *workers, *self.workers()}:
                with suppress(ProcessLookupError):
                    os.kill(each, signal.SIGKILL)
            self.process.wait()
            raise AssertionError(f"The server does not end: {said[-3000:]}") from error

    def ask(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (their names in lower case) and body."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            with urllib.request.urlopen(
                urllib.request.Request(f"{self.address}{path}", headers=told), timeout=30
            ) as answer:
                return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()

    def workers(self) -> list[int]:
        """The processes that answer."""
        return [each for each in children(self.process.pid) if alive(each)]

    def wait_for_workers(self) -> None:
        """Until there are as many as there should be."""
        until = time.monotonic() + PATIENCE
        while len(self.workers()) < self._workers:
            assert time.monotonic() < until, f"No worker took the place of another: {self.said()[-3000:]}"
            time.sleep(0.05)

    def said(self) -> str:
        """The journal as it is."""
        return self._log.read_text()

    def printed(self) -> str:
        """What it wrote to its standard output."""
        return self._out.read_text()

    def journal(self) -> list[dict[str, Any]]:
        """The journal, line by line; every line must be one of JSON."""
        return [json.loads(line) for line in self.said().splitlines()]
