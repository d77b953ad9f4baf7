"""One seed, tried in whichever process."""

from __future__ import annotations

import time
import traceback
from typing import NamedTuple

from tests.hostile import browsed, calls, trials

TRIALS = {
    trial.__name__: trial
    for trial in (trials.dossier, trials.link, trials.scenario, trials.sheet, calls.call, browsed.browsed)
}


class Tried(NamedTuple):
    """What came of one seed of a kind, in how many seconds, and the error if it failed."""

    kind: str
    seed: int
    came: str
    seconds: float
    error: str = ""


def tried(kind: str, seed: int) -> Tried:
    """Try one seed."""
    began = time.perf_counter()
    try:
        came, error = TRIALS[kind](seed), ""
    except Exception:  # noqa: BLE001 - whatever it was, it is what is looked for
        came, error = "failed", traceback.format_exc(limit=-4)
    return Tried(kind, seed, came, time.perf_counter() - began, error)
