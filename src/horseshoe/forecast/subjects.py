"""The subject of a draft: one short key for the item, however agenda, topic and title name it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from horseshoe.forecast.draft import Draft

OTHER = "other"
"""The subject of a draft of which nothing is known that names one."""

_NAMED: tuple[tuple[str, str], ...] = (
    ("golan", r"disengagement observer|\bundof\b"),
    ("palestine", r"palestin|occupied arab|israeli|\bgaza\b|jerusalem|\bisrael-palestine|settlements?\b.*territor"),
    ("lebanon", r"leban|\bunifil\b|beirut"),
    ("yemen", r"yemen|houthi|hodeidah|2722"),
    ("iran-gulf", r"\bgulf\b|hormuz"),
    ("syria", r"syria|situation in the middle east$|^middle east$"),
    ("western-sahara", r"western sahara|minurso"),
    ("sudan", r"sudan|darfur|abyei|unisfa|unmiss"),
    ("drc", r"democratic republic of the co|\bcongo\b|monusco|m23"),
    ("somalia", r"somal|shabaab|piracy"),
    ("eritrea-ethiopia", r"eritrea|ethiopia|\bunmee\b"),
    ("car", r"central african rep|stabilization mission in the ce|minusca"),
    ("mali", r"\bmali\b|minusma"),
    ("burundi", r"burundi"),
    ("rwanda", r"rwanda"),
    ("liberia", r"liberia"),
    ("sierra-leone", r"sierra leone"),
    ("cote-divoire", r"c[oô]te d.ivoire"),
    ("guinea-bissau", r"guinea-bissau"),
    ("angola", r"angola"),
    ("mozambique", r"mozambique"),
    ("namibia", r"namibia"),
    ("rhodesia", r"rhodesia|zimbabwe"),
    ("libya", r"liby"),
    ("haiti", r"haiti|binuh|\b2653\b"),
    ("colombia", r"colombia"),
    ("venezuela", r"venezuela"),
    ("central-america", r"central america|nicaragua|el salvador|guatemala"),
    ("cyprus", r"cyprus"),
    ("georgia", r"georgia|abkhazia"),
    ("ukraine", r"ukrain|28 february 2014|13 april 2014"),
    ("bosnia", r"bosnia|herzegovina|srebrenica|bihac|althea"),
    ("kosovo", r"kosovo|1998 letter|1999 letter"),
    ("croatia", r"croatia|eastern slavonia|prevlaka"),
    ("macedonia", r"macedonia"),
    ("tribunals", r"tribunal|residual mechanism|irmct"),
    ("yugoslavia", r"yugoslavia|unprofor|protection force"),
    ("afghanistan", r"afghan|taliban|taleban"),
    ("iraq", r"\biraq|kuwait"),
    ("dprk", r"dprk|people.s republic of korea|north korea"),
    ("cambodia", r"cambodia"),
    ("timor", r"timor"),
    ("myanmar", r"myanmar"),
    ("india-pakistan", r"india-pakistan|kashmir|india.*pakistan"),
    ("tajikistan", r"tajik"),
    ("south-africa", r"south africa|apartheid"),
    ("icj", r"international court of justice|\bicj\b"),
    ("secretary-general", r"secretary-general\b.*appoint|appoint\w* of (the|a)? ?secretary-general|(as|outgoing) secr"),
    ("admission", r"admission|new members"),
    ("terrorism", r"terror|isil|da.esh|al-qaida|foreign fighters"),
    ("nuclear", r"non-proliferation|nuclear|weapons of mass destruction|outer space"),
    ("women-children", r"women|children|sexual violence|youth"),
    ("protection", r"protection of civilians|humanitarian personnel"),
    ("peacekeeping", r"peacekeep|peace-keep|peacebuild"),
    ("sanctions", r"sanctions"),
    ("africa", r"africa|great lakes"),
    ("threats", r"threats to international peace"),
    ("maintenance", r"maintenance of international peace|small arms"),
)
_PATTERNS = tuple((key, re.compile(pattern)) for key, pattern in _NAMED)

_OF_REGION: Mapping[str, tuple[str, ...]] = {
    "African States": (
        *("western-sahara", "sudan", "drc", "somalia", "eritrea-ethiopia", "car", "mali", "burundi"),
        *("rwanda", "liberia", "sierra-leone", "cote-divoire", "guinea-bissau", "angola", "mozambique", "namibia"),
        *("rhodesia", "libya", "south-africa", "africa"),
    ),
    "Asia-Pacific States": (
        *("golan", "palestine", "lebanon", "yemen", "iran-gulf", "syria", "iraq", "cyprus", "afghanistan", "dprk"),
        *("cambodia", "timor", "myanmar", "india-pakistan", "tajikistan"),
    ),
    "Eastern European States": ("georgia", "ukraine", "bosnia", "kosovo", "croatia", "macedonia", "yugoslavia"),
    "Latin American and Caribbean States": ("haiti", "colombia", "venezuela", "central-america"),
}
_REGIONS = {key: group for group, keys in _OF_REGION.items() for key in keys}

_SITUATIONS: Mapping[str, str] = {
    "gaza-israel-palestine": "palestine",
    "srebrenica-bosnia": "bosnia",
    "car": "car",
    "drc": "drc",
    "cote-divoire-2011": "cote-divoire",
    "zimbabwe-2008": "africa",
    "kenya-2007": "africa",
    "iraq-isil": "iraq",
    "iran-nuclear": "nuclear",
    "iran-gulf-2026": "iran-gulf",
    "thematic-climate-security": "maintenance",
    "thematic-wps": "women-children",
    "thematic-counter-terrorism": "terrorism",
    "thematic-outer-space": "nuclear",
    "thematic-poc": "protection",
    "ethiopia-tigray": "africa",
    "sri-lanka-2009": OTHER,
}


def subject(draft: Draft) -> str:
    """The key of the draft's subject, ``other`` where nothing names one.

    The situation decides, then the topic, then the agenda item; the title only where there is none of them, and to
    tell the observer force on the Golan from the war in Syria, which share a topic. The record gives adopted texts
    telling titles and most failed drafts none, so a subject read from titles alone would tell the outcome. Past
    drafts come without a situation (:mod:`horseshoe.forecast.past` says why).
    """
    if draft.situation:
        slug = draft.situation.lower()
        key = _SITUATIONS.get(slug) or _key(slug.replace("-", " "))
        if key != OTHER:
            return key
    named = [text for text in (draft.topic, draft.agenda) if text]
    if not named and draft.title:
        named = [draft.title]
    for text in named:
        key = _key(text)
        if key == "syria" and draft.title and _key(draft.title) == "golan":
            return "golan"
        if key != OTHER:
            return key
    return OTHER


def region(key: str) -> str | None:
    """The regional group of the states that the subject is about; ``None`` where it is about no region."""
    return _REGIONS.get(key)


def _key(text: str) -> str:
    lowered = text.strip().lower()
    return next((key for key, pattern in _PATTERNS if pattern.search(lowered)), OTHER)
