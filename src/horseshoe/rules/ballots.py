"""Ballots of an election in the Assembly: the majority, who is elected, which round follows and who may stand in it.

Charter, Article 18(2); rules of procedure of the General Assembly, 83, 86, 92, 93 and 94. How each rule is known is
said in :data:`CLAUSES`. What the rules leave open is a :class:`Policy`.

Numbers that are not known are ``None``; what follows from them is then ``None`` too, or is worked out between bounds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

import msgspec

ROUNDS_OF_A_KIND = 3
"""After the first ballot, restricted and unrestricted ballots change places in threes (rules 93 and 94)."""


class HowKnown(StrEnum):
    """How a rule is known here."""

    READ = "S"
    """Read in a copy of the source."""
    KNOWN = "K"
    """Known from the primary text, its wording not seen: verify before quoting."""
    DERIVED = "D"
    """Follows by rule or arithmetic, or from practice."""
    UNDEFINED = "U"
    """Left open by the source: a switch decides."""


class Clause(msgspec.Struct, frozen=True):
    """A rule in our words."""

    cites: str
    says: str
    known: HowKnown


CLAUSES = (
    Clause("Rule 92", "Elections are by secret ballot, without nominations.", HowKnown.KNOWN),
    Clause(
        "Charter, Article 18(2); rule 83",
        "A member is elected by two thirds of the members present and voting: valid papers without abstentions.",
        HowKnown.KNOWN,
    ),
    Clause(
        "Rule 86", "Members that abstain are not counted as voting; a blank paper is an abstention.", HowKnown.KNOWN
    ),
    Clause(
        "Practice",
        "A paper with more names than places is invalid; the name of a Member that cannot be elected is void.",
        HowKnown.KNOWN,
    ),
    Clause(
        "Rule 94",
        "Where there are several places, all that reach the majority are elected, in the order of their votes, up to "
        "the places.",
        HowKnown.KNOWN,
    ),
    Clause(
        "Rules 93 and 94",
        "After the first ballot come three restricted ones, three open ones, three restricted ones, and so on.",
        HowKnown.READ,
    ),
    Clause(
        "Rules 93 and 94",
        "In a restricted ballot only those with the most votes of the first ballot, later of the third open ballot "
        "just held, may stand: two for one place, at most twice the places left for several.",
        HowKnown.KNOWN,
    ),
    Clause("Practice of 2006 and 2016", "No lot is drawn at a tie: the balloting goes on.", HowKnown.READ),
    Clause(
        "Practice",
        "Who stands when several are level at the last restricted place is settled by an extra ballot.",
        HowKnown.UNDEFINED,
    ),
    Clause(
        "Practice of 2006 and 2007",
        "A candidate may withdraw at any time; nobody moves up in its place.",
        HowKnown.READ,
    ),
)


class RoundType(StrEnum):
    """Whom a round is open to."""

    UNRESTRICTED = "unrestricted"
    """Any eligible Member may be voted for."""
    RESTRICTED = "restricted"
    """Only those with the most votes of the last open ballot."""
    EXTRA = "extra"
    """Only who is level at the last restricted place; it elects nobody, and the three restricted ballots do not
    count it."""


class LevelAtTheLastPlace(StrEnum):
    """Who stands in a restricted ballot when several are level at its last place: no rule says."""

    EXTRA_BALLOT = "extra_ballot"
    """A ballot among them settles it, as in practice."""
    ADMIT_ALL = "admit_all"
    """All of them stand, beyond twice the places."""
    LEAVE_OUT = "leave_out"
    """None of them stands, so that "at most twice the places" holds to the letter."""


class RankedBy(StrEnum):
    """Which ballot ranks those who may stand, once some of several places are filled in a restricted ballot."""

    OPEN_BALLOT = "open_ballot"
    """The open ballot that began the restricted ones."""
    PREVIOUS_BALLOT = "previous_ballot"
    """The ballot just held."""


class Policy(msgspec.Struct, frozen=True):
    """What the rules leave open, chosen in the open."""

    level: LevelAtTheLastPlace = LevelAtTheLastPlace.EXTRA_BALLOT
    ranked_by: RankedBy = RankedBy.OPEN_BALLOT


DEFAULT = Policy()


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What is announced of a ballot, without the votes; ``None`` where it is not known."""

    places: int
    papers: int | None = None
    invalid: int | None = None
    abstentions: int | None = None
    present_and_voting: int | None = None
    """As published, where it is."""
    required: int | None = None
    """The majority as published, where it is."""
    members: int | None = None
    """Members of the United Nations that day: no more papers can be cast."""


