"""The registrars' forms, and that of somebody who wants to be told of acts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from horseshoe.answers.questions import BadQuestion, NotFound, find_state
from horseshoe.desk.depositary.cases import CONFIDENCES, LONGEST, Case
from horseshoe.desk.depositary.register import Told
from horseshoe.desk.depositary.steps import REASON
from horseshoe.facts.pledges import EvidenceKind, Instrument
from horseshoe.store.snapshot import snapshot

INSTRUMENTS = (
    (Instrument.CODE.value, gettext_lazy("ACT Code of Conduct")),
    (Instrument.DECLARATION.value, gettext_lazy("France/Mexico Declaration")),
)
KINDS = (
    (EvidenceKind.NOTE_VERBALE, gettext_lazy("Note verbale")),
    (EvidenceKind.LETTER, gettext_lazy("Letter")),
    (EvidenceKind.NAMED_ON_DATED_LIST, gettext_lazy("Named on a dated list")),
    (EvidenceKind.ANNOUNCED_BY_DEPOSITARY, gettext_lazy("Announced by the depositary")),
    (EvidenceKind.ANNOUNCED_BY_INITIATOR, gettext_lazy("Announced by an initiator")),
    (EvidenceKind.CO_INITIATOR, gettext_lazy("Initiator itself")),
    (EvidenceKind.SELF_DECLARED_SIGNATORY, gettext_lazy("The state calls itself a supporter")),
    (EvidenceKind.ANNOUNCED_JOINING, gettext_lazy("The state announces that it joins")),
    (EvidenceKind.NAMED_BY_PRESS, gettext_lazy("Named by the press alone")),
    (EvidenceKind.SUPPORT_STATED, gettext_lazy("Statement of support, no act")),
    (EvidenceKind.STATED_NOT_SIGNATORY, gettext_lazy("Said not to be a supporter")),
    (EvidenceKind.DISAVOWAL, gettext_lazy("Disavowal")),
)
SURE = {"high": gettext_lazy("high"), "medium": gettext_lazy("medium"), "low": gettext_lazy("low")}


class Day(forms.DateField):
    """A day as a browser sends it."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **told: Any) -> None:
        """Args: told: as for any field."""
        super().__init__(input_formats=["%Y-%m-%d"], **told)


class Once(forms.Form):
    """A form that has its effect once, however often it is sent."""

    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **told: Any) -> None:
        """Args: as for any form."""
        told["initial"] = {"once": uuid4(), **(told.get("initial") or {})}
        super().__init__(*args, **told)

    @property
    def number(self) -> UUID:
        """Which form it is."""
        found: UUID = self.cleaned_data["once"]
        return found


class Receive(Once):
    """A document that came in."""

    document = forms.FileField(
        label=gettext_lazy("Document"),
        help_text=gettext_lazy("PDF, Word (.docx), OpenDocument (.odt), PNG, JPEG or TIFF, up to 25 MB. It is kept as "
        "it is, with its SHA-256, and never opened here."),
        max_length=255,
    )  # fmt: skip
    sender = forms.CharField(label=gettext_lazy("From whom"), max_length=200)
    received_on = Day(label=gettext_lazy("Received on"))
    why = forms.CharField(
        label=gettext_lazy("Remark"), required=False, max_length=REASON, help_text=gettext_lazy("For registrars alone.")
    )


