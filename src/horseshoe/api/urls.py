"""The addresses of the API, for Django."""

from __future__ import annotations

from django.urls import path, re_path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from horseshoe.api import ROOT, documents, page
from horseshoe.api.application import application, root

HERE = f"{ROOT.strip('/')}/"

urlpatterns = [
    path(f"{HERE}openapi.json", require_safe(documents.openapi)),
    path(f"{HERE}docs", require_safe(page.docs)),
    path(f"{HERE}docs/fr", require_safe(page.docs), {"language": "fr"}),
    path(HERE, RedirectView.as_view(url=f"{ROOT}/docs")),
    path(HERE.rstrip("/"), RedirectView.as_view(url=f"{ROOT}/docs")),
    path(HERE, application().urls),
    re_path(r"\A(?P<path>.*)\Z", root),
]
