"""What published numbers imply together: who must have joined, and which numbers cannot all be true.

The numbers become constraints over who was a supporter on the day of each, and a solver (OR-Tools CP-SAT) finds
what holds in every solution. The result is exact under the assumptions listed in the answer. It is a conclusion
from claims, and nothing of it is ever written to the roster.

States that no evidence and no number tells apart are interchangeable, so each such class is one count a day. Numbers
that cannot all be true are named as sets that are minimal: without any one of its members the others can be true
together. Numbers in such a set support no conclusion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations

import msgspec
from ortools.sat.python import cp_model

from horseshoe.answers.claims import EITHER, amount, interval, joined, scope, span
from horseshoe.answers.rollcall import Cited, cite
from horseshoe.answers.roster import Counted, eligible_states, figures_of
from horseshoe.answers.standing import files
from horseshoe.facts.pledges import Claim, Instrument
from horseshoe.facts.record import Record
from horseshoe.facts.states import StateKind

MOST_SETS = 200
"""How many contradicting sets are looked for; an answer that stops there says so."""


class Assumption(msgspec.Struct, frozen=True):
    """Something that every conclusion rests on."""

    name: str
    says: str


ASSUMPTIONS = (
    Assumption("claims_are_true", "Each number that is used is right for the day, or for a day, that its date means."),
    Assumption("nobody_left", "A state that joined stayed: neither text has a clause on withdrawal."),
    Assumption("one_number_a_day", "A list holds one number a day: two different ones for one day contradict."),
    Assumption("names_are_right", "Those known by name to have joined by a day had joined."),
    Assumption("reports_are_right", "A state that a source reports as not having joined had not joined by that day."),
    Assumption("open_list", "Nobody joins but members, and for the Code the two observers."),
    Assumption(
        "qualifiers",
        'Of "more than" and "almost" only the bound is used; they speak of members, or of the total if no members '
        "are given.",
    ),
)


class Contradiction(msgspec.Struct, frozen=True):
    """Numbers that cannot all be true; without any one of them the others can."""

    instrument: Instrument
    claims: tuple[str, ...]
    """Keys of the claims (``claims.id``)."""
    smallest: bool
    """Whether no contradicting set on this text has fewer members."""
    sentence: str
    """The same in words."""


class ImpliedFinding(msgspec.Struct, frozen=True, kw_only=True):
    """How many of these states had joined, in every solution."""

    instrument: Instrument
    on: date
    """By the end of this day."""
    states: tuple[str, ...]
    """Codes of the states that it speaks of, none of them known by name to have joined."""
    at_least: int
    at_most: int
    claims: tuple[str, ...]
    """Keys of the claims that it follows from (``claims.id``), none of which can be spared."""
    evidence: tuple[str, ...]
    """Keys of the evidence (``pledges.id``) on the states among which those claims count: who had joined, who not."""
    sentence: str
    """The same in words."""


class Unused(msgspec.Struct, frozen=True):
    """A number that supports no conclusion."""

    claim: str
    """Key of the claim (``claims.id``)."""
    why: str


class Implied(msgspec.Struct, frozen=True, kw_only=True):
    """What the published numbers imply together."""

    on: date | None
    """Only numbers for that day were asked for; ``None``: all of them."""
    as_known: date | None
    """What was recorded by the end of this day was used; ``None``: all that is."""
    findings: tuple[ImpliedFinding, ...]
    """What follows about states that are not known by name, by text and day."""
    contradictions: tuple[Contradiction, ...]
    """Every minimal set of numbers that cannot all be true, the smallest first."""
    assumptions: tuple[Assumption, ...]
    """What all of it rests on."""
    unused: tuple[Unused, ...]
    """The numbers that were left out, and why."""
    sources: tuple[Cited, ...]
    """The sources of the numbers used and of those that contradict."""
    notes: tuple[str, ...]


def implied(record: Record, *, on: date | None = None, as_known: date | None = None) -> Implied:
    """What the published numbers imply together.

    Args:
        record: the facts.
        on: show only what follows for this day; the numbers of all days are used.
        as_known: answer with what was recorded by the end of this day.

    Raises:
        NotFound: the Record lacks the text that a number speaks of.
        BadQuestion: a number counts among a Council that is not known.
    """
    record = record.as_known(as_known)
    findings: list[ImpliedFinding] = []
    contradictions: list[Contradiction] = []
    unused = [Unused(claim.id, why) for claim in record.claims if (why := _why_unused(claim))]
    notes = ["These are conclusions from claims. None of them is part of the roster."]
    for instrument in Instrument:
        usable = [claim for claim in record.claims if claim.instrument == instrument.value and not _why_unused(claim)]
        if not usable:
            continue
        system = System(record, instrument, usable)
        sets, complete = _contradictions(system)
        contradictions += (_contradiction(record, instrument, each, sets) for each in sets)
        if not complete:
            notes.append(f"More than {MOST_SETS} sets on the {instrument} contradict; the others were not looked for.")
        doubtful = {claim for each in sets for claim in each}
        sound = [claim.id for claim in usable if claim.id not in doubtful]
        while not system.possible(sound):  # only where the search for sets was cut short
            least = system.core(sound)
            doubtful.update(least)
            sound = [claim for claim in sound if claim not in least]
        unused += (Unused(claim, "It is part of a set of numbers that contradict.") for claim in sorted(doubtful))
        findings += _findings(record, system, sound)
    shown = [each for each in findings if on is None or each.on == on]
    cited = {claim for found in shown for claim in found.claims} | {
        claim for each in contradictions for claim in each.claims
    }
    ids = dict.fromkeys(source for row in record.claims if row.id in cited for source in row.source.split())
    return Implied(
        on=on,
        as_known=as_known,
        findings=tuple(sorted(shown, key=lambda each: (each.instrument, each.on))),
        contradictions=tuple(contradictions),
        assumptions=ASSUMPTIONS,
        unused=tuple(unused),
        sources=cite(record, ids),
        notes=tuple(notes),
    )


# -- the numbers as constraints -----------------------------------------------------------------------------


class Class(msgspec.Struct, frozen=True):
    """States that nothing tells apart: of one kind, counted by the same claims, known or not on the same days."""

    states: tuple[str, ...]
    observer: bool
    counted_by: tuple[bool, ...]
    known: tuple[bool | None, ...]
    """For each claim, whether they had joined when it was made; ``None`` where it is open."""


class System:
    """The numbers on one text as constraints; each claim can be switched on and off."""

    def __init__(self, record: Record, instrument: Instrument, claims: Sequence[Claim]) -> None:
        """Set up the classes of states, their counts for each claim, and the constraints.

        Args:
            record: the facts, taken as they are.
            instrument: the text.
            claims: numbers on that text, each with a date.
        """
        self.instrument = instrument
        self.claims = {claim.id: claim for claim in claims}
        self.days = {claim.id: _span(claim) for claim in claims}
        self.classes = _classes(record, instrument, claims)
        self._model = cp_model.CpModel()
        self._on = {claim: self._model.new_bool_var(claim) for claim in self.claims}
        self._counts: dict[tuple[int, str], cp_model.IntVar] = {}
        for number, each in enumerate(self.classes):
            for key, known in zip(self.claims, each.known, strict=True):
                size = len(each.states)
                low, high = (size, size) if known else (0, 0 if known is False else size)
                self._counts[number, key] = self._model.new_int_var(low, high, f"{key} {number}")
        self._nobody_leaves()
        for claim in claims:
            self._counted(claim)

    def possible(self, claims: Iterable[str]) -> bool:
        """Whether these claims can all be true."""
        return self._solve(claims) is not None

    def core(self, claims: Sequence[str]) -> tuple[str, ...]:
        """A minimal set among claims that cannot all be true: each that is left is needed for the contradiction."""
        return _minimal(claims, lambda some: not self.possible(some))

    def bounds(self, claims: Sequence[str], at: str, classes: Sequence[int]) -> tuple[int, int]:
        """The fewest and the most of these classes that had joined when the claim ``at`` was made."""
        return self._extreme(claims, at, classes, 1), self._extreme(claims, at, classes, -1)

    def reasons(self, claims: Sequence[str], at: str, classes: Sequence[int], low: int, high: int) -> tuple[str, ...]:
        """A minimal set of claims that keeps the number of these classes between ``low`` and ``high``."""
        size = sum(len(self.classes[each].states) for each in classes)

        def follows(some: Sequence[str]) -> bool:
            return (low == 0 or self._extreme(some, at, classes, 1) >= low) and (
                high == size or self._extreme(some, at, classes, -1) <= high
            )

        return _minimal(claims, follows)

    def _extreme(self, claims: Sequence[str], at: str, classes: Sequence[int], sign: int) -> int:
        """The fewest (1) or the most (-1) of these classes that had joined when ``at`` was made."""
        value = self._solve(claims, objective=sign * sum(self._counts[each, at] for each in classes))
        assert value is not None, "the claims contradict"
        return sign * value

    def _nobody_leaves(self) -> None:
        for first, second in combinations(self.claims, 2):
            for one, other in ((first, second), (second, first)):
                same = self.days[one] == self.days[other] and self.days[one][0] == self.days[one][1]
                if same or self.days[one][1] < self.days[other][0]:
                    for number in range(len(self.classes)):
                        self._model.add(self._counts[number, one] <= self._counts[number, other])

    def _counted(self, claim: Claim) -> None:
        position = list(self.claims).index(claim.id)
        for counted, number in figures_of(claim):
            total = sum(
                self._counts[index, claim.id]
                for index, each in enumerate(self.classes)
                if each.counted_by[position] and _counts_in(counted, each)
            )
            low, high = interval(claim.qualifier, counted, number, claim)
            self._model.add(total >= low).only_enforce_if(self._on[claim.id])
            if high is not None:
                self._model.add(total <= high).only_enforce_if(self._on[claim.id])

    def _solve(self, claims: Iterable[str], objective: cp_model.LinearExprT | None = None) -> int | None:
        """The lowest value of the objective while these claims hold, 0 if there is none; ``None``: they cannot."""
        self._model.clear_assumptions()
        self._model.clear_objective()  # type: ignore[no-untyped-call]
        self._model.add_assumptions([self._on[claim] for claim in claims])
        if objective is not None:
            self._model.minimize(objective)
        solver = _solver()
        status = solver.solve(self._model)
        if status == cp_model.INFEASIBLE:
            return None
        if status != cp_model.OPTIMAL and (objective is not None or status != cp_model.FEASIBLE):
            raise RuntimeError(f"The solver came to no result ({solver.status_name(status)}).")
        return 0 if objective is None else round(solver.objective_value)


def _solver() -> cp_model.CpSolver:
    """A solver that takes the same steps each time; these models are small, so it does little beforehand."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.symmetry_level = 0
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.linearization_level = 0
    solver.parameters.cp_model_presolve = False
    return solver


