"""The docket: what each veto since A/RES/76/262 obliges the General Assembly to do, and what then happened.

An entry opens by itself, from the roll call that the veto defeated: a draft, an amendment, a membership. Vetoes of one
day on one situation share an entry, as they shared a debate on 24 February 2025. What happened comes from the table of
the Assembly's answers, and from the days on which an emergency special session on the situation is known to have met.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from horseshoe.answers.deadline import Window, window
from horseshoe.answers.docket_entry import DocketDay, DocketEntry, DocketStatus
from horseshoe.answers.docket_revised import revised
from horseshoe.answers.questions import NotFound, find_roll_calls
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.facts.assembly import Response, VetoAnswer
from horseshoe.facts.council import Term
from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.proposals import Outcome, RollCall
from horseshoe.facts.record import Record
from horseshoe.rules import veto_initiative
from horseshoe.rules.assembly_sessions import regular_session


class Docket(msgspec.Struct, frozen=True):
    """The entries as of a day."""

    on: date
    counts: dict[str, int]
    """Status to the number of entries."""
    entries: tuple[DocketEntry, ...]
    """In the order of the vetoes."""
    notes: tuple[str, ...]


NOTES = (
    "A kept or late verdict never rests on an unverified holiday: where it would, kept is left open.",
    "That no answer of the Assembly is known here does not show that there was none.",
    "Whether a session met after the hour of a veto cast on the same day is not known: such a meeting is not counted.",
)


def docket(
    record: Record, on: date, *, since: date | None = None, open_only: bool = False, as_known: date | None = None
) -> Docket:
    """What each veto obliges the Assembly to do, and what had happened by the end of ``on``.

    Args:
        since: only vetoes of this day or later; all of them by default, those before the resolution as not owed.
        open_only: only those whose debate may still come in time.
    """
    now = record.as_known(as_known)
    vetoes = [
        row
        for row in now.roll_calls
        if row.outcome is Outcome.VETOED and row.date <= on and (since is None or row.date >= since)
    ]
    vetoes.sort(key=lambda row: (row.date, _symbol(now, row)))
    answers = {vote: row for row in now.veto_answers for vote in row.roll_calls}
    covered: dict[tuple[date, str], list[RollCall]] = defaultdict(list)
    entries = []
    seats = tuple(term for term in now.terms if term.permanent)
    cited: dict[str, tuple[Cited, ...]] = {}
    for row in vetoes:
        if veto_initiative.covers(row.date):
            covered[row.date, _shared(now, row, answers)].append(row)
        elif not open_only:
            entries.append(_not_owed(now, row, seats, cited))
    met = _session_days(now)
    dates = revised(record, as_known, [row for rows in covered.values() for row in rows])
    for rows in covered.values():
        answer = next((answers[row.id] for row in rows if row.id in answers), None)
        entry = _Entry(now, tuple(rows), answer, met, on, seats).entry(dates)
        if not open_only or entry.status is DocketStatus.OPEN:
            entries.append(entry)
    entries = _sharing(_told_apart(entries))
    counts = Counter(entry.status.value for entry in entries)
    return Docket(
        on, {each.value: counts[each.value] for each in DocketStatus if counts[each.value]}, tuple(entries), NOTES
    )


def find_entry(record: Record, text: str, on: date, *, as_known: date | None = None) -> DocketEntry:
    """The entry of a veto, by the symbol of the draft, the meeting or the id of the roll call.

    Raises:
        NotFound: no roll call bears the symbol, or none that does was vetoed by ``on``.
        BadQuestion: neither a symbol nor an id.
    """
    named = {row.id for row in find_roll_calls(record.as_known(as_known), text)}
    for entry in docket(record, on, as_known=as_known).entries:
        if named & set(entry.roll_calls):
            return entry
    raise NotFound(f"Nothing that bears {text} was vetoed by {on}, as far as is known here: there is no docket entry.")


class _Happened(msgspec.Struct, frozen=True):
    """How and when the Assembly answered, as far as sources tell."""

    how: Response
    when: DoubtfulDate
    session: str | None
    meeting: str | None
    item: str | None
    source: str


class _Entry:
    """One entry while it is worked out."""

    def __init__(
        self,
        record: Record,
        rows: tuple[RollCall, ...],
        answer: VetoAnswer | None,
        met: Mapping[str, tuple[tuple[date, int, str], ...]],
        on: date,
        seats: tuple[Term, ...],
    ) -> None:
        self.record, self.rows, self.answer, self.on = record, rows, answer, on
        self.veto_date = rows[0].date
        self.vetoed_by = _vetoed_by(seats, rows)
        self.window = _window(record, self.veto_date)
        self.period = self.window.period
        drafts = (record.draft_situation.get(row.id) for row in rows)
        self.situation_id = next((draft.situation for draft in drafts if draft), None)
        self.meetings = [each for each in met.get(self.situation_id or "", ()) if each[0] <= on]
        self.proviso = veto_initiative.proviso(self.period, (day for day, _, _ in self.meetings))

    def happened(self) -> _Happened | None:
        """The Assembly's answer, wherever it is known from; it may lie after the day asked for."""
        row = self.answer
        if row and row.response in (Response.DEBATE, Response.EMERGENCY_SESSION):
            # What was recorded had happened by then.
            when = DoubtfulDate(row.met_not_before, row.met_not_after or max(row.recorded, self.veto_date))
            return _Happened(row.response, when, row.session, row.meetings, row.item, row.source)
        if self.proviso.applies:
            day = self.proviso.meetings[0]
            number, source = next((number, source) for met, number, source in self.meetings if met == day)
            return _Happened(Response.EMERGENCY_SESSION, DoubtfulDate.on(day), f"ES-{number}", None, None, source)
        return None

    def entry(self, dates: Mapping[str, date]) -> DocketEntry:
        record, row = self.record, self.answer
        known = self.happened()
        seen = known if known and known.when.certainly_by(self.on) else None
        kept = self._kept(seen.when) if seen else None
        status, why = self._status(known, seen, kept)
        debate = seen.when.exact if seen and seen.how is Response.DEBATE else None
        in_ess = seen is not None and seen.how is Response.EMERGENCY_SESSION
        from_day = None if in_ess else debate or self.window.last_day
        told = row if row and seen else None
        report_on = told.report_on if told else None
        sources = " ".join([*(vote.source for vote in self.rows), seen.source if seen else ""])
        looked = row is not None and row.response is Response.NOT_FOUND and status is DocketStatus.UNKNOWN
        if row and looked:
            sources = f"{sources} {row.source}"
        session, item = self._session_and_item(seen, told)
        return DocketEntry(
            id=entry_id(record, self.rows[0]),
            veto_date=self.veto_date,
            proposal=" and ".join(_proposal(record, vote) for vote in self.rows),
            situation=self._situation(),
            vetoed_by=self.vetoed_by,
            last_day=self.window.last_day,
            status=status,
            held_on=seen.when.exact if seen else None,
            meeting=seen.meeting if seen else None,
            report=told.report if told else None,
            depends_on_unverified_holiday=bool(self.window.open_holidays),
            kept=kept,
            on_working_day=self._number(seen.when.exact) if seen else None,
            held_not_before=seen.when.not_before if seen else None,
            held_not_after=seen.when.not_after if seen else None,
            last_day_not_before=self.period.last_day_without_unverified,
            last_day_not_after=self.period.last_day_at_latest,
            unverified_holidays=self.window.open_holidays,
            days=self._days(),
            session=session,
            item=item,
            speakers_first=self.vetoed_by,
            report_invited_by=veto_initiative.report_invited_by(from_day) if from_day else None,
            report_on=report_on,
            report_in_time=veto_initiative.report_in_time(report_on, debate) if report_on and debate else None,
            proviso=self._proviso(seen, status),
            shares_meeting_with=(),
            why=why,
            note=row.note if row and (seen or looked) else None,
            situation_id=self.situation_id,
            roll_calls=tuple(vote.id for vote in self.rows),
            council_meeting=self.rows[0].meeting,
            confidence=told.confidence if told else self.rows[0].confidence,
            releases=told.releases if told else (),
            revised=max(dates[vote.id] for vote in self.rows),
            sources=cite(record, sources.split()),
        )

    def _status(self, known: _Happened | None, seen: _Happened | None, kept: bool | None) -> tuple[DocketStatus, str]:
        last = self._last_day_in_words()
        if seen is None:
            maybe = ""
            if known and known.when.possibly_by(self.on):
                maybe = f" It met {known.when}: whether by {self.on} is not known."
            if self.proviso.applies is None:
                maybe += f" {self.proviso.reason}"
            if self.on <= self.period.last_day_at_latest:
                return DocketStatus.OPEN, (
                    f"The President of the Assembly shall convene a debate by {last} "
                    f"({veto_initiative.RESOLUTION}, OP1).{maybe}"
                )
            looked = self.answer is not None and self.answer.response is Response.NOT_FOUND
            return DocketStatus.UNKNOWN, (
                f"The last day was {last}; no debate and no emergency special session on the situation is known here "
                f"{'though one was looked for' if looked else 'to have followed'} by {self.on}, "
                f"which does not show that there was none.{maybe}"
            )
        what = (
            f"The Assembly debated the veto {_on(seen.when)}"
            if seen.how is Response.DEBATE
            else f"The Assembly met in emergency special session on the situation {_on(seen.when)}"
        )
        if kept is False:
            return DocketStatus.LATE, f"{what}, after the last day, {last} ({veto_initiative.RESOLUTION}, OP1)."
        met = DocketStatus.HELD if seen.how is Response.DEBATE else DocketStatus.HELD_IN_ESS
        paragraph = "OP1" if seen.how is Response.DEBATE else "OP1, proviso: no separate debate is owed"
        if kept:
            return met, f"{what}, in time: the last day was {last} ({veto_initiative.RESOLUTION}, {paragraph})."
        return met, (
            f"{what}; the last day was {last}, and whether it was in time is not shown "
            f"({veto_initiative.RESOLUTION}, {paragraph.partition(':')[0]})."
        )

    def _proviso(self, seen: _Happened | None, status: DocketStatus) -> str:
        if seen and seen.how is Response.EMERGENCY_SESSION:
            if seen.when.exact:
                return veto_initiative.proviso(self.period, (seen.when.exact,)).reason
            return (
                f"The General Assembly met in an emergency special session on the same situation {seen.when}; whether "
                f"within the ten working days is not shown ({veto_initiative.RESOLUTION}, OP1, proviso)."
            )
        if status is DocketStatus.OPEN and self.proviso.applies is False:
            return veto_initiative.PROVISO
        return self.proviso.reason

    def _kept(self, when: DoubtfulDate) -> bool | None:
        first = max(when.not_before or self.veto_date, self.veto_date)
        last = when.not_after
        if last is None or last < self.veto_date:
            return None
        if self.period.kept_by(last):
            return True
        return False if self.period.kept_by(first) is False else None

    def _number(self, day: date | None) -> int | None:
        if day is None or day not in self.period.working_days or self.window.missing:
            return None
        if any(holiday.earliest <= day for holiday in self.window.open_holidays):
            return None
        return self.period.working_days.index(day) + 1

    def _days(self) -> tuple[DocketDay, ...]:
        if self.window.missing:
            return ()
        counted = [DocketDay(day, number) for number, day in enumerate(self.period.working_days, start=1)]
        skipped = [DocketDay(each.date, None, each.why, each.status) for each in self.period.skipped]
        return tuple(sorted(counted + skipped, key=lambda each: each.date))

    def _last_day_in_words(self) -> str:
        if not self.window.open_holidays:
            return f"{self.period.last_day}"
        which = " and ".join(holiday.name for holiday in self.window.open_holidays)
        first, latest = self.period.last_day_without_unverified, self.period.last_day_at_latest
        day = f"{self.window.last_day}, or a day " if self.window.last_day else "a day "
        return f"{day}between {first} and {latest} ({which}: not verified)"

    def _session_and_item(self, seen: _Happened | None, told: VetoAnswer | None) -> tuple[str | None, str | None]:
        session = (seen.session if seen else None) or (
            self.answer.session if self.answer and self.answer.response is Response.NOT_FOUND else None
        )
        if session is None:
            number = regular_session(self.period.last_day)
            session = str(number) if number else None
        if told and told.item:
            return session, told.item
        if session is not None and not session.isdigit():
            return session, None
        if session is None and self.veto_date.year == veto_initiative.ADOPTED.year:
            return None, None  # in the 76th session or the 77th, under one item or the other
        # From the 77th session on the title no longer depends on the session.
        item = veto_initiative.agenda_item(int(session) if session else veto_initiative.SESSION_OF_ADOPTION + 1)
        return session, f"{item.number} {item.title}" if item.number else item.title

    def _situation(self) -> str:
        if self.answer:
            return self.answer.about
        if self.situation_id and self.situation_id in self.record.situation:
            return self.record.situation[self.situation_id].name
        proposal = self.record.proposal[self.rows[0].proposal]
        return proposal.title or proposal.agenda or "not known"


