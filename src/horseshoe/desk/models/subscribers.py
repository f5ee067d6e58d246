"""Who asked to be told of public acts by e-mail, and the letters that wait to be sent."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from horseshoe.facts.pledges import Instrument


class Subscriber(models.Model):
    """An address that asked to be told. Once it has ended, or was never confirmed, the address is forgotten."""

    address = models.CharField(max_length=254, null=True)
    key = models.CharField(max_length=43, unique=True, help_text="Stands in the way out of the subscription.")
    instrument = models.TextField(blank=True, choices=[(each.value, each.value) for each in Instrument])
    language = models.CharField(max_length=2, default="en")
    asked = models.DateTimeField(help_text="When it was asked for last.")
    times = models.PositiveIntegerField(default=1, help_text="How often it was asked for.")
    confirmed = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    told = models.PositiveBigIntegerField(null=True, help_text="Up to which entry of the log there are letters.")

    class Meta:
        db_table = "subscribers"
        constraints = [
            models.UniqueConstraint(
                fields=["address"], condition=models.Q(ended__isnull=True), name="subscribers_address_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ended__isnull=True) | models.Q(address__isnull=True), name="subscribers_forgotten"
            ),
        ]

    def __str__(self) -> str:
        return f"subscriber {self.pk}"  # never the address: it may end up in a journal of the server


class State(StrEnum):
    """Where a letter is."""

    WAITING = "waiting"
    SENDING = "sending"
    """Handed to the mail server, whose answer is not known: it is never handed over again by itself."""
    SENT = "sent"
    FAILED = "failed"
    """The mail server refused it for good, or too often."""
    DROPPED = "dropped"
    """Nobody wants it any more."""


class Letter(models.Model):
    """A letter to a subscriber: the question whether it was he who asked, or the entries of the log since the last."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.PROTECT, related_name="+")
    asks = models.BooleanField(help_text="Whether it asks for confirmation; else it tells of acts.")
    after = models.PositiveBigIntegerField(help_text="It tells of entries after this one.")
    upto = models.PositiveBigIntegerField(help_text="And up to this one; how often it was asked, where it asks.")
    state = models.CharField(max_length=8, default=State.WAITING.value)
    made = models.DateTimeField()
    due = models.DateTimeField(help_text="Not to be sent before.")
    tries = models.PositiveIntegerField(default=0)
    handed = models.DateTimeField(null=True)

    class Meta:
        db_table = "subscribers_letters"
        indexes = [models.Index(fields=["state", "due"], name="subscribers_letters_due")]
        constraints = [models.UniqueConstraint(fields=["subscriber", "asks", "upto"], name="subscribers_letters_once")]

    def __str__(self) -> str:
        return f"letter {self.pk}: {self.state}"
