"""The standard ``un-evidence``: what an entity of the list had said, and what the draft asked for."""

from __future__ import annotations

from horseshoe.facts.assessments import FactsSay
from horseshoe.facts.situations import Names
from horseshoe.rules.standards.case import Case
from horseshoe.rules.standards.hearing import facts_said, hear
from horseshoe.rules.standards.judgment import Ground, Judgment, Reasoning
from horseshoe.rules.standards.parameters import UN_EVIDENCE, Settings
from horseshoe.rules.standards.questions import RECORD, TEXT
from horseshoe.rules.standards.steps import (
    asks_to_act,
    draft_seen,
    lies_outside,
    rivals_and_sides,
    situation_known,
    unheard,
)
from horseshoe.rules.standards.words import ids, in_order, lower, same_day, text_named

_RELEVANT = "The text, or an account of it, was seen: more than situation and date ties the evidence to the draft."
_IRRELEVANT = "So the evidence is tied to the draft by situation and date alone, and a person must judge its relevance."


def un_evidence(case: Case, settings: Settings) -> Judgment:
    """What the standard ``un-evidence`` says: what an entity of the list had said, and what the draft asked for.

    Args:
        case: what is known of the vote.
        settings: the parameters for the day of the vote.
    """
    said = Reasoning()
    if ended := situation_known(said, case, settings, UN_EVIDENCE):
        return ended
    assert case.draft is not None
    draft = case.draft
    if ended := lies_outside(said, case, draft):
        return ended
    if ended := draft_seen(said, draft):
        return ended
    heard = hear(case.evidence, case.day, settings)
    facts, because = facts_said(heard, heard.denials)
    if facts is None:
        return unheard(said, case, settings, heard)
    counted = heard.crimes + heard.risks
    said.crimes = in_order(crime for row in counted for crime in row.crimes)
    said.evidence = ids(counted + heard.denials)
    said.facts = facts
    said.step(RECORD, facts.value, f"{because}{same_day(counted, case.day)}", said.evidence)
    if facts is FactsSay.DISPUTED:
        said.contest(Ground.DENIED, f"an entity of the list denied the same crimes ({', '.join(ids(heard.denials))})")
    elif heard.recalled_denials and facts_said(heard, heard.denials + heard.recalled_denials)[0] is FactsSay.DISPUTED:
        said.withhold(f"a denial of the same crimes ({', '.join(ids(heard.recalled_denials))})")
    if ended := asks_to_act(said, draft, settings):
        return ended
    named = draft.text_seen and draft.text_names is Names.YES
    said.step(TEXT, "yes, seen" if named else text_named(draft), _RELEVANT if named else _IRRELEVANT)
    if not named:
        said.contest(Ground.RELEVANCE, "only situation and date tie the evidence to it")
    rivals_and_sides(said, case, settings)
    return said.end(
        f"Engaged: {lower(because.rstrip('.'))}; the draft asked for action to prevent or end crimes, its text names "
        "them or the protection of civilians, and nothing known here contests it."
    )
