"""Tokens of the API, of which only a hash is kept, and what was answered to whom, so that it is done once."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Token(models.Model):
    """What a program signs its requests with, in the name of a person. It is revoked, never deleted."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret.")
    scopes = models.TextField(help_text="Separated by spaces.")
    made = models.DateTimeField()
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "tokens"

    def __str__(self) -> str:
        return self.name


class Answered(models.Model):
    """A request that was carried out under a key of the asker's, with the answer that it got."""

    token = models.ForeignKey(Token, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    asked = models.CharField(max_length=64, help_text="SHA-256 of the request.")
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "token_answers"
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="token_answers_once")]

    def __str__(self) -> str:
        return self.key