def _not_owed(
    record: Record, row: RollCall, seats: tuple[Term, ...], cited: dict[str, tuple[Cited, ...]]
) -> DocketEntry:
    draft = record.draft_situation.get(row.id)
    situation = record.situation.get(draft.situation) if draft else None
    proposal = record.proposal[row.proposal]
    if row.source not in cited:
        cited[row.source] = cite(record, row.source.split())
    return DocketEntry(
        id=entry_id(record, row),
        veto_date=row.date,
        proposal=_proposal(record, row),
        situation=situation.name if situation else proposal.title or proposal.agenda or "not known",
        vetoed_by=_vetoed_by(seats, (row,)),
        last_day=None,
        status=DocketStatus.NOT_OWED,
        held_on=None,
        meeting=None,
        report=None,
        depends_on_unverified_holiday=False,
        kept=None,
        on_working_day=None,
        held_not_before=None,
        held_not_after=None,
        last_day_not_before=None,
        last_day_not_after=None,
        unverified_holidays=(),
        days=(),
        session=None,
        item=None,
        speakers_first=(),
        report_invited_by=None,
        report_on=None,
        report_in_time=None,
        proviso=None,
        shares_meeting_with=(),
        why=(
            f"A veto of {row.date} falls outside {veto_initiative.RESOLUTION}, which took effect with its adoption on "
            f"{veto_initiative.ADOPTED} and covers the vetoes cast after that day: nothing was owed."
        ),
        note=None,
        situation_id=situation.id if situation else None,
        roll_calls=(row.id,),
        council_meeting=row.meeting,
        confidence=row.confidence,
        releases=(),
        revised=row.recorded,
        sources=cited[row.source],
    )


