"""The addresses of the registrars, under /desk/register/, and of the notices, under /desk/notices/."""

from __future__ import annotations

from django.urls import include, path

from horseshoe.desk.pages.registrar import acts, notices, table, views

_register = [
    path("", table.table, name="register"),
    path("working-list.csv", table.spreadsheet, name="register-csv"),
    path("receive/", views.receive, name="receive"),
    path("acts/", acts.acts, name="register-acts"),
    path("acts/<str:act>/correct/", acts.correct, name="correct"),
    path("acts/<str:act>/retract/", acts.retract, name="retract"),
    path("<int:number>/", views.case, name="case"),
    path("<int:number>/propose/", views.propose, name="propose"),
    path("<int:number>/check/", views.check, name="check"),
    path("<int:number>/confirm/", views.confirm, name="confirm"),
    path("<int:number>/refuse/", views.refuse, name="refuse"),
    path("<int:number>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:number>/document/", views.document, name="document"),
]
_notices = [
    path("", notices.ask, name="notices"),
    path("confirm/<str:token>/", notices.confirm, name="notices-confirm"),
    path("stop/<str:key>/", notices.stop, name="notices-stop"),
]

urlpatterns = [path("register/", include(_register)), path("notices/", include(_notices))]
