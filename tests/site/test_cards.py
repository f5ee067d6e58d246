"""The pictures of pages where links to them are shared."""

from __future__ import annotations

import datetime
import re
import struct

import msgspec
import pytest
from django.test import Client
from django.utils import translation

from horseshoe.site import page as pages
from horseshoe.site import settings
from horseshoe.site.page import Ask, Card, Page
from horseshoe.site.pictures import card
from horseshoe.site.record import Held, Keeper

DAY = datetime.date(2026, 11, 22)
TYPES = ("", "vetoes", "states/FRA", "drafts/S-2022-155", "council", "roster/code", "situations/syria", "votes/2022")


@pytest.fixture(scope="module")
def held() -> Held:
    settings.prepare()
    return Keeper(DAY).held()


def made(held: Held, address: str, language: str = "en", *, published: bool = False) -> tuple[Page, Ask]:
    found = pages.find(address)
    assert found
    kind, parts = found
    ask = Ask(record=held.record.as_known(None), on=held.on, parts=parts, published=published, language=language)
    with translation.override(language):
        return kind.make(ask), ask


@pytest.mark.parametrize("address", TYPES)
def test_a_card_is_1200_by_630(held: Held, address: str) -> None:
    page, _ = made(held, address)
    (png,) = card.pngs([card.drawing(page, held)])
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (1200, 630)
    assert len(png) < 150_000


def test_many_are_drawn_at_once_and_in_order(held: Held) -> None:
    drawings = [card.drawing(made(held, address)[0], held) for address in ("states/FRA", "states/DEU")]
    assert card.pngs(drawings) == [card.pngs([each])[0] for each in drawings]
    assert card.pngs([]) == []


def test_the_card_of_a_vote_is_its_horseshoe(held: Held) -> None:
    page, _ = made(held, "drafts/S-2022-155")
    told = card.drawing(page, held)
    assert told["heads"] == ["S/2022/155"]
    assert told["lines"][:2] == ["Vetoed, 11-1-3", "25 February 2022"]
    assert sorted(place.seat.shape for place in told["table"]["places"]) == ["no", *["ring"] * 3, *["yes"] * 11]


def test_the_card_says_the_number_that_matters(held: Held) -> None:
    page, _ = made(held, "states/FRA")
    page = msgspec.structs.replace(page, card=Card(number="1,234", says="votes"))
    told = card.drawing(page, held)
    assert (told["number"], told["counted"]) == ("1,234", ["votes"])
    assert told["foot"] == "Horseshoe · 22 November 2026"
    with translation.override("fr"):
        assert card.drawing(page, held)["number"] == "1\u202f234"


def test_a_long_title_is_cut_and_markup_is_no_markup(held: Held) -> None:
    page, _ = made(held, "states/FRA")
    told = card.drawing(msgspec.structs.replace(page, title='<b>#panic("x") $ ' + "word " * 60), held)
    assert len(told["heads"]) == 3
    assert told["heads"][-1].endswith(" …")
    assert card.pngs([told])


def test_a_published_vote_without_a_veto_shares_the_card_of_its_year(held: Held) -> None:
    page, ask = made(held, "drafts/S-2023-1029", published=True)
    assert page.card.shared == "" or page.card.shared == "votes/2023"
    page, ask = made(held, "drafts/S-RES-1", published=True)
    assert page.card.shared == "votes/1946"
    assert card.way(page, held, ask, page.address) == "../votes/1946.card.png"
    page, ask = made(held, "drafts/S-RES-1")
    assert card.way(page, held, ask, page.address) == "../drafts/S-RES-1.card.png"
    page, ask = made(held, "drafts/S-2022-155", published=True)
    assert page.card.shared == ""


@pytest.mark.parametrize("address", TYPES)
@pytest.mark.parametrize("language", ["", "fr/"])
def test_every_page_names_its_card(client: Client, language: str, address: str) -> None:
    text = client.get(f"/{language}{address}").content.decode()
    assert 'name="twitter:card" content="summary_large_image"' in text
    found = re.search(r'property="og:image" content="([^"]+)"', text)
    assert found
    name = found[1].removeprefix("../")
    answer = client.get(f"/{language}{name}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"


def test_a_known_place_makes_them_absolute(held: Held) -> None:
    known = msgspec.structs.replace(held, url="https://horseshoe.example/veto/")
    page, ask = made(held, "states/FRA", "fr")
    assert card.way(page, known, ask, page.address) == "https://horseshoe.example/veto/fr/states/FRA.card.png"
