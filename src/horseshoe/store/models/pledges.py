"""Pledge texts, acts of support, groups of states, and published numbers."""

from __future__ import annotations

from django.db import models

from horseshoe.facts.pledges import EvidenceKind, Instrument
from horseshoe.store.models.versions import Fact, one_of


class InstrumentText(Fact):
    """A pledge text."""

    own_id = models.TextField(db_column="id", choices=one_of(Instrument))
    title = models.TextField()
    symbol = models.TextField(null=True)
    first_text = models.DateField()
    final_text = models.DateField(null=True)
    launched = models.DateField(null=True)
    circulated = models.DateField(null=True)
    depositary = models.TextField(null=True)
    how = models.TextField()
    binds = models.TextField()

    class Meta(Fact.Meta):
        db_table = "instruments"


class PledgeEvidence(Fact):
    """One piece of evidence for (or against) a state's support of an instrument."""

    own_id = models.TextField(db_column="id")
    instrument = models.TextField(choices=one_of(Instrument))
    state = models.CharField(max_length=3)
    kind = models.TextField(choices=one_of(EvidenceKind))
    evidence = models.TextField()
    published = models.TextField(null=True)
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    document_symbol = models.TextField(null=True)
    document_file = models.TextField(null=True)
    document_sha256 = models.CharField(max_length=64, null=True)

    class Meta(Fact.Meta):
        db_table = "pledges"


class Membership(Fact):
    """A state's membership of a group of states."""

    group = models.TextField()
    state = models.CharField(max_length=3)
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    left_not_before = models.DateField(null=True)
    left_not_after = models.DateField(null=True)

    class Meta(Fact.Meta):
        db_table = "memberships"


class Claim(Fact):
    """A published number of supporters."""

    own_id = models.TextField(db_column="id")
    instrument = models.TextField()
    among = models.TextField()
    qualifier = models.TextField()
    claimant = models.TextField()
    published = models.TextField(null=True)
    not_after = models.DateField(null=True)
    total = models.IntegerField(null=True)
    member_states = models.IntegerField(null=True)
    observers = models.IntegerField(null=True)

    class Meta(Fact.Meta):
        db_table = "claims"
