"""What happened, for the feeds: votes, vetoes, and what the Assembly did about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.docket_entry import DocketEntry, DocketStatus
from horseshoe.facts.proposals import Outcome
from horseshoe.facts.record import Record
from horseshoe.site.addresses import of_votes
from horseshoe.site.page import Entry
from horseshoe.site.parts.lists import VoteRow
from horseshoe.site.tags.saying import plain_day, plain_sentence

OUTCOME = {
    Outcome.ADOPTED: gettext_noop("%(name)s was adopted, %(tally)s"),
    Outcome.ADOPTED_WITHOUT_VOTE: gettext_noop("%(name)s was adopted without a vote"),
    Outcome.VETOED: gettext_noop("%(name)s was vetoed by %(members)s, %(tally)s"),
    Outcome.NOT_ADOPTED: gettext_noop("%(name)s was not adopted, %(tally)s"),
}


def votes(record: Record, rows: Iterable[VoteRow]) -> Iterator[Entry]:
    """Roll calls, vetoes among them."""
    address = of_votes(record)
    for row in rows:
        told = {"name": row.name, "tally": plain_sentence(row.tally), "members": ", ".join(row.vetoed_by)}
        yield Entry(
            id=f"votes/{row.id}",
            address=address[row.id],
            title=gettext(OUTCOME[row.outcome]) % told,
            day=row.date,
            says=row.subject or gettext("Its subject is not known here."),
        )


def docket(record: Record, entries: Iterable[DocketEntry]) -> Iterator[Entry]:
    """Vetoes that oblige the General Assembly, and its meetings on them."""
    address = of_votes(record)
    for entry in entries:
        if entry.status is DocketStatus.NOT_OWED:
            continue
        vote = address.get(entry.roll_calls[0], "docket") if entry.roll_calls else "docket"
        told = {"proposal": entry.proposal, "situation": entry.situation, "meeting": entry.meeting or ""}
        if entry.last_day:
            told["day"] = plain_day(entry.last_day)
            yield Entry(
                id=f"docket/{entry.id}/owed",
                address=vote,
                title=gettext("The General Assembly owes a debate on the veto of %(proposal)s") % told,
                day=entry.veto_date,
                says=gettext("%(situation)s. The last day is %(day)s.") % told,
            )
        if entry.held_on:
            yield Entry(
                id=f"docket/{entry.id}/held",
                address=vote,
                title=gettext("The General Assembly met on the veto of %(proposal)s") % told,
                day=entry.held_on,
                says=gettext("%(situation)s. %(meeting)s") % told,
            )
