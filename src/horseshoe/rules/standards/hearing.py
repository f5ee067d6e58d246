"""What entities of the list had said of the three crimes by the day of a vote, and what that comes to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from horseshoe.facts.assessments import FactsSay
from horseshoe.facts.evidence import Evidence, Strength
from horseshoe.rules.standards.case import RECALL
from horseshoe.rules.standards.parameters import Settings
from horseshoe.rules.standards.words import documents, list_crimes, newest


class Heard(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What entities of the list had said by a day, sorted by what it is worth; all but the last three were seen."""

    crimes: tuple[Evidence, ...] = ()
    """Of crimes committed, in time."""
    risks: tuple[Evidence, ...] = ()
    """A warning, in time."""
    denials: tuple[Evidence, ...] = ()
    """In time: crimes not established, or a risk no longer there."""
    aside: tuple[Evidence, ...] = ()
    """Of crimes or a risk, and perhaps too old, or perhaps public only after the vote."""
    recalled: tuple[Evidence, ...] = ()
    """Of crimes or a risk, in time, and only recalled."""
    recalled_old: tuple[Evidence, ...] = ()
    recalled_denials: tuple[Evidence, ...] = ()


def hear(evidence: Iterable[Evidence], day: date, settings: Settings, *, any_age: bool = False) -> Heard:
    """What entities of the list had said of the three crimes by the end of ``day``, in the order handed in.

    A document is in time that was certainly public by then, on that very day included, and certainly came out no more
    than ``years`` before. Documents of other entities, and those that name no crime, are left out.

    Args:
        evidence: what documents say of one situation.
        day: day of the vote.
        settings: ``entities``, ``crime_strengths`` and ``risk_strengths`` must have a value.
        any_age: whether ``years`` is passed over.
    """
    entities = settings.entities or frozenset()
    crimes, risks = settings.crime_strengths or frozenset(), settings.risk_strengths or frozenset()
    earliest = date.min if any_age or settings.years is None else years_before(day, settings.years)
    found: dict[str, list[Evidence]] = {}
    for row in evidence:
        if row.entity not in entities or (row.not_before is not None and row.not_before > day):
            continue
        if row.strength in crimes and row.crimes:
            part = "crimes"
        elif row.strength in risks:
            part = "risks"
        elif row.strength is Strength.DENIED:
            part = "denials"
        else:
            continue
        public = row.not_after is not None and row.not_after <= day
        in_time = public and (earliest == date.min or (row.not_before is not None and row.not_before >= earliest))
        if row.confidence == RECALL:
            part = "recalled_denials" if part == "denials" else "recalled" if in_time else "recalled_old"
        elif not in_time and part != "denials":
            part = "aside"
        if in_time or part == "aside" or (part == "recalled_old" and public):
            found.setdefault(part, []).append(row)
    return Heard(**{part: tuple(rows) for part, rows in found.items()})


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier, 28 for 29 February; the first day there is, where it would lie before."""
    if day.year - years < date.min.year:
        return date.min
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def facts_said(heard: Heard, denials: Sequence[Evidence]) -> tuple[FactsSay | None, str]:
    """The second part, and a sentence; ``None`` where the list is not known to have said anything.

    A denial disputes what is said of the same crimes. One that names no crime speaks of a risk in general.
    """
    denied = {crime for row in denials for crime in row.crimes}
    if heard.crimes:
        because = f"{documents(heard.crimes)} of crimes committed: {newest(heard.crimes)}."
        named = {crime for row in heard.crimes for crime in row.crimes}
        if named <= denied:
            return FactsSay.DISPUTED, f"{because} The same crimes were denied: {newest(denials)}."
        if denials:
            both = named & denied
            apart = f"Only as to {list_crimes(both)} it was denied" if both else "Another thing was denied"
            because += f" {apart}: {newest(denials)}."
        return FactsSay.CRIMES, because
    if heard.risks:
        because = f"{documents(heard.risks)} of a risk: {newest(heard.risks)}."
        if any(not row.crimes for row in denials) or all(
            row.crimes and denied.issuperset(row.crimes) for row in heard.risks
        ):
            return FactsSay.DISPUTED, f"{because} It was denied: {newest(denials)}."
        return FactsSay.RISK, because
    return None, ""
