"""Elections of non-permanent members: rounds, the votes in them, and candidates."""

from __future__ import annotations

from django.db import models

from horseshoe.facts import elections as facts
from horseshoe.store.models.versions import Fact, one_of


class Ballot(Fact):
    """One round of voting for the seats of one group."""

    own_id = models.TextField(db_column="id")
    year = models.IntegerField()
    held = models.DateField()
    group = models.TextField(choices=one_of(facts.SeatGroup))
    seat = models.TextField(null=True, choices=one_of(facts.GroupSeat))
    by_election = models.BooleanField()
    round = models.IntegerField()
    kind = models.TextField(null=True, choices=one_of(facts.BallotKind))
    seats = models.IntegerField(null=True)
    papers = models.IntegerField(null=True)
    invalid = models.IntegerField(null=True)
    abstentions = models.IntegerField(null=True)
    present_and_voting = models.IntegerField(null=True)
    required = models.IntegerField(null=True)
    term = models.TextField(null=True)

    class Meta(Fact.Meta):
        db_table = "ballots"


class BallotVote(Fact):
    """What one state received in one round."""

    ballot = models.TextField()
    state = models.CharField(max_length=3)
    votes = models.IntegerField(null=True)
    elected = models.BooleanField()

    class Meta(Fact.Meta):
        db_table = "ballot_votes"


class Candidacy(Fact):
    """A candidate for a seat, and what became of it."""

    year = models.IntegerField()
    state = models.CharField(max_length=3)
    group = models.TextField(choices=one_of(facts.SeatGroup))
    status = models.TextField(choices=one_of(facts.CandidacyStatus))
    endorsed_by = models.TextField(null=True)
    by_election = models.BooleanField()

    class Meta(Fact.Meta):
        db_table = "candidacies"
