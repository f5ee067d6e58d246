"""The JSON Schema of answers, which are msgspec structures: made from their types, never written a second time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import msgspec

REF = "#/components/schemas/{name}"


@cache
def of(*types: Any) -> tuple[tuple[Mapping[str, Any], ...], Mapping[str, Any]]:
    """The schema of each type, and the components that these refer to."""
    schemas, components = msgspec.json.schema_components(types, ref_template=REF)
    return tuple(map(_tidy, schemas)), {name: _tidy(each) for name, each in components.items()}


def page(item: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of one page of a list."""
    return {
        "type": "object",
        "description": "One page of a list.",
        "properties": {
            "items": {"type": "array", "items": item},
            "total": {"type": "integer", "minimum": 0, "description": "How many there are on all pages."},
            "limit": {"type": "integer", "minimum": 1},
            "offset": {"type": "integer", "minimum": 0},
        },
        "required": ["items", "total", "limit", "offset"],
    }


def _tidy(schema: Any) -> Any:
    """The schema with descriptions as one paragraph, and without the defaults of what is only answered."""
    if isinstance(schema, Mapping):
        return {
            name: re.sub(r"\s*\n\s*", " ", each).strip()
            if name == "description" and isinstance(each, str)
            else _tidy(each)
            for name, each in schema.items()
        }
    if isinstance(schema, Iterable) and not isinstance(schema, str):
        return [_tidy(each) for each in schema]
    return schema
