"""What holds of every figure of the page."""

from __future__ import annotations

from typing import Any

import pytest

from components.dossier import load
from components.figures import Context, FigureError, build
from components.figures.assumptions.words import offered
from components.model.outputs import outputs
from tests.figures.conftest import ROOT, context

FIGURES = ("tornado", "sobol", "threshold", "deal_space", "grounds", "good_cases", "causal_map")


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_figure_tells_what_it_shows(river: Context, name: str, mode: Any) -> None:
    figure = build(name, Context(river.dossier, river.scenario, river.results, mode))
    assert figure.title
    assert "10 Jun 2031" in figure.subtitle
    assert len(figure.description) > 60
    assert not figure.table.empty
    assert figure.chart.to_dict()["width"] == "container"


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_stands_every_kind_of_output(river: Context, name: str) -> None:
    held = river.dossier
    kinds = {key.partition(".")[0] if "." in key else held.node(key).kind: key for key in outputs(held)}
    for output in kinds.values():
        build(name, river, output=output).chart.to_dict()


def test_every_figure_stands_corners(river: Context) -> None:
    corner = context(river.dossier, yearly_consent=0, drafting_years=0, pact_required=100, horizon_months=36)
    for name in FIGURES:
        for output in ("years_to_pact", "p_truce"):
            build(name, corner, output=output).chart.to_dict()


def test_minimal_dossier_has_none_of_them() -> None:
    minimal = context(load(ROOT / "tests" / "dossiers" / "minimal"))
    for name in (*FIGURES, "saved_sets"):
        with pytest.raises(FigureError, match="leaves out"):
            build(name, minimal)


def test_what_the_dossier_asks_comes_first(august: Context) -> None:
    names = offered(august.dossier)
    asked = [item.node for item in august.dossier.header.questions]
    assert list(names)[: len(asked)] == asked
    assert set(names) == set(outputs(august.dossier))
    assert len(set(names.values())) == len(names)
