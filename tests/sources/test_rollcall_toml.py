"""A roll call typed in by hand: S/2022/155 of 25 February 2022 (S/PV.8979), 11-1-3, vetoed by Russia."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from horseshoe.facts.proposals import Matter, Outcome
from horseshoe.facts.record import Record
from horseshoe.sources import accept
from horseshoe.sources.files import WrongFile
from horseshoe.sources.found import Report
from horseshoe.sources.rollcall_toml import TEMPLATE, check

TODAY = date(2026, 11, 22)
NEW = (
    ("date = 2022-02-25", "date = 2026-10-05"),
    ("S/2022/155", "S/2026/998"),
    ("S/PV.8979", "S/PV.10300"),
    ('"China", "India", "United Arab Emirates"', '"Colombia"'),
    ("11-1-3", "13-1-1"),
)


def typed(*changes: tuple[str, str]) -> io.BytesIO:
    """The template with some of its text changed."""
    content = TEMPLATE
    for old, new in changes:
        assert old in content, old
        content = content.replace(old, new)
    return io.BytesIO(content.encode())


def go(record: Record, *changes: tuple[str, str]) -> Report:
    return check(typed(*changes), record, TODAY)


def refusal(record: Record, *changes: tuple[str, str]) -> str:
    with pytest.raises((accept.Refused, WrongFile)) as refused:
        accept.added(go(record, *changes), record)
    return str(refused.value).removeprefix("standard input: ")


def test_the_template_says_what_the_record_has(record: Record) -> None:
    report = go(record)
    assert (report.known, report.faults, report.new) == (("bd2981",), (), ())
    assert accept.added(report, record) == Record()


def test_every_key_of_the_template_can_be_used(record: Record) -> None:
    """Each line that is commented out is right once the mark is taken away."""
    lines = TEMPLATE.splitlines()
    keys = [line for line in lines if line.startswith("# ") and " = " in line]
    assert len(keys) > 12
    for line in keys:
        check(typed((line, line[2:])), record, TODAY)


class TestANewRollCall:
    def test_becomes_rows(self, record: Record) -> None:
        rows = accept.added(go(record, *NEW), record)
        [roll_call], [proposal], [source] = rows.roll_calls, rows.proposals, rows.sources
        assert roll_call.id == proposal.id == "own-2026-10-05-s-2026-998"
        assert (roll_call.outcome, roll_call.no, roll_call.abstain) == (Outcome.VETOED, ("RUS",), ("COL",))
        assert len(roll_call.yes) == 13
        assert (source.id, source.symbol, source.recorded) == ("s-pv-10300", "S/PV.10300", TODAY)
        assert roll_call.source == source.id

    def test_twice_adds_nothing(self, record: Record, tmp_path: Path) -> None:
        rows = accept.added(go(record, *NEW), record)
        assert accept.into(tmp_path / "mine", rows, record) == {"sources": 1, "proposals": 1, "roll_calls": 1}
        both = accept.with_rows(record, rows)
        again = accept.added(go(both, *NEW), both)
        assert again == Record()
        assert accept.into(tmp_path / "mine", again, both) == {}

    def test_the_outcome_may_be_left_to_article_27(self, record: Record) -> None:
        rows = accept.added(go(record, *NEW, ('outcome = "vetoed"', "")), record)
        assert rows.roll_calls[0].outcome is Outcome.VETOED

    def test_a_procedural_vote_comes_with_its_ground(self, record: Record) -> None:
        changes = [(f"# {key} = ", f"{key} = ") for key in ("matter", "ground", "evidence")]
        rows = accept.added(go(record, *NEW, *changes, ('outcome = "vetoed"', 'outcome = "adopted"')), record)
        [matter] = rows.matters
        assert (matter.roll_call, matter.matter) == ("own-2026-10-05-s-2026-998", Matter.PROCEDURAL)

    def test_a_second_vote_on_the_same_text_is_said_to_be_one(self, record: Record) -> None:
        both = accept.with_rows(record, accept.added(go(record, *NEW), record))
        other = ('abstain = ["Colombia"]', 'abstain = ["COL", "Pakistan"]'), ("13-1-1", "12-1-2")
        assert "Pakistan (PAK) is given abstain, and the record has yes" in refusal(both, *NEW, *other)
        rows = accept.added(go(both, *NEW, *other, ("# nth = 2", "nth = 2")), both)
        assert [row.id for row in rows.roll_calls] == ["own-2026-10-05-s-2026-998-2"]


class TestUnknownCastsAreFilledIn:
    """S/2026/740 of 17 September 2026: the tally 11-2-2 and the two noes were all that was known."""

    CASTS = (
        ("date = 2022-02-25", "date = 2026-09-17"),
        ("S/2022/155", "S/2026/740"),
        ("S/PV.8979", "S/PV.10224"),
        ('no = ["Russian Federation"]', 'no = ["RUS", "China"]'),
        ('"China", "India", "United Arab Emirates"', '"Colombia", "Pakistan"'),
        ("11-1-3", "11-2-2"),
    )

    def test_and_the_known_case_is_retracted(self, record: Record, tmp_path: Path) -> None:
        rows = accept.added(go(record, *self.CASTS), record)
        [roll_call] = rows.roll_calls
        assert (roll_call.id, roll_call.unknown, roll_call.abstain) == ("m2026d", (), ("COL", "PAK"))
        assert not rows.proposals
        both = accept.with_rows(record, rows).as_known(None)
        assert "m2026d" not in both.known_case
        assert both.roll_call["m2026d"].source.endswith(" s-pv-10224")
        accept.into(tmp_path / "mine", rows, record)
        assert accept.added(go(both, *self.CASTS), both) == Record()

    def test_but_not_against_what_is_known(self, record: Record) -> None:
        said = refusal(record, *self.CASTS, ('"Colombia", "Pakistan"', '"Colombia"'), ("11-2-2", "12-2-1"))
        assert said == "The casts make 12-2-1-0, and the record has the tally 11-2-2-0 for m2026d."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            [('tally = "11-1-3"', 'tally = "12-1-2"')],
            "The total of yes is 12, and the seats make 11; The total of abstain is 2, and the seats make 3.",
        ),
        (
            [('"China", ', '"China", "Ukraine", ')],
            "Ukraine (UKR) was not on the Council on 2022-02-25: its members were ALB, ARE, BRA, CHN, FRA, GAB, GBR, "
            "GHA, IND, IRL, KEN, MEX, NOR, RUS, USA; 16 seats have a cast, where the Council of 2022-02-25 had 15.",
        ),
        (
            [('everyone_else = "yes"', 'yes = ["ALB","BRA","FRA","GAB","GBR","GHA","IRL","KEN","MEX","NOR"]')],
            "14 seats have a cast, where the Council of 2022-02-25 had 15: none for United States of America (USA).",
        ),
        (
            [('"China", ', '"China", "Kenia", ')],
            None,
        ),
        (
            [('"China", ', '"China", "RUS", ')],
            "Russian Federation (RUS) stands under no and abstain, as 'Russian Federation' and as 'RUS': each seat "
            "casts once.",
        ),
        (
            [('"China", ', '"China", "China", ')],
            "China (CHN) stands twice under abstain: each seat casts once.",
        ),
        (
            [('"China", ', '"China", "Atlantis", ')],
            "No state is called 'Atlantis'",
        ),
        (
            [('"China", "India"', '"India", "Kenya"')],
            "Kenya (KEN) is given abstain, and the record has yes; China (CHN) is given yes, and the record has "
            "abstain.",
        ),
        ([('draft = "S/2022/155"', 'draft = "S/22/155"')], "'S/22/155' is no UN document symbol: a year has four"),
        ([('meeting = "S/PV.8979"', 'meeting = "S/2022/1"')], "S/2022/1 is no meeting of the Council, as S/PV.8979"),
        ([("date = 2022-02-25", "date = 2032-02-25")], "2032-02-25 lies after 2026-11-22, the day of the import"),
        ([("date = 2022-02-25", "date = 1945-02-25")], "1945-02-25 lies before the Council's record, which begins in"),
        ([("date = 2022-02-25", "date = 2022-02-31")], "standard input is not TOML at line 4, column 8: invalid date"),
        ([("date = 2022-02-25", "date = 25")], "standard input line 4, date: expected `date`, got `int`."),
        ([("date = 2022-02-25", "")], "standard input has no 'date': it is required."),
        (
            [('title = "Ukraine"', 'titel = "Ukraine"')],
            "standard input line 8: 'titel' is no key; did you mean 'title'",
        ),
        ([('symbol = "S/PV.8979"', "")], "The source needs a symbol or a url beside its title."),
        ([('symbol = "S/PV.8979"', 'page = "7"')], "standard input line 37: 'page' is no key in [source]; there are"),
        (
            [('outcome = "vetoed"', 'outcome = "veto"')],
            "standard input line 25, outcome: invalid enum value 'veto'. It should be one of adopted, ",
        ),
        (
            [('outcome = "vetoed"', 'outcome = "not_adopted"')],
            "The file says not adopted. Vetoed: 11 in favour, 1 against, 3 abstaining.",
        ),
        ([('tally = "11-1-3"', 'tally = "eleven"')], "'eleven' is no tally: write it as 11-1-3"),
        ([('# matter = "procedural"', 'matter = "procedural"')], "A matter that is procedural needs a ground and"),
        ([('everyone_else = "yes"', "everyone_else = ")], "standard input is not TOML at line 18, column 34:"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(
    record: Record, tmp_path: Path, changes: list[tuple[str, str]], sentence: str | None
) -> None:
    if sentence is None:  # a spelling of another language that is usual enough to be known
        assert "Kenya (KEN) is given abstain" in refusal(record, *changes)
        return
    assert refusal(record, *changes).startswith(sentence)
    assert list(tmp_path.iterdir()) == []


def test_any_usual_spelling_names_a_state(record: Record) -> None:
    report = go(record, ('["Russian Federation"]', '["russia"]'), ('"United Arab Emirates"', '"are"'))
    assert report.known == ("bd2981",)
