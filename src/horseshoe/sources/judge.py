"""Judge one row against the Council of its day, its own totals, Article 27, and the record."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from horseshoe.facts.proposals import Cast, Correction, Matter, Outcome, Tally
from horseshoe.facts.record import Record
from horseshoe.rules import charter
from horseshoe.rules.counting import listed
from horseshoe.sources.found import Fault, Kind, Proof, Reading, Severity
from horseshoe.sources.verdict import Verdict

SILENT = (Cast.NOT_VOTING, Cast.ABSENT, Cast.NOT_PARTICIPATING)
"""Casts that a source which knows less gives as not voting."""

REPETITION = "duplicate"
"""What a correction of a ``row:`` says where the row repeats the roll call."""


class Judge:
    """What is known, made ready to judge the rows of one file."""

    def __init__(self, reading: Reading, record: Record, recorded: date, bad: Severity) -> None:
        """Take the file's reading, what is known, the day of the import, and what follows from a fault."""
        self.reading = reading
        self.record = record
        self.recorded = recorded
        self.bad = bad
        starts = {term.start for term in record.terms}
        ends = {term.end + timedelta(days=1) for term in record.terms if term.end}
        self._eras = sorted(starts | ends | {charter.DEFAULT.enlarged_from})
        self._councils: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
        self._decisions: dict[object, charter.Decision] = {}
        self._sound: dict[object, dict[str, Cast]] = {}

    # -- the parts of a judgement -------------------------------------------------------------

    def row(self, verdict: Verdict) -> None:
        """Judge one row; what follows needs what went before."""
        found, known = verdict.found, verdict.known
        corrections = self._corrections(verdict)
        if not self._date(verdict, corrections):
            return
        # Most votes of one Council are the same vote with the same totals: what was found sound once is sound again.
        shape = (
            self._era(found.date),
            tuple(found.casts.items()),
            found.tally,
            found.total,
            found.vetoes,
            found.unanimous,
            found.outcome,
        )
        sound = None if corrections or found.matter else self._sound.get(shape)
        if sound is not None and known and known.outcome is found.outcome and known.casts() == sound:
            verdict.casts, verdict.outcome = sound, found.outcome
            self._symbols(verdict, corrections)
            return
        seated = self._seats(verdict, corrections)
        if seated is None:
            return
        published = {seated[label]: cast for label, cast in found.casts.items()}
        self._totals(verdict, published)
        verdict.casts = self._casts(verdict, published, seated, corrections)
        self._outcome(verdict)
        if not verdict.faults and not corrections and (known.id if known else found.id) not in self.record.matter:
            self._sound[shape] = published
        self._symbols(verdict, corrections)

    def repetition(self, verdict: Verdict, other: str) -> None:
        """A row that says what another row says."""
        verdict.repeats = True
        field = self.reading.field("symbol")
        row = verdict.found.row
        fact = next(
            (
                fact
                for fact in self.record.corrections
                if fact.field == f"row:{row}" and fact.publication == self.reading.publication.id
            ),
            None,
        )
        if fact and fact.corrected == REPETITION:
            what = f"It repeats row {other} in every cell."
            verdict.add(
                self.fault(
                    verdict,
                    field,
                    Kind.DUPLICATE,
                    Proof.DUPLICATE,
                    what,
                    record=fact.roll_call,
                    evidence=_evidence(fact),
                    severity=Severity.CORRECTED,
                )
            )
            return
        if fact:
            verdict.repeats = False
            self.row(verdict)
            return
        if verdict.found.resolution:
            what = f"{verdict.found.resolution} stands in row {other} already: a resolution is adopted once."
        else:
            what = (
                f"It repeats row {other} in every cell. Parts voted separately look just so, and the file does not "
                "tell one from the other."
            )
        verdict.add(self.fault(verdict, field, Kind.DUPLICATE, Proof.DUPLICATE, what))

    def order(self, verdict: Verdict, sentence: str) -> None:
        """A date that does not follow the numbers, where it is not known to be wrong already."""
        if any(fault.kind is Kind.DATE for fault in verdict.faults):
            return
        known = verdict.known
        same = known is not None and known.date == verdict.day
        what = f"{sentence} Either a date is wrong, or the numbers were not given in the order of the votes."
        verdict.add(
            self.fault(
                verdict,
                self.reading.field("date"),
                Kind.ORDER,
                Proof.SEQUENCE,
                what,
                record=known.date.isoformat() if known else None,
                severity=Severity.NOTED if same else self.bad,
            )
        )

    def _date(self, verdict: Verdict, corrections: Mapping[str, Correction]) -> bool:
        found, known = verdict.found, verdict.known
        field = self.reading.field("date")
        day = found.date
        fact = corrections.get("date")
        if fact and fact.published == day.isoformat():
            day = date.fromisoformat(fact.corrected)
            what = f"The vote was on {day}, not on {found.date}."
            verdict.add(
                self.fault(
                    verdict,
                    field,
                    Kind.DATE,
                    Proof.SEQUENCE if verdict.breaks_order else Proof.RECORD,
                    what,
                    record=fact.corrected,
                    evidence=_evidence(fact),
                    severity=Severity.CORRECTED,
                )
            )
        first, last = self.record.years
        if not first <= day <= last or day > self.recorded:
            if day < first:
                what = f"{day} lies before the Council's record, which begins in {first.year}."
            elif day > self.recorded:
                what = f"{day} lies after {self.recorded}, the day of the import: no vote can."
            else:
                what = f"{day} lies after the last known term, which ends on {last}."
            verdict.add(self.fault(verdict, field, Kind.DATE, Proof.FORMAT, what))
            return False
        verdict.day = day
        if found.resolution and "(" in found.resolution and f"({day.year})" not in found.resolution:
            what = f"{found.resolution} is not of the year of its date, {day}."
            verdict.add(self.fault(verdict, field, Kind.DATE, Proof.FORMAT, what))
        if known and known.date != day:
            what = f"{day} is not the day that the record has for {known.id}."
            proof = Proof.SEQUENCE if verdict.breaks_order else Proof.RECORD
            verdict.add(self.fault(verdict, field, Kind.DATE, proof, what, record=known.date.isoformat()))
        return True

    def _seats(self, verdict: Verdict, corrections: Mapping[str, Correction]) -> dict[str, str] | None:
        """Label to code where every seat of the day has one cast; ``None`` where that is not so."""
        found, day = verdict.found, verdict.day
        assert day is not None
        members, _ = self.council(day)
        seated = {label: found.states[label] for label in found.casts}
        codes = set(seated.values())
        wanted = charter.size(day).seats
        if len(members) != wanted:
            what = f"Only {len(members)} of the {wanted} seats of {day} are known: the row cannot be checked."
            verdict.add(self.fault(verdict, self.reading.field("seats"), Kind.SEATS, Proof.MEMBERSHIP, what))
            return None
        if codes == members and len(seated) == wanted:
            return seated

        fact = corrections.get("seat")
        if fact and fact.published in seated and seated[fact.published] not in members and fact.corrected not in codes:
            what = (
                f"{self._named(seated[fact.published], day)} was not on the Council on {day}: the cast is that of "
                f"{self._named(fact.corrected, day)}, whose column is empty."
            )
            verdict.add(
                self.fault(
                    verdict,
                    fact.published,
                    Kind.SEAT,
                    Proof.MEMBERSHIP,
                    what,
                    record=fact.corrected,
                    evidence=_evidence(fact),
                    severity=Severity.CORRECTED,
                )
            )
            seated[fact.published] = fact.corrected
            codes = set(seated.values())
        strangers = [label for label, code in seated.items() if code not in members]
        missing = sorted(members - codes)
        for label in strangers:
            what = f"{self._named(seated[label], day)} was not on the Council on {day}"
            if len(strangers) == len(missing) == 1:
                what += f": the cast should be that of {self._named(missing[0], day)}, which has none."
                says: str | None = missing[0]
            else:
                what += f": its members were {', '.join(sorted(members))}."
                says = " ".join(missing) or None
            verdict.add(self.fault(verdict, label, Kind.SEAT, Proof.MEMBERSHIP, what, record=says))
        if len(codes) < len(seated):
            for code, count in Counter(seated.values()).items():
                if count > 1:
                    labels = ", ".join(label for label, each in seated.items() if each == code)
                    what = f"{self._named(code, day)} has {count} casts: a seat casts once."
                    verdict.add(self.fault(verdict, labels, Kind.SEATS, Proof.ARITHMETIC, what))
        if len(seated) != wanted:
            what = f"{len(seated)} seats have a cast, where the Council of {day} had {wanted}"
            if missing:
                what += f": none for {listed([self._named(code, day) for code in missing])}"
            verdict.add(
                self.fault(
                    verdict, self.reading.field("seats"), Kind.SEATS, Proof.ARITHMETIC, f"{what}.", record=str(wanted)
                )
            )
        return None if strangers or len(seated) != wanted or len(codes) != len(seated) else seated

    def _totals(self, verdict: Verdict, published: Mapping[str, Cast]) -> None:
        found = verdict.found
        counts = Counter(published.values())
        unknown = counts[Cast.UNKNOWN]
        silent = sum(counts[cast] for cast in SILENT)
        if found.tally is not None:
            counted = (
                ("yes", counts[Cast.YES]),
                ("no", counts[Cast.NO]),
                ("abstain", counts[Cast.ABSTAIN]),
                ("not_voting", silent),
            )
            for name, count in counted:
                stated: int | None = getattr(found.tally, name)
                if stated is not None and (stated < count or stated > count + unknown):
                    what = f"The total of {name.replace('_', ' ')} is {stated}, and the seats make {count}"
                    what += f" with {unknown} unknown." if unknown else "."
                    verdict.add(self.fault(verdict, self.reading.field(name), Kind.TALLY, Proof.ARITHMETIC, what))
        if found.total is not None and found.total != len(published):
            what = f"The total of seats says {found.total}, and {len(published)} have a cast."
            verdict.add(self.fault(verdict, self.reading.field("total"), Kind.TALLY, Proof.ARITHMETIC, what))
        if found.vetoes is not None and verdict.day and not unknown:
            permanent = self.council(verdict.day)[1]
            noes = sum(published[code] is Cast.NO for code in permanent) if found.outcome is Outcome.VETOED else 0
            if found.vetoes != noes:
                what = f"The file counts {found.vetoes} vetoes, and its casts and outcome make {noes}."
                verdict.add(self.fault(verdict, self.reading.field("vetoes"), Kind.TALLY, Proof.ARITHMETIC, what))
        if found.unanimous is not None and not unknown and found.unanimous != (counts[Cast.YES] == len(published)):
            what = f"The file says {'unanimity' if found.unanimous else 'majority'}, and {counts[Cast.YES]} of "
            what += f"{len(published)} seats voted yes."
            verdict.add(self.fault(verdict, self.reading.field("unanimous"), Kind.OUTCOME, Proof.ARITHMETIC, what))

    def _casts(
        self,
        verdict: Verdict,
        published: Mapping[str, Cast],
        seated: Mapping[str, str],
        corrections: Mapping[str, Correction],
    ) -> dict[str, Cast]:
        casts = dict(published)
        known = verdict.known.casts() if verdict.known else None
        if casts == known and not corrections:
            if verdict.known and verdict.known.unknown:
                self._unknown(verdict)
            return casts
        labels = {code: label for label, code in seated.items()}
        assert verdict.day is not None
        for code, cast in published.items():
            name = self._named(code, verdict.day)
            fact = corrections.get(f"cast:{code}")
            if fact and fact.published == cast.value:
                casts[code] = Cast(fact.corrected)
                what = f"The file has {_worded(cast)} for {name}: it was {_worded(casts[code])}."
                verdict.add(
                    self.fault(
                        verdict,
                        labels[code],
                        Kind.CAST,
                        Proof.RECORD,
                        what,
                        record=fact.corrected,
                        evidence=_evidence(fact),
                        severity=Severity.CORRECTED,
                    )
                )
            if known is None or casts[code] is known.get(code):
                continue
            ours = known.get(code)
            if casts[code] is Cast.UNKNOWN or (casts[code] is Cast.NOT_VOTING and ours in SILENT):
                casts[code] = ours or casts[code]
            elif ours is Cast.UNKNOWN:
                verdict.fills = True
            elif ours:
                what = f"{name} is given {_worded(casts[code])}, and the record has {_worded(ours)}."
                verdict.add(self.fault(verdict, labels[code], Kind.CAST, Proof.RECORD, what, record=ours.value))
        if verdict.fills:
            self._fills(verdict, casts)
        if Cast.UNKNOWN in casts.values():
            self._unknown(verdict)
        return casts

    def _fills(self, verdict: Verdict, casts: Mapping[str, Cast]) -> None:
        """Casts that the record does not have must make the tally that it has."""
        known = verdict.known
        if known is None or known.stated_tally is None or Cast.UNKNOWN in casts.values():
            return
        counts = Counter(casts.values())
        silent = sum(counts[cast] for cast in SILENT)
        tally = f"{counts[Cast.YES]}-{counts[Cast.NO]}-{counts[Cast.ABSTAIN]}-{silent}"
        if tally != known.stated_tally:
            what = f"The casts make {tally}, and the record has the tally {known.stated_tally} for {known.id}."
            field = self.reading.field("casts")
            verdict.add(self.fault(verdict, field, Kind.TALLY, Proof.RECORD, what, record=known.stated_tally))

    def _unknown(self, verdict: Verdict) -> None:
        unknown = [label for label, cast in verdict.found.casts.items() if cast is Cast.UNKNOWN]
        case = self.record.known_case.get(verdict.known.id) if verdict.known else None
        what = f"The cast is unknown for {listed(unknown)}."
        verdict.add(
            self.fault(
                verdict,
                self.reading.field("casts"),
                Kind.CAST,
                Proof.FORMAT,
                what,
                record="unknown here too" if verdict.known else None,
                evidence=case.explanation if case else None,
                severity=Severity.NOTED,
            )
        )

    def _outcome(self, verdict: Verdict) -> None:
        found, known, day = verdict.found, verdict.known, verdict.day
        assert day is not None
        field = self.reading.field("outcome")
        id_ = known.id if known else found.id
        fact = self.record.matter.get(id_)
        matter = found.matter or (fact.matter if fact else Matter.SUBSTANTIVE)
        stated = found.tally if Cast.UNKNOWN in verdict.casts.values() else None
        decision = self._decision(day, verdict.casts, matter, stated)
        if found.outcome and found.outcome is not decision.outcome:
            case = self.record.known_case.get(id_)
            explained = case is not None and known is not None and known.outcome is found.outcome
            what = f"The file says {_worded(found.outcome)}. {decision.reason}"
            if found.outcome is Outcome.ADOPTED and decision.outcome is Outcome.VETOED:
                what += " If the matter was procedural, that needs a fact of its own with its source."
            verdict.add(
                self.fault(
                    verdict,
                    field,
                    Kind.OUTCOME,
                    Proof.ARITHMETIC,
                    what,
                    record=known.outcome.value if known else None,
                    evidence=case.explanation if case else None,
                    severity=Severity.NOTED if explained else self.bad,
                )
            )
        outcome = verdict.outcome = found.outcome or decision.outcome
        if outcome is None:
            verdict.add(self.fault(verdict, field, Kind.OUTCOME, Proof.ARITHMETIC, decision.reason))
        elif known and known.outcome is not outcome:
            what = f"The file says {_worded(outcome)}, and the record {_worded(known.outcome)}."
            verdict.add(self.fault(verdict, field, Kind.OUTCOME, Proof.RECORD, what, record=known.outcome.value))

    def _symbols(self, verdict: Verdict, corrections: Mapping[str, Correction]) -> None:
        """What a proposal is called does not change a vote: where file and record differ, it is noted."""
        found, known = verdict.found, verdict.known
        if known is None:
            return
        proposal = self.record.proposal[known.proposal]
        if found.resolution and found.resolution != proposal.resolution:
            what = f"{found.resolution} is not what the record has for {known.id}."
            verdict.add(
                self.fault(
                    verdict,
                    self.reading.field("resolution"),
                    Kind.RESOLUTION,
                    Proof.RECORD,
                    what,
                    record=proposal.resolution,
                )
            )
        for name, kind, ours, others in (
            ("draft", Kind.SYMBOL, proposal.symbol, proposal.also),
            ("meeting", Kind.SYMBOL, known.meeting, ()),
        ):
            theirs: str | None = getattr(found, name)
            if not theirs or not ours or theirs in (ours, *others):
                continue
            fact = corrections.get(name) or corrections.get("symbol")
            covered = fact is not None and fact.published == theirs
            what = f"{theirs} is another {name} than the record has for {known.id}."
            verdict.add(
                self.fault(
                    verdict,
                    self.reading.field(name),
                    kind,
                    Proof.RECORD,
                    what,
                    record=ours,
                    evidence=_evidence(fact) if fact and covered else None,
                    severity=Severity.CORRECTED if covered else Severity.NOTED,
                )
            )

    # -- help ---------------------------------------------------------------------------------

    def fault(
        self,
        verdict: Verdict,
        field: str,
        kind: Kind,
        proof: Proof,
        what: str,
        *,
        record: str | None = None,
        evidence: str | None = None,
        severity: Severity | None = None,
    ) -> Fault:
        """A fault of one row."""
        return Fault(
            row=verdict.found.row,
            field=field,
            kind=kind,
            what=what,
            record=record,
            evidence=evidence,
            proof=proof,
            severity=severity or self.bad,
            roll_call=verdict.known.id if verdict.known else None,
        )

    def _era(self, on: date) -> int:
        """A number for the stretch of days in which the Council does not change."""
        return bisect_right(self._eras, on)

    def council(self, on: date) -> tuple[frozenset[str], frozenset[str]]:
        """Codes of all members on a day, and of the permanent ones. It changes only where a term begins or ends."""
        era = self._era(on)
        if era not in self._councils:
            members = frozenset(term.state for term in self.record.council(on))
            self._councils[era] = members, self.record.permanent(on)
        return self._councils[era]

    def _decision(self, on: date, casts: Mapping[str, Cast], matter: Matter, stated: Tally | None) -> charter.Decision:
        """What the Charter makes of it; most votes of one Council are the same vote, and are decided once."""
        key = self._era(on), frozenset(casts.items()), matter, stated
        if key not in self._decisions:
            self._decisions[key] = charter.decide(on, casts, self.council(on)[1], matter=matter, stated=stated)
        return self._decisions[key]

    def _corrections(self, verdict: Verdict) -> Mapping[str, Correction]:
        id_ = verdict.known.id if verdict.known else verdict.found.id
        facts = self.record.corrections_of.get(id_)
        if not facts:
            return {}
        return {fact.field: fact for fact in facts if fact.publication == self.reading.publication.id}

    def _named(self, code: str, on: date) -> str:
        return f"{self.record.name(code, on)} ({code})"


def _evidence(fact: Correction) -> str:
    return f"{fact.evidence} ({', '.join(fact.source.split())})"


def _worded(value: Cast | Outcome) -> str:
    return value.value.replace("_", " ")
