"""States, their names and groups, who sits on the Council and who presides."""

from __future__ import annotations

from django.db import models

from horseshoe.facts.council import Basis
from horseshoe.facts.states import Group, NameKind, StateKind
from horseshoe.store.models.versions import Fact, one_of


class State(Fact):
    """A member, an observer state, or a former member with a code of its own."""

    code = models.CharField(max_length=3)
    name = models.TextField()
    kind = models.TextField(choices=one_of(StateKind))
    admitted = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta(Fact.Meta):
        db_table = "states"


class StateName(Fact):
    """A name of a state: borne at the United Nations in its time, or a spelling in use."""

    state = models.CharField(max_length=3)
    name = models.TextField()
    kind = models.TextField(choices=one_of(NameKind))
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta(Fact.Meta):
        db_table = "names"


class GroupMembership(Fact):
    """A state's regional group."""

    state = models.CharField(max_length=3)
    group = models.TextField(choices=one_of(Group))
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta(Fact.Meta):
        db_table = "groups"


class Term(Fact):
    """A stretch of days on which a state holds a seat."""

    state = models.CharField(max_length=3)
    start = models.DateField()
    end = models.DateField(null=True)
    permanent = models.BooleanField()

    class Meta(Fact.Meta):
        db_table = "terms"


class Presidency(Fact):
    """Who presides over the Council in a month."""

    month = models.CharField(max_length=7)
    state = models.CharField(max_length=3)
    basis = models.TextField(choices=one_of(Basis))

    class Meta(Fact.Meta):
        db_table = "presidencies"
