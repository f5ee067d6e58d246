"""Commands for the log: its entries as the depositary's notifications, proofs, and signed checkpoints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.cli.keeping import Failed
from horseshoe.cli.options import FormatOption, record
from horseshoe.cli.rotating import rotate_key
from horseshoe.cli.show import emit, table
from horseshoe.cli.storing import DatabaseOption, log_key

if TYPE_CHECKING:
    from rich.console import Console

    from horseshoe.store.log.checkpoint import Checkpoint
    from horseshoe.store.log.entry import Entry
    from horseshoe.store.log.notified import Notifications
    from horseshoe.store.log.tree import ConsistencyProof, Head

app = typer.Typer(
    help="The log of public acts: notifications, proofs and checkpoints.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("rotate-key")(rotate_key)

KeyOption = Annotated[
    Path | None,
    typer.Option("--key", metavar="FILE", help="The key of the log; else HORSESHOE_LOG_KEY, else in your data folder."),
]
PublicKeyOption = Annotated[
    str | None,
    typer.Option(
        "--public-key", metavar="TEXT", help="The log's public key, or a file with it; else that of your own key."
    ),
]


# -- commands ---------------------------------------------------------------------------------


@app.callback(invoke_without_command=True)
def listing(context: typer.Context, database: DatabaseOption = None, form: FormatOption = None) -> None:
    """The log of public acts, as numbered notifications.

    Every act of support that was registered, corrected, withdrawn or brought in with a list.
    """
    if context.invoked_subcommand is not None:
        if database is not None or form is not None:
            raise BadQuestion(f"Options stand after the command: horseshoe log {context.invoked_subcommand} ...")
        return
    from horseshoe.store.log.notified import Notification, notified

    with _failures():
        answer = notified(*_log(database), record())
    columns = Notification.__struct_fields__
    emit(
        answer,
        form,
        on_terminal=lambda console: _draw(console, answer),
        header=columns,
        rows=lambda: [[getattr(row, column) for column in columns] for row in answer.entries],
    )


@app.command()
def prove(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Number of the entry.")],
    public_key: PublicKeyOption = None,
    key: KeyOption = None,
    database: DatabaseOption = None,
) -> None:
    """Prove that an entry is in the log.

    The proof leads to the newest checkpoint, if the entry is in that, else to the log as it is. It is checked before
    it is printed, and anyone can check it again with the checkpoint and the public key alone.
    """
    from horseshoe.store.log.notified import ProvenEntry
    from horseshoe.store.log.tree import check_inclusion, head, inclusion

    with _failures():
        entries, signed = _log(database)
        if not 1 <= number <= len(entries):
            raise NotFound(f"There is no entry {number}: the log has {len(entries)}, numbered from 1.")
        log = head(entries)
        if signed is not None and (told := _checkpoint(signed, public_key, key).head).size >= number:
            log = told
        else:
            signed = None
        entry = entries[number - 1]
        proof = inclusion(entries, number, log.size)
        check_inclusion(proof, log, entry)
        _print(ProvenEntry(entry, entry.leaf().decode(), proof, log.root.hex(), signed))


@app.command()
def check(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier checkpoint, a file, or a size of the log.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later checkpoint, a file, or a size of the log.")],
    proof: Annotated[
        Path | None,
        typer.Option("--proof", metavar="FILE", help="A proof that this command printed: no store is needed then."),
    ] = None,
    public_key: PublicKeyOption = None,
    key: KeyOption = None,
    database: DatabaseOption = None,
) -> None:
    """Prove that the log only grew.

    The later log begins with the whole of the earlier one: nothing in that was altered, removed or moved.
    """
    from horseshoe.store.log.notified import ProvenGrowth
    from horseshoe.store.log.tree import check_consistency, consistency

    with _failures():
        if proof is None:
            entries, _ = _log(database)
            before, after = (_head(text, entries, public_key, key) for text in (old, new))
            given = consistency(entries, before.size, after.size)
        else:
            before, after = (_head(text, None, public_key, key) for text in (old, new))
            given = _read_proof(proof)
        check_consistency(given, before, after)
        _print(ProvenGrowth(before.root.hex(), after.root.hex(), given))


@app.command()
def checkpoint(key: KeyOption = None, database: DatabaseOption = None) -> None:
    """Sign the log as it is.

    The checkpoint is kept in the store and printed: publish it, so that others can hold the log to it. A log that does
    not begin with all that was signed before is not signed.
    """
    from horseshoe.store import notifications
    from horseshoe.store.log import keys
    from horseshoe.store.log.verification import next_checkpoint

    with _failures():
        entries, previous = _log(database)
        text = next_checkpoint(entries, previous, keys.load(key or log_key()))
        if text != previous:
            notifications.save_checkpoint(text)
    print(text, end="")


@app.command("key")
def public_key(
    key: KeyOption = None,
    earlier: Annotated[
        bool, typer.Option("--earlier", help="Also those that signed before it, each with how far it signed.")
    ] = False,
) -> None:
    """Print the public key of the log, by which others check its checkpoints."""
    from horseshoe.store.log import keys

    with _failures():
        found = keys.load(key or log_key())
        print(keys.public_text(found))
        for before in found.earlier if earlier else ():
            print(f"{before.public} until {before.until}")


def findings(database: str | None = None, public_key: str | None = None, key: Path | None = None) -> tuple[str, ...]:
    """What does not hold between the store, its log and its newest checkpoint, a sentence each.

    Raises:
        Failed: there is no store, or a checkpoint but no key to check it with.
    """
    from horseshoe.store import database as place
    from horseshoe.store import snapshot
    from horseshoe.store.log import keys
    from horseshoe.store.log.verification import verify

    with _failures():
        place.connect(database)
        with snapshot.reading():  # of the tables as they are, whatever this process had read of them before
            entries, signed = _log(database)
            facts = snapshot.read()
        told = None if signed is None else (_told_key(public_key) if public_key else keys.load(key or log_key()))
        return verify(entries, signed, told, facts)


# -- reading ----------------------------------------------------------------------------------


@contextmanager
def _failures() -> Iterator[None]:
    """What stands in the way, or does not hold, as the sentence that the command ends with."""
    from horseshoe.store.errors import StoreError

    try:
        yield
    except (NotFound, BadQuestion):
        raise
    except (StoreError, ValueError) as error:
        raise Failed(str(error)) from None


def _log(database: str | None) -> tuple[tuple[Entry, ...], str | None]:
    """The entries and the newest checkpoint, which is read first, so that no entry that it covers is missing."""
    from horseshoe.store import notifications
    from horseshoe.store.database import connect

    connect(database)
    signed = notifications.checkpoint()
    return notifications.entries(), signed


def _told_key(told: str) -> str:
    return told if told.count("+") > 1 else _text(Path(told))


def _checkpoint(text: str, told: str | None, key: Path | None) -> Checkpoint:
    """What was signed: with the public key that is told, else with the own one or one that came before it."""
    from horseshoe.store.log import keys
    from horseshoe.store.log.checkpoint import read, read_by

    return read_by(text, keys.load(key or log_key())) if told is None else read(text, _told_key(told))


def _head(text: str, entries: Sequence[Entry] | None, public_key: str | None, key: Path | None) -> Head:
    """The log at a size that is told, or that a checkpoint tells."""
    from horseshoe.store.log.tree import head

    if text.isascii() and text.isdigit():
        if entries is None:
            raise BadQuestion("With --proof, name two checkpoints: a size alone tells no root.")
        return head(entries, int(text))
    return _checkpoint(_text(Path(text)), public_key, key).head


def _read_proof(file: Path) -> ConsistencyProof:
    from horseshoe.store.log.notified import ProvenGrowth

    try:
        return msgspec.json.decode(_text(file), type=ProvenGrowth).proof
    except msgspec.DecodeError as error:
        raise Failed(f"{file} holds no proof that `horseshoe log check` printed: {error}.") from None


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode()
    except OSError as error:
        raise Failed(f"{file} cannot be read: {(error.strerror or 'unknown reason').lower()}.") from None
    except UnicodeDecodeError:
        raise Failed(f"{file} is not UTF-8 text.") from None


# -- showing ----------------------------------------------------------------------------------


def _draw(console: Console, answer: Notifications) -> None:
    if not answer.entries:
        console.print("The log has no entry yet.")
        return
    drawn = table("no.", "date", "what", "state", "instrument", "since", "document")
    for row in answer.entries:
        kind = f": {row.kind.replace('_', ' ')}" if row.kind else ""
        drawn.add_row(
            str(row.number),
            row.day.isoformat(),
            f"{row.what}{kind}",
            row.name or f"{row.table} {row.key}",
            row.instrument or "–",
            row.since or "–",
            row.document or "–",
        )
    console.print(drawn)
    signed = "no checkpoint was signed yet" if answer.checkpoint is None else _signed(answer.checkpoint)
    console.print(f"{answer.size} entr{'y' if answer.size == 1 else 'ies'}; {signed}.", style="bold")


def _signed(text: str) -> str:
    """How far the newest checkpoint goes, as it says itself: whether that is true is for `horseshoe verify`."""
    origin, size, *_ = [*text.split("\n"), "", ""]
    return f"the newest checkpoint, of {origin}, has {size}"


def _print(answer: msgspec.Struct) -> None:
    print(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode())
