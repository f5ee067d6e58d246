"""The addresses behind the pages that everybody reads: the desk, sign-in, the admin."""

from __future__ import annotations

from django.urls import include, path, re_path
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView
from django.views.i18n import set_language

from horseshoe.desk.admin import house
from horseshoe.desk.pages import about, views
from horseshoe.site.serving.views import view as public

urlpatterns = [
    path("desk", RedirectView.as_view(url="/desk/")),
    path("desk/", views.desk, name="desk"),
    path("desk/language", require_POST(set_language), name="desk-language"),
    path("desk/about/<path:address>", about.page_of, name="desk-about"),
    path("desk/", include("horseshoe.desk.pages.registrar.urls")),
    path("desk/", include("horseshoe.desk.pages.analyst.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", house.urls),
    re_path(r"\A(?:desk|accounts)/", views.nothing),
    re_path(r"\A(?P<path>.*)\Z", public),
]

handler403 = "horseshoe.desk.pages.views.not_allowed"
