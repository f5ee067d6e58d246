"""How pages arrive in a browser: when the first of them is painted, what shifts, and what they weigh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

MEASURE = """() => new Promise(done => {
    let shift = 0;
    const add = each => { if (!each.hadRecentInput) shift += each.value; };
    new PerformanceObserver(list => list.getEntries().forEach(add))
        .observe({type: 'layout-shift', buffered: true});
    setTimeout(() => {
        const loaded = performance.getEntriesByType('resource'), page = performance.getEntriesByType('navigation')[0];
        const weigh = entries => entries.reduce((sum, each) => sum + each.encodedBodySize, 0);
        done({
            shift,
            paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
            weight: weigh([page, ...loaded]),
            script: weigh(loaded.filter(each => each.initiatorType === 'script')),
        });
    }, 400);
})"""


class Seen(NamedTuple):
    """A page as it arrived."""

    address: str
    paint: float
    """Milliseconds to the first contentful paint."""
    shift: float
    """Cumulative layout shift."""
    weight: int
    """Bytes of the page with all that it loads, packed."""
    script: int
    """Bytes of its scripts, packed."""


def seen(base: str, addresses: Iterable[str], chromium: str) -> Iterator[Seen]:
    """Each page, opened twice by a browser that keeps nothing: the second time is measured."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for address in addresses:
            for last in (False, True):
                context = browser.new_context(viewport={"width": 1280, "height": 900})
                page = context.new_page()
                page.goto(f"{base}/{address}")
                if last:
                    told = page.evaluate(MEASURE)
                    yield Seen(address, told["paint"], told["shift"], told["weight"], told["script"])
                context.close()
        browser.close()