def _minimal(claims: Sequence[str], holds: Callable[[Sequence[str]], bool]) -> tuple[str, ...]:
    """A part of ``claims`` for which ``holds``, and from which nothing can be taken away."""
    kept = list(claims)
    for claim in claims:
        fewer = [each for each in kept if each != claim]
        if holds(fewer):
            kept = fewer
    return tuple(kept)


def _classes(record: Record, instrument: Instrument, claims: Sequence[Claim]) -> tuple[Class, ...]:
    scopes = {claim.id: frozenset(scope(record, claim, _span(claim)[1])) for claim in claims}
    last = max(_span(claim)[1] for claim in claims)
    states = {state.code: state for state in eligible_states(record, instrument, last)}
    found: dict[tuple[bool, tuple[bool, ...], tuple[bool | None, ...]], list[str]] = defaultdict(list)
    for state in sorted(states):
        counted_by = tuple(state in scopes[claim.id] for claim in claims)
        known = tuple(joined(record, instrument, state, *_span(claim)) for claim in claims)
        found[states[state].kind is StateKind.OBSERVER, counted_by, _settled(known, claims)].append(state)
    return tuple(Class(tuple(members), *signature) for signature, members in found.items())


def _settled(known: tuple[bool | None, ...], claims: Sequence[Claim]) -> tuple[bool | None, ...]:
    """What is known, a name being stronger than a report of an earlier or a later day that denies it."""
    since = min((_span(claim)[0] for claim, each in zip(claims, known, strict=True) if each), default=date.max)
    return tuple(
        None if each is False and _span(claim)[1] >= since else each for claim, each in zip(claims, known, strict=True)
    )


