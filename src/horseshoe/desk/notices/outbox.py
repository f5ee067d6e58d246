"""Letters about public acts: made from the log, each entry once for each subscriber, and sent once.

What a subscriber has letters for is a place in the log, moved in the transaction that makes the letter. A letter is
marked as handed over before it is: where the mail server's answer is lost, it may have gone out, and is not sent again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from horseshoe.desk.notices import letters, subscribing
from horseshoe.desk.workspace.within import silent
from horseshoe.store import columns
from horseshoe.store.errors import StoreError
from horseshoe.store.log.entry import Entry, EntryKind
from horseshoe.store.log.notified import Notification, notification
from horseshoe.store.snapshot import snapshot

if TYPE_CHECKING:
    from django.core.mail import EmailMessage
    from django.core.mail.backends.base import BaseEmailBackend

    from horseshoe.desk.models import Letter, Subscriber

TRIES = 5
LATER = timedelta(minutes=15)
"""After which a letter that was not taken is tried again; twice as long each time."""

AT_ONCE = 50
"""Letters that are sent after a confirmation; the others wait for `horseshoe notify`."""

log = logging.getLogger(__name__)


class Sent(msgspec.Struct, frozen=True):
    """What came of sending."""

    made: int
    """Letters that were new."""
    sent: int
    later: int
    """That were not taken, and are tried again."""
    failed: int
    """That were refused for good, or too often."""
    unsure: int
    """Handed over at some time, with the answer lost: they are not sent again."""
    forgotten: int
    """Addresses that never confirmed."""


def deliver(most: int | None = None) -> Sent:
    """Make the letters that the log asks for, and send what waits. Several may do so at once.

    Args:
        most: how many at most; all that are due where it is not given.

    Raises:
        horseshoe.store.errors.StoreError: the store cannot be read or written.
    """
    forgotten = subscribing.tidy()
    made = fill()
    told = {"sent": 0, "later": 0, "failed": 0, "lost": 0, "dropped": 0}
    connection = _connection()
    try:
        if _opened(connection):
            while (most is None or sum(told.values()) < most) and (letter := _next()) is not None:
                told[_send(letter, connection)] += 1
    finally:
        if connection is not None:
            connection.close()
    return Sent(made, told["sent"], told["later"], told["failed"], _unsure(), forgotten)


def soon() -> None:
    """Deliver in the background, so that nobody waits for a mail server; what fails waits for `horseshoe notify`."""
    threading.Thread(target=_quietly, name="outbox", daemon=True).start()


def fill() -> int:
    """Make a letter for each subscriber whom the log has news for; how many."""
    from django.db import transaction

    from horseshoe.desk.models import Letter, Subscriber
    from horseshoe.store.models import LogEntry

    with silent():
        newest = LogEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
        behind = {"confirmed__isnull": False, "ended__isnull": True, "told__lt": newest}
        if not (waiting := list(Subscriber.objects.filter(**behind).order_by("pk").values_list("pk", flat=True))):
            return 0
        first = Subscriber.objects.filter(pk__in=waiting).order_by("told").values_list("told", flat=True)[0]
        assert first is not None
        news = _entries(first, newest)
    made = 0
    for number in waiting:  # each in a transaction of its own: nobody waits for many
        with silent(), transaction.atomic():
            found = Subscriber.objects.select_for_update().filter(pk=number, **behind).first()
            if found is None or found.told is None:
                continue
            after, found.told = found.told, newest
            found.save(update_fields=["told"])
            if _for(found, (each for each in news if after < each.number <= newest)):
                now = columns.now()
                Letter.objects.create(subscriber=found, asks=False, after=after, upto=newest, made=now, due=now)
                made += 1
    return made


def _for(subscriber: Subscriber, news: Iterable[Notification]) -> list[Notification]:
    return [each for each in news if not subscriber.instrument or each.instrument == subscriber.instrument]


def _entries(after: int, upto: int) -> list[Notification]:
    from horseshoe.store.models import LogEntry

    rows = LogEntry.objects.filter(number__gt=after, number__lte=upto).order_by("number")
    facts = snapshot().as_known(None)
    return [
        notification(Entry(row.number, row.at, EntryKind(row.kind), row.table, row.key, row.body), facts)
        for row in rows
    ]


def _next() -> Letter | None:
    """A letter that is due, marked as handed over: nobody else sends it."""
    from django.db import connection, transaction

    from horseshoe.desk.models import Letter
    from horseshoe.desk.models.subscribers import State

    now = columns.now()
    with silent(), transaction.atomic():
        waiting = Letter.objects.filter(state=State.WAITING.value, due__lte=now).order_by("pk")
        skip = connection.features.has_select_for_update_skip_locked
        found = waiting.select_for_update(of=("self",) if skip else (), skip_locked=skip).first()
        if found is None:
            return None
        found.state, found.handed, found.tries = State.SENDING.value, now, found.tries + 1
        found.save(update_fields=["state", "handed", "tries"])
        return found


def _send(letter: Letter, connection: BaseEmailBackend | None) -> str:
    """Send one letter, and write down what came of it."""
    from smtplib import SMTPRecipientsRefused, SMTPResponseException

    from horseshoe.desk.models.subscribers import State

    try:
        mail = _written(letter)
        if mail is None:
            return _close(letter, State.DROPPED.value, "dropped")
        mail.connection = connection
        mail.send()
    except SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        return _not_taken(letter, for_good=all(code >= 500 for code in codes))
    except SMTPResponseException as error:
        return _not_taken(letter, for_good=error.smtp_code >= 500)
    except ValueError:  # Django's own refusal of a header; nothing has left
        return _close(letter, State.FAILED.value, "failed")
    except Exception as error:
        # It may have gone out before the answer was lost: it stays as it is. Only the kind is told, since the words of
        # a mail server quote addresses.
        log.error("The answer to letter %s was lost (%s): it is not sent again.", letter.pk, type(error).__name__)
        return "lost"
    return _close(letter, State.SENT.value, "sent")


def _written(letter: Letter) -> EmailMessage | None:
    """The letter, if somebody still wants it."""
    from horseshoe.desk.models import Subscriber

    with silent():
        to = Subscriber.objects.filter(pk=letter.subscriber_id, ended__isnull=True).first()
        if to is None or to.address is None:
            return None
        if letter.asks and to.confirmed is None:
            return letters.question(to, letter)
        if letter.asks and to.confirmed is not None:  # a question that was answered meanwhile needs no letter
            return letters.already(to, letter) if letter.made > to.confirmed else None
        why = {each.key: each.why for each in snapshot().retractions if each.table == "pledges"}
        return letters.news(to, letter, _for(to, _entries(letter.after, letter.upto)), why)


def _not_taken(letter: Letter, *, for_good: bool) -> str:
    from horseshoe.desk.models.subscribers import State

    if for_good or letter.tries >= TRIES:
        log.error("Letter %s was refused by the mail server %s.", letter.pk, "for good" if for_good else "too often")
        return _close(letter, State.FAILED.value, "failed")
    letter.due = columns.now() + LATER * 2 ** (letter.tries - 1)
    return _close(letter, State.WAITING.value, "later")


def _close(letter: Letter, state: str, told: str) -> str:
    with silent():
        letter.state = state
        letter.save(update_fields=["state", "due"])
    return told


def _connection() -> Any:
    from django.core.mail import get_connection

    return get_connection()


def _opened(connection: Any) -> bool:
    """Whether the mail server can be reached: where it cannot, nothing has left and nothing is marked."""
    try:
        connection.open()
    except Exception as error:
        log.error("The mail server cannot be reached (%s): letters wait.", type(error).__name__)
        return False
    return True


def _unsure() -> int:
    from horseshoe.desk.models import Letter
    from horseshoe.desk.models.subscribers import State

    long_ago = columns.now() - LATER
    with silent():
        return Letter.objects.filter(state=State.SENDING.value, handed__lt=long_ago).count()


def _quietly() -> None:
    from django.db import connections

    try:
        deliver(AT_ONCE)
    except StoreError as error:
        log.error("Letters could not be sent. %s", error)
    except Exception as error:
        log.error("Letters could not be sent (%s).", type(error).__name__)
    finally:
        connections.close_all()
