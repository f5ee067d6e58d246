"""``horseshoe.open("https://...")``: the same Record from a running installation."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import msgspec
import pytest

import horseshoe
from horseshoe.api.serve import Api
from horseshoe.facts.record import Record
from horseshoe.sources import installation
from horseshoe.sources.installation import CannotOpen


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *given: Any) -> None:
        pass


@pytest.fixture
def served(api: Api) -> Iterator[tuple[str, list[str]]]:
    """The address of an installation, and the addresses that were asked of it."""
    with _served(api) as found:
        yield found


@contextmanager
def _served(program: Any, *, packed: bool = True) -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    def application(environ: dict[str, Any], start: Any) -> Any:
        asked.append(environ["PATH_INFO"])
        if not packed:
            environ.pop("HTTP_ACCEPT_ENCODING", None)
        return program(environ, start)

    server = make_server("127.0.0.1", 0, application, server_class=_Server, handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_the_record_of_an_installation_is_the_record(
    served: tuple[str, list[str]], record: Record, tmp_path: Path
) -> None:
    assert installation.read(served[0], cache=tmp_path) == record


def test_what_is_known_already_is_not_brought_over_again(
    served: tuple[str, list[str]], record: Record, tmp_path: Path
) -> None:
    url, asked = served
    installation.read(f"{url}/", cache=tmp_path)
    asked.clear()
    assert installation.read(url, cache=tmp_path) == record
    assert asked == ["/api/v1/tables"]
    broken = next(tmp_path.glob("*.jsonl"))
    broken.write_bytes(b"changed by somebody")
    assert installation.read(url, cache=tmp_path) == record


def test_horseshoe_open_takes_an_address_and_folders_over_it(
    served: tuple[str, list[str]], record: Record, tmp_path: Path
) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "sources.csv").write_text("id,title,kind,symbol,url,license,recorded\nown-1,Mine,page,,,,2026-11-22\n")
    assert horseshoe.open(served[0]) == record
    assert horseshoe.open(served[0], folder).source["own-1"].title == "Mine"


def _answering(status: int, content: bytes, **headers: str) -> type[BaseHTTPRequestHandler]:
    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *given: Any) -> None:
            pass

    return Answering


@pytest.fixture
def other() -> Iterator[Callable[..., str]]:
    """Serves the same for whatever is asked."""
    running: list[ThreadingHTTPServer] = []

    def serve(status: int, content: bytes, **headers: str) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _answering(status, content, **headers))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server in running:
        server.shutdown()
        server.server_close()


TABLES: dict[str, Any] = {"horseshoe": "horseshoe", "format": 1, "revision": "x", "tables": []}


@pytest.mark.parametrize(
    ("status", "content", "said"),
    [
        (200, b"<html>A web shop</html>", "is no Horseshoe"),
        (200, b"[]", "is no Horseshoe"),
        (200, b'{"horseshoe": "pony", "format": 1}', "is no Horseshoe"),
        (404, b"nothing", "is no Horseshoe of this version (status 404)"),
        (503, b"later", "cannot answer now (status 503)"),
        (200, json.dumps(TABLES | {"format": 2}).encode(), "Update this Horseshoe"),
        (200, json.dumps(TABLES | {"format": 0}).encode(), "Update the installation"),
        (200, json.dumps(TABLES).encode(), "of another version: it has no table sources"),
    ],
)
def test_what_answers_otherwise_is_told_apart(
    other: Callable[..., str], tmp_path: Path, status: int, content: bytes, said: str
) -> None:
    with pytest.raises(CannotOpen) as error:
        installation.read(other(status, content), cache=tmp_path)
    assert said in str(error.value)
    assert str(error.value).endswith(".")


def test_a_table_that_is_changed_on_the_way_is_not_taken(api: Api, tmp_path: Path) -> None:
    def application(environ: dict[str, Any], start: Any) -> Any:
        content = b"".join(api(environ, start))
        return [content.replace(b"FRA", b"GBR") if environ["PATH_INFO"].endswith(".jsonl") else content]

    with (
        _served(application, packed=False) as (url, _),
        pytest.raises(CannotOpen, match=r"The table \w+ came .* otherwise than its"),
    ):
        installation.read(url, cache=tmp_path)
    assert all(hashlib.sha256(file.read_bytes()).hexdigest() == file.stem for file in tmp_path.glob("*.jsonl"))


def test_facts_that_change_meanwhile_are_read_again(api: Api, record: Record, tmp_path: Path) -> None:
    lists = iter([b"0" * 64, b""])

    def application(environ: dict[str, Any], start: Any) -> Any:
        content = b"".join(api(environ, start))
        if environ["PATH_INFO"] == "/api/v1/tables" and (wrong := next(lists, b"")):
            told = json.loads(content)
            told["revision"] = "an earlier one"
            told["tables"][0]["sha256"] = wrong.decode()
            content = msgspec.json.encode(told).ljust(len(content))
        return [content]

    with _served(application, packed=False) as (url, _):
        assert installation.read(url, cache=tmp_path) == record


@pytest.mark.parametrize(
    ("content", "headers", "said"),
    [
        (b'{"horseshoe": "horseshoe"', {"Content-Length": "500"}, "25 of 500 bytes came"),
        (b"\x1f\x8b no gzip at all", {"Content-Encoding": "gzip"}, "broke off in its answer"),
        (gzip.compress(b"[" * 1000)[:-20], {"Content-Encoding": "gzip"}, "broke off in its answer"),
        (gzip.compress(b" " * 2 * installation.LISTED), {"Content-Encoding": "gzip"}, "is larger than 1 MiB"),
        (b" " * 2 * installation.LISTED, {}, "is larger than 1 MiB"),
        (b"[" * 100_000, {}, "is no Horseshoe"),
        (
            json.dumps(TABLES | {"tables": [{"name": "sources", "sha256": "../../etc/passwd"}]}).encode(),
            {},
            "sources has no SHA-256",
        ),
    ],
)
def test_an_answer_that_is_broken_or_too_much_is_one_sentence(
    other: Callable[..., str], tmp_path: Path, content: bytes, headers: dict[str, str], said: str
) -> None:
    with pytest.raises(CannotOpen) as error:
        installation.read(other(200, content, **headers), cache=tmp_path, timeout=5)
    assert said in str(error.value)


def test_an_address_that_sends_on_is_not_followed(other: Callable[..., str], tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match=r"sends on to https://elsewhere\.example/: give that address"):
        installation.read(other(301, b"", Location="https://elsewhere.example/"), cache=tmp_path)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://horseshoe.example.org", "in the clear"),
        ("https://", "is no address"),
        ("https://user:secret@horseshoe.example.org", "is no address"),
        ("https://horseshoe.example.org/?x=1", "is no address"),
        ("ftp://127.0.0.1", "is no address"),
        ("http://127.0.0.1:9", "cannot be reached"),
    ],
)
def test_an_address_that_leads_nowhere_is_one_sentence(url: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match=said):
        installation.read(url, cache=tmp_path, timeout=2)


def test_whoever_does_not_answer_is_not_waited_for(tmp_path: Path) -> None:
    import socket

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(CannotOpen, match=r"did not answer within 0\.3 seconds"):
            installation.read(f"http://127.0.0.1:{silent.getsockname()[1]}", cache=tmp_path, timeout=0.3)
