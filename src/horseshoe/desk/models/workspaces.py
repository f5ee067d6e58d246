"""Workspaces and who is in them."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from horseshoe.desk.access.rights import Role


class Workspace(models.Model):
    """What a team keeps to itself. It is closed, never deleted."""

    name = models.CharField(
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(
                r"\A[a-z0-9](?:-?[a-z0-9])*\Z",
                "The name stands in addresses: small letters and digits, with a hyphen between them.",
            )
        ],
    )
    title = models.CharField(max_length=200)
    opened = models.DateTimeField()
    closed = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "workspaces"

    def __str__(self) -> str:
        return self.title


class Membership(models.Model):
    """A person in a workspace, with a role there. It ends, and stays to be seen."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    since = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "workspace_members"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "person"], condition=models.Q(ended__isnull=True), name="workspace_members_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.workspace}: {self.role}"
