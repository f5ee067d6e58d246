"""How one state stands to a pledge text on a day, from the evidence on it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from horseshoe.answers.questions import NotFound
from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.pledges import EvidenceKind, Instrument, InstrumentText, PledgeEvidence
from horseshoe.facts.record import Record
from horseshoe.facts.states import State, StateKind
from horseshoe.rules import code, declaration
from horseshoe.rules.code import ACTS, DisavowalPolicy

HOW = {
    EvidenceKind.LETTER: "by letter",
    EvidenceKind.NOTE_VERBALE: "by note verbale",
    EvidenceKind.NAMED_ON_DATED_LIST: "named on a dated list",
    EvidenceKind.ANNOUNCED_BY_DEPOSITARY: "announced by the depositary",
    EvidenceKind.ANNOUNCED_BY_INITIATOR: "announced by an initiator",
    EvidenceKind.CO_INITIATOR: "as one of the initiators",
    EvidenceKind.SELF_DECLARED_SIGNATORY: "says so itself",
    EvidenceKind.ANNOUNCED_JOINING: "announced it itself",
}
"""How an act of support is known, in words."""


class Standing(StrEnum):
    """How a state stands to a pledge text on a day, as far as is known here."""

    __hash__ = str.__hash__

    CERTAIN = "certain"
    """A list, the depositary, an initiator or the state itself shows that it had joined by that day."""
    POSSIBLE = "possible"
    """It joined, but perhaps later; or only the press names it."""
    STATED_ONLY = "stated_only"
    """It spoke in support; a statement is no act of support."""
    REPORTED_NOT_JOINED = "reported_not_joined"
    """A source reports that it had not joined by some earlier day; nothing later is known."""
    DISAVOWED = "disavowed"
    """It joined and disavowed the text, under the policy that a disavowal ends support."""
    NOT_YET_OPEN = "not_yet_open"
    """The text did not exist yet."""
    NOTHING_KNOWN = "nothing_known"
    """No evidence either way; the official roster could not be read."""


class Support(msgspec.Struct, frozen=True):
    """A state's standing to one instrument on a day, with the evidence that decides it."""

    instrument: Instrument
    standing: Standing
    reason: str
    short: str
    """The same in a few words, for a cell of a table."""
    evidence: tuple[str, ...]
    """Keys of the rows of evidence that decide (``pledges.id``)."""
    sources: tuple[str, ...]


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """One piece of evidence as the roster cites it."""

    id: str
    """Key of the row (``pledges.id``)."""
    kind: EvidenceKind
    says: str
    """What the source says, in our words."""
    published: str | None
    """Date of the evidence as its source gives it."""
    not_before: date | None
    """The act or the statement was not made before this day."""
    not_after: date | None
    """The act or the statement was not made after this day."""
    document: str | None
    """Symbol or reference of the document, if it has one."""
    confidence: str
    """``high``, ``medium`` or ``low``: how sure the row is."""
    sources: tuple[str, ...]
    """Keys of its sources, which the roster lists."""


class Supporter(msgspec.Struct, frozen=True):
    """A state on the roster, with all that puts it there."""

    state: str
    name: str
    """The name in force that day."""
    kind: StateKind
    group: str | None
    """Regional group that day; ``None`` for one that is in none."""
    group_certain: bool
    """Whether a source shows the group by that day, and not only later."""
    since: DoubtfulDate | None
    """When it joined, as far as is known; for a state that only spoke, when it did."""
    how: str
    """How it is known, in words."""
    disavowed: DoubtfulDate | None
    """When it disavowed the text, if it is known to have."""
    evidence: tuple[Evidence, ...]
    """The rows that decide, the earliest first."""


class Judged(msgspec.Struct, frozen=True, gc=False):
    """A state's standing on a day and the rows that decide it."""

    standing: Standing
    rows: tuple[PledgeEvidence, ...]


def support(
    record: Record,
    instrument: Instrument,
    state: str,
    on: date,
    *,
    policy: DisavowalPolicy = DisavowalPolicy.IGNORED,
) -> Support:
    """How ``state`` stands to ``instrument`` on ``on``; the Record is taken as it is.

    Raises:
        NotFound: the Record holds no such text.
    """
    file = files(record, instrument).get(state)
    if on < text_of(record, instrument).first_text:
        return _support(instrument, Standing.NOT_YET_OPEN, "the text did not exist yet", "–", ())
    if file is None:
        return _support(instrument, Standing.NOTHING_KNOWN, "no evidence known here", "not known", ())
    judged = file.judge(on, policy)
    reason, short = _words(judged)
    shown = judged.rows if _press_alone(judged) else judged.rows[:1]
    if gone := file.disavowed_by(on):
        reason = f"{reason}; disavowed it {gone}"
        short = f"{short}; disavowed"
    return _support(instrument, judged.standing, reason, short, shown)


