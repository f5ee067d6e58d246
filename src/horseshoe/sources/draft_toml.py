"""A draft not yet voted on, typed in as a TOML file: what it is, who said what, and chances of one's own."""

from __future__ import annotations

import datetime
import re
from difflib import get_close_matches
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from horseshoe.answers.planned import Planned, require_countable
from horseshoe.answers.questions import BadQuestion, NotFound, find_state
from horseshoe.facts.proposals import Matter, ProposalKind
from horseshoe.facts.record import Record
from horseshoe.facts.situations import Action, Names
from horseshoe.forecast.seats import Chances
from horseshoe.forecast.stances import Confidence, Position, Speaker, Stance
from horseshoe.rules.draft_life import Stage
from horseshoe.sources.files import File, WrongFile, text, toml

TEMPLATE = """\
# A draft before the Security Council that has not been voted on. Lines that begin with # explain, or may be left out.
# States are given by code (RUS) or by name in any usual spelling. This example is made up: put your own in its place.

title = "Protection of civilians"     # short title or subject
date = 2026-12-15                     # day of the vote in New York, or the first day on which it may come
# until = 2026-12-18                  # the last day on which it may come
# symbol = "S/2026/999"               # symbol of the draft, once it is in blue
# situation = "ukraine"               # key of the situation that it is about
# action = "demand-ceasefire"         # what it asks for
# text_names = "yes"                  # whether its text names the three crimes or the protection of civilians
# agenda = "Protection of civilians in armed conflict"
# topic = "Thematic"
# kind = "draft_resolution"           # or: amendment, part, motion
# matter = "procedural"               # a vote is one of substance unless you say otherwise
sponsors = ["Denmark", "Greece"]
penholder = "Denmark"
stage = "round"                       # idea, zero_draft, round, silence, silence_broken, silence_passed, in_blue,
                                      # revised, amended or not_put

# What a member says it will do: one block a member and stage. The latest stage counts.
[[stance]]
state = "China"
stance = "abstain"                    # yes, no, abstain, not_participating, or will_not_oppose: anything but a no
stage = "round"                       # when it was said
said_by = "mission"                   # mission or capital: declared; report: somebody else says so
source = "consultations, 20 November"
confidence = "medium"                 # high, medium or low
# on = 2026-11-20                     # day on which it was said
# reliability = 0.9                   # how sure it is that the member will do so; else by confidence, speaker and stage

# Chances of your own for some seats; they stand in place of all else, and each line sums to 1.
[chances]
# RUS = { yes = 0.05, no = 0.15, abstain = 0.8, not_participating = 0.0 }

# How far a seat moves with the others, from -1 to 1, both excluded: 0 is for itself. Else the model's.
[loadings]
# RUS = 0.2
"""
"""A complete example that can be filled in; every line that is commented out is right once the mark is taken away."""


