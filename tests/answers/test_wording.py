"""The published sentences of findings."""

from __future__ import annotations

import re
import string
from datetime import date

import pytest

from horseshoe.answers.conduct_cases import Holds
from horseshoe.answers.wording import PLACEHOLDERS, names, say, wording
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast, ProposalKind
from horseshoe.facts.record import Record
from horseshoe.rules.findings import FindingKind, Reason

NEVER = re.compile(
    r"guilt|violat|breach|\bbroke|percent|per cent|%|\brank|\bworst|\bbest\b|\bscore|offend|culprit|complian|league",
    re.IGNORECASE,
)


def sentences() -> list[str]:
    words = wording()
    said = [words.sentence(reason, instrument) for reason in Reason for instrument in Instrument]
    return [*said, *words.kinds.values(), *words.meaning.values(), *words.holds.values(), *words.differences.values()]


def test_every_reason_has_a_sentence_and_no_sentence_lacks_a_reason() -> None:
    words = wording()
    assert set(words.reasons) == set(Reason)
    assert set(words.kinds) == set(words.meaning) == set(FindingKind)
    assert set(words.pledges) == set(Instrument)
    assert set(words.casts) == set(Cast)
    assert set(words.holds) == {each.value for each in Holds}
    assert set(words.against) == set(ProposalKind) - {ProposalKind.DRAFT_RESOLUTION}
    for each in words.reasons.values():
        assert isinstance(each, str) or set(each) == set(Instrument)


@pytest.mark.parametrize("instrument", Instrument)
@pytest.mark.parametrize("reason", Reason)
def test_every_placeholder_is_filled(reason: Reason, instrument: Instrument) -> None:
    used = {name for _, name, _, _ in string.Formatter().parse(wording().sentence(reason, instrument)) if name}
    assert used <= PLACEHOLDERS
    said = say(
        reason,
        instrument,
        state="the Netherlands",
        on=date(2018, 4, 10),
        cast=Cast.NO,
        kind=ProposalKind.AMENDMENT,
        standing="joined on or before 2015-09-01",
        assessor="UN evidence",
        why="contested: states disagreed",
        views="UN evidence: contested",
    )
    assert "{" not in said
    assert "}" not in said
    assert said[0].isupper()
    assert said.endswith(".")
    assert "  " not in said
    assert ".." not in said


def test_plain_words_without_rating_anybody() -> None:
    for sentence in sentences():
        assert not NEVER.search(sentence), sentence
    assert wording().kinds[FindingKind.INCONSISTENT] == "inconsistent"


def test_without_a_reason_of_the_assessor_the_sentence_ends_before_it() -> None:
    said = say(Reason.NOT_ENGAGED, Instrument.CODE, state="Peru", on=date(2018, 4, 10), assessor="Text only")
    assert said == "Peru voted against. Text only says that the draft did not engage the Code."


def test_the_outcome_is_not_said_twice() -> None:
    said = say(
        Reason.CONTESTED,
        Instrument.CODE,
        state="Peru",
        on=date(2018, 4, 10),
        assessor="UN evidence",
        why="Contested: a rival text was put",
    )
    assert said.endswith("whether the draft engaged the Code. A rival text was put.")


def test_what_assessors_find_in_a_line() -> None:
    found = {"UN evidence": FindingKind.CONTESTED, "Text only": FindingKind.UNDETERMINED}
    assert names(found) == "UN evidence: contested; Text only: undetermined"


def test_every_kind_of_entry_in_the_published_list_has_its_words(record: Record) -> None:
    assert {row.listed_as for row in record.listed_noes} <= set(wording().listed_as)
