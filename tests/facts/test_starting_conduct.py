"""Situations, evidence and statements held against the files that they were made from, read anew by other means."""

from __future__ import annotations

from collections import Counter
from datetime import date

from starting import OUTCOMES, bounds, cell, corrections, differing, marked, needed, rows

from horseshoe.facts.record import Record

pytestmark = needed

# No code of ISO 3166-1, and no row in the table of states.
NO_STATE = {"kosovo": "SRB|XKX"}
# The day of its end is only recalled: the year is kept.
END_WIDENED = {"ethiopia-tigray": "2022-11-02"}
# What is only recalled of the agenda is left out.
AGENDA_RECALLED = {
    "ethiopia-tigray": "",
    "sri-lanka-2009": "",
    "dprk": "Non-proliferation/Democratic People’s Republic of Korea",
}
# Our reading of the kind of situation and of its note.
WHOLLY_OUTSIDE = {
    "cyprus",
    "iran-nuclear",
    "thematic-climate-security",
    "thematic-counter-terrorism",
    "thematic-outer-space",
    "thematic-wps",
}


def test_situations(record: Record) -> None:
    theirs = {row["id"]: row for row in rows("situations/situations.csv")}
    assert set(record.situation) == set(theirs)
    for key, row in theirs.items():
        ours = record.situation[key]
        assert ours.name == row["name"].replace("Cote", "Côte"), key
        assert ours.kind == row["kind"], key
        assert cell(ours.states) == row["states_iso3"].removesuffix("|XKX"), key
        assert (key in NO_STATE) is (cell(ours.states) != row["states_iso3"]), key
        assert (ours.start_not_before, ours.start_not_after) == bounds(row["start"]), key
        end = row["end"][:4] if key in END_WIDENED else row["end"]
        assert END_WIDENED.get(key, row["end"]) == row["end"], key
        assert (ours.end_not_before, ours.end_not_after) == bounds(end), key
        assert cell(ours.agenda) == AGENDA_RECALLED.get(key, row["agenda_items"]), key
        assert (key in AGENDA_RECALLED) is marked(row["agenda_items"]), key
        assert (row["kind"] == "thematic") is not bool(ours.states), key
        drafts = sum(each.situation == key for each in record.draft_situations)
        assert drafts == int(row["drafts_in_file"]), key
    assert {row.id for row in record.situations if row.outside} == WHOLLY_OUTSIDE


# Sponsors that the starting facts recall are left out.
SPONSOR_RECALLED = {"bd1757": "Syria (recall)", "bd2728": "Egypt (recall)"}
# What stands in brackets after the sponsors is said in the note.
SPONSOR_ASIDE = {"bd2720", "bd3003", "bd3004", "bd3016", "bd3023", "bd3034", "bd3077"}
# Asides in the paraphrase: said in the note, or said by the date of the vote.
ASKS_ASIDE = {
    "bd1109": " (before 2000, reference)",
    "bd1118": " (before 2000, reference)",
    "bd1246": " (before 2000, reference)",
    "bd1458": " (before 2000, reference)",
    "bd1497": " (before 2000, reference)",
    "bd1544": " (before 2000, reference)",
    "bd1870": " Adopted 18 Sept 2004 (dataset says 17).",
    "bd2142": "; the United States abstained over language on the ICC case (recall)",
    "bd3072": " (which symbol carries which amendment is from recall)",
    "bd3073": " (which symbol carries which amendment is from recall)",
    "bd3161": " (matched to this symbol by its 9 votes)",
    "bd3162": " (matched to this symbol by its 11 votes)",
    "bd3180": " (dataset title speaks of the expert panel)",
    "m2026c": " (S/2026/273, S/PV.10130 per the veto-debate table)",
}
# Our reading of the paraphrase: these would have limited or ended action.
LIMITING = {
    "bd2444": "S/2013/660",
    "bd2639": "S/2016/847",
    "bd2721": "S/2017/968",
    "bd2749": "S/2018/175",
    "bd2836": "S/2019/757",
    "bd2852": "S/2019/962",
    "bd2883": "S/2020/658",
    "bd2885": "S/2020/683",
    "bd2943": "S/2021/667",
    "bd3004": "S/2022/541",
    "bd3064": "S/2023/639",
}
# Our reading of the agenda item or the paraphrase: their subject lies outside the three crimes.
SUBJECT_OUTSIDE = {
    "bd1847",  # a settlement put to referendum
    "bd2891",  # arms restrictions under the nuclear file
    "bd2896",  # terrorist acts
    "bd2904",  # women and peace and security
    "bd2966",  # climate and security
    "bd2994",  # ballistic missiles
    "bd3110",  # the panel on sanctions over missiles
    "bd3111",  # admission of a member
    "bd3112",  # weapons in outer space
    "bd3114",  # weapons in outer space
    "bd3183",  # the nuclear file
    "bd3184",  # the nuclear file
}


