"""The journal of a server: one line of JSON for each request and each fault, and nothing about a person in it.

A line has no address, neither of the asker nor of the page, no query, no name and no word that somebody sent. Of a
fault it has the kinds of the exceptions and where in the program they arose, not what they say: that may quote a row.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import msgspec

OURS = "horseshoe"
"""The loggers whose sentences are our own; of others only what they always say is kept."""

FRAMES = 12

current: ContextVar[str | None] = ContextVar("horseshoe-request", default=None)
"""The number of the request that is being answered."""


def write(level: str, event: str, **told: Any) -> None:
    """Write a line to standard error, at once; a journal that cannot be written stops nobody."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00")
    line = msgspec.json.encode({"at": f"{at}Z", "level": level, "event": event, "worker": os.getpid(), **told})
    try:
        os.write(2, line + b"\n")
    except OSError:  # nobody reads it any more, or the disk is full
        return


class Lines(logging.Handler):
    """What the program and its libraries report, as lines of the journal."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a report down."""
        told: dict[str, Any] = {"logger": record.name, "says": _said(record)}
        if (number := current.get()) is not None:
            told["id"] = number
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            told |= {"fault": _kinds(error), "where": _where(error)}
        write(record.levelname.lower(), "fault" if error is not None else "report", **told)


def begin() -> None:
    """Have everything that this process reports go to the journal."""
    root = logging.getLogger()
    root.handlers[:] = [Lines()]
    root.setLevel(logging.WARNING)
    sys.excepthook = lambda kind, error, trace: logging.getLogger(OURS).critical(
        "The program ended.", exc_info=(kind, error, trace)
    )


def of_the_server() -> dict[str, Any]:
    """Granian's logging, so that what it says of its workers stands in the journal too."""
    lines = {"class": f"{__name__}.{Lines.__name__}"}
    return {
        "handlers": {"lines": lines},
        "formatters": {},
        "loggers": {"_granian": {"handlers": ["lines"], "level": "INFO", "propagate": False}},
    }


def _said(record: logging.LogRecord) -> str:
    """Our own sentences; of others, and of faults, only the words that stand in the program."""
    if record.name.partition(".")[0] == OURS and not record.exc_info:
        return record.getMessage()
    return str(record.msg)


def _kinds(error: BaseException) -> list[str]:
    """The exception and what it arose from, by name."""
    found, seen = [], set[int]()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        found.append(type(at).__name__)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return found


def _where(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return [f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno} {frame.name}" for frame in frames]
