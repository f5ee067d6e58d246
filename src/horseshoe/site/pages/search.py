"""The search: states, votes, situations, documents and pages by whatever name they are known."""

from __future__ import annotations

from functools import partial

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from horseshoe.site.page import Ask, File, Kind, Page, Shelf
from horseshoe.site.search import file as search_index
from horseshoe.site.search.found import GROUPS, MOST, answer
from horseshoe.site.search.match import LONGEST, Sort

EXAMPLES = ("Syria veto 2012", "S/2022/155", "res 2720", "Upper Volta", "France code")


def make(ask: Ask) -> Page:
    """What the question finds; a page to ask it on where there is none."""
    question = ask.query.get("q", "")
    with translation.override("en"):
        told = answer(ask.record, question)
    shown = told if ask.language == "en" else answer(ask.record, question)
    every = (*told.exact, *told.named, *(each for group in told.groups for each in group.found), *told.near)
    return Page(
        address="search",
        title=gettext("Search"),
        description=gettext("States, votes, situations, documents and pages, by any name they are known by."),
        template="search.html",
        context={
            "found": shown,
            "groups": [(gettext(GROUPS[group.kind]), group) for group in shown.groups],
            "examples": EXAMPLES,
            "longest": LONGEST,
            "most": MOST,
            "sorts": [(sort.value, gettext(GROUPS[sort])) for sort in Sort],
        },
        answer=told,
        files={
            "index.json": File(
                "application/json", partial(search_index.written, ask.record), label=gettext("its index"), data=False
            )
        },
        header=("kind", "address", "label", "says", "subject", "score"),
        rows=lambda: ((row.kind, row.address, row.label, row.says, row.subject, row.score) for row in every),
    )


KIND = Kind(
    name=gettext_noop("Search"),
    address="search",
    make=make,
    every=lambda record, on: ["search"],
    takes=("q",),
    shelf=Shelf.HOUSE,
)
