"""The acts of the register: found, and proposed to be corrected or retracted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from horseshoe.answers.questions import BadQuestion, NotFound, find_state
from horseshoe.desk.depositary import registry
from horseshoe.desk.pages.registrar import forms
from horseshoe.desk.pages.registrar.answering import bound, form_page, page, tried
from horseshoe.desk.pages.registrar.doors import registrar
from horseshoe.desk.pages.registrar.wording import kinds, states
from horseshoe.desk.refusals import NotHere
from horseshoe.facts.pledges import PledgeEvidence
from horseshoe.facts.record import Record
from horseshoe.site.language import tongues
from horseshoe.store.snapshot import snapshot


@require_safe
@registrar
def acts(request: HttpRequest) -> HttpResponse:
    """The acts of the register, to be corrected or retracted."""
    record = snapshot().as_known(None)
    asked, said = request.GET.get("state", "").strip(), ""
    code = ""
    if asked:
        try:
            code = find_state(record, asked[:80])
        except (NotFound, BadQuestion) as error:
            said = str(error)
    found = [each for each in record.pledges if not asked or each.state == code]
    found.sort(key=lambda each: (record.state[each.state].name, each.instrument.value, each.id))
    return page(
        request,
        "acts",
        gettext("Acts in the register"),
        acts=[(each, tongues.said(record.state[each.state].name), kinds()[each.kind.value]) for each in found],
        asked=asked[:80],
        said=said,
        states=states(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@registrar
def correct(request: HttpRequest, act: str) -> HttpResponse:
    """Propose another version of an act."""
    record = snapshot().as_known(None)
    found = _act(record, act)
    form = bound(forms.Corrected, request, forms.of_told(registry.of_the_register(found)))
    if form.is_bound and form.is_valid():
        step, why = registry.propose_correction, form.cleaned_data["why"]
        told = registry.merged(form.told(), found)
        if (done := tried(request, form, step, act, told, once=form.number, why=why)) is not None:
            return done
    title = gettext("Correct %(act)s of %(state)s") % {
        "act": act,
        "state": tongues.said(record.state[found.state].name),
    }
    return form_page(request, form, "correct", title, act=found, today=registry.recorded_today(act))


@require_http_methods(["GET", "HEAD", "POST"])
@registrar
def retract(request: HttpRequest, act: str) -> HttpResponse:
    """Propose to withdraw an act."""
    record = snapshot().as_known(None)
    found = _act(record, act)
    form = bound(forms.Retract, request, {})
    if form.is_bound and form.is_valid():
        step, why = registry.propose_retraction, form.cleaned_data["why"]
        if (done := tried(request, form, step, act, once=form.number, why=why)) is not None:
            return done
    title = gettext("Retract %(act)s of %(state)s") % {
        "act": act,
        "state": tongues.said(record.state[found.state].name),
    }
    return form_page(request, form, "retract", title, act=found, kind=kinds()[found.kind.value])


def _act(record: Record, act: str) -> PledgeEvidence:
    found = next((each for each in record.pledges if each.id == act), None)
    if found is None:
        raise NotHere(gettext("The register has no act %(act)s, or it was retracted.") % {"act": act[:40]})
    return found
