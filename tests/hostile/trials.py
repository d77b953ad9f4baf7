"""What must come of a hostile input: problems in words, or a right answer; never a traceback, never a long wait."""

from __future__ import annotations

import functools
import json
import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from components import sheets
from components.dossier import Dossier, DossierError, load
from components.dossier.load import contents
from components.exports import render, stamp_of
from components.exports.scenario import parse_scenario, scenario_yaml
from components.figures import REGISTRY, Context, FigureError, build
from components.model import Scenario, ScenarioError, evaluate
from components.model.document import document
from components.model.entries import entries
from components.ui import navigation
from tests.app import app as new
from tests.hostile import mutations

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("data", "tests/dossiers/river", "tests/dossiers/minimal")
SECONDS = 5
"""Most of the processor's time that one step may take: reading an input, working it out, drawing a figure, a page."""
FORMATS = ("svg", "csv", "json", "txt", "html")


@contextmanager
def bounded(seconds: int = SECONDS) -> Iterator[None]:
    """Fail what takes longer."""

    def ended(_: int, __: FrameType | None) -> None:
        raise TimeoutError(f"no answer after {seconds} s")

    before = signal.signal(signal.SIGPROF, ended)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@functools.cache
def files(folder: str) -> dict[str, bytes]:
    """Return a dossier's files, read once; mutations copy them."""
    return contents(ROOT / folder)


@functools.cache
def loaded(folder: str) -> Dossier:
    """Return a dossier as it is, read once."""
    return load(ROOT / folder)


def dossier(seed: int) -> str:
    """Load a changed dossier and draw all it has; return what came of it: "refused" or "shown"."""
    rng = random.Random(seed)
    changed = mutations.dossier(rng, files(rng.choice(FOLDERS)))
    try:
        with bounded():
            found = load(changed)
    except DossierError as refused:
        problems = refused.problems
    else:
        shown(found, rng)
        return "shown"
    assert problems
    for problem in problems:
        assert problem.file
        assert problem.message
        assert "Traceback" not in problem.message
    return "refused"


def shown(found: Dossier, rng: random.Random) -> None:
    """Draw every figure of a dossier that passed, and write one of them."""
    values = {item.id: rng.choice((item.range.min, item.range.max)) for item in found.assumptions if rng.random() < 0.3}
    scenario = Scenario(values, draws=64)
    with bounded():
        results = evaluate(found, scenario)
        json.dumps(document(results), allow_nan=False)
    context = Context(found, scenario, results, rng.choice(("light", "dark")))
    available = [name for name, spec in REGISTRY.items() if spec.available(found)]
    written = rng.choice(available)
    for name in available:
        try:
            with bounded():
                figure = build(name, context)
        except FigureError:
            continue  # A figure may say that there is nothing to show; never a bare error of Python's.
        json.dumps(figure.spec, allow_nan=False)
        if name == written:
            with bounded():
                assert render(figure, stamp_of(context, figure), rng.choice(FORMATS))


def scenario(seed: int) -> str:
    """Read a changed scenario file."""
    rng = random.Random(seed)
    found = loaded(FOLDERS[1])
    values = {item.id: item.range.max for item in found.assumptions[:4]}
    text = mutations.document(rng, scenario_yaml(found, Scenario(values)))
    raw = text.encode("utf-8", "surrogatepass")
    if rng.random() < 0.3:
        raw = mutations.bytes_of(rng, raw)
    with bounded():
        try:
            given, _ = parse_scenario("scenario.yaml", raw, found)
            given.check(found)
        except (ScenarioError, DossierError):
            return "refused"
        evaluate(found, given)
    return "shown"


def sheet(seed: int) -> str:
    """Read a changed workbook or table."""
    rng = random.Random(seed)
    found = loaded(FOLDERS[1])
    if rng.random() < 0.3:
        name, raw = "s.xlsx", mutations.bytes_of(rng, sheets.write(found, Scenario()))
    else:
        name, raw = "s.csv", _table(rng, found)
    with bounded():
        try:
            preview = sheets.read(name, raw, found)
        except sheets.SheetError:
            return "refused"
        for problem in preview.problems:
            assert str(problem)
        list(sheets.lines(preview))
    return "refused" if preview.problems else "shown"


def address(seed: int) -> tuple[str, dict[str, str]]:
    """Return a page and a changed query to open it by."""
    rng = random.Random(seed)
    found = loaded(FOLDERS[0])
    values = {item.id: [f"{item.range.min:g}", f"{item.range.max:g}"] for item in found.assumptions}
    values |= {key: ["own", "1", "map", found.actors[0].id, found.issues[0].id] for key in navigation.selection_keys()}
    values |= {key: ["50"] for key in entries(found)}
    values |= {"as_of": ["2025-08-09", "2030-01-01"], "seen": [item.id for item in found.hypotheses.signposts]}
    # Cells are hundreds, choices a few: each kind gets as much.
    keys = rng.choice([sorted(navigation.selection_keys()), sorted(values)])
    query = mutations.query(rng, keys, values)
    return rng.choice(navigation.PAGES).name, query


def link(seed: int) -> str:
    """Open a page by a changed link."""
    page, query = address(seed)
    app = new(query)
    for turn in (app, app.switch_page(f"../../pages/{page}.py")):
        with bounded():
            turn.run()
    assert not app.exception, [error.value for error in app.exception]
    return "shown"


def _table(rng: random.Random, found: Dossier) -> bytes:
    heads = ["actor", "issue", "position", "salience", "influence"]
    rows = [[cell.actor, cell.issue, *("50" for _ in heads[2:])] for cell in found.cells]
    for _ in range(rng.randint(1, 6)):
        rng.choice([heads, *rows])[rng.randrange(5)] = str(rng.choice((*mutations.WORDS, *mutations.NUMBERS[:-2])))
    sign = rng.choice(",;\t")
    text = "\n".join(sign.join(row) for row in (heads, *rows))
    raw = text.encode(rng.choice(("utf-8", "utf-8-sig")), "surrogatepass")
    return mutations.bytes_of(rng, raw) if rng.random() < 0.3 else raw
