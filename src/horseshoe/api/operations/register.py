"""The depositary's desk for programs: an act is proposed by one person and confirmed by another, as on its pages."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import uuid4

import msgspec
from django.db import transaction
from msgspec import Meta

from horseshoe.api.asking import AsFlag, flag, part, told
from horseshoe.api.facts import Facts
from horseshoe.api.operation import Subject
from horseshoe.api.paging import Listed
from horseshoe.api.posted import Posted
from horseshoe.api.problems import Refusal
from horseshoe.api.writer import Writer
from horseshoe.desk.access.rights import Action, Kind, Thing
from horseshoe.desk.access.tokens import Scope
from horseshoe.desk.depositary import register as desk
from horseshoe.desk.depositary import registry
from horseshoe.desk.depositary.cases import Case
from horseshoe.desk.notices import outbox
from horseshoe.desk.workspace import workspaces
from horseshoe.sources.files import filled, text

SUBJECT = Subject(
    "Register",
    "Acts of support on their way into the register. What one person proposes, another one confirms: the token of one "
    "person never does both where the installation asks for four eyes.",
)

SCOPES = (Scope.PROPOSE, Scope.CONFIRM)

Status = Literal["received", "proposed", "confirmed", "refused", "withdrawn"]
Number = Annotated[int, part("Number of the proposal.", 1, ge=1, le=2**31 - 1)]
Version = Annotated[int, Meta(ge=1, description="The version that was read; it must still be the newest.")]
Why = Annotated[str, Meta(min_length=1, max_length=1000, description="Why, in a sentence, for the history.")]
PublicWhy = Annotated[str, Meta(min_length=1, max_length=1000, description="Why, in a sentence; it is public.")]
ActKey = Annotated[str, Meta(min_length=1, max_length=200, description="Key of the act: `pledges.id`.")]


class SaidAnew(msgspec.Struct, forbid_unknown_fields=True):
    """What a received document is, or a proposal said anew."""

    version: Version
    why: Why
    act: desk.Form


class Correction(msgspec.Struct, forbid_unknown_fields=True):
    """An act of the register as it should be."""

    key: ActKey
    why: PublicWhy
    act: desk.Form


class Withdrawn(msgspec.Struct, forbid_unknown_fields=True):
    """An act to be withdrawn from the register. It stays in the history."""

    key: ActKey
    why: PublicWhy


class Confirmed(msgspec.Struct, forbid_unknown_fields=True):
    """What is confirmed."""

    version: Version
    why: Annotated[str, Meta(max_length=1000, description="What else is to be said; only the history has it.")] = ""


class Decided(msgspec.Struct, forbid_unknown_fields=True):
    """What is refused or taken back."""

    version: Version
    why: Why


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a proposal."""

    written: bool
    """Whether anything was: not where it was only checked."""
    proposal: Case | None
    """As it stands now; `null` where it was only checked."""
    notes: tuple[str, ...] = ()
    """What the rules say of it."""


@SUBJECT.answers("/register/proposals", scopes=SCOPES)
def proposals(
    facts: Facts,
    who: Writer,
    status: Annotated[Status | None, told("Only those that have come so far.")] = None,
) -> Listed[Case]:
    """What is on the registrars' table, the newest first."""
    return Listed(registry.listed(who.account, status))


@SUBJECT.answers("/register/proposals/{number}", scopes=SCOPES)
def proposal(facts: Facts, who: Writer, number: Number) -> Case:
    """One act on its way into the register, with its version."""
    return registry.one(who.account, number)


@SUBJECT.answers("/register/proposals/{number}/history", scopes=SCOPES)
def proposal_history(facts: Facts, who: Writer, number: Number) -> tuple[registry.Entry, ...]:
    """Who did what with a proposal, when and why, the newest first."""
    registry.one(who.account, number)
    return registry.history(who.account, number)


