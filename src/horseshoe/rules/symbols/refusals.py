"""Why a text is no symbol, in words that say what would be right."""

from __future__ import annotations

import re

from horseshoe.rules.symbols.grammar import FIELDS, RULES, single
from horseshoe.rules.symbols.symbol import Symbol

LONGEST = 200
JOINT = "as in A/70/621-S/2015/978"

_PRESS_RELEASE = re.compile("(?:SC|GA|SG|DSG)/.*")
_RESOLUTION_YEAR = re.compile(
    r"S/RES/(?:[0-9]{4}/[0-9]+|[0-9]+/[0-9]{4}|[^ ;,]* ?\([0-9]{4}\).*)|\([0-9]{4}\) ?S/RES/[0-9]+"
)
_ASSEMBLY_YEAR = re.compile(r"A/RES/[0-9]+(?: ?[A-Z])?(?: ?\([0-9]{4}\))?")
_OTHER_YEAR = re.compile(r"(?:A|S|E|ST)/[^ ;,]* ?\([0-9]{4}\)[^ ;,]*")
_LEADING_ZERO = re.compile("(?<![0-9])0")
_LONG_NUMBER = re.compile("[0-9]{7}")
_SHORT_OR_LONG_YEAR = re.compile("(?:S|S/PRST|ST/IC|E|E/RES)/[0-9]+/[0-9]+")
_DASHED = re.compile("[0-9]-[0-9]")
_ORGAN = re.compile("(?:A|S|E|ST)/")


def unreadable(text: str) -> str | None:
    """What keeps a text from being read at all: its length, or a character of another script."""
    if not text:
        return "it is empty, where a symbol such as S/2024/826 was wanted"
    if len(text) > LONGEST:
        return f"it has {len(text)} characters, more than any symbol"
    if text.isascii() and text.isprintable():
        return None
    strange = next(c for c in text if not (c.isascii() and c.isprintable()))
    return f"it holds the character U+{ord(strange):04X}, where only A to Z, 0 to 9 and / . - ( ) * may stand"


def why_not(upper: str, named: tuple[Symbol, ...] = ()) -> str:
    """Why upper-case text fits no production; ``named`` are the symbols that it mentions."""
    if _PRESS_RELEASE.fullmatch(upper):
        return "it is the number of a press release; a document of the Council begins with S/, as in S/2024/826"
    if _RESOLUTION_YEAR.fullmatch(upper):
        return "the year of a Council resolution stands in parentheses after its number, as in S/RES/2720 (2023)"
    if _ASSEMBLY_YEAR.fullmatch(upper):
        return "a resolution of the Assembly needs its session, as in A/RES/76/262 or A/RES/1991 A (XVIII)"
    if _OTHER_YEAR.fullmatch(upper):
        return "only a resolution of the Council has its year in parentheses, as in S/RES/2720 (2023)"
    if named:
        names = ", ".join([symbol.text for symbol in named[:3]] + ["and more"] * (len(named) > 3))
        return f"it is text that names {names}, and 'find' takes symbols out of text"
    if not _ORGAN.match(upper):
        return "it does not begin with A/, S/, E/ or ST/, as S/2024/826 does"
    if _LEADING_ZERO.search(upper):
        return "a number in it begins with 0, and none does in a symbol, as in S/2024/826"
    if _LONG_NUMBER.search(upper):
        return "a number in it has more than six digits, and none does in a symbol, as in S/2024/826"
    if _DASHED.search(upper):
        return f"a dash joins two whole symbols, {JOINT}, and a slash parts year and number, as in S/2024/826"
    if _SHORT_OR_LONG_YEAR.fullmatch(upper):
        return "a year has four digits, as in S/2024/826"
    stem, _, suffix = upper.rpartition("/")
    if suffix and isinstance(single(stem), Symbol):
        return f"'/{suffix}' is none of /Add.N, /Corr.N, /Rev.N, /Amend.N and /Summary, as in S/2018/321/Corr.1"
    return _after_head(upper)


def _after_head(upper: str) -> str:
    """What should have followed the longest beginning that is right."""
    for rule in RULES:
        if upper in (rule.head.upper(), rule.head.upper()[:-1]):
            return f"after '{rule.head}' {FIELDS[rule.fields[0]][1]} is missing, as in {rule.example}"
    head = max((rule.head for rule in RULES if upper.startswith(rule.head.upper())), key=len, default="")
    if not head:
        return "of the documents of the Secretariat only the series ST/IC is known here, as in ST/IC/2019/23"
    examples = [rule.example for rule in RULES if rule.head == head][:3]
    if upper.endswith(("/", ".")):
        return f"a number is missing at its end, as in {examples[0]}"
    return f"what follows '{head}' is not as in {' or '.join(examples)}"
