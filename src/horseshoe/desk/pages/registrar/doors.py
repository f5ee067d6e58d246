"""Who comes in, and how a refusal is said: a page with one sentence and the status that fits it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from horseshoe.desk.access.rights import Action
from horseshoe.desk.depositary import registry
from horseshoe.desk.refusals import NotAllowed, NotHere, Overtaken, Unfit
from horseshoe.store.errors import Refused, StoreError

View = Callable[..., HttpResponse]

STATUSES: tuple[tuple[type[StoreError], int], ...] = (
    (NotAllowed, 403),
    (NotHere, 404),
    (Overtaken, 409),
    (Unfit, 422),
    (Refused, 422),
)
"""Refusal to the status of its answer; what else the store cannot do is 503."""


def status_of(error: StoreError) -> int:
    """The status with which a refusal is answered."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), 503)


def said(view: View) -> View:
    """The view, with a refusal as a page of its own."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        try:
            return view(request, *args, **parts)
        except StoreError as error:
            told = {"title": gettext("This was not done"), "said": str(error)}
            return render(request, "desk/refused.html", told, status=status_of(error))

    return answered


def registrar(view: View) -> View:
    """The view, for registrars alone."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        if not (decision := registry.may(request.user, Action.READ)):
            raise NotAllowed(decision.because)
        return view(request, *args, **parts)

    door: View = login_required(said(opened))
    return door
