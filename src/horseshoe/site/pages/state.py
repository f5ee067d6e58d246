"""A state: names, group and terms, pledges with documents, votes by situation, findings, and who it votes like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.partners import Partners
from horseshoe.answers.questions import find_state
from horseshoe.answers.state import StateAnswer, casts_of, state
from horseshoe.facts.record import Record
from horseshoe.rules.findings import FindingKind
from horseshoe.site import render
from horseshoe.site.addresses import named, of_votes
from horseshoe.site.language import tongues
from horseshoe.site.page import Ask, Card, Entry, File, Kind, Page
from horseshoe.site.parts.rosters import NAMES, acts
from horseshoe.site.publishing import feed
from horseshoe.site.tags.words import CASTS

SHOWN = 8
"""Partners shown at either end; the others are folded away."""

_Row = TypeVar("_Row")


def make(ask: Ask) -> Page:
    """The page of a state, by code, name or a name of its time."""
    record, code = ask.record, find_state(ask.record, ask.parts["state"])
    answer = state(record, code, ask.on)
    name = tongues.said(answer.name)
    held = [
        (case, [each for each in case.seat.pledges if each.possible or each.kind is not FindingKind.NOT_BOUND])
        for case in answer.conduct.cases
    ]
    like = answer.partners
    return Page(
        address=f"states/{code}",
        title=name,
        description=gettext("%(state)s: terms on the Security Council, pledges on the veto, votes and findings.")
        % {"state": name},
        template="state.html",
        card=Card(
            number=f"{cast:,}" if (cast := sum(answer.casts.values())) else "",
            says=gettext("votes in the Security Council") if cast else "",
        ),
        context={
            "state_answer": answer,
            "held": [pair for pair in held if pair[1]],
            "elected": [term for term in answer.terms if not term.permanent],
            "permanent": [term for term in answer.terms if term.permanent],
            "years": [
                f"{term.start.year}–{term.end.year}"
                if term.end and term.end.year != term.start.year
                else f"{term.start.year}"
                if term.end
                else gettext("since %(year)s") % {"year": term.start.year}
                for term in answer.terms
            ],
            "assessors": {each.id: each.name for each in record.assessors},
            "texts": {each: gettext(word) for each, word in NAMES.items()},
            "tongues": tongues.names(code, answer.name),
            "with_share": (alike := [each for each in like.council if each.contested.share_same is not None]),
            "too_few": [each for each in like.council if each.contested.share_same is None],
            "ends": _ends(alike),
            "assembly_ends": _ends([each for each in like.assembly if each.all.share_same is not None]),
        },
        answer=answer,
        header=("roll_call", "date", "draft", "resolution", "outcome", "situation", "cast"),
        rows=lambda: _rows(record, code),
        files={
            "partners.csv": File(render.TYPES[render.CSV], lambda: _partners(like), label=gettext("partners as CSV"))
        }
        if like.council or like.assembly
        else {},
        feed=lambda: _happened(record, answer),
    )


def _ends(rows: list[_Row]) -> tuple[list[_Row], list[_Row]]:
    """Those most alike, and those least alike; the latter empty where all fit."""
    return (rows, []) if len(rows) <= 2 * SHOWN else (rows[:SHOWN], rows[-SHOWN:])


def _rows(record: Record, code: str) -> Iterable[tuple[object, ...]]:
    for each in casts_of(record, code):
        row = record.roll_call[each.roll_call]
        proposal, about = record.proposal[row.proposal], record.draft_situation.get(row.id)
        situation = about and about.situation
        yield (row.id, each.date, proposal.symbol, proposal.resolution, row.outcome, situation, each.cast)


def _partners(like: Partners) -> bytes:
    header = ("body", "state", "name", "both", "same", "opposite", "one_abstained", "share_same", "first", "last")

    def rows() -> Iterator[tuple[object, ...]]:
        for each in like.council:
            n = each.contested
            yield (
                "council, contested", each.state, each.name, n.both, n.same, n.opposite, n.one_abstained, n.share_same,
                each.first, each.last,
            )  # fmt: skip
        for there in like.assembly:
            n = there.all
            yield (
                "assembly", there.state, there.name, n.both, n.same, n.opposite, n.one_abstained, n.share_same, None,
                None,
            )  # fmt: skip

    return render.written(header, rows)


def _happened(record: Record, answer: StateAnswer) -> Iterator[Entry]:
    """Acts of support, what it said, and its newest votes."""
    code, here = answer.state, f"states/{answer.state}"
    yield from acts(record, tuple(NAMES), code)
    for said in answer.statements:
        if said.confidence != "recall" and (day := said.when.not_after or said.when.not_before):
            yield Entry(
                id=f"explanations/{said.id}",
                address=of_votes(record).get(said.roll_call or "", here),
                title=gettext("%(state)s: statement (%(where)s)")
                % {"state": tongues.said(said.name), "where": said.body},
                day=day,
                says=said.says,
            )
    for each in casts_of(record, code)[-feed.MOST :]:
        row = record.roll_call[each.roll_call]
        proposal = record.proposal[row.proposal]
        yield Entry(
            id=f"casts/{row.id}/{code}",
            address=of_votes(record)[row.id],
            title=gettext("%(state)s: %(cast)s (%(vote)s)")
            % {
                "state": tongues.said(record.name(code, row.date)),
                "cast": gettext(CASTS[each.cast][1]),
                "vote": named(record, row),
            },
            day=row.date,
            says=f"{proposal.title or proposal.agenda or proposal.topic or ''} {row.tally()}".strip(),
        )


KIND = Kind(
    name=gettext_noop("State"),
    address="states/{state}",
    make=make,
    every=lambda record, on: [f"states/{row.code}" for row in record.states],
)