def test_the_situations_of_drafts(record: Record) -> None:
    theirs = {row["vote_id"]: row for row in rows("situations/draft_situations.csv")}
    assert len(theirs) == 210
    assert set(record.draft_situation) == set(theirs)
    for key, row in theirs.items():
        ours = record.draft_situation[key]
        assert (ours.situation, ours.action, cell(ours.also)) == (
            row["situation"],
            row["action"],
            row["action_secondary"],
        ), key
        assert ours.text_names == row["text_names_atrocity_or_poc"], key
        assert ours.text_seen is (row["text_basis"] == "seen"), key
        sure = {"recall": {"recall"}, "derived_from_title": {"low"}, "seen": {"high", "medium"}}
        assert ours.confidence in sure[row["confidence"]], key
        aside = ASKS_ASIDE.get(key, "")
        assert aside in row["paraphrase"], key
        assert ours.asks == row["paraphrase"].replace(aside, ""), key
        sponsor = row["sponsor_or_penholder"]
        if key in SPONSOR_RECALLED:
            assert (ours.sponsor, sponsor) == (None, SPONSOR_RECALLED[key]), key
        else:
            assert cell(ours.sponsor) == (sponsor.split(" (dataset")[0]), key
            assert (key in SPONSOR_ASIDE) is (" (dataset" in sponsor), key
            assert not marked(sponsor), key
        assert bool(ours.note) or not row["dataset_warning"], f"{key}: the warning is said in the note"
    assert {key for key, row in record.draft_situation.items() if row.limits} == set(LIMITING)
    assert {key for key, row in record.draft_situation.items() if row.outside} == SUBJECT_OUTSIDE
    assert {key: theirs[key]["symbol"] for key in LIMITING} == LIMITING


def test_the_votes_on_those_drafts(record: Record) -> None:
    """Dates, outcomes, noes and abstentions are those of the roll calls; one date is a correction made there."""
    theirs = rows("situations/draft_situations.csv")
    votes = {row["vote_id"]: record.roll_call[row["vote_id"]] for row in theirs}
    dates = {row["vote_id"]: (row["date"], str(votes[row["vote_id"]].date)) for row in theirs}
    corrected = corrections(record, "date")
    assert differing(dates) == {"bd1870": ("2004-09-17", "2004-09-18")}
    assert corrected["bd1870"] == ("2004-09-17", "2004-09-18")
    for row in theirs:
        vote = votes[row["vote_id"]]
        assert vote.outcome.value in OUTCOMES[row["outcome"]], vote.id
        assert sorted(vote.no) == sorted(filter(None, row["no_votes"].split("|"))), vote.id
        assert sorted(vote.abstain) == sorted(filter(None, row["abstentions"].split("|"))), vote.id


