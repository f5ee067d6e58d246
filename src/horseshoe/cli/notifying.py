"""The command that sends the letters about public acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from horseshoe.cli.options import FormatOption
from horseshoe.cli.show import emit

if TYPE_CHECKING:
    from rich.console import Console


def notify(form: FormatOption = None) -> None:
    """Send the letters about acts of support.

    To subscribers of a shared installation, for whatever the log has that they were not told of. What a mail server did
    not take is tried again later; nothing is sent twice. Let it run every few minutes: most is sent when an act is
    confirmed, and this sends what is left.
    """
    from horseshoe.desk.running import setup

    setup.prepare()
    from horseshoe.desk.notices import outbox

    told = outbox.deliver()

    def draw(console: Console) -> None:
        console.print(f"{told.sent} sent, {told.later} to be tried again, {told.failed} refused.")
        if told.unsure:
            console.print(f"{told.unsure} handed over at some time with the answer lost: they are not sent again.")
        if told.forgotten:
            console.print(f"{told.forgotten} addresses never confirmed, and are forgotten.")

    columns = outbox.Sent.__struct_fields__
    emit(
        told,
        form,
        on_terminal=draw,
        header=columns,
        rows=lambda: [[getattr(told, column) for column in columns]],
    )
