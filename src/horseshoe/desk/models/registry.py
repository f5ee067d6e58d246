"""What came in for the register: documents, and the acts that are proposed from them."""

from __future__ import annotations

from enum import StrEnum
from typing import NoReturn

from django.conf import settings
from django.db import models

from horseshoe.facts.pledges import EvidenceKind, Instrument


class Status(StrEnum):
    """How far an act has come."""

    RECEIVED = "received"
    """It lies on the registrars' table, and nobody has said yet what it is."""
    PROPOSED = "proposed"
    """Somebody has said what it is, and it waits for a second person."""
    CONFIRMED = "confirmed"
    """It has entered the register; this is the end."""
    REFUSED = "refused"
    """The second person did not confirm it; it can be proposed anew."""
    WITHDRAWN = "withdrawn"
    """Whoever proposed it took it back; it can be proposed anew."""


class Change(StrEnum):
    """What is proposed to be done to the register."""

    REGISTER = "register"
    CORRECT = "correct"
    RETRACT = "retract"


class ReceivedDocument(models.Model):
    """A file as it came in. Its bytes lie outside the database, under their SHA-256, and are never opened."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    form = models.CharField(max_length=8, help_text="What it was found to be by its bytes.")
    name = models.CharField(max_length=120, help_text="Its name as it was received, without what no name needs.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "register_documents"

    def __str__(self) -> str:
        return f"document {self.sha256[:12]}"

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refused: what was received stays."""
        raise TypeError("A received document is not deleted.")


class ActProposal(models.Model):
    """An act on its way into the register, or a correction or retraction of one."""

    once = models.UUIDField(unique=True, help_text="Of the form that made it: one that is sent twice makes one.")
    change = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Change])
    status = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Status])
    version = models.PositiveIntegerField(default=1)
    document = models.ForeignKey(ReceivedDocument, null=True, on_delete=models.PROTECT, related_name="proposals")
    sender = models.TextField(blank=True, help_text="From whom it came.")
    received_on = models.DateField(null=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()

    instrument = models.TextField(blank=True, choices=[(each.value, each.value) for each in Instrument])
    state = models.CharField(max_length=3, blank=True)
    kind = models.TextField(blank=True, choices=[(each.value, each.value) for each in EvidenceKind])
    evidence = models.TextField(blank=True)
    title = models.TextField(blank=True)
    url = models.TextField(null=True)
    symbol = models.TextField(null=True)
    not_before = models.DateField(null=True)
    not_after = models.DateField(null=True)
    document_symbol = models.TextField(null=True)
    document_file = models.TextField(null=True)
    document_sha256 = models.CharField(max_length=64, null=True)
    reservation = models.TextField(null=True)
    ratified = models.BooleanField(default=False)
    confidence = models.TextField(default="high")
    note = models.TextField(null=True)

    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    why = models.TextField(blank=True, help_text="Why it is to be done, refused or taken back: the newest reason.")
    act = models.TextField(blank=True, help_text="Key of the act, once it is known.")
    revision = models.PositiveBigIntegerField(null=True, unique=True, help_text="With which it entered the register.")

    class Meta:
        db_table = "register_proposals"
        indexes = [models.Index(fields=["status"], name="register_proposals_status")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="confirmed", revision__isnull=False)
                | (~models.Q(status="confirmed") & models.Q(revision__isnull=True)),
                name="register_proposals_confirmed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.change} {self.pk}: {self.status}"

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refused: what was received stays."""
        raise TypeError("A proposal is not deleted: it is refused or withdrawn.")
