"""What lies on the registrars' table, as a page and as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from horseshoe.desk import spreadsheet as sheets
from horseshoe.desk.access.rights import Action
from horseshoe.desk.depositary import registry
from horseshoe.desk.depositary.cases import Case
from horseshoe.desk.pages.registrar.answering import attachment, page
from horseshoe.desk.pages.registrar.doors import registrar
from horseshoe.desk.pages.registrar.wording import STATUSES, shown
from horseshoe.desk.refusals import NotHere

COLUMNS = (
    "number", "change", "status", "state", "instrument", "kind", "not_before", "not_after", "from", "received_on",
    "document", "sha256", "proposed_by", "proposed_at", "decided_by", "decided_at", "act", "evidence", "reason",
)  # fmt: skip


@require_safe
@registrar
def table(request: HttpRequest) -> HttpResponse:
    """What lies on the registrars' table."""
    status = request.GET.get("status", "")
    if status and status not in STATUSES:
        raise NotHere(gettext("No act is in such a state."))
    every = registry.listed(request.user)
    waiting = [each for each in every if each.status == "proposed"]
    mine = sum(bool(registry.may(request.user, Action.CONFIRM, each)) for each in waiting)
    return page(
        request,
        "table",
        gettext("The register's table"),
        cases=[shown(each) for each in every if status in ("", each.status)],
        all=len(every),
        status=status,
        statuses=[(each, gettext(name), sum(one.status == each for one in every)) for each, name in STATUSES.items()],
        received=sum(each.status == "received" for each in every),
        waiting=mine,
        elsewhere=len(waiting) - mine,
    )


@require_safe
@registrar
def spreadsheet(request: HttpRequest) -> HttpResponse:
    """The same as a table for a spreadsheet."""
    rows = (_cells(each) for each in registry.listed(request.user))
    return attachment(sheets.written(COLUMNS, rows), "working-list.csv", "text/csv; charset=utf-8")


def _cells(found: Case) -> tuple[object, ...]:
    told, paper = found.told, found.document
    said = (
        (told.state, told.instrument.value, told.kind.value, told.not_before, told.not_after) if told else (None,) * 5
    )
    kept = (paper.name, paper.sha256) if paper else (None, None)
    return (
        found.number, found.change, found.status, *said, found.sender, found.received_on, *kept, found.proposed_by,
        found.proposed_at, found.decided_by, found.decided_at, found.act, told.evidence if told else None, found.why,
    )  # fmt: skip
