"""Files for machines that look around: robots.txt, the site map, llms.txt and the list of all pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from horseshoe.facts.pledges import Instrument
from horseshoe.site import page as pages
from horseshoe.site.record import Held
from horseshoe.site.render import LANGUAGES, location
from horseshoe.site.settings import STATIC

MOST = 50_000
"""Addresses of one site map; more are split over several, which ``sitemap.xml`` then lists."""

TEXT, XML = "text/plain; charset=utf-8", "application/xml"

_PLEDGES = {Instrument.CODE: "Code of Conduct", Instrument.DECLARATION: "Political Declaration"}

Made = Callable[[], bytes]


def signposts(held: Held, *, published: bool) -> Mapping[str, tuple[str, Made]]:
    """Name of a file at the root of the site to its media type and what makes it.

    Args:
        held: the facts, the day, and where the site stands.
        published: whether pages are files.
    """
    addresses = tuple(every(held))
    found: dict[str, tuple[str, Made]] = {
        "robots.txt": (TEXT, partial(robots, held)),
        "llms.txt": (TEXT, partial(llms, held, published=published)),
        "pages.txt": (TEXT, partial(_list, addresses, published=published)),
    }
    if not published:  # a browser that shows data looks for it at the root of its host
        found["favicon.ico"] = ("image/svg+xml", (STATIC / "mark.svg").read_bytes)
    urls = [(address, language) for address in addresses for language in LANGUAGES]
    parts = [urls[at : at + MOST] for at in range(0, len(urls), MOST)]
    if len(parts) == 1:
        return found | {"sitemap.xml": (XML, partial(sitemap, held, urls, published=published))}
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        found[name] = (XML, partial(sitemap, held, part, published=published))
    return found | {"sitemap.xml": (XML, partial(_sitemaps, held, names))}


def every(held: Held) -> Iterator[str]:
    """The address of every page."""
    record = held.record.as_known(None)
    for kind in pages.kinds():
        yield from kind.every(record, held.on)


def robots(held: Held) -> bytes:
    """Everybody may read everything; where the site map is, if that is known."""
    lines = ["User-agent: *", "Allow: /"]
    if held.url:
        lines.append(f"Sitemap: {held.url}sitemap.xml")
    return "".join(f"{line}\n" for line in lines).encode()


def sitemap(held: Held, urls: Sequence[tuple[str, str]], *, published: bool) -> bytes:
    """Pages in every language, each with its twins in the others (sitemaps.org)."""

    def at(address: str, language: str) -> str:
        way = location(address, language, published=published)
        return quoteattr(f"{held.url}{way}" or ("index.html" if published else "./"))[1:-1]

    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for address, language in urls:
        twins = "".join(
            f'<xhtml:link rel="alternate" hreflang="{each}" href="{at(address, each)}"/>' for each in LANGUAGES
        )
        lines.append(f"<url><loc>{at(address, language)}</loc>{twins}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()


def _sitemaps(held: Held, names: Sequence[str]) -> bytes:
    listed = "\n".join(f"<sitemap><loc>{held.url}{name}</loc></sitemap>" for name in names)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return f"{head}\n{listed}\n</sitemapindex>\n".encode()


def _list(addresses: Sequence[str], *, published: bool) -> bytes:
    if published:
        return "".join(f"{address or 'index'}.html\n" for address in addresses).encode()
    return "".join(f"{address or './'}\n" for address in addresses).encode()


def llms(held: Held, *, published: bool) -> bytes:
    """What Horseshoe is, which address gives which answer, and what to mind, for language models (llmstxt.org)."""
    from horseshoe.answers.coverage import coverage
    from horseshoe.site.tags.words import SHELVES

    record = held.record.as_known(None)
    known = coverage(record, held.on)
    ending = ".html" if published else ""

    def link(name: str, address: str, says: str = "") -> str:
        way = f"{held.url}{quote(address or 'index') + ending if address or published else ''}" or "./"
        twin = f"{held.url}{quote(address or 'index')}.json"
        return f"- [{name}]({way}): {says}[JSON]({twin})"

    lines = [
        "# Horseshoe",
        "",
        "> For any draft before the United Nations Security Council: who had pledged not to vote against it, how each",
        "> member voted, what Article 27 of the Charter makes of that, who broke a pledge according to which assessor,",
        "> and what must follow a veto. Every answer comes with its sources and with what is not known.",
        "",
        f"The Record as of {held.on}: {known.roll_calls.total:,} roll calls from {known.roll_calls.first} to "
        f"{known.roll_calls.last} with {known.roll_calls.casts:,} casts.",
        "",
        "## How to ask",
        "",
        f"- A page at `ADDRESS{ending}` has its answer as JSON at `ADDRESS.json` and its rows as CSV at `ADDRESS.csv`.",
        f"- A draft: `drafts/S-2022-155{ending}`, its symbol with hyphens for strokes. A resolution whose draft has no",
        f"  symbol: `drafts/S-RES-1{ending}`. All votes of a year: `votes/2022{ending}`.",
        f"- A state by its ISO 3166-1 alpha-3 code: `states/FRA{ending}`; states that ended keep a code of their own.",
        f"- The Council of the first day of a year: `council/1966-01-01{ending}`; a roster at the end of a year:",
        f"  `roster/code/2018-12-31{ending}`, `roster/declaration/2018-12-31{ending}`.",
        f"- The same in French under `fr/`; data has no language. All pages: [pages.txt]({held.url}pages.txt).",
    ]
    if not published:
        lines.append(
            "- Looking for something: `search.json?q=WORDS`. Vetoes narrowed: `vetoes.json?by=RUS&situation=syria`."
        )
    for shelf, kinds in pages.shelves():
        if kinds:
            lines += ["", f"## {SHELVES[shelf]}", "", *(link(kind.name, kind.first) for kind in kinds)]
    lines += [
        "",
        "## What to mind",
        "",
        "- A finding is always according to the assessor named; the Code leaves it to each state what is credible.",
        "- An abstention and an absence are consistent with the Code. A permanent member's no on a draft that lacked",
        "  the votes is no veto, yet may break the Code. Proposals vetoed and vetoes cast are counted apart.",
        "- Missing beats wrong: what is not known here is left empty and said.",
        *(
            f"- Supporters of the {_PLEDGES[each.instrument]} known here by name: {each.certain} for certain, "
            f"{each.possible} possibly; published: {each.claim()}."
            for each in known.supporters
        ),
        f"- Casts not known: {known.roll_calls.casts_unknown} of {known.roll_calls.casts:,}.",
        "- Nothing here is the United Nations' own.",
        "",
    ]
    return "\n".join(lines).encode()
