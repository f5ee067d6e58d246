"""What a vote would come to: the Council of a day, and casts supposed for its seats."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from horseshoe.answers.questions import BadQuestion, in_sentence, require_day
from horseshoe.facts.proposals import Cast, Matter, Outcome, Tally
from horseshoe.facts.record import Record
from horseshoe.rules import charter


class SupposedOutcome(msgspec.Struct, frozen=True):
    """What the Charter would make of supposed casts."""

    date: date
    outcome: Outcome | None
    reason: str
    article: str
    matter: Matter
    threshold: int
    tally: Tally
    vetoed_by: tuple[str, ...]
    casts: dict[str, Cast]
    warnings: tuple[str, ...]


def outcome(
    record: Record,
    on: date,
    supposed: Mapping[Cast, tuple[str, ...]],
    *,
    matter: Matter = Matter.SUBSTANTIVE,
    parties: tuple[str, ...] = (),
    policy: charter.Policy = charter.DEFAULT,
    as_known: date | None = None,
) -> SupposedOutcome:
    """The outcome if the seats named cast as supposed and all others voted yes.

    Args:
        supposed: cast to the codes of the states that make it.
        parties: codes of parties to the dispute (Article 27(3), proviso).

    Raises:
        BadQuestion: a state named twice or not on the Council that day, or a Council not fully known.
    """
    record = record.as_known(as_known)
    require_day(record, on)
    seats = [term.state for term in record.council(on)]
    if len(seats) != (wanted := charter.size(on, policy).seats):
        raise BadQuestion(f"Only {len(seats)} of the {wanted} seats of {on} are known: the outcome needs all of them.")
    casts = dict.fromkeys(sorted(seats), Cast.YES)
    named: set[str] = set()
    for cast, states in supposed.items():
        for state in states:
            if state in named:
                raise BadQuestion(f"{record.name(state, on)} is named twice: each seat casts once.")
            if state not in casts:
                raise BadQuestion(
                    f"{record.name(state, on)} ({state}) was not on the Council on {on}: its members were "
                    f"{', '.join(sorted(seats))}."
                )
            named.add(state)
            casts[state] = cast
    decision = charter.decide(
        on,
        casts,
        record.permanent(on),
        matter=matter,
        parties=parties,
        names={state: in_sentence(record.name(state, on)) for state in seats},
        policy=policy,
    )
    return SupposedOutcome(
        on,
        decision.outcome,
        decision.reason,
        decision.article,
        matter,
        decision.threshold,
        decision.tally,
        decision.vetoed_by,
        casts,
        decision.warnings,
    )
