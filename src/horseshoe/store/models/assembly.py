"""What the Assembly did after vetoes, and its emergency special sessions."""

from __future__ import annotations

from django.db import models

from horseshoe.facts import assembly as facts
from horseshoe.store.models.versions import Fact, one_of


class VetoAnswer(Fact):
    """What the Assembly did after a veto."""

    own_id = models.TextField(db_column="id")
    roll_calls = models.TextField(blank=True, help_text="The vetoes, separated by spaces.")
    about = models.TextField()
    response = models.TextField(choices=one_of(facts.Response))
    met_not_before = models.DateField(null=True)
    met_not_after = models.DateField(null=True)
    session = models.TextField(null=True)
    meetings = models.TextField(null=True)
    item = models.TextField(null=True)
    report = models.TextField(null=True)
    report_on = models.DateField(null=True)
    releases = models.TextField(blank=True, help_text="Press releases, separated by spaces.")

    class Meta(Fact.Meta):
        db_table = "veto_answers"


class EmergencySession(Fact):
    """An emergency special session of the Assembly."""

    number = models.IntegerField()
    topic = models.TextField()
    first = models.DateField()
    adjourned = models.DateField(null=True)
    route = models.TextField(choices=one_of(facts.Route))
    requested_by = models.TextField(null=True)
    roll_call = models.TextField(null=True)
    resolutions = models.TextField(null=True)
    resumed = models.TextField(null=True)
    situation = models.TextField(null=True)

    class Meta(Fact.Meta):
        db_table = "emergency_sessions"
