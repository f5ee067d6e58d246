"""Lists in pages: so many from so far on, with links to the pages beside it (RFC 8288)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl, urlencode

T = TypeVar("T")

USUAL = 50
MOST = 500
FARTHEST = 10_000_000


class Listed(Generic[T]):
    """What a list holds; what is on the page asked for is made only then."""

    def __init__(self, rows: Sequence[Any], show: Callable[[Any], T] | None = None) -> None:
        """Args: rows: all of it, in order; show: makes an item of a row, which is one itself if this is not given."""
        self.rows = rows
        self.show = show

    def page(self, limit: int, offset: int) -> dict[str, Any]:
        """One page, with how many there are."""
        rows = self.rows[offset : offset + limit]
        items = list(rows) if self.show is None else [self.show(row) for row in rows]
        return {"items": items, "total": len(self.rows), "limit": limit, "offset": offset}


def links(path: str, query: str, total: int, limit: int, offset: int) -> str:
    """The ``Link`` header of a page: first, previous, next and last."""
    told = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "offset"]

    def way(to: int) -> str:
        search = urlencode([*told, *([("offset", to)] if to else [])])
        return f"<{path}{f'?{search}' if search else ''}>"

    def found() -> Iterator[str]:
        last = max(total - 1, 0) // limit * limit
        yield f'{way(0)}; rel="first"'
        if offset:
            yield f'{way(max(min(offset, total) - limit, 0))}; rel="prev"'
        if offset + limit < total:
            yield f'{way(offset + limit)}; rel="next"'
        yield f'{way(last)}; rel="last"'

    return ", ".join(found())
