"""Pages to take what a workspace keeps out as a file, and to bring a file in."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy, ngettext

from horseshoe.desk.access import people
from horseshoe.desk.access.rights import Action, Kind, Thing
from horseshoe.desk.pages.analyst.doors import REFUSALS, door, known, may, page, sent
from horseshoe.desk.pages.analyst.inputs import line
from horseshoe.desk.refusals import NotHere
from horseshoe.desk.workspace import exchange, private
from horseshoe.site.record import today


class FileForm(forms.Form):
    """A file, and why it is brought in."""

    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("TOML with everything, or CSV of one kind; at most 1 MB.")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What it holds"),
        choices=[
            ("", gettext_lazy("TOML: everything")),
            *((kind.value, f"CSV: {kind.value}") for kind in exchange.SHEETS),
        ],
        required=False,
    )
    why = line(gettext_lazy("Why; it stands in the history"), required=True)


@door("GET", "POST")
def page_of_files(request: HttpRequest, workspace: str) -> HttpResponse:
    """The files that can be taken out, and the form to bring one in."""
    kept, record = private.everything(request.user, workspace), known()
    person = people.found(request.user)
    form = FileForm(sent(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        content = told["file"].read(exchange.MOST_BYTES + 1)
        try:
            found = (
                exchange.read_sheet(Kind(told["kind"]), content, record)
                if told["kind"]
                else exchange.read_toml(content, record)
            )
            number = private.put_all(request.user, workspace, found, record=record, why=told["why"])
        except REFUSALS as error:
            form.add_error(None, str(error))
        else:
            said = ngettext("%(number)s item is new.", "%(number)s items are new.", number) % {"number": number}
            messages.success(request, said)
            return redirect("desk-workspace", workspace=workspace)
    told = {
        "title": gettext("Files"),
        "workspace": workspace,
        "held": sum(each.holds for each in kept),
        "sheets": [
            (kind, sum(each.holds and each.kind is kind for each in kept), exchange.columns(kind))
            for kind in exchange.SHEETS
        ],
        "form": form,
        "may_write": may(person, Action.WRITE, Thing(Kind.STANCES, workspace)),
    }
    return page(request, "files.html", told, status=422 if form.is_bound else 200)


@door("GET")
def export(request: HttpRequest, workspace: str) -> HttpResponse:
    """All that holds, as TOML."""
    content = exchange.toml(workspace, reversed(private.everything(request.user, workspace)), today())
    return _file(content, "application/toml", f"{workspace}.toml")


@door("GET")
def export_sheet(request: HttpRequest, workspace: str, kind: str) -> HttpResponse:
    """What holds of one kind, as CSV."""
    kept = private.everything(request.user, workspace)
    if kind not in exchange.SHEETS:
        raise NotHere("There is no such sheet.")
    content = exchange.sheet(Kind(kind), reversed(kept))
    return _file(content, "text/csv; charset=utf-8", f"{workspace}-{kind}.csv")


def _file(content: bytes, type_: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=type_, headers={"Content-Disposition": f'attachment; filename="{name}"'})
