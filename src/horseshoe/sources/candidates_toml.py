"""Candidates of a coming election, as a TOML file."""

from __future__ import annotations

import msgspec

from horseshoe.answers.election import find_group
from horseshoe.answers.questions import BadQuestion
from horseshoe.answers.scorecard import Named
from horseshoe.facts.elections import CandidacyStatus
from horseshoe.sources.files import File, WrongFile, filled, text

TEMPLATE = """\
# Candidates of a coming election to the Security Council, each with where it was read.

year = 2027                  # year of the election

[[candidate]]
state = "ISO code or name"
group = "WEOG"               # AFRICA, ASIA-PACIFIC, EEG, GRULAC or WEOG
status = "declared"          # declared, endorsed or withdrawn
source = "A document, or an address"
# endorsed_by = "Who endorsed it"
# by_election = true
# note = "What a reader should know"
"""
"""What can be filled in."""

OPEN = (CandidacyStatus.DECLARED, CandidacyStatus.ENDORSED, CandidacyStatus.WITHDRAWN)
"""What a candidacy can be before the vote; results belong into the register."""


class _Candidate(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    state: str
    group: str
    status: CandidacyStatus
    source: str
    endorsed_by: str | None = None
    by_election: bool = False
    note: str | None = None


class _Typed(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    year: int
    candidate: tuple[_Candidate, ...]


def read(file: File, year: int) -> tuple[Named, ...]:
    """The candidates that the file names for the election of ``year``.

    Raises:
        WrongFile: it cannot be read as such, or is about another year; the sentence names the file and the field.
    """
    name, content = text(file)
    typed = filled(name, content, _Typed)
    if typed.year != year:
        raise WrongFile(f"{name}, year: its candidates are those of {typed.year}, and {year} was asked for.")
    return tuple(_named(each, f"{name}, candidate {number}") for number, each in enumerate(typed.candidate, start=1))


def _named(each: _Candidate, where: str) -> Named:
    if each.status not in OPEN:
        raise WrongFile(f"{where}, field status: {each.status} is a result; give declared, endorsed or withdrawn.")
    if not each.source.strip():
        raise WrongFile(f"{where}, field source: it is empty; say where the candidacy was read.")
    try:
        group = find_group(each.group)
    except BadQuestion as error:
        raise WrongFile(f"{where}, field group: {str(error)[0].lower()}{str(error)[1:]}") from None
    return Named(
        state=each.state,
        group=group,
        status=each.status,
        source=each.source.strip(),
        endorsed_by=each.endorsed_by,
        by_election=each.by_election,
        note=each.note,
    )
