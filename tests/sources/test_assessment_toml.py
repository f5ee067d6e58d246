"""Views typed in by an assessor. The template's is of S/2014/348 (22 May 2014, Syria, 13-2-0, vetoed)."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from horseshoe.answers.views import view
from horseshoe.facts.assessments import Status
from horseshoe.facts.record import Record
from horseshoe.sources import accept
from horseshoe.sources.assessment_toml import TEMPLATE, Assessed, check
from horseshoe.sources.files import WrongFile

TODAY = date(2026, 11, 22)
WHOLE = re.sub(r"(?m)^# (?=\[|[a-z_]+ += )", "", TEMPLATE)
"""The template with every part of it in use."""


def written(folder: Path, *changes: tuple[str, str], of: str = TEMPLATE) -> Path:
    """The template with some of its text changed, as a file."""
    for old, new in changes:
        assert old in of, old
        of = of.replace(old, new, 1)
    path = folder / "views.toml"
    path.write_text(of, encoding="utf-8")
    return path


def go(record: Record, folder: Path, *changes: tuple[str, str], of: str = TEMPLATE) -> Assessed:
    return check(written(folder, *changes, of=of), record, TODAY)


def refusal(record: Record, folder: Path, *changes: tuple[str, str], of: str = TEMPLATE) -> str:
    with pytest.raises((accept.Refused, WrongFile)) as refused:
        go(record, folder, *changes, of=of).rows()
    return str(refused.value)


class TestTheTemplate:
    def test_is_right_as_it_stands(self, record: Record, tmp_path: Path) -> None:
        assessed = go(record, tmp_path)
        assert (assessed.refused, assessed.notes) == ((), ())
        assert {table: len(rows) for table, rows in assessed.writes.items()} == {
            "sources": 1,
            "assessors": 1,
            "assessments": 1,
        }
        [row] = assessed.rows().assessments
        assert (row.id, row.proposal, row.evidence) == (
            "example-institute-bd2476-2026-01-15",
            "bd2476",
            ("syria-03", "syria-06"),
        )

    def test_is_right_with_every_part_in_use(self, record: Record, tmp_path: Path) -> None:
        assessed = go(record, tmp_path, of=WHOLE)
        assert assessed.refused == ()
        assert assessed.notes == ("evidence 1: the record has A/HRC/21/50 on syria already, as syria-06.",)
        rows = assessed.rows()
        [evidence], [stance], [observation] = rows.evidence, rows.stances, rows.observations
        assert (evidence.not_before, evidence.also_named) == (date(2012, 8, 15), ("ethnic_cleansing",))
        assert (stance.draft, stance.state, stance.phase) == ("S/2014/348", "TCD", "negotiation")
        assert (observation.factor, observation.situation) == (1, "syria")
        assert {row.source for row in (evidence, stance)} < {row.id for row in rows.sources}

    def test_twice_adds_nothing(self, record: Record, tmp_path: Path) -> None:
        rows = go(record, tmp_path, of=WHOLE).rows()
        both = accept.with_rows(record, rows)
        again = check(tmp_path / "views.toml", both, date(2026, 12, 24))
        assert (again.writes, again.known) == ({}, 4)
        assert again.rows() == Record()
        accept.into(tmp_path / "mine", rows, record)
        assert accept.into(tmp_path / "mine", again.rows(), both) == {}


class TestAView:
    def test_shows_once_it_is_in(self, record: Record, tmp_path: Path) -> None:
        both = accept.with_rows(record, go(record, tmp_path).rows())
        seen = view(both, "example-institute", both.roll_call["bd2476"])
        assert (seen.status, seen.by, seen.made) == (Status.ENGAGED, "Whoever states the view", date(2026, 1, 15))

    def test_that_is_later_takes_the_place_of_the_earlier_which_stays(self, record: Record, tmp_path: Path) -> None:
        first = accept.with_rows(record, go(record, tmp_path).rows())
        later = (
            ("made = 2026-01-15", "made = 2026-06-01"),
            ('status = "engaged"', 'status = "contested"'),
            ('credible = "yes"', 'credible = "disputed"'),
        )
        assessed = go(first, tmp_path, *later)
        assert assessed.notes == (
            "assessment 1: it takes the place of the view of 2026-01-15, which stays in the record.",
        )
        assert list(assessed.writes) == ["assessments"]
        both = accept.with_rows(first, assessed.rows())
        assert len(both.assessments) == 2
        vote = both.roll_call["bd2476"]
        seen = view(both, "example-institute", vote)
        assert (seen.status, seen.superseded) == (Status.CONTESTED, ("example-institute-bd2476-2026-01-15",))
        assert view(both, "example-institute", vote, on=date(2026, 5, 31)).status is Status.ENGAGED

    def test_is_not_changed_under_its_own_date(self, record: Record, tmp_path: Path) -> None:
        first = accept.with_rows(record, go(record, tmp_path).rows())
        assert refusal(first, tmp_path, ("13 members", "thirteen members")) == (
            "views.toml line 18, assessment 1, made: the view of 2026-01-15 is known already and differs in "
            "credible_why: a changed view has a later day, and the earlier one stays."
        )

    def test_can_rest_on_evidence_of_the_same_file(self, record: Record, tmp_path: Path) -> None:
        rows = go(record, tmp_path, ('evidence = ["syria-03", "syria-06"]', 'evidence = ["report"]'), of=WHOLE).rows()
        assert rows.assessments[0].evidence == (rows.evidence[0].id,)

    def test_can_name_its_draft_by_the_id_of_the_roll_call(self, record: Record, tmp_path: Path) -> None:
        [row] = go(record, tmp_path, ('"S/2014/348"', '"bd2476"')).rows().assessments
        assert row.proposal == "bd2476"

    def test_that_the_code_was_not_engaged_needs_no_evidence(self, record: Record, tmp_path: Path) -> None:
        changes = (
            ('"S/2014/348"', '"S/2016/1085"'),
            ('status = "engaged"', 'status = "not_engaged"'),
            ('aim = "acts"', 'aim = "neither"'),
            ('evidence = ["syria-03", "syria-06"]', ""),
        )
        assert go(record, tmp_path, *changes).rows().assessments[0].status is Status.NOT_ENGAGED

    def test_says_what_a_reader_should_know_of_its_evidence(self, record: Record, tmp_path: Path) -> None:
        changes = (
            ('["syria-03", "syria-06"]', '["syria-03", "kosovo-01"]'),
            ('["crimes_against_humanity"]', '["genocide"]'),
        )
        assert go(record, tmp_path, *changes).notes == (
            "assessment 1: none of its evidence names genocide.",
            "assessment 1: kosovo-01 is about kosovo, and the draft about syria.",
        )


LATER = ('"syria-03", "syria-06"', '"syria-11"')


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (  # a draft that was never put
            [('"S/2014/348"', '"S/2014/3481"')],
            "assessment 1, draft: no roll call on S/2014/3481 is known here, and a view is of a draft that "
            "was put to the vote: did you mean S/2014/348",
        ),
        (
            [('"S/2014/348"', '"S/2099/1"')],
            "assessment 1, draft: no roll call on S/2099/1 is known here, and a view is of a draft that was "
            "put to the vote.",
        ),
        ([('"S/2014/348"', '"S/14/348"')], "assessment 1, draft: 'S/14/348' is no UN document symbol"),
        (
            [('"S/2014/348"', '"S/PV.7180"')],
            "assessment 1, draft: S/PV.7180 is not the symbol of a draft that was put, but of what goes with "
            "bd2476 (2014-05-22, draft resolution).",
        ),
        (  # several roll calls bear it
            [('"S/2014/348"', '"S/2006/372"')],
            "assessment 1, draft: 2 roll calls bear S/2006/372: give the id of one of them, bd",
        ),
        (  # the day of the view
            [("made = 2026-01-15", "made = 2014-05-21")],
            "assessment 1, made: 2014-05-21 lies before the vote of 2014-05-22",
        ),
        (
            [("made = 2026-01-15", "made = 2026-11-23")],
            "assessment 1, made: 2026-11-23 lies in the future of 2026-11-22",
        ),
        (  # a status that contradicts its parts
            [('aim = "acts"', 'aim = "limits"')],
            "assessment 1, status: engaged does not follow from aim limits, facts crimes and credible yes, "
            "which give not_engaged or contested; engaged needs all three to hold",
        ),
        (  # a crime outside the three
            [('"crimes_against_humanity"]', '"ethnic_cleansing"]')],
            "assessment 1, crimes: ethnic cleansing is no crime of its own, and the Code does not name it",
        ),
        (
            [('"crimes_against_humanity"]', '"aggression"]')],
            "assessment 1, crimes: aggression is not among the three crimes of the Code",
        ),
        (
            [('"crimes_against_humanity"]', "]")],
            "assessment 1, crimes: engaged needs at least one of the three",
        ),
        (
            [('# scale = "unknown"', 'scale = "large"')],
            "assessment 1, scale: the scale large is that of war crimes, and crimes does not name them.",
        ),
        (  # what it rests on
            [('"syria-03", "syria-06"', '"syria-3"')],
            "assessment 1, evidence: no evidence is called 'syria-3': did you mean syria-",
        ),
        ([('"syria-03", "syria-06"', "")], "assessment 1, evidence: engaged rests on evidence, and none is"),
        (
            [LATER],
            "assessment 1, evidence: syria-11 became public on 2014-08-13, after the vote of 2014-05-22: what "
            "counts is what was known by that day.",
        ),
        (
            [LATER, ('status = "engaged"', 'status = "not_engaged"'), ('credible = "yes"', 'credible = "no"')],
            "assessment 1, evidence: syria-11 became public on 2014-08-13, after the vote",
        ),
        (
            [('"syria-03", "syria-06"', '"syria-05", "syria-10"')],
            "assessment 1, evidence: engaged rests only on evidence that is recalled (syria-05, syria-10): "
            "what no source shows carries no view.",
        ),
        (
            [('"syria-03", "syria-06"', '"syria-07"')],
            "assessment 1, evidence: the evidence only warns of a risk: facts is risk then, not crimes.",
        ),
        (  # whose view it is
            [('id = "example-institute"', 'id = "un-evidence"')],
            "assessor, id: un-evidence is a published standard, whose view is computed from the facts and "
            "cannot be written",
        ),
        (
            [('kind = "researcher"', 'kind = "standard"')],
            "assessor, kind: example-institute is a published standard",
        ),
        (
            [('id = "example-institute"', 'id = "Example Institute"')],
            "assessor, id: it is to be of small letters, digits and single hyphens.",
        ),
        (  # the form
            [('status = "engaged"', 'status = "breach"')],
            "assessment 1, status: invalid enum value 'breach'; it should be one of engaged, not_engaged, ",
        ),
        (
            [('credible = "yes"', 'credibel = "yes"')],
            "assessment 1: 'credibel' is no key; did you mean 'credible'?",
        ),
        ([('aim_why = "It would', '# aim_why = "It would')], "assessment 1, has no aim_why: it is required."),
        (
            [('"It would have referred the situation to the Prosecutor of the International Criminal Court."', '" "')],
            "assessment 1, aim_why: it is empty.",
        ),
        ([("[[assessment]]", "[[assesment]]")], "assesment 1: it is no section; did you mean [[assessment]]?"),
        ([("[[assessment]]", "[assessment]")], "assessment: write it as [[assessment]], with two brackets"),
        ([("made = 2026-01-15", 'made = "2026"')], "assessment 1, made: invalid RFC3339 encoded date"),
        ([("made = 2026-01-15", "made = 2026-02-31")], "is not TOML at line 18, column "),
    ],
)
def test_a_bad_view_is_refused_with_a_sentence(
    record: Record, tmp_path: Path, changes: list[tuple[str, str]], sentence: str
) -> None:
    said = refusal(record, tmp_path, *changes)
    assert re.sub("^views.toml(,| line [0-9]+,)? ", "", said).startswith(sentence)
    assert said.endswith((".", "?"))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (  # evidence dated in the future
            [("date = 2012-08-15 ", "date = 2026-11-23 ")],
            "evidence 1, date: 2026-11-23 lies in the future of 2026-11-22: nothing is recorded before it happens",
        ),
        (
            [("date = 2012-08-15 ", 'month = "2026-12" ')],
            "evidence 1, month: 2026-12 lies in the future of 2026-11-22",
        ),
        ([("date = 2012-08-15 ", 'month = "August 2012" ')], "evidence 1, month: 'August 2012' is no month: write it"),
        ([("date = 2012-08-15 ", "")], "evidence 1, date: give the day as date, or the month as month"),
        (  # evidence without a source
            [('source = { title = "Title of what you read", url = "https://example.org/report" }', "")],
            'evidence 1, source: none is given, and evidence is not taken without one: add source = { title = "...", '
            'url = "..." }',
        ),
        (
            [(', url = "https://example.org/report"', "")],
            "evidence 1, source: it names no document: it needs a symbol or a url beside its title",
        ),
        ([(', url = "https://example.org/report"', ', page = "7"')], "evidence 1, source: 'page' is no key; there are"),
        (
            [('crimes = ["war_crimes"]', 'crimes = ["war_crimes", "ethnic_cleansing"]')],
            "evidence 1, crimes: ethnic cleansing is no crime of its own",
        ),
        (
            [('situation = "syria"', 'situation = "siria"')],
            "evidence 1, situation: no situation is called 'siria': did",
        ),
        (
            [('entity = "commission_of_inquiry"', 'entity = "council"')],
            "evidence 1, entity: invalid enum value 'council'; it should be one of secretary_general, ohchr, ",
        ),
        ([('symbol = "A/HRC/21/50"', 'symbol = "A/HRC"')], "evidence 1, symbol: 'A/HRC' is no UN document symbol"),
        ([('label = "report"', 'label = "syria-03"')], "evidence 1, label: syria-03 is the id of a row of evidence"),
        ([("factor = 1 ", "factor = 15 ")], "observation 1, factor: expected `int` <= 14"),
        (
            [('why = "Why you see it so."\nevidence = ["syria-03"]', 'why = "Why."\nevidence = ["syria-99"]')],
            "observation 1, evidence: no evidence is called 'syria-99': did you mean syria-",
        ),
        (
            [("date = 2014-05-20 ", "date = 2014-05-23 ")],
            "stance 1, date: 2014-05-23 lies after the vote of 2014-05-22: what is said afterwards explains a vote",
        ),
        ([('state = "Chad"', 'state = "Chat"')], "stance 1, state: no state is called 'Chat': did you mean Chad (TCD)"),
        ([('phase = "negotiation"', 'phase = "vote"')], "stance 1, phase: a stance comes before the vote"),
        (
            [('stance = "undecided"', 'stance = "maybe"')],
            "stance 1, stance: invalid enum value 'maybe'; it should be one of yes, no, abstain, ",
        ),
        (
            [('source = { title = "Title of what you read", url = "https://example.org/stance" }', "")],
            "stance 1, source: none is given, and stance is not taken without one",
        ),
    ],
)
def test_bad_evidence_and_stances_are_refused_with_a_sentence(
    record: Record, tmp_path: Path, changes: list[tuple[str, str]], sentence: str
) -> None:
    said = refusal(record, tmp_path, *changes, of=WHOLE)
    match = re.match(r"views\.toml line \d+, ", said)
    assert match, said
    assert said[match.end() :].startswith(sentence)


@pytest.mark.parametrize(
    ("old", "new"),
    [("made = 2026-01-15", "made = 2027-01-15"), ('aim = "acts"', 'aim = "lots"'), ("aim_why", "why_aim")],
)
def test_the_line_is_that_of_the_key(record: Record, tmp_path: Path, old: str, new: str) -> None:
    """Of the second of two sections, where it is wrong only there."""
    first = TEMPLATE[TEMPLATE.index("[[assessment]]") : TEMPLATE.index("# [[evidence]]")]
    second = first.replace('"S/2014/348"', '"S/2016/1085"').replace(old, new)
    content = TEMPLATE.replace(first, first + second)
    said = refusal(record, tmp_path, of=content)
    match = re.match(r"views\.toml line (\d+), assessment 2", said)
    assert match, said
    assert content.splitlines()[int(match[1]) - 1].startswith(new)


def test_an_assessor_states_no_view_but_its_own(record: Record, tmp_path: Path) -> None:
    first = accept.with_rows(record, go(record, tmp_path).rows())
    assert refusal(first, tmp_path, ("An example institute", "Another institute")) == (
        "views.toml line 6, assessor, id: example-institute is An example institute (researcher), and an assessor "
        "states no view but its own: take another id."
    )


def test_evidence_that_others_may_rest_on_is_not_changed_by_a_file_of_views(record: Record, tmp_path: Path) -> None:
    first = accept.with_rows(record, go(record, tmp_path, of=WHOLE).rows())
    said = refusal(first, tmp_path, ('crimes = ["war_crimes"] ', 'crimes = ["genocide"] '), of=WHOLE)
    assert "evidence 1, says: the record has this already, as own-syria-2012-08-15-a-hrc-21-50-" in said
    assert "and differs in crimes: what others may rest on is corrected in the tables" in said


def test_all_that_is_wrong_is_gathered_and_nothing_is_let_through(record: Record, tmp_path: Path) -> None:
    assessed = go(record, tmp_path, ('aim = "acts"', 'aim = "limits"'), ("made = 2026-01-15", "made = 2027-01-15"))
    assert [each.field for each in assessed.refused] == ["made", "status"]
    assert assessed.writes == {}
    with pytest.raises(accept.Refused, match=r"Nothing was written; --check shows 1 more\.$"):
        assessed.rows()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            "[assessor]\nid='a'\nname='A'\nkind='ministry'\nby='A'\n",
            "views.toml states nothing: it should have at least",
        ),
        (TEMPLATE[TEMPLATE.index("[[assessment]]") :], "views.toml has no [assessor], and a [[assessment]]: a view is"),
    ],
)
def test_a_file_that_says_too_little_is_refused(record: Record, tmp_path: Path, content: str, sentence: str) -> None:
    assert refusal(record, tmp_path, of=content).startswith(sentence)


def test_evidence_alone_needs_no_assessor(record: Record, tmp_path: Path) -> None:
    content = WHOLE[WHOLE.index("[[evidence]]") : WHOLE.index("[[observation]]")]
    assert set(go(record, tmp_path, of=content).writes) == {"sources", "evidence"}
