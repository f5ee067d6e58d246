"""The TOML file in which an assessor states views, with the evidence and stances that they rest on: its form."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from horseshoe.facts.assessments import Aim, AssessorKind, Credible, FactsSay, Observed, Scale, Status
from horseshoe.facts.evidence import Entity, Strength
from horseshoe.facts.statements import Voice
from horseshoe.rules.code import Phase
from horseshoe.sources.files import WrongFile, toml

EXAMPLE = "example-institute"
"""The assessor of the template, who is nobody: its view is checked like any other, and never written."""

TEMPLATE = """\
# Views on whether the Code of Conduct applied to drafts, by one assessor: whether it was engaged, and why.
# Lines that begin with # explain, or may be left out. Take the # away from those that you need.
# This example is a view of the draft of 22 May 2014 on Syria: put your own in its place.

[assessor]
id = "example-institute"              # short, of small letters, digits and hyphens; yours alone, and always the same
name = "An example institute"
kind = "researcher"                   # or: ministry, organisation
by = "Whoever states the view"        # a person or an office
# about = "How you judge, in a sentence."

# [source]                            # where your views are published, if they are: a title, and a symbol or a url
# title = "Title of your publication"
# url = "https://example.org/views"

[[assessment]]                        # one for each draft
draft = "S/2014/348"                  # its symbol, or the id of the roll call; it must have been put to the vote
made = 2026-01-15                     # day of the view; a later one of yours on the same draft takes its place
status = "engaged"                    # or: not_engaged, contested; it must follow from the three parts
aim = "acts"                          # or: limits, neither, disputed
aim_why = "It would have referred the situation to the Prosecutor of the International Criminal Court."
facts = "crimes"                      # or: risk, neither, disputed; what United Nations entities said by that day
facts_why = "The Commission of Inquiry had found crimes against humanity in November 2011."
credible = "yes"                      # or: no, disputed
credible_why = "The text covered all parties, and 13 members voted for it."
crimes = ["crimes_against_humanity"]  # genocide, crimes_against_humanity, war_crimes
evidence = ["syria-03", "syria-06"]   # what it rests on, public by the day of the vote: ids, or labels of this file
# scale = "unknown"                   # of war crimes, for the Declaration: large, not_large, unknown
# note = "What a reader should know about this view."

# [[evidence]]                        # a document that the record lacks; one for each
# label = "report"                    # a name for it within this file
# situation = "syria"                 # id of a situation in the record
# entity = "commission_of_inquiry"    # or: secretary_general, ohchr, fact_finding_mission, special_adviser, ...
# title = "Title of the document"
# symbol = "A/HRC/21/50"              # its symbol, if it has one
# date = 2012-08-15                   # day on which it became public; or month = "2012-08"
# crimes = ["war_crimes"]             # those of the three that it names
# also_named = ["ethnic_cleansing"]   # what else it names, which the Code does not
# strength = "reasonable_grounds"     # or: found, may_amount, risk_warned, denied, none
# attributed_to = "To whom it attributes them"
# says = "What it says, in your own words."
# confidence = "medium"               # high, medium, low, or recall for what you have not seen: it carries no view
# source = { title = "Title of what you read", url = "https://example.org/report" }

# [[observation]]                     # a risk factor of the Framework of Analysis; nothing is added up
# situation = "syria"
# factor = 1                          # 1 to 14
# made = 2026-01-15                   # day of the view
# observed = "present"                # or: absent, unclear
# why = "Why you see it so."
# evidence = ["syria-03"]             # may be left out

