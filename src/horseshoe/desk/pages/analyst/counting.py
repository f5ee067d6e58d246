"""Will it pass, and whom to call: the odds of a draft with what a workspace knows as evidence. Nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy

from horseshoe.answers.planned import Planned
from horseshoe.answers.questions import BadQuestion, NotFound, find_states
from horseshoe.answers.whip import Whip, suppose, turning, whip
from horseshoe.desk.pages.analyst import drafts
from horseshoe.desk.pages.analyst.doors import door, page, sent
from horseshoe.desk.pages.analyst.inputs import choices, day, line
from horseshoe.desk.pages.analyst.told import name_of
from horseshoe.desk.pages.analyst.workspace import offers
from horseshoe.desk.workspace import counting, private
from horseshoe.desk.workspace.counting import Heard, Why
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record
from horseshoe.facts.situations import Action as Asks
from horseshoe.site.record import today
from horseshoe.site.serving.views import site
from horseshoe.site.tags.saying import words
from horseshoe.site.whip import count as models
from horseshoe.site.whip import words as said_of

PATIENCE = 20
"""Seconds for which the page waits for the model, where it is not fitted yet."""


class DraftForm(forms.Form):
    """What tells the model more of a draft. It is sent and not kept."""

    date = day(gettext_lazy("Day of the vote"))
    situation = forms.ChoiceField(label=gettext_lazy("Situation"), required=False)
    action = forms.ChoiceField(
        label=gettext_lazy("What the draft asks for"), required=False, choices=choices(Asks, gettext_lazy("not known"))
    )
    sponsors = line(gettext_lazy("Sponsors"), help_text=gettext_lazy("States, with commas between them."))

    def __init__(self, *args: Any, record: Record, **options: Any) -> None:
        """Args: record: the form is held against it."""
        super().__init__(*args, **options)
        self.record = record
        field = self.fields["situation"]
        assert isinstance(field, forms.ChoiceField)
        situations = sorted((row.name, row.id) for row in record.situations)
        field.choices = [("", gettext("not known")), *((key, name) for name, key in situations)]

    def clean_sponsors(self) -> tuple[str, ...]:
        """The codes of the states named."""
        try:
            return tuple(dict.fromkeys(find_states(self.record, self.cleaned_data["sponsors"])))
        except (NotFound, BadQuestion) as error:
            raise forms.ValidationError(str(error.args[0])) from None


@door("GET", "POST")
def count(request: HttpRequest, workspace: str, way: str) -> HttpResponse:
    """The count on a draft as things stand, or with what the form tells of it."""
    record = site().keeper.held().record
    found = drafts.one(workspace, way, private.everything(request.user, workspace), record)
    first = max(today(), models.first_day(record))
    form = DraftForm(sent(request), initial={"date": first}, record=record)
    told: dict[str, Any] = {"date": first, "situation": None, "action": None, "sponsors": ()}
    if form.is_bound and form.is_valid():
        told |= {name: value for name, value in form.cleaned_data.items() if value}
    on: date = told.pop("date")
    heard = counting.heard(found.kept, found.partings, [term.state for term in record.council(on)])
    counted, wrong = None, ""
    if not (form.is_bound and form.errors):
        stage = found.life.stage if found.life else None
        try:
            if stage in counting.OVER:
                raise BadQuestion(
                    gettext("It stands at %(stage)s: no odds are left to count.") % {"stage": words(stage)}
                )
            counted = _counted(record, counting.planned(found.name, heard, on, stage=stage, **told), heard)
        except BadQuestion as error:
            wrong = str(error)
    return page(
        request,
        "count.html",
        {
            "title": gettext("Will it pass?"),
            "workspace": workspace,
            "draft": found,
            "trail_draft": (found.name, found.way),
            "form": form,
            "day": on,
            "wrong": wrong,
            "heard": heard,
            "tally": counting.tally(heard),
            "partings": sum(each.parting is not None for each in heard),
            **(counted or {}),
            **offers(request, workspace),
        },
        status=422 if form.is_bound and form.errors else 200,
    )


def _counted(record: Record, planned: Planned, heard: Sequence[Heard]) -> dict[str, Any]:
    """What the page tells of a count.

    Raises:
        BadQuestion: none can be taken.
    """
    model = models.model(record, planned.date, PATIENCE)
    if model is None:
        raise BadQuestion(gettext("The model is still being fitted to the record: load the page again in a moment."))
    answer = whip(record, planned, forecaster=model)
    turns = {each.state: each for each in turning(answer)}
    known = {each.state: each for each in heard}
    seats: list[dict[str, Any]] = [
        {
            "state": seat.state,
            "name": name_of(record, seat.state, planned.date),
            "permanent": seat.permanent,
            "p": seat.p,
            "turn": turns[seat.state],
            "heard": known[seat.state],
            "call": reason(known[seat.state].call),
        }
        for seat in sorted(answer.seats, key=lambda seat: -turns[seat.state].pivot)
    ]
    return {
        "answer": answer,
        "picture": said_of.picture(record, answer),
        "legend": said_of.legend(),
        "yes": sum(each.stance == Cast.YES for each in heard),
        "noes": [each["name"] for each in seats if each["permanent"] and each["heard"].stance == Cast.NO],
        "calls": [each for each in seats if each["call"]],
        "seats": seats,
        "followed": _followed(record, planned, answer, heard),
        "notes": said_of.notes(answer),
    }


def _followed(record: Record, planned: Planned, answer: Whip, heard: Sequence[Heard]) -> list[tuple[str, Any]]:
    """The odds if those seats that part follow their missions, and if they follow their capitals."""
    mission, capital = counting.followed(heard)
    if not mission:
        return []
    told = (
        (gettext("if each follows its mission"), mission),
        (gettext("if each follows its capital"), capital),
    )
    held = [(said, suppose(record, planned, answer, casts).what_if) for said, casts in told]
    return [(said, each.odds) for said, each in held if each]


def reason(why: Why | None) -> str:
    """Why a seat should be called, in a few words; empty where nothing asks for it."""
    if why is None:
        return ""
    return {
        Why.PARTED: gettext("mission and capital part"),
        Why.UNDECIDED: gettext("undecided"),
        Why.UNHEARD: gettext("not heard yet"),
    }[why]
