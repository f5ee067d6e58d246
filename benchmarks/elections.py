"""How long a tally of 48 rounds, an election and a campaign take: printed, not tested."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable

import horseshoe
from horseshoe.answers.campaign import campaign
from horseshoe.answers.election import election, tally
from horseshoe.answers.promised import Hopeful, Situation
from horseshoe.sources import tally_csv

ROUNDS = 48
REPEAT = 30


def ballots() -> bytes:
    """A contest of 48 rounds like that of 2006."""
    rows = ["round,seats,ballot_papers,invalid,abstentions,candidate,votes"]
    for number in range(1, ROUNDS):
        rows += [f"{number},1,192,0,7,Guatemala,105", f"{number},1,192,0,7,Venezuela,80"]
    rows += [f"{ROUNDS},1,192,0,12,Panama,164", f"{ROUNDS},1,192,0,12,Venezuela,11"]
    return "\n".join([*rows, ""]).encode()


def measure(name: str, work: Callable[[], object]) -> None:
    times = []
    for _ in range(REPEAT):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    print(f"{name:<34} {statistics.median(times) * 1000:9.3f} ms", flush=True)


def main() -> None:
    record = horseshoe.open()
    content = ballots()
    given = tally_csv.read(io.BytesIO(content))
    measure("tally of 48 rounds", lambda: tally(given))
    measure("tally of 48 rounds, file read", lambda: tally(tally_csv.read(io.BytesIO(content))))
    measure("election of 2006", lambda: election(record, 2006))
    pair = (Hopeful(name="A", assured=140, reliability=0.9), Hopeful(name="B", assured=45, reliability=0.9))
    measure("campaign, two for one place", lambda: campaign(Situation(candidates=pair, not_voting=3)))
    three = (*pair, Hopeful(name="C", assured=120, reliability=0.9))
    measure("campaign, three for two places", lambda: campaign(Situation(candidates=three, places=2, not_voting=3)))


if __name__ == "__main__":
    main()
