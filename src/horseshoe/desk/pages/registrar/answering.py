"""How the registrars' pages answer: a page, a form given back to be put right, the way on, a file to be saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from horseshoe.desk.depositary import papers
from horseshoe.desk.depositary.cases import Case
from horseshoe.desk.notices import outbox
from horseshoe.desk.pages.registrar.doors import status_of
from horseshoe.desk.pages.registrar.wording import CONFIRMED, NOW
from horseshoe.desk.refusals import Overtaken, Unfit
from horseshoe.desk.running.setup import here
from horseshoe.store.errors import Refused, StoreError

MISTAKES = (Unfit, Refused, Overtaken, papers.Missing)
"""What a form is given back with, so that it can be put right."""

BESIDE = {
    "document": "document", "from whom": "sender", "received on": "received_on", "evidence": "evidence",
    "source": "title", "address of the source": "url", "symbol of the source": "symbol", "reason": "why",
    "remark": "why", "confidence": "confidence", "reference of the document": "document_symbol",
    "reservation": "reservation", "note": "note", "state": "state",
}  # fmt: skip
"""What a sentence begins with, before a colon, to the field that it is shown beside."""

Step = Callable[..., Case]


def bound(kind: type[Any], request: HttpRequest, initial: dict[str, Any]) -> Any:
    """The form with what was sent, or with what it begins with."""
    if request.method == "POST":
        return kind(request.POST, request.FILES)
    return kind(initial=initial)


def put_beside(form: Any, error: StoreError) -> None:
    """Show a refusal beside the field that it names, or above them all; and remember its status."""
    sentence = str(error)
    what, _, rest = sentence.partition(": ")
    if (name := BESIDE.get(what.lower())) in form.fields:
        form.add_error(name, f"{rest[:1].upper()}{rest[1:]}")  # the field is named beside it
    else:
        form.add_error(None, sentence)
    form.refused = status_of(error)


def tried(request: HttpRequest, form: Any, step: Step, *told: Any, **named: Any) -> HttpResponse | None:
    """The way on, where a step was taken; nothing where the form has to be put right."""
    try:
        found = step(request.user, *told, **named)
    except MISTAKES as error:
        put_beside(form, error)
        return None
    if found.status == "confirmed":
        outbox.soon()
        messages.success(request, gettext(CONFIRMED[found.change]) % {"act": found.act})
    else:
        messages.success(request, gettext(NOW[found.status]) % {"number": found.number})
    return redirect("case", number=found.number)


def form_page(
    request: HttpRequest, form: django.Form, template: str, title: str, *, status: int = 200, **told: Any
) -> HttpResponse:
    """A page with a form; where it has to be put right, with the status of what is wrong."""
    if form.errors:
        status = getattr(form, "refused", 422)
    return page(request, template, title, status_code=status, form=form, **told)


def page(request: HttpRequest, template: str, title: str, *, status_code: int = 200, **told: Any) -> HttpResponse:
    """A page of the registrars."""
    context = {"title": title, "here": template, "four_eyes": here().four_eyes, **told}
    return render(request, f"desk/registrar/{template}.html", context, status=status_code)


def attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    """Bytes to be saved; a browser neither guesses what they are nor runs anything of them."""
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )
