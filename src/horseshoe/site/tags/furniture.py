"""What stands alike on many pages, made once: the menu and the index at the foot."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe

from horseshoe.site.page import menu, shelves

register = template.Library()


@register.simple_tag(takes_context=True)
def furniture(context: template.Context, part: str) -> SafeString:
    """A part of the page that depends only on the language and on where the page lies.

    Args:
        context: of the page.
        part: the template, which is told ``menu``, ``shelves``, ``address``, ``root``, ``base``, ``language``,
            ``published`` and ``desk``: the way to the desk, where there is one.
    """
    address = str(context["address"])
    listed = any(kind.first == address for kind in menu())
    desk = f"{context['base']}desk/" if context["desk"] else ""
    where = str(context["root"]), str(context["base"]), address if listed else None
    return _made(part, context["language"], *where, context["published"], desk)


@lru_cache(maxsize=256)
def _made(
    part: str, language: str, root: str, base: str, address: str | None, published: bool, desk: str
) -> SafeString:
    from django.template.loader import get_template

    told = {
        "menu": menu(), "shelves": shelves(), "address": address, "root": root, "base": base,
        "language": language, "published": published, "desk": desk,
    }  # fmt: skip
    return mark_safe(get_template(part).render(told).strip())
