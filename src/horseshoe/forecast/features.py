"""What a forecast looks at: running tallies of the record, and the features of each seat of a draft drawn from them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from horseshoe.facts.pledges import EvidenceKind, Instrument
from horseshoe.facts.record import Record
from horseshoe.forecast import assembly
from horseshoe.forecast.draft import Draft
from horseshoe.forecast.past import ABSTAIN, NO, NOT_PARTICIPATING, YES, Vote
from horseshoe.forecast.places import Places, Positions
from horseshoe.forecast.subjects import region, subject

Array: TypeAlias = npt.NDArray[np.float64]
Numbers: TypeAlias = npt.NDArray[np.int64]

PERMANENT = ("CHN", "FRA", "GBR", "RUS", "USA")
GROUPS = (
    "African States",
    "Asia-Pacific States",
    "Eastern European States",
    "Latin American and Caribbean States",
    "Western European and other States",
)
CAMPS = ("unknown", "presidential", "western", "eastern", "both", "elected")
"""Who stands behind a draft: of the permanent members none known, France, the United Kingdom or the United States,
China or Russia, some of both, or elected members and others alone; or the President, for all."""
_LEANING = {"western": 1.0, "eastern": -1.0}
"""On which side of the Assembly's line a camp stands: the United States are above, the Russian Federation below."""
_THIN = 5.0
"""With as many contested votes on the Council, a place in the Assembly counts half of what it does with none."""

_EPOCH = date(1946, 1, 1)
_YEAR = 365.25
_SIGNED = frozenset(EvidenceKind) - {
    EvidenceKind.NAMED_BY_PRESS,
    EvidenceKind.SUPPORT_STATED,
    EvidenceKind.STATED_NOT_SIGNATORY,
    EvidenceKind.DISAVOWAL,
}


class Fading:
    """Counts in which a vote weighs half as much after each half-life (years)."""

    def __init__(self, shape: tuple[int, ...], half_life: float) -> None:
        """Nothing counted yet."""
        self.raw = np.zeros(shape)
        self._days = half_life * _YEAR

    def weight(self, on: date) -> float:
        """The weight of a vote of this day: it grows with time, so that earlier ones need not be made smaller."""
        return float(2.0 ** ((on - _EPOCH).days / self._days))


class _Meeting:
    """One past roll call on a subject."""

    __slots__ = ("casts", "contested", "day", "failed")

    def __init__(self, day: date, contested: bool, failed: bool, casts: Array) -> None:
        self.day, self.contested, self.failed, self.casts = day, contested, failed, casts


