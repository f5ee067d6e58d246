"""How Horseshoe decides: the rules with their sources, what its words mean, and how well its forecasts did.

What each rule module decides is its own description; the words stand in ``method.toml`` in each language, findings in
``findings.toml``; the scores of the forecasts are those that the backtest kept.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from horseshoe.answers.standing import Standing
from horseshoe.answers.wording import wording
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.forecast.results import Results, stored
from horseshoe.rules.findings import RULINGS, FindingKind, Reason

Words = dict[str, str]
"""Language to words."""


class RuleModule(msgspec.Struct, frozen=True):
    """One file or folder of ``horseshoe.rules``."""

    module: str
    decides: str
    source: str
    """The articles and documents that it follows."""
    left_open: str | None
    """What those leave open, and what is chosen here."""


class GroundWording(msgspec.Struct, frozen=True):
    """How a ground of a finding is worded; placeholders in braces."""

    reason: Reason
    code: str
    declaration: str


class FindingMeaning(msgspec.Struct, frozen=True):
    """A kind of finding, with the grounds that lead to it."""

    kind: FindingKind
    name: str
    means: str
    sentences: tuple[GroundWording, ...]


class StandardSetting(msgspec.Struct, frozen=True):
    """One parameter of a published standard, as it is today."""

    name: str
    value: str
    since: str
    why: str


class Standard(msgspec.Struct, frozen=True):
    """An assessor whose every step is published."""

    id: str
    name: str
    about: str
    settings: tuple[StandardSetting, ...]


class Method(msgspec.Struct, frozen=True, kw_only=True):
    """How answers come about."""

    rules: tuple[RuleModule, ...]
    kinds: tuple[FindingMeaning, ...]
    standings: dict[Standing, str]
    """Standing to a pledge, and what it means."""
    confidence: dict[str, str]
    """How sure a row is, and what that means."""
    standards: tuple[Standard, ...]
    forecast: Results


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    decides: Words
    source: Words = msgspec.field(name="from")
    open: Words = {}


class _Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rules: dict[str, _Rule]
    standings: dict[Standing, Words]
    confidence: dict[str, Words]
    forecasters: Words
    """Name of a forecaster, or of what the model went without, in French."""


@cache
def _wording() -> _Wording:
    text = files("horseshoe.answers").joinpath("method.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Wording)


def method(record: Record, *, language: str = "en") -> Method:
    """How answers come about.

    Args:
        record: the Record, as known: it has the parameters of the standards.
        language: of the words of the rules, standings and confidence: ``en`` or ``fr``.

    Raises:
        KeyError: no such language.
    """
    words = _wording()
    return Method(
        rules=tuple(
            RuleModule(name, each.decides[language], each.source[language], each.open.get(language))
            for name, each in words.rules.items()
        ),
        kinds=tuple(_kind(kind) for kind in FindingKind),
        standings={standing: said[language] for standing, said in words.standings.items()},
        confidence={name: said[language] for name, said in words.confidence.items()},
        standards=tuple(
            Standard(
                each.id,
                each.name,
                each.about or "",
                tuple(
                    StandardSetting(row.name, row.value, row.since.isoformat(), row.why)
                    for row in record.parameters
                    if row.assessor == each.id
                ),
            )
            for each in record.assessors
            if each.kind == "standard"
        ),
        forecast=stored(),
    )


def forecaster(name: str, language: str) -> str:
    """The name of a forecaster in a language."""
    return name if language == "en" else _wording().forecasters.get(name, name)


def _kind(kind: FindingKind) -> FindingMeaning:
    words = wording()
    return FindingMeaning(
        kind,
        words.kinds[kind],
        words.meaning[kind],
        tuple(
            GroundWording(
                reason, words.sentence(reason, Instrument.CODE), words.sentence(reason, Instrument.DECLARATION)
            )
            for reason, ruling in RULINGS.items()
            if ruling.kind is kind
        ),
    )
