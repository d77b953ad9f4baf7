"""A process that saves as fast as it can: `save`, or ``python -m tests.store.saving URL NAME TIMES SHARED``.

Each round it saves a scenario of its own and puts a forecast down; every third round, the first one too, it adds a
revision to one that all processes share. The program prints the number of the round once all is kept.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from components.store import Draft, Stale, Store, open_store
from tests.store.conftest import DRAFT

THIRD = 3


def save(url: str, name: str, times: int, shared: int, tell: Callable[[object], None] = lambda _: None) -> None:
    store = open_store(url)
    tell("open")
    for number in range(times):
        draft = replace(DRAFT, author=name, name=f"{name} {number}")
        store.scenarios.save(draft)
        store.forecasts.append([{"author": name, "number": number}])
        if number % THIRD == 0:
            _revise(store, draft, shared)
        tell(number)


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
    url, name, times, shared = sys.argv[1:]
    save(url, name, int(times), int(shared), partial(print, flush=True))
