"""What happened on a page, as an Atom feed (RFC 4287), the newest first.

Links are absolute where it is known where the site stands, else relative to where the feed lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from urllib.parse import quote

from horseshoe.site.addresses import way_between

if TYPE_CHECKING:
    from horseshoe.site.page import Ask, Entry, Page
    from horseshoe.site.record import Held

MOST = 50
"""Entries of a feed."""

NAME = "tag:horseshoe,2015:"
"""Begins every identifier: the same wherever the site is mounted (RFC 4151's form, under no one's domain)."""


def atom(page: Page, entries: Callable[[], Iterable[Entry]], held: Held, ask: Ask) -> bytes:
    """The feed of a page, in the language of the moment.

    Args:
        page: where things happen.
        entries: what happened, in any order.
        held: the day, and where the site stands.
        ask: in which language, and whether links lead to files.
    """
    from django.utils import feedgenerator
    from django.utils.html import escape

    newest = sorted(entries(), key=lambda entry: (entry.day, entry.id), reverse=True)[:MOST]
    language = "" if ask.language == "en" else f"{ask.language}/"
    feed = feedgenerator.Atom1Feed(
        title=f"Horseshoe: {page.title}",
        link=_way(page, page.address, held, ask),
        feed_url=_way(page, page.address, held, ask, ".atom"),
        description=page.description,
        subtitle=page.description,
        feed_guid=f"{NAME}{language}{page.address}",
        author_name="Horseshoe",
        language=ask.language,
    )
    for entry in newest:
        feed.add_item(
            title=entry.title,
            link=_way(page, entry.address, held, ask),
            description=escape(entry.says),  # it goes out as HTML
            unique_id=f"{NAME}{language}{entry.id}",
            updateddate=_moment(entry.day),
            pubdate=_moment(entry.day),
        )
    if not newest:
        feed.latest_post_date = lambda: _moment(held.on)  # type: ignore[method-assign]
    written: str = feed.writeString("utf-8")
    return written.encode()


def _way(page: Page, address: str, held: Held, ask: Ask, ending: str = "") -> str:
    """The way to a page from the feed: absolute where it is known where the site stands, else from where it lies."""
    bare, stroke, place = address.partition("#")
    ending = ending or (".html" if ask.published else "")
    name = bare or ("index" if ending else "")
    if not held.url:
        return f"{way_between(page.address, name)}{ending}{stroke}{place}"
    language = "" if ask.language == "en" else f"{ask.language}/"
    return f"{held.url}{language}{quote(name)}{ending}{stroke}{place}"


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
