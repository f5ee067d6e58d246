"""A situation: what was published of it and how the Council voted, on one axis of time; what each assessor says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec
from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.conduct_situation import SituationConduct, SituationVote, Viewed, of_situation
from horseshoe.answers.questions import find_situation
from horseshoe.answers.rollcall import cite
from horseshoe.facts.evidence import Evidence
from horseshoe.facts.record import Record
from horseshoe.facts.statements import Contest
from horseshoe.site.charts.axis import axis_chart
from horseshoe.site.page import Ask, Card, Entry, Kind, Page
from horseshoe.site.parts import happenings
from horseshoe.site.parts.lists import vote_row
from horseshoe.site.tags.citing import numbers


class SituationAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A situation with its votes, its documents and what states disagreed on."""

    conduct: SituationConduct
    evidence: tuple[Evidence, ...]
    """What documents say of it, in order of date; those without a date last."""
    contests: tuple[Contest, ...]


class Moment(msgspec.Struct, frozen=True):
    """A document or a vote on the axis; one of the two."""

    when: date
    document: Evidence | None = None
    vote: SituationVote | None = None


def situation(record: Record, key: str) -> SituationAnswer:
    """The situation with this key; the Record is taken as it is."""
    conduct = of_situation(record, key)
    votes = {each.vote.roll_call for each in conduct.votes}
    return SituationAnswer(
        conduct=conduct,
        evidence=record.evidence_on.get(key, ()),
        contests=tuple(row for row in record.contests if votes & set(row.roll_calls)),
    )


def make(ask: Ask) -> Page:
    """The page of a situation, by key or name."""
    record = ask.record
    key = find_situation(record, ask.parts["situation"])
    answer = situation(record, key)
    conduct = answer.conduct
    dated = [row for row in answer.evidence if row.confidence != "recall"]
    moments = [Moment(row.not_after, document=row) for row in dated if row.not_after]
    moments += [Moment(each.vote.date, vote=each) for each in conduct.votes]
    moments.sort(key=lambda each: (each.when, each.vote is not None))
    chart = axis_chart(conduct.name, [row for row in dated if row.not_after], conduct.votes)
    cited = dict.fromkeys(source for row in (*dated, *answer.contests) for source in row.source.split())
    sources = tuple({each.id: each for each in (*conduct.sources, *cite(record, cited))}.values())
    return Page(
        address=f"situations/{key}",
        title=conduct.name,
        description=gettext(
            "%(name)s: %(votes)s votes of the Security Council and %(documents)s documents on one axis of time, with "
            "what each assessor says."
        )
        % {"name": conduct.name, "votes": len(conduct.votes), "documents": len(dated)},
        template="situation.html",
        card=Card(number=str(len(conduct.votes)), says=gettext("votes of the Security Council")),
        context={
            "situation": answer,
            "conduct": conduct,
            "moments": moments,
            "undated": [row for row in dated if not row.not_after],
            "recalled": len(answer.evidence) - len(dated),
            "assessors": [(each, record.assessor[each].name) for each in conduct.assessors],
            "views": _side_by_side(conduct, record),
            "vetoed": sum(bool(each.vetoed_by) for each in conduct.votes),
            "sources": sources,
            "numbers": numbers(sources),
        },
        answer=answer,
        header=(
            "roll_call", "date", "name", "outcome", "action", "no_permanent", "no_elected", "abstained", "vetoed_by",
        ),
        rows=lambda: (
            (v.vote.roll_call, v.vote.date, v.vote.named(), v.vote.outcome, v.action, v.no.permanent, v.no.elected,
             (*v.abstained.permanent, *v.abstained.elected), v.vetoed_by)
            for v in conduct.votes
        ),
        charts=(chart,) if chart else (),
        feed=lambda: _happened(record, answer),
    )  # fmt: skip


def _side_by_side(
    conduct: SituationConduct, record: Record
) -> list[tuple[SituationVote, list[tuple[Viewed | None, str]]]]:
    """Each vote of which an assessor says something, the newest first, with what each says and its name."""
    found = []
    for each in reversed(conduct.votes):
        if each.views:
            said = {view.assessor: view for view in each.views}
            found.append(
                (each, [(said.get(assessor), record.assessor[assessor].name) for assessor in conduct.assessors])
            )
    return found


def _happened(record: Record, answer: SituationAnswer) -> Iterator[Entry]:
    rows = [vote_row(record, record.roll_call[each.vote.roll_call]) for each in answer.conduct.votes]
    yield from happenings.votes(record, rows)
    for row in answer.evidence:
        if row.not_after and row.confidence != "recall":
            yield Entry(
                id=f"evidence/{row.id}",
                address=f"situations/{answer.conduct.situation}",
                title=row.title,
                day=row.not_after,
                says=row.says,
            )


KIND = Kind(
    name=gettext_noop("Situation"),
    address="situations/{situation}",
    make=make,
    every=lambda record, on: [f"situations/{row.id}" for row in record.situations],
)
