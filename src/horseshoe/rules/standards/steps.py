"""The steps that both standards share: each adds what it found, and ends the reasoning where it settles it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from horseshoe.facts.assessments import Aim, Credible
from horseshoe.facts.situations import DraftSituation
from horseshoe.rules.standards.case import RECALL, Case, complement, drafts_near
from horseshoe.rules.standards.hearing import Heard
from horseshoe.rules.standards.judgment import Ground, Judgment, Reasoning
from horseshoe.rules.standards.parameters import Settings
from horseshoe.rules.standards.questions import AIM, DRAFT, KNOWN, PARAMETERS, RECORD, RIVAL, SIDES, SUBJECT
from horseshoe.rules.standards.words import ids, newest, plain


def situation_known(said: Reasoning, case: Case, settings: Settings, needs: Sequence[str]) -> Judgment | None:
    """Whether the situation is known, and every parameter that the standard needs has a value."""
    if case.draft is None:
        said.step(KNOWN, "no", "No row here says which situation this vote belongs to, or what the draft asked for.")
        return said.undetermined(Ground.SITUATION_UNKNOWN, "the situation of this vote is not known here")
    named = case.situation.name if case.situation else case.draft.situation
    said.step(KNOWN, "yes", f"It belongs to: {named}.")
    if missing := settings.missing(needs):
        listed = ", ".join(missing)
        said.step(PARAMETERS, "no", f"For votes of {case.day} no value is set for: {listed}.")
        return said.undetermined(
            Ground.PARAMETER_MISSING, f"its parameters have no value for votes of {case.day}: {listed}"
        )
    return None


def lies_outside(said: Reasoning, case: Case, draft: DraftSituation) -> Judgment | None:
    """Whether its subject lies outside the crimes.

    A recalled row carries nothing: then only what is known of the whole situation does.
    """
    because = draft.outside if draft.confidence != RECALL else None
    if because is None and case.situation is not None and case.situation.confidence != RECALL:
        because = case.situation.outside
    if because is None:
        said.step(SUBJECT, "not shown", "Nothing here shows that it does.")
        return None
    said.step(SUBJECT, "yes", because)
    said.aim = Aim.NEITHER
    return said.not_engaged(Ground.OUTSIDE, f"its subject lies outside the three crimes. {because.rstrip('.')}")


def draft_seen(said: Reasoning, draft: DraftSituation) -> Judgment | None:
    """Whether what the draft asked for is more than recalled."""
    if draft.confidence == RECALL:
        said.step(DRAFT, "no", "What it asked for is only recalled.")
        return said.undetermined(Ground.DRAFT_RECALLED, "what the draft asked for is only recalled")
    if draft.confidence == "low":
        said.step(DRAFT, "from its title", "What it asked for is derived from its title.")
    else:
        said.step(DRAFT, "yes", f"{draft.asks or 'What it asked for was seen in a source.'}")
    return None


def asks_to_act(said: Reasoning, draft: DraftSituation, settings: Settings) -> Judgment | None:
    """Whether what the draft asked for is action to prevent or end crimes."""
    asked = plain(draft.action)
    if settings.not_acts and draft.action in settings.not_acts:
        said.aim = Aim.NEITHER
        said.step(AIM, asked, "The standard does not take that as action to prevent or end crimes.")
        return said.not_engaged(Ground.NO_ACTION, f"it asked for {asked}, which is no action to prevent or end crimes")
    if settings.acts and draft.action in settings.acts:
        said.aim = Aim.ACTS
        said.step(AIM, asked, "The standard takes that as action to prevent or end crimes.")
    else:
        said.aim = Aim.DISPUTED
        also = f" It also asked for: {', '.join(map(plain, draft.also))}." if draft.also else ""
        said.step(AIM, asked, f"That stands neither among the acts of the standard nor among what is none.{also}")
        said.contest(Ground.UNCLASSED_ACTION, "what it mainly asked for stands in neither list of the standard")
    asks_to_limit(said, draft)
    return None


def asks_to_limit(said: Reasoning, draft: DraftSituation) -> None:
    """Whether the draft would have limited or ended action."""
    if draft.limits:
        said.aim = Aim.LIMITS
        said.step(AIM, "limits", draft.limits)
        said.contest(Ground.LIMITS, "it would have limited action")


def rivals_and_sides(said: Reasoning, case: Case, settings: Settings) -> None:
    """Rival texts and both sides: with aim and facts settled, these speak to whether the draft is credible."""
    within = timedelta(days=settings.rival_days or 0)
    seen: list[str] = []
    recalled: list[str] = []
    adopted: list[str] = []
    for other in drafts_near(case, within):
        rival = recalled if other.recalled else seen
        (adopted if complement(case, other) else rival).append(f"{other.name} of {other.day}")
    days = f"within {within.days} days"
    too = f" Adopted like this one, and so no rival of it: {', '.join(adopted)}." if adopted else ""
    if seen:
        listed = ", ".join(seen)
        said.step(RIVAL, "yes", f"Another draft on the same situation was voted on {days}: {listed}.{too}")
        said.contest(Ground.RIVAL_TEXT, f"another draft on the same situation was voted on {days} ({listed})")
    else:
        only = f"; it is only recalled that {', '.join(recalled)} was one" if recalled else ""
        none = "No rival text" if adopted else "No other draft on it"
        said.step(RIVAL, "none seen" if recalled else "none known", f"{none} is known {days}{only}.{too}")
        if recalled:
            said.withhold(f"a rival text ({', '.join(recalled)})")
    both = [row for row in case.contests if row.both_sides]
    sides = [row for row in both if row.confidence != RECALL]
    if sides:
        asked = " ".join(f"{row.question} ({row.id})" for row in sides)
        said.step(SIDES, "yes", f"They disagreed, and both sides were read: {asked}.")
        said.contest(Ground.BOTH_SIDES, f"states disagreed and both sides were read ({', '.join(ids(sides))})")
    else:
        one = [row for row in case.contests if not row.both_sides]
        said.step(
            SIDES,
            "one side read" if one else "not known",
            f"Of a disagreement only one side was read in statements ({', '.join(ids(one))})."
            if one
            else "No disagreement on it with both sides read is known here.",
        )
        if both:
            said.withhold(f"a disagreement ({', '.join(ids(both))})")
    speaks = {Ground.RIVAL_TEXT, Ground.LIMITS, Ground.BOTH_SIDES}.intersection(said.grounds)
    said.credible = Credible.DISPUTED if speaks else Credible.YES


def unheard(said: Reasoning, case: Case, settings: Settings, heard: Heard) -> Judgment:
    """Undetermined, since nothing that was seen counts: with what there is all the same."""
    aside = ""
    if heard.aside:
        aside = (
            " What was seen does not count, since it is older, or perhaps came out only after the vote "
            f"({', '.join(ids(heard.aside))})."
        )
    recalled = heard.recalled or (() if heard.aside else heard.recalled_old)
    if recalled:
        older = "" if heard.recalled else ", which is older than this standard asks for"
        because = f"What an entity of the list had said by {case.day} is only recalled: {newest(recalled)}{older}."
        said.step(RECORD, "only recalled", because + aside, ids(recalled))
        return said.undetermined(
            Ground.EVIDENCE_RECALLED, "it would rest on evidence of the list that is only recalled"
        )
    within = f" of the {settings.years} years before {case.day}" if settings.years is not None else f" by {case.day}"
    nothing = f"no document of an entity of the list{within} that speaks of the three crimes is known here"
    said.step(
        RECORD,
        "nothing known",
        f"{nothing[0].upper()}{nothing[1:]}; that is no proof that there was none.{aside}",
        ids(heard.aside),
    )
    return said.undetermined(Ground.NO_EVIDENCE, f"{nothing}, which is no proof that there was none")
