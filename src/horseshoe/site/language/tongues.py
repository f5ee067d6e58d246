"""Names of states in the six languages of the United Nations, and on pages in French.

``names.csv`` holds the short names of UNTERM, the United Nations' terminology database, as the data package
*country-codes* gives them (github.com/datasets/country-codes, ``data/unterm_names.csv``): a compilation, from before
Türkiye changed its name. Where it has no name, that of Unicode CLDR stands, as packaged in Babel. A state that ended
has no name in either, and none is made up.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from horseshoe.site.language.typography import tidied

LANGUAGES: Mapping[str, str] = {
    "ar": "العربية",
    "zh": "中文",
    "en": "English",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
}
"""Official language of the United Nations to its own name, in the order in which it lists them."""

TABLE = Path(__file__).parent / "names.csv"
FORMER = TABLE.with_name("former_names.csv")

_RIGHT_TO_LEFT = {"ar"}

_ARTICLE = re.compile(r" \((l'|la|le|les|el|las|los)\)$")
"""How UNTERM writes the article that a name takes in a sentence."""


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """A name of a state in one language."""

    language: str
    """Code of the language: ``fr``."""
    tongue: str
    """The language by its own name: ``Français``."""
    name: str
    direction: str
    """Which way it is written: ``ltr`` or ``rtl``."""
    at_un: bool
    """Whether it is UNTERM's; that of Unicode CLDR otherwise, and the form used at the United Nations may differ."""


@cache
def names(code: str, english: str = "") -> tuple[Name, ...]:
    """The name of a state in the six official languages; empty where none is known (``DDR``, ``YUG``).

    Args:
        code: ISO 3166-1 alpha-3.
        english: the name in English by the Record, which goes before that of CLDR.
    """
    from babel import Locale

    short, own = _alpha_2(code), _table().get(code, {})
    if not short:
        return ()
    found = []
    for each, tongue in LANGUAGES.items():
        at_un = own.get(each) or (english if each == "en" else "")
        if name := _ARTICLE.sub("", at_un) or Locale(each).territories.get(short):
            direction = "rtl" if each in _RIGHT_TO_LEFT else "ltr"
            found.append(Name(language=each, tongue=tongue, name=name, direction=direction, at_un=bool(at_un)))
    return tuple(found)


class Said(msgspec.Struct, frozen=True):
    """The name of a state in French, as a sentence needs it."""

    name: str
    article: str
    """``l’``, ``la``, ``le``, ``les``, or empty where it takes none."""

    @property
    def plural(self) -> bool:
        """Whether a verb with it stands in the plural."""
        return _full(self)[1] == "les"

    def with_article(self, form: str) -> str:
        """The name with what stands before it.

        Args:
            form: ``le`` or ``Le`` for the article (*la France*), ``de`` (*de la France*), ``a`` (*à la France*); the
                name alone otherwise.
        """
        name, article = _full(self) if form else (self.name, self.article)
        joined = f"{article}{name}" if article.endswith("’") else f"{article} {name}".strip()
        match form:
            case "le":
                return joined
            case "Le":
                return joined[:1].upper() + joined[1:]
            case "de":
                if article in ("le", "les"):
                    return f"{'du' if article == 'le' else 'des'} {name}"
                return f"de {joined}" if article or order(name)[0] not in "aeiou" else f"d’{name}"
            case "a":
                return f"{'au' if article == 'le' else 'aux'} {name}" if article in ("le", "les") else f"à {joined}"
            case _:
                return name


def translated(english: str) -> Said | None:
    """A state in French by its English name, that of today or one that it bore; ``None`` if there is no such state."""
    return _french().get(english)


def said(english: str) -> str:
    """The name of a state in the language of the page; the same name where it has none in that language."""
    from django.utils.translation import get_language

    found = _french().get(english) if get_language() == "fr" else None
    return found.name if found else english


def english_names() -> tuple[str, ...]:
    """Every name in English that has one in French."""
    return tuple(_french())


def order(name: str) -> str:
    """What to sort a name by: accents and case do not count."""
    return "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each)).casefold()


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return {row.pop("state"): row for row in _rows(TABLE)}


@cache
def _french() -> Mapping[str, Said]:
    """Names that states bore come from ``former_names.csv``: translations of ours, not a list of UNTERM's."""
    told = [(row["en"], row["fr"]) for path in (FORMER, TABLE) for row in _rows(path) if row["fr"]]
    found = {}
    for english, name in told:
        article = _ARTICLE.search(name)
        found[english] = Said(tidied(_ARTICLE.sub("", name)), article[1].replace("'", "’") if article else "")
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _full(said: Said) -> tuple[str, str]:
    """The name in a sentence with its article, what stands in brackets first: *la République islamique d’Iran*."""
    found = re.fullmatch(r"(\w+) \(((États?|République) .*)\)", said.name)
    if not found:
        return said.name, said.article
    whole = found[2] if found[1] in found[2] else f"{found[2]}{'' if found[2].endswith('’') else ' '}{found[1]}"
    return whole, {"État": "l’", "États": "les", "République": "la"}[found[3]]


def _alpha_2(code: str) -> str | None:
    import pycountry

    row = pycountry.countries.get(alpha_3=code)
    return row.alpha_2 if row else None
