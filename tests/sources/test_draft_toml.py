"""A draft typed in before its vote: what is read, and every way in which it can be wrong."""

from __future__ import annotations

import io
from datetime import date

import pytest

from horseshoe.answers.planned import Planned
from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.facts.proposals import Matter
from horseshoe.facts.record import Record
from horseshoe.forecast.seats import Chances
from horseshoe.forecast.stances import Confidence, Position, Speaker
from horseshoe.rules.draft_life import Stage
from horseshoe.sources.draft_toml import TEMPLATE, read
from horseshoe.sources.files import WrongFile

SECOND_STANCE = '[[stance]]\nstate = "CHN"\nstance = "no"\nstage = "in_blue"\nsaid_by = "report"\nsource = "press"\n'


def typed(record: Record, *changes: tuple[str, str]) -> Planned:
    """The template with some of its text changed."""
    content = TEMPLATE
    for old, new in changes:
        assert old in content, old
        content = content.replace(old, new)
    return read(io.BytesIO(content.encode()), record)


def refusal(record: Record, *changes: tuple[str, str]) -> str:
    with pytest.raises((WrongFile, BadQuestion, NotFound)) as refused:
        typed(record, *changes)
    return str(refused.value).removeprefix("standard input")


def test_the_template_is_a_draft(record: Record) -> None:
    found = typed(record)
    assert (found.title, found.date, found.until) == ("Protection of civilians", date(2026, 12, 15), None)
    assert (found.sponsors, found.penholder, found.stage) == (("DNK", "GRC"), "DNK", Stage.ROUND)
    assert found.matter is Matter.SUBSTANTIVE
    (stance,) = found.stances
    assert (stance.state, stance.position, stance.stage) == ("CHN", Position.ABSTAIN, Stage.ROUND)
    assert (stance.said_by, stance.confidence) == (Speaker.MISSION, Confidence.MEDIUM)
    assert stance.declared


def test_every_key_of_the_template_can_be_used(record: Record) -> None:
    lines = [line for line in TEMPLATE.splitlines() if line.startswith("# ") and " = " in line]
    assert len(lines) > 10
    for line in lines:
        typed(record, (line, line[2:]))


def test_chances_and_loadings_of_ones_own(record: Record) -> None:
    found = typed(record, ("# RUS = { yes", "RUS = { yes"), ("# RUS = 0.2", '"Russian Federation" = -0.2'))
    assert found.chances == {"RUS": Chances(0.05, 0.15, 0.8, 0.0)}
    assert found.loadings == {"RUS": -0.2}


def test_a_member_can_take_one_stance_at_each_stage(record: Record) -> None:
    found = typed(record, ("[chances]", f"{SECOND_STANCE}\n[chances]"))
    assert [(each.stage, each.position, each.declared) for each in found.stances] == [
        (Stage.ROUND, Position.ABSTAIN, True),
        (Stage.IN_BLUE, Position.NO, False),
    ]


# -- wrong files: the line is named ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("title =", "titel =", " line 4: 'titel' is no key; did you mean 'title'?"),
        ("said_by =", "said =", " line 25: 'said' is no key of [[stance]]; did you mean 'said_by'?"),
        ("[chances]", "[chance]", " line 32: 'chance' is no key; did you mean 'chances'?"),
        ("# RUS = { yes", "RUS = { yez", " line 33: 'yez' is no key of [chances.RUS]; did you mean 'yes'?"),
        ("# RUS = { yes = 0.05,", "RUS = {", " line 33 has no 'yes' of [chances.RUS]: it is required."),
        ("date = 2026", "# date = 2026", " has no 'date': it is required."),
        ('source = "cons', '# source = "cons', " line 21 has no 'source' of [[stance]]: it is required."),
        (
            '"abstain" ',
            '"maybe" ',
            " line 23, stance: invalid enum value 'maybe'. It should be one of yes, no, abstain",
        ),
        ("date = 2026-12-15", 'date = "soon"', " line 5, date: invalid RFC3339 encoded date. Write it without"),
        ("# reliability = 0.9", "reliability = 1.9", " line 29, reliability: expected `float` <= 1.0."),
        ('title = "P', "title = P", " is not TOML at line 4, column 9: invalid value."),
    ],
)
def test_what_is_no_draft_is_refused_with_its_line(record: Record, old: str, new: str, says: str) -> None:
    assert refusal(record, (old, new)).startswith(says)


