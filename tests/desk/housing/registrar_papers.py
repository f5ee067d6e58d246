"""Letters for the registrars' tests, and people who handle them."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from horseshoe.desk.depositary import registry
from horseshoe.desk.depositary.cases import Case
from horseshoe.desk.depositary.register import Told
from horseshoe.facts.pledges import EvidenceKind, Instrument
from horseshoe.store.errors import StoreError

PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\nstartxref\n0\n%%EOF\n"
DAY = date(2024, 3, 14)
NAUGHT = "application/octet-stream"
TOLD = Told(
    instrument=Instrument.CODE,
    state="Kenya",
    kind=EvidenceKind.NOTE_VERBALE,
    evidence="Note verbale of 14 March 2024.",
    title="Note verbale of 14 March 2024",
    not_before=DAY,
    not_after=DAY,
)


def person(name: str, *groups: str) -> User:
    """An account, in these groups of the house."""
    made = User.objects.create(username=name, email=f"{name}@example.org")
    made.groups.set(Group.objects.filter(name__in=groups))
    return made


def pdf(text: str = "a note") -> bytes:
    return PDF.replace(b"<< >>", f"<< /Title ({text}) >>".encode())


def archive(files: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as written:
        for name, content in files.items():
            written.writestr(name, content)
    return made.getvalue()


WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}


def received(user: User, text: str = "a note", name: str = "note.pdf", **told: Any) -> Case:
    values: dict[str, Any] = {"sender": "Mission of Kenya", "received_on": DAY, "once": uuid4(), **told}
    return registry.receive(user, io.BytesIO(pdf(text)), name, **values)


def proposed(user: User, told: Told = TOLD, text: str = "a note") -> Case:
    found = received(user, text)
    return registry.propose(user, found.number, told, version=found.version, why="it says so")


def upload(content: bytes = PDF, name: str = "note.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=NAUGHT)


def filled(version: int, **told: object) -> dict[str, object]:
    """The form of a proposal as a browser sends it."""
    return {
        "version": version, "instrument": "code", "state": "Kenya", "kind": "note_verbale", "day": DAY.isoformat(),
        "evidence": TOLD.evidence, "title": TOLD.title, "confidence": "high", "why": "it says so", **told,
    }  # fmt: skip


def at_once(many: int, step: Callable[[int], object]) -> list[object]:
    """What came of a step that so many take at the same moment: its value, or its refusal."""
    told: list[object] = []
    ready = threading.Barrier(many)

    def run(number: int) -> None:
        try:
            ready.wait()
            told.append(step(number))
        except StoreError as error:
            told.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(many)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return told
