"""What a view that somebody writes down can say: which crimes it names, and which status its three parts allow.

The Code asks three things of a draft together: that it aims at timely and decisive action against one of the three
crimes, that the facts on the ground are such, and that it is credible (paragraph 2). So a view is "engaged" only
where all three hold, "not engaged" where one of them fails, and "contested" where none fails and one is disputed.
Only a draft that would limit action leaves a choice. This checks that a view is at one with itself; it never judges
whether it is right.
"""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from horseshoe.facts.assessments import Aim, Credible, FactsSay, Scale, Status
from horseshoe.facts.evidence import CodeCrime, Strength
from horseshoe.rules.code import Crime, names

SPEAKS_OF_CRIMES = frozenset({Strength.FOUND, Strength.REASONABLE_GROUNDS, Strength.MAY_AMOUNT})
"""Evidence that says of acts that they are one of the crimes, or may be."""

WARNS = frozenset({Strength.RISK_WARNED})
"""Evidence that warns of a risk; the Code is also about prevention."""

_REFUSED = {
    Crime.ETHNIC_CLEANSING: (
        "ethnic cleansing is no crime of its own, and the Code does not name it, as the World Summit of 2005 does "
        "beside the three: give genocide, crimes_against_humanity or war_crimes, whichever the acts amount to"
    ),
    Crime.AGGRESSION: (
        "aggression is not among the three crimes of the Code, which are genocide, crimes_against_humanity and "
        "war_crimes: a text that deplores aggression falls under the Code only where it is also about one of them"
    ),
}


class CrimeRefused(ValueError):
    """What is named is none of the three crimes; the sentence says why, in lower case and without a full stop."""


def crime(name: str) -> CodeCrime:
    """The crime of the Code that ``name`` is.

    Source: the Code, preamble and paragraph 1 (:func:`horseshoe.rules.code.names`).

    Raises:
        CrimeRefused: it is none of the three; ethnic cleansing and aggression are refused with the reason.
    """
    plain = "_".join(name.lower().replace("_", " ").replace("-", " ").split())
    try:
        known = Crime(plain)
    except ValueError:
        near = get_close_matches(plain, list(CodeCrime), n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(CodeCrime)}"
        raise CrimeRefused(f"{name!r} is none of the three crimes of the Code: {hint}") from None
    if not names(known):
        raise CrimeRefused(_REFUSED[known])
    return CodeCrime(known.value)


def allowed(aim: Aim, facts: FactsSay, credible: Credible) -> tuple[Status, ...]:
    """Every status that the three parts of a view allow, never empty.

    One part that fails settles the whole, whatever the others say. A draft that would limit action is not what the
    Code speaks of, but whether it is such a draft is often what is in dispute: it may be called either.
    """
    if aim is Aim.NEITHER or facts is FactsSay.NEITHER or credible is Credible.NO:
        return (Status.NOT_ENGAGED,)
    if aim is Aim.LIMITS:
        return Status.NOT_ENGAGED, Status.CONTESTED
    if aim is Aim.DISPUTED or facts is FactsSay.DISPUTED or credible is Credible.DISPUTED:
        return (Status.CONTESTED,)
    return (Status.ENGAGED,)


def contradiction(status: Status, aim: Aim, facts: FactsSay, credible: Credible) -> str | None:
    """Why the status does not follow from the parts, in lower case and without a full stop; ``None`` if it does."""
    possible = allowed(aim, facts, credible)
    if status in possible:
        return None
    parts = f"aim {aim.value}, facts {facts.value} and credible {credible.value}"
    needs = {
        Status.ENGAGED: "engaged needs all three to hold: aim acts, facts crimes or risk, credible yes",
        Status.NOT_ENGAGED: "not_engaged needs one that fails: aim neither or limits, facts neither, or credible no",
        Status.CONTESTED: "contested needs one that is disputed, or aim limits, and none that fails",
    }
    return f"{status.value} does not follow from {parts}, which give {' or '.join(possible)}; {needs[status]}"


def unsupported(status: Status, facts: FactsSay, strengths: Collection[Strength]) -> str | None:
    """What is missing in the evidence for the status, in lower case and without a full stop; ``None`` if nothing is.

    Only "engaged" rests on evidence alone: the other two can also follow from the text, or from its absence.

    Args:
        status: what the view says.
        facts: its second part.
        strengths: how far each document goes that was seen and was certainly public by the day of the vote.
    """
    if status is not Status.ENGAGED:
        return None
    speaks = any(each in SPEAKS_OF_CRIMES for each in strengths)
    if facts is FactsSay.CRIMES and not speaks and any(each in WARNS for each in strengths):
        return "the evidence only warns of a risk: facts is risk then, not crimes"
    if not speaks and not any(each in WARNS for each in strengths):
        return "none of the evidence speaks of one of the crimes or warns of it"
    return None


def misplaced_scale(scale: Scale, crimes: Collection[CodeCrime]) -> str | None:
    """Why a scale cannot be given, in lower case and without a full stop; ``None`` if it can, or none is given.

    Only of war crimes does anything depend on their scale, and only in the Declaration.
    """
    if scale is Scale.UNKNOWN or CodeCrime.WAR_CRIMES in crimes:
        return None
    return f"the scale {scale.value} is that of war crimes, and crimes does not name them"
