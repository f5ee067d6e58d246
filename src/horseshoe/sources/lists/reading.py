"""Read a published list, whatever its form: the content says which, not the name of the file."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from horseshoe.sources.files import File, WrongFile, whole
from horseshoe.sources.lists import html, pdf, text, word
from horseshoe.sources.lists import table as tables
from horseshoe.sources.lists.pieces import Grid, Line, Published

_HTML = re.compile(rb"<(?:!doctype html|html|body|div|table|t[rd]|[uo]l|li|p|br|h[1-6]|span)\b[^>]*>", re.IGNORECASE)


def read(file: File, sha256: str | None = None) -> Published:
    """The lines and tables of a list.

    Args:
        file: the file as it was published.
        sha256: what its SHA-256 should be, where that is known.

    Raises:
        WrongFile: there is no such file; it is empty, encrypted, scanned, in another form or encoding; or its hash is
            another.
    """
    name, content = whole(file)
    digest = hashlib.sha256(content).hexdigest()
    if sha256 and sha256.strip().lower() != digest:
        raise WrongFile(f"{name} has the SHA-256 {digest}, and not {sha256.strip().lower()}: it is another file.")
    form, parts = _parts(name, content)
    published = Published(name, digest, form, parts)
    if not any(char.isalpha() for char in published.text):
        raise WrongFile(f"{name} holds no words: a list of states has names in it.")
    return published


def _parts(name: str, content: bytes) -> tuple[str, tuple[Line | Grid, ...]]:
    suffix = Path(name).suffix.lower()
    if content.lstrip()[:5] == b"%PDF-":
        return "pdf", pdf.read(name, content)
    if content.startswith(b"PK\x03\x04"):
        return "word", word.read(name, content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise WrongFile(
            f"{name} is protected by a password, or an Office file from before 2007: save it without, as .docx."
        )
    if content.startswith(b"\x1f\x8b"):
        raise WrongFile(f"{name} is compressed with gzip: unpack it first.")
    if content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")):
        raise WrongFile(f"{name} is a picture: have its text recognized, or type the names, one a line.")
    if content.startswith(b"{\\rtf"):
        raise WrongFile(f"{name} is rich text: save it as .docx or as plain text.")
    if suffix in (".html", ".htm") or len(_HTML.findall(content)) > 1:
        return "html", html.read(name, content)
    if suffix in (".csv", ".tsv"):
        return "csv", tables.read(name, content)
    return "text", text.read(name, content)
