"""Every public address of a running server, and what is answered there."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any
from urllib.parse import quote

import httpx
from visiting import Visitor

from horseshoe.facts.record import Record
from horseshoe.site import page as pages
from horseshoe.site import render
from horseshoe.site.page import Ask
from horseshoe.site.publishing.signposts import signposts
from horseshoe.site.record import Held

AT_ONCE = 4
DRAWN = ("png",)
"""Endings of pictures made of points: no words can be read out of them. Their twins of lines are asked for."""

SEVERAL = 3
"""Of each type of page so many are asked for with all their charts, which take long; of the others the words."""


def of_pages(held: Held) -> tuple[list[str], set[str]]:
    """Addresses of all pages, in every form and language; and the types of page among them."""
    record = held.record.as_known(None)
    found, types = [f"/{name}" for name in signposts(held, published=False)], set[str]()
    for kind in pages.kinds():
        for count, address in enumerate(kind.every(record, held.on)):
            types.add(kind.address)
            start = address or "index"
            found += [f"/{quote(address)}", f"/fr/{quote(address)}", f"/{quote(start)}.json", f"/{quote(start)}.csv"]
            ask = Ask(record=record, on=held.on, parts=kind.parts(address) or {})
            for form in render.files(kind.make(ask), held, ask):
                if not form.endswith(DRAWN) and (count < SEVERAL or not form.endswith(".svg")):
                    found.append(f"/{quote(start)}.{form}")
    return found, types


def of_search(words: Iterable[str]) -> list[str]:
    """The search, its suggestions and the pages that take words, asked for these."""
    ways = ("/search?q={}", "/search.json?q={}", "/whip?title={}", "/sources?about={}", "/votes/2025?about={}",
            "/api/v1/search?q={}", "/api/v1/search/suggestions?address={}", "/drafts/{}", "/drafts/{}.json",
            "/api/v1/drafts/{}", "/states/{}", "/{}")  # fmt: skip
    return [way.format(quote(word)) for word in words for way in ways]


VALUES: Mapping[str, Any] = {
    "symbol": lambda record: [row.symbol for row in record.proposals if row.symbol is not None],
    "state": lambda record: ["FRA", "KEN", "RUS"],
    "other": lambda record: ["GBR"],
    "situation": lambda record: [row.id for row in record.situations],
    "year": lambda record: ["2025", "2026"],
    "veto_date": lambda record: ["2022-02-25"],
    "number": lambda record: ["1", "2"],
    "since": lambda record: ["2020-01-01"],
    "old": lambda record: ["1"],
    "q": lambda record: ["Syria"],
    "address": lambda record: ["states/Frnace"],
}
"""Parameter of the API to what is given for it, where the document lists no words."""


def of_api(document: Mapping[str, Any], record: Record) -> Iterator[tuple[str, str]]:
    """Every reading operation of the API with the addresses by which it is asked.

    Raises:
        KeyError: an operation takes something of which nothing here knows what could be given.
    """
    for path, methods in document["paths"].items():
        if "get" not in methods:
            continue
        wanted = [each for each in methods["get"].get("parameters", []) if each.get("required")]
        values = [each["schema"].get("enum") or VALUES[each["name"]](record) for each in wanted]
        for given in product(*values):
            address, query = path, []
            for each, value in zip(wanted, given, strict=True):
                if each["in"] == "path":
                    address = address.replace(f"{{{each['name']}}}", quote(str(value)))
                else:
                    query.append(f"{each['name']}={quote(str(value))}")
            yield path, address + (f"?{'&'.join(query)}" if query else "")


def of_the_desk(visitor: Visitor, starts: Iterable[str], most: int = 150) -> list[tuple[str, httpx.Response]]:
    """What somebody is answered who follows every way from these pages that stays behind the door."""
    seen, todo = dict[str, httpx.Response](), [*starts]
    while todo and len(seen) < most:
        way = todo.pop(0)
        if way in seen or way.startswith("/accounts/logout"):
            continue
        reply = seen[way] = visitor.ask("GET", way)
        if reply.headers.get("content-type", "").startswith("text/html"):
            linked = re.findall(r'href="([^"#?]+)', reply.text)
            todo += [path for each in linked if re.match("/(desk|admin|accounts)/", path := reply.url.join(each).path)]
    return list(seen.items())


def asked(address: str, paths: Iterable[str], **headers: str) -> list[tuple[str, httpx.Response]]:
    """What everybody is answered, several at once."""
    with (
        httpx.Client(base_url=address, timeout=120, trust_env=False, headers=headers) as client,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        return list(pool.map(lambda path: (path, client.get(path)), dict.fromkeys(paths)))


def held(record: Record) -> Held:
    """What a server holds of a Record today, as far as its addresses depend on it."""
    return Held(record, "0", datetime.date.today())  # noqa: DTZ011 (as the server does)


def read(reply: httpx.Response) -> Any:
    """The JSON of a reply."""
    return json.loads(reply.content)
