"""What states said about votes, where they disagreed, and what others published about both."""

from __future__ import annotations

from django.db import models

from horseshoe.facts.statements import Leaning, Said, Voice
from horseshoe.store.models.versions import Fact, one_of


class Explanation(Fact):
    """What a state said of a vote or of the pledges."""

    own_id = models.TextField(db_column="id")
    state = models.CharField(max_length=3)
    roll_call = models.TextField(null=True)
    occasion = models.TextField(null=True)
    situation = models.TextField(null=True)
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    speaker = models.TextField(null=True)
    body = models.TextField()
    voice = models.TextField(choices=one_of(Voice))
    kind = models.TextField()
    cast_stated = models.TextField(null=True)
    position = models.TextField(choices=one_of(Leaning))
    invokes_code = models.TextField(choices=one_of(Said))
    invokes_restraint = models.TextField(choices=one_of(Said))
    says = models.TextField()

    class Meta(Fact.Meta):
        db_table = "explanations"


class Stance(Fact):
    """What a member said before the vote that it would do."""

    own_id = models.TextField(db_column="id")
    draft = models.TextField()
    state = models.CharField(max_length=3)
    phase = models.TextField()
    stance = models.TextField()
    voice = models.TextField(choices=one_of(Voice))
    speaker = models.TextField(null=True)
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    says = models.TextField()

    class Meta(Fact.Meta):
        db_table = "stances"


class Contest(Fact):
    """A question on which states disagreed about a draft."""

    own_id = models.TextField(db_column="id")
    situation = models.TextField()
    roll_calls = models.TextField(blank=True, help_text="The votes in question, separated by spaces.")
    kind = models.TextField()
    question = models.TextField()
    side_a_states = models.TextField(null=True)
    side_a = models.TextField(null=True)
    side_b_states = models.TextField(null=True)
    side_b = models.TextField(null=True)
    both_sides = models.BooleanField()
    explanations = models.TextField(blank=True, help_text="The statements, separated by spaces.")

    class Meta(Fact.Meta):
        db_table = "contests"


class ConductClaim(Fact):
    """A published count of votes."""

    own_id = models.TextField(db_column="id")
    situation = models.TextField()
    state = models.CharField(max_length=3)
    counts = models.TextField()
    since = models.DateField()
    until = models.DateField()
    among_vetoes_of = models.CharField(max_length=3, null=True)
    number = models.IntegerField()
    claimant = models.TextField()
    published = models.TextField(null=True)

    class Meta(Fact.Meta):
        db_table = "conduct_claims"


class ListedNo(Fact):
    """A no of a supporter of the Code as a published list has it."""

    roll_call = models.TextField()
    state = models.CharField(max_length=3)
    listed_as = models.TextField()

    class Meta(Fact.Meta):
        db_table = "listed_noes"
