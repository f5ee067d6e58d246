"""What each seat may do in a vote that has not been taken: four chances a seat, and its tie to the shared factor."""

from __future__ import annotations

import math
from collections.abc import Iterator

import msgspec

from horseshoe.facts.proposals import Cast

SUM_WITHIN = 1e-9
"""How far from 1 the four chances of a seat may sum."""

POSSIBLE = (Cast.YES, Cast.NO, Cast.ABSTAIN, Cast.NOT_PARTICIPATING)
"""What a seat can do in a vote. An empty seat counts as not participating: Article 27 tells the two apart nowhere."""


class Chances(msgspec.Struct, frozen=True):
    """The chances that a seat votes yes, votes no, abstains, or does not take part: probabilities from 0 to 1.

    Raises:
        ValueError: one of them is no probability, or they do not sum to 1 within 1e-9.
    """

    yes: float
    no: float
    abstain: float
    not_participating: float = 0.0

    def __post_init__(self) -> None:
        total = self.yes + self.no + self.abstain + self.not_participating
        if min(self.yes, self.no, self.abstain, self.not_participating) < 0 or not abs(total - 1) <= SUM_WITHIN:
            raise ValueError(_wrong(self, total))

    @classmethod
    def certain(cls, cast: Cast) -> Chances:
        """The chances of a seat that is sure to make this cast.

        Raises:
            ValueError: the cast is none that a seat can still make, such as ``unknown``.
        """
        if cast is Cast.ABSENT:
            cast = Cast.NOT_PARTICIPATING
        if cast not in POSSIBLE:
            raise ValueError(f"No seat can choose to vote {cast.value!r}: there are {', '.join(POSSIBLE)}.")
        return cls(*(float(each is cast) for each in POSSIBLE))

    def of(self, cast: Cast) -> float:
        """The chance of one cast; an empty seat does not take part."""
        return float(getattr(self, Cast.NOT_PARTICIPATING if cast is Cast.ABSENT else cast))

    @property
    def silent(self) -> float:
        """The chance that the seat votes neither yes nor no: it abstains or does not take part."""
        return self.abstain + self.not_participating

    def casts(self) -> Iterator[tuple[Cast, float]]:
        """Each cast that a seat can make, with its chance."""
        for cast in POSSIBLE:
            yield cast, float(getattr(self, cast))


class SeatChances(msgspec.Struct, frozen=True):
    """One seat of the Council, what it may do, and how far it moves with the others.

    ``loading`` ties the seat to one factor that all seats share, such as how acceptable the text is. Its votes lie on
    a hidden normal scale, no below abstaining below yes, with the two thresholds set so that the chances are exactly
    those given; the scale is ``loading * factor + sqrt(1 - loading ** 2) * own``, both standard normal. Two seats'
    hidden scales therefore correlate by the product of their loadings. 0: the seat is independent.

    Raises:
        ValueError: the loading does not lie between -1 and 1, both excluded.
    """

    state: str
    permanent: bool
    chances: Chances
    loading: float = 0.0

    def __post_init__(self) -> None:
        if not -1 < self.loading < 1:
            raise ValueError(f"The loading of {self.state} is {self.loading}: it must lie between -1 and 1.")


def _wrong(chances: Chances, total: float) -> str:
    values = ", ".join(f"{cast.value} {chance:g}" for cast, chance in chances.casts())
    if any(not 0 <= chance <= 1 for _, chance in chances.casts()):
        return f"The chances {values} are no probabilities: each must lie between 0 and 1."
    return f"The chances {values} sum to {total:.12g}: they must sum to 1." if math.isfinite(total) else values