ENTITIES = {
    "sg_report": "secretary_general",
    "icc_or_icj": "court",
    "security_council_panel": "sanctions_panel",
}
# Symbols that the starting facts recall are left out, and said in the note.
SYMBOL_RECALLED = {
    "syria-01": "A/HRC/18/53",
    "myanmar-08": "A/HRC/49/72",
    "ukraine-06": "A/77/533",
    "sudan-darfur-01": "E/CN.4/2005/3",
    "yemen-02": "S/2018/68",
    "gaza-israel-palestine-16": "A/HRC/55/28",
    "gaza-israel-palestine-20": "A/79/232",
    "mali-01": "S/2020/1332",
    "mali-02": "S/2020/1332",
    "mali-06": "S/2023/578",
    "iraq-isil-02": "A/HRC/28/18",
}
# The day or the month is only recalled: what is left of the date is kept.
DATE_RECALLED = {
    "syria-08": ("2013-02", "2013"),
    "sudan-2023-09": ("2024-10", "2024"),
    "sudan-2023-10": ("2025-10-30", "2025-10"),
    "yemen-02": ("2018-01-26", "2018"),
    "gaza-israel-palestine-17": ("2024-03-04", "2024-03"),
    "srebrenica-bosnia-04": ("2004-04-19", "2004"),
    "srebrenica-bosnia-05": ("2007-02-26", "2007"),
    "iraq-isil-01": ("2014-10", "2014"),
    "haiti-01": ("2023-05-09", "2023-05"),
    "haiti-02": ("2023-11-28", "2023-11"),
    "kenya-2007-01": ("2012-01-23", "2012"),
}
# Public later than the date of the document, as the note says: so the last day is the later one.
PUBLIC_LATER = {
    "syria-17": date(2017, 3, 1),
    "syria-18": date(2017, 9, 30),
    "sudan-darfur-01": date(2004, 5, 7),
    "dprk-01": date(2014, 2, 17),
}
# That the document names the crime is only recalled.
CRIME_RECALLED = {"syria-18"}
# It did not use the word: what it said stays, and no crime is counted.
WORD_NOT_USED = {"gaza-israel-palestine-07": ("war_crimes", "may_amount")}
# Acts were found, and not the crime with its intent.
ACTS_FOUND = {"gaza-israel-palestine-22": "found"}
# Ethnic cleansing is none of the three crimes: where nothing else is named, none is.
CLEANSING_ALONE = {"car-04", "kosovo-02"}
# A part that is only recalled is left out, or a word that would mislead here.
EVIDENCE_TEXT = {
    ("yemen-02", "paraphrase"): "; humanitarian-law findings from recall",
    ("yemen-02", "attributed_to"): "; parties (humanitarian law)",
    ("ukraine-08", "document_title"): "as recalled in Third Committee",
}


def test_evidence(record: Record) -> None:
    theirs = {row["evidence_id"].removeprefix("E-"): row for row in rows("situations/evidence.csv")}
    assert len(theirs) == 152
    assert {row.id for row in record.evidence} == set(theirs)
    for ours in record.evidence:
        row = theirs[ours.id]
        assert ours.situation == row["situation_id"], ours.id
        assert ours.entity == ENTITIES.get(row["un_entity_type"], row["un_entity_type"]), ours.id
        assert cell(ours.symbol) == ("" if ours.id in SYMBOL_RECALLED else row["symbol"]), ours.id
        assert SYMBOL_RECALLED.get(ours.id, row["symbol"]) == row["symbol"], ours.id
        assert (row["date"], ours.published) == DATE_RECALLED.get(ours.id, (row["date"], row["date"])), ours.id
        first, last = bounds(ours.published)
        assert (ours.not_before, ours.not_after) == (first, PUBLIC_LATER.get(ours.id, last)), ours.id
        for name, said in (
            ("paraphrase", ours.says),
            ("attributed_to", ours.attributed_to),
            ("document_title", ours.title),
        ):
            left_out = EVIDENCE_TEXT.get((ours.id, name), "")
            told = row[name].replace(left_out, "as cited in the Third Committee" if name == "document_title" else "")
            assert left_out in row[name], ours.id
            assert cell(said) == (told if left_out else row[name]), (ours.id, name)
        if ours.id in CRIME_RECALLED:
            assert (ours.confidence, row["confidence"]) == ("recall", "seen"), ours.id
        else:
            assert (ours.confidence == "recall") is (row["confidence"] == "recall"), ours.id
    counted = Counter(row.confidence == "recall" for row in record.evidence)
    assert counted == {False: 116, True: 36}


