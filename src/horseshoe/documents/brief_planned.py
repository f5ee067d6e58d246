"""The brief on a draft before its vote, as pages: odds, first calls, who is bound and who wobbles, what is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from horseshoe.answers.planned_brief import PlannedBrief
from horseshoe.answers.standing import Standing
from horseshoe.answers.whip import WhipSeat
from horseshoe.documents.brief import (
    AUTHOR,
    OUTCOMES,
    BriefPage,
    Citing,
    Fact,
    LeftOut,
    Room,
    cleaned,
    gaps,
    listed,
    long_day,
    reason,
    several,
    short,
    spaced,
    table,
)
from horseshoe.documents.brief_voted import document_line
from horseshoe.documents.page import Notes, Section, Text, Tone
from horseshoe.documents.picture import Picture, SeatDrawn, horseshoe_picture
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast
from horseshoe.facts.situations import Names
from horseshoe.forecast.percent import short_percent

SURE = 0.95
"""A seat whose likeliest cast has less than this chance wobbles."""

LEGEND = (
    "Each seat's likeliest vote with its chance, in broken lines: tick in a circle, yes; cross in a square, no; ring, "
    "abstains or takes no part. * permanent member. English alphabetical order, a known presidency at the head."
)

COMMAND = "horseshoe whip"

percent = partial(short_percent, decimals=0)
"""A chance in whole per cent."""


def planned(brief: PlannedBrief, on: date, room: Room) -> BriefPage:
    """The brief before the vote, as of a day, with so much shown."""
    return cleaned(_Planned(brief, on, room).page())


def likeliest(seat: WhipSeat) -> tuple[Cast, float]:
    """A seat's likeliest cast and its chance; abstaining and taking no part are one here."""
    chances = ((Cast.YES, seat.p.yes), (Cast.NO, seat.p.no), (Cast.ABSTAIN, seat.p.silent))
    return max(chances, key=lambda each: each[1])


