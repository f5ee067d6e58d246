"""Pages to type in a roll call from the floor, to look at what was typed, and to take it back."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy

from horseshoe.answers.questions import BadQuestion, parse_day
from horseshoe.desk.access.rights import Action, Kind, Thing
from horseshoe.desk.pages.analyst.doors import REFUSALS, door, known, may, page, require
from horseshoe.desk.pages.analyst.inputs import choices
from horseshoe.desk.record import audit, floor
from horseshoe.desk.refusals import NotHere, Unfit
from horseshoe.facts.proposals import Cast, Matter, Outcome, ProposalKind
from horseshoe.facts.record import Record
from horseshoe.site import addresses
from horseshoe.site.language.tongues import said
from horseshoe.site.record import today
from horseshoe.site.serving.views import site
from horseshoe.site.tags.saying import plain_day
from horseshoe.store.snapshot import snapshot

FACTS = Thing(Kind.FACTS)

KEYS = {Cast.YES: "y", Cast.NO: "n", Cast.ABSTAIN: "a", Cast.NOT_PARTICIPATING: "p", Cast.ABSENT: "x"}
"""What a cast is typed with."""

SEAT = "seat-"
"""What the name of a seat's field begins with."""

_LONG = 300


class VoteForm(forms.Form):
    """What was voted on, and what the President announced; the seats are beside it."""

    plain = True
    """Which fields are needed depends on the vote: what it comes to says it."""
    draft = forms.CharField(
        label=gettext_lazy("Draft"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Its symbol, such as S/2026/900; without one, the subject."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "spellcheck": "false"}),
    )
    title = forms.CharField(label=gettext_lazy("Subject"), required=False, max_length=_LONG)
    meeting = forms.CharField(
        label=gettext_lazy("Meeting"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Its number, such as 10124."),
    )
    tally = forms.CharField(
        label=gettext_lazy("Tally announced"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Such as 13-1-1: for, against, abstaining."),
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome announced"),
        required=False,
        choices=choices(Outcome, gettext_lazy("not said")),
    )
    resolution = forms.CharField(
        label=gettext_lazy("Resolution"), required=False, max_length=60, help_text=gettext_lazy("If it was adopted.")
    )


class MoreForm(forms.Form):
    """What few votes need."""

    plain = True
    kind = forms.ChoiceField(
        label=gettext_lazy("What was put to the vote"),
        required=False,
        choices=choices(ProposalKind),
    )
    amends = forms.CharField(label=gettext_lazy("Draft that an amendment would change"), required=False, max_length=60)
    nth = forms.IntegerField(
        label=gettext_lazy("Which vote on this text today"), required=False, min_value=1, max_value=99, initial=1
    )
    matter = forms.ChoiceField(
        label=gettext_lazy("Matter"),
        required=False,
        choices=choices(Matter),
    )
    ground = forms.CharField(label=gettext_lazy("Why it is procedural"), required=False, max_length=_LONG)
    evidence = forms.CharField(label=gettext_lazy("How that is known"), required=False, max_length=_LONG)
    agenda = forms.CharField(label=gettext_lazy("Agenda item"), required=False, max_length=_LONG)
    sponsors = forms.CharField(label=gettext_lazy("Sponsors"), required=False, max_length=_LONG)
    note = forms.CharField(label=gettext_lazy("Note to readers"), required=False, max_length=2000)
    source_title = forms.CharField(
        label=gettext_lazy("Source, if it was read and not heard"), required=False, max_length=_LONG
    )
    source_url = forms.URLField(
        label=gettext_lazy("Its address"), required=False, max_length=500, assume_scheme="https"
    )


@door("GET", "POST")
def typing(request: HttpRequest) -> HttpResponse:
    """The form with the seats of that day's Council, and what becomes of it when it is sent."""
    require(request, Action.WRITE, FACTS)
    on = _day(request.POST.get("date") or request.GET.get("on"))
    record = known()
    if request.method != "POST":
        return _shown(request, record, on, VoteForm(), MoreForm(), {}, None)
    form, more = VoteForm(request.POST), MoreForm(request.POST)
    told, casts = _told(form, more, on), _casts(request)
    try:
        if "check" in request.POST:
            return _shown(request, record, on, form, more, casts, _looked(form, more, told, casts))
        if faults := _unreadable(form, more):
            raise Unfit(" ".join(faults))
        why = f"typed in from the floor: the vote of {on}"
        name, _ = floor.record_vote(request.user, told, casts, why=why, today=today())
    except REFUSALS:
        return _shown(request, record, on, form, more, casts, _looked(form, more, told, casts), status=422)
    site().keeper.look_again()
    messages.success(request, gettext("The vote is in the public record."))
    return redirect("desk-vote", roll_call=name)


@door("POST")
def check(request: HttpRequest) -> HttpResponse:
    """What the seats come to as they are typed: a part of the page, for htmx."""
    require(request, Action.WRITE, FACTS)
    on = _day(request.POST.get("date"))
    form, more = VoteForm(request.POST), MoreForm(request.POST)
    casts = _casts(request)
    return page(request, "vote_found.html", _found(_looked(form, more, _told(form, more, on), casts)))


@door("GET")
def one(request: HttpRequest, roll_call: str) -> HttpResponse:
    """A roll call as it stands, who typed it and when, and how to take it back."""
    person = require(request, Action.WRITE, FACTS)
    whole = snapshot()
    versions = [row for row in whole.roll_calls if row.id == roll_call]
    if not versions:
        raise NotHere(f"The record has no roll call {roll_call[:80]}.")
    current = whole.as_known(None)
    row = current.roll_call.get(roll_call)
    return page(
        request,
        "vote.html",
        {
            "title": gettext("Vote of %(day)s") % {"day": plain_day(versions[-1].date)},
            "row": versions[-1],
            "holds": row is not None,
            "way": addresses.of_votes(current).get(roll_call),
            "tally": versions[-1].tally(),
            "changes": audit.of("roll_calls", roll_call),
            "may_retract": row is not None and row.id.startswith(floor.OWN) and may(person, Action.RETRACT, FACTS),
        },
    )


@door("POST")
def withdraw(request: HttpRequest, roll_call: str) -> HttpResponse:
    """Take a typed-in roll call back."""
    require(request, Action.RETRACT, FACTS)
    floor.withdraw(request.user, roll_call, why=request.POST.get("why", ""))
    site().keeper.look_again()
    messages.success(request, gettext("The vote is retracted; it stays to be seen here."))
    return redirect("desk-vote", roll_call=roll_call)


def _day(told: str | None) -> date:
    try:
        return parse_day(told) if told else today()
    except BadQuestion as error:
        raise Unfit(f"Date: {error}") from None


def _casts(request: HttpRequest) -> dict[str, str]:
    """Code of a seat to what it did; a seat of another Council is for the check to refuse."""
    told: dict[str, Any] = request.POST.dict()
    return {name.removeprefix(SEAT)[:3]: value[:20] for name, value in told.items() if name.startswith(SEAT)}


def _told(form: VoteForm, more: MoreForm, on: date) -> dict[str, Any]:
    form.is_valid()
    more.is_valid()
    return {"date": on.isoformat(), **form.cleaned_data, **more.cleaned_data}


def _unreadable(form: VoteForm, more: MoreForm) -> list[str]:
    """What cannot be read at all, field by field."""
    return [
        f"{each.fields[name].label}: {fault}"
        for each in (form, more)
        for name, faults in each.errors.items()
        for fault in faults
    ]


def _looked(form: VoteForm, more: MoreForm, told: dict[str, Any], casts: dict[str, str]) -> floor.Floor | str:
    """What is found, or why nothing can be."""
    if faults := _unreadable(form, more):
        return " ".join(faults)
    try:
        return floor.look(told, casts, snapshot(), today())
    except Unfit as error:
        return str(error)


def _found(looked: floor.Floor | str | None) -> dict[str, Any]:
    if looked is None or isinstance(looked, str):
        return {"unfit": looked, "found": None}
    return {"found": looked, "unfit": None}


def _shown(
    request: HttpRequest,
    record: Record,
    on: date,
    form: VoteForm,
    more: MoreForm,
    casts: dict[str, str],
    looked: floor.Floor | str | None,
    *,
    status: int = 200,
) -> HttpResponse:
    seats: list[dict[str, Any]] = [
        {
            "code": term.state,
            "name": said(record.name(term.state, on)),
            "permanent": term.permanent,
            "cast": casts.get(term.state, Cast.YES.value),
        }
        for term in floor.council(record, on)
    ]
    if looked is None:
        looked = floor.look(
            {"date": on.isoformat()}, {each["code"]: each["cast"] for each in seats}, snapshot(), today()
        )
    told = {
        "title": gettext("A vote from the floor"),
        "day": on,
        "day_said": on.isoformat(),
        "form": form,
        "more": more,
        "seats": seats,
        "casts": [(cast.value, key) for cast, key in KEYS.items()],
        "fresh": not form.is_bound,
        "refused": status != HTTPStatus.OK,
        **_found(looked),
    }
    return page(request, "vote_form.html", told, status=status)
