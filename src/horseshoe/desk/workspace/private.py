"""What workspaces keep to themselves: put it there, change it, retract it, read it.

Every function asks the rights, and each change has its entry in the history in the same transaction. A stranger is told
of a workspace that there is none: the answer is the same whether it exists or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from horseshoe.desk.access.rights import Action, Kind, Person, Thing, decide
from horseshoe.desk.refusals import NotAllowed, NotHere, Overtaken, Unfit
from horseshoe.desk.workspace import items as forms
from horseshoe.desk.workspace.items import Instruction, Item, Stance
from horseshoe.desk.workspace.kept import Kept, kept, kind_of, model, put_seats, told, values
from horseshoe.desk.workspace.parting import Parting, Word, partings
from horseshoe.desk.workspace.within import inside, within
from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.record import Record
from horseshoe.facts.statements import Voice
from horseshoe.store import columns

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User

    from horseshoe.desk.models import Private, Workspace

    Account = AbstractBaseUser | AnonymousUser


class Change(msgspec.Struct, frozen=True):
    """One entry of the history of a workspace."""

    at: datetime
    who: str
    what: str
    why: str
    kind: Kind
    number: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def put(
    user: Account,
    workspace: str,
    item: Item,
    *,
    record: Record,
    why: str,
    number: int | None = None,
    version: int | None = None,
) -> Kept:
    """Put an item into a workspace, or a changed one in the place of what is there.

    Args:
        user: who does it.
        workspace: the name of the workspace.
        item: what.
        record: what is known; the item is held against it.
        why: why; it stands in the history.
        number: of what is changed; a new item where it is not given.
        version: the version that was changed; it must still be the newest.

    Raises:
        NotHere: no such workspace that the person is a member of, or nothing of this number in it.
        NotAllowed: the person may only read there.
        Unfit: the item does not fit the record, or no reason is given.
        Overtaken: somebody else changed it meanwhile, or it was retracted.
    """
    forms.check(item, record)
    kind = kind_of(item)
    with within(user, writing=True) as person:
        place = enter(person, Action.WRITE, kind, workspace, why)
        if number is None:
            return kept(kind, [_begun(person, place, item, why)])[0]
        row = locked(kind, place, number)
        current(row, version)
        before = told(kept(kind, [row])[0].item)
        for name, value in values(item).items():
            setattr(row, name, value)
        row.version += 1
        row.save(force_update=True)
        put_seats(item, row)
        note(person, place, "change", row, kind, why, before, told(item))
        return kept(kind, [row])[0]


def put_all(user: Account, workspace: str, found: Iterable[Item], *, record: Record, why: str) -> int:
    """Put new items into a workspace, all of them or none; gives how many. One that is there just so is passed over.

    Raises:
        NotHere, NotAllowed, Unfit: as for ``put``.
    """
    wanted = tuple(dict.fromkeys(found))
    for each in wanted:
        forms.check(each, record)
    with within(user, writing=True) as person:
        there: dict[Kind, set[Item]] = {}
        count = 0
        for each in wanted:
            kind = kind_of(each)
            place = enter(person, Action.WRITE, kind, workspace, why)
            if kind not in there:
                there[kind] = {known.item for known in _items(kind, place, None, retracted=False)}
            if each not in there[kind]:
                _begun(person, place, each, why)
                count += 1
        return count


def retract(user: Account, workspace: str, kind: Kind, number: int, *, why: str) -> Kept:
    """Retract an item: it stays, and holds no longer.

    Raises:
        NotHere, NotAllowed, Unfit: as for ``put``.
        Overtaken: it was retracted already.
    """

    def undo(row: Private) -> None:
        if row.retracted is not None:
            raise Overtaken("It was retracted already.")
        row.retracted = columns.now()

    return _turned(user, workspace, kind, number, "retract", why, undo)


def restore(user: Account, workspace: str, kind: Kind, number: int, *, why: str) -> Kept:
    """Take a retraction back.

    Raises:
        NotHere, NotAllowed, Unfit: as for ``put``.
        Overtaken: it is not retracted.
    """

    def redo(row: Private) -> None:
        if row.retracted is None:
            raise Overtaken("It is not retracted.")
        row.retracted = None

    return _turned(user, workspace, kind, number, "restore", why, redo)


def items(
    user: Account, workspace: str, kind: Kind, *, draft: str | None = None, retracted: bool = False
) -> tuple[Kept, ...]:
    """What a workspace keeps of a kind, the newest first.

    Args:
        user: who asks.
        workspace: the name of the workspace.
        kind: of what.
        draft: of this draft alone.
        retracted: also what was retracted.

    Raises:
        NotHere: no such workspace that the person is a member of.
    """
    with within(user) as person:
        place = enter(person, Action.READ, kind, workspace)
        return _items(kind, place, draft, retracted=retracted)


def everything(user: Account, workspace: str) -> tuple[Kept, ...]:
    """All that a workspace keeps, retracted things too, the newest first within each kind; of one moment.

    Raises:
        NotHere: no such workspace that the person is a member of.
    """
    with within(user) as person:
        found: list[Kept] = []
        for kind in sorted(forms.ITEMS):
            place = enter(person, Action.READ, kind, workspace)
            found += _items(kind, place, None, retracted=True)
        return tuple(found)


def item(user: Account, workspace: str, kind: Kind, number: int) -> Kept:
    """One item, also a retracted one.

    Raises:
        NotHere: no such workspace that the person is a member of, or nothing of this number in it.
    """
    with within(user) as person:
        place = enter(person, Action.READ, kind, workspace)
        found = _rows(kind).filter(workspace=place, pk=number).first()
        if found is None:
            raise _nothing(kind, number)
        return kept(kind, [found])[0]


def history(
    user: Account, workspace: str, kind: Kind | None = None, number: int | None = None, *, most: int = 500
) -> tuple[Change, ...]:
    """What was changed in a workspace, the newest first.

    Raises:
        NotHere: no such workspace that the person is a member of.
    """
    from horseshoe.desk.models import History

    with within(user) as person:
        place = enter(person, Action.READ, Kind.HISTORY, workspace)
        rows = History.objects.filter(workspace=place).order_by("-pk")
        if kind is not None:
            rows = rows.filter(kind=kind.value)
        if number is not None:
            rows = rows.filter(thing=number)
        return tuple(
            Change(row.at, row.who, row.what, row.why, Kind(row.kind), row.thing, row.before, row.after)
            for row in rows[:most]
        )


def warnings(user: Account, workspace: str, *, draft: str | None = None) -> tuple[Parting, ...]:
    """Where what a mission says and what its capital wants part, by what the workspace knows.

    Raises:
        NotHere: no such workspace that the person is a member of.
    """
    with within(user) as person:
        place = enter(person, Action.READ, Kind.STANCES, workspace)
        enter(person, Action.READ, Kind.INSTRUCTIONS, workspace)
        found = [
            *_items(Kind.STANCES, place, draft, retracted=False),
            *_items(Kind.INSTRUCTIONS, place, draft, retracted=False),
        ]
    return parted(found)


def parted(found: Iterable[Kept]) -> tuple[Parting, ...]:
    """Where mission and capital part among these; what is retracted, and what is no word of either, is passed over."""
    words = [each for each in found if each.holds and isinstance(each.item, Stance | Instruction)]
    return partings(_word(each) for each in sorted(words, key=lambda each: each.at))


def enter(person: Person, action: Action, kind: Kind, workspace: str, why: str | None = None) -> Workspace:
    """The workspace in which a person does this, by number and name alone; within.

    Raises:
        NotHere, NotAllowed, Unfit: as for ``put``.
    """
    from horseshoe.desk.models import Workspace

    if workspace not in person.workspaces or not person.active:
        raise NotHere(f"There is no workspace {workspace[:40]} that you are a member of.")
    if not (decision := decide(person, action, Thing(kind, workspace))):
        raise NotAllowed(decision.because)
    if why is not None and not why.strip():
        raise Unfit("No reason is given: the history needs one.")
    return Workspace(pk=inside().names[workspace], name=workspace)


def locked(kind: Kind, place: Workspace, number: int) -> Private:
    """The row of an item, which nobody else changes until the transaction ends.

    Raises:
        NotHere: nothing of this number.
    """
    found: Private | None = _rows(kind).filter(workspace=place, pk=number).select_for_update(of=("self",)).first()
    if found is None:
        raise _nothing(kind, number)
    return found


def current(row: Private, version: int | None) -> None:
    """See that an item still is as it was seen.

    Raises:
        Overtaken: it was changed since, or retracted.
    """
    if row.retracted is not None:
        raise Overtaken("It was retracted meanwhile: restore it first.")
    if version != row.version:
        raise Overtaken(
            f"Somebody changed it meanwhile: it is at version {row.version}, and yours was {version or 'not told'}. "
            "Load it again."
        )


def note(
    person: Person,
    place: Workspace,
    what: str,
    row: Private,
    kind: Kind,
    why: str,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    """Write into the history of a workspace; within, in the transaction of the change."""
    from horseshoe.desk.models import History

    History.objects.create(
        workspace=place,
        by_id=person.id,
        who=person.name,
        at=columns.now(),
        what=what,
        why=why.strip(),
        kind=kind.value,
        thing=row.pk,
        before=before,
        after=after,
    )


def _begun(person: Person, place: Workspace, item: Item, why: str) -> Private:
    """The row of a new item, with its entry in the history; within."""
    kind = kind_of(item)
    row = model(kind)(workspace=place, by=_account(person), at=columns.now(), **values(item))
    row.save(force_insert=True)
    put_seats(item, row)
    note(person, place, "put", row, kind, why, None, told(item))
    return row


def _turned(
    user: Account, workspace: str, kind: Kind, number: int, what: str, why: str, turn: Callable[[Private], None]
) -> Kept:
    with within(user, writing=True) as person:
        place = enter(person, Action.RETRACT, kind, workspace, why)
        row = locked(kind, place, number)
        turn(row)
        row.save(force_update=True, update_fields=["retracted"])
        after = {"retracted": row.retracted.isoformat() if row.retracted else None}
        note(person, place, what, row, kind, why, None, after)
        return kept(kind, [row])[0]


def _account(person: Person) -> User:
    """The account of a person, as far as a row that is being made needs it."""
    from django.contrib.auth.models import User

    return User(pk=person.id, username=person.name)


def _rows(kind: Kind) -> Any:
    return model(kind).objects.select_related("workspace", "by")


def _items(kind: Kind, place: Workspace, draft: str | None, *, retracted: bool) -> tuple[Kept, ...]:
    rows = _rows(kind).filter(workspace=place).order_by("-pk")
    if draft is not None:
        rows = rows.filter(draft=draft)
    if not retracted:
        rows = rows.filter(retracted__isnull=True)
    return kept(kind, list(rows))


def _nothing(kind: Kind, number: int) -> NotHere:
    return NotHere(f"There is nothing of number {number} among the {kind.value.replace('-', ' ')} of this workspace.")


def _word(found: Kept) -> Word:
    said = found.item
    assert isinstance(said, Stance | Instruction)
    instruction = isinstance(said, Instruction)
    return Word(
        draft=said.draft,
        state=said.state,
        stance=said.stance,
        voice=Voice.CAPITAL if isinstance(said, Instruction) else said.voice,
        when=DoubtfulDate(said.not_before, said.not_after),
        instruction=instruction,
    )
