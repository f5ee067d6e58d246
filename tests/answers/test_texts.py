"""The texts side by side, and the questions about them: every source named is one, and every number is counted."""

from __future__ import annotations

import importlib
import pkgutil
import re
import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from horseshoe import rules
from horseshoe.answers.docket import docket
from horseshoe.answers.roster import known_supporters
from horseshoe.answers.texts import Texts, texts
from horseshoe.answers.vetoes import vetoes
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.rules import symbols

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def answer(record: Record) -> Texts:
    return texts(record, DAY)


def said(answer: Texts, text: str, row: str) -> str:
    cells = next(each.cells for each in answer.texts if each.id == text)
    return next(cell.says for cell in cells if cell.row == row)


def asked(answer: Texts, question: str) -> str:
    return next(each.answer for each in answer.questions if each.id == question)


def test_every_source_named_is_in_the_record_or_is_the_symbol_of_a_document(record: Record, answer: Texts) -> None:
    cites = [one for text in answer.texts for cell in text.cells for one in cell.cites]
    for each in (*cites, *(one for question in answer.questions for one in question.cites)):
        if each.source:
            assert each.source in record.source
        else:
            assert symbols.parse(each.title).text


def test_every_text_answers_every_row_in_both_languages_and_names_where_it_is_said(record: Record) -> None:
    for language in ("en", "fr"):
        told = texts(record, DAY, language=language)
        for text in told.texts:
            assert [cell.row for cell in text.cells] == list(told.rows)
            for cell in text.cells:
                assert cell.says.endswith(".")
                assert "{" not in cell.says
                assert cell.cites or text.supporters
        for each in told.questions:
            assert each.answer.endswith(".")
            assert "{" not in each.answer
            assert each.cites
            assert set(each.about) <= {text.id for text in told.texts}


def test_french_says_as_much_as_english(record: Record, answer: Texts) -> None:
    french = texts(record, DAY, language="fr")
    numbers = re.compile(r"\d+")

    def told(text: str) -> list[str]:
        return sorted(numbers.findall(re.sub(r"\b1er\b", "1", text)))

    for ours, theirs in zip(answer.texts, french.texts, strict=True):
        for one, other in zip(ours.cells, theirs.cells, strict=True):
            assert told(one.says) == told(other.says), (ours.id, one.row)
    for question, its in zip(answer.questions, french.questions, strict=True):
        assert told(question.answer) == told(its.answer), question.id


def test_every_place_has_its_french() -> None:
    told: dict[str, Any] = {}
    for name in ("texts.toml", "texts_questions.toml"):
        told |= tomllib.loads(files("horseshoe.answers").joinpath(name).read_text(encoding="utf-8"))
    cites = [one for text in told["texts"] for cell in text["cells"].values() for one in cell["cites"]]
    cites += [one for question in told["questions"] for one in question["cites"]]
    places = {place for _, _, place in (each.partition(": ") for each in cites) if place}
    assert places == set(told["places"])


def test_ids_are_fit_for_links_and_stand_once(answer: Texts) -> None:
    ids = [*(each.id for each in answer.texts), *(each.id for each in answer.questions)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9-]+", each) for each in ids)


def test_every_rule_named_is_a_module(answer: Texts) -> None:
    modules = {each.name for each in pkgutil.iter_modules(rules.__path__)}
    assert {rule for each in answer.questions for rule in each.rules} <= modules
    for rule in modules:
        importlib.import_module(f"horseshoe.rules.{rule}")


def test_supporters_are_those_of_the_rosters(record: Record, answer: Texts) -> None:
    for each in answer.texts:
        if each.supporters:
            known = known_supporters(record, each.supporters.instrument, DAY)
            assert (each.supporters.certain, each.supporters.possible) == (known.certain, known.possible)
            assert f"{known.certain} states for certain, {known.possible} possibly" in said(answer, each.id, "support")
    assert {each.id for each in answer.texts if each.supporters} == {each.value for each in Instrument}


def test_france_and_the_united_kingdom_support_the_code_and_france_alone_the_declaration(answer: Texts) -> None:
    permanent = {each.id: each.supporters.permanent for each in answer.texts if each.supporters}
    assert permanent == {"code": ("FRA", "GBR"), "declaration": ("FRA",)}


def test_vetoes_and_debates_are_counted(record: Record, answer: Texts) -> None:
    counts = vetoes(record, until=DAY).counts
    text = said(answer, "article-27", "support")
    assert f"{counts.vetoes_cast} vetoes on {counts.proposals_vetoed} proposals" in text
    entries = docket(record, DAY).counts
    assert f"{entries['held']} were followed by a debate" in asked(answer, "what-must-happen-after-a-veto")


def test_a_majority_of_193_members_is_97(answer: Texts) -> None:
    assert "97 of 193" in asked(answer, "who-can-call-an-emergency-special-session")


def test_before_the_code_there_were_no_supporters(record: Record) -> None:
    told = texts(record, date(2014, 1, 1))
    assert [each.supporters.certain for each in told.texts if each.supporters] == [0, 0]


def test_the_questions_of_the_desk_are_answered(answer: Texts) -> None:
    assert asked(answer, "may-a-supporter-abstain").startswith("Yes.")
    assert asked(answer, "who-decides-what-is-credible").startswith("Each supporter, for itself.")
    assert "No outcome is required" in asked(answer, "what-must-happen-after-a-veto")
    assert "no clause" in asked(answer, "can-support-be-withdrawn")


def test_an_unknown_language_is_refused(record: Record) -> None:
    with pytest.raises(KeyError):
        texts(record, DAY, language="de")
