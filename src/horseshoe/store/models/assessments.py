"""Who judges whether the Code applied to a draft, by which parameters, and what they said."""

from __future__ import annotations

from django.db import models

from horseshoe.facts import assessments
from horseshoe.store.models.versions import Fact, one_of


class Assessor(Fact):
    """Whoever states a view on whether the Code applied to a draft."""

    own_id = models.TextField(db_column="id")
    name = models.TextField()
    kind = models.TextField(choices=one_of(assessments.AssessorKind))
    about = models.TextField(null=True)

    class Meta(Fact.Meta):
        db_table = "assessors"


class Parameter(Fact):
    """A parameter of a published standard, and the day from which on it holds."""

    assessor = models.TextField()
    name = models.TextField()
    since = models.DateField()
    value = models.TextField()
    why = models.TextField()

    class Meta(Fact.Meta):
        db_table = "parameters"


class Assessment(Fact):
    """One assessor's dated view on whether the Code applied to a draft."""

    own_id = models.TextField(db_column="id")
    assessor = models.TextField()
    proposal = models.TextField()
    made = models.DateField()
    by = models.TextField(null=True)
    status = models.TextField(choices=one_of(assessments.Status))
    aim = models.TextField(choices=one_of(assessments.Aim))
    aim_why = models.TextField()
    facts = models.TextField(choices=one_of(assessments.FactsSay))
    facts_why = models.TextField()
    credible = models.TextField(choices=one_of(assessments.Credible))
    credible_why = models.TextField()
    crimes = models.TextField(blank=True, help_text="Which of the three crimes it is about, separated by spaces.")
    scale = models.TextField(choices=one_of(assessments.Scale))
    evidence = models.TextField(blank=True, help_text="What it rests on, separated by spaces.")

    class Meta(Fact.Meta):
        db_table = "assessments"


class Observation(Fact):
    """What an assessor sees of one risk factor in a situation."""

    own_id = models.TextField(db_column="id")
    assessor = models.TextField()
    situation = models.TextField()
    factor = models.IntegerField()
    made = models.DateField()
    observed = models.TextField(choices=one_of(assessments.Observed))
    why = models.TextField()
    evidence = models.TextField(blank=True, help_text="What it rests on, separated by spaces.")

    class Meta(Fact.Meta):
        db_table = "observations"