def text_of(record: Record, instrument: Instrument) -> InstrumentText:
    """The instrument's text.

    Raises:
        NotFound: the Record holds none.
    """
    text = record.instrument.get(instrument)
    if text is None:
        raise NotFound(f"The Record holds no text called {instrument.value!r}, or none had been recorded by that day.")
    return text


def may_join(instrument: Instrument, state: State) -> bool:
    """Whether the text is open to ``state``, by its own rules."""
    return code.may_support(state) if instrument is Instrument.CODE else declaration.may_support(state)


# -- the evidence on each state, sorted once a Record ------------------------------------------------


class File:
    """All evidence on one state's support of one text, sorted for as-of questions."""

    __slots__ = (
        "_days",
        "_entries",
        "acts",
        "denied",
        "disavowals",
        "first_certain",
        "may_join",
        "press",
        "shown",
        "state",
        "stated",
    )

    def __init__(
        self, state: State, instrument: Instrument, rows: Sequence[PledgeEvidence], turning: Iterable[date | None] = ()
    ) -> None:
        """Sort the rows by what they prove; what is only recalled is left out.

        Args:
            state: the state.
            instrument: the text.
            rows: the evidence.
            turning: days on which the state's name or group changes.
        """
        rows = sorted((row for row in rows if row.confidence != "recall"), key=_first_to_last)
        self.state = state
        self.may_join = may_join(instrument, state)
        self.acts = tuple(row for row in rows if row.kind in ACTS)
        self.press = tuple(row for row in rows if row.kind is EvidenceKind.NAMED_BY_PRESS)
        self.stated = tuple(row for row in rows if row.kind is EvidenceKind.SUPPORT_STATED)
        self.denied = tuple(row for row in rows if row.kind is EvidenceKind.STATED_NOT_SIGNATORY)
        self.disavowals = tuple(row for row in rows if row.kind is EvidenceKind.DISAVOWAL)
        self.first_certain = self.acts[0].not_after if self.acts else None
        self.shown = {row.id: _evidence(row) for row in rows}
        days = {day for row in rows for day in (row.not_before, row.not_after)}
        self._days = sorted(day for day in days.union(turning) if day)
        self._entries: dict[tuple[int, DisavowalPolicy], tuple[Standing, Supporter]] = {}

    def may_have_joined(self, on: date) -> bool:
        """Whether the text is open to the state, and the state was a member or observer by ``on``."""
        return self.may_join and (self.state.admitted is None or self.state.admitted <= on)

    def entry(self, record: Record, on: date, policy: DisavowalPolicy) -> tuple[Standing, Supporter]:
        """The standing on ``on`` and the state's entry in a roster; both stay the same from turn to turn."""
        key = bisect_right(self._days, on), policy
        found = self._entries.get(key)
        if found is None:
            judged = self.judge(on, policy)
            found = self._entries[key] = judged.standing, _supporter(record, self, judged, on)
        return found

    def judge(self, on: date, policy: DisavowalPolicy) -> Judged:
        """The standing on ``on``, a day on which the text existed, and the rows that decide."""
        acts = tuple(row for row in self.acts if row.not_before is None or row.not_before <= on)
        gone = [row for row in self.disavowals if row.when.possibly_by(on)]
        if gone and policy is DisavowalPolicy.ENDS_SUPPORT:
            if ended := self._after_disavowal(acts, gone, on):
                return ended
        elif acts:
            if self.first_certain is not None and self.first_certain <= on:
                return Judged(Standing.CERTAIN, tuple(row for row in acts if row.not_after and row.not_after <= on))
            return Judged(Standing.POSSIBLE, acts)
        if press := tuple(row for row in self.press if row.when.possibly_by(on)):
            return Judged(Standing.POSSIBLE, press)
        if stated := tuple(row for row in self.stated if row.when.certainly_by(on)):
            return Judged(Standing.STATED_ONLY, stated)
        if denied := tuple(row for row in self.denied if row.when.certainly_by(on)):
            return Judged(Standing.REPORTED_NOT_JOINED, denied[::-1])
        return Judged(Standing.NOTHING_KNOWN, ())

    def _after_disavowal(self, acts: tuple[PledgeEvidence, ...], gone: list[PledgeEvidence], on: date) -> Judged | None:
        """The standing where a disavowal ends support: an act stands if every disavowal lies before it."""
        if not acts:
            return None
        stands = tuple(
            act
            for act in acts
            if act.when.certainly_by(on) and all(code.certainly_before(each.when, act.when) for each in gone)
        )
        if stands:
            return Judged(Standing.CERTAIN, stands)
        may_stand = tuple(
            act
            for act in acts
            if not any(each.when.certainly_by(on) and _not_after(act.when, each.when) for each in gone)
        )
        if may_stand:
            return Judged(Standing.POSSIBLE, (*may_stand, *gone))
        return Judged(Standing.DISAVOWED, (*gone, *acts))

    def disavowed_by(self, on: date) -> DoubtfulDate | None:
        """When the state disavowed the text, if that may have been by ``on``."""
        return next((row.when for row in self.disavowals if row.when.possibly_by(on)), None)


