"""The standard ``text-only``: what the text of the draft itself names."""

from __future__ import annotations

from horseshoe.facts.assessments import Aim
from horseshoe.facts.situations import Names
from horseshoe.rules.standards.case import Case
from horseshoe.rules.standards.hearing import hear
from horseshoe.rules.standards.judgment import Ground, Judgment, Reasoning
from horseshoe.rules.standards.parameters import TEXT_ONLY, Settings
from horseshoe.rules.standards.questions import RECORD, TEXT
from horseshoe.rules.standards.steps import asks_to_limit, draft_seen, rivals_and_sides, situation_known, unheard
from horseshoe.rules.standards.words import text_named


def text_only(case: Case, settings: Settings) -> Judgment:
    """What the standard ``text-only`` says: what the text of the draft itself names, whatever its agenda item.

    It does not weigh evidence. But where all that entities of the list are known to have said by that day is only
    recalled, it says nothing either, so that no judgment on such a draft rests on what nobody has seen.

    Args:
        case: what is known of the vote.
        settings: the parameters for the day of the vote.
    """
    said = Reasoning()
    if ended := situation_known(said, case, settings, TEXT_ONLY):
        return ended
    assert case.draft is not None
    draft = case.draft
    if ended := draft_seen(said, draft):
        return ended
    heard = hear(case.evidence, case.day, settings, any_age=True)
    counted = heard.crimes + heard.risks
    if not counted and (heard.recalled or heard.recalled_old):
        return unheard(said, case, settings, heard)
    said.step(RECORD, "not asked", "This standard does not weigh it; nor is all that there is only recalled.")
    if not draft.text_seen or draft.text_names is Names.UNKNOWN:
        said.step(TEXT, text_named(draft), "Whether it does was not seen in the text or in an account of it.")
        return said.undetermined(Ground.TEXT_UNSEEN, "what its text names was not seen")
    if draft.text_names is Names.NO:
        said.step(TEXT, "no, seen", "The text, or an account of it, was seen: it names neither.")
        said.aim = Aim.NEITHER
        return said.not_engaged(
            Ground.TEXT_SILENT, "its text names neither the three crimes nor the protection of civilians"
        )
    said.step(TEXT, "yes, seen", "The text, or an account of it, was seen: it names one of them.")
    said.aim = Aim.ACTS
    asks_to_limit(said, draft)
    rivals_and_sides(said, case, settings)
    return said.end(
        "Engaged: its text names one of the three crimes or the protection of civilians, and nothing known here "
        "contests it."
    )
