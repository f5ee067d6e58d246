"""The packaged tables held against the files that they were made from, read here anew and by other means.

Conduct, and the Assembly with its elections, have files of their own beside this one.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from starting import OUTCOMES, corrections, differing, needed, rows

from horseshoe.facts.proposals import Tally
from horseshoe.facts.record import Record

pytestmark = needed

CASTS = {"Y": "yes", "N": "no", "A": "abstain", "NV": "not_voting", "?": "unknown"}

# What differs and is no correction of a published cell, each with the reason in its row's note.
ADDED = {"m2026d"}  # S/2026/740, from the table of vetoes since 2025
FILLED_IN = {"m2026c"}  # S/2026/273: symbol and meeting, from the same table
NAMES = {
    "CIV": ("Côte D'Ivoire", "Côte d'Ivoire"),
    "GNB": ("Guinea Bissau", "Guinea-Bissau"),
    "LAO": ("Lao People’s Democratic Republic", "Lao People's Democratic Republic"),
}
# Named in words, misprinted, of another year than the vote, or not of this text: no symbol is made of the cell,
# which stays as it is in `as_published`.
NO_SYMBOL = {
    "bd0373": "S/5407",
    "bd1340": "S/1995/136",
    "bd1419": "S/1996/569",
    "bd1549": "S/1997/715",
    "bd1590": "para. 4 of report of Committee on Admission of New Members",
    "bd1823": "S/2002/1106",
    "bd1930": "S/2005-554",
    "bd2008": "S/2005/583",
    "bd2609": "S/206/381",
    "bd2624": "S/20016/636",
    "bd2631": "S/2016/7767",
    "bd3098": "Oral amendment",
    "bd3167": "S/RES/2779(2025)",
    "bd3168": "S/RES/2780(2025)",
    "bd3169": "S/RES/2781(2025)",
}


def test_every_roll_call_came_over(record: Record) -> None:
    ids = {row["vote_id"] for row in rows("council/sc_votes_1946_2026.csv")}
    assert len(ids) == 3206
    assert set(record.roll_call) == ids | ADDED


@pytest.mark.parametrize("field", ["date", "meeting", "sponsors"])
def test_a_cell_differs_only_where_a_correction_says_so(record: Record, field: str) -> None:
    cells = {}
    for row in rows("council/sc_votes_1946_2026.csv"):
        vote = record.roll_call[row["vote_id"]]
        ours = getattr(record.proposal[vote.proposal] if field == "sponsors" else vote, field)
        if vote.id not in FILLED_IN:
            cells[vote.id] = (row[field], str(ours or ""))
    assert differing(cells) == corrections(record, field)


def test_agenda_and_topic(record: Record) -> None:
    for row in rows("council/sc_votes_1946_2026.csv"):
        proposal = record.proposal[record.roll_call[row["vote_id"]].proposal]
        assert ((proposal.agenda or ""), (proposal.topic or "")) == (row["agenda"], row["topic"]), row["vote_id"]


def test_outcomes(record: Record) -> None:
    votes = rows("council/sc_votes_1946_2026.csv")
    for row in votes:
        assert record.roll_call[row["vote_id"]].outcome.value in OUTCOMES[row["outcome"]], row["vote_id"]
    # Adopted without a vote is adopted with every seat silent.
    silent = {row["vote_id"] for row in votes if (row["yes"], row["no"], row["abstain"]) == ("0", "0", "0")}
    assert silent == {row.id for row in record.roll_calls if row.outcome.value == "adopted_without_vote"}


def test_all_46438_casts(record: Record) -> None:
    casts = rows("council/sc_votes_by_member_1946_2026.csv")
    assert len(casts) == 46_438
    theirs: dict[str, dict[str, str]] = defaultdict(dict)
    for row in casts:
        theirs[row["vote_id"]][row["iso3"]] = CASTS[row["vote"]]
    for correction in record.corrections:
        field, _, state = correction.field.partition(":")
        if field == "cast":
            cast = theirs[correction.roll_call][state]
            assert cast in (correction.published, correction.corrected)
            theirs[correction.roll_call][state] = correction.corrected
    ours = {row.id: {state: cast.value for state, cast in row.casts().items()} for row in record.roll_calls}
    assert {key: each for key, each in ours.items() if key not in ADDED} == theirs


def test_permanent_seats(record: Record) -> None:
    for row in rows("council/sc_votes_by_member_1946_2026.csv"):
        permanent = record.permanent(record.roll_call[row["vote_id"]].date)
        assert (row["iso3"] in permanent) is (row["permanent"] == "1"), row


def test_tallies(record: Record) -> None:
    """The yes and no of every roll call; abstentions and silence together, since corrections move between them."""
    for row in rows("council/sc_votes_1946_2026.csv"):
        tally = record.roll_call[row["vote_id"]].tally()
        if row["yes"] == "?":
            assert tally == Tally(None, None, None, None), row["vote_id"]
            continue
        assert (tally.yes, tally.no) == (int(row["yes"]), int(row["no"])), row["vote_id"]
        assert (tally.abstain or 0) + (tally.not_voting or 0) == int(row["abstain"]) + int(row["not_voting"])


def test_resolutions(record: Record) -> None:
    for row in rows("council/sc_votes_1946_2026.csv"):
        number, year = row["resolution"], row["date"][:4]
        resolution = record.proposal[record.roll_call[row["vote_id"]].proposal].resolution
        assert (resolution or "") == (f"S/RES/{number} ({year})" if number else ""), row["vote_id"]


def test_drafts(record: Record) -> None:
    """The symbol of a draft is what its cell begins with; the whole cell is kept where it says more."""
    corrected = corrections(record, "symbol")
    for row in rows("council/sc_votes_1946_2026.csv"):
        key = row["vote_id"]
        proposal = record.proposal[record.roll_call[key].proposal]
        if key in FILLED_IN:
            assert row["draft"] == ""
        elif key in corrected:
            assert (row["draft"], proposal.symbol) == corrected[key]
        elif key in NO_SYMBOL:
            assert (row["draft"], None, NO_SYMBOL[key]) == (NO_SYMBOL[key], proposal.symbol, proposal.as_published)
        else:
            draft = row["draft"].replace("Rev. ", "Rev.").removeprefix("para 4 of ")
            symbol = proposal.symbol or ""
            rest = draft[len(symbol) :]
            assert draft.upper().startswith(symbol.upper()), key
            assert rest[:1] in ("", " ", ",", ";", "("), "what follows is not the rest of the symbol"
            assert not rest or proposal.as_published == row["draft"], key


def test_terms(record: Record) -> None:
    theirs = {(row["iso3"], row["start"], row["end"]) for row in rows("council/sc_elected_members_terms.csv")}
    ours = {(term.state, str(term.start), str(term.end)) for term in record.terms if not term.permanent}
    assert ours == theirs


def test_presidencies(record: Record) -> None:
    theirs = {
        (row["month"], row["iso3"], row["basis"].split(" ")[0]) for row in rows("council/sc_presidency_2001_2027.csv")
    }
    assert {(row.month, row.state, row.basis.value) for row in record.presidencies} == theirs


def test_members(record: Record) -> None:
    members = {row["iso3"]: row for row in rows("council/un_member_states.csv")}
    ours = {state.code: state for state in record.states if state.kind.value == "member"}
    assert set(ours) == set(members)
    assert differing({code: (row["name"], ours[code].name) for code, row in members.items()}) == NAMES
    assert differing({code: (row["admitted"], str(ours[code].admitted)) for code, row in members.items()}) == {}
    groups = {row.state: row.group.value for row in record.groups if row.until is None}
    assert differing({code: (row["regional_group"], groups[code]) for code, row in members.items()}) == {}


def test_pledge_evidence(record: Record) -> None:
    theirs = Counter(
        (row["instrument"], row["iso3"], row["evidence_kind"], row["date"] or None, row["confidence"])
        for row in rows("pledges/pledge_evidence.csv")
    )
    ours = Counter(
        (row.instrument.value, row.state, row.kind.value, row.published, row.confidence) for row in record.pledges
    )
    assert theirs.total() == 116
    assert ours == theirs


def test_bounds_of_the_evidence(record: Record) -> None:
    """What a date proves: a list or an announcement only "not after", a statement the day itself."""
    dated = {
        (row["instrument"], row["iso3"], row["evidence_kind"], row["date"]): row
        for row in rows("pledges/pledge_evidence.csv")
    }
    for row in record.pledges:
        origin = dated[row.instrument.value, row.state, row.kind.value, row.published or ""]
        if row.published is None:
            assert (row.not_before, row.not_after) == (None, None), row.id
            continue
        assert row.not_after, row.id
        assert row.not_after.isoformat().startswith(row.published), row.id
        if origin["date_meaning"] in ("on_or_before", "announced"):
            assert row.not_before is None, row.id
        elif origin["date_meaning"] in ("joined_on", "launch", "support_statement"):
            assert row.not_before, row.id
            assert row.not_before.isoformat().startswith(row.published), row.id


def test_headline_counts(record: Record) -> None:
    theirs = Counter(
        (row["instrument"], row["as_of"], row["claimant"], row["member_states"], row["observers"])
        for row in rows("pledges/headline_counts.csv")
        if row["total"] or row["member_states"] or row["observers"]  # one row says only that a list exists
    )
    ours = Counter(
        (
            row.instrument,
            row.published or "",
            row.claimant,
            "" if row.member_states is None else str(row.member_states),
            "" if row.observers is None else str(row.observers),
        )
        for row in record.claims
    )
    # Seven more stand in the other files of the starting facts: parts of "104 or 105", and council_counts.csv.
    assert theirs <= ours
    assert ours.total() - theirs.total() == 7


SEATS = {"Portugal": "PRT", "Slovenia": "SVN", "Argentina": "ARG", "Czechoslovakia": "CSK"}
VOTERS = {
    "Algeria": "DZA",
    "Brazil": "BRA",
    "China": "CHN",
    "Colombia": "COL",
    "Egypt": "EGY",
    "France": "FRA",
    "Ireland": "IRL",
    "Pakistan": "PAK",
    "Philippines": "PHL",
    "Russian Federation": "RUS",
    "Ukraine": "UKR",
    "United States": "USA",
    "Venezuela": "VEN",
}


def test_corrections(record: Record) -> None:
    """All 238 of the starting facts; what was corrected besides is another cell than theirs."""
    ids = {(row["symbol"], row["date"]): row["vote_id"] for row in rows("council/sc_votes_1946_2026.csv")}
    theirs = set()
    for row in rows("council/corrections_to_sciences_po.csv"):
        vote = ids[row["symbol"], row["date"]]
        if row["what"] == "member identity":
            theirs.add((vote, "seat", row["bd_value"], SEATS[row["corrected_value"]]))
        else:
            field = f"cast:{VOTERS[row['what'].removeprefix('vote of ')]}"
            theirs.add((vote, field, CASTS[row["bd_value"]], CASTS[row["corrected_value"]]))
    assert len(theirs) == 238
    ours = {
        (row.roll_call, row.field, row.published, row.corrected)
        for row in record.corrections
        if row.publication == "sciences-po"
    }
    assert theirs <= ours
    assert {field for _, field, _, _ in ours - theirs} <= {"date", "row:3099", "cast:CHN"}


def test_vetoes_since_2025(record: Record) -> None:
    for row in rows("council/vetoes_2025_2026.csv"):
        (vote,) = [
            vote
            for vote in record.roll_calls
            if record.proposal[vote.proposal].symbol == row["draft_symbol"] and vote.outcome.value == "vetoed"
        ]
        assert (vote.date.isoformat(), vote.meeting) == (row["date"], row["meeting"] or None)
        tally = vote.tally()
        assert [str(tally.yes), str(tally.no), str(tally.abstain)] == [row["yes"], row["no"], row["abstain"]]
        for ours, theirs in ((vote.yes, "yes_members"), (vote.no, "no_members"), (vote.abstain, "abstain_members")):
            known = [state for state in row[theirs].split("|") if len(state) == 3]
            assert sorted(ours) == sorted(known), (row["draft_symbol"], theirs)
