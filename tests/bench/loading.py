"""How long the worst files take that the limits of loading let through, and what memory they need.

Aim: under 2 s and 300 MB, whatever the files hold.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from components.dossier.load import contents
from components.dossier.reader import SIZE_LIMIT, WHOLE_LIMIT

ROOT = Path(__file__).resolve().parents[2]
REPEATS = 3
LOAD = """
import sys, time
from components.dossier import DossierError, load
began = time.process_time()
try:
    load(sys.argv[1])
except DossierError as error:
    str(error)
took = time.process_time() - began
lines = open("/proc/self/status").read().splitlines()
print(took, next(line.split()[1] for line in lines if line.startswith("VmHWM")))
"""
Row = tuple[str, int, float, float, str]


def filled(head: str, unit: str, size: int = SIZE_LIMIT) -> bytes:
    """Return as much of a repeated text as a file may hold; ``{}`` in it is the number of the repetition."""
    times = (size - len(head)) // (len(unit) + 6)
    return (head + "".join(unit.replace("{}", str(number)) for number in range(times))).encode()


CELL = "- {actor: a{}, issue: upland, position: 50, salience: 50, influence: 50, basis: analyst_judgement}\n"
SOURCE = "- {id: s{}, title: T, publisher: P, date: 2025-01-01, url: not found}\n"
SHAPE = '{"type": "FeatureCollection", "features": [[0,1]'
WORST: dict[str, dict[str, Callable[[], bytes]]] = {
    "as it is": {},
    "unknown references": {"actors.yaml": lambda: filled("actors:\n- {id: a, label: A, refs: [", "q{}, ") + b"x]}\n"},
    "cells of unknown actors": {"positions.yaml": lambda: filled("positions:\n", CELL)},
    "sources": {"evidence.yaml": lambda: filled("sources:\n", SOURCE)},
    "one long text": {"dossier.yaml": lambda: filled("as_of: 2025-01-01\ntitle: ", "word ")},
    "one huge number": {"dossier.yaml": lambda: filled("as_of: 2025-01-01\ntitle: ", "9")},
    "unknown keys": {"dossier.yaml": lambda: filled("as_of: 2025-01-01\ntitle: T\n", "k{}: 1\n")},
    "lists that are none": {"actors.yaml": lambda: filled("actors:\n", "- {id: a{}, label: L, goals: 1}\n")},
    "deep nesting": {"dossier.yaml": lambda: b"title: " + b"[" * (SIZE_LIMIT - 10)},
    "empty lists": {"dossier.yaml": lambda: filled("title: [", "[],") + b"]\n"},
    "aliases": {"dossier.yaml": lambda: filled("title: &a [x]\n", "k{}: *a\n")},
    "rows of a table": {"control.csv": lambda: filled("date,series,region,share_pct\n", "2025-01-01,a,b,{}\n")},
    "points of a shape": {"geo/context.geojson": lambda: filled(SHAPE, ",[1.{},2]")},
}
"""Name → files that are replaced in the river's dossier, and what they then hold."""
WORST["two of the slowest"] = WORST["lists that are none"] | {
    "positions.yaml": lambda: filled("positions:\n", CELL, WHOLE_LIMIT - SIZE_LIMIT - 20_000)
}


def rows() -> Iterator[Row]:
    """Measure and yield rows: name, repetitions, p50, p95, target."""
    whole = contents(ROOT / "tests/dossiers/river")
    for what, files in WORST.items():
        with TemporaryDirectory() as place:
            for file, content in {**whole, **{name: make() for name, make in files.items()}}.items():
                (Path(place) / file).parent.mkdir(exist_ok=True)
                (Path(place) / file).write_bytes(content)
            command = [sys.executable, "-c", LOAD, place]
            runs = [subprocess.run(command, cwd=ROOT, capture_output=True, check=True) for _ in range(REPEATS)]
        seconds, kilobytes = np.array([run.stdout.split() for run in runs], dtype=float).T
        for unit, values, target in (("s", seconds, "2"), ("MB", kilobytes / 1000, "300")):
            yield f"{what} ({unit})", REPEATS, *np.percentile(values, (50, 95)), target
