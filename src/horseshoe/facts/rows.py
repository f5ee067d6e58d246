"""What every row of every table carries beside its fact."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta


def fault_of(error: msgspec.ValidationError) -> tuple[str, str]:
    """The field that does not hold what it should (empty for the row as a whole), and what is wrong, in lower case."""
    what, _, where = str(error).partition(" - at `$.")
    return where.rstrip("`").split("[")[0], f"{what[0].lower()}{what[1:]}"


def fault_in(error: msgspec.ValidationError, file: str) -> str:
    """The sentence on what is wrong in a file, with the file, the entry by its number from 1, and the field."""
    what, _, where = str(error).partition(" - at `$.")
    place = re.sub(r"\[(\d+)\]\.?", lambda number: f" {int(number[1]) + 1}, field ", where.rstrip("`"))
    return f"{file}{f', {place}' if place else ''}: {what[0].lower()}{what[1:]}."


class Row(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A fact: frozen, typed, with where it comes from, how sure it is and when we learned it."""

    source: Annotated[str, Meta(description="Where it was read: `sources.id`, several separated by spaces.")]
    confidence: Annotated[
        str, Meta(description="`high`, `medium`, `low`, or `recall` (seen in no source: never carries an answer).")
    ] = "high"
    note: Annotated[str | None, Meta(description="What a reader should know about this row.")] = None
    recorded: Annotated[date, Meta(description="When it entered this table (recorded time).")]
