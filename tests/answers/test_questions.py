"""How people name states."""

import pytest

from horseshoe.answers.questions import BadQuestion, NotFound, find_state, find_states
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
