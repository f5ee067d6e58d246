"""Register an act of support: a letter, a note verbale or other evidence, with its document and its dates."""

from __future__ import annotations

import datetime
import hashlib
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from horseshoe.answers.questions import BadQuestion, NotFound, find_state
from horseshoe.facts.pledges import EvidenceKind, Instrument, PledgeEvidence
from horseshoe.facts.record import Record
from horseshoe.facts.rows import fault_of
from horseshoe.facts.sources import Source
from horseshoe.rules.code import Admission, admit

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


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    symbol: str | None = None
    file: str | None = None
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")] | None = None


class _Origin(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    url: str | None = None
    symbol: str | None = None


class _Form(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
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


def read(file: Path, record: Record, today: date) -> Registration:
    """The act that a form describes, held against the rules and the register. Nothing is written.

    Raises:
        Refused: the form is not in order, its document has another hash, or the rules do not admit the act.
    """
    form = _form(file)
    try:
        code = find_state(record, form.state)
    except (NotFound, BadQuestion) as error:
        raise Refused(f"{file.name}, state: {error}") from None
    not_before, not_after = _bounds(form, file)
    digest = _digest(form, file)
    earlier = tuple(row for row in record.pledge_evidence(form.instrument, code))
    source, known = _source(form, record, today)
    act = PledgeEvidence(
        id=_id(form.instrument, code, earlier),
        instrument=form.instrument,
        state=code,
        kind=form.kind,
        evidence=form.evidence,
        published=(form.date or not_after or today).isoformat() if form.date or not_after else None,
        not_before=not_before,
        not_after=not_after,
        document_symbol=form.document.symbol,
        document_file=Path(form.document.file).name if form.document.file else None,
        document_sha256=digest,
        source=source.id,
        confidence=form.confidence,
        note=form.note,
        recorded=today,
    )
    if twin := next((row for row in earlier if _same(row, act)), None):
        raise Refused(f"{file.name}: the register has this act already, as {twin.id}.")
    admission = admit(
        record.instrument[form.instrument],
        act,
        record.state[code],
        earlier,
        on=today,
        conditions=form.reservation,
        ratified=form.ratified,
    )
    if not admission.allowed:
        raise Refused(f"{file.name}: {admission.reason}")
    return Registration(act, None if known else source, admission, form.recorded_by)


def _form(file: Path) -> _Form:
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(f"{file} cannot be read: {(error.strerror or 'unknown reason').lower()}.") from None
    except UnicodeDecodeError:
        raise Refused(f"{file.name} is not UTF-8 text: save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"{file.name} is not TOML: {error}.") from None
    try:
        return msgspec.convert(told, _Form)
    except msgspec.ValidationError as error:
        field, what = fault_of(error)
        raise Refused(f"{file.name}, {field or 'form'}: {what}.") from None


def _bounds(form: _Form, file: Path) -> tuple[date | None, date | None]:
    if form.date and (form.not_before or form.not_after):
        raise Refused(f"{file.name} gives both date and bounds: give the day, or not_before and not_after.")
    if form.date:
        return form.date, form.date
    if form.not_before and form.not_after and form.not_before > form.not_after:
        raise Refused(f"{file.name}: not_before {form.not_before} lies after not_after {form.not_after}.")
    return form.not_before, form.not_after


def _digest(form: _Form, file: Path) -> str | None:
    told = form.document
    if told.file is None:
        return told.sha256
    document = file.parent / told.file
    try:
        digest = hashlib.sha256(document.read_bytes()).hexdigest()
    except OSError as error:
        raise Refused(f"{told.file} cannot be read: {(error.strerror or 'unknown reason').lower()}.") from None
    if told.sha256 and told.sha256 != digest:
        raise Refused(f"{told.file} has the SHA-256 {digest}, and the form says {told.sha256}: it is another document.")
    return digest


def _source(form: _Form, record: Record, today: date) -> tuple[Source, bool]:
    origin = form.source
    for row in record.sources:
        if (row.title, row.url, row.symbol) == (origin.title, origin.url, origin.symbol):
            return row, True
    name = hashlib.sha256(f"{origin.title}|{origin.url}|{origin.symbol}".encode()).hexdigest()[:8]
    source = Source(
        id=f"register-{name}",
        title=origin.title,
        kind="document",
        url=origin.url,
        symbol=origin.symbol,
        recorded=today,
    )
    return source, False


def _id(instrument: Instrument, state: str, earlier: tuple[PledgeEvidence, ...]) -> str:
    taken = {row.id for row in earlier}
    number = len(taken) + 1
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
