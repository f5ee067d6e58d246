"""The two published standards: by what steps each judges whether the Code applied to a draft.

The Code (A/70/621-S/2015/978) leaves it to each supporter to assess the facts on the ground and whether a draft is
credible. A standard is an assessor whose every step is published: it looks at the rows it is handed, in a fixed
order, by parameters that are data with dates, and says at each step what it found and on which evidence.

``un-evidence`` asks what an entity of a list had said of the three crimes by the day of the vote, and what the draft
asked for. ``text-only`` asks what the text of the draft itself names. Both follow the same rules of caution:

- What is only recalled carries no judgment. Where it would contest one, it withholds it.
- What came out after the vote is not looked at: only what was certainly public by the end of that day counts.
- That no document is known here is no proof that there was none: it leaves a draft undetermined, not "not engaged".
- All grounds of a contest are listed, not only the first.

``case`` and ``parameters`` say what a standard is told, ``judgment`` what it says. What documents had said is sorted
in ``hearing``; the steps that both share stand in ``steps``, and each standard in a file of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from horseshoe.rules.standards.case import RECALL, Case, Other, rivals
from horseshoe.rules.standards.evidence_standard import un_evidence
from horseshoe.rules.standards.hearing import Heard, hear, years_before
from horseshoe.rules.standards.judgment import CONTESTING, EXCLUDING, WITHHOLDING, Ground, Judgment, Step
from horseshoe.rules.standards.parameters import TEXT_ONLY, UN_EVIDENCE, Settings, settings
from horseshoe.rules.standards.questions import AIM, RECORD, RIVAL, SIDES, SUBJECT
from horseshoe.rules.standards.text_standard import text_only
from horseshoe.rules.standards.words import ENTITIES, STRENGTHS

__all__ = [
    "AIM",
    "CONTESTING",
    "ENTITIES",
    "EXCLUDING",
    "RECALL",
    "RECORD",
    "RIVAL",
    "SIDES",
    "STANDARDS",
    "STRENGTHS",
    "SUBJECT",
    "TEXT_ONLY",
    "UN_EVIDENCE",
    "WITHHOLDING",
    "Case",
    "Ground",
    "Heard",
    "Judgment",
    "Other",
    "Settings",
    "Standard",
    "Step",
    "hear",
    "rivals",
    "settings",
    "text_only",
    "un_evidence",
    "years_before",
]

Standard = Callable[[Case, Settings], Judgment]
"""How a standard judges: by what is known of the vote, and the parameters for its day."""

STANDARDS: dict[str, tuple[Standard, tuple[str, ...]]] = {
    "un-evidence": (un_evidence, UN_EVIDENCE),
    "text-only": (text_only, TEXT_ONLY),
}
"""Assessor to how it judges, and which parameters it needs."""
