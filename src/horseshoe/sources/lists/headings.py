"""What stands around a list and is no name: headings, page numbers, dates, footnotes, prose.

Only what cannot hide a name is passed over; the rest is asked about.
"""

from __future__ import annotations

import re
import unicodedata

from horseshoe.answers.questions import fold
from horseshoe.sources.lists.names import Names

LONG = 8
"""A text of more words than this that names no state is prose, and no misspelt name."""

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|janvier|fevrier|mars|avril"
    "|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto"
    "|septiembre|setiembre|octubre|noviembre|diciembre|jan|feb|fev|mar|apr|avr|abr|jun|jul|aug|ago|sept|sep|oct|okt"
    "|nov|dec|ene|dic"
)
_DATE = re.compile(
    rf"(?:\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}|\d{{1,2}}[-./]\d{{1,2}}[-./]\d{{2,4}}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th|er)?[ .]+)?(?:de +)?\b(?:{_MONTHS})\b[ .,]*(?:\d{{1,2}}(?:st|nd|rd|th)?\b)?,?"
    rf"(?: +del?)? *(?:\d{{4}})?)",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(r"\b(?:on|as|of|since|au|le|du|depuis|al|el|de|del|desde|joined)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+|\b[AS]/[A-Z0-9/.\-–()]+")
_PAGE = re.compile(r"(?:page|p\.?|pagina|página)?\s*[\divxl]+\s*(?:/|of|de|sur)?\s*[\divxl]*", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^\s*(?:[*†‡§#]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d+\]|\(\*+\))")

_ORGANIZATION = re.compile(r"\b(?:united nations|nations unies|naciones unidas)\b")
_WORDS = frozenset(
    """
    a accountability act action actions actualizada adherence adherent adherents africa african afrique against al
    america american amerique an and anexo annex annexe apoyan apoyo apoyos appendix appui appuyant are as asia
    asian asie at atrocidades atrocites atrocities atrocity au autres aux been by caraibes caribbean caribe code
    codigo coherence concerning conduct conducta conduite conseil consejo contra contre council countries country
    crime crimenes crimes d date dates de declaracion declaration del des du e eastern el en endorse endorsed
    endorsement endorsements endorsing est estado estados et etat etats europa europe european fecha fechas
    firmante firmantes following for from genocide genocidio gobierno gobiernos gouvernement gouvernements
    government governments group groupe grupo guerra guerre han has have humanidad humanite humanity in iniciativa
    initiative is join joined joining jour l la las latin latina latine le les lesa list lista listado liste lists
    los masivas mass masse medidas member members membre membres mesures miembro miembros mise name names nation
    no nom nombre nombres noms non note notes nr num number numero o observador observadores observateur
    observateurs observatrice observer observers occidental occidentale of on ont onu or oriental orientale other
    others otros ouest pacific pacifico pacifique page pagina pais paises par para pays politica political
    politique por pour pouvoir power powers que qui regarding region regional regionales regionaux relatif
    relativa relative relativo respecto roster securite security seguridad signataire signataires signatario
    signatarios signatories signatory signed siguientes sobre sont soutenant soutien soutiens state states status
    suivants support supported supporter supporters supporting supportive supports suspension text texte texto
    that the to total transparency un una une update updated version veto war western which with y
    """.split()  # noqa: SIM905 (as a list, one word a line, it would fill pages)
)
"""Words of headings in three languages, and of the titles of the pledge texts; all states' names have others."""


def without_dates(text: str) -> str:
    """The text without the dates in it."""
    return _DATE.sub(" ", _plain(text))


def dates_in(text: str) -> str | None:
    """The first date in a text that holds a year, as it is written."""
    for found in _DATE.finditer(_plain(text)):
        if re.search(r"\d", found.group()):
            return text[found.start() : found.end()].strip(" ,.")
    return None


def why_no_name(text: str, names: Names) -> str | None:
    """Why a text that is no known name can be passed over, or ``None`` where it has to be asked about."""
    if not _letters(text):
        return "no words"
    if _PAGE.fullmatch(text.strip()):
        return "a page number"
    bare = _DATE_WORDS.sub(" ", _ADDRESS.sub(" ", without_dates(text)))
    if not _letters(bare):
        return "a date, an address or a symbol"
    if names.within(text):
        return None
    words = _ORGANIZATION.sub(" ", fold(bare)).split()
    if all(word in _WORDS or word.isdigit() or len(word) == 1 for word in words):
        return "a heading"
    if text.rstrip().endswith(":"):
        return "it leads in the list"
    if _FOOTNOTE.match(text) and len(words) > 1:
        return "a footnote"
    if len(words) > LONG:
        return "prose that names no state"
    return None


def _letters(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _plain(text: str) -> str:
    """The text without accents, each character in its place."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text)
