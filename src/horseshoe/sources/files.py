"""Files as users bring them: read as text or as a sheet of cells, or refused with one sentence."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import msgspec

from horseshoe.facts.printable import printable
from horseshoe.facts.rows import fault_in

Form = TypeVar("Form")

File = Path | BinaryIO
"""A path, or a stream of bytes such as standard input."""

Progress = Callable[[int, int], None]
"""Called with how many rows are done, and of how many."""

_OTHER_FORMATS = (
    (b"PK\x03\x04", "is an Excel workbook or another zip archive"),
    (b"\xd0\xcf\x11\xe0", "is an old Excel workbook"),
    (b"\x1f\x8b", "is compressed with gzip"),
    (b"%PDF", "is a PDF document"),
)


MOST_PARTS = 32
"""Parts of a key with dots in TOML at most: to read one takes the square of their number."""

_ASIDE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*(?:"{3,5}|\\?\Z)'
    r"|'''(?:[^']|'(?!''))*(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\.)*(?:"|(?=\n)|\\?\Z)'
    r"|'[^'\n]*(?:'|(?=\n)|\Z)"
    r"|#[^\n]*",
    re.DOTALL,
)
"""Strings and comments of TOML 1.0, from the beginning of a file on: dots within them part nothing.

One that is not closed goes to the end of its line or of the file, so that nothing is looked at twice.
"""

_LONG_KEY = re.compile(rf"(?<![\w-])(?:[\w-]+[ \t]*\.[ \t]*){{{MOST_PARTS}}}")


class WrongFile(ValueError):
    """The file cannot be read; the sentence says why, where, and what would be right. Nothing was changed."""

    def __init__(self, sentence: str) -> None:
        """Refuse with a sentence, which may quote the file."""
        super().__init__(printable(sentence))


class Sheet(msgspec.Struct, frozen=True):
    """A CSV file: its name for sentences, its header, and its rows, each as wide as the header."""

    name: str
    header: tuple[str, ...]
    rows: list[list[str]]


def whole(file: File) -> tuple[str, bytes]:
    """The file's name for sentences, and all that is in it.

    Raises:
        WrongFile: there is no such file, or it is empty.
    """
    if isinstance(file, Path):
        name = file.name
        try:
            content = file.read_bytes()
        except OSError as error:
            raise WrongFile(f"{file} cannot be read: {(error.strerror or 'unknown reason').lower()}.") from None
    else:
        name, content = getattr(file, "named", "standard input"), file.read()
    if not content.strip():
        raise WrongFile(f"{name} is empty.")
    return name, content


def text(file: File) -> tuple[str, str]:
    """The file's name and its text, read as UTF-8 with or without a byte order mark.

    Raises:
        WrongFile: there is no such file, or it is empty, in another format or in another encoding.
    """
    name, content = whole(file)
    for beginning, what in _OTHER_FORMATS:
        if content.startswith(beginning):
            raise WrongFile(f"{name} {what}: save it as plain text first, a table as CSV in UTF-8.")
    if content.lstrip()[:200].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise WrongFile(f"{name} is a web page and not the file itself: download the file that the page links to.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise WrongFile(f"{name} is UTF-16 text: save it as UTF-8.")
    try:
        return name, content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wrong = content[error.start]
        line = content.count(b"\n", 0, error.start) + 1
        raise WrongFile(
            f"{name} is not UTF-8 text: byte {error.start} (0x{wrong:02X}, on line {line}) cannot be read; save it as "
            "UTF-8."
        ) from None


def sheet(file: File) -> Sheet:
    """The cells of a CSV file.

    Raises:
        WrongFile: as for ``text``; or the file is no CSV, has no rows, or has a row of another width.
    """
    name, content = text(file)
    lines = csv.reader(io.StringIO(content, newline=""), strict=True)
    rows = []
    try:
        header = next(lines)
        width = len(header)
        for line in lines:
            if len(line) == width:
                rows.append(line)
            elif line:
                raise WrongFile(_wrong_width(name, lines.line_num, len(line), width, content))
    except csv.Error as error:
        if "end of data" in str(error):
            raise WrongFile(f"{name} ends within a cell on line {lines.line_num}: the file is cut short.") from None
        raise WrongFile(f"{name} line {lines.line_num} is not CSV: {error}.") from None
    if width == 1 and (";" in header[0] or "\t" in header[0]):
        raise WrongFile(f"{name} does not part its columns by commas: save it as CSV with commas.")
    if not rows:
        raise WrongFile(f"{name} has a header and no rows.")
    return Sheet(name, tuple(header), rows)


def count_in(cell: str) -> int | None:
    """The number that a cell holds; ``None`` where it holds none, or one of more than nine digits."""
    return int(cell) if cell.isdecimal() and len(cell) < 10 else None


def _wrong_width(name: str, line: int, cells: int, width: int, content: str) -> str:
    last = line >= content.count("\n") + (not content.endswith("\n"))
    if last and cells < width:
        return f"{name} ends on line {line} with {cells} of {width} cells: the file is cut short."
    return f"{name} line {line} has {cells} cells and the header {width}: a comma or a quotation mark is astray."


def toml(name: str, content: str) -> dict[str, Any]:
    """What a TOML file holds, or a JSON one that says the same: no TOML begins with a brace.

    Raises:
        WrongFile: it is neither; the sentence says where.
    """
    try:
        if content.lstrip().startswith("{"):
            return _json(name, content)
        if found := _LONG_KEY.search(_ASIDE.sub("s", content)):
            raise WrongFile(
                f"{name} has a key of more than {MOST_PARTS} parts, which begins {found[0][:20]}: none has."
            )
        return tomllib.loads(content)
    except RecursionError:
        raise WrongFile(f"{name} has too many brackets within one another.") from None
    except tomllib.TOMLDecodeError as error:
        what, _, where = str(error).rpartition(" (at ")
        place = where.rstrip(")") if what else "its end"
        raise WrongFile(f"{name} is not TOML at {place}: {(what or where)[0].lower()}{(what or where)[1:]}.") from None
    except WrongFile:
        raise
    except ValueError:  # CPython reads no number of more than 4,300 digits
        raise WrongFile(f"{name} holds a number of thousands of digits, which is none.") from None


def _json(name: str, content: str) -> dict[str, Any]:
    """What a JSON object holds; a field that is null is left out, as TOML would."""
    try:
        found = msgspec.json.decode(content, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise WrongFile(f"{name} is not JSON: {str(error)[0].lower()}{str(error)[1:]}.") from None
    return {key: value for key, value in found.items() if value is not None}


def filled(name: str, content: str, form: type[Form]) -> Form:
    """What a TOML file holds, as the form that it fills in.

    Raises:
        WrongFile: it is not TOML, or a field is missing, unknown or not what it should be; the sentence says which.
    """
    try:
        return msgspec.convert(toml(name, content), form)
    except msgspec.ValidationError as error:
        raise WrongFile(fault_in(error, name)) from None
