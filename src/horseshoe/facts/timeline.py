"""The history of the initiatives: meetings, statements, documents, calls by officials; and where sources differ."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta

from horseshoe.facts.rows import Row
from horseshoe.facts.states import Code


class Event(Row, frozen=True, kw_only=True):
    """A meeting, launch, document, letter or speech in the history of the initiatives."""

    id: Annotated[str, Meta(description="Own key.")]
    published: Annotated[str, Meta(description="Its date as given: day, month or year.")]
    not_before: Annotated[date | None, Meta(description="Not before this day.")] = None
    not_after: Annotated[date | None, Meta(description="Not after this day.")] = None
    kind: Annotated[str, Meta(description="What it was, such as `ministerial_meeting` or `letter`.")]
    title: Annotated[str, Meta(description="Title.")]
    venue: Annotated[str | None, Meta(description="Where.")] = None
    conveners: Annotated[str | None, Meta(description="Who convened or issued it.")] = None
    moderator: Annotated[str | None, Meta(description="Who moderated.")] = None
    people: Annotated[str | None, Meta(description="Who took part, with their offices, separated by `;`.")] = None
    states: Annotated[tuple[str, ...], Meta(description="Codes of the states that spoke, where they are named.")] = ()
    spoke: Annotated[str | None, Meta(description="Who spoke, where the source does not name every state.")] = None
    documents: Annotated[str | None, Meta(description="Documents, separated by `;`.")] = None
    video: Annotated[str | None, Meta(description="Where it can be watched.")] = None


class EventStatement(Row, frozen=True, kw_only=True):
    """A state's part in an event. A statement is no act of support."""

    event: Annotated[str, Meta(description="The event: `events.id`.")]
    state: Annotated[Code, Meta(description="The state: `states.code`.")]
    role: Annotated[str, Meta(description="What it did, such as `delivered_statement`.")]


class OfficialCall(Row, frozen=True, kw_only=True):
    """A call by an official of the United Nations for restraint of the veto."""

    id: Annotated[str, Meta(description="Own key.")]
    published: Annotated[str | None, Meta(description="Its date as given; empty where not known.")] = None
    not_before: Annotated[date | None, Meta(description="Not before this day.")] = None
    not_after: Annotated[date | None, Meta(description="Not after this day.")] = None
    official: Annotated[str, Meta(description="Who.")]
    office: Annotated[str, Meta(description="In which office.")]
    forum: Annotated[str | None, Meta(description="Where.")] = None
    says: Annotated[str, Meta(description="What was said, in our words.")]


class Discrepancy(Row, frozen=True, kw_only=True):
    """A point on which two sources differ: both are kept."""

    id: Annotated[str, Meta(description="Own key.")]
    topic: Annotated[str, Meta(description="What about.")]
    claim_a: Annotated[str, Meta(description="What the one says.")]
    source_a: Annotated[str | None, Meta(description="Which: `sources.id`, several separated by spaces.")] = None
    claim_b: Annotated[str, Meta(description="What the other says.")]
    source_b: Annotated[str | None, Meta(description="Which: `sources.id`, several separated by spaces.")] = None
    assessment: Annotated[str, Meta(description="What can be made of it.")]
    event: Annotated[str | None, Meta(description="The event it concerns: `events.id`.")] = None


class ScorecardQuestion(Row, frozen=True, kw_only=True):
    """A question that a published scorecard asks of candidates or members."""

    id: Annotated[str, Meta(description="Own key.")]
    organisation: Annotated[str, Meta(description="Who asks.")]
    document: Annotated[str, Meta(description="In which document.")]
    published: Annotated[str | None, Meta(description="Its date as given.")] = None
    question: Annotated[str, Meta(description="What it asks, in our words.")]
    answers: Annotated[str, Meta(description="What kind of answer it takes.")]
