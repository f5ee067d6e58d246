"""The grammar of single symbols: its productions, and what each field of them may hold.

From the DHL guide to document symbols, the UN Editorial Manual and the UN's notes on the numbering of
Assembly resolutions::

    single = one of PRODUCTIONS { "/" suffix } [ "*" ]
    suffix = "Add." N | "Corr." N | "Rev." N | "Amend." N | "Summary"

``Rev.`` replaces, ``Add.`` adds, ``Corr.`` corrects, ``*`` marks a reissue for technical reasons.
"""

from __future__ import annotations

import re

from horseshoe.rules.symbols.symbol import Symbol, SymbolClass

# {field}: see FIELDS. [ ]: may be left out. The third column shows the form: not every such document has been
# seen by us.
# Within an organ the commonest come first, which only saves time: no text fits two productions.
PRODUCTIONS = (
    (SymbolClass.SC_RESOLUTION, "S/RES/{n}[ ({year})]", "S/RES/2720 (2023)"),
    (SymbolClass.SC_DOCUMENT, "S/{year}/{n}", "S/2024/826"),  # from 1994: S/1999/201 is of 1999
    (SymbolClass.SC_MEETING, "S/PV.{n}[ (Resumption {resumption})]", "S/PV.9616"),  # runs on over the years
    (SymbolClass.SC_DOCUMENT_OLD, "S/{n}", "S/25693"),  # to 1993: S/1999 is number 1999
    (SymbolClass.SC_PRST, "S/PRST/{year}/{n}", "S/PRST/2023/1"),
    (SymbolClass.SC_AGENDA, "S/Agenda/{n}", "S/Agenda/8979"),
    (SymbolClass.GA_RESOLUTION, "A/RES/{session}/{n}[ {letter}]", "A/RES/76/262"),
    (SymbolClass.GA_DOCUMENT, "A/{session}/{n}", "A/76/905"),
    (SymbolClass.GA_LIMITED, "A/{session}/L.{n}", "A/76/L.52"),
    (SymbolClass.GA_MEETING, "A/{session}/PV.{n}", "A/80/PV.15"),  # restarts each session
    (SymbolClass.GA_RESOLUTION_ESS, "A/RES/{emergency}/{n}[ {letter}]", "A/RES/ES-11/4"),
    (SymbolClass.GA_MEETING_ESS, "A/{emergency}/PV.{n}", "A/ES-10/PV.45"),
    (SymbolClass.GA_LIMITED_ESS, "A/{emergency}/L.{n}", "A/ES-11/L.11"),
    (SymbolClass.GA_DOCUMENT_ESS, "A/{emergency}/{n}", "A/ES-11/1"),
    (SymbolClass.GA_RESOLUTION_OLD, "A/RES/{n}[ {letter}] ({roman})", "A/RES/1991 A (XVIII)"),
    (SymbolClass.GA_DOCUMENT_OLD, "A/{n}", "A/520"),  # to the 30th session, as the next two
    (SymbolClass.GA_MEETING_OLD, "A/PV.{n}", "A/PV.302"),
    (SymbolClass.GA_LIMITED_OLD, "A/L.{n}", "A/L.499"),
    (SymbolClass.HRC_DOCUMENT, "A/HRC/{council}/{n}", "A/HRC/18/53"),
    (SymbolClass.HRC_CONFERENCE_ROOM, "A/HRC/{council}/CRP.{n}", "A/HRC/60/CRP.3"),
    (SymbolClass.HRC_LIMITED, "A/HRC/{council}/L.{n}", "A/HRC/18/L.1"),
    (SymbolClass.HRC_RESOLUTION, "A/HRC/RES/{council}/{n}", "A/HRC/RES/S-17/1"),
    (SymbolClass.ECOSOC_DOCUMENT, "E/{year}/{n}", "E/2005/3"),
    (SymbolClass.ECOSOC_DOCUMENT_OLD, "E/{n}", "E/3"),
    (SymbolClass.ECOSOC_COMMISSION, "E/CN.{commission}/{year}/{n}", "E/CN.4/2005/3"),
    (SymbolClass.ECOSOC_RESOLUTION, "E/RES/{year}/{n}", "E/RES/2005/3"),
    (SymbolClass.ST_IC, "ST/IC/{year}/{n}", "ST/IC/2019/23"),
)
FIELDS = {  # what is read, and what a refusal calls it
    "n": ("[1-9][0-9]{0,5}", "a number"),
    "year": ("[0-9]{4}", "a year"),
    "session": ("(?:S-)?[1-9][0-9]{0,2}", "a session"),
    "emergency": ("ES-[1-9][0-9]{0,2}", "an emergency special session"),
    "council": ("(?:S-)?[1-9][0-9]{0,2}", "a session"),
    "roman": ("(?:E?S-)?[IVXLCDM]+", "a session in Roman numerals"),
    "letter": ("[A-Z]", "a letter"),
    "commission": ("[1-9][0-9]?", "the number of a commission"),
    "resumption": ("[1-9][0-9]?", "a number"),
}
SUFFIXES = "((?:/(?:ADD|CORR|REV|AMEND)\\. ?[1-9][0-9]{0,2}|/SUMMARY){0,5}\\*{0,3})"