class History:
    """Running tallies of past roll calls. Add votes in the order of their days; ask for the features of a draft."""

    def __init__(self, record: Record, positions: Positions = assembly.positions) -> None:
        """Nothing learned yet; the record tells states, groups, terms and pledges, never a vote.

        Args:
            record: the record.
            positions: the positions of states in the General Assembly as known on a day.
        """
        self._record = record
        self._state = {state.code: number for number, state in enumerate(record.states)}
        self._places = Places(self._state, positions)
        self._subject: dict[str, int] = {}
        states, subjects = len(self._state), 96
        self._seat = Fading((states, 4), 3)
        self._seat_on = Fading((subjects, states, 4), 6)
        self._subject_casts = Fading((subjects, 4), 4)
        self._group_on = Fading((subjects, len(GROUPS) + 5, 4), 5)
        self._group = Fading((len(GROUPS) + 5, 4), 4)
        self._contested_seat = Fading((states, 4), 5)
        self._contested_on = Fading((subjects, states, 4), 8)
        self._contested_group = Fading((len(GROUPS) + 5, 4), 6)
        self._contested_group_on = Fading((subjects, len(GROUPS) + 5, 4), 8)
        self._camp = Fading((len(CAMPS), states, 4), 5)
        self._camp_group = Fading((len(CAMPS), len(GROUPS) + 5, 4), 6)
        self._camp_contest = Fading((len(CAMPS), 2), 4)
        self._agree = Fading((states, states, 2), 6)
        self._contest_short = Fading((subjects, 2), 1.5)
        self._contest_long = Fading((subjects, 2), 8)
        self._contest_all = Fading((2,), 1)
        self._failure = Fading((subjects, 2), 3)
        self._sponsor_contest = Fading((states, 2), 4)
        self._backers = np.array([19.5, 0.1, 0.38, 0.02])
        self._silent_on = Fading((subjects, states, 2), 6)
        self._last: dict[tuple[int, int], tuple[int, date]] = {}
        self._meetings: dict[int, list[_Meeting]] = defaultdict(list)
        self._recent: list[tuple[date, bool, bool]] = []
        self._code: dict[str, date] = {}
        for row in record.pledges:
            if row.instrument is Instrument.CODE and row.kind in _SIGNED and row.not_after:
                self._code[row.state] = min(row.not_after, self._code.get(row.state, date.max))

    # -- learning -----------------------------------------------------------------------------

    def add(self, vote: Vote) -> None:
        """Learn a roll call."""
        on, draft = vote.day, vote.draft
        about = self._number(subject(draft))
        seats = np.array([self._state[state] for state in vote.casts])
        casts = np.array(list(vote.casts.values()))
        blocs = np.array([self._bloc(state, on) for state in vote.casts])
        camp = CAMPS.index(_camp(draft))
        contested = int(vote.contested)

        def count(tally: Fading, *index: Any) -> None:
            np.add.at(tally.raw, index, tally.weight(on))

        count(self._seat, seats, casts)
        count(self._seat_on, about, seats, casts)
        count(self._subject_casts, about, casts)
        count(self._group, blocs, casts)
        count(self._group_on, about, blocs, casts)
        count(self._contest_short, about, contested)
        count(self._contest_long, about, contested)
        count(self._contest_all, contested)
        count(self._failure, about, int(not _adopted(vote)))
        count(self._silent_on, about, seats, (casts == NOT_PARTICIPATING).astype(int))
        count(self._camp, camp, seats, casts)
        count(self._camp_group, camp, blocs, casts)
        count(self._camp_contest, camp, contested)
        for state in draft.sponsors:
            if state in vote.casts:
                self._backers[vote.casts[state]] += 1
            if state in self._state:
                count(self._sponsor_contest, self._state[state], contested)
        if contested:
            count(self._contested_seat, seats, casts)
            count(self._contested_on, about, seats, casts)
            count(self._contested_group, blocs, casts)
            count(self._contested_group_on, about, blocs, casts)
            same = (casts[:, None] == casts[None, :]).astype(int)
            count(self._agree, seats[:, None], seats[None, :], same)
        full = np.full(len(self._state), -1.0)
        full[seats] = casts
        self._meetings[about].append(_Meeting(on, vote.contested, not _adopted(vote), full))
        for seat, cast in zip(seats.tolist(), casts.tolist(), strict=True):
            self._last[about, seat] = (cast, on)
        self._recent.append((on, vote.contested, not _adopted(vote)))
        if len(self._recent) > 40:
            del self._recent[0]

    def knows(self, state: str) -> bool:
        """Whether this is the code of a state of the record."""
        return state in self._state

    # -- telling ------------------------------------------------------------------------------

    def features(self, draft: Draft, seats: Sequence[str]) -> tuple[Array, Array]:
        """The features of the draft (one row), and of each seat on it (a row a seat), as named in this module.

        Raises:
            KeyError: a seat is no state of the record.
        """
        on = draft.on
        about = self._number(subject(draft))
        about_draft = self._draft_features(draft, about, on)
        if not seats:
            return about_draft, np.zeros((0, 0))
        numbers = np.array([self._state[state] for state in seats])
        return about_draft, self._seat_features(draft, about, on, seats, numbers)

    def silence(self, draft: Draft, seats: Sequence[str]) -> Array:
        """The chance that each seat takes no part: rare, so it is its own rate on the subject, shrunk hard."""
        on, about = draft.on, self._number(subject(draft))
        numbers = np.array([self._state[state] for state in seats])
        counts = self._silent_on.raw[about, numbers] / self._silent_on.weight(on)
        return np.asarray((counts[:, 1] + 0.002) / (counts.sum(1) + 10))

    def backed(self, draft: Draft, seats: Sequence[str]) -> Array:
        """A row a seat: if it sponsors the draft, how often sponsors made each cast so far; else not a number."""
        found = np.full((len(seats), 4), np.nan)
        found[[state in draft.sponsors for state in seats]] = self._backers / self._backers.sum()
        return found

    def _draft_features(self, draft: Draft, about: int, on: date) -> Array:
        overall = self._contest_all.raw / self._contest_all.weight(on)
        base = (overall[1] + 2) / (overall.sum() + 20)
        short = self._contest_short.raw[about] / self._contest_short.weight(on)
        long = self._contest_long.raw[about] / self._contest_long.weight(on)
        long_rate = (long[1] + 4 * base) / (long.sum() + 4)
        short_rate = (short[1] + 2 * long_rate) / (short.sum() + 2)
        failed = self._failure.raw[about] / self._failure.weight(on)
        failed_rate = (failed[1] + 0.15) / (failed.sum() + 3)
        meetings = self._meetings[about]
        last = meetings[-1] if meetings else None
        before = meetings[-2] if len(meetings) > 1 else None
        age = min((on - last.day).days, 2000) if last else 2000
        yearly, yearly_weight = _anniversary(meetings, on, (365, 730))
        half, half_weight = _anniversary(meetings, on, (182, 91))
        sponsors = [self._state[state] for state in draft.sponsors if state in self._state]
        counts = (
            self._sponsor_contest.raw[sponsors] / self._sponsor_contest.weight(on) if sponsors else np.zeros((0, 2))
        )
        rates = (counts[:, 1] + 3 * base) / (counts.sum(1) + 3) if sponsors else np.array([base])
        camp = CAMPS.index(_camp(draft))
        by_camp = self._camp_contest.raw[camp] / self._camp_contest.weight(on)
        camp_rate = (by_camp[1] + 5 * base) / (by_camp.sum() + 5)
        council = {term.state for term in self._record.council(on)}
        inside = len(council & set(draft.sponsors))
        month = on - timedelta(days=45)
        crisis = sum(1 for each in meetings[-6:] if each.failed and each.day >= month)
        lately = [contested for day, contested, _ in self._recent]
        return np.array(
            [
                _logit(base),
                _logit(short_rate),
                _logit(long_rate),
                _logit(failed_rate),
                math.log1p(long.sum()),
                float(last.contested) if last else base,
                float(before.contested) if before else base,
                math.log(age + 1),
                _logit((yearly * yearly_weight + 0.5 * short_rate) / (yearly_weight + 0.5)),
                yearly_weight,
                _logit((half * half_weight + 0.5 * short_rate) / (half_weight + 0.5)),
                half_weight,
                float(draft.presidential),
                float(bool(draft.sponsors)),
                math.log1p(len(draft.sponsors)),
                inside / 15,
                *(float(state in draft.sponsors) for state in PERMANENT),
                _logit(float(rates.mean())),
                _logit(float(rates.max())),
                _logit(camp_rate),
                float(crisis),
                sum(lately) / max(len(lately), 1),
                *(float(camp == number) for number in range(len(CAMPS))),
            ]
        )

    def _seat_features(self, draft: Draft, about: int, on: date, seats: Sequence[str], numbers: Numbers) -> Array:
        blocs = np.array([self._bloc(state, on) for state in seats])
        camp = CAMPS.index(_camp(draft))

        # Everyone, then the group, then states near in the Assembly, then the seat; overall, then on the subject; then
        # where votes were contested. The more votes a seat has cast itself, the less it takes from those before it.
        near = self._places.nearness(on, numbers)
        everyone = _shrunk(_at(self._group, on).sum(0), np.array([0.95, 0.01, 0.04, 0.0]), 20)
        group = _shrunk(_at(self._group, on, blocs), everyone, 20)
        alike = _shrunk(near @ _at(self._seat, on), group, 20)
        seat = _shrunk(_at(self._seat, on, numbers), alike, 12)
        subject_rate = _shrunk(_at(self._subject_casts, on, about), everyone, 20)
        lift = np.divide(
            subject_rate, everyone, out=np.ones_like(everyone), where=everyone > 0
        )  # of 0 nothing is known
        group_on = _shrunk(_at(self._group_on, on, about, blocs), _norm(group * lift), 12)
        seat_on = _shrunk(_at(self._seat_on, on, about, numbers), _norm(0.5 * group_on + 0.5 * _norm(seat * lift)), 4)
        contest_all = _shrunk(_at(self._contested_group, on).sum(0), np.array([0.75, 0.06, 0.18, 0.01]), 20)
        contest_group = _shrunk(_at(self._contested_group, on, blocs), contest_all, 10)
        contest_alike = _shrunk(near @ _at(self._contested_seat, on), contest_group, 5)
        contest_seat = _shrunk(_at(self._contested_seat, on, numbers), contest_alike, 6)
        contest_group_on = _shrunk(_at(self._contested_group_on, on, about, blocs), contest_group, 6)
        contest_alike_on = _shrunk(near @ _at(self._contested_on, on, about), contest_group_on, 5)
        prior = _norm(np.sqrt(contest_seat * contest_alike_on))
        contest_on = _shrunk(_at(self._contested_on, on, about, numbers), prior, 2)
        camp_group = _shrunk(_at(self._camp_group, on, camp, blocs), alike, 12)
        camp_alike = _shrunk(near @ _at(self._camp, on, camp), camp_group, 10)
        by_camp = _shrunk(_at(self._camp, on, camp, numbers), _norm(np.sqrt(camp_alike * seat)), 8)

        # Positions: with whom the seat has voted where votes were contested, and how those voted on the subject.
        permanent = [self._state[state] for state in PERMANENT if state in self._state]
        agreement = self._agreement(on, numbers, blocs, permanent, near)
        stance = _shrunk(_at(self._contested_on, on, about, permanent), contest_all, 2)
        kinship = np.exp(6 * (agreement - agreement.mean(1, keepdims=True)))
        projected = kinship @ stance / kinship.sum(1, keepdims=True)
        neighbours = self._neighbours(about, on, numbers, prior)

        backers = [PERMANENT.index(state) for state in draft.sponsors if state in PERMANENT]
        towards = agreement[:, backers].mean(1) if backers else np.full(len(seats), 0.7)

        last = np.zeros((len(seats), 4))
        for row, number in enumerate(numbers.tolist()):
            if told := self._last.get((about, number)):
                last[row, told[0]] = 2.0 ** (-(on - told[1]).days / (2 * _YEAR))
        yearly = _own_anniversaries(self._meetings[about], on, numbers)
        place = region(subject(draft))
        own = np.array(
            [
                [
                    float(state in draft.sponsors),
                    float(place is not None and bloc < len(GROUPS) and GROUPS[bloc] == place),
                    float(self._code.get(state, date.max) < on),
                ]
                for state, bloc in zip(seats, blocs.tolist(), strict=True)
            ]
        )
        kin = _shares(draft.sponsors, self._record, on)[blocs][:, None]
        votes = _at(self._contested_seat, on, numbers).sum(1)
        experience = np.log1p(votes)[:, None]
        stands = np.where(blocs < len(GROUPS), np.nan_to_num(self._places.on(on)[numbers]), 0)
        side = (_LEANING.get(CAMPS[camp], 0.0) * stands * _THIN / (_THIN + votes))[:, None]
        one_hot = np.eye(len(GROUPS) + 5)[blocs]
        return np.hstack(
            [
                _odds(seat),
                _odds(seat_on),
                _odds(group_on),
                _odds(contest_seat),
                _odds(contest_on),
                _odds(contest_group_on),
                _odds(by_camp),
                _odds(projected),
                _odds(neighbours),
                _odds(np.broadcast_to(subject_rate, (len(seats), 4))),
                last[:, 1:],
                last[:, :1],
                yearly,
                agreement,
                towards[:, None],
                own,
                kin,
                experience,
                side,
                one_hot,
            ]
        )

    def _agreement(self, on: date, numbers: Numbers, blocs: Numbers, others: Sequence[int], near: Array) -> Array:
        """The rate at which each seat voted as each other did where votes were contested.

        Shrunk to that of states near in the Assembly, and theirs to that of the group.
        """
        of_all = (self._agree.raw[np.array(others, dtype=np.int64)] / self._agree.weight(on)).transpose(1, 0, 2)
        counts = of_all[numbers]
        overall = (counts[..., 1].sum(0) + 6) / (counts.sum((0, 2)) + 10)
        together = (blocs[:, None] == blocs[None, :]).astype(float)
        middle = _agreed(_pooled(together, counts), overall, 8)
        return _agreed(counts, _agreed(_pooled(near, of_all), middle, 8), 4)

    def _neighbours(self, about: int, on: date, numbers: Numbers, prior: Array) -> Array:
        """What all states that voted on the subject did where it was contested, those that vote alike weighing more."""
        counts = _at(self._contested_on, on, about)
        seen = np.flatnonzero(counts.sum(1) > 1e-4)
        if not len(seen):
            return prior
        agree = self._agree.raw[np.ix_(numbers, seen)] / self._agree.weight(on)
        expected = self._places.expected_agreement(on, numbers, seen)
        rate = (agree[..., 1] + 4 * expected) / (agree.sum(-1) + 4)
        kinship = np.exp(8 * (rate - 1)) * (numbers[:, None] != seen[None, :])
        pooled = kinship @ counts[seen]
        return _shrunk(pooled, prior, 0.5)

    def _number(self, key: str) -> int:
        return self._subject.setdefault(key, len(self._subject))

    def _bloc(self, state: str, on: date) -> int:
        """A permanent member is its own bloc, any other state belongs to that of its regional group."""
        if state in PERMANENT:
            return len(GROUPS) + PERMANENT.index(state)
        group = self._record.group(state, on).group
        return GROUPS.index(group) if group in GROUPS else len(GROUPS) - 1


