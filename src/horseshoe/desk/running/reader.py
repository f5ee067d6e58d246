"""A role of PostgreSQL that reads the public record and nothing else, for servers that show pages alone."""

from __future__ import annotations

from horseshoe.store import database
from horseshoe.store.errors import StoreError


def admit(role: str) -> int:
    """Let a role read the tables of the public record; gives how many they are.

    Accounts, sessions and workspaces are not among them, so that a server that connects as it cannot show them,
    whatever is wrong with it.

    Raises:
        StoreError: the database is not PostgreSQL, there is no such role, or it may do more than it should.
    """
    from django.apps import apps
    from django.db import connection

    if connection.vendor != "postgresql":
        raise StoreError("A role that only reads is one of PostgreSQL: an SQLite file has no roles.")
    tables = [each._meta.db_table for each in apps.get_app_config("store").get_models()]
    quote = connection.ops.quote_name
    with database.told_as_sentences(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR pg_has_role(rolname, current_user, 'MEMBER') FROM pg_roles "
            "WHERE rolname = %s",
            [role],
        )
        found = cursor.fetchone()
        if found is None:
            raise StoreError(f"PostgreSQL has no role {role}: make it with CREATE ROLE {role} LOGIN PASSWORD '...'.")
        if found[0]:
            raise StoreError(f"The role {role} may do more than read: take one of its own, which is no superuser.")
        wanted = ", ".join(map(quote, (*tables, "django_migrations")))
        cursor.execute(f"GRANT SELECT ON {wanted} TO {quote(role)}")
    return len(tables)
