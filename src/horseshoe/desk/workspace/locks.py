"""The locks that the database itself holds: whose rows are seen, and that nothing is deleted or rewritten.

On PostgreSQL each table of the workspaces has a policy that shows and takes rows of the open workspaces alone, and is
forced on the owner of the table too (PostgreSQL 16, section 5.8). It binds every role but superusers and those with
BYPASSRLS, which is why ``horseshoe doctor`` asks what the installation connects as. SQLite has no such thing: whoever
can read its file can read all of it. On both, triggers refuse to delete, and to change what only grows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from horseshoe.desk.workspace.within import SETTING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

POLICY = "of_the_open_workspaces"
STAYS = "horseshoe_stays"
"""Name of the triggers, and on PostgreSQL of the function that they call."""

GROWS = (
    "workspace_history",
    "workspace_publications",
    "house_history",
    "workspace_whip_seats",
    "register_documents",
    "token_answers",
)
"""The tables whose rows are never changed."""


def lock(connection: BaseDatabaseWrapper, tables: Iterable[str], also: Iterable[str] = ()) -> None:
    """Put the locks on tables; those that are there already are put on anew.

    Args:
        connection: to the database, as the owner of the tables.
        tables: of workspaces; each has a column ``workspace_id``.
        also: tables of the house, which get the triggers alone.
    """
    tables = tuple(tables)
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgresql:
            cursor.execute(_FUNCTION)
        for table in tables if postgresql else ():
            cursor.execute(_policy(table))
        for table in (*tables, *also):
            for statement in (_triggers if postgresql else _sqlite_triggers)(table):
                cursor.execute(statement)


def unlocked(connection: BaseDatabaseWrapper, tables: Iterable[str], also: Iterable[str] = ()) -> tuple[str, ...]:
    """A sentence for each table that lacks a lock."""
    tables = tuple(tables)
    found = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid "
                "WHERE c.relrowsecurity AND c.relforcerowsecurity AND p.polname = %s",
                [POLICY],
            )
            guarded = {name for (name,) in cursor.fetchall()}
            found += [f"The table {table} has no row-level security." for table in tables if table not in guarded]
            cursor.execute(
                "SELECT c.relname FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid "
                "WHERE t.tgname = %s AND t.tgenabled <> 'D'",
                [STAYS],
            )
        else:
            cursor.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{STAYS}%"])
        kept = {name for (name,) in cursor.fetchall()}
    found += [f"Rows of the table {table} can be deleted." for table in (*tables, *also) if table not in kept]
    return tuple(found)


_OPEN = f"ANY (string_to_array(nullif(current_setting('{SETTING}', true), ''), ',')::bigint[])"
"""The workspaces that are open; nothing where the setting is missing, and then no row is equal to it."""

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {STAYS}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Nothing in % is %: it stays.', TG_TABLE_NAME,
        CASE TG_OP WHEN 'UPDATE' THEN 'changed' WHEN 'TRUNCATE' THEN 'emptied' ELSE 'deleted' END;
END
$$"""


def _policy(table: str) -> str:
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS {POLICY} ON {table};
CREATE POLICY {POLICY} ON {table} USING (workspace_id = {_OPEN}) WITH CHECK (workspace_id = {_OPEN})"""


def _triggers(table: str) -> tuple[str, ...]:
    acts = "UPDATE OR DELETE" if table in GROWS else "DELETE"
    return (
        f"CREATE OR REPLACE TRIGGER {STAYS} BEFORE {acts} ON {table} FOR EACH ROW EXECUTE FUNCTION {STAYS}()",
        f"CREATE OR REPLACE TRIGGER {STAYS}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
        f"EXECUTE FUNCTION {STAYS}()",
    )


def _sqlite_triggers(table: str) -> tuple[str, ...]:
    acts = {"DELETE": "deleted"} | ({"UPDATE": "changed"} if table in GROWS else {})
    return tuple(
        f"CREATE TRIGGER IF NOT EXISTS {STAYS}_{act.lower()}_{table} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'Nothing in {table} is {done}: it stays.'); END"
        for act, done in acts.items()
    )
