"""The first pages of the desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import PRIVATE, Action, Kind, Person, Thing, decide
from horseshoe.desk.depositary import registry
from horseshoe.desk.depositary.cases import Case
from horseshoe.desk.pages.analyst import drafts
from horseshoe.desk.pages.analyst.doors import door, known, page, refused
from horseshoe.desk.pages.analyst.workspace import changes, warnings
from horseshoe.desk.record import floor
from horseshoe.desk.running.setup import here
from horseshoe.desk.workspace import membership, private, workspaces
from horseshoe.site.record import today
from horseshoe.site.tags.saying import words

HOUSE = tuple(Thing(kind) for kind in (Kind.FACTS, Kind.ACTS, Kind.WORKSPACES, Kind.ACCOUNTS, Kind.HOUSE))
"""What belongs to no workspace."""

CALLED = {
    Kind.ACTS: gettext_noop("acts of support"),
    Kind.MEMBERS: gettext_noop("members of the workspace"),
    Kind.WHIP_COUNTS: gettext_noop("whip counts"),
}
"""Things whose own word means something else in the tables, or is none, to their names."""

NEWEST = 12
"""Changes that the first page of the desk shows."""


@door("GET")
def desk(request: HttpRequest) -> HttpResponse:
    """What needs somebody today: warnings, drafts under way, acts that wait, what was changed; and what one may do."""
    person, record, on = people.found(request.user), known(), today()
    places, newest = [], []
    kept: list[drafts.Draft] = []
    for each, role in workspaces.of(person):
        kept += drafts.grouped(each.name, private.everything(request.user, each.name), record)
        newest += [{**change, "place": each.title} for change in changes(request, each.name, record, most=NEWEST)]
        things = (Thing(kind, each.name) for kind in (*sorted(PRIVATE), Kind.MEMBERS))
        places.append((each, role, _may(person, things), membership.of(request.user, each.name)))
    titles = {each.name: each.title for each, *_ in places}
    live = sorted((each for each in kept if each.under_way), key=lambda each: each.latest, reverse=True)
    return page(
        request,
        "desk.html",
        {
            "title": gettext("The desk"),
            "person": person,
            "places": places,
            "warnings": [{**each, "place": titles[each["workspace"]]} for each in warnings(record, live)],
            "drafts": [(each, titles[each.workspace]) for each in live],
            "changes": sorted(newest, key=lambda each: each["change"].at, reverse=True)[:NEWEST],
            "waiting": _waiting(request, person),
            "votes": [row for row in record.roll_calls if row.id.startswith(floor.OWN) and row.recorded == on],
            "house": _may(person, HOUSE),
        },
    )


def _waiting(request: HttpRequest, person: Person) -> tuple[Case, ...]:
    """Acts that were proposed and that this person may confirm."""
    if not decide(person, Action.READ, Thing(Kind.ACTS)):
        return ()
    four_eyes = here().four_eyes
    return tuple(
        each
        for each in registry.listed(request.user, "proposed")
        if decide(person, Action.CONFIRM, Thing(Kind.ACTS, by=each.proposer), four_eyes=four_eyes)
    )


def _may(person: Person, things: Iterable[Thing]) -> list[tuple[str, list[str]]]:
    """What a person may do: things, each with the actions."""
    four_eyes = here().four_eyes
    found = []
    for thing in things:
        may = [words(action) for action in Action if decide(person, action, thing, four_eyes=four_eyes)]
        if may:
            found.append((gettext(CALLED[thing.kind]) if thing.kind in CALLED else words(thing.kind.value), may))
    return found


def nothing(request: HttpRequest) -> HttpResponse:
    """What is answered where the desk has no page, in its language."""
    return refused(request, 404, f"There is no page at {request.path}.")


def not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What is answered to a form that did not come from a page of this site, or from one too old."""
    return render(
        request,
        "desk/refused.html",
        {
            "title": gettext("This form was not accepted"),
            "said": gettext(
                "It did not come from a page of this site, or the page was open for too long: go back, load the page "
                "again, and send it once more. Cookies have to be allowed."
            ),
        },
        status=403,
    )


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is answered to somebody who may not do this; the sentence is that of the decision."""
    title = gettext("This is not open to you")
    return render(request, "desk/refused.html", {"title": title, "said": str(exception) or f"{title}."}, status=403)
