"""Publish something of a workspace: an act of its own, which puts a row into the public record, and is recorded.

What goes out is what the public record has a field for, and nothing else: not the workspace, not its number there.
"""

from __future__ import annotations

import secrets
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from horseshoe.desk.access.rights import Action, Kind, Thing, decide
from horseshoe.desk.refusals import NotAllowed, Overtaken, Unfit
from horseshoe.desk.workspace.items import Assessment, Item, Stance
from horseshoe.desk.workspace.kept import kept
from horseshoe.desk.workspace.private import current, enter, locked, note
from horseshoe.desk.workspace.within import within
from horseshoe.facts import assessments, statements
from horseshoe.facts.record import Record
from horseshoe.facts.sources import Source
from horseshoe.store import columns, writing
from horseshoe.store.snapshot import snapshot

if TYPE_CHECKING:
    from horseshoe.desk.workspace.private import Account

TABLES = {Kind.STANCES: "stances", Kind.ASSESSMENTS: "assessments"}
"""Kind to the public table that takes it."""


class Origin(msgspec.Struct, frozen=True):
    """Where a reader of the public record can see for himself."""

    title: str
    url: str | None = None
    symbol: str | None = None


class Published(msgspec.Struct, frozen=True):
    """What entered the public record."""

    table: str
    key: str
    revision: int


def publish(
    user: Account,
    workspace: str,
    kind: Kind,
    number: int,
    *,
    version: int,
    origin: Origin,
    why: str,
    today: date,
    confidence: str = "high",
) -> Published:
    """Put an item of a workspace into the public record.

    Args:
        user: who does it.
        workspace: the name of the workspace.
        kind: of what.
        number: which.
        version: the version that was read before deciding; it must still be the newest.
        origin: where it can be read.
        why: why; it stands in the audit of the public record.
        today: the day on which it is recorded.
        confidence: how sure it is.

    Raises:
        NotHere: no such workspace that the person is a member of, or nothing of this number in it.
        NotAllowed: the person may not publish, or nobody may publish what is of this kind.
        Unfit: no reason, or no source.
        Overtaken: it was changed meanwhile, or retracted, or this version is published already.
        horseshoe.store.errors.StoreError: the public record does not take it.
    """
    from horseshoe.desk.models import Publication

    if not origin.title.strip():
        raise Unfit("Source: a reader needs to know where it can be read, and no title is given.")
    snapshot()  # others write on while it is built
    with within(user, writing=True) as person:
        place = enter(person, Action.PUBLISH, kind, workspace, why)
        row = locked(kind, place, number)
        current(row, version)
        before = Publication.objects.filter(kind=kind.value, thing=number).order_by("-version").first()
        if before is not None and before.version == version:
            raise Overtaken(f"It is published already, as {before.key}.")
        source, new = _source(snapshot(), origin, today)
        key = before.key if before else f"{TABLES[kind].rstrip('s')}-{secrets.token_hex(6)}"
        common = {"id": key, "source": source.id, "confidence": confidence, "recorded": today}
        fact = _fact(kept(kind, [row])[0].item, common)
        sources: dict[str, Any] = {"sources": (source,)} if new else {}
        revision = writing.add(Record(**sources, **{TABLES[kind]: (fact,)}), by=person.name, why=why)
        Publication.objects.create(
            workspace=place,
            kind=kind.value,
            thing=number,
            version=version,
            table=TABLES[kind],
            key=key,
            revision=revision,
            by_id=person.id,
            at=columns.now(),
            why=why.strip(),
        )
        after = {"table": TABLES[kind], "key": key, "revision": revision}
        note(person, place, "publish", row, kind, why, None, after)
        return Published(TABLES[kind], key, revision)


def withdraw(user: Account, workspace: str, kind: Kind, number: int, *, why: str) -> Published:
    """Retract from the public record what was published; both stay to be seen.

    Args:
        user: who does it.
        workspace: the name of the workspace.
        kind: of what.
        number: which.
        why: why; it is public, since the retraction is.

    Raises:
        NotHere, NotAllowed, Unfit: as for ``publish``.
        Overtaken: it is not published.
        horseshoe.store.errors.StoreError: it was retracted already.
    """
    from horseshoe.desk.models import Publication

    snapshot()
    with within(user, writing=True) as person:
        place = enter(person, Action.PUBLISH, kind, workspace, why)
        if not (decision := decide(person, Action.RETRACT, Thing(Kind.FACTS))):
            raise NotAllowed(decision.because)
        row = locked(kind, place, number)
        published = Publication.objects.filter(kind=kind.value, thing=number).order_by("-version").first()
        if published is None:
            raise Overtaken("It is not published.")
        revision = writing.retract(published.table, published.key, by=person.name, why=why)
        after = {"table": published.table, "key": published.key, "revision": revision}
        note(person, place, "withdraw", row, kind, why, after, None)
        return Published(published.table, published.key, revision)


def _source(record: Record, origin: Origin, today: date) -> tuple[Source, bool]:
    """The source, and whether it is new to the record."""
    for row in record.sources:
        if (row.title, row.url, row.symbol) == (origin.title, origin.url, origin.symbol):
            return row, False
    made = Source(
        id=f"desk-{secrets.token_hex(6)}",
        title=origin.title,
        kind="document",
        url=origin.url,
        symbol=origin.symbol,
        recorded=today,
    )
    return made, True


def _fact(item: Item, common: dict[str, Any]) -> Any:
    if isinstance(item, Stance):
        return statements.Stance(
            **common,
            draft=item.draft,
            state=item.state,
            phase=item.phase,
            stance=item.stance,
            voice=item.voice,
            speaker=item.speaker,
            not_before=item.not_before,
            not_after=item.not_after,
            says=item.says,
        )
    assert isinstance(item, Assessment)
    return assessments.Assessment(
        **common,
        assessor=item.assessor,
        proposal=item.draft,
        made=item.made,
        by=item.signed,
        status=item.status,
        aim=item.aim,
        aim_why=item.aim_why,
        facts=item.facts,
        facts_why=item.facts_why,
        credible=item.credible,
        credible_why=item.credible_why,
        crimes=item.crimes,
        scale=item.scale,
        evidence=item.evidence,
    )
