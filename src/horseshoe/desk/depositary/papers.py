"""Letters and notes as they came in: what may be kept, told by its bytes alone, and where it is kept.

Nothing here opens a document: no picture is decoded, no archive unpacked, no text read. A file is kept under its
SHA-256 in a folder that no web server serves, and goes out as an attachment of no type under a name of ours.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from stat import S_ISLNK
from typing import IO, BinaryIO

import msgspec

from horseshoe.desk.refusals import Unfit
from horseshoe.desk.running.setup import here
from horseshoe.store.errors import StoreError

MOST = 25 * 1024 * 1024
"""Bytes of a document at most."""

LONGEST_NAME = 100
PIECE = 1 << 20

ENTRIES = 2_000
"""Files within an office document at most."""

UNPACKED = 200 * 1024 * 1024
"""Bytes that they say they come to, at most."""

RATIO = 200
"""How many times larger than packed they say they are, at most."""

LEAST = 32
"""No letter is shorter than this many bytes."""


class Missing(StoreError):
    """A document that was received is not where it was kept, or is not what it was."""


class Paper(msgspec.Struct, frozen=True):
    """A file that may be kept."""

    sha256: str
    size: int
    form: str
    """What it is by its bytes: an ending, without the dot."""
    name: str
    """As it was called, cleaned."""


def examine(file: BinaryIO, name: str) -> Paper:
    """See whether a file may be kept, by its bytes alone.

    Args:
        file: to be read from its beginning; it is left there.
        name: as it was called; no trust is put in it.

    Raises:
        Unfit: it is too large, empty, of a kind that is not kept, or an archive made to do harm.
    """
    file.seek(0)
    digest, size, first, last = hashlib.sha256(), 0, b"", b""
    while piece := file.read(PIECE):
        size += len(piece)
        if size > MOST:
            raise too_large()
        digest.update(piece)
        first = first or piece[:4096]
        last = (last + piece)[-2048:]
    if size < LEAST:
        raise Unfit("Document: the file is empty, or too short to be one.")
    form = _form(file, first, last)
    file.seek(0)
    return Paper(digest.hexdigest(), size, form, cleaned(name, form))


def too_large() -> Unfit:
    """What is said of a file that is too large."""
    return Unfit(f"Document: the file is larger than {MOST // 1024 // 1024} MB: send it smaller, as a PDF.")


def cleaned(name: str, form: str) -> str:
    """A file's name without folders, control signs, marks that turn the direction of writing, and a false ending."""
    last = re.split(r"[/\\]", name)[-1]
    plain = unicodedata.normalize("NFC", last.encode("utf-8", "ignore").decode())
    kept = "".join(sign if sign.isalnum() or sign in " ._-()" else "-" for sign in plain)
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", " ".join(kept.split())).strip(" .-")[:LONGEST_NAME].strip(" .-")
    return f"{stem or 'document'}.{form}"


def neutral(sha256: str, form: str) -> str:
    """The name under which a document goes out."""
    return f"document-{sha256[:12]}.{form}"


# -- where it is kept ---------------------------------------------------------------------------


def folder() -> Path:
    """Where documents lie: HORSESHOE_FILES, else beside other data of the user who runs the server."""
    if (told := here().files) is not None:
        return told
    from platformdirs import user_data_path

    return user_data_path("horseshoe") / "received"


def keep(file: IO[bytes], paper: Paper) -> None:
    """Keep a file under its SHA-256: whole or not at all; the same once more changes nothing, or puts it right.

    Raises:
        StoreError: it cannot be written.
    """
    there = place(paper.sha256)
    with contextlib.suppress(Missing):
        fetch(paper.sha256)
        return
    try:
        there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, made = tempfile.mkstemp(prefix=".coming-", dir=there.parent)  # readable by its owner alone
        try:
            with os.fdopen(descriptor, "wb") as out:
                file.seek(0)
                while piece := file.read(PIECE):
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            Path(made).rename(there)
            _sync(there.parent)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                Path(made).unlink()
            raise
    except OSError as error:
        raise StoreError(
            f"The document cannot be kept: {(error.strerror or 'unknown reason').lower()}. Nothing was received; the "
            "administrator of the installation can help."
        ) from None


