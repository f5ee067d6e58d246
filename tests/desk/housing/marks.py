"""Marks that are put where something secret stands, and how they are looked for in whatever comes out."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

import polars as pl
import pypdfium2  # type: ignore[import-untyped]

SECRET, PUBLIC, REGISTRARS = "qxzsecret", "qxzpublic", "qxzregistrars"
"""What a mark of a workspace's begins with, one of what it published, and one of what registrars keep to themselves."""

_MARK = re.compile(rf"(?:{SECRET}|{PUBLIC}|{REGISTRARS})[a-z]*")


def secret(field: str) -> str:
    """The mark of a field that nobody outside of the workspace may see; it survives any folding and escaping."""
    return SECRET + re.sub("[^a-z]", "", field.lower())


def public(field: str) -> str:
    """The mark of a field that is published."""
    return PUBLIC + re.sub("[^a-z]", "", field.lower())


def of_registrars(field: str) -> str:
    """The mark of a field that registrars alone may see."""
    return REGISTRARS + re.sub("[^a-z]", "", field.lower())


def found(content: bytes | str) -> frozenset[str]:
    """Every mark in something: in its text, in what is packed in it, in the words of a PDF, in the cells of Parquet."""
    told = content.encode() if isinstance(content, str) else content
    seen: set[str] = set()
    for part in _opened(told):
        seen.update(_MARK.findall(part.decode("utf-8", "ignore").lower()))
    return frozenset(seen)


def closed(marks: frozenset[str]) -> frozenset[str]:
    """Those that are not public."""
    return frozenset(each for each in marks if not each.startswith(PUBLIC))


def words(content: bytes) -> str:
    """All that ``found`` looks through."""
    return "\n".join(part.decode("utf-8", "ignore") for part in _opened(content))


def _opened(content: bytes) -> Iterator[bytes]:
    if content[:2] == b"\x1f\x8b":
        content = zlib.decompress(content, wbits=31)
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from _opened(packed.read(name))
    elif content[:4] == b"PAR1":
        yield pl.read_parquet(io.BytesIO(content)).write_ndjson().encode()
    elif content[:4] == b"%PDF":
        yield content
        try:
            read = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:  # a file of the tests that only begins like one
            return
        yield "\n".join(page.get_textpage().get_text_range() for page in read).encode()
        read.close()
    else:
        yield content
        if b"%" in content:
            yield unquote_to_bytes(content)
