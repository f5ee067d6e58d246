"""The stages of drafts, with the locks of what belongs to a workspace."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from horseshoe.desk.workspace.locks import lock


def locks(apps: Any, schema_editor: Any) -> None:
    lock(schema_editor.connection, ("workspace_stages",))


class Migration(migrations.Migration):
    dependencies = [("desk", "0004_register"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="DraftStage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("retracted", models.DateTimeField(null=True)),
                ("draft", models.TextField(help_text="The draft: its symbol, or its title before it has one.")),
                ("stage", models.TextField()),
                ("outcome", models.TextField(null=True)),
                ("not_before", models.DateField(null=True)),
                ("not_after", models.DateField(null=True)),
                ("says", models.TextField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="desk.workspace"
                    ),
                ),
            ],
            options={
                "db_table": "workspace_stages",
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.AddIndex(
            model_name="draftstage",
            index=models.Index(fields=["workspace", "draft"], name="workspace_stages_draft"),
        ),
        migrations.RunPython(locks, migrations.RunPython.noop),
    ]