def _counts_in(counted: Counted, each: Class) -> bool:
    return counted is Counted.TOTAL or each.observer is (counted is Counted.OBSERVERS)


def _span(claim: Claim) -> tuple[date, date]:
    when = span(claim)
    assert when is not None, f"{claim.id} has no date"
    return when


def _why_unused(claim: Claim) -> str | None:
    if claim.instrument == EITHER:
        return "It counts support for either text, and public calls among it: that is more than the two lists."
    if span(claim) is None:
        return "It bears no date."
    if claim.qualifier == "inconsistent" or not figures_of(claim):
        return "It gives no single number."
    return None


# -- contradictions -----------------------------------------------------------------------------------------


def _contradictions(system: System) -> tuple[list[tuple[str, ...]], bool]:
    """Every minimal set of claims that cannot all be true, the smallest first, and whether these are all.

    The search goes by hitting sets. A minimal contradicting set shares a claim with the complement of every
    possible set that cannot be enlarged. So take the smallest set of claims that meets all such complements known
    so far and contains no contradicting set found before: if it contradicts, it is minimal, and the next in size;
    if not, enlarge it, and its complement is a new one to meet.
    """
    found: list[tuple[str, ...]] = []
    complements: list[frozenset[str]] = []
    everything = tuple(system.claims)
    while len(found) < MOST_SETS:
        chosen = _smallest_meeting(everything, complements, found)
        if chosen is None:
            return found, True
        if not system.possible(chosen):
            found.append(system.core(chosen))
            continue
        grown = list(chosen)
        for claim in everything:
            if claim not in grown and system.possible([*grown, claim]):
                grown.append(claim)
        if len(grown) == len(everything):
            return found, True
        complements.append(frozenset(everything) - frozenset(grown))
    return found, False


