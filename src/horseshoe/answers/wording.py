"""The published sentences of findings: one a reason, kept as data in ``findings.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast, ProposalKind
from horseshoe.rules.findings import FindingKind, Reason

PLACEHOLDERS = frozenset({"state", "pledge", "date", "cast", "against", "standing", "assessor", "why", "views"})
"""What a sentence can be filled with."""


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every word that an answer says of findings."""

    kinds: dict[FindingKind, str]
    """Kind to its name."""
    meaning: dict[FindingKind, str]
    """Kind to what it means."""
    holds: dict[str, str]
    """Under which assessors a finding holds, in words."""
    pledges: dict[Instrument, str]
    """Pledge to its name in a sentence."""
    casts: dict[Cast, str]
    """What a member did, as a verb."""
    against: dict[ProposalKind, str]
    """What was voted against, where it was no draft resolution."""
    reasons: dict[Reason, str | dict[Instrument, str]]
    """Reason to its sentence, or to one a pledge."""
    listed_as: dict[str, str]
    """On what evidence the published list of noes counts a supporter, in words."""
    differences: dict[str, str]
    """Where the register differs from that list, in a sentence."""

    def sentence(self, reason: Reason, instrument: Instrument) -> str:
        """The sentence of ``reason`` with its placeholders.

        Raises:
            KeyError: the reason has none.
        """
        found = self.reasons[reason]
        return found if isinstance(found, str) else found[instrument]


@cache
def wording() -> Wording:
    """The published wording, read once."""
    text = files("horseshoe.answers").joinpath("findings.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Wording)


def say(
    reason: Reason,
    instrument: Instrument,
    *,
    state: str,
    on: date,
    cast: Cast = Cast.UNKNOWN,
    kind: ProposalKind | None = None,
    standing: str = "",
    assessor: str = "",
    why: str = "",
    views: str = "",
) -> str:
    """The sentence of a finding.

    Args:
        reason: its ground.
        instrument: the pledge.
        state: name of the state, as it stands in a sentence.
        on: day of the vote.
        cast: what the state did.
        kind: what was put to the vote.
        standing: how the state stood to the pledge, in words.
        assessor: name of the assessor.
        why: the assessor's reason, a sentence; left out where there is none.
        views: what each assessor's finding is, for a reason that speaks of several.
    """
    words = wording()
    said = words.sentence(reason, instrument).format(
        state=state,
        pledge=words.pledges[instrument],
        date=on,
        cast=words.casts[cast],
        against=words.against.get(kind, "what was put to the vote") if kind else "what was put to the vote",
        standing=standing,
        assessor=assessor,
        why=_closed(why),
        views=views,
    )
    return _opened(said.strip())


def names(kinds: Mapping[str, FindingKind]) -> str:
    """Findings by assessor in words: ``UN evidence: contested; Text only: not engaged``."""
    words = wording().kinds
    return "; ".join(f"{assessor}: {words[kind]}" for assessor, kind in kinds.items())


def _opened(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


_OUTCOME = re.compile(r"(engaged|not engaged|contested|undetermined|not assessed): ", re.IGNORECASE)


def _closed(sentence: str) -> str:
    """An assessor's reason with its capital and its stop, without the outcome at its head, which is said before it."""
    plain = sentence.strip()
    head = _OUTCOME.match(plain)
    said = _opened(plain[head.end() :] if head else plain)
    return said if not said or said[-1] in ".?!" else f"{said}."
