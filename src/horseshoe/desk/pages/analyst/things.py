"""Put something into a workspace, look at it with its history, change it, take it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import PUBLISHABLE, Action, Kind, Thing, decide
from horseshoe.desk.pages.analyst import drafts
from horseshoe.desk.pages.analyst.doors import REFUSALS, door, known, may, page, sent
from horseshoe.desk.pages.analyst.forms import FORMS, SEAT, ItemForm
from horseshoe.desk.pages.analyst.told import fields
from horseshoe.desk.pages.analyst.workspace import DONE, NAMES
from horseshoe.desk.refusals import NotAllowed, NotHere
from horseshoe.desk.workspace import counting, life, private
from horseshoe.desk.workspace.items import DraftStage, Item
from horseshoe.desk.workspace.kept import Kept
from horseshoe.facts.record import Record
from horseshoe.site import addresses
from horseshoe.site.record import today

SERIES = (Kind.STANCES, Kind.INSTRUCTIONS)
"""Kinds of which many are entered one after the other."""

LIKE = ("draft", "phase", "voice", "on_day", "not_before", "not_after")
"""Fields that the next entry of a series has in common with the last."""


@door("GET", "POST")
def new(request: HttpRequest, workspace: str, kind: str) -> HttpResponse:
    """An empty form, or what becomes of a filled-in one.

    What the address names is filled in: ``draft`` by the way of its page, ``about`` by that of its public page,
    ``state`` by its code; and with ``like`` what was just kept, for the next entry of the same day and draft.
    """
    form_of, record = _form(kind), known()
    _require(request, workspace, form_of.kind)
    kept = private.everything(request.user, workspace)
    initial = _begun(request, workspace, form_of, kept, record)
    form = form_of(sent(request), initial=initial, record=record, on=today())
    if request.method == "POST" and (new_one := _put(request, workspace, form)):
        messages.success(request, gettext("It is kept."))
        if "again" in request.POST:
            return redirect(f"{reverse('desk-thing-new', args=[workspace, kind])}?like={new_one.number}")
        return redirect("desk-thing", workspace=workspace, kind=kind, number=new_one.number)
    names = [each.name for each in drafts.grouped(workspace, kept, record)]
    told = {"title": gettext(NAMES[form_of.kind]), "names": names, "again": form_of.kind in SERIES}
    return _shown(request, workspace, form, told)


@door("GET", "POST")
def change(request: HttpRequest, workspace: str, kind: str, number: int) -> HttpResponse:
    """The form filled in with what is there, or what becomes of it."""
    form_of, record = _form(kind), known()
    _require(request, workspace, form_of.kind)
    kept = private.item(request.user, workspace, form_of.kind, number)
    initial = {**form_of.filled(kept.item), "version": kept.version}
    initial["draft"] = drafts.name_of(kept, record)
    form = form_of(sent(request), initial=initial, record=record, on=today())
    if request.method == "POST" and _put(request, workspace, form, kept):
        messages.success(request, gettext("It is changed; what was there before stands in its history."))
        return redirect("desk-thing", workspace=workspace, kind=kind, number=number)
    title = gettext("Change: %(what)s %(number)s") % {"what": gettext(NAMES[form_of.kind]).lower(), "number": number}
    name = str(initial["draft"])
    return _shown(request, workspace, form, {"title": title, "trail_draft": (name, drafts.way(workspace, name))})


@door("GET")
def one(request: HttpRequest, workspace: str, kind: str, number: int) -> HttpResponse:
    """One thing with its history."""
    form_of, record = _form(kind), known()
    kept = private.item(request.user, workspace, form_of.kind, number)
    person = people.found(request.user)
    thing = Thing(form_of.kind, workspace)
    name = drafts.name_of(kept, record)
    past = private.history(request.user, workspace, form_of.kind, number)
    changes = [
        {
            "change": each,
            "done": gettext(DONE[each.what]) if each.what in DONE else each.what,
            "before": fields(each.before or {}, record),
            "after": fields(_differing(each.before, each.after), record),
        }
        for each in past
    ]
    return page(
        request,
        "thing.html",
        {
            "title": f"{gettext(NAMES[form_of.kind])} {number}",
            "workspace": workspace,
            "kind": kind,
            "kept": kept,
            "trail_draft": (name, drafts.way(workspace, name)),
            "fields": fields(kept.item, record),
            "changes": changes,
            "publication": next((each for each in past if each.what in ("publish", "withdraw")), None),
            "may_write": may(person, Action.WRITE, thing),
            "may_retract": may(person, Action.RETRACT, thing),
            "may_publish": form_of.kind in PUBLISHABLE and may(person, Action.PUBLISH, thing),
        },
    )


@door("POST")
def turn(request: HttpRequest, workspace: str, kind: str, number: int, what: str) -> HttpResponse:
    """Retract something, or take a retraction back."""
    act = private.retract if what == "retract" else private.restore
    act(request.user, workspace, _form(kind).kind, number, why=request.POST.get("why", ""))
    said = gettext("It is retracted, and stays to be seen.") if what == "retract" else gettext("It holds again.")
    messages.success(request, said)
    return redirect("desk-thing", workspace=workspace, kind=kind, number=number)


def _form(kind: str) -> type[ItemForm]:
    try:
        return FORMS[Kind(kind)]
    except (ValueError, KeyError):
        raise NotHere("There is nothing of that kind in a workspace.") from None


def _require(request: HttpRequest, workspace: str, kind: Kind) -> None:
    """Refuse an empty form to whoever could not send it.

    Raises:
        NotHere: no such workspace that the person is a member of.
        NotAllowed: the person may only read there.
    """
    person = people.found(request.user)
    if workspace not in person.workspaces:
        raise NotHere(f"There is no workspace {workspace[:40]} that you are a member of.")
    if not (decision := decide(person, Action.WRITE, Thing(kind, workspace))):
        raise NotAllowed(decision.because)


def _put(request: HttpRequest, workspace: str, form: ItemForm, kept: Kept | None = None) -> Kept | None:
    """Put in what the form describes; ``None`` with the reason in the form where that cannot be."""
    if not form.is_valid():
        return None
    try:
        item = form.item()
        if isinstance(item, DraftStage):
            there = private.items(request.user, workspace, Kind.STAGES, draft=item.draft)
            life.require(there, item, kept.number if kept else None)
        return _kept(request, workspace, item, form.record, form.cleaned_data, kept)
    except REFUSALS as error:
        form.add_error(None, str(error))
        return None


def _kept(
    request: HttpRequest, workspace: str, item: Item, record: Record, told: dict[str, Any], kept: Kept | None
) -> Kept:
    number = kept.number if kept else None
    return private.put(
        request.user, workspace, item, record=record, why=told["why"], number=number, version=told.get("version")
    )


def _begun(
    request: HttpRequest, workspace: str, form_of: type[ItemForm], kept: Iterable[Kept], record: Record
) -> dict[str, Any]:
    """What a new form is filled in with."""
    on = today()
    told: dict[str, Any] = {"why": gettext("first entry"), "made": on, "on": on, "on_day": on}
    if way := request.GET.get("draft"):
        found = drafts.one(workspace, way, kept, record)
        told["draft"] = found.name
        told["phase"] = counting.phase(found.life.stage if found.life else None)
        if form_of.kind is Kind.WHIP_COUNTS:
            words = counting.heard(found.kept, found.partings, [term.state for term in record.council(on)])
            told |= {f"{SEAT}{each.state}": each.stance for each in words if each.stance}
    elif (about := request.GET.get("about", "")) in addresses.votes(record):
        told["draft"] = addresses.votes(record)[about][0]
    if (code := request.GET.get("state")) in record.state:
        told["state"] = code
    if (number := request.GET.get("like", "")).isdigit():
        same = [each for each in kept if each.kind is form_of.kind and str(each.number) == number]
        filled = form_of.filled(same[0].item) if same else {}
        told |= {name: value for name, value in filled.items() if name in LIKE}
    return told


def _shown(request: HttpRequest, workspace: str, form: ItemForm, told: dict[str, Any]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return page(request, "thing_form.html", {**told, "workspace": workspace, "form": form}, status=status)


def _differing(before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, Any]:
    """What a change brought: of a first version everything, of a later one what differs."""
    return {name: value for name, value in (after or {}).items() if value != (before or {}).get(name)}
