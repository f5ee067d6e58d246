"""From an address to a reply: the same address gives HTML, JSON or CSV, and never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from urllib.parse import quote, urlencode

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.facts.tables import TableError
from horseshoe.rules.charter import CharterError
from horseshoe.rules.working_days import CalendarUnknown
from horseshoe.site import render, settings
from horseshoe.site.page import Ask
from horseshoe.site.publishing.signposts import signposts
from horseshoe.site.record import Held, Keeper
from horseshoe.site.render import LANGUAGES
from horseshoe.site.search.suggest import Suggestion, suggestions
from horseshoe.site.serving.asking import Asked, read
from horseshoe.site.serving.kept import Kept, Reply, packed
from horseshoe.store.errors import StoreError

LONGEST = 2000
"""Characters of an address with its query."""

ASKED = 48 * 1024 * 1024
"""Bytes of replies to questions that are kept at most."""

METHODS = ("GET", "HEAD")

log = logging.getLogger(__name__)


class Site:
    """The pages over the newest Record, with what was rendered kept."""

    def __init__(self, keeper: Keeper | None = None) -> None:
        """Args: keeper: holds the Record; that of this user where it is not given."""
        self.keeper = keeper or Keeper(url=settings.url())
        self.kept = Kept()
        self.asked = Kept(ASKED)
        """Replies to questions: there is no end of those, and they must not push out the pages."""

    def kept_reply(self, path: str, query: str, accept: str) -> tuple[Reply, str] | None:
        """A reply that needs no work, with its tag; ``None`` where there is none."""
        try:
            held = self.keeper.held()
            asked = read(path, query, accept)
            key = (asked.language, asked.address, asked.form, asked.query)
            found = (self.asked if asked.query else self.kept).get(held.moment, key)
        except Exception:  # whatever it is, ``reply`` meets it again and says what
            return None
        return (found, tag(held, asked.form)) if found else None

    def reply(self, method: str, path: str, query: str = "", accept: str = "") -> tuple[Reply, str | None]:
        """The reply to a request, with the tag of its revision where it is a page; never raises."""
        try:
            held = self.keeper.held()
        except (TableError, StoreError, OSError) as error:
            log.error("The facts cannot be read. %s", error)
            return Reply(503, "text/plain; charset=utf-8", f"The facts cannot be read. {error}\n".encode()), None
        form, address, language = render.HTML, path.lstrip("/")[:LONGEST], LANGUAGES[0]
        if (head := address.partition("/")[0]) in LANGUAGES:
            language = head
        try:
            if len(path) + len(query) > LONGEST:
                return self._refused(
                    held, 414, "", form, f"The address is too long: at most {LONGEST:,} characters can be read."
                )
            asked = read(path, query, accept)
            form, address, language = asked.form, asked.address, asked.language
            if method not in METHODS:
                said = f"Nothing can be sent here: a page is asked for with GET, and {method[:20]} is not GET."
                return self._refused(held, 405, address, form, said, language)
            if (found := self._signpost(held, path.lstrip("/"))) is not None:
                return found
            if path.strip("/") in LANGUAGES[1:] and not path.endswith("/"):
                # Without the stroke the page's links would lead to the pages of the first language.
                way = f"./{quote(path.rpartition('/')[2])}/{f'?{query}' if query else ''}"
                return Reply(301, "text/plain; charset=utf-8", b"", location=way), None
            return self._page(held, asked)
        except NotFound as error:
            return self._refused(held, 404, address, form, _sentence(error), language)
        except (BadQuestion, CharterError, CalendarUnknown) as error:
            return self._refused(held, 400, address, form, _sentence(error), language)
        except Exception:
            log.exception("A page could not be made: /%s", address)
            said = "This page could not be made. The fault is ours, and it has been written to the log."
            return self._refused(held, 500, address, form, said, language)

    def _signpost(self, held: Held, name: str) -> tuple[Reply, str] | None:
        """A file for machines that look around, such as ``robots.txt``; ``None`` if this is the name of none."""
        if not name.endswith((".txt", ".xml", ".ico")) or "/" in name:
            return None
        form = name.replace(".", "-")
        if (found := self.kept.get(held.moment, name)) is None:
            known = signposts(held, published=False)
            if name not in known:
                return None
            kind, made = known[name]
            found = self.kept.put(held.moment, name, Reply(200, kind, made()))
        return found, tag(held, form)

    def ready(self, held: Held, enough: Callable[[], bool]) -> None:
        """Make the pages that people read anew before newer facts are shown, so that nobody waits for them then.

        Args:
            held: the newer facts.
            enough: whether to stop; what is not made by then is made when it is asked for.
        """
        made: dict[Hashable, Reply] = {}
        for key in self.kept.wanted():
            if enough():
                break
            if not isinstance(key, tuple):  # a file for machines that look around
                continue
            language, address, form, _ = key
            leading = "" if language == LANGUAGES[0] else f"{language}/"
            try:
                reply = self._made(held, read(f"{leading}{address or 'index'}.{form}", "", ""))
            except Exception:  # whatever it is, who asks for the page is told
                continue
            if reply.status == 200:
                made[key] = packed(reply)
        self.kept.prepare(held.moment, made)

    def _page(self, held: Held, asked: Asked) -> tuple[Reply, str | None]:
        key = (asked.language, asked.address, asked.form, asked.query)
        kept = self.asked if asked.query else self.kept
        if (found := kept.get(held.moment, key)) is not None:
            return found, tag(held, asked.form)
        made = self._made(held, asked)
        if made.status != 200:
            return made, None
        return kept.put(held.moment, key, made), tag(held, asked.form)

    def _made(self, held: Held, asked: Asked) -> Reply:
        if asked.kind is None:
            raise NotFound(f"There is no page at /{asked.address}.")
        ask = Ask(
            record=held.record.as_known(None),
            on=held.on,
            parts=asked.parts,
            query=dict(asked.query),
            language=asked.language,
            form=asked.form,
        )
        with translation.override(asked.language):
            page = asked.kind.make(ask)
            if page.address != asked.address and not asked.query:
                return Reply(301, "text/plain; charset=utf-8", b"", location=_way(asked, page.address))
            made = render.rendered(page, asked.form, held, ask, asked.language, asked.address)
        if made is None:
            forms = ", ".join((render.JSON, render.CSV, *render.files(page, held, ask)))
            raise NotFound(f"/{asked.address} has no form {asked.form}: there are {forms}.")
        return made

    def _refused(
        self, held: Held, status: int, address: str, form: str, said: str, language: str = LANGUAGES[0]
    ) -> tuple[Reply, None]:
        with translation.override(language):
            near = suggestions(held.record, address) if status == 404 else ()
        if form == render.JSON:
            told = {"error": {"status": status, "sentence": said, "suggestions": [each.address for each in near]}}
            return Reply(status, render.TYPES[form], render.json(told)), None
        if form != render.HTML:
            return Reply(status, "text/plain; charset=utf-8", f"{said}\n".encode()), None
        try:
            return Reply(status, render.TYPES[form], _error_page(held, status, address, said, near, language)), None
        except Exception:
            log.exception("The page of an error could not be made")
            return Reply(status, "text/plain; charset=utf-8", f"{said}\n".encode()), None


def tag(held: Held, form: str) -> str:
    """The entity tag of a page: of the revision and the day. A weak one, since it may be packed on its way."""
    return f'W/"{held.moment}-{form}"'


def _way(asked: Asked, address: str) -> str:
    """A relative way to where the thing lives: it holds wherever the site is mounted."""
    ending = "" if asked.form == render.HTML else f".{asked.form}"
    search = urlencode(asked.query)
    up = "../" * asked.address.count("/") or "./"
    return f"{up}{quote(address)}{ending}{f'?{search}' if search else ''}"


TITLES = {
    400: gettext_noop("This cannot be asked so"),
    404: gettext_noop("Nothing is here"),
    405: gettext_noop("Not in this way"),
    414: gettext_noop("Too long an address"),
}
"""Status of an error to the title of its page."""


def _error_page(held: Held, status: int, address: str, said: str, near: tuple[Suggestion, ...], language: str) -> bytes:
    with translation.override(language):
        title = gettext(TITLES.get(status, gettext_noop("A page that could not be made")))
    return render.html(
        "pages/error.html",
        {
            **render.every(address, held, language, published=False),
            "title": title,
            "description": said,
            "status": status,
            "said": said,
            "suggestions": near,
        },
        language,
    )


def _sentence(error: Exception) -> str:
    said = str(error.args[0] if isinstance(error, KeyError) and error.args else error)
    return said if said.endswith((".", "?", "!")) else f"{said}."