def _at(tally: Fading, on: date, *index: Any) -> Array:
    return np.asarray((tally.raw[index] if index else tally.raw) / tally.weight(on))


def _shrunk(counts: Array, prior: Array, strength: float) -> Array:
    """Rates of counts (last axis), with a prior that weighs as many votes as ``strength``."""
    return np.asarray((counts + strength * prior) / (counts.sum(-1, keepdims=True) + strength))


def _pooled(weights: Array, counts: Array) -> Array:
    """Counts of equal and other votes with each of some states, summed over rows with these weights."""
    return np.asarray((weights @ counts.reshape(len(counts), -1)).reshape(len(weights), *counts.shape[1:]))


def _agreed(counts: Array, prior: Array, strength: float) -> Array:
    """The share of equal votes (second column of the last axis), with a prior worth so many votes."""
    return np.asarray((counts[..., 1] + strength * prior) / (counts.sum(-1) + strength))


def _norm(rates: Array) -> Array:
    return np.asarray(rates / rates.sum(-1, keepdims=True))


def _odds(rates: Array) -> Array:
    """Log odds of no, and of neither yes nor no, against yes: what a linear model can add up."""
    floor = 1e-4
    yes = np.maximum(rates[:, YES], floor)
    silent = rates[:, ABSTAIN] + rates[:, NOT_PARTICIPATING]
    return np.log(np.stack([rates[:, NO] + floor, silent + floor], axis=1) / yes[:, None])