class Particulars(forms.Form):
    """What an act is."""

    instrument = forms.ChoiceField(label=gettext_lazy("Text"), choices=INSTRUMENTS)
    state = forms.CharField(
        label=gettext_lazy("State"),
        max_length=LONGEST["state"],
        widget=forms.TextInput(attrs={"list": "states", "autocomplete": "off"}),
        help_text=gettext_lazy("By name, or by code (KEN)."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[(kind.value, name) for kind, name in KINDS])
    day = Day(label=gettext_lazy("Day of the act"), required=False)
    not_before = Day(
        label=gettext_lazy("Not before"), required=False, help_text=gettext_lazy("Where the day is doubtful.")
    )
    not_after = Day(label=gettext_lazy("Not after"), required=False)
    evidence = forms.CharField(
        label=gettext_lazy("What the document says, in a sentence"),
        max_length=LONGEST["evidence"],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("This is public."),
    )
    title = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=LONGEST["title"],
        help_text=gettext_lazy("The title of where a reader can see it. This is public."),
    )
    url = forms.CharField(
        label=gettext_lazy("Address of the source"),
        required=False,
        max_length=LONGEST["url"],
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    symbol = forms.CharField(label=gettext_lazy("Symbol of the source"), required=False, max_length=LONGEST["symbol"])
    document_symbol = forms.CharField(
        label=gettext_lazy("Reference of the document"), required=False, max_length=LONGEST["document_symbol"]
    )
    reservation = forms.CharField(
        label=gettext_lazy("Condition or reservation, if it attaches one"),
        required=False,
        max_length=LONGEST["reservation"],
    )
    ratified = forms.BooleanField(label=gettext_lazy("It calls itself a ratification"), required=False)
    confidence = forms.ChoiceField(label=gettext_lazy("How sure"), choices=[(each, SURE[each]) for each in CONFIDENCES])
    note = forms.CharField(
        label=gettext_lazy("What a reader should know besides"), required=False, max_length=LONGEST["note"]
    )
    why = forms.CharField(label=gettext_lazy("Reason"), max_length=REASON)

    MAIN = ("instrument", "state", "kind", "day", "document_symbol", "evidence", "title", "url")
    """What nearly every act has."""

    RARE = ("not_before", "not_after", "symbol", "reservation", "ratified", "confidence", "note")
    """What few have."""

    def main(self) -> list[forms.BoundField]:
        """The fields that nearly every act needs."""
        return [self[name] for name in self.MAIN if not self[name].is_hidden]

    def rare(self) -> list[forms.BoundField]:
        """Those that few need."""
        return [self[name] for name in self.RARE]

    def rare_told(self) -> bool:
        """Whether one of them says something, or is to be put right."""
        return any(
            self[name].errors or (self[name].value() or None) not in (None, self.fields[name].initial or "high")
            for name in self.RARE
        )

    def clean_state(self) -> str:
        """The state as it was written.

        Raises:
            ValidationError: no state, or more than one, is called so.
        """
        told: str = self.cleaned_data["state"]
        try:
            find_state(snapshot().as_known(None), told)
        except (NotFound, BadQuestion) as error:
            raise ValidationError(str(error)) from None
        return told

    def clean(self) -> dict[str, Any]:
        """The day, or bounds.

        Raises:
            ValidationError: both are given, or the bounds are the wrong way round.
        """
        told: dict[str, Any] = super().clean() or {}
        if told.get("not_before") and told.get("not_after") and told["not_before"] > told["not_after"]:
            raise ValidationError({"not_after": gettext_lazy("It lies before the day given as not before.")})
        if told.get("day") and (told.get("not_before") or told.get("not_after")):
            raise ValidationError(
                {"day": gettext_lazy("Give the day of the act, or not before and not after where it is doubtful.")}
            )
        return told

    def told(self) -> Told:
        """What it says, once it was found valid."""
        given = self.cleaned_data
        day: date | None = given["day"]
        words = ("url", "symbol", "document_symbol", "reservation", "note")
        return Told(
            instrument=Instrument(given["instrument"]),
            state=given["state"],
            kind=EvidenceKind(given["kind"]),
            evidence=given["evidence"],
            title=given["title"],
            not_before=day or given["not_before"],
            not_after=day or given["not_after"],
            ratified=given["ratified"],
            confidence=given["confidence"],
            **{name: given[name] or None for name in words},
        )


class Act(Particulars):
    """What an act is, told of what was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)


class Corrected(Once, Particulars):
    """How an act of the register should be."""

    instrument = forms.ChoiceField(choices=INSTRUMENTS, widget=forms.HiddenInput)
    state = forms.CharField(max_length=3, widget=forms.HiddenInput)
    title = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=LONGEST["title"],
        required=False,
        help_text=gettext_lazy("Only if it is another than the register names; else leave it empty."),
    )
    why = forms.CharField(label=gettext_lazy("Reason"), max_length=REASON, help_text=gettext_lazy("This is public."))


class Retract(Once):
    """That an act is to be withdrawn."""

    why = forms.CharField(label=gettext_lazy("Reason"), max_length=REASON, help_text=gettext_lazy("This is public."))


class Decide(forms.Form):
    """What becomes of a proposal, as it was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)
    why = forms.CharField(label=gettext_lazy("Reason"), max_length=REASON)


class Confirm(Decide):
    """That a proposal enters the register."""

    why = forms.CharField(
        label=gettext_lazy("Remark"), required=False, max_length=REASON, help_text=gettext_lazy("For registrars alone.")
    )


BOTH = "both"
"""Neither text alone."""


class Ask(forms.Form):
    """Somebody wants to be told."""

    address = forms.CharField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    instrument = forms.ChoiceField(
        label=gettext_lazy("Of acts under"), choices=[(BOTH, gettext_lazy("both texts")), *INSTRUMENTS]
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[("en", gettext_lazy("English")), ("fr", gettext_lazy("French"))]
    )


def initial(found: Case) -> dict[str, Any]:
    """What a form begins with: what was told before, or what the document tells by coming."""
    told = found.told
    if told is None:
        return {"version": found.version, "state": _named(found.sender)}
    return {"version": found.version, **of_told(told)}


def _named(sender: str) -> str:
    """The state whose name stands in that of the sender; nothing where none does, or several do."""
    names = {each.name for each in snapshot().as_known(None).states}
    found = {name for name in names if re.search(rf"\b{re.escape(name)}\b", sender, re.IGNORECASE)}
    longest = {name for name in found if not any(name != other and name in other for other in found)}
    return longest.pop() if len(longest) == 1 else ""


def of_told(told: Told) -> dict[str, Any]:
    """What is told, as a form has it."""
    exact = told.not_before if told.not_before == told.not_after else None
    values = {name: getattr(told, name) for name in Told.__struct_fields__}
    bounds = {"not_before": None, "not_after": None} if exact else {}
    return {**values, **bounds, "day": exact, "instrument": told.instrument.value, "kind": told.kind.value}