Votes = Mapping[str, int | None]
"""Candidate to votes; ``None`` where they are not known."""


def majority(present_and_voting: int) -> int:
    """Votes that elect: two thirds of ``present_and_voting``, rounded up (Charter, Article 18(2); rule 83).

    Raises:
        ValueError: a negative number.
    """
    if present_and_voting < 0:
        raise ValueError(f"{present_and_voting} members cannot be present and voting: give zero or more.")
    return -(-2 * present_and_voting // 3)


def valid(figures: Figures) -> int | None:
    """Valid papers: papers without the invalid ones (rule 83)."""
    if figures.papers is None or figures.invalid is None:
        return None
    return figures.papers - figures.invalid


def present_and_voting(figures: Figures) -> int | None:
    """Members present and voting: valid papers without abstentions (rule 86), or the published number."""
    counted = valid(figures)
    if counted is None or figures.abstentions is None:
        return figures.present_and_voting
    return counted - figures.abstentions


class Majority(msgspec.Struct, frozen=True):
    """The majority required, or the bounds between which it must lie."""

    required: int | None
    lowest: int
    highest: int | None
    """``None`` where nothing bounds it from above."""


def majority_required(figures: Figures, votes: Votes) -> Majority:
    """The majority of a ballot: computed, else as published, else between bounds.

    A member present and voting names at least one candidate and at most as many as there are places, so the votes
    bound the number of members voting from below; the papers, or the members, bound it from above.
    """
    voting = present_and_voting(figures)
    required = majority(voting) if voting is not None else figures.required
    if required is not None:
        return Majority(required, required, required)
    counted = [each for each in votes.values() if each is not None]
    lowest = majority(max(-(-sum(counted) // figures.places), max(counted, default=0)))
    most = figures.papers if figures.papers is not None else figures.members
    if most is None:
        return Majority(None, lowest, None)
    highest = majority(most - (figures.invalid or 0) - (figures.abstentions or 0))
    return Majority(highest if lowest == highest else None, lowest, highest)


class Elected(msgspec.Struct, frozen=True):
    """Who a ballot elects."""

    certain: tuple[str, ...]
    """Elected whatever the unknown figures are, in the order of their votes."""
    undecided: tuple[str, ...]
    """Elected or not, as the unknown figures may be."""
    level: tuple[str, ...] = ()
    """Reached the majority and are level for the last place: none of them is elected, and the ballot goes on."""


def most_names(figures: Figures) -> int | None:
    """As many names as the papers can carry, one a place; ``None`` where nothing bounds it."""
    voting = present_and_voting(figures)
    if voting is None:
        most = figures.papers if figures.papers is not None else figures.members
        if most is None:
            return None
        voting = most - (figures.invalid or 0) - (figures.abstentions or 0)
    return voting * figures.places


def elected(votes: Votes, required: Majority, places: int, most_names: int | None = None) -> Elected:
    """All that reach the majority, in the order of their votes, up to ``places`` (rule 94; rule 93 for one place).

    Several that are level for the last place are not elected: no lot is drawn where two thirds are required.

    Args:
        votes: candidate to votes.
        required: the majority, or its bounds.
        places: places to fill.
        most_names: as many names as the papers carry: what is left of them bounds the votes that are not known.
    """
    sure, maybe, level = [], [], []
    unknown = None if most_names is None else most_names - sum(each or 0 for each in votes.values())
    could = {name: _could_reach(unknown if each is None else each, required) for name, each in votes.items()}
    must = {name: _must_reach(each, required) for name, each in votes.items()}
    for name, own in votes.items():
        if not could[name]:
            continue
        others = [other for other in votes if other != name]
        # As many as these stand before it, or level with it: at least, and at most.
        least = sum(must[o] and own is not None and _at_least(votes[o], own, unknown=False) for o in others)
        possible = unknown is None or own is None or unknown >= own
        most = sum(could[o] and (own is None or _at_least(votes[o], own, unknown=possible)) for o in others)
        if must[name] and most < places:
            sure.append(name)
        elif least < places:
            maybe.append(name)
        elif must[name] and sum(must[o] and (votes[o] or 0) > (own or 0) for o in others) < places:
            level.append(name)
    sure.sort(key=lambda name: -(votes[name] or 0))
    return Elected(tuple(sure), tuple(maybe), tuple(level))


def _could_reach(votes: int | None, required: Majority) -> bool:
    return votes is None or votes >= max(required.lowest, 1)


def _must_reach(votes: int | None, required: Majority) -> bool:
    return votes is not None and required.highest is not None and votes >= max(required.highest, 1)


def _at_least(votes: int | None, own: int, *, unknown: bool) -> bool:
    return unknown if votes is None else votes >= own


def round_type(number: int) -> RoundType:
    """Whether round ``number``, counted from 1, is restricted (rules 93 and 94): 1 open, 2-4 restricted, 5-7 open.

    Checked against the 48 rounds of 2006: 6, 36, 41, 47 and 48 were open, 10 and 22 restricted.

    Raises:
        ValueError: the number is less than one.
    """
    if number < 1:
        raise ValueError(f"There is no round {number}: rounds are counted from 1.")
    if number == 1 or (number - 2) // ROUNDS_OF_A_KIND % 2:
        return RoundType.UNRESTRICTED
    return RoundType.RESTRICTED


def ranked_by_round(number: int) -> int:
    """The open round whose votes rank those who may stand in restricted round ``number``: 1 for 2-4, 7 for 8-10.

    Raises:
        ValueError: the round is not restricted.
    """
    if round_type(number) is not RoundType.RESTRICTED:
        raise ValueError(f"Round {number} is open: any eligible Member may be voted for.")
    return number - 1 - (number - 2) % ROUNDS_OF_A_KIND


class Field(msgspec.Struct, frozen=True):
    """Who may stand in a restricted ballot."""

    candidates: tuple[str, ...] | None
    """In the order of their votes; ``None`` where unknown votes leave it open."""
    level: tuple[str, ...] = ()
    """Those level at the last place, where no rule says who of them stands."""
    places: int = 0
    """How many of those level may still stand."""


Rank = Mapping[str, Sequence[int | None]]
"""Candidate to votes in the ballot that ranks it, and then in each extra ballot."""


def may_stand(rank: Rank, places_left: int, elected: Collection[str] = (), policy: Policy = DEFAULT) -> Field:
    """Who may stand in a restricted ballot for ``places_left`` places (rules 93 and 94).

    At most twice as many as there are places: the two with the most votes for one place. Who has been elected no
    longer stands, and who got no vote does not.

    Raises:
        ValueError: no place is left.
    """
    if places_left < 1:
        raise ValueError("No place is left to fill: nobody stands.")
    limit = 2 * places_left
    left = {name: tuple(key) for name, key in rank.items() if name not in elected and key and key[0] != 0}
    if len(left) <= limit:
        return Field(tuple(sorted(left, key=lambda name: [-(each or 0) for each in left[name]])))
    known: dict[str, tuple[int, ...]] = {
        name: tuple(each for each in key if each is not None) for name, key in left.items()
    }
    if any(len(known[name]) < len(key) for name, key in left.items()):
        return Field(None)
    order = sorted(left, key=lambda name: [-each for each in known[name]])
    last = known[order[limit - 1]]
    if known[order[limit]] != last:
        return Field(tuple(order[:limit]))
    ahead = tuple(name for name in order if known[name] > last)
    level = tuple(name for name in order if known[name] == last)
    match policy.level:
        case LevelAtTheLastPlace.ADMIT_ALL:
            return Field(ahead + level, level)
        case LevelAtTheLastPlace.LEAVE_OUT:
            return Field(ahead, level)
        case LevelAtTheLastPlace.EXTRA_BALLOT:
            return Field(ahead, level, limit - len(ahead))


def needs_extra_ballot(field: Field) -> bool:
    """Whether an extra ballot among those level has to come first."""
    return field.places > 0
