"""French: whole pages, sentences of answers, state names; what stays English is the tables' own, and says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

import catalogue
import html5lib
import msgspec
import pytest
from django.test import Client
from django.utils import translation
from tests.site.test_pages import ADDRESSES

from horseshoe.facts.record import KEYS, Record
from horseshoe.site import page as pages
from horseshoe.site.language import sentences, tongues
from horseshoe.site.language.sentences import Part
from horseshoe.site.language.typography import french, tidied
from horseshoe.site.tags import saying

MARKED = re.compile(r'<span lang="en">(.*?)</span>', re.DOTALL)
ENGLISH_PART = re.compile(r'<(\w+)[^>]* lang="en"[^>]*>.*?</\1>', re.DOTALL)


@pytest.fixture(scope="module")
def own_words(record: Record) -> str:
    """Every text of the tables: titles, notes, what documents say. They are English on every page."""
    cells: set[str] = set()
    for table in KEYS:
        for row in getattr(record, table):
            cells.update(value for value in msgspec.structs.asdict(row).values() if isinstance(value, str))
    return simple("\n".join(sorted(cells)))


def simple(text: str) -> str:
    """Without punctuation and case: a sentence may begin or end otherwise than the cell that it comes from."""
    return re.sub(r"[^\w\n ]", "", text).casefold().strip()


def shown(client: Client, address: str) -> str:
    return str(client.get(f"/fr/{address}").content.decode())


def test_the_catalogues_are_whole_and_compiled(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.main(["--check"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("book", catalogue.BOOKS, ids=lambda book: book.name)
def test_a_catalogue_is_compiled_to_the_same_bytes_again(book: catalogue.Book) -> None:
    first, again = (catalogue.as_mo(catalogue.renewed(book, catalogue.read(book))) for _ in range(2))
    assert first == again == book.mo.read_bytes()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_french_page_is_valid_and_says_that_it_is_french(client: Client, address: str) -> None:
    answer = client.get(f"/fr/{address}")
    assert answer.status_code == 200
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(answer.content.decode())
    assert '<html lang="fr">' in answer.content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_string_of_a_template_stays_english(client: Client, address: str) -> None:
    with translation.override("fr"):
        wanted = {re.sub(r"%\(\w+\)[sd]|%%", "\0", text) for text in messages() if translation.gettext(text) != text}
    page = " ".join(ENGLISH_PART.sub(" ", shown(client, address)).split())
    pieces = {piece for text in wanted for piece in text.split("\0") if len(piece.split()) > 3}
    assert [piece for piece in pieces if piece in page] == []


def messages() -> Iterator[str]:
    for _, _, message, context in catalogue.messages(catalogue.SITE):
        if not context:
            yield message if isinstance(message, str) else message[0]


SAMPLE = ("drafts/S-2017-172", "drafts/S-2020-654", "states/USA", "states/NOR", "situations/ukraine", "votes/1985")
"""Pages on which rules and answers say much, beside one of each type."""


def test_what_rules_and_answers_say_is_french(client: Client, own_words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = sentences.catalogue("fr")
    assert known
    say = known.say
    said: dict[str, sentences.Parts] = {}
    monkeypatch.setattr(known, "say", lambda text: said.setdefault(text, say(text)))
    saying._sentence.cache_clear()
    for address in (*ADDRESSES, *SAMPLE):
        shown(client, address)
    english = [part.text for parts in said.values() for part in parts if not part.known]
    assert len(said) > 1500
    left = [text for text in english if any(simple(piece) not in own_words for piece in text.split(", "))]
    assert left == [], "\n".join(left)


def test_what_is_already_french_is_not_called_english(client: Client) -> None:
    for address in (*ADDRESSES, *SAMPLE):
        for text in MARKED.findall(shown(client, address)):
            assert not re.search(r"\b(?:les|des|est|dans|pour|aux|sont) .*\b(?:les|des|est|dans|pour|aux|sont) ", text)


@pytest.mark.parametrize(
    ("english", "said"),
    [
        (
            "Not adopted: 8 in favour, 2 against, 5 abstaining; Article 27(3) asks for 9 in favour. The no of the "
            "Russian Federation and China is not a veto, because the proposal lacked 9 votes.",
            "Non adopté : 8 voix pour, 2 contre, 5 abstentions ; l’Article 27, paragraphe 3, exige 9 voix pour. Les "
            "votes négatifs de la Fédération de Russie et de la Chine ne sont pas un veto, la proposition n’ayant pas "
            "réuni les 9 voix nécessaires.",
        ),
        ("yes, by 2015-09-01", "oui, au plus tard le 2015-09-01"),
        (
            "The United States of America voted against, which vetoed nothing; the France/Mexico Declaration speaks of "
            "vetoes alone.",
            "Les États-Unis d’Amérique ont voté contre, ce qui n’a été le veto de rien ; la Déclaration "
            "franco-mexicaine ne parle que des vetos.",
        ),
        (
            "Iran (Islamic Republic of) may have been bound by the Code of Conduct on 2020-01-01, but that is not "
            "certain: named as a supporter by the press alone.",
            "Le Code de conduite liait peut-être la République islamique d’Iran le 2020-01-01, mais cela n’est pas "
            "certain : cité comme soutien par la presse seule.",
        ),
    ],
)
def test_a_sentence_is_said_in_french(english: str, said: str) -> None:
    known = sentences.catalogue("fr")
    assert known
    with translation.override("fr"):
        told = "".join(part.text for part in known.say(english))
    assert told.replace("\u00a0", " ").replace("\u202f", " ") == said


def test_what_has_no_pattern_stays_english_and_says_so() -> None:
    known = sentences.catalogue("fr")
    assert known
    with translation.override("fr"):
        assert known.say("The weather was fine. All places are filled.") == (
            Part("The weather was fine.", False),
            Part(" Tous les sièges sont pourvus.", True),
        )
        marked = saying.sentence("The weather was <fine> on 2022-02-01.")
    assert marked == (
        '<span lang="en">The weather was &lt;fine&gt; on <time datetime="2022-02-01">1er février 2022</time>.</span>'
    )


def test_every_state_has_a_french_name_and_those_of_today_six(record: Record) -> None:
    for state in record.states:
        assert tongues.translated(state.name), state.name
        if state.ended is None:
            told = tongues.names(state.code, state.name)
            assert [each.language for each in told] == ["ar", "zh", "en", "fr", "ru", "es"]
            assert [each.direction for each in told] == ["rtl", "ltr", "ltr", "ltr", "ltr", "ltr"]
            assert told[2].name == state.name
    for row in record.names:
        if row.kind == "un":
            assert tongues.translated(row.name), row.name


def test_the_names_are_those_of_the_united_nations() -> None:
    palestine = {each.language: each.name for each in tongues.names("PSE", "State of Palestine")}
    assert palestine["fr"] == "État de Palestine"
    assert palestine["ar"] == "دولة فلسطين"
    assert tongues.names("DDR") == ()
    assert not any(each.at_un for each in tongues.names("TUR") if each.language != "en")


@pytest.mark.parametrize(
    ("english", "form", "said"),
    [
        ("Brazil", "de", "du Brésil"),
        ("India", "de", "de l’Inde"),
        ("Netherlands (Kingdom of the)", "de", "des Pays-Bas"),
        ("Israel", "de", "d’Israël"),
        ("Cuba", "le", "Cuba"),
        ("Venezuela (Bolivarian Republic of)", "Le", "La République bolivarienne du Venezuela"),
        ("United States of America", "a", "aux États-Unis d’Amérique"),
        ("Union of Soviet Socialist Republics", "le", "l’Union des Républiques socialistes soviétiques"),
    ],
)
def test_a_state_stands_in_a_sentence_with_its_article(english: str, form: str, said: str) -> None:
    found = tongues.translated(english)
    assert found
    assert found.with_article(form) == said


def test_the_spaces_of_french_are_set() -> None:
    assert tidied("l'an : « oui » ; quoi ?") == "l’an\u00a0: «\u00a0oui\u00a0»\u202f; quoi\u202f?"
    html = '<p title="a: b"><strong>Vote</strong>: 12:30 <span lang="en">No: it is not</span> &amp; fin;</p>'
    assert french(html) == (
        '<p title="a: b"><strong>Vote</strong>\u00a0: 12:30 <span lang="en">No: it is not</span> &amp; fin\u202f;</p>'
    )


def test_data_stay_english(client: Client) -> None:
    for address in ("drafts/S-2022-155", "states/FRA", "docket"):
        assert client.get(f"/{address}.json").content
        assert "Fédération" not in client.get(f"/{address}.json").content.decode()
        assert f'"../{"../" * address.count("/")}{address}.json"' in shown(client, address)


def test_states_stand_in_the_order_of_their_french_names(client: Client) -> None:
    page = shown(client, "states")
    assert page.index("Afrique du Sud") < page.index("Algérie") < page.index("Égypte") < page.index("Zambie")


def test_every_page_type_has_a_french_name() -> None:
    with translation.override("fr"):
        same = {"Situations", "Situation", "Sources", "Votes"}
        for kind in pages.kinds():
            assert translation.gettext(kind.name) != kind.name or kind.name in same
