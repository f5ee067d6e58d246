"""Ask to be told of public acts by e-mail, say that one did ask, and end it with one click.

Nobody is told anything before the address itself has confirmed (double opt-in). Whoever asks gets the same answer
whether an address is known here or not. An address that ended, or never confirmed, is forgotten.
"""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from horseshoe.desk.refusals import NotHere, Overtaken, Unfit
from horseshoe.desk.workspace.within import silent
from horseshoe.facts.pledges import Instrument
from horseshoe.store import columns

if TYPE_CHECKING:
    from horseshoe.desk.models import Subscriber

PATIENCE = timedelta(hours=48)
"""For which the way to confirm holds."""

AGAIN = timedelta(hours=1)
"""Before which an address is not asked a second time."""

OFTEN = 5
"""How often an address that does not answer is asked at most, before it is forgotten."""

RARELY = timedelta(days=7)
"""Before which an address that is told already gets no second letter saying so."""

IN_AN_HOUR = 100
"""Addresses that are asked in an hour at most: nobody sends mail to the world through this form."""

SALT = "horseshoe.desk.notices.subscribing"

ADDRESS = re.compile(
    r"(?=.{3,254}\Z)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])\Z"
)
"""An address as RFC 5321 has it, without quoted parts, comments and literals: nobody uses them but for tricks."""


def address(text: str) -> str:
    """An address as it is kept: its host in small letters.

    Raises:
        Unfit: it is none.
    """
    name, _, host = text.strip(" ").rpartition("@")
    made = f"{name}@{host.lower()}"
    if len(name) > 64 or len(made) > 254 or not ADDRESS.match(made):
        raise Unfit("Address: it should be like name@example.org.")
    return made


def ask(text: str, instrument: Instrument | None = None, language: str = "en") -> None:
    """Somebody wants an address to be told; a letter to it asks whether that is so, or says that it is told already.

    Args:
        text: the address.
        instrument: of acts under this text alone; of both where it is not given.
        language: of the letters.

    Raises:
        Unfit: it is no address.
        Overtaken: too many ask at this time.
    """
    from django.db import IntegrityError, transaction

    from horseshoe.desk.models import Letter, Subscriber

    to, now = address(text), columns.now()
    try:
        with silent(), transaction.atomic():
            if Letter.objects.filter(asks=True, made__gt=now - AGAIN).count() >= IN_AN_HOUR:
                raise Overtaken("Too many ask at this time: try again in an hour.")
            found = Subscriber.objects.select_for_update().filter(address=to, ended__isnull=True).first()
            if found is not None and found.confirmed and found.asked > now - RARELY:
                return
            if found is not None and not found.confirmed and (found.asked > now - AGAIN or found.times >= OFTEN):
                return
            if found is None:
                found = Subscriber(address=to, key=secrets.token_urlsafe(32), times=0)
            if not found.confirmed:
                found.instrument, found.language = instrument.value if instrument else "", language
            found.asked, found.times = now, found.times + 1
            try:
                with transaction.atomic():
                    found.save()
            except IntegrityError:  # somebody else asked for the same at the same moment
                return
            Letter.objects.create(subscriber=found, asks=True, after=0, upto=found.times, made=now, due=now)
    except IntegrityError:
        return


def token(subscriber: Subscriber) -> str:
    """What stands in the way to confirm."""
    from django.core.signing import TimestampSigner

    return TimestampSigner(salt=SALT).sign(subscriber.key)


def confirm(told: str) -> None:
    """It was the address itself that asked: from now on it is told. Once more changes nothing.

    Raises:
        NotHere: the way is too old or made up, or the subscription has ended.
    """
    from django.db import transaction

    from horseshoe.desk.models import Subscriber
    from horseshoe.store.models import LogEntry

    key = _asked(told)
    with silent(), transaction.atomic():
        found = Subscriber.objects.select_for_update().filter(key=key, ended__isnull=True).first()
        if found is None:
            raise _gone()
        if found.confirmed is None:
            found.confirmed = columns.now()
            found.told = LogEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
            found.save(update_fields=["confirmed", "told"])


def refuse_unless_asked(told: str) -> None:
    """See that a way to confirm leads somewhere, and change nothing.

    Raises:
        NotHere: the way is too old or made up, or the subscription has ended.
    """
    if not known(_asked(told)):
        raise _gone()


def _asked(told: str) -> str:
    """The key in a way to confirm."""
    from django.core.signing import BadSignature, TimestampSigner

    try:
        return TimestampSigner(salt=SALT).unsign(told[:200], max_age=PATIENCE)
    except BadSignature:
        raise _gone() from None


def _gone() -> NotHere:
    return NotHere("This way is too old, or was cut on its way: ask to be told once more.")


def known(key: str) -> bool:
    """Whether a subscription with this key still runs."""
    from horseshoe.desk.models import Subscriber

    with silent():
        return _key(key) and Subscriber.objects.filter(key=key, ended__isnull=True).exists()


def end(key: str) -> None:
    """End a subscription and forget its address. Once more, or with a key of nobody, changes nothing and says nothing.

    That is RFC 8058's one click: whoever holds the key of a letter may do it, without an account and without a cookie.
    """
    from django.db import transaction

    from horseshoe.desk.models import Letter, Subscriber

    if not _key(key):
        return
    with silent(), transaction.atomic():
        found = Subscriber.objects.select_for_update().filter(key=key, ended__isnull=True).first()
        if found is not None:
            _forget(found)
            Letter.objects.filter(subscriber=found, state="waiting").update(state="dropped")


def tidy() -> int:
    """Forget the addresses that were asked and did not answer in time; how many."""
    from django.db import transaction

    from horseshoe.desk.models import Subscriber

    with silent(), transaction.atomic():
        late = list(
            Subscriber.objects.select_for_update().filter(
                confirmed__isnull=True, ended__isnull=True, asked__lt=columns.now() - PATIENCE
            )
        )
        for each in late:
            _forget(each)
        return len(late)


def _forget(subscriber: Subscriber) -> None:
    subscriber.address, subscriber.ended = None, columns.now()
    subscriber.save(update_fields=["address", "ended"])


def _key(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z0-9_-]{43}", text))
