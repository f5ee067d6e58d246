"""Files in the layouts of the publications, made from the Record, so that the tests need no file of others.

``sciences_po`` undoes what the record corrected, row by row and cell by cell: what it gives is the published
file again, as far as the record knows it. A test compares the two where the real file is at hand.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from horseshoe.facts.proposals import Cast, Outcome, RollCall
from horseshoe.facts.record import Record
from horseshoe.sources import sciences_po as published
from horseshoe.sources import undl as library

# The columns of states, in the order of the file.
LABELS = tuple(
    label.strip()
    for label in """
CHINA| FRANCE| RUSSIAN FEDERATION/USSR| UNITED KINGDOM| UNITED STATES| ALGERIA| DENMARK| GREECE| GUYANA|
PAKISTAN| PANAMA| KOREA| SIERRA LEONE| SLOVENIA| SOMALIA| ECUADOR| JAPAN| MALTA| MOZAMBIQUE| SLOVAKIA|
SWITZERLAND| ALBANIA| BRAZIL| GABON| GHANA| UNITED ARAB EMIRATES| KENYA| IRELAND| INDIA| NORWAY| MEXICO|
ESTONIA| SAINT VINCENT AND THE GRENADINES| VIET NAM| NIGER| TUNISIA| DOMINICAN REPUBLIC| SOUTH AFRICA|
GERMANY| INDONESIA| BELGIUM| EQUATORIAL GUINEA| KUWAIT| CÔTE D'IVOIRE| PERU| POLAND| NETHERLANDS| KAZAKHSTAN|
ETHIOPIA| BOLIVIA| SWEDEN| ITALY| SENEGAL| URUGUAY| UKRAINE| EGYPT / UNITED ARAB REPUBLIC| ANGOLA| SPAIN|
MALAYSIA| VENEZUELA| NEW ZEALAND| CHAD| LITHUANIA| NIGERIA| JORDAN| CHILE| LUXEMBOURG| RWANDA| ARGENTINA|
AUSTRALIA| AZERBAIJAN| GUATEMALA| TOGO| MOROCCO| TURKEY| COLOMBIA| BOSNIA| LEBANON| AUSTRIA| UGANDA| CROATIA|
BURKINA FASO| LIBYAN ARAB JAMAHIRIYA| COSTA RICA| QATAR| CONGO| UNITED REPUBLIC OF TANZANIA| BENIN| ROMANIA|
PHILIPPINES| CAMEROON| GUINEA| BULGARIA| SYRIAN ARAB REPUBLIC| SINGAPORE| MAURITIUS| BANGLADESH| JAMAICA|
MALI| NAMIBIA| CANADA| BAHRAIN| GAMBIA| PORTUGAL| GUINEA-BISSAU| BOTSWANA| HONDURAS| OMAN| CZECH REPUBLIC|
DJIBOUTI| CAPE VERDE| HUNGARY| ZIMBABWE| YEMEN| ZAIRE| CUBA| FINLAND| NEPAL| YUGOSLAVIA|
GERMANY, FEDERAL REPUBLIC OF| ZAMBIA| MADAGASCAR| THAILAND| TRINIDAD AND TOBAGO| NICARAGUA|
GERMAN DEMOCRATIC REPUBLIC| CZECHOSLOVAKIA| BELARUS| MAURITANIA| IRAQ| SUDAN| BURUNDI| PARAGUAY| LIBERIA|
SRI LANKA/CEYLAN| IRAN (ISLAMIC REPUBLIC OF)
""".replace("\n", " ").split("|")
)

# The file's own way of writing a symbol, where the record keeps the United Nations' way.
SPELLED = {
    "bd0008": "S/PV.45",
    "bd0009": "S/PV.45",
    "bd0066": "S/552, S/PV.202",
    "bd0333": "S/4733/Rev. 1",
    "bd0334": "S/4733/Rev. 1",
}
CELLS = {
    Cast.YES: "Y",
    Cast.NO: "N",
    Cast.ABSTAIN: "A",
    Cast.NOT_VOTING: "NV",
    Cast.ABSENT: "NV",
    Cast.NOT_PARTICIPATING: "NV",
    Cast.UNKNOWN: "?",
}
Table = list[dict[str, str]]


def sciences_po(record: Record, only: Iterable[str] | None = None) -> Table:
    """The rows of the published file, latest first; ``only`` these roll calls, by own id."""
    wanted = None if only is None else set(only)
    states = {code: label for label, code in published.states_of("", LABELS, record).items()}
    rows = [
        _published_row(record, row, states)
        for row in record.roll_calls
        if row.id.startswith("bd") and (wanted is None or row.id in wanted)
    ]
    for fact in record.corrections:
        original = int(fact.roll_call[2:]) if fact.field.startswith("row:") else 0
        for row in [row for row in rows if row[published.ROW] == str(original)]:
            rows.append(row | {published.ROW: fact.field.removeprefix("row:")})
    return sorted(rows, key=lambda row: -int(row[published.ROW]))


def _published_row(record: Record, row: RollCall, states: Mapping[str, str]) -> dict[str, str]:
    proposal = record.proposal[row.proposal]
    casts = dict(row.casts())
    labels = {**states, "DEU": "GERMANY" if row.date.year > 1990 else "GERMANY, FEDERAL REPUBLIC OF"}
    date = row.date.isoformat()
    for fact in record.corrections_of.get(row.id, ()):
        if fact.publication != published.ID:
            continue
        if fact.field == "seat":
            labels[fact.corrected] = fact.published
        elif fact.field.startswith("cast:"):
            casts[fact.field.removeprefix("cast:")] = Cast(fact.published)
        elif fact.field == "date":
            date = fact.published
    cells = {labels[state]: CELLS[cast] for state, cast in casts.items()}
    counts = Counter(cells.values())
    totals: Sequence[object] = [counts["Y"], counts["N"], counts["A"], counts["NV"]]
    if row.unknown:
        totals = row.stated_tally.split("-") if row.stated_tally else "????"
    seats: object = "?" if totals == "????" else len(cells)
    permanent = record.permanent(row.date)
    vetoes = sum(casts[state] is Cast.NO for state in permanent) if row.outcome is Outcome.VETOED else 0
    outcome, typology = {
        Outcome.ADOPTED: ("adopted", "adopted (unanimity)" if counts["Y"] == len(cells) else "adopted (majority)"),
        Outcome.ADOPTED_WITHOUT_VOTE: ("adopted", "adopted (majority)"),
        Outcome.VETOED: ("vetoed", "not adopted (veto)"),
        Outcome.NOT_ADOPTED: ("lack of maj.", "not adopted (lack of majority)"),
    }[row.outcome]
    symbol = (proposal.resolution or "").replace(" ", "")
    named = SPELLED.get(row.id) or symbol or proposal.as_published or proposal.symbol or row.meeting or ""
    number = symbol.removeprefix("S/RES/").split("(")[0] or "-"
    title = proposal.title or ""
    full = f"Security Council resolution {number} ({row.date.year}) [on {title}]" if symbol else title
    values = (row.id[2:].lstrip("0"), named, outcome, typology, number, date, full, title, *totals, seats, vetoes)
    return dict(zip(published.COLUMNS, map(str, values), strict=True)) | dict.fromkeys(LABELS, "") | cells


def undl(record: Record, rows: Iterable[RollCall]) -> Table:
    """The rows of the Library's file for these roll calls, which must be adopted resolutions."""
    return [line for row in rows for line in _library_rows(record, row)]


