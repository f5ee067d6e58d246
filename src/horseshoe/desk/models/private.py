"""What every private row has, and the queries that refuse to run where they should not."""

from __future__ import annotations

from typing import Any, NoReturn, Self, TypeVar

from django.conf import settings
from django.db import models

from horseshoe.desk.models.workspaces import Workspace
from horseshoe.desk.workspace.within import Outside, inside

M = TypeVar("M", bound=models.Model)


class Guarded(models.QuerySet[M]):
    """A question about private rows: it is asked and answered within, of the workspaces that are open; else refused.

    Every way by which a queryset reaches the database goes through one of these methods.
    """

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            inside()
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Any:
        """Refused: it would go on when the door is shut."""
        raise Outside("Private rows are not asked for one by one: the door could shut between them.")

    def count(self) -> int:
        """How many there are."""
        inside()
        return super().count()

    def exists(self) -> bool:
        """Whether there is any."""
        inside()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What they come to."""
        inside()
        return super().aggregate(*args, **kwargs)

    def explain(self, *args: Any, **kwargs: Any) -> str:
        """How they are found."""
        inside()
        return super().explain(*args, **kwargs)

    def delete(self) -> NoReturn:
        """Refused: what is wrong is retracted."""
        raise Outside("Nothing private is deleted: retract it.")

    def _raw_delete(self, using: str | None) -> NoReturn:
        raise Outside("Nothing private is deleted: retract it.")

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused: every change has its entry in the history."""
        raise Outside("Private rows are changed one by one, each with its entry in the history.")

    def _update(self, values: Any) -> int:
        _writing()
        changed: int = super()._update(values)  # type: ignore[misc]
        return changed

    def _insert(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        open_ = _writing()
        if any(each.workspace_id not in open_ for each in objs):
            raise Outside("A row of a workspace that is not open cannot be written.")
        return super()._insert(objs, *args, **kwargs)  # type: ignore[misc]


def _writing() -> frozenset[int]:
    found = inside()
    if not found.writing:
        raise Outside("Nothing is written while only reading: open `within` with writing=True.")
    return found.workspaces


class Door(models.Manager.from_queryset(Guarded)[M]):  # type: ignore[misc]
    """Gives the rows of the workspaces that are open, and refuses where none can be."""

    def get_queryset(self) -> Any:
        """The rows of the workspaces that are open."""
        return super().get_queryset().filter(workspace_id__in=inside().workspaces)


class OfWorkspace(models.Model):
    """A row of a workspace."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")

    objects = Door()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # also what Django itself uses to follow a reference, or to save
        default_manager_name = "objects"

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **options: Any) -> Self:
        """A row as it is read; never one of another workspace, whatever a query was made of."""
        made = super().from_db(db, field_names, values, **options)
        if "workspace_id" in made.__dict__ and made.workspace_id not in inside().workspaces:
            raise Outside("A row of a workspace that is not open was read.")
        return made

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: what is wrong is retracted."""
        raise Outside("Nothing private is deleted: retract it.")


class Private(OfWorkspace):
    """Something that a workspace keeps: who put it there and when, how often it was changed, whether it still holds."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    retracted = models.DateTimeField(null=True)
    draft = models.TextField(help_text="The draft: its symbol, or its title before it has one.")

    class Meta(OfWorkspace.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"  # never what it says: it may end up in a journal of the server
