"""Register an act of support: a letter, a note verbale or other evidence, with its document and its dates."""

from __future__ import annotations

import datetime
import hashlib
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from horseshoe.answers.questions import BadQuestion, NotFound, find_state
from horseshoe.facts.pledges import EvidenceKind, Instrument, PledgeEvidence
from horseshoe.facts.printable import printable
from horseshoe.facts.record import Record
from horseshoe.facts.rows import fault_of
from horseshoe.facts.sources import Source
from horseshoe.rules.code import Admission, admit
from horseshoe.sources.files import File, WrongFile, text, toml

TEMPLATE = """\
# One act of support for the register. Lines that begin with # explain, or may be left out.

instrument = "code"                   # code (ACT Code of Conduct) or declaration (France/Mexico)
state = "Kenya"                       # by code (KEN) or by name in any usual spelling
kind = "note_verbale"                 # or: letter, named_on_dated_list, announced_by_depositary,
                                      # self_declared_signatory, announced_joining, support_stated, disavowal
date = 2026-11-20                     # day of the act; where it is doubtful, give bounds instead:
# not_before = 2026-11-01
# not_after = 2026-11-20
evidence = "Note verbale to the mission of Liechtenstein, received on 20 November 2026."
recorded_by = "A. Registrar"          # who enters it

[document]                            # what was received, if anything: its hash is kept
# symbol = "NV/2026/17"
# file = "note-verbale.pdf"           # beside this file; it is hashed, never opened
# sha256 = "..."                      # if you have the hash already, it is compared

[source]                              # where it can be read: a title, and an address or a symbol
title = "Note verbale of 20 November 2026"
# url = "https://..."
"""
"""A complete form to fill in."""


class Refused(ValueError):
    """The act does not enter the register, and nothing was changed; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        """Refuse with a sentence, which may quote the form."""
        super().__init__(printable(sentence))


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    symbol: str | None = None
    file: str | None = None
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")] | None = None


class _Origin(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    url: str | None = None
    symbol: str | None = None


class Form(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """An act of support, as it is typed in."""

    instrument: Instrument
    state: str
    kind: EvidenceKind
    evidence: str
    recorded_by: str
    source: _Origin
    date: datetime.date | None = None
    not_before: datetime.date | None = None
    not_after: datetime.date | None = None
    document: _Document = msgspec.field(default_factory=_Document)
    reservation: str | None = None
    ratified: bool = False
    confidence: str = "high"
    note: str | None = None


class Registration(msgspec.Struct, frozen=True):
    """An act ready to enter the register: what would be written, and what the rules say of it."""

    act: PledgeEvidence
    source: Source | None
    """``None`` where the register has the source already."""
    admission: Admission
    by: str

    def rows(self) -> Record:
        """What enters the register."""
        return Record(sources=(self.source,) if self.source else (), pledges=(self.act,))


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody tells of an act, before it was held against the rules."""

    instrument: Instrument
    state: str
    """By code, or by name in any usual spelling."""
    kind: EvidenceKind
    evidence: str
    title: str = ""
    """Of where it can be read; a correction without it keeps the sources of the act."""
    url: str | None = None
    symbol: str | None = None
    not_before: datetime.date | None = None
    not_after: datetime.date | None = None
    document_symbol: str | None = None
    document_file: str | None = None
    document_sha256: str | None = None
    reservation: str | None = None
    ratified: bool = False
    confidence: str = "high"
    note: str | None = None


def read_told(file: File) -> tuple[Told, str, str]:
    """What a form tells of an act, with who recorded it and the form's name for sentences.

    Args:
        file: the form; a document is named beside a file alone, never in what was sent.

    Raises:
        Refused: the form is not in order, or its document has another hash.
    """
    name, form = _form(file)
    not_before, not_after = _bounds(form, name)
    told = Told(
        instrument=form.instrument,
        state=form.state,
        kind=form.kind,
        evidence=form.evidence,
        title=form.source.title,
        url=form.source.url,
        symbol=form.source.symbol,
        not_before=not_before,
        not_after=not_after,
        document_symbol=form.document.symbol,
        document_file=Path(form.document.file).name if form.document.file else None,
        document_sha256=_digest(form, file),
        reservation=form.reservation,
        ratified=form.ratified,
        confidence=form.confidence,
        note=form.note,
    )
    return told, form.recorded_by, name


def read(file: File, record: Record, today: date) -> Registration:
    """The act that a form describes, held against the rules and the register. Nothing is written.

    Args:
        file: the form; a document is named beside a file alone, never in what was sent.
        record: what is known.
        today: the day on which it enters the register.

    Raises:
        Refused: the form is not in order, its document has another hash, or the rules do not admit the act.
    """
    told, by, name = read_told(file)
    try:
        return judge(told, record, today, by=by)
    except Refused as error:
        raise Refused(f"{name}: {error}") from None