def _smallest_meeting(
    claims: Sequence[str], complements: Iterable[frozenset[str]], found: Iterable[tuple[str, ...]]
) -> tuple[str, ...] | None:
    model = cp_model.CpModel()
    taken = {claim: model.new_bool_var(claim) for claim in claims}
    for complement in complements:
        model.add_bool_or([taken[claim] for claim in sorted(complement)])
    for each in found:
        model.add_bool_or([~taken[claim] for claim in each])
    model.minimize(sum(taken.values()))
    solver = _solver()
    if solver.solve(model) != cp_model.OPTIMAL:
        return None
    return tuple(claim for claim in claims if solver.boolean_value(taken[claim]))


def _contradiction(
    record: Record, instrument: Instrument, claims: tuple[str, ...], sets: Sequence[tuple[str, ...]]
) -> Contradiction:
    rows = {row.id: row for row in record.claims}
    said = "; ".join(_said(rows[claim]) for claim in claims)
    if len(claims) == 1:
        sentence = f"This cannot be true beside the names that are known, or contradicts itself: {said}."
    else:
        sentence = f"These cannot all be true, and without any one of them the others can: {said}."
    return Contradiction(instrument, claims, len(claims) == min(map(len, sets)), sentence)


def _said(claim: Claim) -> str:
    numbers = " = ".join(
        f"{'more than ' if claim.qualifier == 'more_than' else 'almost ' if claim.qualifier == 'almost' else ''}"
        f"{amount(number, counted)}"
        for counted, number in figures_of(claim)
        if counted is not Counted.TOTAL or claim.member_states is None or claim.observers is None
    ).replace(" = ", " and ")
    where = {"council": " on the Council", "incoming": " among its incoming members"}.get(claim.among, "")
    return f"{numbers}{where} for {claim.published} ({claim.claimant}, {claim.id})"