def entry_id(record: Record, row: RollCall) -> str:
    """The key of an entry: the day of the veto and the first of its proposals in the order of symbols."""
    proposal = record.proposal[row.proposal]
    named = _proposal(record, row) if proposal.symbol or proposal.amends else row.id
    return f"{row.date}-{re.sub('[^a-z0-9]+', '-', named.lower()).strip('-')}"


def _told_apart(entries: list[DocketEntry]) -> list[DocketEntry]:
    """The entries with keys of their own: a second vote on one draft on one day adds the key of the roll call."""
    seen: set[str] = set()
    apart = []
    for entry in entries:
        own = f"{entry.id}-{entry.roll_calls[0]}" if entry.id in seen else entry.id
        apart.append(msgspec.structs.replace(entry, id=own) if own != entry.id else entry)
        seen.add(own)
    return apart


def _sharing(entries: list[DocketEntry]) -> list[DocketEntry]:
    """The entries, each with those that the same meeting answered."""
    together: dict[tuple[date, str, str], list[str]] = defaultdict(list)

    def place(entry: DocketEntry) -> tuple[date, str, str] | None:
        if entry.held_on is None or entry.situation_id is None:
            return None
        return entry.held_on, entry.session or "", entry.situation_id

    for entry in entries:
        if where := place(entry):
            together[where].append(entry.id)
    shared = []
    for entry in entries:
        where = place(entry)
        others = tuple(each for each in together[where] if each != entry.id) if where else ()
        shared.append(msgspec.structs.replace(entry, shares_meeting_with=others) if others else entry)
    return shared