def fetch(sha256: str) -> bytes:
    """A document that was kept.

    Raises:
        Missing: it is not there, or not what it was.
    """
    try:
        descriptor = os.open(place(sha256), os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as file:
            content = file.read(MOST + 1)
    except OSError:
        raise gone() from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise changed()
    return content


def gone() -> Missing:
    """What is said of a document that is not there."""
    return Missing(
        "The document is not where it was kept: nothing can be confirmed from it. The administrator has it in a "
        "backup; the same file, received once more, comes back to its place."
    )


def changed() -> Missing:
    """What is said of a document that is not what it was."""
    return Missing(
        "The document was changed since it was received: it is not given out, and nothing can be confirmed from it. "
        "The administrator has it in a backup; the same file, received once more, takes its place."
    )


def state(sha256: str) -> os.stat_result | None:
    """How a document that was kept lies on the disk; ``None`` where it is not there."""
    try:
        return place(sha256).lstat()
    except OSError:
        return None


def place(sha256: str) -> Path:
    """Where a document lies, or would.

    Raises:
        Missing: no document can have this hash.
    """
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise Missing("There is no such document.")
    return folder() / sha256[:2] / sha256


def _sync(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


# -- what it is ---------------------------------------------------------------------------------


def _form(file: BinaryIO, first: bytes, last: bytes) -> str:
    for form, told in SIGNS.items():
        if told(first, last):
            return form
    if first.startswith(b"PK\x03\x04"):
        return _office(file)
    raise Unfit(
        "Document: its bytes are those of none of the kinds that are kept (PDF, Word .docx, OpenDocument .odt, PNG, "
        "JPEG, TIFF): scan or print it to a PDF."
    )


SIGNS: Mapping[str, Callable[[bytes, bytes], bool]] = {
    "pdf": lambda first, last: bool(re.match(rb"%PDF-[12]\.\d", first)) and b"%%EOF" in last,
    "png": lambda first, last: (
        first.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") and last.endswith(b"IEND\xaeB`\x82")
    ),
    "jpg": lambda first, last: first.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in last[-64:],
    "tif": lambda first, last: first.startswith((b"II*\x00", b"MM\x00*")),
}
"""Kind to what tells it by the first and the last bytes."""


def _office(file: BinaryIO) -> str:
    """What an archive is, by the list of its files; none of them is unpacked but the few bytes that say its kind."""
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            listed = archive.infolist()
            size = file.seek(0, io.SEEK_END)
            _refuse_bombs(listed, size)
            names = {each.filename for each in listed}
            if any(re.search(r"vbaproject|macros/|basic/", name, re.IGNORECASE) for name in names):
                raise Unfit("Document: it holds macros, which a letter does not need: print it to a PDF.")
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return "docx"
            if listed and listed[0].filename == "mimetype" and listed[0].file_size < 100:
                with archive.open(listed[0]) as told:
                    if told.read(100) == b"application/vnd.oasis.opendocument.text":
                        return "odt"
    except Unfit:
        raise
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, KeyError):
        raise Unfit("Document: it begins like an archive and is none: send it again.") from None
    except Exception as error:  # zlib's own, and whatever a crafted archive provokes within the library
        raise Unfit(f"Document: it cannot be looked at ({type(error).__name__}).") from None
    raise Unfit("Document: it is an archive, and no Word or OpenDocument text: send the letter itself.")


def _refuse_bombs(listed: list[zipfile.ZipInfo], size: int) -> None:
    packed, unpacked = sum(each.compress_size for each in listed), sum(each.file_size for each in listed)
    if len(listed) > ENTRIES or unpacked > UNPACKED or packed > size or unpacked > RATIO * max(packed, 1024):
        raise Unfit("Document: unpacked it would be far larger than a letter: print it to a PDF.")
    names = [each.filename for each in listed]
    if len(set(names)) < len(names):
        raise Unfit("Document: the archive holds two files of one name.")
    for each in listed:
        # `orig_filename` is the name before the library cut it at a NUL or turned its slashes
        for name in (each.filename, each.orig_filename):
            if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or re.search(r"[\x00-\x1f:\\]", name):
                raise Unfit("Document: a file within the archive would lie outside of it.")
        if S_ISLNK(each.external_attr >> 16):
            raise Unfit("Document: the archive holds a link.")
        if each.flag_bits & 0x1:
            raise Unfit("Document: it is locked with a password: send it unlocked.")
