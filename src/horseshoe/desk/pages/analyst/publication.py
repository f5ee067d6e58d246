"""Publish something of a workspace, after a look at what will stand in public; and withdraw it."""

from __future__ import annotations

import msgspec
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Action, Kind, Thing, decide
from horseshoe.desk.pages.analyst import drafts
from horseshoe.desk.pages.analyst.doors import REFUSALS, door, known, page, sent
from horseshoe.desk.pages.analyst.inputs import choices, line
from horseshoe.desk.pages.analyst.told import fields
from horseshoe.desk.pages.analyst.workspace import NAMES
from horseshoe.desk.refusals import NotAllowed, NotHere, Unfit
from horseshoe.desk.workspace import private, publishing
from horseshoe.desk.workspace.items import Assessment
from horseshoe.desk.workspace.kept import Kept
from horseshoe.desk.workspace.publishing import Origin
from horseshoe.facts.record import Record
from horseshoe.site.record import today
from horseshoe.site.serving.views import site
from horseshoe.sources import assessment_toml
from horseshoe.sources.assessment_form import Typed, TypedAssessor, TypedView


class PublishForm(forms.Form):
    """Where a reader can see for himself, and why it is published."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = line(gettext_lazy("Source: its title"), required=True)
    symbol = line(gettext_lazy("Its symbol"))
    url = forms.URLField(label=gettext_lazy("Its address"), required=False, max_length=500, assume_scheme="https")
    confidence = forms.ChoiceField(
        label=gettext_lazy("How sure it is"), choices=choices(("high", "medium", "low")), initial="medium"
    )
    why = line(gettext_lazy("Why; it stands in the public audit"), required=True)
    sure = forms.BooleanField(label=gettext_lazy("Everybody may read all that stands above"))


@door("GET", "POST")
def publish(request: HttpRequest, workspace: str, kind: str, number: int) -> HttpResponse:
    """What will stand in public, and the form that puts it there."""
    of = _kind(kind)
    _require(request, workspace, of)
    kept, record = private.item(request.user, workspace, of, number), known()
    refused, notes = judged(kept, record)
    form = PublishForm(sent(request), initial={"version": kept.version})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            if refused:
                raise Unfit(" ".join(refused))
            publishing.publish(
                request.user,
                workspace,
                of,
                number,
                version=told["version"],
                origin=Origin(told["title"], told["url"] or None, told["symbol"] or None),
                why=told["why"],
                today=today(),
                confidence=told["confidence"],
            )
        except REFUSALS as error:
            form.add_error(None, str(error))
        else:
            site().keeper.look_again()
            messages.success(request, gettext("It is in the public record."))
            return redirect("desk-thing", workspace=workspace, kind=kind, number=number)
    name = drafts.name_of(kept, record)
    told = {
        "title": gettext("Publish: %(what)s %(number)s") % {"what": gettext(NAMES[of]).lower(), "number": number},
        "workspace": workspace,
        "kind": kind,
        "kept": kept,
        "trail_draft": (name, drafts.way(workspace, name)),
        "fields": fields(kept.item, record),
        "refused": refused,
        "notes": notes,
        "form": form,
    }
    return page(request, "publish.html", told, status=422 if form.is_bound else 200)


@door("POST")
def withdraw(request: HttpRequest, workspace: str, kind: str, number: int) -> HttpResponse:
    """Take what was published back from the public record; it stays in the workspace."""
    publishing.withdraw(request.user, workspace, _kind(kind), number, why=request.POST.get("why", ""))
    site().keeper.look_again()
    messages.success(request, gettext("It is withdrawn from the public record."))
    return redirect("desk-thing", workspace=workspace, kind=kind, number=number)


def judged(kept: Kept, record: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands in the way of publishing an assessment, and what its readers should know: sentences."""
    item = kept.item
    if not isinstance(item, Assessment):
        return (), ()
    assessor = record.assessor.get(item.assessor)
    votes = [row for row in record.roll_calls if row.proposal == item.draft]
    if assessor is None or not votes:
        return ("The record has no such assessor, or no vote on this draft.",), ()
    view = {
        name: value
        for name, value in msgspec.to_builtins(item).items()
        if name in TypedView.__struct_fields__ and value is not None
    }
    typed = Typed(
        assessor=TypedAssessor(assessor.id, assessor.name, assessor.kind, item.signed or assessor.name),
        assessment=(msgspec.convert({**view, "draft": max(votes, key=lambda row: row.date).id}, TypedView),),
    )
    found = assessment_toml.checked(typed, "the draft", record, today())
    return (
        tuple(f"{each.field.replace('_', ' ').capitalize()}: {each.what}." for each in found.refused),
        found.notes,
    )


def _kind(kind: str) -> Kind:
    try:
        return Kind(kind)
    except ValueError:
        raise NotHere("There is nothing of that kind in a workspace.") from None


def _require(request: HttpRequest, workspace: str, kind: Kind) -> None:
    person = people.found(request.user)
    if workspace not in person.workspaces:
        raise NotHere(f"There is no workspace {workspace[:40]} that you are a member of.")
    if not (decision := decide(person, Action.PUBLISH, Thing(kind, workspace))):
        raise NotAllowed(decision.because)
