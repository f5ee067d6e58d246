"""Pages where anybody asks to be told of acts by e-mail, confirms it, and ends it with one click.

They are for people without an account: no session, no bar of the desk; and nothing that they answer tells whether an
address is known here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from horseshoe.desk.notices import outbox, subscribing
from horseshoe.desk.pages.registrar.doors import said
from horseshoe.desk.pages.registrar.forms import BOTH, Ask
from horseshoe.desk.refusals import NotHere, Overtaken, Unfit
from horseshoe.facts.pledges import Instrument
from horseshoe.site.render import LANGUAGES

View = Callable[..., HttpResponse]


def spoken(view: View) -> View:
    """The view in the language that its address names, else in that of the browser."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        asked = request.GET.get("language", "")
        with translation.override(asked if asked in LANGUAGES else translation.get_language()):
            response = view(request, *args, **parts)
            response.headers["Content-Language"] = translation.get_language() or LANGUAGES[0]
            return response

    return answered


@require_http_methods(["GET", "HEAD", "POST"])
@spoken
@said
def ask(request: HttpRequest) -> HttpResponse:
    """Ask to be told. The answer is the same whether the address is known here or not."""
    begun = {"language": translation.get_language(), "instrument": request.GET.get("text", BOTH)}
    sent = {"instrument": BOTH, **request.POST.dict()} if request.method == "POST" else None
    form, status = Ask(sent, initial=begun), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                if not ratelimit.consume(request, action="notices"):
                    raise Overtaken(gettext("Too many ask at this time: try again in an hour."))
                text = None if given["instrument"] == BOTH else Instrument(given["instrument"])
                subscribing.ask(given["address"], text, given["language"])
            except Unfit as error:
                form.add_error("address", str(error))
            except Overtaken as error:
                form.add_error(None, str(error))
                status = 429
            else:
                outbox.soon()
                return _told(
                    request,
                    gettext("Look into your letters"),
                    gettext(
                        "If the address can be told, a letter is on its way to it, with a way to confirm. Nothing else "
                        "is sent before you have done so; the way holds for two days."
                    ),
                )
    told = {"title": gettext("Be told of acts of support"), "form": form}
    return _page(request, "notices", status=status, **told)


@csrf_exempt  # whoever has the token may do it, and a browser without cookies too
@require_http_methods(["GET", "HEAD", "POST"])
@spoken
@said
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm: with a button, since programs that look into letters follow every way in them."""
    try:
        if request.method == "POST":
            subscribing.confirm(token)
        else:
            subscribing.refuse_unless_asked(token)
    except NotHere as error:
        return _told(request, gettext("This was not done"), str(error), again=True, status=404)
    if request.method == "POST":
        return _told(
            request,
            gettext("You will be told"),
            gettext(
                "From now on the address gets a letter when acts of support enter the register, are corrected or "
                "retracted. Each has a way out."
            ),
        )
    return _page(
        request,
        "button",
        title=gettext("Is it you who asked?"),
        said=gettext("With this button you say that the address wants to be told of acts of support."),
        way=request.get_full_path(),
        word=gettext("Yes, tell me"),
    )


@csrf_exempt  # RFC 8058: the program that reads the letter has no cookie and no other context
@require_http_methods(["GET", "HEAD", "POST"])
@spoken
@said
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """End it: at once where it is posted, by a program or the button; a way that is only followed changes nothing."""
    if request.method == "POST":
        subscribing.end(key)
    if request.method == "POST" or not subscribing.known(key):
        return _told(
            request,
            gettext("You are told no more"),
            gettext("No letter goes to this address any more, and the address is erased here."),
            again=True,
        )
    return _page(
        request,
        "button",
        title=gettext("To be told no more"),
        said=gettext("With this button the letters end, and the address is erased here."),
        way=request.get_full_path(),
        word=gettext("Tell me no more"),
    )


def _told(request: HttpRequest, title: str, sentence: str, *, again: bool = False, status: int = 200) -> HttpResponse:
    return _page(request, "told", title=title, said=sentence, again=again, status=status)


def _page(request: HttpRequest, template: str, *, status: int = 200, **told: Any) -> HttpResponse:
    others = [each for each in LANGUAGES if each != translation.get_language()]
    return render(request, f"desk/registrar/{template}.html", {"tongues": others, **told}, status=status)