LAST_YEAR = 2100
_FIRST_YEAR = {SymbolClass.SC_DOCUMENT: 1994, SymbolClass.SC_PRST: 1994}
_LAST_SESSION = LAST_YEAR - 1945
_FIRST_IN_ARABIC = {"": 31, "S": 8, "ES": 6}
_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMANS = [tens + unit for tens in ("", "X", "XX", "XXX") for unit in _UNITS]
_IN_ROMAN = frozenset((*_ROMANS[1:31], *(f"S-{r}" for r in _ROMANS[1:8]), *(f"ES-{r}" for r in _ROMANS[1:6])))

_SEGMENT = re.compile(r"(?P<opened>\[?)(?P<before>[^\[\]{}]*)\{(?P<field>\w+)\}(?P<after>[^\[\]{}]*)(?P<closed>\]?)")
# "A/RES/68/307 A majority of" does not name part A.
_LETTER_IN_TEXT = "(?-i:[B-HJ-Z]|[AI](?! (?!and |to )[a-z]))"


class Rule:
    """A production made ready: ``pattern`` reads upper-case text, ``in_text`` is its form without groups."""

    def __init__(self, symbol_class: SymbolClass, production: str, example: str) -> None:
        """Make ready one row of PRODUCTIONS."""
        segments = list(_SEGMENT.finditer(production))
        self.symbol_class = symbol_class
        self.example = example
        self.head = segments[0]["before"]
        self.fields = tuple(segment["field"] for segment in segments)
        self._literals = tuple((segment["before"], segment["after"]) for segment in segments)
        self._session = next((i for i, f in enumerate(self.fields) if "session" in FIELDS[f][1]), None)
        self.in_text = "".join(_expression(segment, in_text=True) for segment in segments)
        self.pattern = re.compile("".join(map(_expression, segments)) + SUFFIXES)

    def read(self, match: re.Match[str]) -> Symbol | str:
        """The symbol, or the reason why a year or a session in it cannot be."""
        *values, tail = match.groups()
        fields = dict(zip(self.fields, values, strict=True))
        year = fields.get("year")
        session = None if self._session is None else values[self._session]
        wrong = (year and self._wrong_year(year)) or (session and self._wrong_session(session))
        if wrong:
            return wrong
        text = "".join([f"{b}{v}{a}" for (b, a), v in zip(self._literals, values, strict=True) if v is not None])
        resumption = fields.get("resumption")
        suffixes: tuple[str, ...] = (f"Resumption {resumption}",) if resumption else ()
        if tail:
            stem = tail.rstrip("*")
            added = [suffix.replace(" ", "").capitalize() for suffix in stem.split("/")[1:]]
            stars = tail[len(stem) :]
            text = "/".join((text, *added)) + stars
            suffixes = (*suffixes, *added, *((stars,) if stars else ()))
        return Symbol(
            text=text,
            symbol_class=self.symbol_class,
            number=int(fields["n"]),
            year=int(year) if year else None,
            session=session,
            letter=fields.get("letter"),
            suffixes=suffixes,
        )

    def _wrong_year(self, year: str) -> str | None:
        first = _FIRST_YEAR.get(self.symbol_class, 1945)
        if first <= int(year) <= LAST_YEAR:
            return None
        reason = f"{year} is no year from {first} to {LAST_YEAR}, as in {self.example}"
        if self.symbol_class is SymbolClass.SC_DOCUMENT:
            reason += "; before 1994 Council documents bore a running number alone, as in S/25693"
        return reason

    def _wrong_session(self, session: str) -> str | None:
        """Roman numerals ended with the 30th regular, 7th special and 5th emergency special session."""
        if "roman" in self.fields:
            if session in _IN_ROMAN:
                return None
            return (
                f"{session} is no session written in Roman numerals, which are I to XXX, S-I to S-VII and ES-I to ES-V"
            )
        kind, _, number = session.rpartition("-")
        # The sources give the special sessions for resolutions only.
        first = _FIRST_IN_ARABIC[kind] if not kind or "RES" in self.head else 1
        if "council" in self.fields or first <= int(number) <= _LAST_SESSION:
            return None
        return (
            f"{session} is no session written in Arabic numerals, which are 31 to {_LAST_SESSION}, "
            "and S-8 and ES-6 onwards; earlier ones are written A/RES/1991 A (XVIII), A/520, A/PV.302 or A/L.499"
        )


def _expression(segment: re.Match[str], in_text: bool = False) -> str:
    """The regular expression of one field and what stands around it; some spaces are forgiven."""
    field = segment["field"]
    value = _LETTER_IN_TEXT if in_text and field == "letter" else FIELDS[field][0]
    around = (re.escape(segment[side].upper()) for side in ("before", "after"))
    forgiving = (literal.replace("\\ ", " ?").replace("\\.", "\\. ?") for literal in around)
    expression = (f"(?:{value})" if in_text else f"({value})").join(forgiving)
    return f"(?:{expression})?" if segment["opened"] and segment["closed"] else expression


RULES = tuple(Rule(*production) for production in PRODUCTIONS)
_BY_ORGAN = {organ: [rule for rule in RULES if rule.head.startswith(organ)] for organ in ("S/", "A/", "E/", "ST")}


def single(upper: str) -> Symbol | str | None:
    """The symbol that upper-case text is; why its year or session cannot be; ``None`` where none fits."""
    for rule in _BY_ORGAN.get(upper[:2], ()):
        if match := rule.pattern.fullmatch(upper):
            return rule.read(match)
    return None
