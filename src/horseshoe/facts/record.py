"""The Record: every fact at one revision, immutable, in memory, indexed for as-of questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from horseshoe.facts.assembly import EmergencySession, Holiday, VetoAnswer
from horseshoe.facts.assessments import Assessment, Assessor, Observation, Parameter
from horseshoe.facts.council import Presidency, Term
from horseshoe.facts.elections import Ballot, BallotVote, Candidacy
from horseshoe.facts.evidence import Evidence, RiskFactor
from horseshoe.facts.pledges import Claim, Instrument, InstrumentText, Membership, PledgeEvidence
from horseshoe.facts.proposals import Correction, KnownCase, MatterFact, Proposal, RollCall
from horseshoe.facts.situations import DraftSituation, Situation
from horseshoe.facts.sources import Retraction, Source
from horseshoe.facts.statements import ConductClaim, Contest, Explanation, ListedNo, Stance
from horseshoe.facts.states import GroupMembership, GroupOn, NameKind, State, StateName
from horseshoe.facts.timeline import Discrepancy, Event, EventStatement, OfficialCall, ScorecardQuestion

if TYPE_CHECKING:
    import polars as pl

K = TypeVar("K")
V = TypeVar("V")

KEYS: Mapping[str, tuple[str, ...]] = {
    "sources": ("id",),
    "states": ("code",),
    "names": ("state", "name", "kind", "since"),
    "groups": ("state", "group", "not_before"),
    "terms": ("state", "start"),
    "presidencies": ("month",),
    "proposals": ("id",),
    "roll_calls": ("id",),
    "matters": ("roll_call",),
    "known_cases": ("roll_call",),
    "corrections": ("publication", "roll_call", "field"),
    "holidays": ("id",),
    "instruments": ("id",),
    "pledges": ("id",),
    "memberships": ("group", "state", "not_after"),
    "claims": ("id",),
    "situations": ("id",),
    "draft_situations": ("roll_call",),
    "evidence": ("id",),
    "risk_factors": ("number",),
    "contests": ("id",),
    "explanations": ("id",),
    "stances": ("id",),
    "conduct_claims": ("id",),
    "listed_noes": ("roll_call", "state"),
    "assessors": ("id",),
    "parameters": ("assessor", "name", "since"),
    "assessments": ("id",),
    "observations": ("id",),
    "veto_answers": ("id",),
    "emergency_sessions": ("number",),
    "ballots": ("id",),
    "ballot_votes": ("ballot", "state"),
    "candidacies": ("year", "state", "by_election"),
    "events": ("id",),
    "event_statements": ("event", "state"),
    "official_calls": ("id",),
    "discrepancies": ("id",),
    "scorecard_questions": ("id",),
    "retractions": ("table", "key"),
}
"""Table to the columns that identify a row of it."""


class Record(msgspec.Struct, frozen=True, dict=True, kw_only=True):
    """Every fact, a tuple of rows a table. Two Records with equal rows are equal."""

    sources: tuple[Source, ...] = ()
    states: tuple[State, ...] = ()
    names: tuple[StateName, ...] = ()
    groups: tuple[GroupMembership, ...] = ()
    terms: tuple[Term, ...] = ()
    presidencies: tuple[Presidency, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    roll_calls: tuple[RollCall, ...] = ()
    matters: tuple[MatterFact, ...] = ()
    known_cases: tuple[KnownCase, ...] = ()
    corrections: tuple[Correction, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    instruments: tuple[InstrumentText, ...] = ()
    pledges: tuple[PledgeEvidence, ...] = ()
    memberships: tuple[Membership, ...] = ()
    claims: tuple[Claim, ...] = ()
    situations: tuple[Situation, ...] = ()
    draft_situations: tuple[DraftSituation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    risk_factors: tuple[RiskFactor, ...] = ()
    contests: tuple[Contest, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    stances: tuple[Stance, ...] = ()
    conduct_claims: tuple[ConductClaim, ...] = ()
    listed_noes: tuple[ListedNo, ...] = ()
    assessors: tuple[Assessor, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    observations: tuple[Observation, ...] = ()
    veto_answers: tuple[VetoAnswer, ...] = ()
    emergency_sessions: tuple[EmergencySession, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    ballot_votes: tuple[BallotVote, ...] = ()
    candidacies: tuple[Candidacy, ...] = ()
    events: tuple[Event, ...] = ()
    event_statements: tuple[EventStatement, ...] = ()
    official_calls: tuple[OfficialCall, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    scorecard_questions: tuple[ScorecardQuestion, ...] = ()
    retractions: tuple[Retraction, ...] = ()

    # -- recorded time ------------------------------------------------------------------------

    def as_known(self, day: date | None) -> Record:
        """The Record as it stood at the end of ``day``: of each fact the newest version recorded by then.

        ``None`` means now. A retracted row is left out from its retraction on, unless it was recorded again later; so
        is a roll call whose proposal is left out. Days end at midnight UTC.
        """
        if day is not None:
            return self._by(day)
        return self._now if self._has_versions or self.retractions else self

    @cached_property
    def _now(self) -> Record:
        """The Record as it stands now: every answer begins with it, so it is worked out once."""
        return self._by(date.max)

    def _by(self, day: date) -> Record:
        return Record(**self._standing(day, KEYS))

    def _standing(self, day: date, tables: Iterable[str]) -> dict[str, tuple[Any, ...]]:
        """The rows of these tables as they stood; roll calls are asked for with proposals."""
        moment = datetime.combine(day, time.max, tzinfo=UTC)
        retractions = tuple(row for row in self.retractions if _in_utc(row.at) <= moment)
        gone = {(row.table, row.key): _in_utc(row.at).date() for row in retractions}
        kept: dict[str, Any] = {}
        for table in tables:
            if table == "retractions":
                kept[table] = retractions
                continue
            newest: dict[str, Any] = {}
            for row in getattr(self, table):
                key = key_of(table, row)
                retracted = gone.get((table, key))
                if row.recorded > moment.date() or (retracted is not None and row.recorded <= retracted):
                    continue
                if key not in newest or newest[key].recorded <= row.recorded:
                    newest[key] = row
            kept[table] = tuple(newest.values())
        if "roll_calls" in kept:
            proposals = {row.id for row in kept["proposals"]}
            kept["roll_calls"] = tuple(row for row in kept["roll_calls"] if row.proposal in proposals)
        return kept

    @cached_property
    def _has_versions(self) -> bool:
        """Whether some fact stands here in several versions."""
        return any(self._versions_in(table) for table in KEYS)

    def _versions_in(self, table: str) -> bool:
        rows = getattr(self, table)
        return table != "retractions" and len({key_of(table, row) for row in rows}) < len(rows)

    # -- growing ------------------------------------------------------------------------------

    def grown(self, more: Mapping[str, tuple[Any, ...]]) -> Record:
        """This Record with further rows at the end of its tables.

        It equals one built anew; what was worked out of tables that stay the same is not worked out again.

        Args:
            more: table to its further rows.
        """
        made = self._with({table: (*getattr(self, table), *rows) for table, rows in more.items()})
        if "_has_versions" not in self.__dict__:
            return made  # nobody asked this one how things stand, so there is nothing to go on from
        made.__dict__["_has_versions"] = self._has_versions or any(map(made._versions_in, more))
        if not (made.retractions or made._has_versions):
            return made
        touched = {*more, *(row.table for row in more.get("retractions", ())), "retractions"} & KEYS.keys()
        if touched & {"proposals", "roll_calls"} or "_now" not in self.__dict__:
            touched |= {"proposals", "roll_calls"}
        made.__dict__["_now"] = self.as_known(None)._with(made._standing(date.max, touched))
        return made

    def _with(self, rows: Mapping[str, tuple[Any, ...]]) -> Record:
        """This Record with other rows in these tables, and the indexes of the tables that stay."""
        made = msgspec.structs.replace(self, **rows)
        for name, tables in _INDEXES.items():
            if name in self.__dict__ and tables.isdisjoint(rows):
                made.__dict__[name] = self.__dict__[name]
        return made

    # -- states -------------------------------------------------------------------------------

    @cached_property
    def state(self) -> Mapping[str, State]:
        """Code to state."""
        return {state.code: state for state in self.states}

    @cached_property
    def _dated_names(self) -> Mapping[str, tuple[StateName, ...]]:
        return _grouped((name.state, name) for name in self.names if name.kind is NameKind.UN)

    @cached_property
    def _groups(self) -> Mapping[str, tuple[GroupMembership, ...]]:
        return _grouped((row.state, row) for row in self.groups)

    def name(self, state: str, on: date) -> str:
        """The name of ``state`` in force on ``on``; today's where no dated name is known for that day.

        Raises:
            KeyError: no such state.
        """
        for name in self._dated_names.get(state, ()):
            if name.in_force(on):
                return name.name
        return self.state[state].name

    def group(self, state: str, on: date) -> GroupOn:
        """The regional group of ``state`` on ``on``, and whether that is certain."""
        for row in self._groups.get(state, ()):
            if row.since.possibly_by(on) and (row.until is None or on <= row.until):
                return GroupOn(row.group, row.since.certainly_by(on))
        return GroupOn(None, False)

    # -- the Council --------------------------------------------------------------------------

    @cached_property
    def _councils(self) -> dict[date, tuple[Term, ...]]:
        return {}

    def council(self, on: date) -> tuple[Term, ...]:
        """The terms that cover ``on``, permanent seats first, then by code."""
        known = self._councils.get(on)
        if known is None:
            covering = (term for term in self.terms if term.covers(on))
            known = tuple(sorted(covering, key=lambda term: (not term.permanent, term.state)))
            self._councils[on] = known
        return known

    def permanent(self, on: date) -> frozenset[str]:
        """Codes of the permanent members on ``on``."""
        return frozenset(term.state for term in self.council(on) if term.permanent)

    @cached_property
    def presidency(self) -> Mapping[str, Presidency]:
        """Month (YYYY-MM) to its presidency."""
        return {row.month: row for row in self.presidencies}

    @cached_property
    def years(self) -> tuple[date, date]:
        """First and last day for which any elected member's term is known.

        Raises:
            ValueError: none is known, as in a Record of a day before the first row was recorded.
        """
        elected = [(term.start, term.end) for term in self.terms if term.end]
        if not elected:
            raise ValueError("No elected member's term is known: the Record holds none, or none had been recorded yet.")
        return min(start for start, _ in elected), max(end for _, end in elected)

    # -- proposals and roll calls -------------------------------------------------------------

    @cached_property
    def proposal(self) -> Mapping[str, Proposal]:
        """Id to proposal."""
        return {row.id: row for row in self.proposals}

    @cached_property
    def roll_call(self) -> Mapping[str, RollCall]:
        """Id to roll call."""
        return {row.id: row for row in self.roll_calls}

    @cached_property
    def by_symbol(self) -> Mapping[str, tuple[RollCall, ...]]:
        """Symbol key (upper case, a resolution without its year) to the roll calls that bear it.

        A roll call is found by its draft, by the resolution that it became, by its meeting and by its own id.
        """
        found: dict[str, dict[str, RollCall]] = defaultdict(dict)
        for row in self.roll_calls:
            symbols = [row.meeting, row.id]
            # A proposal can be retracted, or recorded later than the vote on it.
            if proposal := self.proposal.get(row.proposal):
                symbols += [proposal.symbol, *proposal.also, proposal.amends, proposal.resolution]
            for symbol in symbols:
                if symbol:
                    found[symbol_key(symbol)][row.id] = row
        return {key: tuple(rows.values()) for key, rows in found.items()}

    @cached_property
    def matter(self) -> Mapping[str, MatterFact]:
        """Roll call id to the fact that says which rule governed it, where it was not Article 27(3)."""
        return {row.roll_call: row for row in self.matters}

    @cached_property
    def known_case(self) -> Mapping[str, KnownCase]:
        """Roll call id to what is known of why the rules cannot confirm its recorded outcome."""
        return {row.roll_call: row for row in self.known_cases}

    @cached_property
    def corrections_of(self) -> Mapping[str, tuple[Correction, ...]]:
        """Roll call id to the corrections made to it."""
        return _grouped((row.roll_call, row) for row in self.corrections)

    # -- pledges ------------------------------------------------------------------------------

    @cached_property
    def _pledges(self) -> Mapping[tuple[Instrument, str], tuple[PledgeEvidence, ...]]:
        return _grouped(((row.instrument, row.state), row) for row in self.pledges)

    def pledge_evidence(self, instrument: Instrument, state: str) -> tuple[PledgeEvidence, ...]:
        """All evidence about the support of ``state`` for ``instrument``."""
        return self._pledges.get((instrument, state), ())

    @cached_property
    def instrument(self) -> Mapping[Instrument, InstrumentText]:
        """Instrument to its text."""
        return {row.id: row for row in self.instruments}

    # -- conduct ------------------------------------------------------------------------------

    @cached_property
    def situation(self) -> Mapping[str, Situation]:
        """Id to situation."""
        return {row.id: row for row in self.situations}

    @cached_property
    def draft_situation(self) -> Mapping[str, DraftSituation]:
        """Roll call id to the situation that it belongs to."""
        return {row.roll_call: row for row in self.draft_situations}

    @cached_property
    def evidence_on(self) -> Mapping[str, tuple[Evidence, ...]]:
        """Situation id to what documents say of it, in order of date; those without a date last."""
        rows = sorted(self.evidence, key=lambda row: (row.not_after or date.max, row.id))
        return _grouped((row.situation, row) for row in rows)

    @cached_property
    def contests_on(self) -> Mapping[str, tuple[Contest, ...]]:
        """Roll call id to the questions on which states disagreed about it."""
        return _grouped((roll_call, row) for row in self.contests for roll_call in row.roll_calls)

    @cached_property
    def explanations_of(self) -> Mapping[str, tuple[Explanation, ...]]:
        """Roll call id to what states said of it."""
        return _grouped((row.roll_call, row) for row in self.explanations if row.roll_call)

    @cached_property
    def assessor(self) -> Mapping[str, Assessor]:
        """Id to assessor."""
        return {row.id: row for row in self.assessors}

    # -- what answers keep --------------------------------------------------------------------

    @cached_property
    def derived(self) -> dict[Hashable, Any]:
        """What answers work out once from this Record and keep with it, each under a key of its own."""
        return {}

    # -- sources ------------------------------------------------------------------------------

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Id to source."""
        return {row.id: row for row in self.sources}

    # -- tables for researchers ---------------------------------------------------------------

    def frame(self, name: str) -> pl.DataFrame:
        """A table as a Polars DataFrame, or ``casts``: one row a seat and roll call.

        Raises:
            KeyError: no such table; the message lists those there are.
        """
        from horseshoe.facts.frames import frame

        return frame(self, name)


