"""Acts on their way into the register, as the registrars see them; and how they are read from their rows."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from horseshoe.desk.depositary.register import Told
from horseshoe.desk.refusals import Unfit
from horseshoe.facts.pledges import EvidenceKind, Instrument

if TYPE_CHECKING:
    from horseshoe.desk.models import ActProposal

LONGEST = {
    "state": 80, "evidence": 2000, "title": 300, "url": 500, "symbol": 80, "document_symbol": 120, "reservation": 1000,
    "note": 1000,
}  # fmt: skip
"""Field of what is told to its characters at most."""

CONFIDENCES = ("high", "medium", "low")

NAMES = {
    "not_before": "not before", "not_after": "not after", "document_symbol": "reference of the document",
    "url": "address of the source", "title": "source", "symbol": "symbol of the source",
}  # fmt: skip


class Document(msgspec.Struct, frozen=True):
    """A file as it came in."""

    sha256: str
    size: int
    form: str
    name: str
    """As it was received, cleaned."""


class Case(msgspec.Struct, frozen=True):
    """One act on its way into the register, or a correction or retraction of one."""

    number: int
    change: str
    """`register`, `correct` or `retract`."""
    status: str
    """`received`, `proposed`, `confirmed`, `refused` or `withdrawn`."""
    version: int
    document: Document | None
    sender: str
    received_on: date | None
    received_by: str
    received_at: datetime
    told: Told | None
    """What it is, once somebody said it."""
    proposer: int | None
    """Number of the account that proposed it."""
    proposed_by: str | None
    proposed_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    why: str
    """The newest reason."""
    act: str
    """Key of the act, once it is known."""
    revision: int | None
    """With which it entered the register."""

    @property
    def open(self) -> bool:
        """Whether somebody has still to do something."""
        return self.status in ("received", "proposed")


def case(row: ActProposal) -> Case:
    """A row, read with its accounts and its document."""
    kept = row.document
    return Case(
        number=row.pk,
        change=row.change,
        status=row.status,
        version=row.version,
        document=Document(kept.sha256, kept.size, kept.form, kept.name) if kept else None,
        sender=row.sender,
        received_on=row.received_on,
        received_by=row.received_by.username,
        received_at=row.received_at,
        told=told(row),
        proposer=row.proposed_by_id,
        proposed_by=row.proposed_by.username if row.proposed_by else None,
        proposed_at=row.proposed_at,
        decided_by=row.decided_by.username if row.decided_by else None,
        decided_at=row.decided_at,
        why=row.why,
        act=row.act,
        revision=row.revision,
    )


def told(row: ActProposal) -> Told | None:
    """What a row says of the act; nothing before anybody said it."""
    if not row.instrument:
        return None
    values = {name: getattr(row, name) for name in Told.__struct_fields__}
    return Told(**{**values, "instrument": Instrument(row.instrument), "kind": EvidenceKind(row.kind)})


def columns_of(said: Told) -> dict[str, Any]:
    """The columns for what is told."""
    values = {name: getattr(said, name) for name in Told.__struct_fields__}
    return {**values, "instrument": said.instrument.value, "kind": said.kind.value}


def fit(said: Told) -> Told:
    """What is told with its texts in one line each, and nothing for an empty one.

    Raises:
        Unfit: a text is too long or holds what is no character, an address is none, or the sureness is no word for it.
    """
    changed: dict[str, str | None] = {}
    for name, most in LONGEST.items():
        value = getattr(said, name)
        text = line(NAMES.get(name, name), value or "", most)
        changed[name] = text if name in ("state", "evidence", "title") else text or None
    made = msgspec.structs.replace(said, **changed)
    if not made.evidence:
        raise Unfit("Evidence: say in a sentence what the document says.")
    if made.url is not None:
        _address(made.url)
    if made.confidence not in CONFIDENCES:
        raise Unfit(f"Confidence: it is {', '.join(CONFIDENCES[:-1])} or {CONFIDENCES[-1]}.")
    return made


def line(name: str, value: str, most: int) -> str:
    """A text in one line.

    Raises:
        Unfit: it is too long, or holds what is no character.
    """
    text = " ".join(value.split())
    if len(text) > most:
        raise Unfit(f"{name.capitalize()}: it has {len(text):,} characters, and {most:,} can be kept.")
    if re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]", text):
        raise Unfit(f"{name.capitalize()}: it holds a sign that is no character, or turns the direction of writing.")
    return text


def _address(url: str) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        good = False
    if not good or re.search(r"[\s<>\"'`\\]", url):
        raise Unfit("Address of the source: it should be like https://www.un.org/document, or empty.")
