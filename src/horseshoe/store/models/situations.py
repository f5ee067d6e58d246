"""Situations before the Council, and which of its drafts belong to which."""

from __future__ import annotations

from django.db import models

from horseshoe.facts import situations as facts
from horseshoe.store.models.versions import Fact, one_of


class Situation(Fact):
    """A situation before the Council."""

    own_id = models.TextField(db_column="id")
    name = models.TextField()
    kind = models.TextField(choices=one_of(facts.SituationKind))
    states = models.TextField(blank=True, help_text="Codes of the states concerned, separated by spaces.")
    start_not_before = models.DateField(null=True)
    start_not_after = models.DateField(null=True)
    end_not_before = models.DateField(null=True)
    end_not_after = models.DateField(null=True)
    agenda = models.TextField(null=True)
    outside = models.TextField(null=True)

    class Meta(Fact.Meta):
        db_table = "situations"


class DraftSituation(Fact):
    """The situation that a roll call belongs to, and what the draft asked for."""

    roll_call = models.TextField()
    situation = models.TextField()
    action = models.TextField(choices=one_of(facts.Action))
    also = models.TextField(blank=True, help_text="What else it asked for, separated by spaces.")
    asks = models.TextField(null=True)
    text_names = models.TextField(choices=one_of(facts.Names))
    text_seen = models.BooleanField()
    sponsor = models.TextField(null=True)
    limits = models.TextField(null=True)
    outside = models.TextField(null=True)

    class Meta(Fact.Meta):
        db_table = "draft_situations"
