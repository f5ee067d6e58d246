"""Acts of support as the tests of the store register them, and processes of their own that do so."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import horseshoe
from horseshoe.facts.assessments import (
    Aim,
    Assessment,
    Assessor,
    AssessorKind,
    Credible,
    FactsSay,
    Observation,
    Observed,
    Scale,
    Status,
)
from horseshoe.facts.evidence import CodeCrime
from horseshoe.facts.pledges import EvidenceKind, Instrument, PledgeEvidence
from horseshoe.facts.record import Record
from horseshoe.facts.statements import Stance, Voice
from horseshoe.store import database, writing
from horseshoe.store.load import load
from horseshoe.store.log.entry import EntryKind

TODAY = date(2026, 12, 1)


def act(id_: str, *, state: str = "KEN", recorded: date = TODAY, evidence: str = "Note verbale.") -> PledgeEvidence:
    """An act of support that no source tells of: it is there to be written and read."""
    return PledgeEvidence(
        id=id_,
        instrument=Instrument.CODE,
        state=state,
        kind=EvidenceKind.NOTE_VERBALE,
        evidence=evidence,
        not_before=date(2026, 11, 20),
        not_after=date(2026, 11, 20),
        source="seed-000",
        recorded=recorded,
    )


def view() -> Record:
    """An assessor, what it says of S/2022/155 and of a risk factor, and a stance: supposed, to be written and read."""
    known: dict[str, Any] = {"source": "seed-000", "recorded": TODAY}
    assessor = Assessor(id="supposed", name="Supposed Ministry", kind=AssessorKind.MINISTRY, **known)
    assessment = Assessment(
        id="supposed-1",
        assessor="supposed",
        proposal="bd2981",
        made=TODAY,
        by="Legal Adviser",
        status=Status.CONTESTED,
        aim=Aim.DISPUTED,
        aim_why="Said of the aim.",
        facts=FactsSay.CRIMES,
        facts_why="Said of the facts.",
        credible=Credible.YES,
        credible_why="Said of the draft.",
        crimes=(CodeCrime.WAR_CRIMES, CodeCrime.CRIMES_AGAINST_HUMANITY),
        scale=Scale.LARGE,
        evidence=("ukraine-03", "ukraine-04"),
        **known,
    )
    observation = Observation(
        id="supposed-2",
        assessor="supposed",
        situation="ukraine",
        factor=1,
        made=TODAY,
        observed=Observed.UNCLEAR,
        why="Said of the factor.",
        evidence=("ukraine-03",),
        **known,
    )
    stance = Stance(
        id="supposed-3",
        draft="S/2022/155",
        state="FRA",
        phase="blue",
        stance="yes",
        voice=Voice.MISSION,
        not_after=date(2022, 2, 25),
        says="Said before the vote.",
        **known,
    )
    return Record(assessors=(assessor,), assessments=(assessment,), observations=(observation,), stances=(stance,))


def register(*ids: str) -> int:
    """Register acts in one change."""
    return writing.add(
        Record(pledges=tuple(map(act, ids))), by="A. Registrar", why="Note verbale.", log=EntryKind.REGISTERED
    )


def die() -> None:
    """Kill this process, as ``kill -9`` does."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(statement: int) -> None:
    """Kill this process once its n-th INSERT is done."""
    from django.db import connection

    seen = 0

    def wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        result = execute(sql, params, many, context)
        seen += sql.lstrip().startswith("INSERT")
        if seen == statement:
            die()
        return result

    connection.execute_wrappers.append(wrapper)


def main(what: str, url: str, *rest: str) -> None:
    """What a process of its own does: ``register`` acts one by one, or ``load`` and ``add`` and die in the middle."""
    if what == "register":
        database.connect(url)
        for id_ in rest:
            register(id_)
        return
    from django.db import transaction

    database.create(url)
    if int(rest[0]):
        die_at(int(rest[0]))
    with transaction.atomic():
        if what == "load":
            load(horseshoe.open(), "a process that dies")
        else:
            register("one", "two", "three")
        die()  # all is written, and nothing is committed


if __name__ == "__main__":
    main(*sys.argv[1:])
