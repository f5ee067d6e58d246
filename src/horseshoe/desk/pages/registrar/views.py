"""From the letter to the register, page by page: received, proposed, confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from horseshoe.desk.access.rights import Action
from horseshoe.desk.depositary import papers, registry, uploads
from horseshoe.desk.depositary.cases import Case
from horseshoe.desk.pages.registrar import forms
from horseshoe.desk.pages.registrar.answering import (
    MISTAKES,
    Step,
    attachment,
    bound,
    form_page,
    page,
    put_beside,
    tried,
)
from horseshoe.desk.pages.registrar.doors import registrar
from horseshoe.desk.pages.registrar.wording import differences, in_words, shown, standing, states
from horseshoe.desk.refusals import Overtaken
from horseshoe.desk.running.setup import here
from horseshoe.store import columns
from horseshoe.store.snapshot import snapshot


@require_http_methods(["GET", "HEAD", "POST"])
@registrar
def receive(request: HttpRequest) -> HttpResponse:
    """Take in a document."""
    form = bound(forms.Receive, request, {"received_on": columns.now().date()})
    if getattr(request, uploads.REFUSED, False):  # it is only known once the request was read
        form = forms.Receive(initial={"received_on": columns.now().date()})
        return form_page(
            request, form, "receive", gettext("Receive a document"), status=413, said=str(papers.too_large())
        )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            found = registry.receive(
                request.user,
                given["document"],
                given["document"].name,
                sender=given["sender"],
                received_on=given["received_on"],
                once=form.number,
                why=given["why"],
            )
        except MISTAKES as error:
            put_beside(form, error)
        else:
            messages.success(request, gettext("It is received, as No. %(number)s.") % {"number": found.number})
            return redirect("propose", number=found.number)
    return form_page(request, form, "receive", gettext("Receive a document"))


@require_safe
@registrar
def case(request: HttpRequest, number: int) -> HttpResponse:
    """One act on its way, with what may be done now."""
    return _case(request, registry.one(request.user, number))


@require_http_methods(["GET", "HEAD", "POST"])
@registrar
def propose(request: HttpRequest, number: int) -> HttpResponse:
    """Say what a document is."""
    found = registry.one(request.user, number)
    if found.status == "confirmed" or found.change != "register":
        raise Overtaken(gettext("There is nothing to propose: it is in the register, or was begun from there."))
    if request.method == "GET" and found.status == "proposed" and found.proposer != request.user.pk:
        messages.info(request, gettext("Somebody else proposed it: what you send takes the place of that."))
    form = bound(forms.Act, request, forms.initial(found))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        told, step = {"version": given["version"], "why": given["why"]}, registry.propose
        if (done := tried(request, form, step, number, form.told(), **told)) is not None:
            return done
    title = gettext("No. %(number)s: say what it is") % {"number": number}
    beside = [shown(each) for each in registry.beside(request.user, found)]
    return form_page(request, form, "propose", title, case=shown(found), beside=beside, states=states())


@require_POST
@registrar
def check(request: HttpRequest, number: int) -> HttpResponse:
    """What the rules would make of the form as it stands; for a page that asks as one types."""
    registry.one(request.user, number)
    data = request.POST.copy()
    data["why"] = data.get("why") or "-"  # the reason is written last
    form = forms.Act(data)
    told: dict[str, Any] = {"missing": [form.fields[name].label or name for name in form.errors if name in form.fields]}
    if form.is_valid():
        try:
            told = {"admission": registry.judged(form.told(), snapshot()).admission}
        except MISTAKES as error:
            told = {"unfit": str(error)}
    return render(request, "desk/registrar/checked.html", told)


@require_POST
@registrar
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """It enters the register."""
    return _decided(request, number, forms.Confirm, registry.confirm)


@require_POST
@registrar
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """It does not."""
    return _decided(request, number, forms.Decide, registry.refuse)


@require_POST
@registrar
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Whoever proposed it takes it back."""
    return _decided(request, number, forms.Decide, registry.withdraw)


@require_safe
@registrar
def document(request: HttpRequest, number: int) -> HttpResponse:
    """The document as it came in, to be saved: a browser shows nothing of it."""
    name, content = registry.document(request.user, number)
    return attachment(content, name, "application/octet-stream")


def _decided(request: HttpRequest, number: int, kind: type[forms.Decide], step: Step) -> HttpResponse:
    form = kind(request.POST, auto_id=f"{step.__name__}_%s")
    if form.is_valid():
        given = form.cleaned_data
        done = tried(request, form, step, number, version=given["version"], why=given["why"])
        if done is not None:
            return done
    found = registry.one(request.user, number)
    return _case(request, found, {step.__name__: form}, status=getattr(form, "refused", 422))


def _case(
    request: HttpRequest, found: Case, sent: Mapping[str, forms.Decide] = MappingProxyType({}), *, status: int = 200
) -> HttpResponse:
    may = {
        "confirm": found.status == "proposed" and registry.may(request.user, Action.CONFIRM, found),
        "propose": found.change == "register" and found.status != "confirmed",
        "withdraw": found.status == "received" or (found.status == "proposed" and found.proposer == request.user.pk),
    }
    may["refuse"] = found.status == "proposed" and not (here().four_eyes and found.proposer == request.user.pk)
    made = {
        name: kind(initial={"version": found.version}, auto_id=f"{name}_%s")
        for name, kind in (("confirm", forms.Confirm), ("refuse", forms.Decide), ("withdraw", forms.Decide))
    }
    return page(
        request,
        "case",
        gettext("No. %(number)s on the register's table") % {"number": found.number},
        status_code=status,
        case=shown(found),
        beside=[shown(each) for each in registry.beside(request.user, found)],
        changes=differences(found) if found.status == "proposed" else (),
        foreseen=registry.foreseen(found) if found.status == "proposed" else None,
        stands=standing(found.act) if found.status == "confirmed" else None,
        history=in_words(registry.history(request.user, found.number)),
        may=may,
        form=next(iter(sent.values()), None),
        forms={**made, **_still(sent, found)},
    )


def _still(sent: Mapping[str, forms.Decide], found: Case) -> dict[str, forms.Decide]:
    """What was sent and not done, to be put right; as long as it is of what is there now."""
    return {name: form for name, form in sent.items() if form.data.get("version") == str(found.version)}
