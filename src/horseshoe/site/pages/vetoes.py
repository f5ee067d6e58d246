"""Vetoes since 1946: proposals vetoed and vetoes cast, counted apart, as a picture and a list that can be narrowed."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.questions import BadQuestion, find_state
from horseshoe.answers.veto_lists import veto_lists
from horseshoe.answers.vetoes import vetoes
from horseshoe.site.charts.vetoes import veto_chart
from horseshoe.site.page import Ask, Card, Kind, Page, Shelf, one_of
from horseshoe.site.parts import happenings
from horseshoe.site.parts.lists import vote_row


def make(ask: Ask) -> Page:
    """The vetoes that the filters leave."""
    record = ask.record
    permanent = sorted(record.permanent(record.years[1]))
    by = find_state(record, ask.query["by"]) if "by" in ask.query else None
    if by and by not in permanent:
        raise BadQuestion(f"{record.state[by].name} holds no permanent seat: give one of {', '.join(permanent)}.")
    situation = one_of(ask, "situation", record.situation)
    since, until = ask.day("since"), ask.day("until")
    if since and until and since > until:
        raise BadQuestion(f"The period is empty: it begins on {since}, after its end on {until}.")
    answer = vetoes(record, by=by, since=since, until=until, about=ask.query.get("about"), situation=situation)
    everything = answer if not ask.query else vetoes(record)
    shown = [vote_row(record, record.roll_call[each.id]) for each in reversed(answer.vetoes)]
    names = [(code, record.name(code, ask.on)) for code in permanent]
    return Page(
        address="vetoes",
        title=gettext("Vetoes"),
        description=gettext(
            "%(proposals)s proposals vetoed and %(cast)s vetoes cast in the Security Council, counted apart, each with "
            "its vote."
        )
        % {"proposals": answer.counts.proposals_vetoed, "cast": answer.counts.vetoes_cast},
        template="vetoes.html",
        card=Card(number=str(answer.counts.proposals_vetoed), says=gettext("proposals vetoed")),
        context={
            "vetoes": answer,
            "votes": shown,
            "permanent": names,
            "names": dict(names),
            "situations": sorted(
                ((each.id, each.name) for each in record.situations), key=lambda pair: pair[1].casefold()
            ),
            "nearest": vetoes(record, by=by).vetoes[-1] if not answer.vetoes else None,
            "lists": veto_lists(record, everything.vetoes),
            "every": everything.counts,
            "notes": answer.coverage.notes,
        },
        answer=answer,
        header=HEADER,
        rows=lambda: (
            (v.id, v.date, v.draft, v.amends, v.kind, v.meeting, v.title, v.agenda, v.tally.yes, v.tally.no,
             v.tally.abstain, v.tally.not_voting, v.vetoed_by)
            for v in answer.vetoes
        ),
        charts=(veto_chart(answer, permanent),) if answer.vetoes else (),
        feed=lambda: happenings.votes(record, shown),
    )  # fmt: skip


HEADER = (
    "id", "date", "draft", "amends", "kind", "meeting", "title", "agenda", "yes", "no", "abstain", "not_voting",
    "vetoed_by",
)  # fmt: skip


KIND = Kind(
    name=gettext_noop("Vetoes"),
    address="vetoes",
    make=make,
    every=lambda record, on: ["vetoes"],
    takes=("by", "situation", "since", "until", "about"),
    menu=5,
    shelf=Shelf.RECORD,
)
