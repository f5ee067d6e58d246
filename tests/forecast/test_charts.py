"""Charts of a whip count: SVG with a title and a sentence, readable without colour."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from horseshoe.forecast.charts import in_favour, sensitivity
from horseshoe.forecast.what_if import Pivot

SVG = "{http://www.w3.org/2000/svg}"
PIVOTS = [
    Pivot("RUS", 0.9, 0.8, 0.0, 0.9, 0.6, 0.3),
    Pivot("GAB", 0.7, 0.5, 0.5, 0.2, 0.1, 0.1),
]


def drawn(svg: str) -> tuple[str, str, set[str]]:
    """Title, sentence and colours of a chart."""
    root = ElementTree.fromstring(svg)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert root.get("role") == "img"
    return title.text or "", desc.text or "", set(re.findall(r'(?:fill|stroke)="(#\w+|rgb[^"]*)"', svg))


def test_sensitivity_says_on_whom_it_turns() -> None:
    title, sentence, colours = drawn(sensitivity(PIVOTS, 0.6, title="Ukraine & <others>"))
    assert title == "Ukraine & <others>"
    assert sentence == (
        "As things stand the chance of adoption is 60%. It turns most on RUS: 0% with its no, 90% with its yes."
    )
    assert all(_grey(colour) for colour in colours), colours


def test_votes_in_favour_says_how_likely_enough_are() -> None:
    _, sentence, colours = drawn(in_favour([0.0] * 8 + [0.3, 0.6, 0.1] + [0.0] * 5, 9, title="Ukraine"))
    assert sentence == (
        "The chance of 9 votes in favour or more is 70%; the likeliest number is 9 (60%). A veto is not counted here."
    )
    assert all(_grey(colour) for colour in colours), colours


def test_the_same_answer_gives_the_same_picture() -> None:
    assert sensitivity(PIVOTS, 0.6, title="T") == sensitivity(PIVOTS, 0.6, title="T")


def _grey(colour: str) -> bool:
    """Whether a colour has no hue, so that nothing is told by hue."""
    if colour.startswith("#"):
        digits = colour[1:] if len(colour) == 7 else "".join(2 * each for each in colour[1:])
        return digits[:2] == digits[2:4] == digits[4:]
    return len(set(re.findall(r"\d+", colour)[:3])) == 1
