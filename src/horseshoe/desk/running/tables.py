"""Which tables there are, and whose."""

from __future__ import annotations


def of_workspaces() -> tuple[str, ...]:
    """The tables that belong to workspaces."""
    from django.apps import apps

    from horseshoe.desk.models import OfWorkspace

    return tuple(
        sorted(
            each._meta.db_table for each in apps.get_app_config("desk").get_models() if issubclass(each, OfWorkspace)
        )
    )


def of_the_house() -> tuple[str, ...]:
    """The tables of the house whose rows are never deleted."""
    return ("house_history", "register_documents", "register_proposals", "tokens", "token_answers")
