"""Seats and casts written short, for tests of the Charter's rules."""

from __future__ import annotations

from collections.abc import Mapping

from horseshoe.facts.proposals import Cast

P5 = frozenset({"CHN", "FRA", "GBR", "RUS", "USA"})
NAMES = {
    "CHN": "China",
    "FRA": "France",
    "GBR": "United Kingdom",
    "RUS": "Russian Federation",
    "USA": "United States",
}
COUNCIL_2022 = "ALB ARE BRA CHN FRA GAB GBR GHA IND IRL KEN MEX NOR RUS USA"
COUNCIL_1948 = "ARG BEL CAN CHN COL FRA GBR RUS SYR UKR USA"


def votes(yes: str = "", no: str = "", abstain: str = "", silent: str = "", unknown: str = "") -> dict[str, Cast]:
    kinds = (Cast.YES, yes), (Cast.NO, no), (Cast.ABSTAIN, abstain), (Cast.NOT_VOTING, silent), (Cast.UNKNOWN, unknown)
    return {state: cast for cast, states in kinds for state in states.split()}


def all_but(council: str, others: Mapping[str, Cast]) -> dict[str, Cast]:
    """The Council voting yes, except for ``others``."""
    return {state: others.get(state, Cast.YES) for state in council.split()}