def test_what_the_evidence_says_of_the_crimes(record: Record) -> None:
    theirs = {row["evidence_id"].removeprefix("E-"): row for row in rows("situations/evidence.csv")}
    for ours in record.evidence:
        row = theirs[ours.id]
        named = [crime for crime in row["crimes"].split("|") if crime not in ("", "risk", "ethnic_cleansing")]
        if ours.id in WORD_NOT_USED:
            assert ("|".join(named), row["strength"]) == WORD_NOT_USED[ours.id]
            assert (ours.crimes, ours.strength) == ((), "none")
            continue
        assert list(ours.crimes) == named, ours.id
        assert (ours.also_named == ("ethnic_cleansing",)) is ("ethnic_cleansing" in row["crimes"]), ours.id
        if ours.id in ACTS_FOUND:
            assert (row["strength"], ours.strength) == (ACTS_FOUND[ours.id], "may_amount")
        elif ours.id in CLEANSING_ALONE:
            assert (row["strength"], ours.strength, ours.crimes) == ("found", "none", ())
        else:
            assert ours.strength == (row["strength"] or "none"), ours.id
        if "risk" in row["crimes"].split("|"):
            assert ours.strength in ("risk_warned", "denied"), ours.id


def test_risk_factors(record: Record) -> None:
    theirs = rows("pledges/framework_risk_factors.csv")
    assert len(theirs) == len(record.risk_factors) == 14
    for row, ours in zip(theirs, record.risk_factors, strict=True):
        assert (str(ours.number), ours.title) == (row["number"], row["title"])
        assert cell(ours.crime) == row["crime"].replace("all", "").replace(" ", "_"), ours.number
        # How many indicators a factor has is only recalled, but for one.
        stored = row["indicator_count_status"] == "stored"
        assert cell(ours.indicators) == (row["indicator_count"] if stored else ""), ours.number
        assert (ours.confidence == "recall") is marked(row["note"]), ours.number


# A statement that is about no one vote: its occasion in words.
OCCASIONS = {
    "ga-2022-04-26 (76/262)": "General Assembly, 26 April 2022: resolution 76/262",
    "ga-2023-04-26 veto debate": "General Assembly, 26 April 2023: debate on the veto",
    "ga-2024-04-23 veto debate": "General Assembly, 23 April 2024: debate on the veto",
    "ga-2024-11-20 veto debate": "General Assembly, 20 November 2024: debate on the veto",
    "ga-2025-11-20 veto debate": "General Assembly, 20 November 2025: debate on the veto",
    "code-signature-2015-10-01": "Signing of the Code, 1 October 2015",
    "code-launch-2015-10-23": "Launch of the Code, 23 October 2015",
    "code-event-2017": "Event on the Code, 2017",
    "sc-reform-2017": "Reform of the Security Council, 2017",
    "sc-reform-2022": "Reform of the Security Council, 2022",
    "ign-2022-03-07": "Intergovernmental negotiations, 7 March 2022",
    "ign-2026-04": "Intergovernmental negotiations, April 2026",
    "pm-statement-undated": "Statement of the Prime Minister, undated",
}
# Asides in the paraphrase on what was kept of the text: said in the note, or not ours.
SAYS_ASIDE = {
    "X146": " (exact object of the phrase not kept)",
    "X151": " (content of the part seen not kept)",
    "X156": " (text held by the pledge table)",
}
# "About two days before the vote", says its note: the day of the vote is the last day that it can be.
SAID_EARLIER = {"X018"}


