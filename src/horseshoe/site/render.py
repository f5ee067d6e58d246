"""A page in each of its forms: HTML, JSON, CSV, and what further files it has."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

import msgspec

from horseshoe.site.charts import chart as charts
from horseshoe.site.language import typography
from horseshoe.site.page import Ask, File, Page, Rows, menu, shelves
from horseshoe.site.pictures import card
from horseshoe.site.publishing.feed import atom
from horseshoe.site.record import Held, edition
from horseshoe.site.serving.kept import Reply

HTML, JSON, CSV = "html", "json", "csv"

LANGUAGES = ("en", "fr")
"""The languages of the pages; all but the first stand at the head of an address: ``fr/states/FRA``."""

TYPES = {HTML: "text/html; charset=utf-8", JSON: "application/json", CSV: "text/csv; charset=utf-8"}


def rendered(page: Page, form: str, held: Held, ask: Ask, language: str, address: str | None = None) -> Reply | None:
    """The page in a form; ``None`` where it has no such form.

    Args:
        page: what is shown.
        form: ``html``, ``json``, ``csv``, or the ending of a further file.
        held: the Record and the day.
        ask: what was asked.
        language: of the words of the page.
        address: where the page is shown, if that is not where it lives.
    """
    if form == JSON:
        return Reply(200, TYPES[JSON], json(page.answer))
    if form == CSV:
        return Reply(200, TYPES[CSV], table(page))
    if form == HTML:
        body = html(f"pages/{page.template}", shown(page, held, ask, language, address), language)
        return Reply(page.status, TYPES[HTML], body)
    if file := files(page, held, ask).get(form):
        return Reply(200, file.type, file.made())
    return None


def files(page: Page, held: Held, ask: Ask) -> dict[str, File]:
    """Every further form of a page, by the ending of its address: its files, its charts, its feed, its card."""
    found = dict(page.files)
    for chart in page.charts:
        for ending in charts.DRAWINGS:
            found[f"{chart.key}.{ending}"] = File("image/svg+xml", partial(charts.svg, chart, ending), data=False)
        found[f"{chart.key}.png"] = File("image/png", partial(charts.png, chart), data=False)
        found[f"{chart.key}.csv"] = File(TYPES[CSV], partial(written, chart.header, chart.rows))
    if page.feed is not None:
        made = partial(atom, page, page.feed, held, ask)
        found["atom"] = File("application/atom+xml; charset=utf-8", made, data=False)
    # Publishing draws many cards at a time, and not one for every page.
    found[card.FORM] = File("image/png", lambda: card.pngs([card.drawing(page, held)])[0], live=True, data=False)
    return found


def head(language: str) -> str:
    """What the addresses of a language begin with."""
    return "" if language == LANGUAGES[0] else f"{language}/"


def location(address: str, language: str, *, published: bool) -> str:
    """Where a page lies, from the root of the site: the file ``index.html`` by the name of its folder."""
    return f"{head(language)}{quote(address)}{'.html' if published and address else ''}"


def json(answer: Any) -> bytes:
    """An answer as the command line gives it with ``--format json``, without the spaces that help the eye."""
    return msgspec.json.encode(answer) + b"\n"


def table(page: Page) -> bytes:
    """The rows of a page as CSV."""
    return written(page.header, page.rows)


def written(header: Sequence[str], rows: Rows) -> bytes:
    """Rows as CSV under their header."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows())
    return out.getvalue().encode()


def shown(page: Page, held: Held, ask: Ask, language: str, address: str | None) -> dict[str, Any]:
    """All that a template is told: what the page says, and what every page is told."""
    search = urlencode(sorted(ask.query.items()))
    return {
        **every(page.address if address is None else address, held, language, published=ask.published),
        "title": page.title,
        "description": page.description,
        "canonical": f"{held.url}{location(page.address, language, published=ask.published)}" if held.url else "",
        "social": card.way(page, held, ask, page.address if address is None else address),
        "query": ask.query,
        "twins": [
            (label, form, f".{form}{f'?{search}' if search else ''}")
            for form, label in (
                (JSON, "JSON"),
                (CSV, "CSV"),
                *((name, file.label or name) for name, file in page.files.items() if not (file.live and ask.published)),
                *((("atom", "Atom"),) if page.feed else ()),
            )
        ],
        "once": frozenset((JSON, CSV, *(name for name, file in files(page, held, ask).items() if file.data))),
        "search": f"?{search}" if search else "",
        "charts": {chart.key.replace("-", "_"): chart for chart in page.charts},
        **page.context,
    }


def every(address: str, held: Held, language: str, *, published: bool) -> dict[str, Any]:
    """What every page is told, errors too; where Django's settings name a ``DESK``, served pages lead to it."""
    from django.conf import settings

    return {
        "address": address,
        "root": "../" * address.count("/"),
        "base": "../" * (address.count("/") + (language != LANGUAGES[0])),
        "languages": LANGUAGES,
        "shelves": shelves(),
        "published": published,
        "desk": not published and bool(getattr(settings, "DESK", False)),
        "language": language,
        "menu": menu(),
        "record": held.record,
        "on": held.on,
        "revision": held.revision,
        "edition": edition()[:8],
        "twins": (),
    }


def html(template: str, context: dict[str, Any], language: str) -> bytes:
    """A template filled in."""
    from django.template.loader import get_template
    from django.utils import translation

    with translation.override(language):
        text: str = get_template(template).render(context)
    if language == "fr":
        text = typography.french(text)
    return "\n".join(line for line in map(str.rstrip, text.splitlines()) if line).encode() + b"\n"


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " ".join(map(str, value))
    return getattr(value, "value", value)
