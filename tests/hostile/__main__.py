"""The long run: ``python -m tests.hostile KIND COUNT [FIRST]``; each seed that fails is printed, with the error."""

from __future__ import annotations

import sys
import time
import traceback
from collections import Counter

from tests.hostile import browsed, trials

TRIALS = {
    trial.__name__: trial for trial in (trials.dossier, trials.scenario, trials.sheet, trials.link, browsed.browsed)
}


def main() -> int:
    """Try so many seeds of a kind and return 1 if any failed."""
    trial, count, first = TRIALS[sys.argv[1]], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0
    came, slowest = Counter[str](), (0.0, 0)
    with browsed.OPEN:
        for seed in range(first, first + count):
            began = time.perf_counter()
            try:
                came[trial(seed)] += 1
            except Exception:  # noqa: BLE001 - whatever it was, it is what is looked for
                came["failed"] += 1
                print(f"{trial.__name__} {seed}: {traceback.format_exc(limit=-4)}", flush=True)
            slowest = max(slowest, (time.perf_counter() - began, seed))
    print(f"{trial.__name__} from {first}: {dict(came)}; the slowest took {slowest[0]:.1f} s, seed {slowest[1]}")
    return int(came["failed"] > 0)


if __name__ == "__main__":
    sys.exit(main())
