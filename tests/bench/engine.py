"""How long the model takes, and how that grows."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from inspect import unwrap
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from components.dossier import Dossier, load
from components.model import Results, Scenario
from components.model.document import document
from components.model.exchange import exchanges
from components.model.fan import fans
from components.model.sensitivity import sobol, tornado
from components.model.thresholds import deal_space, threshold
from tests.model.build import assumption, cell, made, node

ROOT = Path(__file__).resolve().parents[2]
REPEATS = 30
Row = tuple[str, int, float, float, str]

# The command line; then its own peak in kB. Asked from outside, it would include what this process holds.
EVALUATE = """
import sys
from pathlib import Path
from components.cli import main
main()
lines = Path("/proc/self/status").read_text().splitlines()
print(next(line.split()[1] for line in lines if line.startswith("VmHWM")), file=sys.stderr)
"""


def rows() -> Iterator[Row]:
    """Measure and yield rows: name, repetitions, p50, p95, target."""
    dossier = load(ROOT / "data")
    yield _row("load the built-in dossier (ms)", lambda: load(ROOT / "data"), repeats=5)
    yield from _whole(dossier)
    yield from _parts()
    yield from _analyses(dossier)
    yield from _growth()
    yield from _large()


def _whole(dossier: Dossier) -> Iterator[Row]:
    def every(**values: float) -> None:
        # Made anew each time, as `evaluate` keeps them; outputs and issues are computed when read.
        results = Results(dossier, Scenario(values))
        _ = dict(results.outputs), dict(results.issues), results.packages, results.exchanges

    yield _row("whole model, 4,096 draws (ms)", lambda: every(us_leverage=40), "≤ 30 ms on one core")
    yield _row("  of which the network (ms)", lambda: dict(Results(dossier, Scenario()).outputs))
    yield _row("  of which issues (ms)", lambda: dict(Results(dossier, Scenario()).issues))
    yield _row("  evaluate --json without reading files (ms)", lambda: document(Results(dossier, Scenario())))


def _parts() -> Iterator[Row]:
    rng = np.random.default_rng(0)
    position, salience, influence = rng.uniform(0, 100, (3, 7, 11))
    yield _row(
        "all trades of 11 actors × 7 issues (ms)",
        lambda: exchanges(position, salience, influence, limit=None),
        "≤ 50 ms",
    )
    ten = _random(10, 1)
    yield _row(
        "one issue, 10 actors, 10,000 draws (ms)", lambda: dict(Results(ten, Scenario(draws=10_000)).issues), "≤ 10 ms"
    )


def _analyses(dossier: Dossier) -> Iterator[Row]:
    results = Results(dossier, Scenario())
    _ = results.draws, results.point
    package = next(option.id for option in dossier.options.options if option.gate)
    for output in (dossier.header.fan[1], "issue.territory", f"package.{package}"):
        yield from _of_output(results, output)
    yield _row("fans of three outputs, 25 dates (ms)", lambda: fans(results, dossier.header.fan))


def _of_output(results: Results, output: str) -> Iterator[Row]:
    x, y = "us_leverage", "battlefield_confidence"
    yield _row(
        f"deal space 25 × 25, {output} (ms)", lambda: unwrap(deal_space)(results, output, x, y), "≤ 500 ms", repeats=7
    )
    yield _row(f"tornado, {output} (ms)", lambda: unwrap(tornado)(results, output), repeats=7)
    yield _row(f"threshold, {output} (ms)", lambda: unwrap(threshold)(results, output, x, 0.5), repeats=7)
    yield _row(f"Sobol indices, {output} (ms)", lambda: unwrap(sobol)(results, output), repeats=3)


def _growth() -> Iterator[Row]:
    forty = _random(40, 4)
    yield _exponent(
        "time ~ draws^k, 4 issues of 40 actors: k",
        lambda n: lambda: dict(Results(forty, Scenario(draws=n)).issues),
        (4096, 8192, 16384, 32768),
    )
    yield _exponent("time ~ actors^k, 4 issues: k", lambda n: _of_actors(n), (20, 40, 80, 160))
    yield _exponent("time ~ links^k: k", lambda n: _of_links(n), (64, 128, 256, 512))


def _of_actors(actors: int) -> Callable[[], object]:
    dossier = _random(actors, 4)
    return lambda: dict(Results(dossier, Scenario()).issues)


def _of_links(links: int) -> Callable[[], object]:
    parents = [assumption(f"x{number}", (20, 40, 80)) for number in range(8)]
    nodes = [
        node(f"n{number}", "index", default=(0, 50, 100), links={item["id"]: 10.0 for item in parents})
        for number in range(links // 8)
    ]
    dossier = made(assumptions=parents, nodes=nodes)
    return lambda: Results(dossier, Scenario()).draws


def _large() -> Iterator[Row]:
    dossier = _random(200, 40)
    yield _row(
        "200 actors × 40 issues, loaded (s)", lambda: document(Results(dossier, Scenario())), "≤ 2 s", repeats=3, unit=1
    )
    with TemporaryDirectory() as folder:
        _write(dossier, Path(folder))
        yield _row("200 × 40: reading the files (s)", lambda: load(folder), repeats=3, unit=1)
        command = [sys.executable, "-c", EVALUATE, "evaluate", "--json", "--dossier", folder]
        most: list[float] = []

        def ran() -> None:
            said = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stderr
            most.append(float(said) / 1e6)

        yield _row("200 × 40: evaluate --json, a new process (s)", ran, repeats=3, unit=1)
        yield "200 × 40: most memory of that process (GB)", len(most), max(most), max(most), "≤ 1 GB"


def _random(actors: int, issues: int) -> Dossier:
    rng = np.random.default_rng(0)
    bands = np.sort(rng.integers(1, 101, (actors, issues, 3, 3)), axis=-1).astype(float)
    return made(
        [
            cell(f"a{i}", f"q{j}", *(tuple(band.tolist()) for band in bands[i, j]))
            for i in range(actors)
            for j in range(issues)
        ],
        actors=[{"id": f"a{i}", "veto": i < 5} for i in range(actors)],
    )


def _write(dossier: Dossier, folder: Path) -> None:
    """Write a dossier's four files."""

    def listed(name: str, lines: list[str]) -> None:
        (folder / f"{name}.yaml").write_text(
            f"{name}:\n" + "".join(f"- {{{line}}}\n" for line in lines), encoding="utf-8"
        )

    (folder / "dossier.yaml").write_text("title: Large\nas_of: 2031-05-02\n", encoding="utf-8")
    listed("actors", [f"id: {item.id}, label: {item.label}, veto: {str(item.veto).lower()}" for item in dossier.actors])
    listed("issues", [f"id: {item.id}, label: {item.label}, low: none, high: all" for item in dossier.issues])
    cells = []
    for item in dossier.cells:
        values = ", ".join(
            f"{part}: {{low: {band.low:g}, mode: {band.mode:g}, high: {band.high:g}}}"
            for part, band in (("position", item.position), ("salience", item.salience), ("influence", item.influence))
        )
        cells.append(f"actor: {item.actor}, issue: {item.issue}, {values}, basis: analyst_judgement")
    listed("positions", cells)


def _times(work: Callable[[], object], repeats: int) -> list[float]:
    work()
    found = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return found


def _row(name: str, work: Callable[[], object], target: str = "", *, repeats: int = REPEATS, unit: float = 1e3) -> Row:
    times = np.array(_times(work, repeats)) * unit
    return name, repeats, float(np.median(times)), float(np.quantile(times, 0.95)), target


def _exponent(name: str, sized: Callable[[int], Callable[[], object]], sizes: tuple[int, ...]) -> Row:
    """Fit log time to log size; 1 is linear, and what does not grow at all pulls it below."""
    seconds = [min(_times(sized(size), 5)) for size in sizes]
    slope = float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])
    return name, len(sizes), slope, slope, "linear: ≤ 1"
