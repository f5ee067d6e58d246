"""Asks one address over and over, over connections kept open: with wrk where it is installed, else from here."""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import time
from typing import NamedTuple

CONNECTIONS = 8


class Load(NamedTuple):
    """What a server did under load."""

    rate: float
    """Requests a second."""
    slow: float
    """Milliseconds within which 95 of 100 were answered; 99 of 100 where wrk measured."""
    size: int
    """Bytes of a reply."""


def load(port: int, path: str, seconds: float, header: str = "") -> Load:
    """Ask an address of this machine, after a short while of warming up."""
    size = asyncio.run(_load(port, path, header, 0.3)).size
    if (wrk := shutil.which("wrk")) and not header:
        return _wrk(wrk, port, path, seconds, size)
    return asyncio.run(_load(port, path, header, seconds))


def _wrk(wrk: str, port: int, path: str, seconds: float, size: int) -> Load:
    command = [
        wrk,
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{max(1, round(seconds))}s",
        "--latency",
        f"http://127.0.0.1:{port}{path}",
    ]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rate, slow = re.search(r"Requests/sec:\s*([\d.]+)", told), re.search(r"99%\s+([\d.]+)(us|ms|s)", told)
    if rate is None or slow is None or "Non-2xx" in told:
        raise RuntimeError(told)
    return Load(float(rate[1]), float(slow[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[slow[2]], size)


async def _load(port: int, path: str, header: str, seconds: float) -> Load:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{header}\r\n".encode()
    took: list[float] = []
    until = time.perf_counter() + seconds
    sizes = await asyncio.gather(*(_ask(port, request, until, took) for _ in range(CONNECTIONS)))
    took.sort()
    return Load(len(took) / seconds, took[int(len(took) * 0.95)] * 1000, sizes[0])


async def _ask(port: int, request: bytes, until: float, took: list[float]) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    size = 0
    while time.perf_counter() < until:
        began = time.perf_counter()
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if b"content-length:" in head:
            size = len(await reader.readexactly(int(head.split(b"content-length:")[1].split(b"\r\n")[0])))
        elif b"transfer-encoding: chunked" in head:
            size = await _chunks(reader)
        took.append(time.perf_counter() - began)
        if not head.startswith((b"http/1.1 200", b"http/1.1 304")):
            raise RuntimeError(head.decode())
    writer.close()
    return size


async def _chunks(reader: asyncio.StreamReader) -> int:
    size = 0
    while length := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        await reader.readexactly(length + 2)
        size += length
    await reader.readuntil(b"\r\n")
    return size
