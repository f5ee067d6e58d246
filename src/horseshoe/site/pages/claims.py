"""Every published number of supporters, held against the names known for its day and against the other numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext, gettext_noop, ngettext

from horseshoe.answers.claims import EITHER, ClaimCheck, Claims, Verdict, claims
from horseshoe.facts.record import Record
from horseshoe.site.page import Ask, Kind, Page, Shelf, one_of
from horseshoe.site.parts.rosters import NAMES

VERDICTS: Mapping[str, tuple[str, str]] = {
    Verdict.AGREES: ("yes", gettext_noop("agrees")),
    Verdict.DIFFERS: ("no", gettext_noop("differs")),
    Verdict.CONTRADICTS: ("half", gettext_noop("contradicts another")),
    Verdict.CANNOT_BE_DECIDED: ("doubt", gettext_noop("cannot be decided")),
}
"""Verdict to its mark and its word."""

AMONG: Mapping[str, str] = {
    "all": gettext_noop("of all states"),
    "council": gettext_noop("on the Council of the day"),
    "incoming": gettext_noop("among the incoming members"),
}
"""Among whom a number counts."""

TEXTS: Mapping[str, str] = {
    **{each.value: name for each, name in NAMES.items()},
    EITHER: gettext_noop("Either text"),
}
"""Which text a number speaks of."""


def make(ask: Ask) -> Page:
    """The numbers on all texts, or on one."""
    text = one_of(ask, "instrument", TEXTS)
    verdict = one_of(ask, "verdict", VERDICTS)
    answer = checked(ask.record)
    shown = [
        each for each in answer.claims if text in (None, each.instrument) and verdict in (None, each.verdict.value)
    ]
    cited = {source for each in shown for source in each.sources}
    return Page(
        address="claims",
        title=gettext("Published numbers"),
        description=ngettext(
            "%(number)s published number of supporters, held against the names that are known.",
            "%(number)s published numbers of supporters, each held against the names that are known and against the "
            "others.",
            len(answer.claims),
        )
        % {"number": len(answer.claims)},
        template="claims.html",
        context={
            "claims": answer,
            "parts": _parts(shown),
            "shown": len(shown),
            "verdicts": {key: (shape, gettext(word)) for key, (shape, word) in VERDICTS.items()},
            "among": {key: gettext(word) for key, word in AMONG.items()},
            "texts": [(key, gettext(word)) for key, word in TEXTS.items()],
            "text": text,
            "verdict": verdict,
            "cited": [source for source in answer.sources if source.id in cited],
        },
        answer=answer,
        header=HEADER,
        rows=lambda: _rows(shown),
    )


def checked(record: Record) -> Claims:
    """Every claim with its verdict, worked out once a Record."""
    key = ("site", "claims")
    if key not in record.derived:
        record.derived[key] = claims(record)
    known: Claims = record.derived[key]
    return known


def _parts(shown: list[ClaimCheck]) -> list[tuple[str, str, list[ClaimCheck]]]:
    """Key, heading and claims of each text that has any."""
    found = ((key, [each for each in shown if each.instrument == key]) for key in TEXTS)
    return [(key, gettext(TEXTS[key]), rows) for key, rows in found if rows]


HEADER = (
    "id", "instrument", "among", "published", "qualifier", "claimant", "counts", "claimed", "known", "at_most",
    "figure_verdict", "by", "missing", "verdict", "conflicts", "reason",
)  # fmt: skip


def _rows(shown: list[ClaimCheck]) -> Iterator[tuple[object, ...]]:
    for each in shown:
        for figure in each.figures or (None,):
            numbers = (
                (figure.counts, figure.claimed, figure.known, figure.at_most, figure.verdict, figure.by, figure.missing)
                if figure
                else (None,) * 7
            )
            yield (
                each.id, each.instrument, each.among, each.published, each.qualifier, each.claimant, *numbers,
                each.verdict, tuple(dict.fromkeys(conflict.claim for conflict in each.conflicts)), each.reason,
            )  # fmt: skip


KIND = Kind(
    name=gettext_noop("Published numbers"),
    address="claims",
    make=make,
    every=lambda record, on: ["claims"],
    takes=("instrument", "verdict"),
    shelf=Shelf.PLEDGES,
)
