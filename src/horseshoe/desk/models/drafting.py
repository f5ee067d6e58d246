"""What is being worked on: notes, whip counts, drafts of assessments."""

from __future__ import annotations

from django.db import models

from horseshoe.desk.models.private import OfWorkspace, Private


class Note(Private):
    """A note on a draft."""

    text = models.TextField()

    class Meta(Private.Meta):
        db_table = "workspace_notes"
        indexes = [models.Index(fields=["workspace", "draft"], name="workspace_notes_draft")]


class WhipCount(Private):
    """How a workspace expects the seats to vote, as of a day."""

    on = models.DateField()
    title = models.TextField()

    class Meta(Private.Meta):
        db_table = "workspace_whip_counts"
        indexes = [models.Index(fields=["workspace", "draft"], name="workspace_whip_counts_draft")]


class WhipSeat(OfWorkspace):
    """How one seat is expected to vote in a whip count, in one of its versions."""

    count = models.ForeignKey(WhipCount, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=3)
    stance = models.TextField()
    why = models.TextField(null=True)

    class Meta(OfWorkspace.Meta):
        db_table = "workspace_whip_seats"
        constraints = [models.UniqueConstraint(fields=["count", "version", "state"], name="workspace_whip_seats_once")]


class DraftStage(Private):
    """Where a draft stood, and since when."""

    stage = models.TextField()
    outcome = models.TextField(null=True)
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    says = models.TextField(null=True)

    class Meta(Private.Meta):
        db_table = "workspace_stages"
        indexes = [models.Index(fields=["workspace", "draft"], name="workspace_stages_draft")]


class Assessment(Private):
    """A draft of an assessor's view on whether the Code applied; ``draft`` is the key of the proposal."""

    assessor = models.TextField()
    made = models.DateField()
    signed = models.TextField(null=True)
    status = models.TextField()
    aim = models.TextField()
    aim_why = models.TextField()
    facts = models.TextField()
    facts_why = models.TextField()
    credible = models.TextField()
    credible_why = models.TextField()
    crimes = models.TextField(blank=True, help_text="Separated by spaces.")
    scale = models.TextField()
    evidence = models.TextField(blank=True, help_text="Separated by spaces.")

    class Meta(Private.Meta):
        db_table = "workspace_assessments"
        indexes = [models.Index(fields=["workspace", "draft"], name="workspace_assessments_draft")]