def _library_rows(record: Record, row: RollCall) -> Table:
    proposal = record.proposal[row.proposal]
    assert proposal.resolution, row.id
    letters = {cast: CELLS[cast].replace("NV", "X") for cast in Cast}
    silent = row.outcome is Outcome.ADOPTED_WITHOUT_VOTE
    counts = Counter(letters[cast] for cast in row.casts().values())
    number = proposal.resolution.removeprefix("S/RES/").split()[0]
    shared = {
        "undl_id": f"9{number}",
        "date": row.date.isoformat(),
        "resolution": proposal.resolution.replace(" ", ""),
        "draft": proposal.symbol or "",
        "meeting": row.meeting if row.meeting and row.meeting.startswith("S/") else "",
        "description": f"Security Council resolution {number} ({row.date.year}) [on {proposal.title}]",
        "agenda": f"{proposal.agenda}." if proposal.agenda else "",
        "subjects": "",
        "vote_note": "",
        "total_yes": str(counts["Y"]),
        "total_no": str(counts["N"]),
        "total_abstentions": str(counts["A"]),
        "total_non_voting": str(counts["X"]),
        "total_ms": str(len(row.casts())),
        "modality": "Without vote" if silent else "Vote",
        "undl_link": f"https://digitallibrary.un.org/record/9{number}",
    }
    lines = []
    for state, cast in row.casts().items():
        code = "SUN" if state == "RUS" and row.date.year < 1992 else state
        own = {
            "ms_code": code,
            "ms_name": record.name(state, row.date).upper(),
            "permanent_member": str(state in record.permanent(row.date)),
            "ms_vote": "" if silent else letters[cast],
        }
        lines.append({column: (shared | own)[column] for column in library.COLUMNS})
    return lines


def as_csv(table: Table) -> bytes:
    """The table as a file, line ends as the publications have them."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(table[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue().encode()
