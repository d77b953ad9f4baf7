"""How long each export format takes, the first time and after."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from components.dossier import load
from components.exports import FORMATS, render, stamp_of
from components.figures import Context, build
from components.model import Scenario, evaluate

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ("actors_positions", "concessions_map", "ultimatum_tracker")
REPEATS = 5


def rows() -> Iterator[tuple[str, int, float, float, str]]:
    """Measure and yield rows: name, repetitions, p50, slowest, target; seconds."""
    dossier = load(ROOT / "data")
    scenario = Scenario()
    context = Context(dossier, scenario, evaluate(dossier, scenario))
    figures = [build(name, context) for name in FIGURES]
    for kind in FORMATS:
        for number, figure in enumerate(figures):
            stamp = stamp_of(context, figure)
            times = []
            for _ in range(REPEATS):
                began = time.perf_counter()
                render(figure, stamp, kind)
                times.append(time.perf_counter() - began)
            if number == 0:
                yield f"export {kind}, first in the process (s)", 1, times[0], times[0], ""
            yield (
                f"export {kind}, {figure.name} (s)",
                REPEATS - 1,
                statistics.median(times[1:]),
                max(times[1:]),
                "≤ 0.5 s after the first",
            )
