"""A process that saves as fast as it can: ``python -m tests.store.saving URL NAME TIMES SHARED``.

Each round it saves a scenario of its own and puts a forecast down; every third round, the first one too, it adds a
revision to one that all processes share. It prints the number of the round once all is kept.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from components.store import Draft, Stale, Store, open_store
from tests.store.conftest import DRAFT

THIRD = 3


def main(url: str, name: str, times: str, shared: str) -> None:
    store = open_store(url)
    print("open", flush=True)
    for number in range(int(times)):
        draft = replace(DRAFT, author=name, name=f"{name} {number}")
        store.scenarios.save(draft)
        store.forecasts.append([{"author": name, "number": number}])
        if number % THIRD == 0:
            _revise(store, draft, int(shared))
        print(number, flush=True)


def _revise(store: Store, draft: Draft, shared: int) -> None:
    seen = store.scenarios.load(shared)
    while True:
        try:
            store.scenarios.update(draft, seen.scenario, seen.revision)
        except Stale as stale:
            seen = stale.theirs
        else:
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
