"""The brief as two pages to carry into a meeting: what every form of it is made from, and how much of it fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import msgspec

from horseshoe.documents.page import Endnote, Notes, Page, Section, Table, Text
from horseshoe.documents.picture import Picture
from horseshoe.facts.proposals import Cast, Outcome

T = TypeVar("T")

AUTHOR = "Horseshoe"

OUTCOMES = {
    Outcome.ADOPTED: "adopted",
    Outcome.ADOPTED_WITHOUT_VOTE: "adopted without a vote",
    Outcome.VETOED: "vetoed",
    Outcome.NOT_ADOPTED: "not adopted",
}
"""An outcome in words."""

DID = {
    Cast.YES: "voted yes",
    Cast.NO: "voted no",
    Cast.ABSTAIN: "abstained",
    Cast.NOT_PARTICIPATING: "took no part",
    Cast.ABSENT: "was absent",
    Cast.NOT_VOTING: "did not vote",
    Cast.UNKNOWN: "vote not known here",
}
"""What a seat did, in words."""


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """How much of each kind is shown: the rest is said to be left out, with the command that shows it."""

    statements: int
    documents: int
    questions: int
    disagreements: int
    votes: int
    """Other votes and rival texts."""
    calls: int
    """Seats to call first, pairs to move and paths."""
    letters: int
    """Longest sentence that somebody said."""
    cited: int
    """Sources cited for one thing."""


ROOMS = (
    Room(statements=14, documents=6, questions=5, disagreements=4, votes=8, calls=8, letters=480, cited=3),
    Room(statements=9, documents=3, questions=3, disagreements=3, votes=6, calls=6, letters=420, cited=3),
    Room(statements=7, documents=3, questions=2, disagreements=2, votes=5, calls=5, letters=320, cited=2),
    Room(statements=5, documents=3, questions=1, disagreements=1, votes=4, calls=4, letters=240, cited=1),
    Room(statements=3, documents=3, questions=1, disagreements=1, votes=3, calls=3, letters=180, cited=1),
    Room(statements=2, documents=2, questions=0, disagreements=0, votes=2, calls=2, letters=120, cited=1),
    Room(statements=1, documents=1, questions=0, disagreements=0, votes=1, calls=2, letters=70, cited=1),
)
"""From the most that is shown to the least."""


class Fact(msgspec.Struct, frozen=True):
    """A fact of the draft beside the picture."""

    label: str
    says: Text


class BriefPage(msgspec.Struct, frozen=True, kw_only=True):
    """The brief before it is set."""

    title: str
    subtitle: str
    verdict: Text
    """What it comes to: the outcome with its reason, or the odds."""
    picture: Picture
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    endnotes: tuple[Endnote, ...]
    footer: str
    author: str
    dated: str
    """YYYY-MM-DD; a document made twice from one answer is the same."""

    def plain(self) -> Page:
        """The same without the picture, which is told in words: for Markdown."""
        facts = Section(
            title="The draft",
            paragraphs=tuple(
                msgspec.structs.replace(each.says, text=f"{each.label}: {each.says.text}") for each in self.facts
            ),
        )
        seats = Section(title="The Council of the day", paragraphs=(Text(self.picture.says),))
        return Page(
            title=self.title,
            subtitle=self.subtitle,
            coverage=(),
            sections=(Section(title="What it comes to", paragraphs=(self.verdict,)), facts, seats, *self.sections),
            endnotes=self.endnotes,
            footer=self.footer,
            author=self.author,
            dated=self.dated,
        )


Build = Callable[[Room], BriefPage]
"""Makes the brief with so much shown."""


def fitted(build: Build, pages: Callable[[BriefPage], int], most: int = 2) -> BriefPage:
    """The brief with as much shown as stands on ``most`` pages; with the least there is, where nothing does.

    Args:
        build: makes the brief with so much shown.
        pages: on how many pages it stands.
        most: how many it may fill.
    """
    made = build(ROOMS[0])
    for room in ROOMS[1:]:
        if pages(made) <= most:
            break
        made = build(room)
    return made


class Citing:
    """The endnotes of one brief, so many sources cited for one thing."""

    def __init__(self, notes: Notes, most: int) -> None:
        """Number the sources of ``notes``."""
        self.notes, self.most = notes, most

    def refs(self, ids: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the first few of these sources."""
        return self.notes.refs(tuple(dict.fromkeys(ids))[: self.most])


