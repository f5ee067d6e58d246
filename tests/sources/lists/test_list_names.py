"""Which states a name can mean: usual spellings are taken, what is doubtful is asked about, nothing is guessed."""

import io
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import horseshoe
from horseshoe.answers.questions import BadQuestion
from horseshoe.facts.record import Record
from horseshoe.facts.states import StateKind
from horseshoe.sources import lists
from horseshoe.sources.lists.names import Names, key

DAY = date(2020, 1, 1)


@cache
def facts() -> Record:
    return horseshoe.open()


def found(record: Record, text: str, *matches: str, as_of: date = DAY) -> lists.Found:
    return lists.find(lists.read(io.BytesIO(text.encode())), record, as_of, matches=matches)


def states(answer: lists.Found) -> list[str]:
    return [each.state for each in answer.named]


@pytest.fixture(scope="module")
def names(record: Record) -> Names:
    return Names(record, DAY)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("COTE D'IVOIRE", "CIV"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Iran, Islamic Republic of", "IRN"),
        ("Islamic Republic of Iran", "IRN"),
        ("Iran (République islamique d')", "IRN"),
        ("Venezuela (República Bolivariana de)", "VEN"),
        ("République-Unie de Tanzanie", "TZA"),
        ("Royaume-Uni de Grande-Bretagne et d’Irlande du Nord", "GBR"),
        ("Confederación Suiza", "CHE"),
        ("U.S.A.", "USA"),
        ("UK", "GBR"),
        ("St Lucia", "LCA"),
        ("Bosnia & Herzegovina", "BIH"),
        ("Swaziland", "SWZ"),
        ("Turkey", "TUR"),
        ("Cape Verde", "CPV"),
        ("Republic of the Congo", "COG"),
        ("République de Corée", "KOR"),
        ("Equatorial Guinea", "GNQ"),
        ("Federal Republic of Germany", "DEU"),
        ("Estado de Palestina", "PSE"),
        ("FRA", "FRA"),
    ],
)
def test_usual_names_in_three_languages(names: Names, text: str, code: str) -> None:
    match = names.match(text)
    assert match is not None
    assert match.codes == (code,)
    assert (match.shared, match.out_of_use, match.ended) == (False, None, None)


def test_every_state_is_found_by_its_name_and_by_every_name_of_the_record(record: Record, names: Names) -> None:
    pairs = [(state.code, state.name) for state in record.states] + [(row.state, row.name) for row in record.names]
    for code, name in pairs:
        match = names.match(name)
        assert match is not None, name
        assert code in match.codes, name


def test_names_that_differ_by_a_word_are_never_taken_for_one_another(names: Names) -> None:
    for text in ("Holland", "Korea Republic People", "Macedonia", "Great Britain", "Republic", "Utopia", "Nigera"):
        assert names.match(text) is None, text


@pytest.mark.parametrize(
    ("text", "asks", "suggested"),
    [
        ("Congo", lists.Asks.SEVERAL, {"COG", "COD"}),
        ("Korea", lists.Asks.SEVERAL, {"KOR", "PRK"}),
        ("Corée", lists.Asks.SEVERAL, {"KOR", "PRK"}),
        ("Guinea", lists.Asks.SEVERAL, {"GIN", "GNB", "GNQ", "PNG"}),
        ("United Arab Republic", lists.Asks.SEVERAL, {"EGY", "SYR"}),
        ("Czechoslovakia", lists.Asks.ENDED, set()),
        ("German Democratic Republic", lists.Asks.ENDED, set()),
        ("USSR", lists.Asks.OUT_OF_USE, {"RUS"}),
        ("Zaire", lists.Asks.OUT_OF_USE, {"COD"}),
        ("Azerbaidzhan", lists.Asks.UNKNOWN, {"AZE"}),
        ("Kosovo", lists.Asks.UNKNOWN, set()),
        ("The mission of Liechtenstein keeps the list", lists.Asks.SENTENCE, {"LIE"}),
    ],
)
def test_what_is_doubtful_is_asked_about_with_its_line(
    record: Record, text: str, asks: lists.Asks, suggested: set[str]
) -> None:
    answer = found(record, f"Austria\n\n{text}\nBelize")
    assert states(answer) == ["AUT", "BLZ"]
    (question,) = answer.questions
    assert (question.where, question.text, question.asks) == ("line 3", text, asks)
    assert {each.state for each in question.suggestions} >= suggested
    assert question.sentence.endswith((".", "?"))


def test_every_way_that_is_offered_settles_the_question(record: Record) -> None:
    for text in (
        "Congo",
        "Korea",
        "Guinea",
        "Zaire",
        "Azerbaidzhan",
        "Kosovo",
        "Czechoslovakia",
        "To the mission of Peru",
    ):
        (question,) = found(record, f"Austria\n{text}").questions
        assert question.settle
        for way in question.settle:
            assert not found(record, f"Austria\n{text}", way).questions, way


def test_a_short_name_is_taken_where_the_list_tells_the_others_apart(record: Record) -> None:
    assert states(found(record, "Congo\nDemocratic Republic of the Congo")) == ["COG", "COD"]
    assert states(found(record, "Guinea\nGuinea-Bissau")) == ["GIN", "GNB"]
    assert found(record, "Korea\nRepublic of Korea").questions
    assert found(record, "Congo\nRepublic of the Congo").questions


def test_the_same_state_twice_is_asked_about(record: Record) -> None:
    answer = found(record, "Türkiye\nAustria\nTurkey")
    assert states(answer) == ["TUR", "AUT"]
    (question,) = answer.questions
    assert (question.where, question.asks, question.settle) == ("line 3", lists.Asks.TWICE, ("Turkey=TUR",))
    assert "line 1" in question.sentence
    assert not found(record, "Türkiye\nAustria\nTurkey", "Turkey=TUR").questions
    assert [each.where for each in found(record, "Austria, Belize, Austria").questions] == ["line 1"]


