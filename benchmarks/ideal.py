"""Ideal points beside R's ``pscl::ideal``, and how far back a position should look.

Both read the same matrix: every contested roll call since 1946, a yes a yea, a no or an abstention a nay, anything
else missing, with the same priors. ``pscl`` draws 2,000 iterations, the first 500 of them to warm up. It is timed
within R, so that neither the start of R nor the reading of the file counts. Needs Rscript with pscl (Debian:
r-cran-pscl).
"""

from __future__ import annotations

import csv
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

import horseshoe
from horseshoe.facts.record import Record
from horseshoe.forecast import ideal
from horseshoe.forecast.agreement import contested
from horseshoe.forecast.probit import Estimate, estimate

SEEDS = (1, 2, 3)
YEARS = range(1990, 2026)
"""The years whose votes are put in order by positions from the years before."""
WINDOWS = (8, 10, 15, 20, 25, 30, 40, 80)

PSCL = """
suppressMessages(library(pscl))
given <- commandArgs(trailingOnly = TRUE)
votes <- as.matrix(read.csv(given[1], header = FALSE))
votes[votes == 0] <- NA
votes[votes == -1] <- 0
calls <- rollcall(votes, yea = 1, nay = 0, missing = NA, notInLegis = 9)
set.seed(as.integer(given[3]))
took <- system.time(found <- ideal(calls, d = 1, maxiter = 2000, burnin = 500, thin = 1, store.item = FALSE))
draws <- t(apply(found$x[, , 1], 1, function(x) (x - mean(x)) / sd(x)))
write.table(data.frame(found$xbar[, 1], apply(draws, 2, sd)), given[2], sep = ",", row.names = FALSE, col.names = FALSE)
cat("seconds", took[["elapsed"]], "\\n")
"""


def main() -> None:
    record = horseshoe.open()
    rows = sorted((row for row in record.roll_calls if contested(row)), key=lambda row: (row.date, row.id))
    voters, votes = ideal.matrix(rows)
    many = np.abs(votes).sum(axis=1) >= ideal.ENOUGH_VOTES
    print(f"{len(rows)} contested roll calls, {len(voters)} voters, {int(np.abs(votes).sum())} votes")
    found, ours = timed(votes, many)
    print(f"ours       {ours * 1000:9.1f} ms   {found.steps} steps, median of 5")
    if shutil.which("Rscript") is None:
        print("pscl: Rscript is not here (Debian: r-base-core, r-cran-pscl).")
    else:
        beside_pscl(votes, many, found, ours)
    print(f"\nHow far back: votes of {YEARS[0]}-{YEARS[-1]} on the wrong side of the best cut of their roll call, by")
    print(f"positions from the years before, on seats that {WINDOWS[0]} years know; and votes on the smaller side")
    for years in WINDOWS:
        wrong, small = misordered(record, years)
        print(f"{years:>3} years   {wrong:>4} of {small:>4}   reduction {1 - wrong / small:.3f}", flush=True)


def timed(votes: NDArray[np.int8], many: NDArray[np.bool_]) -> tuple[Estimate, float]:
    took = []
    for _ in range(5):
        start = time.perf_counter()
        found = estimate(votes, many)
        took.append(time.perf_counter() - start)
    return found, statistics.median(took)


def beside_pscl(votes: NDArray[np.int8], many: NDArray[np.bool_], found: Estimate, ours: float) -> None:
    theirs, runs, errors = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        matrix, script = Path(folder) / "votes.csv", Path(folder) / "pscl.R"
        np.savetxt(matrix, votes, fmt="%d", delimiter=",")
        script.write_text(PSCL, encoding="utf-8")
        for seed in SEEDS:
            out = Path(folder) / f"{seed}.txt"
            command = ("Rscript", script, matrix, out, str(seed))
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            if done.returncode:
                print(f"pscl: Rscript failed: {done.stderr.strip().splitlines()[-1]}")
                return
            theirs.append(float(done.stdout.split("seconds")[-1]))
            rows = [(float(mean), float(spread)) for mean, spread in csv.reader(out.open(encoding="utf-8"))]
            runs.append(np.array([mean for mean, _ in rows]))
            errors.append(np.array([spread for _, spread in rows]))
    for seed, run in zip(SEEDS, runs, strict=True):
        ranks = (abs(spearmanr(found.positions[who], run[who])[0]) for who in (np.ones(len(run), bool), many))
        print("rank correlation with pscl, seed {}: {:.3f} of all, {:.3f} of those with 20 votes".format(seed, *ranks))
    selves = [abs(spearmanr(runs[i], runs[j])[0]) for i in range(len(runs)) for j in range(i)]
    print(f"rank correlation of pscl's runs with each other: {min(selves):.3f} to {max(selves):.3f}")
    ratios = np.median([estimate(votes).standard_errors / each for each in errors], axis=0)[many]
    print(f"our standard errors over theirs: median {np.median(ratios):.2f}, of those with 20 votes")
    peer = statistics.median(theirs)
    print(f"pscl       {peer * 1000:9.1f} ms   2,000 iterations, median of {len(SEEDS)}   peer/ours {peer / ours:.0f}")


def misordered(record: Record, years: int) -> tuple[int, int]:
    wrong = small = 0
    for year in YEARS:
        known, told = at(record, year, WINDOWS[0]), at(record, year, years)
        for row in record.roll_calls:
            if row.date.year != year or not contested(row):
                continue
            places = [(told[state], 1) for state in row.yes if state in told and state in known]
            places += [(told[state], 0) for state in (*row.no, *row.abstain) if state in told and state in known]
            said = np.array([vote for _, vote in sorted(places)], dtype=int)
            if 0 < said.sum() < len(said):
                small += int(min(said.sum(), len(said) - said.sum()))
                wrong += least_wrong(said)
    return wrong, small


def at(record: Record, year: int, years: int) -> Mapping[str, float]:
    day = date(year, 1, 1)
    line = ideal.line(record, before=day, since=max(date(1945, 1, 1), day - timedelta(days=round(365.25 * years))))
    return {row.state: row.position for row in line.positions if row.position is not None and ideal.current(row, day)}


def least_wrong(said: NDArray[np.int_]) -> int:
    """Votes on the wrong side of the best cut, whichever side says yea."""
    yeas_below = np.concatenate(([0], np.cumsum(said)))
    cuts, yeas = np.arange(len(said) + 1), yeas_below[-1]
    yea_above = yeas_below + (len(said) - cuts) - (yeas - yeas_below)
    return int(min(yea_above.min(), (len(said) - yea_above).min()))


if __name__ == "__main__":
    main()
