"""How many requests a second the API answers, beside the JSON of the site; and how long a Record takes to come over.

    python benchmarks/api.py [SECONDS]

Starts `horseshoe serve` on a free port, one process; eight connections are kept open.
"""

from __future__ import annotations

import asyncio
import importlib.util
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from horseshoe.sources import installation

PATHS = (
    ("site: JSON of a roll call", "/drafts/S-2022-155.json", ""),
    ("API: a roll call", "/api/v1/rollcalls/S/2022/155", ""),
    ("API: a roll call, held already", "/api/v1/rollcalls/S/2022/155", "If-None-Match: *\r\n"),
    ("API: a brief, packed", "/api/v1/drafts/S/2022/155", "Accept-Encoding: gzip\r\n"),
    ("API: 50 roll calls, packed", "/api/v1/rollcalls?year=2022", "Accept-Encoding: gzip\r\n"),
    ("API: three fields", "/api/v1/vetoes?fields=vetoes.date,vetoes.draft,vetoes.vetoed_by", ""),
)


def _site() -> Any:
    """The load of benchmarks/site.py, whose name is that of a module of Python."""
    spec = importlib.util.spec_from_file_location("benchmarks_site", Path(__file__).with_name("site.py"))
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    load = _site()._load
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as own:
        command = [str(Path(sys.executable).with_name("horseshoe")), "serve", "--port", str(port)]
        environment = {**os.environ, "HORSESHOE_TABLES": own}
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:
            while True:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as first:
                        first.read()
                    break
                except OSError:
                    time.sleep(0.01)
            for name, path, extra in PATHS:
                asyncio.run(load(port, path, extra, 0.5))
                rate, slow, size = asyncio.run(load(port, path, extra, seconds))
                print(f"{name}: {rate:,.0f} requests/s, p95 {slow:.1f} ms, {size:,} bytes")
            year = iter(range(1950, 2026))
            took = []
            for _ in range(40):
                began = time.perf_counter()
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/rollcalls?year={next(year)}").read()
                took.append(time.perf_counter() - began)
            print(f"API: a question that nobody asked before: median {sorted(took)[20] * 1000:.1f} ms")
            for name in ("the Record, for the first time", "the Record, nothing new"):
                began = time.perf_counter()
                installation.read(f"http://127.0.0.1:{port}", cache=Path(own) / "cache")
                print(f"{name}: {time.perf_counter() - began:.2f} s")
            server.terminate()


if __name__ == "__main__":
    main()
