"""The Record of a running installation, by its API: tables that are known already are not brought over again."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import io
import ipaddress
import os
import re
import ssl
import tempfile
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

import msgspec

from horseshoe.facts.printable import printable
from horseshoe.facts.record import KEYS, Record
from horseshoe.facts.tables import row_types

FORMAT = 1
"""The form of the tables; another number is of a Horseshoe that reads and writes other columns."""

PATIENCE = 30.0
"""Seconds for which an answer is waited for."""

LONGEST = 600.0
"""Seconds that one answer may take, however steadily it comes."""

MOST = 512 * 1024 * 1024
"""Bytes of all tables at most."""

LISTED = 1024 * 1024
"""Bytes of the list of tables at most."""

PIECE = 1 << 20
"""Bytes that are read at a time."""

TRIES = 5
"""How often it is begun again because the facts changed meanwhile."""


class CannotOpen(OSError):
    """The Record of the installation cannot be had; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        """Refuse with a sentence, which may quote what answered."""
        super().__init__(printable(sentence))


class _Table(msgspec.Struct):
    name: str
    sha256: str


class _Tables(msgspec.Struct):
    horseshoe: str
    format: int
    revision: str
    tables: tuple[_Table, ...]


class _Moved(Exception):
    """What came is not what the list says: the facts changed while they were brought over, or it is broken."""


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **more: Any) -> None:
        """Go nowhere else: what answers is what was named."""


def read(url: str, *, timeout: float = PATIENCE, cache: Path | None = None) -> Record:
    """The Record that an installation serves, with every version and retraction.

    Args:
        url: its address, such as ``https://horseshoe.example.org``; ``http`` only on this machine.
        timeout: seconds for which each answer is waited for.
        cache: folder in which tables are kept for the next time; the user's cache folder if not given.

    Raises:
        CannotOpen: the address is none, nothing answers there, what answers is no Horseshoe or one of another version,
            or what came is broken.
    """
    base = _base(url)
    opener = _opener(base)
    folder = cache or _cache()
    before = ""
    for _ in range(TRIES):
        listed = _listed(base, _fetched(opener, f"{base}/api/v1/tables", timeout, LISTED))
        try:
            return _record(opener, base, {table.name: table.sha256 for table in listed.tables}, timeout, folder)
        except _Moved as error:
            if listed.revision == before:
                raise CannotOpen(
                    f"The table {error} came from {base} otherwise than its SHA-256 says, twice: it is changed or cut "
                    "short on the way."
                ) from None
        before = listed.revision
    raise CannotOpen(f"The facts of {base} change again and again: open them when that is over.")


