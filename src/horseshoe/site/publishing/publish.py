"""The whole site as static files: the same bytes for the same Record and day, and only what changed is written."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

import msgspec

from horseshoe.site import settings

settings.prepare()  # in each process that makes pages

from django.utils import translation  # noqa: E402 (after the settings)

from horseshoe.site import page as pages  # noqa: E402
from horseshoe.site import render  # noqa: E402
from horseshoe.site.page import Ask, Page  # noqa: E402
from horseshoe.site.pictures import card  # noqa: E402
from horseshoe.site.publishing import lost, signposts  # noqa: E402
from horseshoe.site.publishing.folder import Folder  # noqa: E402
from horseshoe.site.record import Held, Keeper  # noqa: E402

CHUNK = 24
"""Votes that a process works on at a time: their cards are drawn together."""

FEW = 6
"""The same of other pages."""

Progress = Callable[[int, int], None]


class Published(msgspec.Struct, frozen=True):
    """What publishing did."""

    pages: int
    files: int
    written: int
    removed: int
    bytes: int


class _Made(msgspec.Struct, frozen=True):
    names: tuple[str, ...]
    written: int
    bytes: int


def publish(
    folder: Path, *, on: date | None = None, url: str = "", workers: int | None = None, progress: Progress
) -> Published:
    """Write every page with its twins into ``folder``.

    What has changed is first written beside, and moved into place when all of it is there: an earlier site stays as it
    was where something fails.

    Args:
        folder: made where it is missing. Files that an earlier publishing left and that are no longer part of the
            site are removed; others in the folder stay as they are.
        on: the day of every page; today by default.
        url: where the site will stand, ending in a stroke, for what has to be absolute; all links are relative
            where it is empty.
        workers: processes; as many as there are cores by default.
        progress: told how many pages of how many are done.

    Raises:
        OSError: the folder cannot be written.
        FileExistsError: it holds files, none of which an earlier publishing left.
    """
    with Folder(folder) as place:
        keeper = Keeper(on, url)
        addresses = tuple(_addresses(keeper.held()))
        chunks = _chunks(addresses)
        names: set[str] = set()
        done = written = size = 0
        for made, count in _made(keeper, place, chunks, workers or os.cpu_count() or 1):
            names.update(made.names)
            written, size, done = written + made.written, size + made.bytes, done + count
            progress(done, len(addresses))
        for name, content in _beside(keeper.held()):
            names.add(name)
            written += place.write(name, content)
            size += len(content)
        return Published(len(addresses), len(names), written, place.settle(names), size)


def _chunks(addresses: Sequence[str]) -> list[Sequence[str]]:
    """Addresses as they are worked on: those with much to draw first and few at a time, so that none is left alone."""
    votes = [address for address in addresses if address.startswith("drafts/")]
    others = [address for address in addresses if not address.startswith("drafts/")]
    return [own[at : at + size] for own, size in ((others, FEW), (votes, CHUNK)) for at in range(0, len(own), size)]


def _addresses(held: Held) -> Iterator[str]:
    return signposts.every(held)


def _made(keeper: Keeper, place: Folder, chunks: Sequence[Sequence[str]], workers: int) -> Iterator[tuple[_Made, int]]:
    if workers == 1:
        for chunk in chunks:
            yield _pages(keeper.held(), place, chunk), len(chunk)
        return
    # Children share the Record by being forked; where that cannot be, each reads it. What draws keeps threads of its
    # own, which do not live on in a fork: a process that has drawn already does not fork.
    drew = not sys.modules.keys().isdisjoint(("vl_convert", "typst"))
    kind = "spawn" if drew or "fork" not in multiprocessing.get_all_start_methods() else "fork"
    global _shared
    held = _shared = keeper.held()
    gc.collect()
    gc.freeze()  # what is shared stays shared
    try:
        with ProcessPoolExecutor(workers, multiprocessing.get_context(kind)) as pool:
            jobs = [(pool.submit(_job, place, tuple(chunk), held.on, held.url), len(chunk)) for chunk in chunks]
            try:
                for job, count in jobs:
                    yield job.result(), count
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
    finally:
        gc.unfreeze()
        _shared = None


_shared: Held | None = None
"""The Record that the processes of one publishing share."""


def _job(place: Folder, chunk: tuple[str, ...], on: date, url: str) -> _Made:
    global _shared
    if _shared is None:
        _shared = Keeper(on, url).held()
    gc.disable()  # a chunk is small: what it leaves goes at its end
    try:
        return _pages(_shared, place, chunk)
    finally:
        gc.enable()
        gc.collect()


def _pages(held: Held, place: Folder, addresses: Sequence[str]) -> _Made:
    record = held.record.as_known(None)
    names, written, size = [], 0, 0
    cards: list[tuple[str, card.Drawing]] = []

    def keep(name: str, content: bytes) -> None:
        nonlocal written, size
        names.append(name)
        written += place.write(name, content)
        size += len(content)

    for address in addresses:
        found = pages.find(address)
        if found is None:
            raise LookupError(f"No page type has the address {address!r}, which one of them gave.")
        kind, parts = found
        for language in render.LANGUAGES:
            ask = Ask(record=record, on=held.on, parts=parts, published=True, language=language)
            with translation.override(language):
                page = kind.make(ask)
                start = f"{render.head(language)}{address or 'index'}"
                for form in _forms(page, held, ask):
                    reply = render.rendered(page, form, held, ask, language)
                    if reply is not None:
                        keep(f"{start}.{form}", reply.body)
                if not page.card.shared:
                    cards.append((f"{start}.{card.FORM}", card.drawing(page, held)))
    for (name, _), png in zip(cards, card.pngs([drawing for _, drawing in cards]), strict=True):
        keep(name, png)
    return _Made(tuple(names), written, size)


def _forms(page: Page, held: Held, ask: Ask) -> Iterator[str]:
    """The forms of a page that are published: its data once, since data has no language."""
    first = ask.language == render.LANGUAGES[0]
    yield render.HTML
    if first:
        yield from (render.JSON, render.CSV)
    for form, file in render.files(page, held, ask).items():
        if not file.live and (first or not file.data):
            yield form


def _beside(held: Held) -> Iterator[tuple[str, bytes]]:
    """What is no page: styles, scripts and pictures, the files for machines, and the page of what is not there."""
    for name, path in settings.static_files():
        yield f"static/{name}", path.read_bytes()
    for name, (_, made) in signposts.signposts(held, published=True).items():
        yield name, made()
    yield "404.html", lost.page(held)
