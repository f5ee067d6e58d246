"""Sparse answers: the fields that were asked for, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from horseshoe.api.problems import Refusal

Tree = dict[str, "Tree"]
"""The fields asked for, each with those within it; none within: all of it."""

MOST = 100
"""Fields that can be asked for at once."""


def read(text: str) -> Tree:
    """The fields that ``a,b.c`` asks for: ``a`` whole, and of ``b`` only ``c``.

    Raises:
        Refusal: a name is empty, or there are too many.
    """
    found: Tree = {}
    names = text.split(",")
    if len(names) > MOST:
        raise Refusal(400, f"fields names {len(names)} fields: at most {MOST} can be asked for at once.")
    whole: set[str] = set()
    for name in sorted({each.strip() for each in names}):
        parts = name.split(".")
        if not all(parts):
            raise Refusal(400, f"fields has an empty name ({text[:60]!r}): write it as a,b.c.")
        if any(".".join(parts[:at]) in whole for at in range(1, len(parts))):
            continue
        whole.add(name)
        inside = found
        for part in parts:
            inside = inside.setdefault(part, {})
    return found


def check(tree: Tree, schema: Mapping[str, Any], components: Mapping[str, Any], above: str = "") -> None:
    """Do nothing if every field asked for can stand in an answer of this schema.

    Args:
        tree: what is asked for.
        schema: the JSON Schema of the answer.
        components: name to the schema that ``$ref`` names.
        above: the way to here, for the sentence.

    Raises:
        Refusal: a field is in none; the nearest are suggested.
    """
    known, rest = _within(schema, components)
    for name, inside in tree.items():
        if name in known:
            for each in known[name]:
                check(inside, each, components, f"{above}{name}.") if len(known[name]) == 1 else None
        elif rest is None:
            names = [f"{above}{each}" for each in known]
            close = get_close_matches(f"{above}{name}", names, n=3)
            there = f"there are {', '.join(names)}" if names else "it has no fields of its own"
            raise Refusal(400, f"There is no field {above}{name[:60]}: {there}.", suggestions=close)
        else:
            check(inside, rest, components, f"{above}{name}.")


def pick(value: Any, tree: Tree) -> Any:
    """The part of a value that is asked for; of a list, that part of each."""
    if not tree:
        return value
    if isinstance(value, (list, tuple)):
        return [pick(each, tree) for each in value]
    if isinstance(value, dict):
        return {name: pick(each, tree[name]) for name, each in value.items() if name in tree}
    return value


def _within(
    schema: Mapping[str, Any], components: Mapping[str, Any]
) -> tuple[dict[str, list[Mapping[str, Any]]], Mapping[str, Any] | None]:
    """The fields of what a schema describes, and the schema of those that it does not name."""
    known: dict[str, list[Mapping[str, Any]]] = {}
    rest: Mapping[str, Any] | None = None
    todo = [schema]
    while todo:
        each = todo.pop()
        if ref := each.get("$ref"):
            todo.append(components[ref.rpartition("/")[2]])
        todo += each.get("anyOf", ())
        for inside in (each.get("items"), *each.get("prefixItems", ())):
            if isinstance(inside, Mapping):
                todo.append(inside)
        for name, described in each.get("properties", {}).items():
            known.setdefault(name, []).append(described)
        more = each.get("additionalProperties")
        if isinstance(more, Mapping):
            rest = more
        elif more is True or not each or (each.get("type") == "object" and "properties" not in each and more is None):
            rest = {}
    return known, rest
