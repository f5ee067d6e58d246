"""The brief on a draft that was voted on, as pages: outcome, findings, explanations, what was known, the docket."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from horseshoe.answers.brief import BriefVote
from horseshoe.answers.conduct_cases import Held, SeatConduct
from horseshoe.answers.docket_entry import DocketEntry, DocketStatus
from horseshoe.answers.evidence import Document
from horseshoe.answers.standing import Standing, Support
from horseshoe.answers.statements import RECALL, Statement
from horseshoe.answers.wording import wording
from horseshoe.documents.brief import (
    AUTHOR,
    DID,
    OUTCOMES,
    BriefPage,
    Citing,
    Fact,
    LeftOut,
    Room,
    cleaned,
    gaps,
    grouped,
    grouped_by,
    listed,
    long_day,
    opened,
    reason,
    several,
    short,
    spaced,
    table,
)
from horseshoe.documents.page import Notes, Section, Text, Tone
from horseshoe.documents.picture import WORDS, Picture, SeatDrawn, horseshoe_picture
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast, Outcome
from horseshoe.facts.situations import Names
from horseshoe.facts.statements import Said, Voice
from horseshoe.rules.findings import FindingKind, Reason
from horseshoe.rules.standards import ENTITIES, STRENGTHS

LEGEND = (
    "Tick in a full circle: yes. Cross in a square: no. Empty ring: abstains. * permanent member. English alphabetical "
    "order, a known presidency at the head."
)

STATUS = {
    DocketStatus.OPEN: "Open",
    DocketStatus.HELD: "Held",
    DocketStatus.HELD_IN_ESS: "Held in emergency special session",
    DocketStatus.LATE: "Late",
    DocketStatus.NOT_OWED: "Nothing was owed",
    DocketStatus.UNKNOWN: "Not known",
}
"""What became of the debate, in words."""


def voted(vote: BriefVote, on: date, room: Room) -> BriefPage:
    """The brief on one roll call, as of a day, with so much shown."""
    return cleaned(_Voted(vote, on, room).page())


def named(vote: BriefVote) -> str:
    """The symbol under which a brief speaks of the vote."""
    told = vote.roll_call
    return told.draft or told.resolution or (f"Amendment to {told.amends}" if told.amends else f"Roll call {told.id}")


class _Voted:
    """One brief while it is made."""

    def __init__(self, vote: BriefVote, on: date, room: Room) -> None:
        self.vote, self.told, self.on, self.room = vote, vote.roll_call, on, room
        self.notes = Notes(vote.sources)
        self.cite = Citing(self.notes, room.cited)
        self.left = LeftOut()
        self.permanent = tuple(seat.state for seat in vote.seats if seat.permanent)
        self.ask = self.told.draft or self.told.resolution or self.told.id

    def page(self) -> BriefPage:
        told = self.told
        became = f" ({told.resolution})" if told.resolution and told.resolution != named(self.vote) else ""
        about = self.vote.known.situation_name
        kind = spaced(told.kind).capitalize() if told.kind else "Proposal"
        verdict = Text(told.reason, self._roll_call_refs())
        facts = tuple(self._facts())
        sections = (
            self._bound(),
            *self._views(),
            *self._said(),
            self._known(),
            self._assembly(),
            self._not_known(),
        )
        return BriefPage(
            title=f"{named(self.vote)}{became}: {OUTCOMES[told.outcome]}, {told.tally}",
            subtitle=f"{kind}{f' on {about}' if about else ''}. Security Council, {long_day(told.date)}"
            f"{f', {told.meeting}' if told.meeting else ''}.",
            verdict=verdict,
            picture=self._picture(),
            facts=facts,
            sections=sections,
            endnotes=self.notes.endnotes(),
            footer=f"Horseshoe: brief on {self.ask}, as of {long_day(self.on)}.",
            author=AUTHOR,
            dated=self.on.isoformat(),
        )

    def _roll_call_refs(self) -> tuple[int, ...]:
        return self.cite.refs(each.id for each in self.told.sources)

    # -- page one ---------------------------------------------------------------------------------------

    def _picture(self) -> Picture:
        told, seats = self.told, self.vote.seats
        did = grouped((DID[seat.cast], f"{seat.state}{'*' if seat.permanent else ''}") for seat in seats)
        says = "; ".join(f"{how}: {', '.join(whom)}" for how, whom in did.items())
        tally = told.tally
        inside = [opened(OUTCOMES[told.outcome])]
        if tally.yes is not None:
            inside += [f"{tally.yes} in favour", f"{tally.no} against", f"{tally.abstain} abstaining"]
            if tally.not_voting:
                inside.append(f"{tally.not_voting} not voting")
        if told.vetoed_by:
            inside.append(f"veto of {', '.join(told.vetoed_by)}")
        presided = self.vote.presidency
        chair = f" Presidency: {presided.name}." if presided else ""
        return horseshoe_picture(
            [SeatDrawn(seat.state, seat.name, seat.permanent, seat.cast, WORDS[seat.cast]) for seat in seats],
            presided.state if presided else None,
            inside,
            title=f"The Council on {told.date}: {named(self.vote)}",
            says=f"{opened(says)}.{chair}",
            legend=LEGEND,
        )

    def _facts(self) -> Iterator[Fact]:
        told, known, letters = self.told, self.vote.known, self.room.letters
        if told.title and told.title != told.agenda:
            yield Fact("Subject", Text(short(told.title, letters)))
        if told.agenda:
            yield Fact("Agenda item", Text(short(told.agenda, letters)))
        if told.amends:
            yield Fact("Amends", Text(told.amends))
        if told.sponsors:
            yield Fact("Sponsors", Text(short(told.sponsors, letters)))
        if known.asks:
            seen = "" if known.text_seen else " Its text itself was not seen."
            yield Fact("What it asked for", Text(f"{short(known.asks, letters)}{seen}"))
        if known.text_names:
            yield Fact("Names the crimes or the protection of civilians", Text(_NAMES[known.text_names]))
        if others := self.left.first(
            self.vote.others, self.room.votes, "other votes on it", f"horseshoe brief {self.ask}", "other vote on it"
        ):
            said = "; ".join(
                f"{spaced(each.kind) if each.kind else 'vote'} {each.named()}, {each.date}: "
                f"{OUTCOMES[each.outcome]} {each.tally}"
                for each in others
            )
            yield Fact("Other votes on it", Text(said))
        if rivals := self.left.first(
            known.rivals, self.room.votes, "texts of about the same time", f"horseshoe evidence {self.ask}", "text"
        ):
            said = "; ".join(
                f"{each.draft or each.roll_call}, {each.date}, {OUTCOMES[each.outcome]}"
                f"{f' (tabled by {each.sponsor})' if each.sponsor else ''}{' (only recalled)' if each.recalled else ''}"
                for each in rivals
            )
            yield Fact("Put to the vote at about the same time", Text(said))
        if presided := self.vote.presidency:
            yield Fact("Presidency", Text(presided.name))

    def _bound(self) -> Section:
        vote = self.vote
        conduct = {seat.state: seat for seat in vote.conduct.seats} if vote.conduct else {}
        shown = [
            seat
            for seat in vote.seats
            if seat.cast is Cast.NO
            or any(pledge.standing in (Standing.CERTAIN, Standing.POSSIBLE) for pledge in (seat.code, seat.declaration))
        ]
        shown.sort(key=lambda seat: seat.cast is not Cast.NO)
        rows = []
        for seat in shown:
            held = _held(conduct.get(seat.state))
            rows.append(
                (
                    Text(f"{seat.name}{'*' if seat.permanent else ''} ({seat.state})"),
                    Text(DID[seat.cast]),
                    self._standing(seat.code),
                    self._finding(held.get(Instrument.CODE)),
                    self._standing(seat.declaration),
                    self._finding(held.get(Instrument.DECLARATION)),
                )
            )
        rest = [seat for seat in vote.seats if seat not in shown]
        below = []
        for instrument, what in ((Instrument.CODE, "Code"), (Instrument.DECLARATION, "Declaration")):
            said = grouped(
                (_REST[_pledge(seat, instrument).standing], seat.state) for seat in rest if _pledge(seat, instrument)
            )
            if said:
                parts = "; ".join(f"{how}: {listed(codes, self.permanent)}" for how, codes in said.items())
                below.append(Text(f"The others and the {what}. {opened(parts)}."))
        abstained = [seat for seat in vote.seats if seat.cast is Cast.ABSTAIN]
        if abstained:
            bound = [seat.state for seat in abstained if seat.code.standing is Standing.CERTAIN]
            of_these = f"; of these bound by the Code: {listed(bound, self.permanent)}" if bound else ""
            codes = listed((seat.state for seat in abstained), self.permanent)
            below.append(Text(f"Abstained: {codes}{of_these}. The Code asks not to vote against."))
        header = ("Member", "Vote", "Code of Conduct", "Finding", "Declaration", "Finding")
        made = table(header, rows, (2.5, 1.0, 1.6, 1.7, 1.6, 1.7))
        said_nobody = Text("No member is known to have been bound by either pledge, and none voted no.")
        return Section(
            title="Who was bound, who voted no, and each finding",
            paragraphs=() if made else (said_nobody,),
            table=made,
            below=tuple(below),
        )

    def _standing(self, pledge: Support) -> Text:
        tone = {Standing.CERTAIN: Tone.PLAIN, Standing.POSSIBLE: Tone.POSSIBLE}.get(pledge.standing, Tone.UNKNOWN)
        return Text(pledge.short, self.cite.refs(pledge.sources), tone)

    def _finding(self, held: Held | None) -> Text:
        if held is None:
            return Text("not assessed", tone=Tone.UNKNOWN)
        names = {each.id: each.name for each in self.vote.assessors}
        kinds = grouped((_kind(each.kind), names.get(each.assessor, each.assessor)) for each in held.findings)
        if all(each.reason is Reason.NOT_PERMANENT for each in held.findings):
            return Text("elected: not addressed", tone=Tone.UNKNOWN)
        if held.possible:
            return Text("not judged: only possibly bound", tone=Tone.UNKNOWN)
        if set(kinds) == {_kind(FindingKind.NOT_BOUND)}:
            return Text(_kind(FindingKind.NOT_BOUND), tone=Tone.UNKNOWN)
        if len(kinds) == 1 and len(held.findings) > 1:
            return Text(f"{next(iter(kinds))}, under every assessor")
        policy = " (by the policy chosen)" if held.by_policy else ""
        return Text("; ".join(f"{', '.join(who)}: {kind}" for kind, who in kinds.items()) + policy)

    def _views(self) -> Iterator[Section]:
        conduct = self.vote.conduct
        if conduct is None or not conduct.views:
            return
        names = {each.id: each.name for each in self.vote.assessors}
        rows = [
            (
                Text(names.get(view.assessor, view.assessor)),
                Text(spaced(view.status) if view.status else "cannot tell"),
                Text(short(reason(view.why), self.room.letters), self.cite.refs(view.sources)),
            )
            for view in conduct.views
        ]
        yield Section(
            title="Did the Code apply to the draft? What each assessor says",
            table=table(("Assessor", "Engaged?", "Why"), rows, (1.2, 1.0, 6.0)),
        )

    # -- page two ---------------------------------------------------------------------------------------

    def _said(self) -> Iterator[Section]:
        conduct = self.vote.conduct
        if conduct is None:
            return
        ask = f"horseshoe conduct --draft {self.ask}"
        casts = self.told.casts
        order = sorted(
            conduct.explanations,
            key=lambda each: (
                each.confidence == RECALL,
                casts.get(each.state) is not Cast.NO,
                each.invokes_code is not Said.YES,
            ),
        )
        # A joint statement stands once, with all that made it.
        joint = grouped_by(order, lambda each: (each.says, str(each.when), each.body, each.cast))
        groups = self.left.first(joint, self.room.statements, "statements", ask)
        shown: list[Statement] = [group[0] for group in groups]
        rows = [
            (
                Text(", ".join(dict.fromkeys(one.name for one in group))),
                Text(f"{DID[each.cast]}" if each.cast else "not on the Council"),
                Text(f"{each.when}, {_place(each)}", self.cite.refs(id_ for one in group for id_ in one.sources)),
                Text(
                    short(each.says, self.room.letters),
                    tone=Tone.UNKNOWN if each.confidence == RECALL else Tone.PLAIN,
                    items=tuple(_beside(each)),
                ),
            )
            for group in groups
            for each in group[:1]
        ]
        paragraphs = [
            Text(
                f"Before the vote, {each.name} ({each.when}): {each.stance}. "
                f"{short(each.says, self.room.letters)} Reported, not judged.",
                self.cite.refs(each.sources),
            )
            for each in self.left.first(conduct.before, self.room.questions, "statements before the vote", ask)
        ]
        if not rows:
            paragraphs.append(Text("No statement on the vote is known here.", tone=Tone.UNKNOWN))
        elif not any(each.invokes_code is Said.YES for each in shown):
            paragraphs.append(
                Text(
                    "None of these was seen to invoke the Code; parts of them may not have been read.",
                    tone=Tone.UNKNOWN,
                )
            )
        yield Section(
            title="What states said of it",
            table=table(("State", "Vote", "When and where", "What it said, in short"), rows, (1.8, 1.0, 1.7, 4.4)),
            below=tuple(paragraphs),
        )
        questions = self.left.first(conduct.questions, self.room.questions, "questions", ask)
        if questions:
            yield Section(
                title="Questions that the record raises, which are no findings",
                paragraphs=tuple(
                    Text(short(each.asks, self.room.letters), self.cite.refs(each.sources)) for each in questions
                ),
            )

    def _known(self) -> Section:
        known, ask = self.vote.known, f"horseshoe evidence {self.ask}"
        if known.situation is None:
            return Section(title="What was known on the day", paragraphs=tuple(map(Text, known.notes)))
        day, others, unclear = long_day(known.date), len(known.outside_list), len(known.unclear)
        counts = (
            f"Public by {day} and known here: {several(len(known.listed), 'document')} of entities that the practice "
            f"of the Code looks to{f', {others} of others' if others else ''}. Only afterwards: {len(known.after)}."
            + (f" Perhaps before, perhaps after, and not counted: {unclear}." if unclear else "")
            + (f" Only recalled, and carrying nothing: {len(known.recalled)}." if known.recalled else "")
        )
        newest = known.listed[::-1] or known.outside_list[::-1]
        shown = self.left.first(newest, self.room.documents, "documents known on the day", ask, "document of the day")
        paragraphs = [Text(counts)]
        if known.outside:
            paragraphs.append(Text(f"Outside the three crimes: {known.outside}"))
        paragraphs += [Text(document_line(each, self.room.letters), self.cite.refs(each.sources)) for each in shown]
        paragraphs += [
            Text(
                f"States disagreed. {each.question} One side, {each.side_a_states or 'not named'}: "
                f"{_closed(each.side_a)} The other, {each.side_b_states or 'not named'}: {_closed(each.side_b)}",
                self.cite.refs(each.sources),
            )
            for each in self.left.first(known.disagreements, self.room.disagreements, "disagreements", ask)
        ]
        paragraphs.append(Text(known.notes[0], tone=Tone.UNKNOWN))
        return Section(title="What was known on the day", paragraphs=tuple(paragraphs))

    def _assembly(self) -> Section:
        entry, title = self.vote.docket, "The docket: what the General Assembly owed and did"
        if entry is None:
            if self.told.outcome is Outcome.VETOED:
                return Section(title=title, paragraphs=(Text("The docket holds no entry for this veto."),))
            return Section(
                title=title, paragraphs=(Text("Nothing was owed: no veto is recorded (A/RES/76/262, OP1)."),)
            )
        return Section(
            title=title,
            paragraphs=(
                Text(
                    f"{STATUS[entry.status]}. {' '.join(docket_lines(entry))}",
                    self.cite.refs(source.id for source in entry.sources),
                ),
            ),
        )

    def _not_known(self) -> Section:
        cover, told = self.vote.coverage, self.told
        lines = [f"{cover.casts_known} of {cover.casts} casts are known ({told.confidence} confidence)."]
        lines += [short(each, self.room.letters) for each in (*told.doubts, *told.warnings)]
        lines += [
            f"Corrected here: {each.field}, published as {each.published}, is {each.corrected} ({each.evidence})."
            for each in told.corrections
        ]
        for each in cover.supporters:
            claimed = f"; {each.claim()} were claimed for {each.claimed_on} ({each.claimant})" if each.claimed else ""
            lines.append(
                f"Supporters of the {_SHORT[each.instrument]} known here by name on that day: {each.certain}, "
                f"{each.possible} more possible{claimed}."
            )
        lines.append(
            "The official lists could not be read: a state that is not known here to have joined may have done so."
        )
        lines += cover.notes
        below = self.left.says()
        return Section(
            title="What is not known, and what was left out",
            paragraphs=(gaps(lines), *((below,) if below else ())),
        )


# -- words shared with other forms ------------------------------------------------------------------------

_SHORT = {Instrument.CODE: "Code", Instrument.DECLARATION: "Declaration"}

_REST = {
    Standing.CERTAIN: "joined",
    Standing.POSSIBLE: "may have joined",
    Standing.STATED_ONLY: "spoke in support, which is no act of support",
    Standing.REPORTED_NOT_JOINED: "reported as not having joined",
    Standing.DISAVOWED: "disavowed it",
    Standing.NOT_YET_OPEN: "there was no text yet",
    Standing.NOTHING_KNOWN: "nothing known here",
}


def document_line(each: Document, letters: int) -> str:
    """A document in a line: when, who, what, how far it goes."""
    crimes = f"; {', '.join(map(spaced, each.crimes))}" if each.crimes else ""
    return (
        f"{each.published}, {ENTITIES[each.entity]}: {short(each.says, letters)} ({STRENGTHS[each.strength]}{crimes})"
    )


def docket_lines(entry: DocketEntry) -> Iterator[str]:
    """An entry of the docket in sentences."""
    yield entry.why
    if entry.status is DocketStatus.NOT_OWED:
        return
    where = ", ".join(
        filter(
            None,
            (
                f"session {entry.session}" if entry.session else None,
                entry.meeting,
                _item(entry.item),
            ),
        )
    )
    if where:
        yield f"{where[0].upper()}{where[1:]}."
    if entry.on_working_day and entry.held_on:
        yield f"It met on working day {entry.on_working_day} of ten."
    if entry.speakers_first:
        yield f"First on the list of speakers: {', '.join(entry.speakers_first)} (OP2)."
    if entry.report:
        came = "" if entry.report_in_time is None else ", in time" if entry.report_in_time else ", after the 72 hours"
        yield f"Special report of the Council: {entry.report}{came}."
    elif entry.report_invited_by:
        was = "is" if entry.status is DocketStatus.OPEN else "was"
        yield f"A special report {was} invited by {entry.report_invited_by}, 72 hours before (OP3); none is known here."
    if entry.shares_meeting_with:
        yield f"The same meeting answered {', '.join(entry.shares_meeting_with)}."
    if entry.note:
        yield entry.note


def _item(item: str | None) -> str | None:
    return item and (item if item.lower().startswith("item") else f"item {item}")


def _held(seat: SeatConduct | None) -> dict[Instrument, Held]:
    return {each.instrument: each for each in seat.pledges} if seat else {}


def _pledge(seat: object, instrument: Instrument) -> Support:
    found: Support = getattr(seat, instrument.value)
    return found


def _kind(kind: FindingKind) -> str:
    return wording().kinds[kind]


_NAMES = {Names.YES: "yes", Names.NO: "no", Names.UNKNOWN: "not known: its text was not seen"}


def _closed(text: str | None) -> str:
    said = (text or "not read").rstrip()
    return said if said.endswith((".", "?", "!")) else f"{said}."


def _place(each: Statement) -> str:
    return "its capital" if each.voice is Voice.CAPITAL else each.body


def _beside(each: Statement) -> Iterable[str]:
    if each.invokes_code is Said.YES:
        yield "It invokes the Code."
    if each.confidence == RECALL:
        yield "Only recalled; unverified."
