"""The sources of an answer as a terminal names them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from horseshoe.answers.rollcall import Cited


def titled(source: Cited) -> str:
    """Its title, and its address where it has one."""
    return f"{source.title}, {source.url}" if source.url else source.title


def addresses(sources: Iterable[Cited]) -> str:
    """Their addresses in one line; of one without, its title."""
    return "; ".join(source.url or source.title for source in sources)


def draw_sources(console: Console, sources: Iterable[Cited]) -> None:
    """A line a source: its id, title and address."""
    for each in sources:
        console.print(f"{each.id}: {titled(each)}", style="dim", soft_wrap=True)
