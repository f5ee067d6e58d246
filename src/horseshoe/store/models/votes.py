"""What was put to the Council, and how each seat voted on it: a cast is a row of its own."""

from __future__ import annotations

from django.db import models

from horseshoe.facts import proposals as facts
from horseshoe.store.models.versions import Fact, one_of


class Proposal(Fact):
    """A draft resolution, an amendment, a part voted separately, or a motion."""

    own_id = models.TextField(db_column="id")
    kind = models.TextField(null=True, choices=one_of(facts.ProposalKind))
    symbol = models.TextField(null=True)
    also = models.TextField(blank=True, help_text="Other symbols of the draft, separated by spaces.")
    amends = models.TextField(null=True)
    as_published = models.TextField(null=True)
    resolution = models.TextField(null=True)
    title = models.TextField(null=True)
    agenda = models.TextField(null=True)
    topic = models.TextField(null=True)
    sponsors = models.TextField(null=True)

    class Meta(Fact.Meta):
        db_table = "proposals"


class RollCall(Fact):
    """A proposal put to the vote; its casts are in a table of their own."""

    own_id = models.TextField(db_column="id")
    proposal = models.TextField()
    date = models.DateField()
    outcome = models.TextField(choices=one_of(facts.Outcome))
    meeting = models.TextField(null=True)
    stated_tally = models.TextField(null=True)

    class Meta(Fact.Meta):
        db_table = "roll_calls"


class Cast(models.Model):
    """What one seat did in one version of a roll call; a seat casts once."""

    row = models.BigAutoField(primary_key=True)
    roll_call = models.ForeignKey(RollCall, on_delete=models.CASCADE, related_name="casts")
    state = models.CharField(max_length=3)
    cast = models.TextField(choices=one_of(facts.Cast))
    place = models.PositiveSmallIntegerField(help_text="Its place among the casts of the roll call, from 0.")

    class Meta:
        db_table = "casts"
        constraints = [models.UniqueConstraint(fields=["roll_call", "state"], name="casts_once")]
        indexes = [models.Index(fields=["state", "cast"], name="casts_of_a_state")]

    def __str__(self) -> str:
        return f"{self.state}: {self.cast}"


class MatterFact(Fact):
    """Which rule governed a vote, where it was not Article 27(3)."""

    roll_call = models.TextField()
    matter = models.TextField(choices=one_of(facts.Matter))
    ground = models.TextField()
    evidence = models.TextField()

    class Meta(Fact.Meta):
        db_table = "matters"


class KnownCase(Fact):
    """A roll call whose recorded outcome the rules cannot confirm."""

    roll_call = models.TextField()
    kind = models.TextField()
    explanation = models.TextField()

    class Meta(Fact.Meta):
        db_table = "known_cases"


class Correction(Fact):
    """A published cell that is wrong, and what is right."""

    publication = models.TextField()
    roll_call = models.TextField()
    field = models.TextField()
    published = models.TextField()
    corrected = models.TextField()
    evidence = models.TextField()

    class Meta(Fact.Meta):
        db_table = "corrections"
