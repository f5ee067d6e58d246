"""Which regular session of the General Assembly a day falls in, where the calendar alone tells.

A regular session opens each year in September (rules of procedure, rule 1) and stays open until the next one does.
The 76th was in session on 26 April 2022, when it adopted A/RES/76/262. On which day of September a session opens has
changed with the years, so a day in September is left open.
"""

from __future__ import annotations

from datetime import date

_KNOWN = (date(2022, 4, 26), 76)
_OPENS_IN = 9


def regular_session(on: date) -> int | None:
    """The number of the regular session that is open on ``on``; ``None`` in September, and before April 2022.

    Source: rule 1; counted from the 76th session, which adopted A/RES/76/262.
    """
    since, number = _KNOWN
    if on < since or on.month == _OPENS_IN:
        return None
    return number + on.year - since.year + (on.month > _OPENS_IN)