def judge(told: Told, record: Record, today: date, *, by: str, of: str | None = None) -> Registration:
    """What is told of an act, held against the rules and the register. Nothing is written.

    Args:
        told: what is told.
        record: every fact, with all versions and retractions, or as they are known now.
        today: the day on which it would be recorded.
        by: who tells it.
        of: the key of the act of which this is a corrected version; a new act where it is not given.

    Raises:
        Refused: the rules do not admit the act, the register has it already, or has nothing to correct.
    """
    now = record.as_known(None)
    try:
        code = find_state(now, told.state)
    except (NotFound, BadQuestion) as error:
        raise Refused(str(error)) from None
    if told.not_before and told.not_after and told.not_before > told.not_after:
        raise Refused(f"Not before {told.not_before} lies after not after {told.not_after}.")
    if not told.title.strip() and of is None:
        raise Refused("Source: a reader needs to know where the act can be read, and no title is given.")
    earlier = tuple(row for row in now.pledge_evidence(told.instrument, code) if row.id != of)
    before = _corrected(of, told.instrument, code, now) if of else None
    source = _source(now, told, today)
    sources = before.source if before and not told.title.strip() else source.id
    act = PledgeEvidence(
        id=of or _id(told.instrument, code, {row.id for row in record.pledges}),
        instrument=told.instrument,
        state=code,
        kind=told.kind,
        evidence=told.evidence,
        published=told.not_after.isoformat() if told.not_after else None,
        not_before=told.not_before,
        not_after=told.not_after,
        document_symbol=told.document_symbol,
        document_file=told.document_file,
        document_sha256=told.document_sha256,
        source=sources,
        confidence=told.confidence,
        note=told.note,
        recorded=today,
    )
    if before and msgspec.structs.replace(before, recorded=today, published=act.published) == act:
        raise Refused(f"Nothing is different from {of} as the register has it.")
    if twin := next((row for row in earlier if _same(row, act)), None):
        raise Refused(f"The register has this act already, as {twin.id}.")
    admission = admit(
        now.instrument[told.instrument],
        act,
        now.state[code],
        earlier,
        on=today,
        conditions=told.reservation,
        ratified=told.ratified,
    )
    if not admission.allowed:
        raise Refused(f"{admission.reason} (Rule: {admission.rule.rstrip('.')}.)")
    return Registration(act, source if sources == source.id and source not in now.sources else None, admission, by)


def _corrected(of: str, instrument: Instrument, code: str, now: Record) -> PledgeEvidence:
    before = next((row for row in now.pledges if row.id == of), None)
    if before is None:
        raise Refused(f"The register has no act {of}, or it was retracted: there is nothing to correct.")
    if (before.instrument, before.state) != (instrument, code):
        raise Refused(
            f"{of} is an act of {before.state} under the {before.instrument.value}: one of another state or text is "
            "another act; retract this one, and register that."
        )
    return before


def _form(file: File) -> tuple[str, Form]:
    try:
        name, content = text(file)
        told = toml(name, content)
    except WrongFile as error:
        raise Refused(str(error)) from None
    try:
        return name, msgspec.convert(told, Form)
    except msgspec.ValidationError as error:
        field, what = fault_of(error)
        raise Refused(f"{name}, {field or 'form'}: {what}.") from None


def _bounds(form: Form, name: str) -> tuple[date | None, date | None]:
    if form.date and (form.not_before or form.not_after):
        raise Refused(f"{name} gives both date and bounds: give the day, or not_before and not_after.")
    if form.date:
        return form.date, form.date
    if form.not_before and form.not_after and form.not_before > form.not_after:
        raise Refused(f"{name}: not_before {form.not_before} lies after not_after {form.not_after}.")
    return form.not_before, form.not_after


def _digest(form: Form, file: File) -> str | None:
    told = form.document
    if told.file is None:
        return told.sha256
    if not isinstance(file, Path):
        raise Refused("A document lies beside a form that is a file: here, give its sha256 and no file.")
    document = file.parent / told.file
    try:
        digest = hashlib.sha256(document.read_bytes()).hexdigest()
    except OSError as error:
        raise Refused(f"{told.file} cannot be read: {(error.strerror or 'unknown reason').lower()}.") from None
    if told.sha256 and told.sha256 != digest:
        raise Refused(f"{told.file} has the SHA-256 {digest}, and the form says {told.sha256}: it is another document.")
    return digest


def _source(record: Record, told: Told, today: date) -> Source:
    for row in record.sources:
        if (row.title, row.url, row.symbol) == (told.title, told.url, told.symbol):
            return row
    name = hashlib.sha256(f"{told.title}|{told.url}|{told.symbol}".encode()).hexdigest()[:8]
    return Source(
        id=f"register-{name}",
        title=told.title,
        kind="document",
        url=told.url,
        symbol=told.symbol,
        recorded=today,
    )


def _id(instrument: Instrument, state: str, taken: set[str]) -> str:
    """A key that no act has or ever had, retracted ones included."""
    number = 1
    while (name := f"{instrument.value}-{state.lower()}-{number}") in taken:
        number += 1
    return name


def _same(row: PledgeEvidence, act: PledgeEvidence) -> bool:
    return (row.kind, row.not_before, row.not_after, row.document_sha256, row.source) == (
        act.kind,
        act.not_before,
        act.not_after,
        act.document_sha256,
        act.source,
    )
