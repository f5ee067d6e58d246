"""The addresses of the analyst's pages, below ``/desk/``.

Workspaces stand below a word of their own, so that none can be named like another page of the desk.
"""

from __future__ import annotations

from django.urls import path, register_converter

from horseshoe.desk.pages.analyst import counting, facts, files, publication, things, votes, workspace


class Key:
    """The key of a row of the public record."""

    regex = r"[A-Za-z0-9._()-]{1,200}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Key, "key")

_IN = "workspaces/<slug:workspace>/"
_THING = f"{_IN}<slug:kind>/<int:number>/"

urlpatterns = [
    path("votes/", votes.typing, name="desk-vote-new"),
    path("votes/check", votes.check, name="desk-vote-check"),
    path("votes/<key:roll_call>/", votes.one, name="desk-vote"),
    path("votes/<key:roll_call>/retract", votes.withdraw, name="desk-vote-withdraw"),
    path("facts/<slug:table>/new/", facts.new, name="desk-fact-new"),
    path("facts/<slug:table>/<key:key>/", facts.one, name="desk-fact"),
    path("facts/<slug:table>/<key:key>/retract", facts.retract, name="desk-fact-retract"),
    path(_IN, workspace.workspace, name="desk-workspace"),
    path(f"{_IN}members/", workspace.members, name="desk-members"),
    path(f"{_IN}history/", workspace.history, name="desk-history"),
    path(f"{_IN}files/", files.page_of_files, name="desk-files"),
    path(f"{_IN}files/export.toml", files.export, name="desk-export"),
    path(f"{_IN}files/<slug:kind>.csv", files.export_sheet, name="desk-export-sheet"),
    path(f"{_IN}drafts/<slug:way>/", workspace.draft, name="desk-draft"),
    path(f"{_IN}drafts/<slug:way>/count/", counting.count, name="desk-count"),
    path(f"{_IN}<slug:kind>/new/", things.new, name="desk-thing-new"),
    path(_THING, things.one, name="desk-thing"),
    path(f"{_THING}change/", things.change, name="desk-thing-change"),
    path(f"{_THING}publish/", publication.publish, name="desk-thing-publish"),
    path(f"{_THING}withdraw", publication.withdraw, name="desk-thing-withdraw"),
    path(f"{_THING}retract", things.turn, {"what": "retract"}, name="desk-thing-retract"),
    path(f"{_THING}restore", things.turn, {"what": "restore"}, name="desk-thing-restore"),
]