def files(record: Record, instrument: Instrument) -> dict[str, File]:
    """State code to the evidence on it, in order of code; states without evidence, or not known, are not in it."""
    key = ("evidence", instrument)
    if key not in record.derived:
        codes = sorted({row.state for row in record.pledges if row.instrument is instrument})
        turning = _turning(record)
        record.derived[key] = {
            each: File(record.state[each], instrument, record.pledge_evidence(instrument, each), turning.get(each, ()))
            for each in codes
            if each in record.state
        }
    found: dict[str, File] = record.derived[key]
    return found


def _turning(record: Record) -> dict[str, list[date | None]]:
    """State code to the days from which on its name or its group is another."""
    found: dict[str, list[date | None]] = {}
    for name in record.names:
        found.setdefault(name.state, []).extend((name.since, _day_after(name.until)))
    for group in record.groups:
        found.setdefault(group.state, []).extend((group.not_before, group.not_after, _day_after(group.until)))
    return found


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day and day < date.max else None


def _first_to_last(row: PledgeEvidence) -> tuple[date, bool]:
    """By the last day that a row leaves open, one that is dated from both sides first."""
    return row.not_after or date.max, row.not_before is None


def _not_after(first: DoubtfulDate, second: DoubtfulDate) -> bool:
    """Whether the first day lies on or before the second, however the doubts are resolved."""
    return first.not_after is not None and second.not_before is not None and first.not_after <= second.not_before


def _evidence(row: PledgeEvidence) -> Evidence:
    return Evidence(
        row.id,
        row.kind,
        row.evidence,
        row.published,
        row.not_before,
        row.not_after,
        row.document_symbol,
        row.confidence,
        tuple(row.source.split()),
    )


def _supporter(record: Record, file: File, judged: Judged, on: date) -> Supporter:
    group = record.group(file.state.code, on)
    return Supporter(
        file.state.code,
        record.name(file.state.code, on),
        file.state.kind,
        group.group,
        group.certain,
        code.since(_dated_by(file, judged, on)),
        _words(judged)[0],
        file.disavowed_by(on) if file.disavowals else None,
        tuple([file.shown[row.id] for row in judged.rows]),
    )


# -- words ------------------------------------------------------------------------------------------


def _press_alone(judged: Judged) -> bool:
    return judged.standing is Standing.POSSIBLE and judged.rows[0].kind is EvidenceKind.NAMED_BY_PRESS


def _dated_by(file: File, judged: Judged, on: date) -> list[PledgeEvidence]:
    """The rows that tell since when: for a supporter also acts that may have come before the certain ones."""
    if judged.standing is Standing.CERTAIN and not file.disavowals:
        return [row for row in file.acts if row.not_before is None or row.not_before <= on]
    return [row for row in judged.rows if row.kind is not EvidenceKind.DISAVOWAL]


def _words(judged: Judged) -> tuple[str, str]:
    """A standing in a sentence, and in a few words."""
    if not judged.rows:
        return "no evidence known here", "not known"
    first = judged.rows[0]
    match judged.standing:
        case Standing.CERTAIN:
            return f"joined {first.when} ({HOW[first.kind]})", f"yes, by {first.not_after}"
        case Standing.POSSIBLE if first.kind is EvidenceKind.NAMED_BY_PRESS:
            return "named as a supporter by the press alone", "possibly; press alone"
        case Standing.POSSIBLE:
            return f"joined {first.when}, perhaps after this day ({HOW[first.kind]})", f"possibly; by {first.not_after}"
        case Standing.STATED_ONLY:
            reason = f"spoke in support ({first.published}); no act of support known"
            return reason, f"spoke for it, {first.published}"
        case Standing.DISAVOWED:
            return "joined, and a disavowal ended its support by the policy chosen", "no longer"
        case _:
            reason = f"reported on {first.published} as not having joined; nothing later is known"
            return reason, f"not by {first.published}"


def _support(
    instrument: Instrument, standing: Standing, reason: str, short: str, rows: Sequence[PledgeEvidence]
) -> Support:
    cited = dict.fromkeys(source for row in rows for source in row.source.split())
    return Support(instrument, standing, reason, short, tuple(row.id for row in rows), tuple(cited))