_INDEXES: Mapping[str, frozenset[str]] = {
    name: frozenset(tables.split())
    for name, tables in {
        "state": "states",
        "_dated_names": "names",
        "_groups": "groups",
        "_councils": "terms",
        "presidency": "presidencies",
        "years": "terms",
        "proposal": "proposals",
        "roll_call": "roll_calls",
        "by_symbol": "proposals roll_calls",
        "matter": "matters",
        "known_case": "known_cases",
        "corrections_of": "corrections",
        "_pledges": "pledges",
        "instrument": "instruments",
        "situation": "situations",
        "draft_situation": "draft_situations",
        "evidence_on": "evidence",
        "contests_on": "contests",
        "explanations_of": "explanations",
        "assessor": "assessors",
        "source": "sources",
    }.items()
}
"""Index to the tables that it is made of, and of nothing else: while these stay, it holds."""


def symbol_key(symbol: str) -> str:
    """The key under which a canonical symbol is indexed: upper case, a resolution without its year."""
    return symbol.split(" (")[0].upper() if symbol.upper().startswith("S/RES/") else symbol.upper()


def key_of(table: str, row: object) -> str:
    """A row's key as retractions cite it: its key columns joined by ``|``."""
    columns = KEYS[table]
    if len(columns) == 1:  # nearly all of them, and asked for of every row of a table
        return str(getattr(row, columns[0]) or "")
    return "|".join([str(getattr(row, column) or "") for column in columns])


def _in_utc(moment: datetime) -> datetime:
    """The moment in UTC, which is also what one without a time zone is taken to be."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
