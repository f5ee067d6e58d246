"""The 29 supporters of 1 September 2015, and all states there are, in every form in which lists are published.

The 29 are those of the explanatory note of that day; the record has a row for each.
"""

import io
from datetime import date
from pathlib import Path
from textwrap import wrap

import list_documents as documents
import pytest

from horseshoe.facts.pledges import EvidenceKind, Instrument
from horseshoe.facts.record import Record
from horseshoe.facts.states import StateKind
from horseshoe.sources import lists

DAY = date(2015, 9, 1)


def found(record: Record, content: bytes, as_of: date = DAY, column: str | None = None) -> lists.Found:
    return lists.find(lists.read(io.BytesIO(content)), record, as_of, column=column)


def states(answer: lists.Found) -> set[str]:
    assert not answer.questions, answer.questions
    return {each.state for each in answer.named}


@pytest.fixture(scope="module")
def first_supporters(record: Record) -> set[str]:
    return {
        row.state
        for row in record.pledges
        if row.instrument is Instrument.CODE and row.kind is EvidenceKind.NAMED_ON_DATED_LIST and row.not_after == DAY
    }


def written(record: Record, codes: set[str], language: str) -> list[str]:
    """The names of states in a language, as the record has them, or in English where they are the same."""
    return [
        next((row.name for row in record.names if row.state == code and row.note == language != "en"), own.name)
        for code in sorted(codes)
        for own in (record.state[code],)
    ]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_29_of_1_september_2015_come_out_of_every_form(
    record: Record, first_supporters: set[str], language: str
) -> None:
    assert len(first_supporters) == 29
    names = written(record, first_supporters, language)
    for content in (
        documents.text(names),
        documents.text([f"{number}. {name}" for number, name in enumerate(names, 1)]),
        documents.text([f"• {name}*" for name in names]),
        documents.text([f"– {name} (1 September 2015)" for name in names]),
        documents.text([", ".join(names) + "."]),
        documents.text(["; ".join(names)]),
        documents.text([f"{names[0]:<50}{names[1]}", *names[2:]]),
        documents.word(names),
        documents.word([], [("No.", "State", "Joined"), *(("1", name, "1 September 2015") for name in names)]),
        documents.html(names),
        documents.pdf(names),
        documents.pdf(names, columns=1),
        documents.pdf([f"{number}. {name}" for number, name in enumerate(names, 1)], columns=3),
    ):
        assert states(found(record, content)) == first_supporters


def test_a_pdf_of_all_states_in_two_columns_with_names_over_two_lines(record: Record) -> None:
    members = [state for state in record.states if state.kind is not StateKind.HISTORIC]
    names = ["\n".join(wrap(state.name.replace("’", "'"), 28)) for state in members]
    assert sum("\n" in name for name in names) > 5
    answer = found(record, documents.pdf(names), date(2026, 1, 1))
    assert states(answer) == {state.code for state in members}
    assert {each.why for each in answer.passed_over} == {"a heading", "a footnote", "a page number"}
    assert {each.state for each in answer.named if each.observer} == {"PSE", "VAT"}


def test_footnote_marks_and_dates_beside_a_name_are_kept(record: Record) -> None:
    answer = found(record, "Austria*\nBelize (12 March 2016)\nChile²\nDenmark [3]\nEstonia1\nFinland".encode())
    assert [(each.state, each.aside) for each in answer.named] == [
        ("AUT", "*"),
        ("BLZ", "12 March 2016"),
        ("CHL", "²"),
        ("DNK", "[3]"),
        ("EST", "1"),
        ("FIN", None),
    ]


def test_what_holds_and_or_a_comma_is_one_name(record: Record) -> None:
    sentence = (
        "The following States have joined: Antigua and Barbuda, Bosnia and Herzegovina, Iran, Islamic Republic of, "
        "Sao Tome and Principe, Trinidad and Tobago, Korea, Republic of and Saint Vincent and the Grenadines."
    )
    assert states(found(record, sentence.encode())) == {"ATG", "BIH", "IRN", "STP", "TTO", "KOR", "VCT"}