@SUBJECT.writes("/register/proposals", desk.Form, Scope.PROPOSE, command="register")
def propose_act(
    facts: Facts,
    body: Posted,
    who: Writer,
    check: Annotated[AsFlag, flag("Only check, and say what the rules make of it.")] = False,
) -> Proposed:
    """Propose an act of support for the register.

    The body is the form that `horseshoe register --template` prints, as TOML, or the same as JSON; of a document it
    gives the symbol or the hash. It is held against the rules of the instrument and against the register, and waits
    for a second person. A document that comes as a file is received at the desk, and then said by its number.
    """
    who.may(Action.PROPOSE, Thing(Kind.ACTS))
    said = _told(body)
    notes = (registry.judged(said, facts.whole).admission.reason,)
    if check:
        return Proposed(written=False, proposal=None, notes=notes)
    return _done(who, registry.propose_new(who.account, said, once=uuid4(), why=said.evidence), notes)


@SUBJECT.writes("/register/proposals/{number}", SaidAnew, Scope.PROPOSE)
def say_act(facts: Facts, body: Posted, who: Writer, number: Number) -> Proposed:
    """Say what a received document is, or say a proposal anew."""
    sent, said = _sent(body, SaidAnew)
    return _done(who, registry.propose(who.account, number, said, version=sent.version, why=sent.why))


@SUBJECT.writes("/register/proposals/{number}/confirm", Confirmed, Scope.CONFIRM)
def confirm_act(facts: Facts, body: Posted, who: Writer, number: Number) -> Proposed:
    """Confirm a proposal: the act enters the register, the log and the audit.

    Where the installation asks for four eyes, only by another person than the one who proposed it.
    """
    sent = filled(*text(body), Confirmed)
    found = registry.confirm(who.account, number, version=sent.version, why=sent.why)
    transaction.on_commit(outbox.soon)
    return _done(who, found)


@SUBJECT.writes("/register/proposals/{number}/refuse", Decided, Scope.CONFIRM)
def refuse_act(facts: Facts, body: Posted, who: Writer, number: Number) -> Proposed:
    """Do not confirm a proposal. It can be proposed anew."""
    sent = filled(*text(body), Decided)
    return _done(who, registry.refuse(who.account, number, version=sent.version, why=sent.why))


@SUBJECT.writes("/register/proposals/{number}/withdraw", Decided, Scope.PROPOSE)
def withdraw_act(facts: Facts, body: Posted, who: Writer, number: Number) -> Proposed:
    """Take back what one proposed, or put aside what was received and is no act."""
    sent = filled(*text(body), Decided)
    return _done(who, registry.withdraw(who.account, number, version=sent.version, why=sent.why))


@SUBJECT.writes("/register/corrections", Correction, Scope.PROPOSE)
def correct_act(facts: Facts, body: Posted, who: Writer) -> Proposed:
    """Propose another version of an act of the register.

    The earlier one stays to be seen. It keeps its document: another document is another act.
    """
    sent, said = _sent(body, Correction)
    known = next((row for row in facts.record.pledges if row.id == sent.key), None)
    if known is None:
        raise Refusal(404, f"The register has no act {sent.key[:40]}, or it was retracted.")
    said = registry.merged(said, known)
    return _done(who, registry.propose_correction(who.account, sent.key, said, once=uuid4(), why=sent.why))


@SUBJECT.writes("/register/retractions", Withdrawn, Scope.PROPOSE)
def retract_act(facts: Facts, body: Posted, who: Writer) -> Proposed:
    """Propose to withdraw an act from the register. It stays to be seen."""
    sent = filled(*text(body), Withdrawn)
    return _done(who, registry.propose_retraction(who.account, sent.key, once=uuid4(), why=sent.why))


def _told(body: Posted) -> desk.Told:
    try:
        return desk.read_told(body)[0]
    except desk.Refused as error:
        raise Refusal(422, str(error)) from None


def _sent(body: Posted, form: Any) -> tuple[Any, desk.Told]:
    """What was sent, and the act in it, read as the form of its own is."""
    sent = filled(*text(body), form)
    return sent, _told(Posted(msgspec.json.encode(sent.act)))


def _done(who: Writer, case: Case, notes: tuple[str, ...] = ()) -> Proposed:
    """What became of it; the history says by which token, beside what was done."""
    said = f"by the token {who.bearer.name}"
    workspaces.note(who.bearer.person, "token", Kind.ACTS, str(case.number), said, None, None)
    return Proposed(written=True, proposal=case, notes=notes)
