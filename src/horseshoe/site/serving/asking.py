"""What a request asks for: in which language, at which address, in which form, with which parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

import msgspec

from horseshoe.answers.questions import BadQuestion
from horseshoe.site import page as pages
from horseshoe.site import render
from horseshoe.site.page import Kind
from horseshoe.site.render import LANGUAGES

LONGEST_VALUE = 200
"""Characters of one parameter."""

_FORM = re.compile(r"\.((?:[a-z][a-z-]*\.){0,2}[a-z]{2,7})$")


class Asked(msgspec.Struct, frozen=True):
    """What a request asks for."""

    language: str
    address: str
    form: str
    kind: Kind | None
    parts: Mapping[str, str]
    query: tuple[tuple[str, str], ...]
    """The parameters that the page takes, in order of name."""


def read(path: str, query: str, accept: str) -> Asked:
    """What a request asks for.

    Raises:
        BadQuestion: a parameter is too long, or given twice with different values.
    """
    address = path.lstrip("/")
    language = LANGUAGES[0]
    form = ""
    if found := _FORM.search(address):
        form, address = found[1], address[: found.start()]
    head, _, rest = address.partition("/")
    if head in LANGUAGES[1:]:
        language, address = head, rest
    if address == "index":
        address = ""
    kind, parts = pages.find(address) or (None, {})
    told: dict[str, str] = {}
    if query and kind is not None:
        for name, value in parse_qsl(query, max_num_fields=None):
            if (value := value.strip()) and kind.takes_in(name):
                if len(value) > LONGEST_VALUE:
                    raise BadQuestion(f"{name} is too long: at most {LONGEST_VALUE} characters can be read.")
                if told.setdefault(name, value) != value:
                    raise BadQuestion(f"{name} is given twice, and not the same: give it once.")
    return Asked(language, address, form or preferred(accept), kind, parts, tuple(sorted(told.items())))


_WANTED = {"text/html": render.HTML, "application/json": render.JSON, "text/csv": render.CSV}


def preferred(accept: str) -> str:
    """The form that an ``Accept`` header asks for first; HTML where it does not tell."""
    if not accept or accept.startswith("text/html"):
        return render.HTML
    best, form = 0.0, render.HTML
    for part in accept[:500].split(","):
        kind, _, told = part.partition(";")
        wanted = _WANTED.get(kind.strip().lower())
        weight = re.search(r"q=([01](?:\.\d{1,3})?)", told)
        if wanted and (value := float(weight[1]) if weight else 1.0) > best:
            best, form = value, wanted
    return form
