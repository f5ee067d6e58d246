"""Who changed what, when and why; what a workspace published. Both only grow."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from horseshoe.desk.models.private import OfWorkspace


class History(OfWorkspace):
    """One change of one thing of a workspace, with how it was before and how it is since."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    who = models.TextField(help_text="The name of the account at that time.")
    at = models.DateTimeField()
    what = models.TextField()
    why = models.TextField()
    kind = models.TextField()
    thing = models.PositiveBigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta(OfWorkspace.Meta):
        db_table = "workspace_history"
        indexes = [models.Index(fields=["workspace", "kind", "thing"], name="workspace_history_thing")]

    def __str__(self) -> str:
        return f"{self.what} {self.kind} {self.thing}"


class Publication(OfWorkspace):
    """The act by which something of a workspace entered the public record."""

    kind = models.TextField()
    thing = models.PositiveBigIntegerField()
    version = models.PositiveIntegerField()
    table = models.TextField()
    key = models.TextField()
    revision = models.PositiveBigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.TextField()

    class Meta(OfWorkspace.Meta):
        db_table = "workspace_publications"
        constraints = [models.UniqueConstraint(fields=["kind", "thing", "version"], name="workspace_publications_once")]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"


class HouseHistory(models.Model):
    """One change of what belongs to no workspace: an account, a workspace as such, who is in it. No secret in it."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    who = models.TextField(help_text="The name of the account at that time, or who sat at the server's keyboard.")
    at = models.DateTimeField()
    what = models.TextField()
    why = models.TextField()
    kind = models.TextField()
    thing = models.TextField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        db_table = "house_history"
        indexes = [models.Index(fields=["kind", "thing"], name="house_history_thing")]
        verbose_name_plural = "house histories"

    def __str__(self) -> str:
        return f"{self.what} {self.kind} {self.thing}"
