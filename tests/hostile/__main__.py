"""The long run: ``python -m tests.hostile COUNT [FIRST]``; each seed that fails is printed, with what was raised."""

from __future__ import annotations

import sys
import time
import traceback
from collections import Counter

from tests.hostile import trials

TRIALS = (trials.dossier, trials.scenario, trials.sheet, trials.link)


def main() -> int:
    """Try so many seeds of each kind and return 1 if any failed."""
    count, first = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    failed = False
    for trial in TRIALS:
        came, slowest = Counter[str](), (0.0, 0)
        for seed in range(first, first + count):
            began = time.perf_counter()
            try:
                came[trial(seed)] += 1
            except Exception:  # noqa: BLE001 - whatever it was, it is what is looked for
                failed = True
                came["failed"] += 1
                print(f"{trial.__name__} {seed}: {traceback.format_exc(limit=-4)}", flush=True)
            slowest = max(slowest, (time.perf_counter() - began, seed))
        print(f"{trial.__name__}: {dict(came)}; the slowest took {slowest[0]:.1f} s, seed {slowest[1]}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
