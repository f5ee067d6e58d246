"""What is shown of an act on its way, and of those in the register, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.utils.translation import gettext, gettext_noop

from horseshoe.desk.depositary import registry
from horseshoe.desk.depositary.cases import Case
from horseshoe.desk.depositary.register import Told
from horseshoe.desk.pages.registrar import forms
from horseshoe.facts.pledges import PledgeEvidence
from horseshoe.site.language import tongues
from horseshoe.store.snapshot import snapshot

STATUSES = {
    "received": gettext_noop("received"),
    "proposed": gettext_noop("proposed"),
    "confirmed": gettext_noop("confirmed"),
    "refused": gettext_noop("refused"),
    "withdrawn": gettext_noop("withdrawn"),
}
CHANGES = {
    "register": gettext_noop("register an act"),
    "correct": gettext_noop("correct an act"),
    "retract": gettext_noop("retract an act"),
}

NOW = {
    "received": gettext_noop("No. %(number)s lies on the table."),
    "proposed": gettext_noop("No. %(number)s is proposed."),
    "refused": gettext_noop("No. %(number)s is refused. It can be proposed anew."),
    "withdrawn": gettext_noop("No. %(number)s is taken back. It can be proposed anew."),
}
"""What is said after a step, by what the act is now."""

CONFIRMED = {
    "register": gettext_noop("It stands in the register, as %(act)s."),
    "correct": gettext_noop("The register has the corrected version of %(act)s."),
    "retract": gettext_noop("%(act)s is retracted: it stays to be seen, and holds no longer."),
}
"""What is said after a confirmation, by what was to be done."""

DONE = {
    "receive": gettext_noop("received it"),
    "propose": gettext_noop("proposed it"),
    "confirm": gettext_noop("confirmed it"),
    "refuse": gettext_noop("refused it"),
    "withdraw": gettext_noop("took it back"),
    "token": gettext_noop("sent this by a program"),
}
"""What the history calls a step, to what a reader is told."""


def shown(found: Case) -> dict[str, Any]:
    """A case with its words."""
    told = found.told
    return {
        "case": found,
        "status": gettext(STATUSES[found.status]),
        "change": gettext(CHANGES[found.change]),
        "told": told,
        "state": tongues.said(snapshot().state[told.state].name) if told else "",
        "instrument": dict(forms.INSTRUMENTS)[told.instrument.value] if told else "",
        "kind": kinds()[told.kind.value] if told else "",
    }


def kinds() -> dict[str, Any]:
    """Kind of evidence to its name."""
    return {kind.value: name for kind, name in forms.KINDS}


def states() -> list[str]:
    """The names of all states, for whoever types one."""
    return sorted({each.name for each in snapshot().as_known(None).states})


def standing(act: str) -> PledgeEvidence | None:
    """An act as the register has it now; ``None`` where it has no such act, or it was retracted."""
    return next((each for each in snapshot().as_known(None).pledges if each.id == act), None)


class Difference(msgspec.Struct, frozen=True):
    """A field of an act that is to be another."""

    field: Any
    before: str
    after: str


def differences(found: Case) -> list[Difference]:
    """What a correction changes; nothing of what it leaves."""
    before = standing(found.act)
    if found.change != "correct" or found.told is None or before is None:
        return []
    return _differences(
        msgspec.to_builtins(registry.of_the_register(before)),
        {name: value for name, value in msgspec.to_builtins(found.told).items() if name not in SOURCES or value},
    )


SOURCES = frozenset({"title", "url", "symbol"})
"""What a correction leaves as it is, where it does not tell it."""

LABELS = {
    **{name: field.label for name, field in forms.Particulars.base_fields.items()},
    "document_file": gettext_noop("File, as it will be public"),
    "document_sha256": "SHA-256",
}
"""Field to its name."""


def _differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    return [
        Difference(_label(name), _value(name, before.get(name)), _value(name, after[name]))
        for name in Told.__struct_fields__
        if name in after and (before.get(name) or None) != (after[name] or None)
    ]


def _label(name: str) -> Any:
    found = LABELS.get(name, name)
    return gettext(found) if isinstance(found, str) else found


def _value(name: str, value: Any) -> str:
    if name == "kind" and value:
        return str(kinds().get(value, value))
    return {None: "", True: gettext("yes"), False: gettext("no")}.get(value, str(value))


class Past(msgspec.Struct, frozen=True):
    """One entry of the history of an act, in words."""

    at: datetime
    who: str
    what: str
    why: str
    changed: list[Difference]
    """What was said otherwise than before."""


def _reason(entry: registry.Entry) -> str:
    """The reason of an entry; nothing where none was given, or it is that of the step before."""
    return "" if entry.what == "receive" and entry.why == "received" else entry.why


def in_words(entries: Sequence[registry.Entry]) -> list[Past]:
    """The history of an act in words, the newest first."""
    found: list[Past] = []
    said: dict[str, Any] = {}
    for each in reversed(entries):
        changed: list[Difference] = []
        if each.what == "propose" and each.after:
            after = {name: each.after[name] for name in Told.__struct_fields__ if name in each.after}
            changed, said = _differences(said, after) if said else [], after
        found.append(Past(each.at, each.who, gettext(DONE.get(each.what, each.what)), _reason(each), changed))
    return found[::-1]
