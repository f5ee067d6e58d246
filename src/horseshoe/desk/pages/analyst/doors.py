"""What every page of the analyst begins with: somebody signed in, and refusals that are pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Action, Person, Thing, decide
from horseshoe.desk.refusals import NotAllowed, NotHere, Overtaken, Unfit
from horseshoe.desk.workspace import workspaces
from horseshoe.facts.record import Record
from horseshoe.store.errors import Refused, StoreError
from horseshoe.store.snapshot import snapshot

View = Callable[..., HttpResponse]

REFUSALS = (Unfit, Overtaken, Refused)
"""What a form is given back with, so that it can be put right."""

_ANSWERS: tuple[tuple[type[StoreError], int], ...] = (
    (NotHere, 404),
    (NotAllowed, 403),
    (Overtaken, 409),
    (Unfit, 422),
    (Refused, 422),
)


def door(*methods: str) -> Callable[[View], View]:
    """A page for somebody signed in, asked for by these methods; what is refused is a page with one sentence."""

    def wrap(view: View) -> View:
        @require_http_methods(["HEAD", *methods])
        @login_required
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
            try:
                return view(request, *args, **parts)
            except StoreError as error:
                status = next((status for kind, status in _ANSWERS if isinstance(error, kind)), 503)
                return refused(request, status, str(error))

        found: View = opened
        return found

    return wrap


def refused(request: HttpRequest, status: int, said: str) -> HttpResponse:
    """A page that says why not."""
    titles = {
        403: gettext("This is not open to you"),
        404: gettext("There is no such page"),
        409: gettext("Somebody was here before"),
        422: gettext("This was not accepted"),
    }
    title = titles.get(status, gettext("This cannot be done now"))
    return render(request, "desk/refused.html", {"title": title, "said": said}, status=status)


def page(request: HttpRequest, template: str, told: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of the analyst; of one that belongs to a workspace, the way back names it by its title."""
    found = {**told, "place": workspaces.title(str(told["workspace"]))} if "workspace" in told else dict(told)
    return render(request, f"desk/analyst/{template}", found, status=status)


def sent(request: HttpRequest) -> QueryDict | None:
    """What was filled in; ``None`` where a page is only asked for."""
    return request.POST if request.method == "POST" else None


def known() -> Record:
    """The public record as it stands now."""
    return snapshot().as_known(None)


def may(person: Person, action: Action, thing: Thing) -> bool:
    """Whether a person may do this, for a page that offers it."""
    return bool(decide(person, action, thing))


def require(request: HttpRequest, action: Action, thing: Thing) -> Person:
    """Whoever asks, if that person may do this.

    Raises:
        NotAllowed: the sentence is that of the decision.
    """
    person = people.found(request.user)
    if not (decision := decide(person, action, thing)):
        raise NotAllowed(decision.because)
    return person
