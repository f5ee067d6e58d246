"""The page of a workspace, that of one of its drafts, its members, and the history of it all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.questions import in_sentence
from horseshoe.desk.access import people
from horseshoe.desk.access.rights import PRIVATE, Action, Kind, Thing
from horseshoe.desk.pages.analyst import drafts
from horseshoe.desk.pages.analyst.doors import door, known, may, page
from horseshoe.desk.pages.analyst.drafts import Draft
from horseshoe.desk.pages.analyst.told import name_of, shown
from horseshoe.desk.workspace import counting, life, membership, private, spoken
from horseshoe.desk.workspace.items import ITEMS
from horseshoe.desk.workspace.parting import Parting
from horseshoe.facts.record import Record
from horseshoe.site import addresses
from horseshoe.site.record import today
from horseshoe.site.tags.saying import words

ORDER = (Kind.STANCES, Kind.INSTRUCTIONS, Kind.STAGES, Kind.WHIP_COUNTS, Kind.NOTES, Kind.ASSESSMENTS)
"""In which order a page shows the kinds."""

NAMES = {
    Kind.STANCES: gettext_noop("Stance"),
    Kind.INSTRUCTIONS: gettext_noop("Instruction"),
    Kind.NOTES: gettext_noop("Note"),
    Kind.STAGES: gettext_noop("Stage of a draft"),
    Kind.WHIP_COUNTS: gettext_noop("Whip count"),
    Kind.ASSESSMENTS: gettext_noop("Draft of an assessment"),
}
"""What one thing of a kind is called."""

MANY = {
    Kind.STANCES: gettext_noop("Stances"),
    Kind.INSTRUCTIONS: gettext_noop("Instructions"),
    Kind.NOTES: gettext_noop("Notes"),
    Kind.STAGES: gettext_noop("Stages"),
    Kind.WHIP_COUNTS: gettext_noop("Whip counts"),
    Kind.ASSESSMENTS: gettext_noop("Drafts of assessments"),
}
"""What several are called."""


@door("GET")
def workspace(request: HttpRequest, workspace: str) -> HttpResponse:
    """Every draft that a workspace keeps something of, with the warnings, and what was changed last."""
    record = known()
    members = membership.of(request.user, workspace)
    found = drafts.grouped(workspace, private.everything(request.user, workspace), record)
    return page(
        request,
        "workspace.html",
        {
            "title": members.title,
            "workspace": workspace,
            "drafts": found,
            "warnings": warnings(record, found),
            "members": members,
            "changes": changes(request, workspace, record, most=8),
            **offers(request, workspace),
        },
    )


@door("GET")
def draft(request: HttpRequest, workspace: str, way: str) -> HttpResponse:
    """All that a workspace keeps of one draft: stances by seat and stage, instructions beside them."""
    record, on = known(), today()
    found = drafts.one(workspace, way, private.everything(request.user, workspace), record)
    council = [term.state for term in record.council(on)]
    rows = spoken.rows(found.kept, found.partings, council, lambda code: name_of(record, code, on))
    return page(
        request,
        "draft.html",
        {
            "title": found.name,
            "workspace": workspace,
            "draft": found,
            "rows": rows,
            "phases": spoken.PHASES,
            "partings": [warned(record, each) for each in found.partings],
            "tally": counting.tally(counting.heard(found.kept, found.partings, council)),
            "stages": life.stages(found.kept),
            "kinds": [
                (gettext(MANY[kind]), [shown(record, each) for each in found.of(kind)])
                for kind in ORDER
                if found.of(kind)
            ],
            "public": (public := _page_of(record, found.name)),
            "counts": found.under_way and not public,
            **offers(request, workspace),
        },
    )


@door("GET")
def members(request: HttpRequest, workspace: str) -> HttpResponse:
    """Who is in a workspace, and every change of that."""
    found = membership.of(request.user, workspace)
    told = {"title": gettext("Members of %(workspace)s") % {"workspace": found.title}, "workspace": workspace}
    return page(request, "members.html", {**told, "found": found})


@door("GET")
def history(request: HttpRequest, workspace: str) -> HttpResponse:
    """Who changed what in a workspace, when and why."""
    told = {"title": gettext("History"), "workspace": workspace}
    moves = membership.of(request.user, workspace).moves
    return page(
        request, "history.html", {**told, "changes": changes(request, workspace, known(), most=500), "moves": moves}
    )


def _page_of(record: Record, name: str) -> str:
    """The address of the public page of a draft that was put to the vote; empty where it has none."""
    for row in record.by_symbol.get(name.upper(), ())[-1:]:
        return addresses.of_votes(record).get(row.id, "")
    return ""


def warnings(record: Record, found: Iterable[Draft]) -> list[dict[str, Any]]:
    """Every warning of these drafts, each with its draft."""
    return [
        {**warned(record, each), "draft": draft, "workspace": draft.workspace}
        for draft in found
        for each in draft.partings
    ]


def warned(record: Record, each: Parting) -> dict[str, Any]:
    """A warning with the name of its state; its sentence is in the answer's own language."""
    english = in_sentence(record.name(each.state, today())) if each.state in record.state else each.state
    return {"name": name_of(record, each.state), "parting": each, "said": each.warning.replace(each.state, english, 1)}


DONE = {
    "put": gettext_noop("entered"),
    "change": gettext_noop("changed"),
    "retract": gettext_noop("retracted"),
    "restore": gettext_noop("restored"),
    "publish": gettext_noop("published"),
    "withdraw": gettext_noop("withdrawn from the public record"),
}
"""What was done, as a list of changes says it."""


def changes(request: HttpRequest, workspace: str, record: Record, *, most: int) -> list[dict[str, Any]]:
    """What was changed in a workspace, the newest first; each with the page of what it is about."""
    found = []
    for each in private.history(request.user, workspace, most=most):
        told = {**(each.before or {}), **(each.after or {})}
        about = [name_of(record, told["state"])] if "state" in told else []
        found.append(
            {
                "change": each,
                "workspace": workspace,
                "there": each.kind in ITEMS,
                "name": gettext(NAMES[each.kind]) if each.kind in NAMES else words(each.kind),
                "done": gettext(DONE[each.what]) if each.what in DONE else words(each.what),
                "about": ", ".join([*about, *([told["draft"]] if "draft" in told else [])]),
            }
        )
    return found


def offers(request: HttpRequest, workspace: str) -> dict[str, Any]:
    """What a person may enter here: kinds with their names."""
    person = people.found(request.user)
    writes = [kind for kind in ORDER if kind in PRIVATE and may(person, Action.WRITE, Thing(kind, workspace))]
    return {"may_write": [(kind.value, gettext(NAMES[kind])) for kind in writes]}
