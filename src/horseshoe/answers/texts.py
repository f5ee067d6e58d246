"""The texts side by side, and the questions that people ask of them, answered with their sources.

The words stand in ``texts.toml`` and ``texts_questions.toml``, in each language; what they count is computed here from
the Record, so that no number is written down.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from horseshoe.answers.docket import docket
from horseshoe.answers.docket_entry import DocketStatus
from horseshoe.answers.questions import BadQuestion
from horseshoe.answers.roster import eligible, known_supporters
from horseshoe.answers.standing import Standing, support
from horseshoe.answers.vetoes import vetoes
from horseshoe.facts.assembly import Route
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.record import Record
from horseshoe.rules.uniting_for_peace import majority_of_members

Words = dict[str, str]
"""Language to words."""


class Citation(msgspec.Struct, frozen=True):
    """Where an answer can be read: a source of the Record, or a document by its symbol."""

    source: str | None
    """Key of the source (``sources.id``), if it is one."""
    symbol: str | None
    """Symbol of the document, if it has one."""
    title: str
    place: str
    """Article or paragraph; empty where the whole is meant."""
    url: str | None


class TextCell(msgspec.Struct, frozen=True):
    """What a text says to one question of the comparison."""

    row: str
    """Key of the question in ``Texts.rows``."""
    says: str
    cites: tuple[Citation, ...]


class Supporters(msgspec.Struct, frozen=True, kw_only=True):
    """Who supports a pledge, as far as is known here by name."""

    instrument: Instrument
    certain: int
    possible: int
    claim: str
    """The newest published number, as it was said; it enters no count."""
    claimant: str | None
    claimed_on: str | None
    permanent: tuple[str, ...]
    """Permanent members that support it for certain (``states.code``)."""
    council: tuple[str, ...]
    """Members of the Council of that day that do."""


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """One of the texts compared."""

    id: str
    name: str
    short: str
    """Its name at the head of a column."""
    cells: tuple[TextCell, ...]
    """One a row, in the order of the rows."""
    supporters: Supporters | None
    """Of a pledge; ``None`` for a text that nobody signs."""


class TextQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question that people ask of the texts, with its answer."""

    id: str
    asks: str
    answer: str
    about: tuple[str, ...]
    """The texts that it is about (``Text.id``)."""
    cites: tuple[Citation, ...]
    rules: tuple[str, ...]
    """Modules of ``horseshoe.rules`` that decide it here."""
    shows: str | None
    """What the Record adds: ``permanent`` members, the ``docket``, the ``rosters``; ``None``: nothing."""


class Texts(msgspec.Struct, frozen=True, kw_only=True):
    """The texts side by side, as of a day."""

    on: date
    rows: dict[str, str]
    """Questions of the comparison by key, in order."""
    texts: tuple[Text, ...]
    questions: tuple[TextQuestion, ...]


class _Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    en: str
    fr: str
    cites: tuple[str, ...]


class _Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: Words
    short: Words
    cells: dict[str, _Said]
    instrument: Instrument | None = None


class _Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    about: tuple[str, ...]
    asks: Words
    cites: tuple[str, ...]
    rules: tuple[str, ...]
    en: str
    fr: str
    shows: str | None = None


class _Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rows: dict[str, Words]
    claims: dict[str, Words]
    places: Words
    """Article or paragraph in English to French."""
    texts: tuple[_Text, ...]
    questions: tuple[_Question, ...]


@cache
def _wording() -> _Wording:
    told: dict[str, object] = {}
    for name in ("texts.toml", "texts_questions.toml"):
        told |= tomllib.loads(files("horseshoe.answers").joinpath(name).read_text(encoding="utf-8"))
    return msgspec.convert(told, _Wording)


def questions() -> Mapping[str, Words]:
    """Key of each question that people ask to its words in each language."""
    return {each.id: each.asks for each in _wording().questions}


