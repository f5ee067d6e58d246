"""A draft: each vote on it around the table, the outcome with its article, findings, its life, what was known when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

import msgspec
from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.brief import Brief, BriefVote, brief, documents
from horseshoe.answers.conduct_cases import Held, SeatConduct
from horseshoe.answers.evidence import Document
from horseshoe.answers.questions import BadQuestion, NotFound, find_roll_calls
from horseshoe.answers.views import View
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast, Outcome, RollCall
from horseshoe.facts.record import Record
from horseshoe.rules import veto_initiative
from horseshoe.rules.findings import FindingKind
from horseshoe.site.addresses import of_votes, votes
from horseshoe.site.page import Ask, Card, File, Kind, Page
from horseshoe.site.parts.downloads import briefs
from horseshoe.site.parts.draft import Part, Seats, When, parts, seats
from horseshoe.site.pictures import layout as pictures
from horseshoe.site.pictures import standalone
from horseshoe.site.tags.citing import numbers
from horseshoe.site.tags.saying import plain_day, plain_sentence
from horseshoe.site.tags.words import CASTS

OUTCOMES = {
    Outcome.ADOPTED: gettext_noop("Adopted"),
    Outcome.ADOPTED_WITHOUT_VOTE: gettext_noop("Adopted, no vote"),
    Outcome.VETOED: gettext_noop("Vetoed"),
    Outcome.NOT_ADOPTED: gettext_noop("Not adopted"),
}


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A vote as the page shows it."""

    told: BriefVote
    outcome: str
    picture: pictures.Table
    ids: tuple[str, ...]
    """Sources of the roll call."""
    pledges: bool
    """Whether there was a text of a pledge that day."""
    seats: Seats
    """Those that had pledged, then the others."""
    held: tuple[tuple[SeatConduct, Held], ...]
    """What was held against a pledge: noes of members that were bound, or may have been."""
    counts: tuple[tuple[Instrument, tuple[tuple[FindingKind, int], ...]], ...]
    """Pledge to how many seats came to which finding."""
    views: tuple[tuple[View, tuple[Document, ...]], ...]
    """What each assessor says, with the documents that it rests on."""
    before: tuple[Part, ...]
    """What was known on the day, and what is not known to have been."""
    after: tuple[Part, ...]
    """What came only afterwards."""
    recalled: tuple[Part, ...]
    """What is only recalled, of whatever date."""


def make(ask: Ask) -> Page:
    """The page of a draft, a resolution, or a vote without a symbol."""
    name, rows = _find(ask.record, ask.parts["name"])
    owed = any(row.outcome is Outcome.VETOED and veto_initiative.covers(row.date) for row in rows)
    answer = _answer(ask.record, name, max(ask.on, *(row.date for row in rows)) if owed else None)
    ids = {row.id for row in rows}
    shown = tuple(_shown(ask.record, vote) for vote in answer.votes if vote.roll_call.id in ids)
    newest = shown[-1]
    told = newest.told.roll_call
    subject = told.title or told.agenda
    title = _title(name, told.amends)
    sources = tuple({each.id: each for vote in shown for each in vote.told.sources}.values())
    drawn = partial(_picture, newest, title, subject)
    failed = told.outcome in (Outcome.VETOED, Outcome.NOT_ADOPTED)
    files = {
        "horseshoe.svg": File("image/svg+xml", drawn, live=not failed, label=gettext("picture (SVG)"), data=False),
        "horseshoe.png": File(
            "image/png", lambda: standalone.png(drawn()), live=True, label=gettext("picture (PNG)"), data=False
        ),
    }
    return Page(
        address=of_votes(ask.record)[rows[0].id],
        title=title,
        description=gettext("%(draft)s, %(day)s: %(outcome)s, %(tally)s. %(subject)s.")
        % {
            "draft": title,
            "day": plain_day(told.date),
            "outcome": newest.outcome.lower(),
            "tally": plain_sentence(told.tally),
            "subject": subject or gettext("How each member voted, and who had pledged what"),
        },
        template="draft.html",
        context={
            "shown": shown,
            "subject": subject,
            "assessors": {each.id: each.name for vote in shown for each in vote.told.assessors},
            "legend": tuple(
                dict.fromkeys(CASTS[cast] for vote in shown for cast in vote.told.roll_call.casts.values())
            ),
            "labels": {
                "code": gettext("Code:"),
                "declaration": gettext("Declaration:"),
                "finding": gettext("By the Code:"),
            },
            "sources": sources,
            "numbers": numbers(sources),
            "files": [
                (ending.rpartition(".")[2].upper(), f".{ending}")
                for ending, file in files.items()
                if not (file.live and ask.published)
            ],
        },
        answer=answer,
        header=HEADER,
        rows=lambda: _rows(answer),
        files={**files, **briefs(lambda: answer, ask.on)},
        card=_card(ask.record, newest, title, subject),
    )


def _answer(record: Record, name: str, on: date | None) -> Brief:
    """The answer; the last one is kept, since the page is made in each language and form, one after the other."""
    key = ("site", "draft")
    if (known := record.derived.get(key)) is None or known[0] != (name, on):
        record.derived[key] = known = (name, on), brief(record, name, on=on)
    answer: Brief = known[1]
    return answer


