"""The command that replaces the key of the log."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from horseshoe.cli.keeping import Failed
from horseshoe.cli.storing import DatabaseOption, log_key


def rotate_key(
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="FILE", help="The key of the log; else HORSESHOE_LOG_KEY, else in your folder."),
    ] = None,
    database: DatabaseOption = None,
) -> None:
    """Replace the key of the log.

    Both keys sign one more checkpoint, which is kept in the store and printed: publish it with the new public key.
    What the old key signed still verifies; its file stays beside the new one until you take it away.
    """
    from horseshoe.store import database as place
    from horseshoe.store import notifications, writing
    from horseshoe.store.errors import StoreError
    from horseshoe.store.log import handover, keys

    path = key or log_key()
    try:
        place.connect(database)
        with writing.alone():
            made = handover.begin(path, notifications.entries(), notifications.checkpoint())
            notifications.save_checkpoint(made.text)
        retired = handover.finish(path, made)
    except (StoreError, ValueError) as error:
        raise Failed(str(error)) from None
    print(made.text, end="")
    typer.echo(f"The new public key: {keys.public_text(made.new)}", err=True)
    typer.echo(f"The old key is in {retired}: it signs no more. Take it away from here, or destroy it.", err=True)
