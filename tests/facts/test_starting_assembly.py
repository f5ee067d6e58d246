"""The Assembly's answers, its elections and the timeline held against the files they were made from, read anew."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date

import pytest
from starting import bounds, cell, marked, needed, rows

from horseshoe.facts.record import Record

pytestmark = needed


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def number(text: str) -> int | None:
    """A figure, whatever is said about it behind; none of an empty cell."""
    found = re.match(r"\d+", text)
    return int(found[0]) if found else None


# -- answers to vetoes ----------------------------------------------------------------------------

RESPONSES = {"debate": "debate", "ESS": "emergency_session", "not found": "not_found"}
# The cell has the session of the year; ours is the emergency special session that met.
EMERGENCY = {
    "2022-09-30": ("77", "ES-11"),
    "2023-10-18": ("78", "ES-10"),
    "2023-10-25": ("78", "ES-10"),
    "2023-12-08": ("78", "ES-10"),
    "2024-11-20": ("79", "ES-10"),
    "2025-06-04": ("79", "ES-10"),
}
# The first day, 4 December, is only recalled: the session met between the veto and 11 December.
FIRST_DAY_RECALLED = {"2024-11-20": ("2024-12-04", date(2024, 11, 21), date(2024, 12, 11))}
# The day was only recalled; a statement at the debate, in the table of explanations, bears it.
DAY_FROM_STATEMENT = {"2023-07-11": "X096", "2024-02-20": "X119"}
# Where the debate ended is said in the note.
MEETINGS_ASIDE = {"2022-05-26": " (concluded at the 81st/82nd meetings)"}
# Only recalled, and left out.
REPORT_RECALLED = {"2022-05-26": "A/76/853 (recall, unverified)"}
# "ESS" written out.
ITEMS = {
    "ESS item 5": "Item 5 of the emergency special session",
    "ESS item": "Item of the emergency special session",
}


def test_answers_to_vetoes(record: Record) -> None:
    theirs = {row["veto_date"]: row for row in rows("assembly/veto_debates_76_262.csv")}
    assert len(theirs) == len(record.veto_answers) == 21
    for ours in record.veto_answers:
        key = ours.id[:10]
        row = theirs[key]
        assert ours.about == row["situation"], key
        assert ours.response == RESPONSES[row["ga_response"]], key
        if key in FIRST_DAY_RECALLED:
            assert (row["ga_first_meeting_date"], ours.met_not_before, ours.met_not_after) == FIRST_DAY_RECALLED[key]
            assert "first day 4 Dec is recall" in row["sources"]
        else:
            met = day(row["ga_first_meeting_date"])
            assert (ours.met_not_before, ours.met_not_after) == (met, met), key
        assert EMERGENCY.get(key, (cell(ours.session),) * 2) == (row["ga_session"], cell(ours.session)), key
        assert (key in EMERGENCY) is (row["ga_response"] == "ESS"), key
        assert cell(ours.meetings) + MEETINGS_ASIDE.get(key, "") == row["ga_meeting"], key
        assert cell(ours.item) == ITEMS.get(row["ga_agenda_item"], row["ga_agenda_item"]), key
        assert REPORT_RECALLED.get(key, cell(ours.report)) == row["special_report_symbol"], key
        assert (key in REPORT_RECALLED) is marked(row["special_report_symbol"]), key
        assert ours.report_on == day(row["special_report_submitted"]), key
        assert "; ".join(ours.releases) == row["press_release"], key
        assert ours.confidence == row["confidence"].replace("medium-high", "medium"), key
        assert bool(ours.note) or not row["note"], key


def test_the_vetoes_that_were_answered(record: Record) -> None:
    """Day, meeting, drafts and whoever cast the veto are those of the roll calls."""
    theirs = {row["veto_date"]: row for row in rows("assembly/veto_debates_76_262.csv")}
    permanent = {"China": "CHN", "Russian Federation": "RUS", "United States": "USA"}
    for ours in record.veto_answers:
        row = theirs[ours.id[:10]]
        votes = [record.roll_call[each] for each in ours.roll_calls]
        assert {str(vote.date) for vote in votes} == {row["veto_date"]}, ours.id
        assert {vote.meeting for vote in votes} == {row["sc_meeting"]}, ours.id
        assert len(votes) == row["draft_symbol"].count("S/"), ours.id
        for vote in votes:
            proposal = record.proposal[vote.proposal]
            symbols = {proposal.symbol, proposal.amends, *proposal.also}
            assert any(each and each in row["draft_symbol"] for each in symbols), (ours.id, symbols)
            vetoing = [each for each in vote.no if each in record.permanent(vote.date)]
            assert sorted(vetoing) == sorted(permanent[each] for each in row["vetoing_states"].split("; ")), ours.id


def test_a_day_that_was_recalled_is_read_in_a_statement_at_the_debate(record: Record) -> None:
    explanations = {row.id: row for row in record.explanations}
    answers = {row.id[:10]: row for row in record.veto_answers}
    for key, of in DAY_FROM_STATEMENT.items():
        assert explanations[of].not_before == explanations[of].not_after == answers[key].met_not_before, key
        assert set(explanations[of].source.split()) <= set(answers[key].source.split()), key
        assert explanations[of].roll_call in answers[key].roll_calls, key


# "USSR request" is who, and not what.
REQUESTED = {5: ("USSR request", "USSR")}
# What is only recalled is left out: one day of resumption, and the votes that called sessions.
RESUMED_RECALLED = {10: " 2017-12-21 [recall];"}
# Which resolution called a session is recalled there; the table of matters, and so the roll calls, show these.
CALLED_BY = {1: "S/RES/119", 2: "S/RES/120", 4: "S/RES/157", 6: "S/RES/462", 11: "S/RES/2623"}
# Not in the table of matters, and only recalled.
CALL_NOT_SHOWN = {3: "S/RES/129", 9: "S/RES/500"}
SITUATIONS = {10: "gaza-israel-palestine", 11: "ukraine"}


def test_emergency_sessions(record: Record) -> None:
    theirs = {int(row["number"]): row for row in rows("assembly/emergency_special_sessions.csv")}
    assert [row.number for row in record.emergency_sessions] == list(theirs) == list(range(1, 12))
    for ours in record.emergency_sessions:
        row, key = theirs[ours.number], ours.number
        assert ours.topic == row["topic"], key
        assert f"{ours.first}/{ours.adjourned}" == row["first_dates"], key
        assert (ours.route == "council") is (row["convened_by"] == "Security Council"), key
        assert (ours.route == "members") is (row["trigger"] == "majority of Members"), key
        told = "" if ours.route == "council" else row["convened_by"]
        assert REQUESTED.get(key, (told, cell(ours.requested_by))) == (told, cell(ours.requested_by)), key
        assert cell(ours.resolutions) == row["resolutions"], key
        left_out = RESUMED_RECALLED.get(key, "")
        assert left_out in row["resumptions"], key
        assert cell(ours.resumed) == row["resumptions"].replace(left_out, ""), key
        assert not marked(cell(ours.resumed)), key
        assert cell(ours.situation) == SITUATIONS.get(key, ""), key
        assert ours.confidence == row["confidence"].replace("medium-high", "medium"), key
        called = record.proposal[record.roll_call[ours.roll_call].proposal].resolution if ours.roll_call else ""
        assert cell(called).split(" ")[0] == CALLED_BY.get(key, ""), key
        shown = {**CALLED_BY, **CALL_NOT_SHOWN}.get(key)
        assert row["request_symbol"].startswith(shown) if shown else ours.route == "members", key


def test_the_votes_that_called_sessions(record: Record) -> None:
    """7-2-2 on Suez and 11-1-3 on Ukraine; and those recalled (10-1-0, 8-2-1, 12-2-1) are those of the roll calls."""
    theirs = {int(row["number"]): row["sc_vote"] for row in rows("assembly/emergency_special_sessions.csv")}
    for ours in record.emergency_sessions:
        if ours.roll_call:
            tally = record.roll_call[ours.roll_call].tally()
            assert theirs[ours.number].startswith(f"{tally.yes}-{tally.no}-{tally.abstain}"), ours.number


# -- elections ------------------------------------------------------------------------------------

GROUPS = {
    "WEOG": "Western European and other States",
    "WEOG by-election": "Western European and other States",
    "GRULAC": "Latin American and Caribbean States",
}
# Other spellings than those of the table of states.
CANDIDATES = {
    "Bolivia": "BOL",
    "Czech Republic": "CZE",
    "Libyan Arab Jamahiriya": "LBY",
    "Netherlands": "NLD",
    "Turkey": "TUR",
    "Venezuela": "VEN",
}
# No source tells these figures. Zeros that the starting facts assume or call not stated, and what they derived.
NOT_PUBLISHED = {
    ("2018-06-08", "African and Asia-Pacific States", 1): {"invalid": "0", "abstentions": "0"},
    ("2020-06-18", "African and Asia-Pacific States", 2): {"invalid": "1", "abstentions": "0"},
    ("2023-06-06", "Eastern European States", 1): {"present_and_voting": "191", "required": "128"},
    ("2024-06-06", "African and Asia-Pacific States", 1): {
        "invalid": "0",
        "present_and_voting": "185",
        "required": "124",
    },
    ("2025-06-03", "African and Asia-Pacific States", 1): {"required": "125"},
    ("2025-06-03", "Eastern European States", 1): {"required": "119"},
    ("2025-06-03", "Latin American and Caribbean States", 1): {"required": "120"},
}
# In the file of ballots 108, "Canada 108 is recall": left out.
VOTES_RECALLED = {("2020-06-17", "Western European and other States", 1, "CAN"): "108"}
# The other file leaves these empty, for its source says 69; or has them where this one has none.
ONE_FILE_ALONE = {
    ("2017-06-02", "Western European and other States", 1, "NLD"): 184,
    ("2020-06-18", "African and Asia-Pacific States", 2, "DJI"): 62,
}


def group(text: str) -> str:
    """The group of seats, whose seat it may be left aside."""
    if "seat" in text:
        return "African and Asia-Pacific States"
    return GROUPS.get(text, f"{text} States")


def seat(text: str) -> str:
    found = re.search(r"(African|Asia-Pacific) seat", text)
    return found[0] if found else ""


def code(record: Record, name: str) -> str:
    return CANDIDATES.get(name) or next(each.code for each in record.states if each.name == name)


Round = tuple[str, str, int]
"""Day, group and number of a round; on no day two seats of one group had the same number, but in 2026."""


def told(record: Record) -> dict[tuple[str, ...], list[dict[str, str]]]:
    """Every line on a vote, of the three files: round and state, with the seat where it stands alone."""
    found: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for file, column in (
        ("election_ballots", "group"),
        ("sc_election_results", "seat_group"),
        ("elections_2025_2026", "seat_group"),
    ):
        for row in rows(f"elections/{file}.csv"):
            if row["round"]:
                where = (row["date"], group(row[column]), row["round"], code(record, row["candidate"]))
                found[where].append({**row, "file": file, "column": row[column]})
    return found


def test_every_vote_came_over(record: Record) -> None:
    theirs = told(record)
    ballots = {row.id: row for row in record.ballots}
    ours = {}
    for vote in record.ballot_votes:
        of = ballots[vote.ballot]
        ours[str(of.held), of.group.value, str(of.round), vote.state] = vote
    assert len(ours) == len(record.ballot_votes) == 258
    assert set(ours) == set(theirs)
    for key, vote in ours.items():
        where = (*key[:2], int(key[2]), key[3])
        figures = {number(row["votes"]) for row in theirs[key]} - {None}
        if where in VOTES_RECALLED:
            assert (figures, vote.votes) == ({int(VOTES_RECALLED[where])}, None), key
            assert any("108 is recall" in row["source"] for row in theirs[key])
        else:
            assert {vote.votes} - {None} == figures, key
        if where in ONE_FILE_ALONE:
            assert vote.votes == ONE_FILE_ALONE[where]
            assert "" in {row["votes"] for row in theirs[key]}, key
        assert {row["elected"] in ("yes", "1") for row in theirs[key]} == {vote.elected}, key


def test_figures_of_the_rounds(record: Record) -> None:
    rounds: dict[tuple[Round, str], list[dict[str, str]]] = defaultdict(list)
    for vote, lines in told(record).items():
        # Where one file names whose seat it is and the other does not, the round is one and the same.
        whose = {seat(line["column"]) for line in lines} - {""}
        assert len(whose) <= 1, vote
        rounds[(vote[0], vote[1], int(vote[2])), next(iter(whose), "")] += lines
    assert len(rounds) == len(record.ballots) == 116
    columns = {
        "seats": ("seats_at_stake",),
        "papers": ("ballot_papers",),
        "invalid": ("invalid",),
        "abstentions": ("abstentions",),
        "present_and_voting": ("present_and_voting",),
        "required": ("required_majority",),
    }
    for ours in record.ballots:
        key = (str(ours.held), ours.group.value, ours.round)
        lines = rounds.pop((key, cell(ours.seat)))
        for column, names in columns.items():
            cells = {line[name] for line in lines for name in names if line.get(name)}
            figures = {number(each) for each in cells}
            unpublished = NOT_PUBLISHED.get(key, {}).get(column)
            if unpublished is None:
                assert {getattr(ours, column)} - {None} == figures, (key, column)
            else:
                assert (figures, getattr(ours, column)) == ({int(unpublished)}, None), (key, column)
        assert {cell(ours.kind)} - {""} == {line["round_type"] for line in lines if line.get("round_type")}, key
        assert {cell(ours.term)} == {line["term"] for line in lines if line.get("term")}, key
        assert {ours.year} == {int(line.get("year") or line["election_year"]) for line in lines}, key
        assert ours.by_election is any("by-election" in line["note"] + line["column"] for line in lines), key
        sure = {line["confidence"] for line in lines if line["file"] == "election_ballots"}
        sure = sure or {line.get("confidence", "medium") for line in lines}
        assert {ours.confidence} == {each.replace("medium-high", "medium") for each in sure}, key
    assert not rounds


def test_what_is_left_out_as_derived_or_assumed_is_called_so_there(record: Record) -> None:
    for line in rows("elections/election_ballots.csv"):
        key = (line["date"], group(line["group"]), int(line["round"]))
        said = re.search(r"derived|assumed 0|not stated|split 192/191", line["note"])
        # Official figures that are given group by group; and a round that the other file gives as published.
        given = key in {
            ("2020-06-17", "African and Asia-Pacific States", 1),
            ("2026-06-03", "African and Asia-Pacific States", 4),
        }
        assert (key in NOT_PUBLISHED) is (bool(said) and not given), key


# Whoever received no more than these votes is no candidate: stray names on ballot papers.
STRAY = 6
# The notes of the rounds and of the candidates say so.
WITHDRAWN = {(2007, "CZE"), (2007, "DOM"), (2010, "CAN"), (2011, "SVN"), (2025, "MNE")}
DECLINED = {(2013, "SAU")}


def test_candidacies(record: Record) -> None:
    theirs: dict[tuple[int, str, bool], bool] = {}
    stray = set()
    rounds = {row.id: row for row in record.ballots}
    for vote in record.ballot_votes:
        of = rounds[vote.ballot]
        key = (of.year, vote.state, of.by_election)
        if vote.elected or vote.votes is None or vote.votes > STRAY:
            theirs[key] = theirs.get(key, False) or vote.elected
        else:
            stray.add(key)
    theirs[2025, "MNE", False] = False
    ours = {(row.year, row.state, row.by_election): row for row in record.candidacies}
    assert set(ours) == set(theirs)
    assert len(record.candidacies) == 167
    assert len(stray - set(theirs)) == 32
    for key, row in ours.items():
        if key[:2] in DECLINED and not key[2]:
            assert (row.status, theirs[key]) == ("declined", True), key
        elif key[:2] in WITHDRAWN:
            assert (row.status, theirs[key]) == ("withdrawn", False), key
        else:
            assert row.status == ("elected" if theirs[key] else "not_elected"), key
    told_by = {row["iso3"]: row["status"] for row in rows("elections/elections_2025_2026.csv")}
    endorsed = {row.state: row.endorsed_by for row in record.candidacies if row.endorsed_by}
    assert endorsed == {"ZWE": "AU and SADC"}
    # "Endorsed, uncontested", by nobody who is named, is no endorsement here.
    assert {status for status in told_by.values() if "endorsed" in status} == {
        "endorsed by AU and SADC",
        "endorsed, uncontested",
    }


@pytest.mark.parametrize("note", ["then withdrew", "withdrew after", "declined"])
def test_who_withdrew_or_declined_is_said_by_a_note(record: Record, note: str) -> None:
    names = {each.name: each.code for each in record.states} | CANDIDATES
    for row in rows("elections/sc_election_results.csv"):
        if note in row["note"] and "by-election" not in row["note"]:
            who = row["note"].split(f" {note}")[0] if "withdrew" in note else row["candidate"]
            assert (int(row["year"]), names[who]) in (WITHDRAWN if "withdrew" in note else DECLINED)


# -- the timeline ---------------------------------------------------------------------------------

WORDS = {
    # What was written for the makers is said for readers, or left out.
    " (see official_calls.csv)": "",
    ": conflict with the seed": ": the two accounts differ",
    " (seed)": "",
    ", per seed": "",
    "undated in the stored copy": "undated in the copy read",
    "Day not visible in the stored copy": "The day is not visible in the copy read",
    "Day not visible in stored copy": "The day is not visible in the copy read",
    # Abbreviations that the field does not use, or uses for another thing.
    "Code presented to the PGA Board at the PGA UN Committee": "Code presented to the board of Parliamentarians for "
    "Global Action at its UN Committee",
    "GCR2P and five other": "Global Centre for the Responsibility to Protect and five other",
    "GCR2P": "Global Centre for the Responsibility to Protect",
    "CfUNR": "Center for UN Reform",
}
# A sentence in the list of conveners: said in the note.
CONVENERS_ASIDE = {"2016-09-22": ". GCR2P remarks page adds Costa Rica as co-host"}


def said(text: str) -> str:
    for theirs, ours in WORDS.items():
        text = text.replace(theirs, ours)
    return text


def test_events(record: Record) -> None:
    theirs = rows("pledges/timeline.csv")
    assert len(theirs) == len(record.events) == 46
    names = {each.name: each.code for each in record.states} | CANDIDATES | {"United Kingdom": "GBR"}
    for row, ours in zip(theirs, record.events, strict=True):
        assert (ours.published, ours.kind, ours.title) == (row["date"], row["kind"], said(row["title"])), ours.id
        assert ours.id.startswith(row["date"]), ours.id
        assert (ours.not_before, ours.not_after) == bounds(row["date"]), ours.id
        assert len(row["date"]) == {"day": 10, "month": 7, "year": 4}[row["date_precision"]], ours.id
        assert cell(ours.venue) == row["venue"], ours.id
        aside = CONVENERS_ASIDE.get(row["date"], "")
        assert aside in row["conveners"], ours.id
        assert cell(ours.conveners) == said(row["conveners"].replace(aside, "")), ours.id
        assert said(aside.removeprefix(". ")) in cell(ours.note), ours.id
        assert cell(ours.moderator) == row["moderator"], ours.id
        assert cell(ours.people) == said(row["panelists_with_role"]), ours.id
        spoke = [names.get(each) for each in row["states_that_spoke"].split(";")]
        if all(spoke):
            assert (list(ours.states), ours.spoke) == (spoke, None), ours.id
        else:
            assert (ours.states, cell(ours.spoke)) == ((), row["states_that_spoke"]), ours.id
        assert cell(ours.documents) == row["documents"], ours.id
        if row["video"].startswith("http"):
            assert ours.video == row["video"], ours.id
        else:
            assert ours.video is None, ours.id
            assert ("embedded in the page" in cell(ours.note)) is row["video"].startswith("embedded"), ours.id
            assert all(url in cell(ours.note) for url in re.findall(r"https?://\S+", row["video"])), ours.id
        assert cell(ours.note).lower().startswith(said(row["note"]).lower()), ours.id


EVENTS = {
    "France/Mexico ministerial side event": "Regulating the veto in the face of mass atrocities",
    "Launch of the Code of Conduct": "Launch of the Code of Conduct",
    "ACT ministerial side event": "Code of Conduct regarding Security Council Action against Genocide, Crimes against "
    "Humanity or War Crimes",
}


def test_statements_at_events(record: Record) -> None:
    events = {row.id: row for row in record.events}
    theirs = Counter(
        (row["event_date"], EVENTS[row["event"]], row["iso3"], row["role"])
        for row in rows("pledges/event_statements.csv")
    )
    ours = Counter(
        (events[row.event].published, events[row.event].title, row.state, row.role) for row in record.event_statements
    )
    assert theirs.total() == 44
    assert ours == theirs


# Abbreviations written out.
CALL_NOTES = {
    3: ("PGA is not a Secretariat official", "The President of the General Assembly is no official of the Secretariat"),
    5: ("Indirect: as reported by the DSG", "Indirect: as reported by the Deputy Secretary-General"),
    11: (
        "Collective claim in the seed; no dated individual call found",
        "A claim about them together; no dated call by one of them was found",
    ),
}


def test_calls_by_officials(record: Record) -> None:
    theirs = rows("pledges/official_calls.csv")
    assert len(theirs) == len(record.official_calls) == 12
    for index, (row, ours) in enumerate(zip(theirs, record.official_calls, strict=True)):
        assert (cell(ours.published), ours.official, ours.office) == (row["date"], row["official"], row["role"]), index
        assert (ours.not_before, ours.not_after) == bounds(row["date"]), index
        assert (cell(ours.forum), ours.says) == (row["forum"], row["paraphrase"]), index
        assert CALL_NOTES.get(index, (row["note"], said(row["note"]))) == (row["note"], cell(ours.note)), index


# Advice to the makers, and names of files, are said for readers.
DISPUTED = {
    ("D01", "assessment"): "The same total: the second explains the first. Members and observers are counted apart",
    ("D05", "topic"): "Supporters of the Code or the Declaration, March 2017",
    ("D05", "assessment"): "Two pages of civil society with data of the same month; cannot be settled without lists of "
    "names",
    ("D06", "topic"): "States that made any call for restraint",
    ("D06", "assessment"): "Different definitions (statements and signatures, or signatures alone). The number falls, "
    "so the two do not make a series",
    ("D07", "assessment"): "The day of an announcement and the day of the act may differ: each is kept",
    ("D08", "assessment"): "It grew within one day",
    ("D11", "claim_a"): "25 (March 2017)",
    ("D14", "assessment"): "A member and an observer are not the same",
    ("D17", "claim_a"): "The veto of February 2022 led to it",
    ("D18", "claim_a"): "Text of 2017: 8 Russian vetoes since Oct 2011",
    ("D18", "claim_b"): "A later text of the same page: 12; another page: 16 Russian vetoes 2011-2020",
    ("D19", "topic"): "Another Code of Conduct",
    ("D19", "assessment"): "Whoever signed the other code has not thereby supported this one",
}
ABOUT = {
    "D09": "Preventing and ending atrocity crimes: a key challenge for the UN Security Council",
    "D10": EVENTS["ACT ministerial side event"],
}


def test_discrepancies(record: Record) -> None:
    theirs = {row["id"]: row for row in rows("pledges/discrepancies.csv")}
    assert [row.id for row in record.discrepancies] == list(theirs)
    events = {row.id: row.title for row in record.events}
    for ours in record.discrepancies:
        row = theirs[ours.id]
        for column in ("topic", "claim_a", "claim_b", "assessment"):
            assert getattr(ours, column) == DISPUTED.get((ours.id, column), said(row[column])), (ours.id, column)
        assert events.get(ours.event or "") == ABOUT.get(ours.id), ours.id
        for column in ("source_a", "source_b"):
            cited = cell(getattr(ours, column)).split()
            urls = re.findall(r"https?://[^\s,)]+(?=$|\s)", re.sub(r"seed \S+ \([^)]*\)", "", row[column]))
            seeds = [f"seed-{each}" for each in re.findall(r"seed (\d{3})", row[column])]
            # The page of the Global Centre is one source, in the text of 2017 and in a later one.
            wanted = {*seeds, *(each.id for each in record.sources if each.url in urls and each.kind != "seed")}
            assert set(cited) == wanted, (ours.id, column)


# Said for readers.
QUESTIONS = {
    "Contributions of the member (cut in stored copy, probably peacekeeping)": "Contributions of the member (the name "
    "of the column is cut in the copy read)",
    "Column name incomplete: do not rely on it": "Not relied on, since the name of the column is incomplete",
    "No candidate questionnaire found in stored copies": "No questionnaire to candidates was found in the copies read",
    "modeldiplomat": "modeldiplomat.com",
}


def test_questions_of_scorecards(record: Record) -> None:
    theirs = rows("pledges/scorecards.csv")
    assert len(theirs) == len(record.scorecard_questions) == 12
    for row, ours in zip(theirs, record.scorecard_questions, strict=True):
        texts = (ours.organisation, ours.document, cell(ours.published), ours.question, ours.answers, cell(ours.note))
        columns = ("organisation", "document", "doc_date", "column_or_question", "answer_type", "note")
        assert texts == tuple(QUESTIONS.get(row[column], row[column]) for column in columns), ours.id
