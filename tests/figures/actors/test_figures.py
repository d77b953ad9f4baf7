from __future__ import annotations

import json

import pytest

from components.dossier import load
from components.figures import Context, FigureError, build
from tests.figures.conftest import ROOT, context

FIGURES = (
    "actors_positions",
    "actors_matrix",
    "actors_trades",
    "leverage_poles",
    "perceptions",
    "goals_ladder",
    "domestic_pull",
)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("dossier", ["data", "tests/dossiers/river"])
def test_figures_stand_on_any_dossier(dossier: str, name: str, mode: str) -> None:
    figure = build(name, context(load(ROOT / dossier), mode))
    spec = figure.chart.to_dict()
    json.dumps(spec, allow_nan=False)
    assert spec["description"] == figure.description
    assert spec["width"] == "container"
    assert len(figure.description) > 40
    assert not figure.table.empty
    assert all(figure.table.columns.map(lambda column: isinstance(column, str)))
    assert len(set(figure.refs)) == len(figure.refs)


@pytest.mark.parametrize("name", ["leverage_poles", "perceptions", "goals_ladder", "domestic_pull"])
def test_what_a_dossier_leaves_out_is_told(minimal: Context, name: str) -> None:
    with pytest.raises(FigureError, match="needs"):
        build(name, minimal)


@pytest.mark.parametrize("name", ["actors_positions", "actors_matrix", "actors_trades"])
def test_four_files_suffice(minimal: Context, name: str) -> None:
    assert "Upland" in build(name, minimal).description


def test_every_reference_resolves(august: Context) -> None:
    for name in FIGURES:
        for key in build(name, august).refs:
            assert august.dossier.reference(key)
