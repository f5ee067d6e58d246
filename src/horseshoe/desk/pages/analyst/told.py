"""What a workspace keeps, and rows of the public record, as pages tell them: labels, names of states, days, words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_noop

from horseshoe.desk.workspace.items import Assessment, DraftStage, Instruction, Note, Stance, WhipCount
from horseshoe.desk.workspace.kept import Kept
from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.record import Record
from horseshoe.site.language.tongues import said
from horseshoe.site.record import today
from horseshoe.site.tags.saying import plain_day, plain_sentence, vote, words

LABELS = {
    "draft": gettext_noop("Draft"),
    "state": gettext_noop("State"),
    "phase": gettext_noop("Stage"),
    "stance": gettext_noop("Vote"),
    "voice": gettext_noop("Who spoke"),
    "speaker": gettext_noop("Name or office of who spoke"),
    "giver": gettext_noop("Who in the capital"),
    "says": gettext_noop("What it says"),
    "text": gettext_noop("Note"),
    "stage": gettext_noop("Stage"),
    "outcome": gettext_noop("Outcome"),
    "title": gettext_noop("Title"),
    "on": gettext_noop("As of"),
    "seats": gettext_noop("Seats"),
    "assessor": gettext_noop("Assessor"),
    "made": gettext_noop("Day of the view"),
    "signed": gettext_noop("Who states it"),
    "status": gettext_noop("Whether the Code was engaged"),
    "aim": gettext_noop("What the draft aims at"),
    "aim_why": gettext_noop("Why that is its aim"),
    "facts": gettext_noop("What UN entities had said by the vote"),
    "facts_why": gettext_noop("What they had said, and where"),
    "credible": gettext_noop("Whether the draft was credible"),
    "credible_why": gettext_noop("Why it was credible, or not"),
    "crimes": gettext_noop("Crimes"),
    "scale": gettext_noop("Scale of war crimes"),
    "evidence": gettext_noop("Evidence"),
    "not_before": gettext_noop("Not before"),
    "not_after": gettext_noop("Not after"),
    "retracted": gettext_noop("Retracted"),
    "key": gettext_noop("Key in the public record"),
    "table": gettext_noop("Table of the public record"),
    "revision": gettext_noop("Revision"),
}
"""Field to what it is called; others are called by their names."""

_WORDS = frozenset(
    ("phase", "voice", "stage", "outcome", "status", "aim", "facts", "credible", "crimes", "scale", "kind",
     "entity", "strength", "confidence", "position", "invokes_code", "invokes_restraint", "table")
)  # fmt: skip
"""Fields that hold a word of the data's own, and no text."""


def fields(item: Any, record: Record) -> list[tuple[str, str]]:
    """The fields of an item, a row or an entry of a history: label and value, what is empty left out."""
    told = dict(item) if isinstance(item, Mapping) else {name: getattr(item, name) for name in item.__struct_fields__}
    found = []
    if told.get("not_before") and told.get("not_before") == told.get("not_after"):
        told = {"day": told.pop("not_before"), **{name: each for name, each in told.items() if name != "not_after"}}
    for name, value in told.items():
        if value not in (None, "", (), []):
            label = gettext("Day") if name == "day" else _label(name)
            found.append((label, _value(name, value, record)))
    return found


def shown(record: Record, kept: Kept) -> dict[str, Any]:
    """One item as a list shows it: a few words on it, and what it says."""
    item = kept.item
    told, more = "", ""
    match item:
        case Stance():
            told = f"{name_of(record, item.state)}: {vote(item.stance)}, {words(item.phase)}, {words(item.voice)}"
            more = item.says
        case Instruction():
            told, more = f"{name_of(record, item.state)}: {vote(item.stance)}", item.says
        case Note():
            told = gettext("Note of %(day)s") % {"day": plain_day(kept.at.date())}
            more = item.text
        case DraftStage():
            told, more = f"{words(item.stage)}, {plain_sentence(str(item.event().date))}", item.says or ""
        case WhipCount():
            counts: dict[str, int] = {}
            for seat in item.seats:
                counts[seat.stance] = counts.get(seat.stance, 0) + 1
            told = f"{item.title}, {plain_day(item.on)}"
            more = ", ".join(f"{vote(stance)} {number}" for stance, number in sorted(counts.items()))
        case Assessment():
            told = f"{item.assessor}, {plain_day(item.made)}: {words(item.status)}"
            more = item.aim_why
    return {"kept": kept, "said": told, "more": more}


def name_of(record: Record, state: str, on: date | None = None) -> str:
    """The name of a state in the language of the page; its code, where the record does not know it."""
    return said(record.name(state, on or today())) if state in record.state else state


def when(first: date | None, last: date | None) -> str:
    """A day, or days in doubt, written out; empty where nothing is known."""
    return plain_sentence(str(DoubtfulDate(first, last))) if first or last else ""


def _label(name: str) -> str:
    return gettext(LABELS[name]) if name in LABELS else words(name).capitalize()


def _value(name: str, value: Any, record: Record) -> str:
    if isinstance(value, list | tuple):
        return (", " if name != "seats" else "\n").join(_value(name, each, record) for each in value)
    if name == "state":
        return name_of(record, str(value))
    if name == "seats":
        seat = (
            value if isinstance(value, Mapping) else {part: getattr(value, part) for part in ("state", "stance", "why")}
        )
        why = f" ({seat['why']})" if seat.get("why") else ""
        return f"{name_of(record, seat['state'])}: {vote(seat['stance'])}{why}"
    if isinstance(value, date):
        return plain_day(value)
    if name in ("stance", "cast_stated"):
        return vote(value)
    if name in _WORDS:
        return words(value)
    if name in ("not_before", "not_after", "on", "made", "day", "retracted"):
        return plain_sentence(str(value)[:10])
    if parts := getattr(value, "__struct_fields__", None):
        return " ".join(str(getattr(value, part)) for part in parts if getattr(value, part))
    return str(getattr(value, "value", value))
