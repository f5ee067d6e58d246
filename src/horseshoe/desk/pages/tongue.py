"""In which language the desk speaks: the one that was chosen here, else the browser's; programs are told English."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from horseshoe.desk.running.routes import BEHIND
from horseshoe.site.language.typography import french
from horseshoe.site.render import LANGUAGES

SPOKEN = tuple(f"/{each}/" for each in BEHIND if each != "api")
"""What the addresses begin with that speak so; a page of the site has its language in its address."""


class Tongue(LocaleMiddleware):
    """Middleware that speaks the language of whoever asks, among those of the pages."""

    def process_request(self, request: HttpRequest) -> None:
        """Take up the language."""
        if request.path_info.startswith(SPOKEN):
            super().process_request(request)
        else:
            translation.activate(LANGUAGES[0])

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say in the headers which it was, and give French its spaces."""
        if not request.path_info.startswith(SPOKEN):
            return response
        response = super().process_response(request, response)
        page = response.headers.get("Content-Type", "").startswith("text/html")
        if isinstance(response, HttpResponse) and page and response.headers["Content-Language"] == "fr":
            response.content = french(response.content.decode()).encode()
            response.headers["Content-Length"] = str(len(response.content))
        return response
