"""Every address of the desk, found by walking Django's own list of them, with something in each of its gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def patterns(urlconf: str, under: str) -> Iterator[str]:
    """The pattern of every address below ``under``, its gaps as ``<name>``."""
    for pattern in _walked(get_resolver(urlconf).url_patterns, ""):
        if pattern.startswith(under):
            yield re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", pattern)


def _walked(found: Any, start: str) -> Iterator[str]:
    for each in found:
        if isinstance(each, URLResolver):
            yield from _walked(each.url_patterns, f"{start}{each.pattern}")
        elif isinstance(each, URLPattern):
            yield f"{start}{each.pattern}"


def gaps(pattern: str) -> tuple[str, ...]:
    """The names of the gaps of a pattern."""
    return tuple(re.findall(r"<(\w+)>", pattern))


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """The address that a pattern with these values makes.

    Raises:
        KeyError: it has a gap that nothing is known for: say what can stand there.
    """
    return "/" + re.sub(r"<(\w+)>", lambda gap: values[gap[1]], pattern)


def every(pattern: str, values: Mapping[str, tuple[str, ...]]) -> Iterator[dict[str, str]]:
    """Every way to fill the gaps of a pattern.

    Raises:
        KeyError: as ``filled``.
    """
    names = gaps(pattern)
    for given in product(*(values[name] for name in names)):
        yield dict(zip(names, given, strict=True))
