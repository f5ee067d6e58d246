"""Every address leads to the one view, which knows the page types."""

from __future__ import annotations

from django.urls import re_path

from horseshoe.site.serving.views import view

urlpatterns = [re_path(r"\A(?P<path>.*)\Z", view)]
