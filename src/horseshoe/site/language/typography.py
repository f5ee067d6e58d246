"""French as it is written: its apostrophes, the spaces before its colons and their like, its numbers and months."""

from __future__ import annotations

import re

_KEPT = re.compile(
    r'(<span lang="en">.*?</span>|<script\b.*?</script>|<style\b.*?</style>|<code\b.*?</code>|<pre\b.*?</pre>|'
    r"<textarea\b.*?</textarea>|<[^>]*>)",
    re.DOTALL,
)
"""What stays as it is: what is in English, code, what somebody typed in, and markup."""

_STOPS = re.compile("[:;?!]")

_ENTITY = r"&(?:#?\w+);"

_COLON = re.compile(rf"({_ENTITY})|(?<![\s\u00a0\u202f:])[ \u00a0]?:(?=\s|$)")
_HIGH = re.compile(rf"({_ENTITY})|(?<![\s\u00a0\u202f?!;])[ \u00a0\u202f]?([;?!])(?=\s|$)")


def french(html: str) -> str:
    """A page in French with the spaces that its punctuation takes; what is in English, and code, stays as it is."""
    pieces = _KEPT.split(html)
    pieces[::2] = [_spaced(text) if _STOPS.search(text) else text for text in pieces[::2]]
    return "".join(pieces)


def _spaced(text: str) -> str:
    text = _COLON.sub(lambda found: found[1] or "\u00a0:", text)
    return _HIGH.sub(lambda found: found[1] or f"\u202f{found[2]}", text)


def tidied(text: str) -> str:
    """A text in French with curved apostrophes, and with the spaces that no line may end on."""
    text = re.sub(r"(?<=\w)'(?=\S)", "’", text)
    text = re.sub(r"[ \u00a0](?=:(?:[ \n<]|$))", "\u00a0", text)
    text = re.sub(r"[ \u00a0\u202f](?=[;?!](?:[ \n<]|$))", "\u202f", text)
    return re.sub(r"«[ \u00a0]?", "«\u00a0", re.sub(r"[ \u00a0]?»", "\u00a0»", text))


_FRENCH = re.compile(
    r"\b(?:le|la|les|des|du|une?|est|sont|dans|pour|par|aux?|et|que|qui|ne|pas|à|vous|votre|donnez)\b|\b[cdjlmnqs][’']"
)
_ENGLISH = re.compile(r"\b(?:the|of|and|is|are|was|were|not|with|by|for|that|this|to|in|from|its|has|have|an)\b")

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

ENGLISH_MONTH = re.compile(rf"(?:(\d\d?) )?({'|'.join(_MONTHS)}) (\d{{4}})")
"""A month, or a day, as English writes it."""


def is_french(text: str) -> bool:
    """Whether a text is in French: the pages' own sentences, and what the tables have in French."""
    return len(_FRENCH.findall(text)) > len(_ENGLISH.findall(text))


def number(text: str) -> str:
    """A number as it is written in French: ``3,200.5`` as ``3 200,5``."""
    return text.replace(",", "\u202f").replace(".", ",")


def month_in_french(found: re.Match[str]) -> str:
    """A match of ``ENGLISH_MONTH`` as French writes it: ``1er février 2022``."""
    from babel.dates import get_month_names

    month = get_month_names("wide", locale="fr")[_MONTHS.index(found[2]) + 1]
    day = {"": "", "1": "1er "}.get(found[1] or "", f"{found[1]} ")
    return f"{day}{month} {found[3]}"