def texts(record: Record, on: date, *, language: str = "en") -> Texts:
    """The texts side by side and the questions about them, counted as of ``on``.

    Args:
        record: the Record, as known.
        on: the day on which supporters, vetoes and sessions are counted.
        language: of the words: ``en`` or ``fr``. Keys, names of sources and published claims are the same in each.

    Raises:
        KeyError: no such language.
        BadQuestion: no Member of the United Nations is known on that day.
    """
    words = _wording()
    counted = _counted(record, on)
    told = []
    for text in words.texts:
        supporters = _supporters(record, text.instrument, on, words.claims, language) if text.instrument else None
        numbers = {**counted, **(msgspec.structs.asdict(supporters) if supporters else {})}
        cells = tuple(
            TextCell(
                row, _in(text.cells[row], language).format_map(numbers), cited(record, text.cells[row].cites, language)
            )
            for row in words.rows
        )
        told.append(
            Text(
                id=text.id, name=text.name[language], short=text.short[language], cells=cells, supporters=supporters
            )
        )  # fmt: skip
    return Texts(
        on=on,
        rows={row: said[language] for row, said in words.rows.items()},
        texts=tuple(told),
        questions=tuple(
            TextQuestion(
                id=each.id, asks=each.asks[language], answer=_in(each, language).format_map(counted),
                about=each.about, cites=cited(record, each.cites, language), rules=each.rules, shows=each.shows,
            )
            for each in words.questions
        ),
    )  # fmt: skip


def cited(record: Record, cites: Sequence[str], language: str = "en") -> tuple[Citation, ...]:
    """Citations as the wording has them: a key of ``sources`` or a symbol, then, after a colon, the place."""
    places = {} if language == "en" else _wording().places
    found = []
    for each in cites:
        name, _, place = each.partition(": ")
        row = record.source.get(name)
        found.append(
            Citation(
                source=row.id if row else None,
                symbol=row.symbol if row else name,
                title=row.title if row else name,
                place=places.get(place, place),
                url=row.url if row else None,
            )
        )
    return tuple(found)


def _in(said: _Said | _Question, language: str) -> str:
    return {"en": said.en, "fr": said.fr}[language]


def _supporters(
    record: Record, instrument: Instrument, on: date, claims: Mapping[str, Words], language: str
) -> Supporters:
    known = known_supporters(record, instrument, on)
    council = sorted((term.state for term in record.council(on)), key=lambda code: record.name(code, on))
    certain = [code for code in council if support(record, instrument, code, on).standing is Standing.CERTAIN]
    permanent = record.permanent(on)
    said = claims[known.claimed_qualifier or "exact"][language]
    return Supporters(
        instrument=instrument,
        certain=known.certain,
        possible=known.possible,
        claim=said.format(number=known.claimed) if known.claimed else "—",
        claimant=known.claimant,
        claimed_on=known.claimed_on,
        permanent=tuple(code for code in certain if code in permanent),
        council=tuple(certain),
    )


def _counted(record: Record, on: date) -> dict[str, object]:
    """What the wording counts, by the name that it has there."""
    cast = vetoes(record, until=on)
    entries = docket(record, on).counts
    sessions = [row for row in record.emergency_sessions if row.first and row.first <= on]
    if not (members := eligible(record, Instrument.DECLARATION, on).member_states):
        raise BadQuestion(f"No Member of the United Nations is known on {on}: give a day after the Charter's.")
    return {
        "members": members,
        "majority": majority_of_members(members),
        "vetoes_cast": cast.counts.vetoes_cast,
        "proposals_vetoed": cast.counts.proposals_vetoed,
        "first_veto": cast.vetoes[0].date if cast.vetoes else "",
        "owed": sum(number for status, number in entries.items() if status != DocketStatus.NOT_OWED),
        "held": entries.get(DocketStatus.HELD, 0) + entries.get(DocketStatus.LATE, 0),
        "in_session": entries.get(DocketStatus.HELD_IN_ESS, 0),
        "unknown": entries.get(DocketStatus.UNKNOWN, 0) + entries.get(DocketStatus.OPEN, 0),
        "sessions": len(sessions),
        "by_council": sum(row.route is Route.COUNCIL for row in sessions),
        "by_members": sum(row.route is Route.MEMBERS for row in sessions),
        "last_session": max(row.first for row in sessions) if sessions else "",
    }
