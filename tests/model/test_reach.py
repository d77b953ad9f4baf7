"""How far an output can go: the same whatever the scenario, and wide enough for every single change."""

from __future__ import annotations

import numpy as np
import pytest

from components.dossier import load
from components.model import Scenario, evaluate
from components.model.outputs import outputs
from components.model.reach import reach
from tests.ui.conftest import ROOT

DOSSIER = load(ROOT / "tests/dossiers/river")
SOURCE = evaluate(DOSSIER, Scenario(draws=256))


@pytest.mark.parametrize("key", list(outputs(DOSSIER)))
def test_it_holds_every_single_change(key: str) -> None:
    output = outputs(DOSSIER)[key]
    low, high = reach(SOURCE, output)
    for item in output.uncertain(SOURCE):
        limits = DOSSIER.assumption(item).range
        ends = output.response(SOURCE, {item: np.array([limits.min, limits.max])})
        finite = ends[np.isfinite(ends)]
        assert (finite >= low).all()
        assert (finite <= high).all()


@pytest.mark.parametrize("key", list(outputs(DOSSIER)))
def test_no_assumption_moves_it(key: str) -> None:
    output, item = outputs(DOSSIER)[key], DOSSIER.assumptions[0]
    moved = evaluate(DOSSIER, Scenario({item.id: item.range.max}, draws=256))
    assert reach(moved, output) == pytest.approx(reach(SOURCE, output), nan_ok=True)
