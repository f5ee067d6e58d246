"""The history of the initiatives: events, who spoke, calls by officials; where sources differ; published questions."""

from __future__ import annotations

from django.db import models

from horseshoe.store.models.versions import Fact


class Event(Fact):
    """A meeting, launch, document, letter or speech in the history of the initiatives."""

    own_id = models.TextField(db_column="id")
    published = models.TextField()
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    kind = models.TextField()
    title = models.TextField()
    venue = models.TextField(null=True)
    conveners = models.TextField(null=True)
    moderator = models.TextField(null=True)
    people = models.TextField(null=True)
    states = models.TextField(blank=True, help_text="Codes of the states that spoke, separated by spaces.")
    spoke = models.TextField(null=True)
    documents = models.TextField(null=True)
    video = models.TextField(null=True)

    class Meta(Fact.Meta):
        db_table = "events"


class EventStatement(Fact):
    """A state's part in an event."""

    event = models.TextField()
    state = models.CharField(max_length=3)
    role = models.TextField()

    class Meta(Fact.Meta):
        db_table = "event_statements"


class OfficialCall(Fact):
    """A call by an official of the United Nations for restraint of the veto."""

    own_id = models.TextField(db_column="id")
    published = models.TextField(null=True)
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    official = models.TextField()
    office = models.TextField()
    forum = models.TextField(null=True)
    says = models.TextField()

    class Meta(Fact.Meta):
        db_table = "official_calls"


class Discrepancy(Fact):
    """A point on which two sources differ."""

    own_id = models.TextField(db_column="id")
    topic = models.TextField()
    claim_a = models.TextField()
    source_a = models.TextField(null=True)
    claim_b = models.TextField()
    source_b = models.TextField(null=True)
    assessment = models.TextField()
    event = models.TextField(null=True)

    class Meta(Fact.Meta):
        db_table = "discrepancies"


class ScorecardQuestion(Fact):
    """A question that a published scorecard asks."""

    own_id = models.TextField(db_column="id")
    organisation = models.TextField()
    document = models.TextField()
    published = models.TextField(null=True)
    question = models.TextField()
    answers = models.TextField()

    class Meta(Fact.Meta):
        db_table = "scorecard_questions"
