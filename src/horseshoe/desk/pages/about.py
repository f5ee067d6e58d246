"""From the public page of a draft to the desk: what one's workspaces keep of it, and what can be added to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Action, Kind, Thing
from horseshoe.desk.pages.analyst import drafts
from horseshoe.desk.pages.analyst.doors import door, known, may, page
from horseshoe.desk.refusals import NotHere
from horseshoe.desk.workspace import private, workspaces
from horseshoe.facts.record import Record
from horseshoe.site import addresses


@door("GET")
def page_of(request: HttpRequest, address: str) -> HttpResponse:
    """What can be done at the desk with the draft of a public page, by the address of that page."""
    record, part = known(), address.removeprefix("drafts/")
    name, votes = addresses.votes(record).get(part, ("", ()))
    if not votes:
        raise NotHere("There is no such page that the desk could work on.")
    person = people.found(request.user)
    names = _names(record, name, votes[-1].proposal)
    places = []
    for place, role in workspaces.of(person):
        kept = drafts.grouped(place.name, private.everything(request.user, place.name), record)
        writes = [kind for kind in (Kind.NOTES, Kind.ASSESSMENTS) if may(person, Action.WRITE, Thing(kind, place.name))]
        same = [each for each in kept if each.name.casefold() in names]
        places.append({"place": place, "role": role, "drafts": same, "writes": [kind.value for kind in writes]})
    told = {
        "title": name,
        "subject": record.proposal[votes[-1].proposal].title or "",
        "way": f"drafts/{part}",
        "part": part,
        "votes": votes,
        "places": places,
        "may_vote": may(person, Action.WRITE, Thing(Kind.FACTS)),
    }
    return page(request, "about.html", told)


def _names(record: Record, name: str, proposal: str) -> set[str]:
    """What a workspace may call the draft: its symbol, its resolution, its title."""
    row = record.proposal[proposal]
    return {each.casefold() for each in (name, row.symbol, row.resolution, row.title) if each}
