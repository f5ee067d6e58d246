"""What the letters say: in plain text, with the way out in the text and in their head (RFC 2369, RFC 8058)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext, gettext_noop, ngettext

from horseshoe.desk.notices import subscribing
from horseshoe.desk.running.setup import here
from horseshoe.facts.pledges import EvidenceKind
from horseshoe.site.language.tongues import said
from horseshoe.site.language.typography import french
from horseshoe.site.render import LANGUAGES, head
from horseshoe.site.tags.saying import plain_day, sentence
from horseshoe.site.tags.shown import act
from horseshoe.store.log.notified import Notification

if TYPE_CHECKING:
    from django.core.mail import EmailMessage

    from horseshoe.desk.models import Letter, Subscriber

MOST = 200
"""Entries of the log that a letter names one by one."""

TEXTS = {"code": gettext_noop("ACT Code of Conduct"), "declaration": gettext_noop("France/Mexico Declaration")}


def question(to: Subscriber, letter: Letter) -> EmailMessage:
    """The letter that asks whether the address asked to be told."""
    with translation.override(to.language):
        way = _way(to, f"confirm/{subscribing.token(to)}/")
        subject = gettext("Do you want to be told of acts of support?")
        text = gettext(
            "Somebody, we hope you, asked at %(place)s that this address be told of acts of support for the Code of "
            "Conduct and the France/Mexico Declaration as they enter the register.\n\nIf that is so, say it here "
            "within two days:\n\n%(way)s\n\nIf it is not, do nothing: you get no further letter, and the address is "
            "forgotten."
        ) % {"place": here().host, "way": way}
        return _letter(to, letter, subject, text, {})


def already(to: Subscriber, letter: Letter) -> EmailMessage:
    """The letter to an address that asked and is told already: whoever asked on the page did not learn that."""
    with translation.override(to.language):
        way = _way(to, f"stop/{to.key}/")
        text = gettext(
            "Somebody, perhaps you, asked at %(place)s that this address be told of acts of support. It is told "
            "already, and nothing was changed.\n\nTo be told of another text or in another language, end it first, and "
            "ask again:\n\n%(way)s"
        ) % {"place": here().host, "way": way}
        return _letter(to, letter, gettext("This address is told already"), text, _out(way))


def news(to: Subscriber, letter: Letter, told: Sequence[Notification], why: Mapping[str, str]) -> EmailMessage:
    """The letter about entries of the log.

    Args:
        to: whom it goes to.
        letter: which it is.
        told: the entries.
        why: key of an act that was retracted to the reason that was given, which is public.
    """
    with translation.override(to.language):
        way = _way(to, f"stop/{to.key}/")
        if len(told) == 1:
            subject = _line(f"{said(told[0].name or told[0].key)}: {_what(told[0])}")
        else:
            subject = ngettext(
                "%(count)s entry in the register of acts of support",
                "%(count)s entries in the register of acts of support",
                len(told),
            ) % {"count": len(told)}
        lines = [_entry(each, why.get(each.key, "")) for each in told[:MOST]]
        if len(told) > MOST:
            lines.append(gettext("And %(more)s more.") % {"more": len(told) - MOST})
        rosters = "\n".join(f"{_place()}roster/{each}" for each in TEXTS if any(one.instrument == each for one in told))
        out = gettext("To be told no more, with one click: %(way)s") % {"way": way}
        text = "\n\n".join(filter(None, (*lines, rosters, out)))
        return _letter(to, letter, subject, text, _out(way))


def _way(to: Subscriber, rest: str) -> str:
    """An address of the notices, in the language of the letter."""
    return f"{here().url}/desk/notices/{rest}{'' if to.language == LANGUAGES[0] else f'?language={to.language}'}"


def _place() -> str:
    """Where the pages begin, in the language of the moment."""
    return f"{here().url}/{head(translation.get_language() or LANGUAGES[0])}"


def _out(way: str) -> dict[str, str]:
    """The way out, for the program that reads the letter."""
    return {
        "List-Unsubscribe": f"<{way}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"Acts of support <acts.{here().host}>",
    }


def _letter(to: Subscriber, letter: Letter, subject: str, text: str, more: dict[str, str]) -> EmailMessage:
    from django.core.mail import EmailMessage

    always = {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Message-ID": f"<letter-{letter.pk}-{letter.made:%Y%m%d%H%M%S}@{here().host}>",
    }
    if translation.get_language() == "fr":
        subject, text = french(subject), french(text)
    return EmailMessage(f"Horseshoe: {subject}", f"{text}\n", to=[str(to.address)], headers={**always, **more})


def _entry(told: Notification, why: str) -> str:
    """One entry, in two to five lines."""
    what = {"number": told.number, "day": plain_day(told.day), "what": _what(told)}
    parts = [_line(gettext("No. %(number)s, %(day)s: %(what)s") % what)]
    if told.name:
        kind = act(EvidenceKind(told.kind)) if told.kind else ""
        parts.append(_line(f"{said(told.name)}: {kind}{f', {strip_tags(sentence(told.since))}' if told.since else ''}"))
    if told.document:
        parts.append(_line(told.document))
    if told.what == "retracted":
        parts.append(gettext("It holds no longer; it stays to be seen."))
        if why:
            parts.append(_line(gettext("Reason: %(why)s") % {"why": why}))
    if told.state:
        parts.append(_line(f"{_place()}states/{told.state}"))
    return "\n".join(parts)


WHAT = {
    "registered": gettext_noop("registered"),
    "corrected": gettext_noop("corrected"),
    "retracted": gettext_noop("retracted"),
    "list imported": gettext_noop("list imported"),
}


def _what(told: Notification) -> str:
    what = gettext(WHAT.get(told.what, told.what))
    text = TEXTS.get(told.instrument or "")
    return f"{what}, {gettext(text)}" if text else what


def _line(text: str) -> str:
    """Words of a row in one line: none of them begins another header, or another entry."""
    return " ".join(text.split())[:300]