def test_the_user_decides(record: Record) -> None:
    text = "Holland\nKorea\nThe Nordic countries\nVatican mission"
    answer = found(record, text, "Holland=NLD", "Korea=KOR", "The Nordic countries=DNK,FIN", "line 4=-")
    assert states(answer) == ["NLD", "KOR", "DNK", "FIN"]
    assert all(each.by_hand for each in answer.named)
    assert [each.where for each in answer.set_aside] == ["line 4"]


def test_a_decision_about_a_word_does_not_cut_the_names_that_hold_it(record: Record) -> None:
    text = "Korea\nDemocratic Republic of the\nCongo\nKorea, Republic of"
    assert states(found(record, text, "Korea=PRK")) == ["PRK", "COD", "KOR"]


@pytest.mark.parametrize(
    ("matches", "sentence"),
    [
        (["Austria"], "NAME=CODE"),
        (["Austria="], "NAME=CODE"),
        (["Austria=Atlantis"], "Atlantis"),
        (["Austria=CSK"], "no longer exists"),
        (["Holland=NLD"], "which the list does not have"),
        (["line 9=-"], "which the list does not have"),
        (["Austria=AUT", "austria=-"], "twice"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(record: Record, matches: list[str], sentence: str) -> None:
    with pytest.raises(BadQuestion, match=sentence):
        found(record, "Austria", *matches)


def test_headings_dates_and_prose_are_passed_over_and_shown(record: Record) -> None:
    text = """Code of Conduct regarding Security Council action against
genocide, crimes against humanity or war crimes
Liste des États signataires
as of 1 January 2020
A/70/621–S/2015/978
The States below have written letters that were received and are kept in the archive.

AFRICAN STATES
Ghana
* A letter followed.
Page 2 of 3
4
"""
    answer = found(record, text)
    assert not answer.questions
    assert states(answer) == ["GHA"]
    assert len(answer.passed_over) == 9
    assert not any(each.where == "line 12" for each in answer.passed_over)


@pytest.mark.parametrize(
    "text",
    ["S. Sudan", "E. Guinea", "E Guinea", "N. Korea", "D. R. Congo", "Hong Kong, China", "Northern Ireland", "United"],
)
def test_part_of_a_name_is_not_taken_for_the_whole(record: Record, text: str) -> None:
    answer = found(record, f"Austria\n\n{text}\n\nGuinea-Bissau\nDemocratic Republic of the Congo")
    assert states(answer) == ["AUT", "GNB", "COD"]
    assert [each.where for each in answer.questions] == ["line 3"]


def test_names_within_a_sentence_are_never_taken(record: Record) -> None:
    answer = found(record, "Austria\nBelize\nIn New York, Liechtenstein, on behalf of the group, presented the text.")
    assert states(answer) == ["AUT", "BLZ"]
    assert [(each.asks, each.where) for each in answer.questions] == [(lists.Asks.SENTENCE, "line 3")]


NUMBERS = st.sampled_from(["", "{}. ", "{}) ", "({}) ", "{} ", "{}\t", "- ", "• ", "* ", "– ", "  "])
MARKS = st.sampled_from(
    ["", "*", "**", " *", "†", "1", " 2", " (3)", "[4]", "²", ",", ".", ";", " (12 March 2016)", "  "]
)
SPELLED: list[Callable[[str], str]] = [
    str,
    str.upper,
    lambda name: " ".join(name.split()),
    lambda name: name.replace(" ", "\u00a0"),
]
CASES = st.sampled_from(SPELLED)


@cache
def spellings() -> dict[str, list[str]]:
    record, of = facts(), dict[str, list[str]]()
    names = Names(record, DAY)
    for code, name in [(s.code, s.name) for s in record.states] + [(row.state, row.name) for row in record.names]:
        match = names.match(name)
        if match and not (match.shared or match.ended or match.out_of_use) and len(match.codes) == 1:
            of.setdefault(code, []).append(name)
    return of


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_decorated_names_give_exactly_their_states(data: st.DataObject) -> None:
    """Any list of known spellings, numbered, starred, spaced and in capitals, gives exactly its states."""
    of = spellings()
    codes = data.draw(st.lists(st.sampled_from(sorted(of)), min_size=1, max_size=25, unique=True))
    lines = []
    for number, code in enumerate(codes, start=1):
        name = data.draw(st.sampled_from(of[code]))
        lines.append(data.draw(NUMBERS).format(number) + data.draw(CASES)(name) + data.draw(MARKS))
    answer = found(facts(), "\n".join(lines))
    assert not answer.questions, (lines, answer.questions)
    assert states(answer) == codes


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_names_in_one_sentence_give_exactly_their_states(data: st.DataObject) -> None:
    """The same for names with commas and a last "and"; some names hold both themselves."""
    record = facts()
    members = sorted(
        s.code for s in record.states if s.kind is not StateKind.HISTORIC and key(s.name) not in ("congo", "guinea")
    )
    codes = data.draw(st.lists(st.sampled_from(members), min_size=2, max_size=25, unique=True))
    *first, last = (record.state[code].name for code in codes)
    word = data.draw(st.sampled_from(["and", "et", "y"]))
    comma = data.draw(st.sampled_from([", ", "; ", " ; ", "\n"]))
    assert states(found(record, f"{comma.join(first)} {word} {last}.")) == codes


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufffd"), max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    """Any text around a list is read, and what cannot be matched is asked about."""
    record = facts()
    answer = found(record, f"Austria\n\n{text.encode('utf-8', 'ignore').decode()}")
    assert answer.named or answer.questions