def test_a_name_may_run_on_in_the_next_line(record: Record) -> None:
    wrapped = "Austria, Papua New\nGuinea, Democratic Republic of the\nCongo and Sri\nLanka"
    assert states(found(record, wrapped.encode())) == {"AUT", "PNG", "COD", "LKA"}


def test_one_entry_in_three_languages_is_one_state(record: Record) -> None:
    assert states(found(record, "Germany / Allemagne / Alemania\nSpain / Espagne / España".encode())) == {"DEU", "ESP"}


def test_serbia_and_montenegro_are_two_where_both_exist(record: Record) -> None:
    assert states(found(record, b"Portugal, Serbia and Montenegro")) == {"PRT", "SRB", "MNE"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", "No;State;Date of letter\n1;Austria;2015-09-01\n2;Côte d’Ivoire;2016-01-01\n"),
        ("list.csv", 'Code,Name\nAUT,Austria\nCIV,"Côte d’Ivoire"\n'),
        ("list.tsv", "Austria\tVienna\nCôte d'Ivoire\tYamoussoukro\n"),
        ("list.csv", "State\nAustria\nIvory Coast (Côte d'Ivoire)\n"),
    ],
)
def test_the_column_with_the_names_is_found(record: Record, tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert states(lists.find(lists.read(path), record, date(2020, 1, 1))) == {"AUT", "CIV"}


def test_html_with_a_table_of_two_columns_and_a_menu_of_countries(record: Record) -> None:
    page = """
    <html><head><title>Code of Conduct</title></head><body>
    <nav><ul><li>Albania</li><li>Brazil</li></ul></nav>
    <form><select><option>Afghanistan</option><option>Albania</option></select></form>
    <h1>Supporters</h1>
    <table><tr><td>Austria<sup>1</sup></td><td>C&ocirc;te d&rsquo;Ivoire</td></tr>
    <tr><td>Belize</td><td>Timor-Leste</td></tr></table>
    <p>Holy See (Observer)<br>State of Palestine</p>
    </body></html>
    """
    answer = found(record, page.encode())
    assert states(answer) == {"AUT", "BLZ", "CIV", "TLS", "VAT", "PSE"}


def test_pasted_html_without_a_page_around_it(record: Record) -> None:
    assert states(found(record, b"<ul><li>Austria</li><li>Belize</li></ul>")) == {"AUT", "BLZ"}


def test_utf_16_text_is_read(record: Record) -> None:
    assert states(found(record, "Côte d’Ivoire\nPérou".encode("utf-16"))) == {"CIV", "PER"}


def test_a_passage_within_a_content_control_of_word_is_read(record: Record) -> None:
    assert states(found(record, documents.word_with_content_control("Austria", "Belize"))) == {"AUT", "BLZ"}


def test_no_column_of_a_word_table_that_names_a_state_is_dropped(record: Record) -> None:
    """Most of the second column is unknown; it is asked about, and not left out."""
    rows = [("Members", "Observers"), ("Austria", "Holy See"), ("Belize", "Order of Malta"), ("Chile", "Palestine")]
    answer = found(record, documents.word([], rows))
    assert [each.state for each in answer.named] == ["AUT", "BLZ", "CHL", "VAT"]
    assert [(each.where, each.text) for each in answer.questions] == [
        ("table 1, row 3, column 2", "Order of Malta"),
        ("table 1, row 4, column 2", "Palestine"),
    ]


def test_the_columns_that_were_not_taken_are_shown(record: Record) -> None:
    answer = found(record, documents.word([], [("State", "Capital"), ("Austria", "Vienna"), ("Chile", "Santiago")]))
    assert states(answer) == {"AUT", "CHL"}
    assert ("table 1, column 2", "Capital") in {(each.where, each.text) for each in answer.passed_over}


def test_the_first_row_may_be_a_name_that_is_misspelt(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Austra\nBelize\nChile\n", encoding="utf-8")
    (question,) = lists.find(lists.read(path), record, DAY).questions
    assert (question.where, question.settle[0]) == ("row 1, column 1", "Austra=AUT")
