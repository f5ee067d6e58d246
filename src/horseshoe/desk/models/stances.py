"""What a mission or a capital said, and what the capital told its mission."""

from __future__ import annotations

from django.db import models

from horseshoe.desk.models.private import Private


class Stance(Private):
    """What a member said before the vote that it would do, as this workspace heard it."""

    state = models.CharField(max_length=3)
    phase = models.TextField()
    stance = models.TextField()
    voice = models.TextField()
    speaker = models.TextField(null=True)
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    says = models.TextField()

    class Meta(Private.Meta):
        db_table = "workspace_stances"
        indexes = [models.Index(fields=["workspace", "draft"], name="workspace_stances_draft")]


class Instruction(Private):
    """What a capital told its mission to do."""

    state = models.CharField(max_length=3)
    stance = models.TextField()
    giver = models.TextField(null=True)
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    says = models.TextField()

    class Meta(Private.Meta):
        db_table = "workspace_instructions"
        indexes = [models.Index(fields=["workspace", "draft"], name="workspace_instructions_draft")]