class LeftOut:
    """What a brief does not show, and which command does."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._said: dict[str, list[str]] = {}

    def first(self, rows: Sequence[Any], most: int, what: str, command: str, one: str | None = None) -> Sequence[Any]:
        """The first ``most`` of ``rows``; the rest is noted.

        Args:
            rows: what there is.
            most: how many are shown.
            what: the name of several of them.
            command: what shows them all.
            one: the name of one of them; ``what`` without its last letter if not given.
        """
        if (rest := len(rows) - most) > 0:
            named = what if rest != 1 else one or what[:-1]
            self._said.setdefault(command, []).append(f"{rest} more {named}")
        return rows[:most]

    def says(self) -> Text | None:
        """What was left out and where it is; ``None`` if nothing was."""
        if not self._said:
            return None
        parts = "; ".join(f"{', '.join(what)}: {command}" for command, what in self._said.items())
        return Text(f"Left out for room. {parts}.")


def short(text: str, letters: int) -> str:
    """``text`` cut at a word to at most so many letters, with a mark where it was cut."""
    text = " ".join(text.split())
    if len(text) <= letters:
        return text
    cut = text[: letters - 1]
    head = cut.rpartition(" ")[0]
    return f"{head if len(head) > letters // 2 else cut} …"


def long_day(day: date) -> str:
    """A day as a letter writes it: 3 June 2026."""
    return f"{day.day} {day:%B %Y}"


def spaced(value: Any) -> str:
    """A value of an enumeration as words."""
    return str(getattr(value, "value", value)).replace("_", " ")


def listed(codes: Iterable[str], permanent: Iterable[str]) -> str:
    """Codes of members in a sentence, permanent ones with a star."""
    stars = frozenset(permanent)
    return ", ".join(f"{code}{'*' if code in stars else ''}" for code in codes)


def several(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 document``, ``3 documents``."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def grouped(rows: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    """What is said to those of whom it is said, in order."""
    found: dict[str, list[str]] = {}
    for said, whom in rows:
        found.setdefault(said, []).append(whom)
    return found


def grouped_by(rows: Iterable[T], key: Callable[[T], object]) -> list[list[T]]:
    """Rows of one key together, in the order in which the keys first come."""
    found: dict[object, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return list(found.values())


def opened(text: str) -> str:
    """The text with a capital at its head."""
    return f"{text[:1].upper()}{text[1:]}"


def reason(text: str) -> str:
    """An assessor's reason without the outcome at its head, which stands beside it."""
    head, mark, rest = text.partition(": ")
    return opened(rest) if mark and head.lower() in _STATUSES else text


_STATUSES = ("engaged", "contested", "not engaged", "undetermined", "not assessed")


def gaps(lines: Sequence[str]) -> Text:
    """What is not known, a line each."""
    return Text("What this brief rests on, and what it lacks.", items=tuple(lines))


# What no document can hold or would read wrongly: control characters, and marks that turn the direction of writing.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")


def cleaned(page: BriefPage) -> BriefPage:
    """The brief without characters that no document can hold; links only to the web."""

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return _UNWRITABLE.sub("", value)
        if isinstance(value, list | tuple):
            return [clean(each) for each in value]
        if isinstance(value, dict):
            return {key: clean(each) for key, each in value.items()}
        return value

    made = msgspec.convert(clean(msgspec.to_builtins(page)), BriefPage)
    notes = tuple(
        note
        if note.url is None or note.url.startswith(("https://", "http://"))
        else Endnote(note.number, f"{note.text}, {note.url}", None)
        for note in made.endnotes
    )
    return msgspec.structs.replace(made, endnotes=notes)


def table(header: Sequence[str], rows: Sequence[Sequence[Text]], widths: Sequence[float]) -> Table | None:
    """A table, or none without rows."""
    return Table(tuple(header), tuple(tuple(row) for row in rows), tuple(widths)) if rows else None
