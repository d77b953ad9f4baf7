"""A process that saves as fast as it can: ``python -m tests.store.saving URL NAME TIMES SHARED``.

Each round it saves a scenario of its own, puts a forecast down, and adds a revision to one that all processes share.
It prints the number of the round once all three are kept.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from components.store import Stale, open_store
from tests.store.conftest import DRAFT


def main(url: str, name: str, times: str, shared: str) -> None:
    store = open_store(url)
    print("open", flush=True)
    for number in range(int(times)):
        draft = replace(DRAFT, author=name, name=f"{name} {number}")
        store.scenarios.save(draft)
        store.forecasts.append([{"author": name, "number": number}])
        seen = store.scenarios.load(int(shared))
        while True:
            try:
                store.scenarios.update(draft, seen.scenario, seen.revision)
                break
            except Stale as stale:
                seen = stale.theirs
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
