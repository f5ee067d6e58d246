"""The bounds and the load test of a shared installation, on SQLite and on a PostgreSQL of its own.

    python benchmarks/desk.py [--seconds SECONDS] [PART ...]

Parts: `write` (a change with its log entry and audit, 50 ms), `seen` (a roll call on the public page in every worker,
1 s), `import` (50 readers during a full re-import, p95 within 2 times), `load` (readers at full speed and 4 writers
for SECONDS, each confirmed act exactly once). All of them where none is named. Each line says what was measured, the
bound, whether it was met, and the load of the machine.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from uuid import uuid4

TESTS = Path(__file__).parent.parent / "tests"
sys.path[:0] = [str(TESTS / "store"), str(TESTS / "desk" / "housing")]

import httpx
import msgspec
from hands import Hand, found_once, open_house, roll_call
from houses import as_plain, make
from registrar_papers import TOLD, proposed
from serving import Served
from settled import settle
from writers import register, take_note

import horseshoe
from horseshoe.desk.depositary import registry
from horseshoe.facts.record import Record
from horseshoe.store import database, snapshot
from horseshoe.store.load import load

WRITERS = 4
READERS = 8
CROWD = 50
PAUSE = 1.0
"""Seconds that one of the crowd looks at a page."""

PHASE = 15.0
"""Seconds for which the crowd is watched at rest, and again during an import."""

WORKERS = 4
"""Of the server whose pages are looked at."""

PATHS = ("/", "/drafts/S-2022-155", "/roster/code", "/states/KEN", "/drafts/S-2022-155.json", "/vetoes")


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def shown(values: list[float]) -> str:
    slow = f"p95 {p95(values) * 1000:.1f} ms, worst {max(values) * 1000:.1f} ms"
    return f"median {statistics.median(values) * 1000:.1f} ms, {slow}, {len(values)} times"


def said(vendor: str, what: str, measured: str, bound: str = "", met: bool | None = None) -> None:
    told = "" if met is None else f" | bound {bound} | {'met' if met else 'NOT MET'}"
    print(f"{vendor} | {what} | {measured}{told} | load {os.getloadavg()[0]:.1f}", flush=True)


# -- readers, in a process of their own ----------------------------------------------------------


async def reader(port: int, number: int, until: float, pause: float, took: list[float], faults: list[str]) -> None:
    """Ask for one page after another over one connection."""
    source, sink = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(pause * number / CROWD)
    turn = number
    while time.perf_counter() < until:
        path = PATHS[turn % len(PATHS)]
        turn += 1
        began = time.perf_counter()
        sink.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = (await source.readuntil(b"\r\n\r\n")).lower()
        await source.readexactly(int(head.split(b"content-length:")[1].split(b"\r\n")[0]))
        took.append(time.perf_counter() - began)
        if b" 200" not in head[:13]:
            faults.append(f"{path}: {head[:40].decode()}")
        if pause:
            await asyncio.sleep(max(0.0, began + pause - time.perf_counter()))
    sink.close()


async def _read(port: int, number: int, seconds: float, pause: float) -> tuple[list[float], list[str]]:
    took: list[float] = []
    faults: list[str] = []
    until = time.perf_counter() + seconds
    await asyncio.gather(*(reader(port, each, until, pause, took, faults) for each in range(number)))
    return took, faults


class Readers:
    """So many people who read for so many seconds."""

    def __init__(self, port: int, number: int, seconds: float, pause: float = 0.0) -> None:
        told = map(str, (port, number, seconds, pause))
        self._process = subprocess.Popen([sys.executable, __file__, "read", *told], stdout=subprocess.PIPE, text=True)

    def end(self) -> tuple[list[float], list[str]]:
        """The seconds of each request, and what was no page."""
        out = self._process.communicate()[0]
        took, faults = json.loads(out)
        return took, faults


# -- the parts -----------------------------------------------------------------------------------


Timed = tuple[float, float]
"""Seconds that something took, and those of them that this process was on the processor."""


def timed(write: Callable[[], object]) -> Timed:
    began, own = time.perf_counter(), time.process_time()
    write()
    return time.perf_counter() - began, time.process_time() - own


def writes(vendor: str, room: Path) -> None:
    """A change of the register, with its revision, audit and log entry; a note with its history; then by the server."""
    from django.contrib.auth.models import User

    anna, rita, rob = (User.objects.get(username=name) for name in ("anna0", "rita0", "rob0"))

    def confirm(name: str) -> Timed:
        told = msgspec.structs.replace(TOLD, evidence=name)
        case = proposed(rita, told, name)
        return timed(lambda: registry.confirm(rob, case.number, version=case.version))

    parts: tuple[tuple[str, Callable[[str], Timed]], ...] = (
        ("an act: row, revision, audit, log", lambda name: timed(lambda: register(name))),
        ("an act confirmed: the same, its case and the history", confirm),
        ("a note: row, history", lambda name: timed(lambda: take_note(anna, name))),
    )
    for what, write in parts:
        both = [write(f"timed-{uuid4()}") for _ in range(105)][5:]
        took = [seconds for seconds, _ in both]
        own = statistics.median(processor for _, processor in both) * 1000
        measured = f"{shown(took)}, {own:.1f} ms of it on the processor"
        said(vendor, f"write, {what}", measured, "50 ms (median)", statistics.median(took) < 0.05)
    with Served(_url, room, workers=2, HORSESHOE_JOURNAL="faults", HORSESHOE_FILES=str(room / "files")) as server:
        hand = Hand(server.address, 0, _tokens[0], first=5000)
        hand.start()
        hand.wait_for(6)
        hand.took.clear()
        hand.wait_for(150)
        hand.stop()
    assert not hand.wrong, hand.wrong
    for kind, what in (("act", "an act confirmed at the desk"), ("vote", "a roll call by the API"), ("note", "a note")):
        took = hand.took[kind]
        said(vendor, f"request, {what}", shown(took), "50 ms (median)", statistics.median(took) < 0.05)


def seen(vendor: str, room: Path) -> None:
    """From the moment at which a roll call is confirmed until each worker shows it on the page of its draft."""
    took = []
    with Served(_url, room, workers=WORKERS, HORSESHOE_FILES=str(room / "files")) as server:
        lines = _one_to_each(server)
        program = httpx.Client(base_url=server.address, headers={"Authorization": f"Bearer {_tokens[1]}"}, timeout=60)
        for number in range(60_000, 60_015):
            before = {worker: line.get("/texts").headers["ETag"] for worker, line in lines.items()}
            reply = program.post("/api/v1/rollcalls", json=roll_call(f"S/2026/{number}"))
            assert reply.status_code == 201, reply.text
            began, left = time.perf_counter(), set(lines)
            while left:
                for worker in tuple(left):
                    if lines[worker].get("/texts").headers["ETag"] != before[worker]:  # it shows newer facts: this too?
                        assert lines[worker].get(f"/drafts/S-2026-{number}").status_code == 200
                        left.remove(worker)
                assert time.perf_counter() - began < 20, f"not seen in {left}"
                time.sleep(0.01)
            took.append(time.perf_counter() - began)
        for line in lines.values():
            line.close()
    what = f"seen, a roll call on the public page in each of {WORKERS} workers after"
    said(vendor, what, shown(took), "1 s (worst)", max(took) < 1)


def _one_to_each(server: Served) -> dict[int, httpx.Client]:
    """A connection that stays open to each worker."""
    found: dict[int, httpx.Client] = {}
    while len(found) < WORKERS:
        line = httpx.Client(base_url=server.address, timeout=60)
        number = line.get("/").headers["X-Request-ID"]
        while not (by := [each["worker"] for each in server.journal() if each.get("id") == number]):
            time.sleep(0.01)
        if by[0] in found:
            line.close()
        else:
            found[by[0]] = line
    return found


def imported(vendor: str, room: Path) -> None:
    """Every roll call and every cast anew, while a crowd reads; at rest and during an import in turn."""
    number, calm, busy, faults, seconds = len(snapshot.snapshot().roll_calls), [], [], [], []
    with Served(_url, room, workers=2, HORSESHOE_JOURNAL="faults") as server:
        Readers(server.port, CROWD, 3).end()
        for turn in range(3):
            took, wrong = Readers(server.port, CROWD, PHASE, PAUSE).end()
            calm.append(took)
            faults += wrong
            readers = Readers(server.port, CROWD, PHASE, PAUSE)
            command = [sys.executable, __file__, "bring-in", _url, str(2030 + turn)]
            seconds.append(float(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
            took, wrong = readers.end()
            busy.append(took)
            faults += wrong
    rest, meanwhile = [each for took in calm for each in took], [each for took in busy for each in took]
    times = p95(meanwhile) / p95(rest)
    said(vendor, f"import, {CROWD} readers at rest", shown(rest))
    what = f"import, the same while {number:,} roll calls are brought in anew ({max(seconds):.1f} s)"
    said(vendor, what, shown(meanwhile))
    each = ", ".join(f"{p95(b) / p95(c):.2f}" for b, c in zip(busy, calm, strict=True))
    measured = f"{times:.2f} times (by turns {each}), {len(faults)} faults"
    said(vendor, "import, p95 against p95 at rest", measured, "2 times", times < 2 and not faults)


def bring_in(url: str, year: int) -> None:
    """Put every roll call of the store into it anew, as recorded on a later day, in a process of its own."""
    settle()
    database.connect(url)
    known = snapshot.snapshot().as_known(None)
    again = (msgspec.structs.replace(row, recorded=date(year, 1, 1)) for row in known.roll_calls)
    began = time.perf_counter()
    load(Record(roll_calls=tuple(again)), "the benchmark")
    print(time.perf_counter() - began)


def loaded(vendor: str, room: Path) -> None:
    """Readers at full speed and writers at once; then every confirmed thing is looked for."""
    from django.contrib.auth.models import User

    with Served(_url, room, workers=2, HORSESHOE_JOURNAL="faults", HORSESHOE_FILES=str(room / "files")) as server:
        list(map(server.ask, PATHS))
        hands = [Hand(server.address, number, token) for number, token in enumerate(_tokens[:WRITERS])]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.wait_for(3)
        first, began = sum(len(hand.confirmed) for hand in hands), time.perf_counter()
        took, faults = Readers(server.port, READERS, SECONDS).end()
        spent = time.perf_counter() - began
        number = sum(len(hand.confirmed) for hand in hands) - first
        for hand in hands:
            hand.stop()
        journal = [line for line in server.journal() if line["level"] != "info"]
    faults += [said for hand in hands for said in hand.wrong] + [str(line) for line in journal]
    faults += [f"sent again: {hand.broken}" for hand in hands if hand.broken]
    confirmed = [each for hand in hands for each in hand.confirmed]
    found_once(User.objects.get(username="anna0"), confirmed, _before)
    what = f"load, {READERS} readers and {WRITERS} writers for {spent:.0f} s"
    said(vendor, f"{what}: pages", f"{len(took) / spent:,.0f} a second, {shown(took)}")
    said(vendor, f"{what}: confirmed", f"{number} things, {number / spent:.1f} a second")
    for kind, name in (("act", "confirming an act"), ("vote", "sending a roll call"), ("note", "taking a note")):
        said(vendor, f"{what}: {name}", shown([each for hand in hands for each in hand.took[kind]]))
    said(vendor, f"{what}: faults", f"{len(faults)} {' '.join(faults)[:500]}".strip(), "0", not faults)
    every = f"all {len(confirmed)} confirmed found once in register, log, audit and history"
    said(vendor, f"{what}: lost or twice", f"0 ({every})", "0", True)


PARTS: dict[str, Callable[[str, Path], None]] = {"load": loaded, "write": writes, "seen": seen, "import": imported}
"""The load comes first: what it confirmed is all that the store then holds besides its facts."""

SECONDS = 60.0
_url = ""
_tokens: list[str] = []
_before = Record()


@contextmanager
def installations() -> Iterator[Iterator[tuple[str, str]]]:
    """Empty places, one of each kind."""
    room = Path(tempfile.mkdtemp(prefix="hs-bench-"))
    os.environ["XDG_RUNTIME_DIR"] = str(room)
    from pgserver.postgres_server import get_server

    def places() -> Iterator[tuple[str, str]]:
        yield "sqlite", f"sqlite:///{room / 'store.sqlite3'}"
        server = get_server(room / "data", cleanup_mode="delete")
        try:
            server.psql("CREATE ROLE plain LOGIN;")
            server.psql("CREATE DATABASE house OWNER plain;")
            yield "postgresql", as_plain(server, "house")
        finally:
            server.cleanup()

    yield places()
    shutil.rmtree(room, ignore_errors=True)


def main() -> None:
    global SECONDS, _url, _tokens, _before
    told = sys.argv[1:]
    if told[:1] == ["bring-in"]:
        bring_in(told[1], int(told[2]))
        return
    if told[:1] == ["read"]:
        port, number, seconds, pause = map(float, told[1:])
        print(json.dumps(asyncio.run(_read(int(port), int(number), seconds, pause))))
        return
    if told[:1] == ["--seconds"]:
        SECONDS = float(told[1])
        told = told[2:]
    _before = horseshoe.open()
    with installations() as places, tempfile.TemporaryDirectory() as room:
        os.environ["XDG_DATA_HOME"] = room
        for vendor, _url in places:
            make(_url, _before)
            database.connect(_url)
            _tokens = open_house(WRITERS)
            for name in [part for part in PARTS if part in told] if told else PARTS:
                folder = Path(room) / vendor / name
                folder.mkdir(parents=True)
                PARTS[name](vendor, folder)


if __name__ == "__main__":
    main()
