"""What every row of a fact has in the store: its key, its day of recording, and the revision that brought it in."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from horseshoe.facts.assembly import HolidayStatus
from horseshoe.store.models.changes import Revision


def one_of(vocabulary: type[StrEnum]) -> list[tuple[str, str]]:
    """The values of a vocabulary as the choices of a column."""
    return [(each.value, each.value.replace("_", " ")) for each in vocabulary]


class Version(models.Model):
    """One version of a fact. Versions stay: the newest one answers, unless it was retracted.

    ``row`` numbers the rows in the order in which they came in, which is the order of the Record.
    """

    row = models.BigAutoField(primary_key=True)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    key = models.TextField()
    recorded = models.DateField()

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["key", "recorded"], name="%(class)s_version")]

    def __str__(self) -> str:
        return f"{self.key} ({self.recorded})"


class Fact(Version):
    """One version of a fact, with where it was read and how sure it is."""

    source = models.TextField()
    confidence = models.TextField()
    note = models.TextField(null=True)

    class Meta(Version.Meta):
        abstract = True


class Source(Version):
    """A document, file or page that facts were read in."""

    own_id = models.TextField(db_column="id")
    title = models.TextField()
    kind = models.TextField()
    symbol = models.TextField(null=True)
    url = models.TextField(null=True)
    license = models.TextField(null=True)

    class Meta(Version.Meta):
        db_table = "sources"


class Holiday(Fact):
    """One fixed official holiday at Headquarters."""

    own_id = models.TextField(db_column="id")
    year = models.IntegerField()
    date = models.DateField(null=True)
    name = models.TextField()
    status = models.TextField(choices=one_of(HolidayStatus))
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)

    class Meta(Fact.Meta):
        db_table = "holidays"
