"""What is found, as the page of the search and its data show it: with a line on each, in groups by kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec
from django.utils.translation import get_language, gettext, gettext_noop, ngettext

from horseshoe.answers.rollcall import decide
from horseshoe.answers.texts import questions
from horseshoe.facts.proposals import Outcome
from horseshoe.facts.record import Record
from horseshoe.facts.situations import Situation
from horseshoe.facts.states import StateKind
from horseshoe.site.addresses import votes
from horseshoe.site.language import tongues
from horseshoe.site.search.index import index
from horseshoe.site.search.match import Hits, Sort, Thing, search
from horseshoe.site.tags.saying import plain_day, plain_sentence

MOST = 12
"""Things of one kind that are shown."""

GROUPS: Mapping[Sort, str] = {
    Sort.STATE: gettext_noop("States"),
    Sort.SITUATION: gettext_noop("Situations"),
    Sort.PAGE: gettext_noop("Pages"),
    Sort.QUESTION: gettext_noop("Questions"),
    Sort.VOTE: gettext_noop("Votes"),
    Sort.DOCUMENT: gettext_noop("Documents"),
}
"""Kind of thing to the heading of its group."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that was found."""

    kind: Sort
    address: str
    """Of its page, from the root of the site."""
    label: str
    says: str
    """What it is, in a line."""
    subject: str | None = None
    """Of a vote: what the source says that it was about."""
    score: float | None = None
    """How well it fits; ``null`` where it fits by name."""

    @property
    def page(self) -> str:
        """The address without the place on the page."""
        return self.address.partition("#")[0]

    @property
    def place(self) -> str:
        """The place on the page, with its sign; empty for the whole."""
        return "".join(self.address.partition("#")[1:])


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """What was found of one kind, the best first."""

    kind: Sort
    total: int
    """How many there are; twelve are given."""
    found: tuple[Found, ...]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a question finds on the site."""

    question: str
    words: tuple[str, ...] = ()
    """The words as they were read."""
    exact: tuple[Found, ...] = ()
    """What bears just this name."""
    named: tuple[Found, ...] = ()
    """What bears a name that is a part of the question."""
    groups: tuple[Group, ...] = ()
    every_word: bool = True
    """Whether all in the groups holds every word."""
    instead: Mapping[str, str] = {}
    """Word that nothing holds to the one, spelled alike, that was looked for instead."""
    without: tuple[str, ...] = ()
    """Words that nothing holds, nor anything like them."""
    near: tuple[Found, ...] = ()
    """What comes near, where nothing is found."""

    @property
    def any(self) -> bool:
        """Whether something is found."""
        return bool(self.exact or self.named or self.groups)


def answer(record: Record, question: str) -> Answer:
    """What ``question`` finds; its lines are in the language of the moment."""
    if not question:
        return Answer(question="")
    hits = search(index(record), question)
    return Answer(
        question=question,
        words=hits.words,
        exact=_rows(record, hits.exact[:MOST]),
        named=_rows(record, hits.named),
        groups=_groups(record, hits),
        every_word=hits.whole,
        instead=hits.instead,
        without=hits.without,
        near=_rows(record, hits.near),
    )


def _groups(record: Record, hits: Hits) -> tuple[Group, ...]:
    by_sort: dict[Sort, list[Found]] = defaultdict(list)
    total: Counter[Sort] = Counter()
    for hit in hits.found:
        sort = hit.thing.sort
        total[sort] += 1
        if total[sort] <= MOST:
            by_sort[sort].append(found(record, hit.thing, hit.score))
    return tuple(Group(kind=sort, total=total[sort], found=tuple(rows)) for sort, rows in by_sort.items())


def _rows(record: Record, things: Iterable[Thing]) -> tuple[Found, ...]:
    return tuple(found(record, thing) for thing in things)


def found(record: Record, thing: Thing, score: float | None = None) -> Found:
    """A thing with a line on it, in the language of the moment."""
    label, says, subject = _LINES[thing.sort](record, thing)
    return Found(kind=thing.sort, address=thing.address, label=label, says=says, subject=subject, score=score)


Line = tuple[str, str, str | None]


def _state(record: Record, thing: Thing) -> Line:
    row = record.state[thing.key]
    told = {"since": _day(row.admitted), "until": _day(row.ended)}
    if row.kind is StateKind.HISTORIC:
        says = gettext("Member of the United Nations until %(until)s.") if row.ended else gettext("A former member.")
    elif row.kind is StateKind.OBSERVER:
        says = gettext("Observer since %(since)s.") if row.admitted else gettext("Observer.")
    else:
        says = gettext("Member of the United Nations since %(since)s.") if row.admitted else gettext("Member.")
    said = says % told
    earlier = tuple(each.name for each in record.names if each.state == row.code and each.until and each.kind == "un")
    if names := [each for each in dict.fromkeys(earlier) if each != row.name]:
        said = f"{said} {gettext('Earlier name: %(names)s.') % {'names': '; '.join(map(tongues.said, names))}}"
    return tongues.said(row.name), said, None


def _situation(record: Record, thing: Thing) -> Line:
    row: Situation = record.situation[thing.key]
    outcomes = [record.roll_call[each.roll_call].outcome for each in record.draft_situations
                if each.situation == row.id and each.roll_call in record.roll_call]  # fmt: skip
    vetoed = sum(outcome is Outcome.VETOED for outcome in outcomes)
    says = ngettext(
        "%(votes)d vote, %(vetoed)d vetoed; documents: %(documents)d.",
        "%(votes)d votes, %(vetoed)d of them vetoed; documents: %(documents)d.",
        len(outcomes),
    ) % {"votes": len(outcomes), "vetoed": vetoed, "documents": len(record.evidence_on.get(row.id, ()))}
    return row.name, says, None


def _page(record: Record, thing: Thing) -> Line:
    if thing.key.isdigit():
        number = sum(row.date.year == int(thing.key) for row in record.roll_calls)
        says = ngettext("%(number)d roll call.", "%(number)d roll calls.", number) % {"number": number}
        return gettext("The votes of %(year)s") % {"year": thing.key}, says, None
    return gettext(thing.label), "", None


def _vote(record: Record, thing: Thing) -> Line:
    rows = votes(record)[thing.key][1]
    row, proposal = rows[-1], record.proposal[rows[-1].proposal]
    says = gettext(_OUTCOMES[row.outcome]) % {
        "day": _day(row.date),
        "tally": plain_sentence(row.tally()),
        "who": ", ".join(decide(record, row).vetoed_by),
    }
    if proposal.resolution and proposal.resolution != thing.label:
        says = f"{proposal.resolution}. {says}"
    return thing.label, says, proposal.title or proposal.agenda or proposal.topic


_OUTCOMES: Mapping[Outcome, str] = {
    Outcome.ADOPTED: gettext_noop("Adopted on %(day)s, %(tally)s."),
    Outcome.ADOPTED_WITHOUT_VOTE: gettext_noop("Adopted without a vote on %(day)s."),
    Outcome.VETOED: gettext_noop("Vetoed by %(who)s on %(day)s, %(tally)s."),
    Outcome.NOT_ADOPTED: gettext_noop("Not adopted on %(day)s, %(tally)s."),
}


def _document(record: Record, thing: Thing) -> Line:
    row = next(each for each in record.evidence if each.id == thing.key)
    name = record.situation[row.situation].name
    if row.not_after:
        return (
            thing.label,
            gettext("Of %(day)s, on %(situation)s.") % {"day": _day(row.not_after), "situation": name},
            None,
        )
    return thing.label, gettext("On %(situation)s.") % {"situation": name}, None


def _question(record: Record, thing: Thing) -> Line:
    return questions()[thing.key].get(get_language() or "en", thing.label), gettext("A question people ask."), None


_LINES = {
    Sort.STATE: _state,
    Sort.SITUATION: _situation,
    Sort.PAGE: _page,
    Sort.QUESTION: _question,
    Sort.VOTE: _vote,
    Sort.DOCUMENT: _document,
}


def _day(day: date | None) -> str:
    return plain_day(day)