def _card(record: Record, vote: Shown, title: str, subject: str | None) -> Card:
    """The newest vote around the table; what is published shows it where there was a veto, or a known situation."""
    told = vote.told.roll_call
    said = gettext("%(outcome)s, %(tally)s") % {"outcome": vote.outcome, "tally": plain_sentence(told.tally)}
    own = told.vetoed_by or told.id in record.draft_situation
    return Card(
        table=vote.picture,
        title=title,
        lines=(said, plain_day(told.date), subject or ""),
        shared="" if own else f"votes/{told.date.year}",
    )


def _picture(vote: Shown, title: str, subject: str | None) -> bytes:
    """The newest vote as a picture for documents."""
    told = vote.told.roll_call
    source = gettext("Source: %(sources)s.") % {"sources": "; ".join(each.title for each in told.sources)}
    said = gettext("%(day)s: %(outcome)s, %(tally)s.") % {
        "day": plain_day(told.date), "outcome": vote.outcome.lower(), "tally": plain_sentence(told.tally),
    }  # fmt: skip
    return standalone.horseshoe_svg(vote.picture, title=title, lines=(said, subject or ""), source=source)


def _find(record: Record, part: str) -> tuple[str, tuple[RollCall, ...]]:
    """The name of the page, and its votes.

    Raises:
        NotFound: no vote is known under the name, or votes on several texts.
    """
    known = votes(record)
    if part in known:
        return known[part]
    found: tuple[RollCall, ...] = ()
    for text in (part, part.replace("-", "/"), part.upper().replace("-", "/")):
        try:
            found = find_roll_calls(record, text)
            break
        except (NotFound, BadQuestion) as error:
            said = error
    if not found:
        raise NotFound(str(said))
    parts = sorted({of_votes(record)[row.id].partition("/")[2] for row in found})
    if len(parts) > 1:
        raise NotFound(f"{part} names votes on {len(parts)} texts: {', '.join(known[each][0] for each in parts[:6])}.")
    return known[parts[0]]


def _shown(record: Record, vote: BriefVote) -> Shown:
    told = vote.roll_call
    presidency = vote.presidency.state if vote.presidency else None
    drawn = [
        pictures.Drawn(
            state=seat.state,
            name=seat.name,
            permanent=seat.permanent,
            shape=CASTS[seat.cast][0],
            word=gettext(CASTS[seat.cast][1]),
        )
        for seat in vote.seats
    ]
    conduct = {seat.state: seat for seat in vote.conduct.seats} if vote.conduct else {}
    outcome = gettext(OUTCOMES[told.outcome])
    by = gettext("by %(members)s") % {"members": ", ".join(told.vetoed_by)}
    pledges = any(told.date >= text.first_text for text in record.instruments)
    rests = {each.id: each for each in documents(vote.known)}
    dated = tuple((when, part) for when, part in parts(vote) if part.documents)
    return Shown(
        told=vote,
        outcome=outcome,
        picture=pictures.table(
            drawn,
            presidency,
            (outcome, plain_sentence(told.tally), *([by] if told.vetoed_by else ())),
            key=f"table-{told.id}",
            title=gettext("How the Council voted on %(day)s") % {"day": plain_day(told.date)},
            says=f"{outcome}, {plain_sentence(told.tally)}. {pictures.says_who(drawn)}",
            threshold=told.threshold,
        ),
        ids=tuple(each.id for each in told.sources),
        pledges=pledges,
        seats=seats(vote, conduct, pledges),
        held=tuple(
            (seat, held)
            for seat in conduct.values()
            if seat.cast is Cast.NO
            for held in seat.pledges
            if held.possible or held.kind is not FindingKind.NOT_BOUND
        ),
        counts=_counts(conduct.values()),
        views=tuple(
            (view, tuple(rests[each] for each in view.evidence if each in rests))
            for view in (vote.conduct.views if vote.conduct else ())
        ),
        before=tuple(part for when, part in dated if when is When.DAY),
        after=tuple(part for when, part in dated if when is When.AFTER),
        recalled=tuple(part for when, part in dated if when is When.NEVER),
    )


def _counts(seats: Iterable[SeatConduct]) -> tuple[tuple[Instrument, tuple[tuple[FindingKind, int], ...]], ...]:
    found: dict[Instrument, dict[FindingKind, int]] = {}
    for seat in seats:
        for held in seat.pledges:
            counted = found.setdefault(held.instrument, {})
            counted[held.kind] = counted.get(held.kind, 0) + 1
    return tuple(
        (each, tuple((kind, counted[kind]) for kind in FindingKind if kind in counted))
        for each, counted in found.items()
    )


def _title(name: str, amends: str | None) -> str:
    if "/" in name:
        return name
    return gettext("Amendment to %(draft)s") % {"draft": amends} if amends else gettext("Vote %(id)s") % {"id": name}


HEADER = (
    "roll_call", "date", "outcome", "state", "name", "permanent", "group", "cast", "code", "code_reason",
    "declaration", "declaration_reason",
)  # fmt: skip


def _rows(answer: Brief) -> Iterable[tuple[object, ...]]:
    for vote in answer.votes:
        told = vote.roll_call
        for seat in vote.seats:
            yield (
                told.id, told.date, told.outcome, seat.state, seat.name, seat.permanent, seat.group, seat.cast,
                seat.code.standing, seat.code.reason, seat.declaration.standing, seat.declaration.reason,
            )  # fmt: skip


def _every(record: Record, on: date) -> Iterable[str]:
    return (f"drafts/{part}" for part in votes(record))


KIND = Kind(name=gettext_noop("Drafts"), address="drafts/{name}", make=make, every=_every)
