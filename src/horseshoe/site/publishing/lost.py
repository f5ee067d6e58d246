"""The page for what is not there, as static hosts give it at any depth: its links begin at the root of the site."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils.translation import gettext, override

from horseshoe.site import render
from horseshoe.site.record import Held


def page(held: Held) -> bytes:
    """``404.html``.

    A page that is given for any address cannot have relative links, and the content policy forbids a base. So they
    begin at the root of the site: the path of its address, or the root of its host where that is not known.
    """
    language = render.LANGUAGES[0]
    root = urlsplit(held.url).path or "/"
    with override(language):
        title, said = gettext("Nothing is here"), gettext("There is no page at this address.")
    context = {
        **render.every("404", held, language, published=True),
        "root": root,
        "base": root,
        "title": title,
        "description": said,
        "status": 404,
        "said": said,
        "suggestions": (),
        "others": [each for each in render.LANGUAGES if each != language],
    }
    return render.html("pages/error.html", context, language)