def _session_days(record: Record) -> Mapping[str, tuple[tuple[date, int, str], ...]]:
    """Situation to the days on which an emergency special session on it is known, to the day, to have met.

    Days that a source gives only by month, or as part of a stretch, are left out: they prove no meeting in time.
    """
    found: dict[str, list[tuple[date, int, str]]] = defaultdict(list)
    for row in record.emergency_sessions:
        if row.situation:
            days = {row.first, *map(date.fromisoformat, re.findall(r"\b\d{4}-\d{2}-\d{2}\b", row.resumed or ""))}
            found[row.situation] += [(day, row.number, row.source) for day in days]
    return {situation: tuple(sorted(days)) for situation, days in found.items()}


def _shared(record: Record, row: RollCall, answers: Mapping[str, VetoAnswer]) -> str:
    if draft := record.draft_situation.get(row.id):
        return draft.situation
    return answers[row.id].id if row.id in answers else row.id


def _vetoed_by(seats: tuple[Term, ...], rows: Iterable[RollCall]) -> tuple[str, ...]:
    noes = {(state, row.date) for row in rows for state in row.no}
    return tuple(
        sorted({term.state for term in seats for state, on in noes if term.state == state and term.covers(on)})
    )


def _window(record: Record, veto_date: date) -> Window:
    """The ten working days, counted once for a Record."""
    key = ("docket", "window", veto_date)
    if key not in record.derived:
        record.derived[key] = window(record.holidays, veto_date)
    found: Window = record.derived[key]
    return found


def _symbol(record: Record, row: RollCall) -> tuple[str, ...]:
    proposal = record.proposal[row.proposal]
    return tuple(part.zfill(9) for part in re.split("[/.]", proposal.symbol or proposal.amends or row.id))


def _proposal(record: Record, row: RollCall) -> str:
    proposal = record.proposal[row.proposal]
    if proposal.symbol:
        return proposal.symbol
    return f"amendment to {proposal.amends}" if proposal.amends else proposal.title or row.id


def _on(when: DoubtfulDate) -> str:
    return f"on {when}" if when.exact else f"{when}"
