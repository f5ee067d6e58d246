"""The two regressions behind a forecast: fitted with scikit-learn, kept as plain numbers.

The direct one is a multinomial logit of yes, no and neither. The other has two steps: how likely it is that any seat
votes no or abstains, and what each seat does if so; for most drafts nobody dissents, and one question is about the
draft, the other about the seat. A forecast is the mean of the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from horseshoe.forecast.past import ABSTAIN, NOT_PARTICIPATING, Vote

Array: TypeAlias = npt.NDArray[np.float64]

HALF_LIFE = 10.0
"""Years after which a past roll call weighs half as much in the regressions."""
PENALTY_DIRECT = 0.005
"""Inverse strength of the ridge penalty on standardised features: the smaller, the stronger."""
PENALTY_STEPS = 0.01


class Row(msgspec.Struct, frozen=True):
    """A past roll call with what was to be seen the day before: one row to learn from."""

    vote: Vote
    draft: Array
    """Features of the draft."""
    seats: Array
    """Features of each seat, in the order of ``vote.casts``."""
    silence: Array
    """The chance that each seat takes no part."""
    backed: Array
    """The chances of each seat that sponsors the draft; not a number for the others."""

    @property
    def casts(self) -> npt.NDArray[np.int64]:
        """What each seat did, as columns: 0 yes, 1 no, 2 abstaining, 3 taking no part."""
        return np.array(list(self.vote.casts.values()))


class Logit(msgspec.Struct, frozen=True):
    """A multinomial logit with ridge penalty."""

    centre: Array
    scale: Array
    weights: Array
    intercept: Array
    classes: int
    known: tuple[int, ...]
    """The classes that the past had; the others get no chance."""

    @classmethod
    def fit(
        cls, features: Array, labels: npt.NDArray[np.int64], years_ago: Array, penalty: float, classes: int
    ) -> Logit:
        """Fit to labels 0 to ``classes`` - 1; the same data give the same numbers."""
        from sklearn.linear_model import LogisticRegression
        from threadpoolctl import threadpool_limits

        centre, scale = features.mean(0), features.std(0)
        scale[scale < 1e-9] = 1.0
        known = tuple(int(each) for each in np.unique(labels))
        if len(known) == 1:
            empty = np.zeros((0, features.shape[1]))
            return cls(centre, scale, empty, np.zeros(0), classes, known)
        fitted = LogisticRegression(C=penalty, max_iter=500, tol=1e-3)
        with threadpool_limits(1):  # several threads are no faster on so little, and sum in another order
            fitted.fit((features - centre) / scale, labels, sample_weight=0.5 ** (years_ago / HALF_LIFE))
        weights, intercept = fitted.coef_, fitted.intercept_
        if len(known) == 2:
            weights, intercept = np.vstack([0 * weights, weights]), np.concatenate([0 * intercept, intercept])
        return cls(centre, scale, weights, intercept, classes, known)

    def plain(self) -> dict[str, Any]:
        """The numbers as lists."""
        values = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in values.items()}

    @classmethod
    def read(cls, plain: dict[str, Any]) -> Logit:
        """The logit of what :meth:`plain` gave."""
        arrays = {name: np.array(plain[name]) for name in ("centre", "scale", "intercept")}
        weights = np.array(plain["weights"]).reshape(-1, len(plain["centre"]))
        return cls(**arrays, weights=weights, classes=plain["classes"], known=tuple(plain["known"]))

    def chances(self, features: Array) -> Array:
        """A row of chances a row of features."""
        found = np.zeros((len(features), self.classes))
        if len(self.known) == 1:
            found[:, self.known[0]] = 1.0
            return found
        scores = ((features - self.centre) / self.scale) @ self.weights.T + self.intercept
        scores = np.exp(scores - scores.max(1, keepdims=True))
        found[:, list(self.known)] = scores / scores.sum(1, keepdims=True)
        return found


class Regressions(msgspec.Struct, frozen=True):
    """Both regressions, fitted."""

    direct: Logit
    contest: Logit
    contested: Logit

    @classmethod
    def fit(cls, rows: Sequence[Row]) -> Regressions:
        """Fit to past roll calls, oldest first; the last sets the time from which they fade.

        Raises:
            ValueError: no roll call, or none contested.
        """
        if not any(row.vote.contested for row in rows):
            raise ValueError("A model needs contested roll calls to learn from: there are none before this day.")
        last = rows[-1].vote.day
        ago = np.array([(last - row.vote.day).days / 365.25 for row in rows])
        sizes = np.array([len(row.seats) for row in rows])
        drafts = np.array([row.draft for row in rows])
        contested = np.array([row.vote.contested for row in rows])
        both = np.hstack([np.concatenate([row.seats for row in rows]), np.repeat(drafts, sizes, axis=0)])
        casts = np.concatenate([row.casts for row in rows])
        casts = np.where(casts == NOT_PARTICIPATING, ABSTAIN, casts)
        years, among = np.repeat(ago, sizes), np.repeat(contested, sizes)
        others = np.concatenate([np.isnan(row.backed[:, 0]) for row in rows])
        among &= others
        return cls(
            Logit.fit(both[others], casts[others], years[others], PENALTY_DIRECT, 3),
            Logit.fit(drafts, contested.astype(np.int64), ago, PENALTY_STEPS, 2),
            Logit.fit(both[among], casts[among], years[among], PENALTY_STEPS, 3),
        )

    def chances(self, draft: Array, seats: Array, silence: Array, backed: Array) -> Array:
        """The chances of yes, no, abstaining and taking no part, a row a seat; each row sums to 1.

        The arguments are those of a :class:`Row`. A sponsor votes as sponsors have: since 1994 in favour, but for two
        abstentions in more than 3,300 casts.
        """
        both = np.hstack([seats, np.broadcast_to(draft, (len(seats), len(draft)))])
        dissent = self.contest.chances(draft[None, :])[0, 1]
        steps = dissent * self.contested.chances(both)
        steps[:, 0] += 1 - dissent
        found = np.empty((len(seats), 4))
        found[:, :3] = (self.direct.chances(both) + steps) / 2 * (1 - silence[:, None])
        found[:, 3] = silence
        found = np.where(np.isnan(backed), found, backed)
        return np.asarray(found / found.sum(1, keepdims=True))

    def plain(self) -> dict[str, Any]:
        """The numbers as lists, for a file; :meth:`read` makes them regressions again."""
        return {name: getattr(self, name).plain() for name in self.__struct_fields__}

    @classmethod
    def read(cls, plain: dict[str, Any]) -> Regressions:
        """The regressions of what :meth:`plain` gave."""
        return cls(**{name: Logit.read(plain[name]) for name in cls.__struct_fields__})

    def contest_chance(self, draft: Array) -> float:
        """The chance that any seat votes no or abstains."""
        return float(self.contest.chances(draft[None, :])[0, 1])
