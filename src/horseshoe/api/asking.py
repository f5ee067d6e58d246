"""What parameters can be asked with: their types, each with what it means and an example."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from ninja import Path, Query
from pydantic import BeforeValidator, WithJsonSchema

from horseshoe.answers.questions import parse_day
from horseshoe.api.paging import FARTHEST, MOST, USUAL
from horseshoe.facts.pledges import Instrument
from horseshoe.rules.code import DisavowalPolicy

LONGEST = 200
"""Characters of one parameter."""


def _day(told: Any) -> Any:
    return parse_day(told) if isinstance(told, str) else told


AsDay = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day, written YYYY-MM-DD."""


def _flag(told: Any) -> Any:
    if told not in ("true", "false", True, False):
        raise ValueError("Write it as true or false.")
    return told in ("true", True)


AsFlag = Annotated[bool, BeforeValidator(_flag)]
"""True or false, written so."""


def told(says: str, example: str | int | None = None, **bounds: int) -> Any:
    """What the document says of a parameter of the query."""
    made: Any = Query(description=says, examples=None if example is None else [example], **bounds)  # type: ignore[type-arg]
    return made


def flag(says: str) -> Any:
    """What the document says of a parameter that is true or false, and false where it is not given."""
    # The default stands here: pydantic forgets one that is set on a field whose type has a validator.
    made: Any = Query(False, description=says)  # type: ignore[type-arg]
    return made


def words(says: str, example: str | None = None) -> Any:
    """What the document says of a parameter that is text."""
    return told(says, example, min_length=1, max_length=LONGEST)


def part(says: str, example: str | int, **bounds: int) -> Any:
    """What the document says of a part of the address."""
    made: Any = Path(description=says, examples=[example], **bounds)  # type: ignore[type-arg]
    return made


On = Annotated[AsDay | None, told("As of this day; today if not given.")]
AsKnown = Annotated[AsDay | None, told("Answer with what was recorded by the end of this day.")]
Since = Annotated[AsDay | None, told("First day.")]
Until = Annotated[AsDay | None, told("Last day.")]
Pledge = Annotated[Instrument | None, told("code or declaration; both if not given.")]
Disavowal = Annotated[DisavowalPolicy, told("What a disavowal does, for which neither text has a clause.")]
AssessorName = Annotated[str | None, words("The findings of this assessor, by its id; everybody's if not given.")]
SituationAsked = Annotated[str | None, words("Votes on this situation, by key or name.", "syria")]
Amendments = Annotated[AsFlag, flag("Judge amendments, parts, motions and procedural votes too, which are only shown.")]
Group = Annotated[str | None, words("Only these seats: AFRICA, ASIA-PACIFIC, EEG, GRULAC or WEOG.")]

Symbol = Annotated[
    str,
    part("A draft, a resolution, a meeting, or the id of a roll call.", "S/2022/155", min_length=1, max_length=LONGEST),
]
StateName = Annotated[
    str, part("A state, by code or by name in any usual spelling.", "FRA", min_length=1, max_length=LONGEST)
]
SituationName = Annotated[str, part("A situation, by key or name.", "syria", min_length=1, max_length=LONGEST)]
Year = Annotated[int, part("The year of an election.", 2025, ge=1945, le=2200)]
AsPledge = Annotated[Instrument, part("code (ACT Code of Conduct) or declaration (France/Mexico).", "code")]

Fields = Annotated[
    str | None,
    Query(
        description="Only these fields, with commas between them and dots into what is within: `a,b.c`. Of a list, of "
        "each item.",
        min_length=1,
        max_length=2000,
    ),
]
Limit = Annotated[int, Query(description="So many items.", ge=1, le=MOST)]
Offset = Annotated[int, Query(description="From so many on.", ge=0, le=FARTHEST)]

LIMIT = USUAL