def _base(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment or parts.username:
        raise CannotOpen(f"{url} is no address of an installation: it should be like https://horseshoe.example.org.")
    if parts.scheme == "http" and not _here(host):
        raise CannotOpen(f"{url} would cross the network in the clear, where others could change it: give https.")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').removesuffix('/api/v1')}"


def _here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _opener(base: str) -> OpenerDirector:
    past = (ProxyHandler({}),) if _here(urlsplit(base).hostname or "") else ()
    return build_opener(_Stay, *past)


def _cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("horseshoe") / "tables"


def _listed(base: str, content: bytes) -> _Tables:
    try:
        told = msgspec.json.decode(content, type=dict[str, Any])
        if told["horseshoe"] != "horseshoe":
            raise KeyError
        format_ = int(told["format"])
    except (msgspec.DecodeError, KeyError, TypeError, ValueError, RecursionError):
        raise CannotOpen(f"What answers at {base} is no Horseshoe: give the address of an installation.") from None
    if format_ != FORMAT:
        older = "this Horseshoe" if format_ > FORMAT else "the installation"
        raise CannotOpen(
            f"The installation at {base} is of another version: its tables have the form {format_}, and this Horseshoe "
            f"reads the form {FORMAT}. Update {older}."
        )
    try:
        return msgspec.convert(told, _Tables)
    except msgspec.ValidationError as error:
        raise CannotOpen(f"What the installation at {base} says of its tables cannot be read: {error}.") from None


def _record(opener: OpenerDirector, base: str, digests: Mapping[str, str], timeout: float, folder: Path) -> Record:
    """The Record of tables with these hashes.

    Raises:
        _Moved: a table came that has another one.
    """
    found: dict[str, tuple[Any, ...]] = {}
    left = MOST
    for table in KEYS:
        if (digest := digests.get(table)) is None:
            raise CannotOpen(f"The installation at {base} is of another version: it has no table {table}.")
        content = _content(opener, base, table, digest, timeout, folder, left)
        left -= len(content)
        try:
            found[table] = tuple(msgspec.json.Decoder(row_types()[table]).decode_lines(content))
        except (msgspec.DecodeError, RecursionError) as error:
            raise CannotOpen(
                f"The table {table} of the installation at {base} is of another version and cannot be read here: "
                f"{error}."
            ) from None
    return Record(**found)


def _content(
    opener: OpenerDirector, base: str, table: str, digest: str, timeout: float, folder: Path, most: int
) -> bytes:
    """The lines of a table: those that are kept, where they are what they were, else brought over."""
    if not re.fullmatch("[0-9a-f]{64}", digest):
        raise CannotOpen(f"What the installation at {base} says of its tables cannot be read: {table} has no SHA-256.")
    kept = folder / f"{digest}.jsonl"
    content = b""
    with suppress(OSError):
        content = kept.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        content = _fetched(opener, f"{base}/api/v1/tables/{table}.jsonl", timeout, most)
        if hashlib.sha256(content).hexdigest() != digest:
            raise _Moved(table)
        _keep(kept, content)
    return content


def _keep(file: Path, content: bytes) -> None:
    """Put a table by for the next time, whole or not at all; where that cannot be, do without."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(beside).replace(file)


def _fetched(opener: OpenerDirector, address: str, timeout: float, most: int) -> bytes:
    """What an address answers, unpacked.

    Args:
        opener: asks.
        address: of whom.
        timeout: seconds for which each piece is waited for.
        most: bytes at most, packed and unpacked.
    """
    request = Request(address, headers={"Accept-Encoding": "gzip", "User-Agent": "horseshoe"})
    base = address.partition("/api/")[0]
    try:
        with opener.open(request, timeout=timeout) as answer:
            content = _read(answer, most)
            if answer.headers.get("Content-Encoding") == "gzip":
                with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
                    content = packed.read(most + 1)
    except HTTPError as error:
        with error:
            raise CannotOpen(_refused(base, error)) from None
    except TimeoutError:
        raise CannotOpen(f"{base} did not answer within {timeout:g} seconds.") from None
    except URLError as error:
        raise CannotOpen(_unreached(base, error.reason, timeout)) from None
    except (OSError, http.client.HTTPException, EOFError, zlib.error) as error:
        raise CannotOpen(f"{base} broke off in its answer ({error or type(error).__name__}).") from None
    if len(content) > most:
        raise CannotOpen(f"{address} is larger than {most // 1024**2} MiB, which is more than a record is.")
    return content


def _read(answer: Any, most: int) -> bytes:
    """The body of an answer, whole; one byte more than the most where it is larger."""
    ends = time.monotonic() + LONGEST
    pieces, size = [], 0
    while size <= most and (piece := answer.read(min(PIECE, most + 1 - size))):
        pieces.append(piece)
        size += len(piece)
        if time.monotonic() > ends:
            raise OSError(f"it takes longer than {LONGEST:g} seconds")
    told = answer.headers.get("Content-Length", "")
    if told.isdigit() and size < min(int(told), most):
        raise OSError(f"{size:,} of {int(told):,} bytes came")
    return b"".join(pieces)


def _refused(base: str, error: HTTPError) -> str:
    if 300 <= error.code < 400:
        return f"{base} sends on to {error.headers.get('Location', 'another address')}: give that address."
    if error.code >= 500:
        return f"The installation at {base} cannot answer now (status {error.code})."
    return f"What answers at {base} is no Horseshoe of this version (status {error.code})."


def _unreached(base: str, reason: object, timeout: float) -> str:
    if isinstance(reason, TimeoutError):
        return f"{base} did not answer within {timeout:g} seconds."
    if isinstance(reason, ssl.SSLError):
        return f"{base} has no certificate that can be trusted ({reason.reason or 'it cannot be read'})."
    why = getattr(reason, "strerror", None) or str(reason)
    return f"{base} cannot be reached ({why.lower()})."
