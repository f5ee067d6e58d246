"""What documents of the United Nations say of the three crimes in a situation, and the Framework's risk factors."""

from __future__ import annotations

from django.db import models

from horseshoe.facts.evidence import CodeCrime, Entity, Strength
from horseshoe.store.models.versions import Fact, one_of


class Evidence(Fact):
    """What one document says of the three crimes in a situation."""

    own_id = models.TextField(db_column="id")
    situation = models.TextField()
    entity = models.TextField(choices=one_of(Entity))
    title = models.TextField()
    symbol = models.TextField(null=True)
    published = models.TextField()
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    crimes = models.TextField(blank=True, help_text="Which of the three crimes it names, separated by spaces.")
    also_named = models.TextField(blank=True, help_text="What else it names, separated by spaces.")
    strength = models.TextField(choices=one_of(Strength))
    attributed_to = models.TextField(null=True)
    says = models.TextField()

    class Meta(Fact.Meta):
        db_table = "evidence"


class RiskFactor(Fact):
    """A risk factor of the Framework of Analysis for Atrocity Crimes."""

    number = models.IntegerField()
    title = models.TextField()
    crime = models.TextField(null=True, choices=one_of(CodeCrime))
    indicators = models.IntegerField(null=True)

    class Meta(Fact.Meta):
        db_table = "risk_factors"
