"""The scorecard of an election's candidates, as all of them stand, under an address that can be linked."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.questions import NotFound
from horseshoe.answers.scorecard import scorecard
from horseshoe.site.page import Ask, Kind, Page
from horseshoe.site.pages.scorecard import shown, with_candidates


def make(ask: Ask) -> Page:
    """The scorecard of the year in the address."""
    years, text = with_candidates(ask.record), ask.parts["year"]
    if not text.isdecimal() or int(text[:6]) not in years:
        raise NotFound(
            gettext("No candidate of the election of %(year)s is known here: there are those of %(first)s to %(last)s.")
            % {"year": text[:20], "first": years[0], "last": years[-1]}
        )
    year = int(text)
    return shown(
        scorecard(ask.record, year, ask.on),
        address=f"scorecard/{year}",
        title=gettext("Scorecard: the candidates of %(year)s") % {"year": year},
        context={"building": False, "years": years[::-1]},
    )


KIND = Kind(
    name=gettext_noop("Scorecard of a year"),
    address="scorecard/{year}",
    make=make,
    every=lambda record, on: [f"scorecard/{year}" for year in with_candidates(record)],
)