def _logit(chance: float) -> float:
    chance = min(max(chance, 1e-3), 1 - 1e-3)
    return math.log(chance / (1 - chance))


def _anniversary(meetings: Sequence[_Meeting], on: date, lags: Sequence[int]) -> tuple[float, float]:
    """Whether roll calls so many days ago were contested, and how many there were: mandates come back in season."""
    weights = contested = 0.0
    for each in meetings[-40:]:
        weight = _season(each, on, lags)
        weights += weight
        contested += weight * each.contested
    return (contested / weights if weights else 0.0), weights


def _own_anniversaries(meetings: Sequence[_Meeting], on: date, numbers: Numbers) -> Array:
    """A row a seat: how much it voted no, and neither yes nor no, a year or two before, and on how many votes."""
    found = np.zeros((len(numbers), 3))
    for each in meetings[-40:]:
        if weight := _season(each, on, (365, 730)):
            casts = each.casts[numbers]
            found += weight * np.stack([casts == NO, (casts == ABSTAIN) | (casts == NOT_PARTICIPATING), casts >= 0], 1)
    found[:, :2] /= found[:, 2:] + 0.3
    return found


def _season(each: _Meeting, on: date, lags: Sequence[int]) -> float:
    ago = (on - each.day).days
    for lag in lags:
        if abs(ago - lag) < 30:
            return math.exp(-(((ago - lag) / 12) ** 2))
    return 0.0


def _camp(draft: Draft) -> str:
    if draft.presidential:
        return "presidential"
    if not draft.sponsors:
        return "unknown"
    western = not {"FRA", "GBR", "USA"}.isdisjoint(draft.sponsors)
    eastern = not {"CHN", "RUS"}.isdisjoint(draft.sponsors)
    return "both" if western and eastern else "western" if western else "eastern" if eastern else "elected"


def _shares(sponsors: Sequence[str], record: Record, on: date) -> Array:
    """The share of the sponsors in each regional group, and 0 for the permanent members."""
    found = np.zeros(len(GROUPS) + len(PERMANENT))
    for state in sponsors:
        if (group := record.group(state, on).group) in GROUPS:
            found[GROUPS.index(group)] += 1 / len(sponsors)
    return found


def _adopted(vote: Vote) -> bool:
    return vote.outcome.value.startswith("adopted")
