"""A shared installation for a server: the pages, the desk, and the API with its tokens."""

from __future__ import annotations

from horseshoe.api.wsgi import beside
from horseshoe.desk.running.wsgi import pages, watched

from horseshoe.api.bearer import bearer  # isort: skip (Django is set up by the pages)
from horseshoe.api.serve import Api  # isort: skip
from horseshoe.desk.running import setup  # isort: skip
from horseshoe.site.serving.views import site  # isort: skip

YEAR = 365 * 24 * 3600

_always = (("Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains"),) if setup.here().https else ()

application = watched(beside(pages, Api(site().keeper, bearer=bearer, always=_always)))
"""What the server calls."""
