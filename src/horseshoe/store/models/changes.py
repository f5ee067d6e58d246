"""What changed, by whom and why: revisions, retractions, the audit, and the public log."""

from __future__ import annotations

from django.db import models


class Revision(models.Model):
    """One change of the store, whole: every row says which one brought it in."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.TextField()
    why = models.TextField()

    class Meta:
        db_table = "revisions"

    def __str__(self) -> str:
        return f"{self.number}: {self.why} ({self.by})"


class Retraction(models.Model):
    """A row withdrawn; the row itself stays."""

    row = models.BigAutoField(primary_key=True)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    table = models.TextField()
    key = models.TextField()
    at = models.DateTimeField()
    by = models.TextField()
    why = models.TextField()

    class Meta:
        db_table = "retractions"
        constraints = [models.UniqueConstraint(fields=["table", "key", "at"], name="retractions_once")]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"


class AuditEntry(models.Model):
    """Who did what to a row, when and why; a whole load has one entry a table, without a key."""

    row = models.BigAutoField(primary_key=True)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="audit")
    who = models.TextField()
    when = models.DateTimeField()
    what = models.TextField()
    why = models.TextField()
    table = models.TextField()
    key = models.TextField(blank=True)

    class Meta:
        db_table = "audit_entries"
        indexes = [models.Index(fields=["table", "key"], name="audit_entries_of_a_row")]

    def __str__(self) -> str:
        return f"{self.who}: {self.what} {self.table} {self.key}"


class LogEntry(models.Model):
    """A numbered entry of the public log: numbers start from 1 and leave no gap."""

    number = models.PositiveBigIntegerField(primary_key=True)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="log")
    at = models.DateTimeField()
    kind = models.TextField()
    table = models.TextField()
    key = models.TextField()
    body = models.TextField()

    class Meta:
        db_table = "log_entries"

    def __str__(self) -> str:
        return f"{self.number}: {self.kind} {self.table} {self.key}"


class Checkpoint(models.Model):
    """A signed statement of how the log stood at a moment; a public text."""

    row = models.BigAutoField(primary_key=True)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "checkpoints"

    def __str__(self) -> str:
        return self.text