class _Planned:
    """One brief while it is made."""

    def __init__(self, brief: PlannedBrief, on: date, room: Room) -> None:
        self.brief, self.whip, self.on, self.room = brief, brief.whip, on, room
        self.notes = Notes(brief.sources)
        self.cite = Citing(self.notes, room.cited)
        self.left = LeftOut()
        self.seats = {seat.state: seat for seat in self.whip.seats}
        self.permanent = tuple(seat.state for seat in self.whip.seats if seat.permanent)
        self.ask = f"{COMMAND} FILE"

    def page(self) -> BriefPage:
        whip = self.whip
        named = short(whip.title or whip.symbol or "Draft resolution", 140)
        symbol = f"{whip.symbol}. " if whip.symbol and whip.title else ""
        days = long_day(whip.date) + (f" to {long_day(whip.until)}" if whip.until else "")
        stage = f"; stage: {spaced(whip.stage)}" if whip.stage else ""
        odds = whip.odds
        facts = tuple(self._facts())
        sections = (self._calls(), self._bound(), self._standards(), self._ways(), self._known(), self._veto())
        return BriefPage(
            title=f"{named} (before the vote)",
            subtitle=f"{symbol}Vote in the Security Council expected {days}{stage}.",
            verdict=Text(
                f"Odds: adopted {percent(odds.adopted)}, vetoed {percent(odds.vetoed)}, lacking {whip.threshold} votes "
                f"{percent(odds.lacking_votes)}. {' '.join(whip.fewest.says)}"
            ),
            picture=self._picture(),
            facts=facts,
            sections=(*sections, self._not_known()),
            endnotes=self.notes.endnotes(),
            footer=f"Horseshoe: brief before the vote of {days}, as of {long_day(self.on)}.",
            author=AUTHOR,
            dated=self.on.isoformat(),
        )

    def _picture(self) -> Picture:
        whip = self.whip
        drawn, said = [], []
        for seat in whip.seats:
            cast, chance = likeliest(seat)
            drawn.append(
                SeatDrawn(
                    seat.state, seat.name, seat.permanent, cast, f"{_LIKELY[cast]} {percent(chance)}", chance == 1
                )
            )
            said.append(f"{seat.state}{'*' if seat.permanent else ''} {_LIKELY[cast]} {percent(chance)}")
        presided = self.brief.presidency
        chair = f" Presidency: {presided.name}." if presided else ""
        return horseshoe_picture(
            drawn,
            presided.state if presided else None,
            [
                f"adopted {percent(whip.odds.adopted)}",
                f"vetoed {percent(whip.odds.vetoed)}",
                f"lacking votes {percent(whip.odds.lacking_votes)}",
                f"needs {whip.threshold} in favour",
            ],
            title=f"The Council on {whip.date}, and what each seat may do",
            says=f"Likeliest vote of each seat: {', '.join(said)}.{chair}",
            legend=LEGEND,
        )

    def _facts(self) -> Iterator[Fact]:
        brief, whip = self.brief, self.whip
        if brief.known:
            yield Fact("Situation", Text(brief.known.name))
        elif whip.situation:
            yield Fact("Situation", Text(f"{short(whip.situation, 80)} (not known here)", tone=Tone.UNKNOWN))
        if brief.action:
            yield Fact("What it asks for", Text(brief.action.value.replace("-", " ")))
        names = {Names.YES: "yes", Names.NO: "no", Names.UNKNOWN: "not given"}[brief.text_names]
        yield Fact("Names the crimes or the protection of civilians", Text(names))
        if whip.penholder:
            yield Fact("Penholder", Text(self._name(whip.penholder)))
        yield Fact("Sponsors", Text(", ".join(map(self._name, whip.sponsors)) or "not given"))
        if held := whip.what_if:
            said = ", ".join(f"{state} {_MOVED[cast]}" for state, cast in held.casts.items())
            yield Fact(
                "If seats are held",
                Text(
                    f"{said}: adopted {percent(held.odds.adopted)}, vetoed {percent(held.odds.vetoed)}, lacking votes "
                    f"{percent(held.odds.lacking_votes)}. All else here is told as things stand."
                ),
            )
        if brief.presidency:
            yield Fact("Presidency", Text(brief.presidency.name))
        if brief.earlier:
            shown = self.left.first(
                brief.earlier, self.room.votes, "earlier votes", f"horseshoe conduct --situation {whip.situation}"
            )
            said = "; ".join(f"{each.named()}, {each.date}, {OUTCOMES[each.outcome]} {each.tally}" for each in shown)
            yield Fact("The last votes on the situation", Text(said))

    def _name(self, state: str) -> str:
        return self.brief.names.get(state, state)

    def _calls(self) -> Section:
        whip, room = self.whip, self.room
        order = [self.seats[state] for state in whip.pivotal]
        turning = [seat for seat in order if seat.pivot >= 0.005]
        elected = [seat for seat in order if not seat.permanent]
        # With every veto holder decisive alike, an elected seat would never be called: the two likeliest to leave are.
        shaky = [seat for seat in elected if likeliest(seat)[1] < SURE and seat not in turning]
        shown = self.left.first((*turning, *shaky), room.calls, "seats to call", self.ask)
        rows = [
            (
                Text(f"{seat.name}{'*' if seat.permanent else ''} ({seat.state})"),
                Text(_said(seat), tone=Tone.PLAIN if seat.stance else Tone.UNKNOWN),
                Text(f"{percent(seat.p.yes)} / {percent(seat.p.no)} / {percent(seat.p.silent)}"),
                Text(percent(seat.pivot)),
                Text(" / ".join(percent(seat.adopted_if[cast]) for cast in ("yes", "abstain", "no"))),
                Text(short(seat.source, room.letters)),
            )
            for seat in shown
        ]
        below = []
        if whip.bargains:
            pairs = self.left.first(whip.bargains, max(room.calls - 2, 1), "pairs to move", self.ask)
            said = "; ".join(
                f"{' and '.join(f'{move.state} to {_MOVED[move.cast]}' for move in pair.moves)}: "
                f"{percent(pair.adopted)} ({100 * pair.change:+.0f} points)"
                for pair in pairs
            )
            below.append(Text(f"Two seats moved together, and the chance of adoption then. {said}."))
        return Section(
            title="First calls: the seats on which it turns",
            paragraphs=() if rows else (Text("It turns on no single seat."),),
            table=table(
                (
                    "Member",
                    "Latest stance",
                    "Yes / no / abstains",
                    "Decides",
                    "Adopted if yes / abstains / no",
                    "Where its chances come from",
                ),
                rows,
                (2.3, 1.2, 1.6, 0.9, 2.0, 2.3),
            ),
            below=tuple(below),
        )

    def _bound(self) -> Section:
        whip = self.whip
        rows = []
        # A member is told once, with both pledges beside it.
        for state in dict.fromkeys(each.state for each in whip.bound):
            seat = self.seats[state]
            chance = next(each for each in whip.bound if each.state == state)
            rows.append(
                (
                    Text(f"{seat.name}{'*' if seat.permanent else ''} ({seat.state})"),
                    Text(
                        seat.code.short, self.cite.refs(seat.code.sources), _TONE.get(seat.code.standing, Tone.UNKNOWN)
                    ),
                    Text(
                        seat.declaration.short
                        if seat.permanent
                        else f"{seat.declaration.short}; elected, not addressed",
                        self.cite.refs(seat.declaration.sources),
                        _TONE.get(seat.declaration.standing, Tone.UNKNOWN),
                    ),
                    Text(percent(chance.chance_of_no)),
                    Text(percent(chance.chance_of_veto) if seat.permanent else "no veto"),
                )
            )
        wobbling = [seat for seat in whip.seats if likeliest(seat)[1] < SURE]
        wobbling.sort(key=lambda seat: likeliest(seat)[1])
        said = "; ".join(
            f"{seat.state}{'*' if seat.permanent else ''} yes {percent(seat.p.yes)}, no {percent(seat.p.no)}, abstains "
            f"{percent(seat.p.silent)}"
            for seat in wobbling
        )
        wobble = Text(f"Who wobbles (no vote likelier than {percent(SURE)}). {said}." if said else "No seat wobbles.")
        abstaining = whip.if_bound_abstain
        return Section(
            title="Who is bound, and who wobbles",
            paragraphs=() if rows else (Text("No member of this Council is known to be bound by either pledge."),),
            table=table(
                ("Member", "Code of Conduct", "Declaration", "Chance of a no", "Chance of its veto"),
                rows,
                (2.6, 1.8, 2.4, 1.2, 1.2),
            ),
            below=(
                wobble,
                Text(
                    f"If every bound member abstains where it would vote no: adopted {percent(abstaining.adopted)}, "
                    f"vetoed {percent(abstaining.vetoed)}."
                ),
            ),
        )

    def _standards(self) -> Section:
        rows = [
            (
                Text(self.brief.assessors.get(view.assessor, view.assessor)),
                Text(view.word),
                Text(short(reason(view.why), self.room.letters)),
            )
            for view in self.whip.views
        ]
        nobody = next((note for note in self.whip.coverage.notes if note.startswith("What the published")), "")
        return Section(
            title="What the published standards would say, were it put to the vote as it stands",
            paragraphs=() if rows else (Text(nobody or "No published standard is recorded here."),),
            table=table(("Assessor", "Engaged?", "Why"), rows, (1.2, 1.0, 6.0)),
        )

    def _ways(self) -> Section:
        whip = self.whip
        lines = [Text(" ".join(whip.certain.says))]
        vetoed = sorted((each for each in whip.vetoed_by.items() if each[1] > 0), key=lambda each: -each[1])
        if vetoed:
            said = ", ".join(f"{state} {percent(chance)}" for state, chance in vetoed)
            lines.append(Text(f"Chance of a veto by: {said}."))
        tallies = ", ".join(f"{each.yes}-{each.no}-{each.silent} {percent(each.chance)}" for each in whip.tallies[:4])
        lines.append(Text(f"Likeliest tallies (yes-no-other): {tallies}."))
        paths = self.left.first(whip.paths_to_nine, max(self.room.calls - 3, 1), "paths", self.ask)
        for path in paths:
            has = f"{listed(path.declared, self.permanent)} declared; " if path.declared else ""
            lines.append(
                Text(
                    f"A path to {whip.threshold}: {has}to win {listed(path.to_win, self.permanent)}. All vote yes "
                    f"{percent(path.chance)}; and no veto {percent(path.clear)}."
                )
            )
        return Section(title=f"The way to {whip.threshold} votes without a veto", paragraphs=tuple(lines))

    def _known(self) -> Section:
        known = self.brief.known
        title = "What is known of the situation now"
        if known is None:
            return Section(
                title=title,
                paragraphs=(Text("The file names no situation that is known here: no evidence can be shown."),),
            )
        others, recalled = len(known.outside_list), len(known.recalled)
        counts = (
            f"Public and known here on {known.name}: {several(len(known.listed), 'document')} of entities that the "
            f"practice of the Code looks to{f', {others} of others' if others else ''}."
            + (f" Only recalled, and carrying nothing: {recalled}." if recalled else "")
        )
        newest = known.listed[::-1] or known.outside_list[::-1]
        shown = self.left.first(
            newest, self.room.documents, "documents", f"horseshoe framework {known.situation}", "document"
        )
        outside = (Text(f"Outside the three crimes: {known.outside}"),) if known.outside else ()
        return Section(
            title=title,
            paragraphs=(
                Text(counts),
                *outside,
                *(Text(document_line(each, self.room.letters), self.cite.refs(each.sources)) for each in shown),
                Text(known.notes[0], tone=Tone.UNKNOWN),
            ),
        )

    def _veto(self) -> Section:
        owed = self.brief.assembly
        title = "The docket: what a veto would start"
        if owed is None or not owed.owed:
            said = owed.reason if owed else " ".join(self.brief.notes) or "The matter is one in which no veto counts."
            return Section(title=title, paragraphs=(Text(said),))
        doubt = ""
        if owed.depends_on_unverified_holiday:
            which = ", ".join(each.name for each in owed.depends_on_unverified_holiday)
            doubt = f" It lies between {owed.earliest_last_day} and {owed.latest_last_day} ({which}: not verified)."
        return Section(
            title=title,
            paragraphs=(
                Text(f"After a veto on {owed.veto_date} the last day for the debate is {owed.last_day}.{doubt}"),
                Text(" ".join(filter(None, (owed.reason, owed.proviso, owed.report)))),
            ),
        )

    def _not_known(self) -> Section:
        cover = self.whip.coverage
        lines = [
            f"Of {cover.seats} seats a stance is declared for {cover.declared}, reported for {cover.reported}, unknown "
            f"for {cover.unknown}; chances are given for {cover.own_chances}."
        ]
        if cover.model:
            lines.append(f"Model: {cover.model}. Odds are no promise: they say what seats like these did before.")
        lines += cover.notes
        if self.brief.assembly is not None:
            lines += self.brief.notes
        for each in cover.supporters:
            claimed = f"; {each.claim()} were claimed for {each.claimed_on} ({each.claimant})" if each.claimed else ""
            lines.append(
                f"Supporters of the {_SHORT[each.instrument]} known here by name on that day: {each.certain}, "
                f"{each.possible} more possible{claimed}."
            )
        lines.append(
            "The official lists could not be read: a state that is not known here to have joined may have done so."
        )
        below = self.left.says()
        return Section(
            title="What is not known, and what was left out",
            paragraphs=(gaps(lines), *((below,) if below else ())),
        )


_LIKELY = {
    Cast.YES: "yes",
    Cast.NO: "no",
    Cast.ABSTAIN: "abstains",
    Cast.NOT_PARTICIPATING: "no part",
}
_MOVED = {Cast.YES: "yes", Cast.NO: "no", Cast.ABSTAIN: "abstaining", Cast.NOT_PARTICIPATING: "taking no part"}
_SHORT = {Instrument.CODE: "Code", Instrument.DECLARATION: "Declaration"}
_TONE = {Standing.CERTAIN: Tone.PLAIN, Standing.POSSIBLE: Tone.POSSIBLE}


def _said(seat: WhipSeat) -> str:
    if seat.stance is None:
        return "not known"
    declared = any(each.declared for each in seat.stances)
    return f"{spaced(seat.stance)} ({'declared' if declared else 'reported'})"
