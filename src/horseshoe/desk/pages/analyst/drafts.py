"""The drafts that a workspace keeps something of, each with an address that does not tell its name.

A title that nobody outside may know would otherwise stand in addresses, and so in browsers' histories and in the
journals of servers and proxies.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.utils.crypto import salted_hmac

from horseshoe.desk.access.rights import Kind
from horseshoe.desk.refusals import NotHere
from horseshoe.desk.workspace.counting import OVER
from horseshoe.desk.workspace.items import Assessment, DraftStage
from horseshoe.desk.workspace.kept import Kept
from horseshoe.desk.workspace.life import of as life_of
from horseshoe.desk.workspace.life import stages
from horseshoe.desk.workspace.parting import Parting
from horseshoe.desk.workspace.private import parted
from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.record import Record
from horseshoe.rules.draft_life import DraftLife


class Draft(msgspec.Struct, frozen=True):
    """A draft with all that a workspace keeps of it."""

    name: str
    workspace: str
    way: str
    """The part of its address."""
    kept: tuple[Kept, ...]
    partings: tuple[Parting, ...]
    life: DraftLife | None
    odd: str | None
    """Why its stages make no life."""

    def of(self, kind: Kind) -> tuple[Kept, ...]:
        """What is kept of a kind, retracted things too."""
        return tuple(each for each in self.kept if each.kind is kind)

    @property
    def held(self) -> int:
        """How many things hold."""
        return sum(each.holds for each in self.kept)

    @property
    def since(self) -> DoubtfulDate | None:
        """Since when it stands where it stands; ``None`` where no stage is known."""
        found = stages(self.kept)
        return found[-1].item.event().date if found and isinstance(found[-1].item, DraftStage) else None

    @property
    def under_way(self) -> bool:
        """Whether something of it holds, and it is neither voted on nor withdrawn."""
        return self.held > 0 and not (self.life and self.life.stage in OVER)

    @property
    def latest(self) -> datetime:
        """When something was last put down."""
        return max(each.at for each in self.kept)


def name_of(kept: Kept, record: Record) -> str:
    """The draft that something is about, as people call it."""
    draft = kept.item.draft
    if isinstance(kept.item, Assessment) and draft in record.proposal:
        return record.proposal[draft].symbol or record.proposal[draft].resolution or draft
    return draft


def way(workspace: str, name: str) -> str:
    """The part of the address of a draft."""
    return salted_hmac("horseshoe.desk.drafts", f"{workspace}|{name}", algorithm="sha256").hexdigest()[:20]


def grouped(workspace: str, kept: Iterable[Kept], record: Record) -> tuple[Draft, ...]:
    """The drafts, the one of which something was put down last first."""
    found: dict[str, list[Kept]] = {}
    for each in kept:
        found.setdefault(name_of(each, record), []).append(each)
    drafts = (
        Draft(name, workspace, way(workspace, name), tuple(every), parted(every), *life_of(every))
        for name, every in found.items()
    )
    return tuple(sorted(drafts, key=lambda each: each.latest, reverse=True))


def one(workspace: str, part: str, kept: Iterable[Kept], record: Record) -> Draft:
    """The draft at an address.

    Raises:
        NotHere: the workspace keeps nothing of such a draft.
    """
    for each in grouped(workspace, kept, record):
        if each.way == part:
            return each
    raise NotHere("This workspace keeps nothing of such a draft.")