# [[stance]]                          # what a member said before the vote: reported, never judged
# draft = "S/2014/348"                # its symbol, or its title before it had one
# state = "Chad"                      # by code or by name
# phase = "negotiation"               # or: consultations, silence, blue
# stance = "undecided"                # or: yes, no, abstain, not_participating
# voice = "mission"                   # or: capital, unknown
# speaker = "Who spoke"
# date = 2014-05-20                   # or month = "2014-05"
# says = "What was said, in your own words."
# source = { title = "Title of what you read", url = "https://example.org/stance" }
"""
"""An example that can be filled in. As it stands it states one view, of a draft on which nobody was bound."""

Text = Annotated[str, Meta(pattern=r"\S")]
Day = datetime.date


class StanceBefore(StrEnum):
    """What a member can say before a vote that it would do."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    NOT_PARTICIPATING = "not_participating"
    UNDECIDED = "undecided"


class Confidence(StrEnum):
    """How sure a row is; what is only recalled carries no view."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    RECALL = "recall"


class Origin(msgspec.Struct, forbid_unknown_fields=True):
    """Where something was read: ``source``."""

    title: Text
    symbol: str | None = None
    url: str | None = None


class TypedAssessor(msgspec.Struct, forbid_unknown_fields=True):
    """The section ``[assessor]``."""

    id: Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    name: Text
    kind: AssessorKind
    by: Text
    about: Text | None = None


class TypedView(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A section ``[[assessment]]``."""

    draft: Text
    made: Day
    status: Status
    aim: Aim
    aim_why: Text
    facts: FactsSay
    facts_why: Text
    credible: Credible
    credible_why: Text
    crimes: tuple[str, ...] = ()
    scale: Scale = Scale.UNKNOWN
    evidence: tuple[str, ...] = ()
    note: Text | None = None


