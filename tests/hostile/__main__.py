"""The long run: ``python -m tests.hostile KIND COUNT [FIRST]``; each seed that fails is printed, with the error.

KIND is one of the trials, or ``all`` for those without a browser, each with its share of COUNT.
"""

from __future__ import annotations

import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.hostile import browsed
from tests.hostile.tried import Tried, tried

SHARES = {"dossier": 0.5, "link": 0.2, "scenario": 0.1, "sheet": 0.1, "call": 0.1}


def _all(kind: str, count: int, first: int) -> Iterator[Tried]:
    if kind == "browsed":  # One server and one browser for all.
        yield from (tried(kind, seed) for seed in range(first, first + count))
        return
    shares = SHARES if kind == "all" else {kind: 1.0}
    jobs = [(each, first + n) for each, share in shares.items() for n in range(round(count * share))]
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        yield from pool.map(tried, *zip(*jobs, strict=True), chunksize=10)


def main() -> int:
    """Try so many seeds of a kind and return 1 if any failed."""
    kind, count, first = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0
    came: dict[str, Counter[str]] = defaultdict(Counter)
    slowest: dict[str, Tried] = {}
    with browsed.OPEN:
        for each in _all(kind, count, first):
            came[each.kind][each.came] += 1
            slowest[each.kind] = max(each, slowest.get(each.kind, each), key=lambda tried: tried.seconds)
            if each.error:
                print(f"{each.kind} {each.seed}: {each.error}", flush=True)
    for name, counted in came.items():
        longest = slowest[name]
        print(
            f"{counted.total()} of {name} from {first}: {dict(counted)}; the slowest took {longest.seconds:.1f} s, "
            f"seed {longest.seed}"
        )
    return int(any(counted["failed"] for counted in came.values()))


if __name__ == "__main__":
    sys.exit(main())
