"""The file of a backup: a zip archive with the hash of each file in it, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec

from horseshoe.store.errors import Refused, StoreError

MANIFEST = "manifest.json"

PIECE = 1 << 20
"""Bytes that are read at once."""

SMALL, RATIO = 16 * 1024**2, 200
"""Bytes of a file that may be packed by any ratio, and by how much a larger one may be: text comes to some 20."""

NOTHING = "Nothing was written."


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds, so that it can be checked. One of an older Horseshoe lacks the tables that came later."""

    format: str
    made: datetime
    revision: int
    """The newest revision."""
    rows: dict[str, int]
    """Table to the number of its rows."""
    files: dict[str, str]
    """File to its SHA-256."""
    attached: dict[str, str] = {}
    """Further files, which may be large and are read piece by piece, to the SHA-256 of each."""


class Broken(StoreError):
    """The file is no backup, or not as it was written."""


def write(file: Path, manifest: Manifest, contents: Mapping[str, bytes], attached: Mapping[str, Path]) -> Manifest:
    """Write the archive, for its owner alone, beside its place and move it there: an interruption leaves no half of it.

    Args:
        file: its place.
        manifest: what it holds, but for the hashes of the files.
        contents: file to what is in it.
        attached: further file to where it lies now, with the SHA-256 that it must have as its name's last part.

    Returns:
        The manifest, with the hashes.

    Raises:
        Refused: it cannot be written; or a further file cannot be read, or is not what it was.
    """
    told = msgspec.structs.replace(
        manifest,
        files={name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
        attached={name: name.rpartition("/")[2] for name in attached},
    )
    said = msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor, made = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
        try:
            with os.fdopen(descriptor, "wb") as out:
                with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                    for name, content in {**contents, MANIFEST: said}.items():
                        archive.writestr(name, content)
                    for name, place in attached.items():
                        _attach(archive, name, place, told.attached[name])
                out.flush()
                os.fsync(out.fileno())
            Path(made).rename(file)
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Refused(f"{file} cannot be written: {(error.strerror or 'unknown reason').lower()}.") from None
    return told


def read(file: Path) -> tuple[Manifest, dict[str, bytes]]:
    """What a backup holds, once every file in it was found to have its hash.

    Raises:
        Broken: it is no backup, or was changed since it was written.
    """
    with _opened(file) as archive:
        _refuse_bombs(file, archive)
        manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
        contents = {name: archive.read(name) for name in manifest.files}
        found = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
        for name in manifest.attached:
            with archive.open(name) as piece:
                found[name] = _hash(piece)
    for name, wanted in {**manifest.files, **manifest.attached}.items():
        if found[name] != wanted:
            raise Broken(f"{file} was changed since it was written: {name} has another hash. Nothing was restored.")
    return manifest, contents


def _refuse_bombs(file: Path, archive: zipfile.ZipFile) -> None:
    """Documents are read piece by piece; all else is read into memory, so it may not say that it is without end."""
    large = [each for each in archive.infolist() if each.file_size > max(SMALL, RATIO * each.compress_size)]
    if large:
        raise Broken(
            f"{file} is no whole backup: {large[0].filename[:80]} would unpack to {large[0].file_size:,} bytes."
        )


def attached(file: Path, manifest: Manifest) -> Iterator[tuple[str, IO[bytes]]]:
    """The further files of a backup that ``read`` found to be whole, one after another: SHA-256 and content."""
    with _opened(file) as archive:
        for name, sha256 in manifest.attached.items():
            with archive.open(name) as content:
                yield sha256, content


def fingerprint(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal.

    Raises:
        Broken: it cannot be read.
    """
    try:
        with file.open("rb") as content:
            return _hash(content)
    except OSError as error:
        raise Broken(f"{file} cannot be read: {(error.strerror or 'unknown reason').lower()}.") from None


def _attach(archive: zipfile.ZipFile, name: str, place: Path, sha256: str) -> None:
    digest = hashlib.sha256()
    try:
        with place.open("rb") as content, archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as out:
            while piece := content.read(PIECE):
                digest.update(piece)
                out.write(piece)
    except FileNotFoundError:
        raise Refused(f"{place} is not there: bring it back from an earlier backup. {NOTHING}") from None
    except PermissionError:
        raise Refused(f"{place} may not be read by who runs this. {NOTHING}") from None
    if digest.hexdigest() != sha256:
        raise Refused(f"{place} was changed since it was received: bring it back from an earlier backup. {NOTHING}")


def _hash(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := content.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except Broken:
        raise
    except OSError as error:
        raise Broken(f"{file} cannot be read: {(error.strerror or 'unknown reason').lower()}.") from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        msgspec.DecodeError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ):
        raise Broken(f"{file} is no whole backup: `horseshoe backup` writes one.") from None
