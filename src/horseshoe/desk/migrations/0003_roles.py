"""The groups that give a role in the house."""

from typing import Any

from django.db import migrations

GROUPS = ("analysts", "registrars", "administrators")


def groups(apps: Any, schema_editor: Any) -> None:
    group = apps.get_model("auth", "Group")
    for name in GROUPS:
        group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_locks"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(groups, migrations.RunPython.noop)]
