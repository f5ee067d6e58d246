"""Tables for a spreadsheet in which no cell is taken for a formula (CWE-1236)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula, wide forms included."""


def safe(value: object) -> str:
    """A cell as text: one that could be taken for a formula is led by an apostrophe."""
    text = "" if value is None else str(value)
    text = "".join(sign for sign in text if sign not in "\x00\ufeff\u200b\u200e\u200f")
    return f"'{text}" if text.lstrip(" \u00a0").startswith(BEGINNINGS) or text[:1].isspace() else text


def written(header: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Rows as CSV under their header, each cell in quotation marks."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([safe(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8", "replace")
