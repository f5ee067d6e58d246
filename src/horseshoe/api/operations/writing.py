"""Writing facts with a token: each change goes the way that the desk's pages go, with the same rights and checks."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from horseshoe.api.asking import AsFlag, flag
from horseshoe.api.facts import Facts
from horseshoe.api.operation import Subject
from horseshoe.api.posted import Posted
from horseshoe.api.problems import Refusal
from horseshoe.api.writer import Writer, Written, WrittenRow
from horseshoe.desk.access.rights import Action, Kind, Thing
from horseshoe.desk.access.tokens import Scope
from horseshoe.desk.record import floor, recording
from horseshoe.desk.refusals import Unfit
from horseshoe.facts.record import Record, key_of
from horseshoe.facts.statements import Leaning, Voice
from horseshoe.facts.statements import Said as SaidSo
from horseshoe.facts.tables import row_types
from horseshoe.sources import accept, assessment_form, assessment_toml, rollcall_toml
from horseshoe.sources.assessment_form import Origin, Typed, TypedEvidence
from horseshoe.sources.files import filled, text
from horseshoe.store import writing

SUBJECT = Subject("Writing", "What a token is for. Everything is checked first, and written whole or not at all.")

Check = Annotated[AsFlag, flag("Only check, and say what would be written.")]


class ToldExplanation(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What a state said of a vote, as the desk's form asks it."""

    state: Annotated[str, Meta(description="By code or by name.")]
    draft: Annotated[str, Meta(description="The vote: symbol of the draft or resolution, or id of the roll call.")]
    body: Annotated[str, Meta(min_length=1, description="Where it was said.")]
    kind: Literal["explanation_of_vote", "ga_debate", "national_statement"]
    position: Annotated[Leaning, Meta(description="How it stands to the draft.")]
    says: Annotated[str, Meta(min_length=1, description="What it says, in your words.")]
    source: Origin
    date: datetime.date | None = None
    speaker: str | None = None
    voice: Voice = Voice.UNKNOWN
    cast_stated: Literal["yes", "no", "abstain"] | None = None
    invokes_code: SaidSo = SaidSo.NOT_SEEN
    invokes_restraint: SaidSo = SaidSo.NOT_SEEN


class Rows(msgspec.Struct, forbid_unknown_fields=True):
    """Evidence and explanations of votes, each with its source."""

    why: Annotated[str, Meta(min_length=1, description="What for; it stands in the audit.")]
    evidence: tuple[TypedEvidence, ...] = ()
    explanations: tuple[ToldExplanation, ...] = ()


class Withdrawal(msgspec.Struct, forbid_unknown_fields=True):
    """A row to withdraw. It stays in the history."""

    table: Annotated[str, Meta(description="The table of the row.")]
    key: Annotated[str, Meta(description="Its key; parts of a longer one separated by `|`.")]
    why: Annotated[str, Meta(min_length=1, description="Why, in a sentence; it is public.")]


@SUBJECT.writes("/rollcalls", rollcall_toml.Typed, Scope.ROLL_CALLS, command="import rollcall")
def add_rollcall(facts: Facts, body: Posted, who: Writer, check: Check = False) -> Written:
    """Add a roll call, such as one typed in from the floor.

    The body is the file that `horseshoe import rollcall --template` prints, as TOML, or the same as JSON. It is held
    against the seats of the day, its own tally and Article 27.
    """
    who.may(Action.WRITE, Thing(Kind.FACTS))
    known = facts.record
    reading = floor.renamed(rollcall_toml.read(body, known, facts.today), facts.whole)
    report = rollcall_toml.judged(reading, known, facts.today)
    rows = accept.added(report, facts.whole)
    return _written(who, rows, f"roll call of {report.new[0].roll_call.date}" if report.new else "roll call", check)


@SUBJECT.writes("/assessments", assessment_form.Typed, Scope.ASSESSMENTS, command="assess")
def add_assessments(facts: Facts, body: Posted, who: Writer, check: Check = False) -> Written:
    """State views on drafts, as an assessor.

    With evidence that the record lacks, risk factors observed, and what members said before a vote. The body is the
    file that `horseshoe assess --template` prints, as TOML, or the same as JSON.
    """
    who.may(Action.WRITE, Thing(Kind.FACTS))
    assessed = assessment_toml.check(body, facts.whole, facts.today)
    rows = assessed.rows()
    if assessed.assessor == assessment_form.EXAMPLE:
        said = (
            f"The body still bears {assessment_form.EXAMPLE}, the assessor of the template: put your own in its place."
        )
        raise Refusal(422, said)
    return _written(who, rows, f"views of {assessed.assessor or 'nobody'}", check, notes=assessed.notes)


@SUBJECT.writes("/facts", Rows, Scope.EVIDENCE)
def add_rows(facts: Facts, body: Posted, who: Writer, check: Check = False) -> Written:
    """Add evidence and explanations of votes.

    Each with its source, as on the desk's forms: what the record has, or had, is not written a second time.
    """
    who.may(Action.WRITE, Thing(Kind.FACTS))
    sent = filled(*text(body), Rows)
    found = [assessment_toml.checked(Typed(evidence=sent.evidence), "The body", facts.whole, facts.today).rows()]
    for number, each in enumerate(sent.explanations, start=1):
        told = {name: value for name, value in msgspec.to_builtins(each).items() if name != "source"}
        told |= {f"source_{name}": value for name, value in msgspec.to_builtins(each.source).items()}
        try:
            found.append(recording.explanation(told, facts.whole, facts.today)[0])
        except Unfit as error:
            raise Refusal(422, f"Explanation {number}: {error}") from None
    return _written(who, _together(found), sent.why, check)


@SUBJECT.writes("/retractions", Withdrawal, Scope.RETRACT)
def retract_row(facts: Facts, body: Posted, who: Writer) -> Written:
    """Withdraw what was typed in: a roll call, evidence, an explanation, a view, an assessor.

    It stays in the history, with who withdrew it, when and why. An act of support is proposed to be withdrawn at
    `POST /api/v1/register/retractions`, and a second person confirms it.
    """
    sent = filled(*text(body), Withdrawal)
    row = WrittenRow(sent.table, sent.key)
    if sent.table == "roll_calls":
        return Written(True, floor.withdraw(who.account, sent.key, why=sent.why, by=who.name), (row,))
    if sent.table in recording.TABLES:
        done = recording.retract(who.account, sent.table, sent.key, why=sent.why, by=who.name)
        return Written(True, done, (row,))
    if sent.table in writing.PUBLIC:
        raise Refusal(422, "An act of support is withdrawn by two people: propose it to /api/v1/register/retractions.")
    tables = ", ".join(("roll_calls", *recording.TABLES))
    raise Refusal(422, f"Nobody withdraws rows of {sent.table[:40]!r} here: those of {tables} can be.")


def _together(found: list[Record]) -> Record:
    """The rows of several records, those that several have once."""
    return Record(
        **{
            table: tuple({key_of(table, row): row for each in found for row in getattr(each, table)}.values())
            for table in row_types()
        }
    )


def _written(who: Writer, rows: Record, why: str, check: bool, *, notes: tuple[str, ...] = ()) -> Written:
    named = tuple(WrittenRow(table, key_of(table, row)) for table in row_types() for row in getattr(rows, table))
    if check or not named:
        return Written(False, writing.newest(), named, notes)
    before = writing.newest()
    revision = writing.add(rows, by=who.name, why=why)
    return Written(revision > before, revision, named, notes)
