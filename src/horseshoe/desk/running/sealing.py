"""Secrets of second factors when the secret key is replaced: sealed anew before the old one goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from horseshoe.desk.running.findings import Finding, doubtful, good, wrong
from horseshoe.store import database

SEALED = ("secret", "seed")
"""What an authenticator app and the recovery codes of a person are made from, as allauth keeps them."""


def reseal() -> int:
    """Seal with the present secret key what was sealed with an earlier one; gives of how many second factors.

    What was sealed with a key that is not given any more stays as it is.
    """
    from allauth.mfa.models import Authenticator
    from django.db import transaction

    from horseshoe.desk.access.accounts import SecondFactors

    seals, done = SecondFactors(), 0
    with database.told_as_sentences(), transaction.atomic():
        for each in Authenticator.objects.select_for_update().order_by("pk"):
            try:
                found = _with(each.data, lambda text: seals.encrypt(seals.decrypt(text)), seals.is_current)
            except ValueError:
                continue
            if found != each.data:
                each.data = found
                each.save(update_fields=["data"])
                done += 1
    return done


def examine() -> Iterator[Finding]:
    """Every second factor can be opened with the secret keys that are given, and none hangs on an earlier one."""
    from allauth.mfa.models import Authenticator

    from horseshoe.desk.access.accounts import SecondFactors

    seals, earlier, shut = SecondFactors(), 0, 0
    with database.told_as_sentences():
        kept = list(Authenticator.objects.all())
    for each in kept:
        try:
            earlier += _with(each.data, seals.decrypt, seals.is_current) != each.data
        except ValueError:
            shut += 1
    if shut:
        yield wrong(
            f"{shut} of {len(kept)} second factors were sealed with a secret key that is not given: their owners "
            "cannot sign in. Add that key as a further line of HORSESHOE_SECRET_KEY_FILE."
        )
    if earlier:
        yield doubtful(
            f"{earlier} of {len(kept)} second factors hang on an earlier secret key: `horseshoe install` seals them "
            "anew. Until then that key stays in HORSESHOE_SECRET_KEY_FILE."
        )
    if kept and not shut and not earlier:
        yield good("Every second factor is sealed with the present secret key.")


def _with(data: dict[str, Any], done: Callable[[str], str], current: Callable[[str], bool]) -> dict[str, Any]:
    """The data of a second factor, with this done to what is not sealed with the present key."""

    def one(text: str) -> str:
        return text if current(text) else done(text)

    found = {name: one(value) if name in SEALED else value for name, value in data.items()}
    if "migrated_codes" in found:
        found["migrated_codes"] = [one(text) for text in found["migrated_codes"]]
    return found