def test_the_line_is_that_of_the_right_stance(record: Record) -> None:
    said = refusal(record, ("[chances]", f"{SECOND_STANCE.replace('source', 'sources')}\n[chances]"))
    line = (TEMPLATE.replace("[chances]", SECOND_STANCE, 1)).splitlines().index('source = "press"') + 1
    assert said == f" line {line}: 'sources' is no key of [[stance]]; did you mean 'source'?"


# -- drafts that cannot be counted ----------------------------------------------------------------------


def test_chances_that_do_not_sum_to_one(record: Record) -> None:
    assert refusal(record, ("# RUS = { yes = 0.05", "RUS = { yes = 0.5")) == (
        " line 33: the chances yes 0.5, no 0.15, abstain 0.8, not_participating 0 sum to 1.45: they must sum to 1."
    )


def test_a_state_that_is_not_on_the_council_that_day(record: Record) -> None:
    assert refusal(record, ('state = "China"', 'state = "Germany"')).startswith(
        "A stance is given for Germany (DEU), which is not on the Council on 2026-12-15: its members are BHR, CHN"
    )
    assert refusal(record, ("# RUS = { yes", "DEU = { yes")).startswith("Chances are given for Germany (DEU)")
    assert refusal(record, ("# RUS = 0.2", "DEU = 0.2")).startswith("A loading is given for Germany (DEU)")


def test_a_state_that_there_is_not(record: Record) -> None:
    assert refusal(record, ('state = "China"', 'state = "Chyna"')).startswith(" line 22: No state is called 'Chyna'")
    assert refusal(record, ('penholder = "D', 'penholder = "Narnia D')).startswith(" line 16: No state is called")


def test_a_date_with_no_known_council(record: Record) -> None:
    assert refusal(record, ("2026-12-15 ", "2035-12-15 ")) == (
        "2035-12-15 lies after the last known term, which ends on 2028-12-31."
    )
    assert refusal(record, ("2026-12-15 ", "2028-06-15 ")).startswith("Only 10 of the 15 seats of 2028-06-15 are known")


def test_days_on_both_sides_of_a_change_of_the_council(record: Record) -> None:
    assert refusal(record, ("# until = 2026-12-18", "until = 2027-01-04")).startswith(
        "The Council changes between 2026-12-15 and 2027-01-04"
    )
    assert "the first day lies after the last" in refusal(record, ("# until = 2026-12-18", "until = 2026-12-01"))


def test_two_stances_at_one_stage(record: Record) -> None:
    same = SECOND_STANCE.replace("in_blue", "round")
    assert refusal(record, ("[chances]", f"{same}\n[chances]")) == (
        "China (CHN) has two stances at the stage round: keep the later one, or give the other its own stage."
    )


def test_a_draft_that_was_voted_on_already(record: Record) -> None:
    """S/2022/155 was vetoed on 25 February 2022 (S/PV.8979)."""
    assert refusal(record, ("# symbol = ", "symbol = "), ("S/2026/999", "S/2022/155")) == (
        "S/2022/155 was put to the vote on 2022-02-25 and was vetoed: ask for the brief instead, horseshoe brief "
        "S/2022/155."
    )
    assert "ask for its brief instead" in refusal(
        record, ('stage = "round"                       #', 'stage = "voted" #')
    )
    assert "is not put to the vote" in refusal(
        record, ('stage = "round"                       #', 'stage = "withdrawn" #')
    )


def test_a_loading_that_is_none(record: Record) -> None:
    assert refusal(record, ("# RUS = 0.2", "RUS = 1.0")) == (
        " line 37: the loading of RUS is 1.0: it must lie between -1 and 1."
    )


def test_a_state_with_two_lines_of_chances(record: Record) -> None:
    twice = (
        'RUS = { yes = 1, no = 0, abstain = 0 }\n"Russian Federation" = { yes = 1, no = 0, abstain = 0 }\n[loadings]'
    )
    assert "RUS stands here twice: each seat has one line." in refusal(record, ("[loadings]", twice))