# -- findings -----------------------------------------------------------------------------------------------


def _findings(record: Record, system: System, sound: Sequence[str]) -> Iterable[ImpliedFinding]:
    seen: set[tuple[date, tuple[str, ...]]] = set()
    settled: set[tuple[str, ...]] = set()
    for at in sorted(sound, key=lambda claim: system.days[claim]):
        position, on = list(system.claims).index(at), system.days[at][1]
        open_to = [
            number
            for number, each in enumerate(system.classes)
            if each.counted_by[position] and each.known[position] is None
        ]
        for classes in _worth_asking(system, sound, at, open_to):
            states = tuple(sorted(state for each in classes for state in system.classes[each].states))
            low, high = system.bounds(sound, at, classes)
            trivial = low == 0 and high == len(states)
            if trivial or (on, states) in seen or states in settled:
                continue
            seen.add((on, states))
            if low == len(states):
                settled.add(states)  # later days need not repeat that all of them had joined
            reasons = system.reasons(sound, at, classes, low, high)
            yield ImpliedFinding(
                instrument=system.instrument,
                on=on,
                states=states,
                at_least=low,
                at_most=high,
                claims=reasons,
                evidence=tuple(dict.fromkeys(_evidence(record, system, reasons))),
                sentence=_sentence(record, states, low, high, on),
            )


def _evidence(record: Record, system: System, claims: Iterable[str]) -> Iterable[str]:
    """The evidence that settles some of the states that these claims count among."""
    of = files(record, system.instrument)
    for claim in claims:
        position = list(system.claims).index(claim)
        for each in system.classes:
            if each.counted_by[position] and each.known[position] is not None:
                for file in (of[state] for state in each.states if state in of):
                    yield from (row.id for row in (file.acts[:1] if each.known[position] else file.denied))


def _worth_asking(system: System, sound: Sequence[str], at: str, open_to: list[int]) -> Iterable[list[int]]:
    """Which classes to ask about together: all that are open; each alone; all but those that are settled alone."""
    if not open_to:
        return
    low, high = system.bounds(sound, at, open_to)
    if system.claims[at].among == "all":
        if high == 0:
            yield open_to
        return
    yield open_to
    unsettled = []
    for each in open_to:
        yield [each]
        low, high = system.bounds(sound, at, [each])
        if low != high or (0 < low < len(system.classes[each].states)):
            unsettled.append(each)
    if 1 < len(unsettled) < len(open_to):
        yield unsettled


def _sentence(record: Record, states: tuple[str, ...], low: int, high: int, on: date) -> str:
    if len(states) > 15:
        of = f"the {len(states)} others to which the text is open"
    else:
        named = [record.name(state, on) for state in states]
        of = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    if len(states) == 1:
        return f"{of} had {'' if low else 'not '}joined by {on}."
    if high == 0:
        return f"None of {of} had joined by {on}."
    if low == high == len(states):
        return f"All of {of} had joined by {on}."
    number = f"Exactly {low}" if low == high else f"At least {low}" if low else f"At most {high}"
    if low and low < high < len(states):
        number = f"Between {low} and {high}"
    return f"{number} of {of} had joined by {on}."
