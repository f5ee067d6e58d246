"""Which votes are procedural, and which need no permanent member's concurrence.

Sources: Repertoire of the Practice of the Security Council, chapter IV, part I; the Interim Committee's list,
endorsed by A/RES/267 (III); Charter, Article 109; Statute of the International Court of Justice, Article 10.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from horseshoe.facts.proposals import Matter
from horseshoe.rules.charter import DEFAULT, Policy, size, votes_in_favour


class Heading(StrEnum):
    """Headings under which votes are known to be procedural, or not.

    Source: Repertoire of the Practice of the Security Council, chapter IV, part I; for the last four
    procedural ones the Interim Committee's list, endorsed by A/RES/267 (III).
    """

    INCLUSION = "inclusion of agenda items"
    ORDER = "order of agenda items"
    DEFERMENT = "deferment of agenda items"
    REMOVAL = "removal from the list of matters"
    RULING = "rulings of the President"
    SUSPENSION = "suspension of a meeting"
    ADJOURNMENT = "adjournment of a meeting"
    INVITATION = "invitation to participate"
    CONDUCT = "conduct of business"
    EMERGENCY_SESSION = "convocation of an emergency special session"
    SUBSIDIARY_ORGAN = "setting up subsidiary organs"
    CREDENTIALS = "credentials"
    REPORTS = "annual and special reports"
    SPECIAL_SESSION = "requesting a special session"
    PEACE_AND_SECURITY = "responsibility for peace and security"
    ADMISSION = "admission of members"
    SECRETARY_GENERAL = "appointment of the Secretary-General"
    CHARTER_REVIEW = "conference to review the Charter"


NOT_PROCEDURAL = frozenset({Heading.PEACE_AND_SECURITY, Heading.ADMISSION, Heading.SECRETARY_GENERAL})


def matter_of(heading: Heading) -> Matter:
    """The rule that governs a vote under a heading (Repertoire, chapter IV, parts I.A and I.B; Article 109)."""
    if heading is Heading.CHARTER_REVIEW:
        return Matter.ANY_MEMBERS
    return Matter.SUBSTANTIVE if heading in NOT_PROCEDURAL else Matter.PROCEDURAL


class WithoutConcurrence(StrEnum):
    """Votes of the Council that need no permanent member's concurrence."""

    PROCEDURAL = "procedural matter"
    UNITING_FOR_PEACE = "request for an emergency special session"
    REVIEW_CONFERENCE = "conference to review the Charter"
    ICJ_JUDGE = "election of a judge of the International Court of Justice"


def votes_needed(vote: WithoutConcurrence, on: date, policy: Policy = DEFAULT) -> tuple[int, str]:
    """Votes needed where any members will do, and the rule that says so.

    Source: Article 27(2); A/RES/377 A (V) with rule 8(b) of the Assembly; Article 109(1), as amended by
    A/RES/2101 (XX); Statute of the Court, Article 10(1)-(2): an absolute majority, permanent and other
    members alike.
    """
    rules = size(on, policy)
    match vote:
        case WithoutConcurrence.ICJ_JUDGE:
            return rules.seats // 2 + 1, "Statute of the International Court of Justice, Article 10(1)-(2)"
        case WithoutConcurrence.REVIEW_CONFERENCE:
            return votes_in_favour(Matter.ANY_MEMBERS, on, policy), "Charter, Article 109(1)"
        case WithoutConcurrence.UNITING_FOR_PEACE:
            return rules.threshold, "A/RES/377 A (V), paragraph A.1, and rule 8(b) of the General Assembly"
        case WithoutConcurrence.PROCEDURAL:
            return rules.threshold, "Charter, Article 27(2)"
