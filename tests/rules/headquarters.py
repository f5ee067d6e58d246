"""The official holidays at UN Headquarters as the packaged table has them, for tests of the rules."""

from __future__ import annotations

from datetime import date

from horseshoe.facts.assembly import Holiday, HolidayStatus
from horseshoe.rules.working_days import Calendar

# id, date (or "?" with the bounds), status
ROWS = """
2017-new-years-day 2017-01-02 official
2017-good-friday 2017-04-14 official
2017-memorial-day 2017-05-29 official
2017-eid-al-fitr 2017-06-26 official
2017-independence-day 2017-07-04 official
2017-eid-al-adha 2017-09-01 official
2017-labour-day 2017-09-04 official
2017-thanksgiving-day 2017-11-23 official
2017-christmas-day 2017-12-25 official
2020-new-years-day 2020-01-01 official
2020-good-friday 2020-04-10 official
2020-memorial-day 2020-05-25 official
2020-eid-al-fitr 2020-05-26 official
2020-independence-day 2020-07-03 official
2020-eid-al-adha 2020-07-31 official
2020-labour-day 2020-09-07 official
2020-thanksgiving-day 2020-11-26 official
2020-christmas-day 2020-12-25 official
2022-good-friday 2022-04-15 derived
2022-eid-al-fitr 2022-05-02 unverified
2022-memorial-day 2022-05-30 derived
2022-independence-day 2022-07-04 derived
2022-labour-day 2022-09-05 derived
2022-thanksgiving-day 2022-11-24 derived
2022-christmas-day 2022-12-26 derived
2022-new-years-day ? unverified 2021-12-31 2022-01-03
2022-eid-al-adha ? unverified 2022-07-08 2022-07-11
2023-new-years-day 2023-01-02 derived
2023-good-friday 2023-04-07 derived
2023-eid-al-fitr 2023-04-21 unverified
2023-memorial-day 2023-05-29 derived
2023-eid-al-adha 2023-06-28 unverified
2023-independence-day 2023-07-04 derived
2023-labour-day 2023-09-04 derived
2023-thanksgiving-day 2023-11-23 derived
2023-christmas-day 2023-12-25 derived
2024-new-years-day 2024-01-01 official
2024-good-friday 2024-03-29 official
2024-eid-al-fitr 2024-04-10 official
2024-memorial-day 2024-05-27 official
2024-eid-al-adha 2024-06-17 official
2024-independence-day 2024-07-04 official
2024-labour-day 2024-09-02 official
2024-thanksgiving-day 2024-11-28 official
2024-christmas-day 2024-12-25 official
2025-new-years-day 2025-01-01 derived
2025-eid-al-fitr 2025-03-31 unverified
2025-good-friday 2025-04-18 derived
2025-memorial-day 2025-05-26 derived
2025-eid-al-adha 2025-06-06 unverified
2025-independence-day 2025-07-04 derived
2025-labour-day 2025-09-01 derived
2025-thanksgiving-day 2025-11-27 derived
2025-christmas-day 2025-12-25 derived
2026-new-years-day 2026-01-01 derived
2026-eid-al-fitr 2026-03-20 unverified
2026-good-friday 2026-04-03 derived
2026-memorial-day 2026-05-25 derived
2026-eid-al-adha 2026-05-27 unverified
2026-independence-day 2026-07-03 derived
2026-labour-day 2026-09-07 derived
2026-thanksgiving-day 2026-11-26 derived
2026-christmas-day 2026-12-25 derived
"""


def holiday(line: str) -> Holiday:
    key, day, status, *bounds = line.split()
    earliest, latest = map(date.fromisoformat, bounds) if bounds else (None, None)
    return Holiday(
        id=key,
        year=int(key[:4]),
        date=None if day == "?" else date.fromisoformat(day),
        name=key[5:].replace("-", " "),
        status=HolidayStatus(status),
        earliest=earliest,
        latest=latest,
        source="tests",
        recorded=date(2026, 11, 22),
    )


def headquarters() -> Calendar:
    """2017, 2020 and 2022 to 2026."""
    return Calendar.of(holiday(line) for line in ROWS.strip().splitlines())
