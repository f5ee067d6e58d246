"""Lists of supporters as they are published: read, matched to states, held against the record, made rows."""

from horseshoe.sources.lists.finding import Found, Named, PassedOver, find, other_text
from horseshoe.sources.lists.names import Suggestion
from horseshoe.sources.lists.pieces import Published
from horseshoe.sources.lists.questions import Asks, Question
from horseshoe.sources.lists.reading import read
from horseshoe.sources.lists.reconciliation import Reconciliation, reconcile, require_day
from horseshoe.sources.lists.rows import refuse_other_version, rows

__all__ = [
    "Asks",
    "Found",
    "Named",
    "PassedOver",
    "Published",
    "Question",
    "Reconciliation",
    "Suggestion",
    "find",
    "other_text",
    "read",
    "reconcile",
    "refuse_other_version",
    "require_day",
    "rows",
]
