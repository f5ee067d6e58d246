"""The site beside Datasette over the same tables: one process each, eight connections, the same machine and run.

    python benchmarks/site.py [SECONDS]

Prints what was measured, the bound, and whether it was met.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlite_utils
from load import CONNECTIONS, load
from seen import seen

import horseshoe

BIN = Path(sys.executable).parent
ROLL_CALL, DRAFT = "bd2981", "/drafts/S-2022-155"
BROWSERS = (os.environ.get("HORSESHOE_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")

RATIO, SLOW, START, PUBLISH, PAINT = 12.0, 20.0, 2.0, 60.0, 500.0
WEIGHT, SCRIPT = 100_000, 20_000


def row(name: str, measured: str, bound: str, met: bool | None) -> None:
    """A line of the table."""
    print(f"{name:<46} {measured:>26}   {bound:<18} {'' if met is None else 'met' if met else 'NOT MET'}", flush=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: Callable[[int], list[str]], environment: dict[str, str]) -> Iterator[tuple[int, float]]:
    """A server on a free port, and the seconds from its start to its first page."""
    port = free_port()
    began = time.perf_counter()
    with subprocess.Popen(
        command(port), env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            while True:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as first:
                        first.read()
                    break
                except OSError:
                    if server.poll() is not None or time.perf_counter() - began > 60:
                        raise RuntimeError(f"{command(port)[0]} does not answer") from None
                    time.sleep(0.01)
            yield port, time.perf_counter() - began
        finally:
            server.terminate()


def database(room: Path) -> Path:
    """Every table and the casts, as Datasette's users would have them: keys, and an index on the roll call."""
    record = horseshoe.open()
    made = sqlite_utils.Database(room / "db.db")
    casts = made.table("casts")
    casts.insert_all(record.frame("casts").to_dicts(), pk=("roll_call", "state"))
    casts.create_index(["roll_call"])
    made.table("roll_calls").insert_all(record.frame("roll_calls").select("id", "date", "outcome").to_dicts(), pk="id")
    made.close()
    return room / "db.db"


def beside_datasette(port: int, room: Path, seconds: float) -> None:
    peer = [str(BIN / "datasette"), "serve", str(database(room))]
    with serving(lambda at: [*peer, "--port", str(at)], {}) as (other, _):
        for name, ours, theirs in (
            ("JSON of a roll call", f"{DRAFT}.json", f"/db/casts.json?roll_call={ROLL_CALL}&_shape=array"),
            ("a draft's page, whole", DRAFT, f"/db/casts?roll_call={ROLL_CALL}"),
        ):
            mine, peers = load(port, ours, seconds), load(other, theirs, seconds)
            row(f"{name}, requests/s", f"{mine.rate:,.0f} beside {peers.rate:,.0f}", "", None)
            ratio = mine.rate / peers.rate
            row("  times Datasette", f"{ratio:.1f}", f">= {RATIO:.0f}", ratio >= RATIO)
            row("  p95 at that load, ms", f"{mine.slow:.1f} beside {peers.slow:.1f}", f"< {SLOW:.0f}", mine.slow < SLOW)
            row("  bytes", f"{mine.size:,} beside {peers.size:,}", "", None)


def alone(port: int, seconds: float) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{DRAFT}", timeout=10) as page:
        tag = page.headers["ETag"]
    for name, path, header in (
        ("a draft, packed", DRAFT, "Accept-Encoding: gzip\r\n"),
        ("a draft, unchanged (304)", DRAFT, f"If-None-Match: {tag}\r\n"),
        ("search", "/search?q=Syria+veto+2012", ""),
    ):
        mine = load(port, path, seconds / 2, header)
        row(f"{name}, requests/s", f"{mine.rate:,.0f}", "", None)
        row("  p95 at that load, ms", f"{mine.slow:.1f}", f"< {SLOW:.0f}", mine.slow < SLOW)


def in_a_browser(port: int) -> None:
    """Each page type once: when it is painted, what shifts, what it weighs."""
    from horseshoe.site import page as pages
    from horseshoe.site import settings
    from horseshoe.site.record import Keeper

    chromium = next((path for name in BROWSERS if name and (path := shutil.which(name))), None)
    if chromium is None:
        print("No Chromium is here: paint, shift and weight are left out.")
        return
    settings.prepare()
    held = Keeper().held()
    record = held.record.as_known(None)
    addresses = [DRAFT[1:] if kind.address.startswith("drafts/") else next(iter(kind.every(record, held.on)), "")
                 for kind in pages.kinds()]  # fmt: skip
    for each in seen(f"http://127.0.0.1:{port}", addresses, chromium):
        name = f"/{each.address}"
        met = each.paint < PAINT and each.shift == 0 and each.weight < WEIGHT and each.script < SCRIPT
        told = f"{each.paint:.0f} ms, {each.shift:.3f}, {each.weight / 1000:.0f}/{each.script / 1000:.0f} kB"
        row(name, told, "500 ms, 0, 100/20 kB", met)


def publishing(room: Path) -> None:
    began = time.perf_counter()
    command = [str(BIN / "horseshoe"), "publish", str(room / "published")]
    told = subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ, "HORSESHOE_TABLES": str(room / "own")}
    ).stdout
    took = time.perf_counter() - began
    row(f"publishing on {os.cpu_count()} cores, s", f"{took:.0f}", f"< {PUBLISH:.0f}", took < PUBLISH)
    print(f"  {told.splitlines()[0]}")


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        own = {"HORSESHOE_TABLES": str(room / "own")}
        print(f"{CONNECTIONS} connections, asked by {'wrk' if shutil.which('wrk') else 'Python'}")
        with serving(lambda at: [str(BIN / "horseshoe"), "serve", "--port", str(at)], own) as (port, start):
            row("first page after the command, s", f"{start:.2f}", f"< {START:.0f}", start < START)
            beside_datasette(port, room, seconds)
            alone(port, seconds)
            print("each page type: first contentful paint, layout shift, weight/scripts packed")
            in_a_browser(port)
        publishing(room)


if __name__ == "__main__":
    main()
