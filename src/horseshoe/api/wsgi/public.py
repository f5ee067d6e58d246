"""The site and the API for a server, for reading alone."""

from __future__ import annotations

from horseshoe.api.wsgi import beside
from horseshoe.site.serving.wsgi import application as pages

from horseshoe.api.serve import Api  # isort: skip (Django is set up by the pages)
from horseshoe.site.serving.views import site  # isort: skip

application = beside(pages, Api(site().keeper))
"""What the server calls."""
