"""Evidence, explanations of votes and assessors typed into forms: checked, written to the public record, taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Action, Kind, Thing, decide
from horseshoe.desk.refusals import NotAllowed, NotHere, Unfit
from horseshoe.facts.assessments import Assessor, AssessorKind
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record, key_of
from horseshoe.facts.references import REFERENCES
from horseshoe.facts.rows import fault_of
from horseshoe.facts.sources import Source
from horseshoe.facts.statements import Explanation
from horseshoe.sources import accept, assessment_toml
from horseshoe.sources.assessment_fields import Fields, key
from horseshoe.sources.assessment_form import Origin, Typed, TypedEvidence
from horseshoe.store import writing
from horseshoe.store.snapshot import snapshot

if TYPE_CHECKING:
    from horseshoe.desk.workspace.private import Account

FORM = "the form"

TABLES = ("evidence", "explanations", "assessors", "stances", "assessments")
"""The public tables that the desk writes to row by row, beside votes and acts of support."""

Told = Mapping[str, Any]


def evidence(told: Told, record: Record, today: date) -> tuple[Record, str]:
    """The rows of a document that was typed in, and the key of its evidence.

    Raises:
        Unfit: it does not hold together, or the record has it; the sentence names the field.
    """
    given = _given(told)
    given["source"] = _origin(given)
    try:
        form = Typed(evidence=(msgspec.convert(given, TypedEvidence, strict=False),))
    except msgspec.ValidationError as error:
        field, what = fault_of(error)
        raise Unfit(f"{field.capitalize() or 'The form'}: {what}.") from None
    assessed = assessment_toml.checked(form, FORM, record, today)
    if assessed.refused:
        raise Unfit(" ".join(f"{each.field.capitalize()}: {each.what}." for each in assessed.refused))
    try:
        rows = assessed.rows()
    except accept.Refused as error:
        raise Unfit(str(error)) from None
    if not rows.evidence:
        raise Unfit("The record has this already.")
    return rows, rows.evidence[0].id


def explanation(told: Told, record: Record, today: date) -> tuple[Record, str]:
    """The rows of what a state said of a vote, and the key of the explanation.

    Raises:
        Unfit: as for ``evidence``.
    """
    given = _given(told)
    known = record.as_known(None)
    fields = Fields("", Typed(), known, today)
    fields.where = "explanation", 1
    origin = _origin(given)
    vote = fields.vote(given.pop("draft", ""))
    dated = fields.dated(_day(given.pop("date", None)), None)
    source = fields.source(Origin(**origin) if origin else None)
    state = fields.state(given.pop("state", ""))
    if vote and dated and dated[1] < vote.date:
        fields.wrong("date", f"{dated[0]} lies before the vote of {vote.date}: what is said before a vote is a stance")
    stated = given.get("cast_stated")
    cast = vote.casts().get(state) if vote and state else None
    if stated and cast in (Cast.YES, Cast.NO, Cast.ABSTAIN) and cast != stated:
        fields.wrong("cast_stated", f"it states {stated}, and the roll call has {cast} for {state}: check which it is")
    if fields.refused or vote is None or dated is None or source is None or state is None:
        raise Unfit(" ".join(f"{_label(each.field)}: {each.what}." for each in fields.refused))
    name = key("own", state.lower(), vote.id, told_by=(given.get("kind", ""), given.get("body", ""), dated[0]))
    row = {
        **given,
        "id": name,
        "state": state,
        "roll_call": vote.id,
        "situation": known.draft_situation[vote.id].situation if vote.id in known.draft_situation else None,
        "not_before": dated[1],
        "not_after": dated[2],
        "source": source,
        "recorded": today,
    }
    try:
        made = msgspec.convert(row, Explanation, strict=False)
    except msgspec.ValidationError as error:
        field, what = fault_of(error)
        raise Unfit(f"{_label(field)}: {what}.") from None
    _refuse_known("explanations", made, record)
    return Record(sources=tuple(fields.rows.get("sources", {}).values()), explanations=(made,)), name


def assessor(told: Told, record: Record, today: date) -> tuple[Record, str]:
    """The rows of somebody who states views, and the key.

    Raises:
        Unfit: as for ``evidence``.
    """
    given = _given(told)
    name = str(given.get("id", ""))
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) or len(name) > 60:
        raise Unfit("Key: it is of small letters, digits and single hyphens, as in kenya-mission.")
    if not given.get("name"):
        raise Unfit("Name: a reader needs to know whose view it is.")
    if given.get("kind") not in (AssessorKind.MINISTRY, AssessorKind.ORGANISATION, AssessorKind.RESEARCHER):
        raise Unfit("Kind: it is a ministry, an organisation or a researcher; a published standard is computed.")
    title = f"Views of {given['name']}, as stated to this record"
    source = Source(id=f"views-{name}", title=title, kind="document", recorded=today)
    row = Assessor(
        id=name,
        name=given["name"],
        kind=AssessorKind(given["kind"]),
        about=given.get("about"),
        source=source.id,
        recorded=today,
    )
    _refuse_known("assessors", row, record)
    sources = () if source.id in record.source else (source,)
    return Record(sources=sources, assessors=(row,)), name


MAKERS: Mapping[str, Callable[[Told, Record, date], tuple[Record, str]]] = {
    "evidence": evidence,
    "explanations": explanation,
    "assessors": assessor,
}
"""Table to what makes its rows of a form."""


def record(user: Account, table: str, told: Told, *, why: str, today: date) -> str:
    """Write what a form describes into the public record; gives the key of the row.

    Raises:
        NotAllowed: the person may not write to the public record.
        NotHere: no form is for that table.
        Unfit: it does not hold together.
        horseshoe.store.errors.StoreError: the store does not take it.
    """
    person = people.found(user)
    if not (decision := decide(person, Action.WRITE, Thing(Kind.FACTS))):
        raise NotAllowed(decision.because)
    if table not in MAKERS:
        raise NotHere("No form is for such a table.")
    writing.refuse_nameless(person.name, why)
    snapshot()
    with writing.alone():
        rows, name = MAKERS[table](told, snapshot(), today)
        writing.add(rows, by=person.name, why=why)
    return name


def retract(user: Account, table: str, name: str, *, why: str, by: str | None = None) -> int:
    """Withdraw a row that the desk wrote; it stays to be seen. Gives the revision.

    Args:
        user: who withdraws it.
        table: the table of the row.
        name: its key.
        why: why.
        by: the name under which the audit has it; that of the account where it is not given.

    Raises:
        NotAllowed: the person may not retract from the public record.
        NotHere: the desk writes to no such table.
        Unfit: something else in the record rests on it.
        horseshoe.store.errors.StoreError: there is no such row, or it is withdrawn already.
    """
    person = people.found(user)
    if not (decision := decide(person, Action.RETRACT, Thing(Kind.FACTS))):
        raise NotAllowed(decision.because)
    if table not in TABLES:
        raise NotHere("The desk writes to no such table.")
    snapshot()
    with writing.alone():
        if cited := _rests(snapshot().as_known(None), table, name):
            raise Unfit(f"{cited} rests on it: retract that first.")
        return writing.retract(table, name, by=by or person.name, why=why)


def _rests(known: Record, table: str, name: str) -> str | None:
    """A row that refers to this one, as a sentence names it."""
    for (citing, column), (to, _) in REFERENCES.items():
        if to != table:
            continue
        for row in getattr(known, citing):
            told = getattr(row, column)
            if name in (told if isinstance(told, tuple) else (told,)):
                return f"{citing.replace('_', ' ').capitalize()} {key_of(citing, row)}"
    return None


def _refuse_known(table: str, row: Any, record: Record) -> None:
    if any(key_of(table, each) == key_of(table, row) for each in getattr(record, table)):
        raise Unfit(f"The record has {key_of(table, row)} already, or had it: what is wrong in it is retracted.")


def _given(told: Told) -> dict[str, Any]:
    for name, value in told.items():
        several = value if isinstance(value, list | tuple) else (value,)
        if not all(each is None or isinstance(each, str | date) for each in several):
            raise Unfit(f"{_label(name)}: it is no text.")
        if isinstance(value, list | tuple) and name != "crimes":
            raise Unfit(f"{_label(name)}: there is one.")
    return {name: value for name, value in told.items() if value not in ("", None, [])}


def _origin(given: dict[str, Any]) -> dict[str, Any]:
    """The source that a form names, taken out of it."""
    found = {part: given.pop(f"source_{part}", None) for part in ("title", "symbol", "url")}
    if not found["title"]:
        raise Unfit("Source title: a reader needs to know where it can be read.")
    return {part: value for part, value in found.items() if value}


def _day(told: Any) -> date | None:
    if told is None or isinstance(told, date):
        return told
    try:
        return date.fromisoformat(str(told))
    except ValueError:
        raise Unfit(f"Date: {told!r} is no day: write it as 2026-11-20.") from None


def _label(field: str) -> str:
    return field.replace("_", " ").capitalize() or "The form"
