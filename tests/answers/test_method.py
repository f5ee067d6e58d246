"""The method in words: nothing left out of the rules, and the scores those of the record that ships."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from horseshoe import rules
from horseshoe.answers.method import Method, forecaster, method
from horseshoe.answers.standing import Standing
from horseshoe.facts.proposals import Outcome
from horseshoe.facts.record import Record
from horseshoe.rules.findings import FindingKind, Reason

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def answer(record: Record) -> Method:
    return method(record)


def test_every_rule_module_is_there_and_described_by_itself(answer: Method) -> None:
    modules = {each.name for each in pkgutil.iter_modules(rules.__path__)}
    assert {each.module for each in answer.rules} == modules
    for each in answer.rules:
        told = importlib.import_module(f"horseshoe.rules.{each.module}").__doc__ or ""
        assert each.decides == " ".join(told.split("\n\n")[0].split())


def test_french_has_as_many_words(record: Record, answer: Method) -> None:
    french = method(record, language="fr")
    for ours, theirs in zip(answer.rules, french.rules, strict=True):
        assert (ours.left_open is None) == (theirs.left_open is None)
        assert ours.decides != theirs.decides
    told = answer.forecast
    for each in (*told.by_cast, *told.by_outcome, *told.of_new_seats, *told.without):
        assert forecaster(each.name, "fr") != each.name
        assert forecaster(each.name, "en") == each.name


def test_every_kind_ground_and_standing_is_there(answer: Method) -> None:
    assert [each.kind for each in answer.kinds] == list(FindingKind)
    assert {said.reason for each in answer.kinds for said in each.sentences} == set(Reason)
    assert set(answer.standings) == set(Standing)


def test_confidence_has_a_meaning_for_every_word_in_the_tables(record: Record, answer: Method) -> None:
    used = {row.confidence for table in ("roll_calls", "pledges", "evidence") for row in getattr(record, table)}
    assert used <= set(answer.confidence)


def test_the_scores_are_those_of_every_roll_call_put_to_the_vote_since_2000(record: Record, answer: Method) -> None:
    put = [
        row
        for row in record.roll_calls
        if row.date.year >= 2000 and row.outcome is not Outcome.ADOPTED_WITHOUT_VOTE and not row.unknown
    ]
    told = answer.forecast
    assert told.roll_calls == len(put)
    assert (told.first, told.last) == (min(row.date for row in put), max(row.date for row in put))
    assert all(each.on_all.count == told.casts for each in told.by_cast)


def test_the_scores_are_those_of_the_documentation(answer: Method) -> None:
    text = (DOCS / "voting-math.md").read_text(encoding="utf-8")
    told = answer.forecast
    for each in (*told.by_cast, *told.by_outcome, *told.of_new_seats, *told.without):
        line = (
            f"| {each.name} | {each.on_all.log_loss:.3f} | {each.on_all.brier:.4f} "
            f"| {each.contested.log_loss:.3f} | {each.contested.brier:.3f} |"
        )
        assert line in text, line


def test_the_model_beats_what_it_is_measured_against(answer: Method) -> None:
    *simple, model = answer.forecast.by_cast
    assert model.name == "the model"
    assert all(model.on_all.log_loss < each.on_all.log_loss for each in simple)


def test_intervals_hold_every_forecast_once(answer: Method) -> None:
    for bins in answer.forecast.casts_told.values():
        assert sum(each.count for each in bins) == answer.forecast.casts
        assert all(each.low <= each.mean_chance <= each.high for each in bins)


def test_nothing_is_rated(answer: Method) -> None:
    words = " ".join(each.decides + (each.left_open or "") for each in answer.rules)
    assert not re.search(r"violat|breach|guilt|league|ranked|ranking", words, re.IGNORECASE)
