"""How people name states and situations."""

import pytest

from horseshoe.answers.questions import BadQuestion, NotFound, find_situation, find_state, find_states
from horseshoe.facts.record import Record


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("RUS", "RUS"),
        ("rus", "RUS"),
        ("Russian Federation", "RUS"),
        ("Russia", "RUS"),
        ("USSR", "RUS"),
        ("the United Kingdom", "GBR"),
        ("Côte d'Ivoire", "CIV"),
        ("cote d’ivoire", "CIV"),
        ("Viet Nam", "VNM"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Bosnia and Herzegovina", "BIH"),
        ("Congo", "COG"),
        ("Democratic Republic of the Congo", "COD"),
        ("Zaire", "COD"),
        ("Czechoslovakia", "CSK"),
        ("Holy See", "VAT"),
    ],
)
def test_a_state_is_found_by_its_usual_names(record: Record, spelling: str, code: str) -> None:
    assert find_state(record, spelling) == code


def test_the_nearest_names_are_suggested(record: Record) -> None:
    with pytest.raises(NotFound, match=r"No state is called 'Germny': did you mean .*Germany \(DEU\)"):
        find_state(record, "Germny")


def test_a_name_that_two_states_bore_is_refused_with_both(record: Record) -> None:
    with pytest.raises(BadQuestion, match=r"United Arab Republic.*EGY.*SYR"):
        find_state(record, "United Arab Republic")


def test_several_states_are_separated_by_commas(record: Record) -> None:
    assert find_states(record, "CHN, India,ARE") == ("CHN", "IND", "ARE")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("syria", "syria"),
        ("Syria", "syria"),
        ("South Sudan", "south-sudan"),
        ("sudan-2023", "sudan-2023"),
        ("Gaza", "gaza-israel-palestine"),
    ],
)
def test_a_situation_is_found_by_its_key_its_name_or_a_part_that_fits_only_one(
    record: Record, text: str, key: str
) -> None:
    assert find_situation(record, text) == key


def test_the_nearest_situations_are_suggested(record: Record) -> None:
    with pytest.raises(NotFound, match="No situation is called 'soth sudan' here; did you mean south-sudan"):
        find_situation(record, "soth sudan")


@pytest.mark.parametrize("text", ["zzz", ""])
def test_where_no_situation_comes_near_all_are_named(record: Record, text: str) -> None:
    with pytest.raises(NotFound, match=f"No situation is called '{text}' here; known are .*south-sudan"):
        find_situation(record, text)


def test_a_part_that_several_situations_share_is_refused_with_all_of_them(record: Record) -> None:
    with pytest.raises(BadQuestion, match=r"'sudan' fits the situations .*sudan-2023, sudan-darfur: give one of them"):
        find_situation(record, "sudan")
