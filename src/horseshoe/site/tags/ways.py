"""Ways from page to page: relative, so that the site can be mounted anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from horseshoe.facts.record import Record
from horseshoe.site.addresses import of_votes
from horseshoe.site.language.tongues import said

register = template.Library()


@register.simple_tag(takes_context=True)
def link(context: template.Context, *parts: Any) -> str:
    """The way from this page to an address; its parts are put together."""
    return way(context, "".join(map(str, parts)))


@register.simple_tag(takes_context=True)
def vote(context: template.Context, roll_call: str) -> str:
    """The way to the page of a roll call, by its id."""
    record: Record = context["record"]
    return way(context, of_votes(record).get(roll_call, ""))


@register.simple_tag(takes_context=True)
def twin(context: template.Context, ending: str) -> str:
    """The way to another form of this page; of what has no language there is one, beside the page in English."""
    address = str(context["address"]) or "index"
    if context["language"] != "en" and ending.partition("?")[0].removeprefix(".") in context["once"]:
        return f"{context['base']}{quote(address)}{ending}"
    return f"{quote(address.rpartition('/')[2])}{ending}"


@register.simple_tag(takes_context=True)
def picture(context: template.Context, key: str, ending: str) -> str:
    """The way to a file of a chart of this page."""
    return twin(context, f".{key}.{ending}{context.get('search', '')}")


@register.simple_tag(takes_context=True)
def other_language(context: template.Context, language: str) -> str:
    """The way to this page in another language."""
    head = "" if language == "en" else f"{language}/"
    if context["published"]:
        return f"{context['base']}{head}{quote(str(context['address']) or 'index')}.html"
    return f"{context['base']}{head}{quote(str(context['address']))}{context.get('search', '')}" or "./"


@register.simple_tag(takes_context=True)
def asset(context: template.Context, name: str) -> str:
    """The way to a style sheet, script or picture."""
    return f"{context['base']}static/{name}?v={context['edition']}"


@register.simple_tag(takes_context=True)
def state(context: template.Context, code: str, name: str = "") -> SafeString:
    """A state by name, leading to its page."""
    record: Record = context["record"]
    shown = name or (record.name(code, context["on"]) if code in record.state else code)
    return format_html('<a href="{}">{}</a>', way(context, f"states/{code}"), said(shown))


def way(context: Mapping[str, Any] | template.Context, address: str) -> str:
    """A relative way, so that the site can be mounted anywhere."""
    root = str(context["root"])
    if context["published"]:
        return f"{root}{quote(address or 'index')}.html"
    return f"{root}{quote(address)}" or "./"