def test_explanations(record: Record) -> None:
    theirs = {row["explanation_id"]: row for row in rows("situations/explanations.csv")}
    assert len(theirs) == 160
    assert {row.id for row in record.explanations} == set(theirs)
    for ours in record.explanations:
        row = theirs[ours.id]
        assert (ours.state, cell(ours.situation)) == (row["state_iso3"], row["situation_id"]), ours.id
        about = row["vote_id_or_debate"]
        assert (ours.roll_call or "", ours.occasion or "") == (
            ("", OCCASIONS[about]) if about in OCCASIONS else (about, "")
        ), ours.id
        first, last = bounds(row["date"])
        assert (ours.not_before, ours.not_after) == (None if ours.id in SAID_EARLIER else first, last), ours.id
        assert (cell(ours.speaker), ours.body, ours.kind) == (row["speaker"], row["body"], row["kind"]), ours.id
        # Whoever has no seat has no vote to state.
        assert cell(ours.cast_stated) == row["vote_cast"].replace("not_a_member", ""), ours.id
        assert (ours.position, ours.invokes_code, ours.invokes_restraint) == (
            row["stance"],
            row["invokes_code"],
            row["invokes_veto_restraint"],
        ), ours.id
        aside = SAYS_ASIDE.get(ours.id, "")
        assert aside in row["paraphrase"], ours.id
        assert ours.says == row["paraphrase"].replace(aside, ""), ours.id
        # An address that is known only in part, or a page that we did not open, makes no row certain.
        vague = row["address_status"] == "shortened" or row["confidence"] != "seen"
        assert ours.confidence in (("medium",) if vague else ("high", "medium")), ours.id


# "recall" in a sentence is put in words.
SIDES = {
    ("C07", "side_a"): ("(recall for Israel)", "(for Israel, that is only recalled)"),
    ("C09", "side_a"): ("(recall)", "(only recalled)"),
    ("C09", "side_b"): ("(recall)", "(only recalled)"),
    ("C28", "side_a_states"): (
        "its own genocide determination of 2004 is recall",
        "that it spoke of genocide itself in 2004 is only recalled",
    ),
    ("C40", "side_a"): ("(recall)", "(only recalled)"),
}


def test_contests(record: Record) -> None:
    theirs = {row["contest_id"]: row for row in rows("situations/contested.csv")}
    assert len(theirs) == 41
    assert {row.id for row in record.contests} == set(theirs)
    for ours in record.contests:
        row = theirs[ours.id]
        assert (ours.situation, cell(ours.roll_calls)) == (row["situation_id"], row["vote_ids"]), ours.id
        assert (ours.kind, ours.question) == (row["kind_of_disagreement"], row["question"]), ours.id
        assert cell(ours.explanations) == row["explanation_ids"], ours.id
        assert ours.both_sides is (row["one_side_from_text_or_votes_only"] == "no"), ours.id
        for name in ("side_a_states", "side_a", "side_b_states", "side_b"):
            told = "" if row[name] == "-" else row[name].replace(*SIDES.get((ours.id, name), ("", "")))
            assert cell(getattr(ours, name)) == told, (ours.id, name)
        assert (ours.confidence == "recall") is (row["confidence"] == "recall"), ours.id


def test_listed_noes(record: Record) -> None:
    theirs = {
        (row["vote_id"], row["state_iso3"], row["roster_evidence"], row["roster_confidence"])
        for row in rows("situations/supporter_no_votes.csv")
    }
    assert len(theirs) == 77
    assert {(row.roll_call, row.state, row.listed_as, row.confidence) for row in record.listed_noes} == theirs
    for row in rows("situations/supporter_no_votes.csv"):
        vote = record.roll_call[row["vote_id"]]
        assert (str(vote.date), record.proposal[vote.proposal].symbol) == (row["date"], row["symbol"])
        assert row["state_iso3"] in vote.no
