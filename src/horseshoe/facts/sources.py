"""Where facts come from, and what was withdrawn."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A document, file or page that facts were read in."""

    id: Annotated[str, Meta(description="Own key, as other tables cite it.")]
    title: Annotated[str, Meta(description="What it is.")]
    kind: Annotated[
        str, Meta(description="`document`, `dataset`, `page`, `press`, `seed`, `derived` or `compilation`.")
    ]
    symbol: Annotated[str | None, Meta(description="Symbol of a United Nations document.")] = None
    url: Annotated[str | None, Meta(description="Address.")] = None
    license: Annotated[str | None, Meta(description="Terms under which its facts are used.")] = None
    recorded: Annotated[date, Meta(description="When it entered this table.")]


class Retraction(msgspec.Struct, frozen=True, kw_only=True):
    """A row withdrawn: nothing is deleted, the row stays in the history."""

    table: Annotated[str, Meta(description="The table of the row.")]
    key: Annotated[str, Meta(description="The row's key; parts of a longer key separated by `|`.")]
    at: Annotated[datetime, Meta(description="When it was withdrawn.")]
    by: Annotated[str, Meta(description="Who withdrew it.")]
    why: Annotated[str, Meta(description="Why, in a sentence.")]