class TypedEvidence(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A section ``[[evidence]]``."""

    situation: str
    entity: Entity
    title: Text
    strength: Strength
    says: Text
    source: Origin | None = None
    label: Text | None = None
    symbol: Text | None = None
    date: Day | None = None
    month: str | None = None
    crimes: tuple[str, ...] = ()
    also_named: tuple[Text, ...] = ()
    attributed_to: Text | None = None
    confidence: Confidence = Confidence.MEDIUM
    note: Text | None = None


class TypedObservation(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A section ``[[observation]]``."""

    situation: str
    factor: Annotated[int, Meta(ge=1, le=14)]
    made: Day
    observed: Observed
    why: Text
    evidence: tuple[str, ...] = ()
    note: Text | None = None


class TypedStance(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A section ``[[stance]]``."""

    draft: Text
    state: str
    phase: Phase
    stance: StanceBefore
    voice: Voice
    says: Text
    source: Origin | None = None
    speaker: Text | None = None
    date: Day | None = None
    month: str | None = None
    confidence: Confidence = Confidence.MEDIUM
    note: Text | None = None


class Typed(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The whole file."""

    assessor: TypedAssessor | None = None
    source: Origin | None = None
    assessment: tuple[TypedView, ...] = ()
    evidence: tuple[TypedEvidence, ...] = ()
    observation: tuple[TypedObservation, ...] = ()
    stance: tuple[TypedStance, ...] = ()


SECTIONS: Mapping[str, type[msgspec.Struct]] = {
    "assessor": TypedAssessor,
    "source": Origin,
    "assessment": TypedView,
    "evidence": TypedEvidence,
    "observation": TypedObservation,
    "stance": TypedStance,
}
MANY = frozenset({"assessment", "evidence", "observation", "stance"})


def parse(name: str, content: str) -> Typed:
    """What was typed, with every value of its type.

    Raises:
        WrongFile: it is not TOML, or a key or value is not of the form; the sentence says where and what would be
            right.
    """
    data = toml(name, content)
    try:
        typed = msgspec.convert(data, Typed)
    except msgspec.ValidationError as error:
        raise WrongFile(_sentence(name, content, str(error))) from None
    if not any(getattr(typed, section) for section in MANY):
        raise WrongFile(f"{name} states nothing: it should have at least one of [[{']], [['.join(sorted(MANY))}]].")
    if typed.assessor is None and (typed.assessment or typed.observation):
        section = "assessment" if typed.assessment else "observation"
        raise WrongFile(f"{name} has no [assessor], and a [[{section}]]: a view is somebody's.")
    return typed


def place(content: str, section: str, number: int | None, field: str | None = None) -> str:
    """Where a section of a file is, for a sentence: ``line 12, assessment 1``; the line of its field if it has one."""
    named = section if number is None else f"{section} {number}"
    line = _line(content, section, number, field)
    return f"line {line}, {named}" if line else named


def _line(content: str, section: str, number: int | None, field: str | None) -> int | None:
    header = re.compile(rf"\s*\[\[?\s*{re.escape(section)}\s*\]\]?")
    seen, inside, start = 0, False, None
    for at, line in enumerate(content.splitlines(), start=1):
        if re.match(r"\s*\[", line) and not re.match(r"\s*\[\s*[\"'\d]", line):
            seen += bool(header.match(line))
            inside = bool(header.match(line)) and seen == (number or 1)
            start = at if inside else start
        elif inside and field and re.match(rf"\s*[\"']?{re.escape(field)}[\"']?\s*=", line):
            return at
    return start


# -- what msgspec says, in a sentence -----------------------------------------------------------------


def _sentence(name: str, content: str, error: str) -> str:
    what, _, path = error.partition(" - at `$.")
    match = re.match(r"(\w+)(?:\[(\d+)\])?\.?(\w+)?(?:\[\d+\])?\.?(\w+)?", path)
    section, index, field, inner = match.groups() if match else (None, None, None, None)
    number = int(index) + 1 if index else None
    if unknown := re.fullmatch("Object contains unknown field `(.+)`", what):
        return _unknown(name, content, unknown[1], section, number, field)
    if missing := re.fullmatch("Object missing required field `(.+)`", what):
        where = f"{place(content, section or '', number)}{f', {field}' if field else ''}"
        return f"{name} {where}, has no {missing[1]}: it is required."
    if section and field is None:
        if section in MANY:
            return f"{name}, {section}: write it as [[{section}]], with two brackets, since there can be several."
        return f"{name}, {section}: write it as [{section}], with one bracket, since there is one."
    where = place(content, section or "", number, field)
    named = f"{field}.{inner}" if inner else field
    if "regex" in what or "length" in what:
        hint = "is to be of small letters, digits and single hyphens" if field == "id" else "is empty"
        return f"{name} {where}, {named}: it {hint}."
    listed = _values(SECTIONS.get(section or ""), field)
    hint = f"; it should be one of {', '.join(listed)}" if listed else ""
    return f"{name} {where}, {named}: {what[0].lower()}{what[1:]}{hint}."


def _unknown(name: str, content: str, key: str, section: str | None, number: int | None, field: str | None) -> str:
    if section is None:
        near = get_close_matches(key, SECTIONS, n=1)
        hint = f"did you mean {_bracketed(near[0])}?" if near else f"there are {', '.join(map(_bracketed, SECTIONS))}."
        return f"{name} {place(content, key, 1 if f'[[{key}' in content else None)}: it is no section; {hint}"
    known = (Origin if field == "source" else SECTIONS[section]).__struct_fields__
    near = get_close_matches(key, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}."
    of = ", source" if field == "source" else ""
    return f"{name} {place(content, section, number, key)}{of}: {key!r} is no key; {hint}"


def _bracketed(section: str) -> str:
    return f"[[{section}]]" if section in MANY else f"[{section}]"


def _values(section: type[msgspec.Struct] | None, field: str | None) -> tuple[str, ...]:
    """The values that a field can have, where they are listed."""
    hint: Any = get_type_hints(section).get(field or "") if section else None
    todo = [hint]
    while todo:
        each = todo.pop()
        if isinstance(each, type) and issubclass(each, StrEnum):
            return tuple(each)
        if get_origin(each):
            todo += get_args(each)
    return ()
