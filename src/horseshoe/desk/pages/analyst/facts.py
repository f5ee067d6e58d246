"""Pages to enter evidence, explanations of votes and assessors into the public record, and to take them back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from horseshoe.desk.access.rights import Action, Kind, Thing
from horseshoe.desk.pages.analyst.doors import REFUSALS, door, known, may, page, require, sent
from horseshoe.desk.pages.analyst.inputs import CHOOSE, choices, day, line, states, text, vote_choices
from horseshoe.desk.pages.analyst.told import fields
from horseshoe.desk.record import audit, recording
from horseshoe.desk.refusals import NotHere
from horseshoe.facts.assessments import AssessorKind
from horseshoe.facts.evidence import CodeCrime, Entity, Strength
from horseshoe.facts.record import key_of
from horseshoe.facts.statements import Leaning, Said, Voice
from horseshoe.site import addresses
from horseshoe.site.record import today
from horseshoe.site.serving.views import site
from horseshoe.store.snapshot import snapshot

FACTS = Thing(Kind.FACTS)


class FactForm(forms.Form):
    """What enters the public record is signed and reasoned; the reason is public."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """As every form, with the reason at its end and what the record can offer to choose from."""
        super().__init__(*args, **options)
        record, on = known(), today()
        self.fields["why"] = forms.CharField(label=gettext("Why; it stands in the public audit"), max_length=500)
        if isinstance(field := self.fields.get("state"), forms.ChoiceField):
            field.choices = states(record, on)
        if isinstance(field := self.fields.get("situation"), forms.ChoiceField):
            field.choices = [
                ("", gettext("choose")),
                *sorted(((row.id, row.name) for row in record.situations), key=lambda each: each[1]),
            ]


class SourcedForm(FactForm):
    """What was read somewhere; where, is asked at the end."""

    source_title = line(gettext_lazy("Source: its title"), required=True)
    source_symbol = line(gettext_lazy("Its symbol"), help_text=gettext_lazy("A symbol or an address."))
    source_url = forms.URLField(
        label=gettext_lazy("Its address"), required=False, max_length=500, assume_scheme="https"
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """As every form of the public record, in the order in which one reads a document."""
        super().__init__(*args, **options)
        last = [*(name for name in self.fields if name.startswith("source_")), "why"]
        self.order_fields([*(name for name in self.fields if name not in last), *last])


class EvidenceForm(SourcedForm):
    """What a document of the United Nations says of the three crimes in a situation."""

    situation = forms.ChoiceField(label=gettext_lazy("Situation"))
    entity = forms.ChoiceField(label=gettext_lazy("Who said it"), choices=choices(Entity, CHOOSE))
    title = line(gettext_lazy("Title of the document"), required=True)
    symbol = line(gettext_lazy("Symbol of the document"))
    date = day(gettext_lazy("Day on which it became public"))
    month = line(gettext_lazy("Or the month"), help_text="2026-11")
    crimes = forms.MultipleChoiceField(
        label=gettext_lazy("Crimes that it names"),
        required=False,
        choices=choices(CodeCrime),
        widget=forms.CheckboxSelectMultiple,
    )
    strength = forms.ChoiceField(label=gettext_lazy("How far it goes"), choices=choices(Strength, CHOOSE))
    attributed_to = line(gettext_lazy("To whom it attributes them"))
    says = text(gettext_lazy("What it says, in your words"))
    confidence = forms.ChoiceField(
        label=gettext_lazy("How sure you are"), choices=choices(("high", "medium", "low")), initial="medium"
    )


class ExplanationForm(SourcedForm):
    """What a state said of a vote."""

    state = forms.ChoiceField(label=gettext_lazy("State"))
    draft = line(gettext_lazy("Vote: the symbol of the draft or resolution"), required=True)
    date = day(gettext_lazy("Said on"))
    body = line(gettext_lazy("Where it was said"), required=True)
    speaker = line(gettext_lazy("Name or office of who spoke"))
    voice = forms.ChoiceField(
        label=gettext_lazy("Who spoke: its mission or its capital"), choices=choices(Voice, CHOOSE)
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of statement"),
        choices=choices(("explanation_of_vote", "ga_debate", "national_statement")),
    )
    cast_stated = forms.ChoiceField(
        label=gettext_lazy("Vote that it states"),
        required=False,
        choices=vote_choices(("yes", "no", "abstain"), gettext_lazy("none")),
    )
    position = forms.ChoiceField(label=gettext_lazy("How it stands to the draft"), choices=choices(Leaning, CHOOSE))
    invokes_code = forms.ChoiceField(
        label=gettext_lazy("Invokes the Code of Conduct"), choices=choices(Said), initial=Said.NOT_SEEN.value
    )
    invokes_restraint = forms.ChoiceField(
        label=gettext_lazy("Invokes restraint of the veto"), choices=choices(Said), initial=Said.NOT_SEEN.value
    )
    says = text(gettext_lazy("What it says, in your words"))


class AssessorForm(FactForm):
    """Whoever states views of his own."""

    id = line(gettext_lazy("Key"), required=True, help_text=gettext_lazy("Small letters, digits and hyphens."))
    name = line(gettext_lazy("Name"), required=True)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=choices([each for each in AssessorKind if each is not AssessorKind.STANDARD]),
    )
    about = line(gettext_lazy("How this assessor judges, in a sentence"))


FORMS: dict[str, tuple[type[FactForm], str]] = {
    "evidence": (EvidenceForm, gettext_noop("Evidence")),
    "explanations": (ExplanationForm, gettext_noop("Explanation of vote")),
    "assessors": (AssessorForm, gettext_noop("Assessor")),
}
"""Table to its form and to what one row is called."""


@door("GET", "POST")
def new(request: HttpRequest, table: str) -> HttpResponse:
    """An empty form, or what becomes of a filled-in one."""
    require(request, Action.WRITE, FACTS)
    if table not in FORMS:
        raise NotHere("No form is for such a table.")
    made, title = FORMS[table]
    form = made(sent(request), initial=_about(table, request.GET.get("about", "")))
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        why = told.pop("why")
        try:
            name = recording.record(request.user, table, told, why=why, today=today())
        except REFUSALS as error:
            form.add_error(None, str(error))
        else:
            site().keeper.look_again()
            messages.success(request, gettext("It is in the public record."))
            return redirect("desk-fact", table=table, key=name)
    status = 422 if form.is_bound else 200
    return page(request, "fact_form.html", {"title": gettext(title), "form": form}, status=status)


def _about(table: str, part: str) -> dict[str, Any]:
    """What a form is filled in with, by the address of a vote's public page."""
    record = known()
    name, votes = addresses.votes(record).get(part, ("", ()))
    if not votes:
        return {}
    vote, about = votes[-1], record.draft_situation.get(votes[-1].id)
    if table == "evidence":
        return {"situation": about.situation if about else ""}
    body = gettext("Security Council, %(meeting)s") % {"meeting": vote.meeting} if vote.meeting else ""
    return {"draft": name, "date": vote.date, "body": body}


@door("GET")
def one(request: HttpRequest, table: str, key: str) -> HttpResponse:
    """A row as it stands, and who changed it."""
    person = require(request, Action.WRITE, FACTS)
    rows = [row for row in getattr(snapshot(), table) if key_of(table, row) == key] if table in recording.TABLES else []
    if not rows:
        raise NotHere("There is no such row in the public record.")
    holds = any(key_of(table, row) == key for row in getattr(known(), table))
    told = {
        "title": f"{table}: {key}",
        "table": table,
        "key": key,
        "fields": fields(rows[-1], known()),
        "holds": holds,
        "changes": audit.of(table, key),
        "may_retract": holds and may(person, Action.RETRACT, FACTS),
    }
    return page(request, "fact.html", told)


@door("POST")
def retract(request: HttpRequest, table: str, key: str) -> HttpResponse:
    """Take a row back."""
    require(request, Action.RETRACT, FACTS)
    recording.retract(request.user, table, key, why=request.POST.get("why", ""))
    site().keeper.look_again()
    messages.success(request, gettext("It is retracted, and stays to be seen."))
    return redirect("desk-fact", table=table, key=key)