class _Stance(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    state: str
    stance: Position
    stage: Stage
    said_by: Speaker
    source: str
    confidence: Confidence = Confidence.MEDIUM
    on: datetime.date | None = None
    reliability: Annotated[float, Meta(ge=0, le=1)] | None = None


class _Chances(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    yes: float
    no: float
    abstain: float
    not_participating: float = 0.0


class Typed(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A draft not yet voted on, as it is typed in."""

    date: datetime.date
    until: datetime.date | None = None
    title: str | None = None
    symbol: str | None = None
    situation: str | None = None
    action: Action | None = None
    text_names: Names = Names.UNKNOWN
    agenda: str | None = None
    topic: str | None = None
    kind: ProposalKind = ProposalKind.DRAFT_RESOLUTION
    matter: Matter = Matter.SUBSTANTIVE
    sponsors: tuple[str, ...] = ()
    penholder: str | None = None
    stage: Stage | None = None
    stance: tuple[_Stance, ...] = ()
    chances: dict[str, _Chances] = {}
    loadings: dict[str, float] = {}


def read(file: File, record: Record) -> Planned:
    """The draft that the file describes, fit for a whip count.

    Args:
        file: the file, or standard input.
        record: what is known; it names the states and the Council of the day.

    Raises:
        WrongFile: the file cannot be read, is no TOML, has a key that there is not, lacks one, or has a value of the
            wrong form; the sentence names the line.
        NotFound: a state that is not known.
        BadQuestion: no whip count can be taken of the draft: :func:`horseshoe.answers.planned.require_countable`.
    """
    name, content = text(file)
    typed = _typed(name, content)
    stances = []
    for number, each in enumerate(typed.stance):
        place = f"{name}{_line(content, f'stance[{number}]', 'state')}"
        stances.append(
            Stance(
                state=_state(record, each.state, place),
                position=each.stance,
                stage=each.stage,
                said_by=each.said_by,
                source=each.source,
                confidence=each.confidence,
                on=each.on,
                reliability=each.reliability,
            )
        )
    planned = Planned(
        date=typed.date,
        until=typed.until,
        title=typed.title,
        symbol=typed.symbol,
        situation=typed.situation,
        action=typed.action.value if typed.action else None,
        text_names=typed.text_names,
        agenda=typed.agenda,
        topic=typed.topic,
        kind=typed.kind,
        matter=typed.matter,
        sponsors=tuple(_state(record, each, f"{name}{_line(content, '', 'sponsors')}") for each in typed.sponsors),
        penholder=_state(record, typed.penholder, f"{name}{_line(content, '', 'penholder')}")
        if typed.penholder
        else None,
        stage=typed.stage,
        stances=tuple(stances),
        chances=_chances(name, content, typed, record),
        loadings=_loadings(name, content, typed, record),
    )
    require_countable(record, planned)
    return planned


def _typed(name: str, content: str) -> Typed:
    data = toml(name, content)
    try:
        return msgspec.convert(data, Typed)
    except msgspec.ValidationError as error:
        raise WrongFile(_sentence(name, content, data, str(error))) from None


def _state(record: Record, named: str, place: str) -> str:
    try:
        return find_state(record, named)
    except NotFound as error:
        raise NotFound(f"{place}: {error}") from None
    except BadQuestion as error:
        raise BadQuestion(f"{place}: {error}") from None


def _chances(name: str, content: str, typed: Typed, record: Record) -> dict[str, Chances]:
    found: dict[str, Chances] = {}
    for named, each in typed.chances.items():
        place = f"{name}{_line(content, 'chances', named)}"
        code = _once(found, _state(record, named, place), place)
        try:
            found[code] = Chances(each.yes, each.no, each.abstain, each.not_participating)
        except ValueError as error:
            raise BadQuestion(f"{place}: {str(error)[0].lower()}{str(error)[1:]}") from None
    return found


def _loadings(name: str, content: str, typed: Typed, record: Record) -> dict[str, float]:
    found: dict[str, float] = {}
    for named, loading in typed.loadings.items():
        place = f"{name}{_line(content, 'loadings', named)}"
        if not -1 < loading < 1:
            raise BadQuestion(f"{place}: the loading of {named} is {loading}: it must lie between -1 and 1.")
        found[_once(found, _state(record, named, place), place)] = loading
    return found


def _once(found: dict[str, Any], code: str, place: str) -> str:
    if code in found:
        raise BadQuestion(f"{place}: {code} stands here twice: each seat has one line.")
    return code


# -- what is wrong, and on which line -----------------------------------------------------------------


def _sentence(name: str, content: str, data: dict[str, Any], error: str) -> str:
    """What msgspec says, with the line of the file and what would be right."""
    what, _, path = error.partition(" - at `")
    path = path.strip("`").removeprefix("$").removeprefix(".")
    if match := re.fullmatch("Object contains unknown field `(.+)`", what):
        table = path
        if table == "chances[...]":
            table = _odd_chances(data, match[1])
        known = _keys(table)
        near = get_close_matches(match[1], known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}."
        return f"{name}{_line(content, table, match[1])}: {match[1]!r} is no key{_of(table)}; {hint}"
    if match := re.fullmatch("Object missing required field `(.+)`", what):
        table = path if path != "chances[...]" else _short_chances(data, match[1])
        return f"{name}{_line(content, table, '')} has no {match[1]!r}{_of(table)}: it is required."
    table, _, key = path.rpartition(".")
    if not table and "[" in key:
        key = key.split("[")[0]
    choices = {"stance": Position, "stage": Stage, "said_by": Speaker, "confidence": Confidence}
    choices |= {"kind": ProposalKind, "matter": Matter}
    hint = f" It should be one of {', '.join(choices[key])}." if key in choices and "num" in what else ""
    if key in ("date", "until", "on"):
        hint = " Write it without quotation marks, as 2026-12-15."
    return f"{name}{_line(content, table, key)}, {key or table}: {what[0].lower()}{what[1:]}.{hint}"


def _keys(table: str) -> tuple[str, ...]:
    kind = _Stance if table.startswith("stance[") else _Chances if table.startswith("chances") else Typed
    return kind.__struct_fields__


def _of(table: str) -> str:
    if table.startswith("stance["):
        return " of [[stance]]"
    return f" of [{table}]" if table else ""


def _odd_chances(data: dict[str, Any], key: str) -> str:
    return f"chances.{next((state for state, each in data['chances'].items() if key in each), '')}"


def _short_chances(data: dict[str, Any], key: str) -> str:
    return f"chances.{next((state for state, each in data['chances'].items() if key not in each), '')}"


def _line(content: str, table: str, key: str) -> str:
    """Where a key of a table stands: `` line 12``; empty where it cannot be told.

    Args:
        content: the file.
        table: empty for the top of the file, ``stance[0]`` for the first such block, ``chances.RUS`` for a line of a
            table, or a table's name.
        key: the key; empty for the table itself.
    """
    block, _, row = table.partition(".")
    wanted = int(match[1]) if (match := re.search(r"\[(\d+)\]", block)) else 0
    block = block.split("[")[0]
    inside, seen, began = not block, -1, 0
    own_header = f"{block}.{key}" if block else key
    for number, line in enumerate(content.splitlines(), start=1):
        if header := re.match(r"\s*\[{1,2}\s*([^\]]+?)\s*\]{1,2}", line):
            title = header[1].replace('"', "").replace("'", "")
            if key and title == own_header:
                return f" line {number}"
            seen += title == block
            inside = (title == block and seen == wanted) or (bool(row) and title == table)
            began = number if inside else began
            if inside and title == table and row:
                row = ""
            continue
        if inside and (row or key) and re.match(rf"\s*[\"']?{re.escape(row or key)}[\"']?\s*[=.]", line):
            return f" line {number}"
    return f" line {began}" if began else ""
