"""Make the tables of General Assembly positions and agreement anew from the roll calls of ``unvotes``.

FOLDER holds un_roll_calls.csv.gz and un_votes.csv.gz; without it, the starting facts beside the checkout are read.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import horseshoe
from horseshoe.forecast import assembly, assembly_votes

ROOT = Path(__file__).resolve().parent.parent
FACTS = Path(os.environ.get("HORSESHOE_STARTING_FACTS", ROOT.parent / "shared" / "data"))


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else FACTS / "general_assembly"
    try:
        votes = assembly_votes.read(folder, horseshoe.open())
    except assembly_votes.AssemblyError as error:
        print(error, file=sys.stderr)
        return 1
    assembly.TABLES.mkdir(exist_ok=True)
    assembly_votes.write(votes, assembly.TABLES)
    states = votes.votes["state"].n_unique()
    print(f"{votes.votes.height:,} votes of {states} states in {votes.roll_calls:,} roll calls.")
    for name, count in votes.left_out.items():
        print(f"Left out: {name}, {count} votes ({assembly_votes.LEFT_OUT[name]}).")
    for path in sorted(assembly.TABLES.glob("*.csv")):
        rows = path.read_text(encoding="utf-8").count("\n") - 1
        print(f"Written: {path.name}, {rows:,} rows, {path.stat().st_size / 1000:,.0f} kB.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
