"""The locks on what workspaces keep to themselves: row-level security on PostgreSQL, triggers on both databases."""

from typing import Any

from django.db import migrations

from horseshoe.desk.workspace.locks import lock

TABLES = (
    "workspace_stances",
    "workspace_instructions",
    "workspace_notes",
    "workspace_whip_counts",
    "workspace_whip_seats",
    "workspace_assessments",
    "workspace_history",
    "workspace_publications",
)


def locks(apps: Any, schema_editor: Any) -> None:
    lock(schema_editor.connection, TABLES, ("house_history",))


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_workspaces")]
    operations = [migrations.RunPython(locks, migrations.RunPython.noop)]
