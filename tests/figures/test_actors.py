from __future__ import annotations

import json
from itertools import combinations

import pytest

from components.dossier import load
from components.figures import Context, Figure, FigureError, build
from components.figures.actors_cells import cells_frame
from components.figures.actors_matrix import distances, empty_cells
from components.figures.actors_trades import between, pairs, partners, traders
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

GROUND = {"basis": "analyst_judgement"}


def texts(figure: Figure) -> str:
    return "\n".join([figure.title, figure.subtitle, figure.description, *figure.notes])


# ---- every figure ------------------------------------------------------------------------------------------------


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


# ---- all issues --------------------------------------------------------------------------------------------------


def test_empty_cells_stay_empty_and_say_why(august: Context) -> None:
    empty = empty_cells(august)
    held = {(cell.actor, cell.issue) for cell in august.dossier.cells}
    assert not held & set(zip(empty["actor"], empty["issue"], strict=True))
    told = empty.set_index(["actor", "issue"])["why"]
    assert "no interest in Ukraine" in told["trump_wh", "ukraine_sovereignty"]
    assert (told.str.len() > 5).all()
    table = build("actors_matrix", august).table
    assert table.loc[table["why empty"].notna(), "position (0–100)"].isna().all()


def test_distances_are_those_of_the_bargaining_positions(river: Context) -> None:
    apart = distances(river).set_index(["a", "b"])
    # Flow 68 against 30, sluices 80 against 20, bank 80 against 20; flow as moved by the network.
    flow = cells_frame(river, "flow").set_index(["actor", "kind"])["position"]
    expected = (abs(flow["upper", "negotiating"] - 30) + 60 + 60) / 3
    assert apart.loc[("upper", "lower"), "points"] == pytest.approx(expected)
    assert apart.loc[("upper", "lower"), "issues"] == 3
    assert apart["points"].is_monotonic_decreasing


# ---- trades ------------------------------------------------------------------------------------------------------


def test_trades_between_two_are_the_models_own(august: Context) -> None:
    for i, j in pairs(august):
        mine = between(august, i, j)
        theirs = [trade for trade in august.results.exchanges if {trade.i, trade.j} == {i, j}]
        assert [(t.i_moves_on, t.j_moves_on, t.gain) for t in mine] == [
            (t.i_moves_on, t.j_moves_on, t.gain) for t in theirs
        ]


def test_a_trade_between_two_is_priced_for_the_others_and_harm_is_marked(august: Context) -> None:
    figure = build("actors_trades", august, i="kremlin", j="trump_wh")
    harmed = figure.table[figure.table["veto player harmed"] == "yes"]
    assert set(harmed["actor"]) <= {"Ukraine / Kyiv", "Ukraine's European partners"}
    assert len(harmed)
    assert (harmed["gain (salience-weighted points)"] < 0).all()
    assert figure.description.count("veto player loses") == len(harmed)
    assert "salience-weighted points" in figure.subtitle


def test_whoever_can_trade_has_a_partner(august: Context, river: Context) -> None:
    for here in (august, river):
        able = traders(here)
        assert all(here.dossier.actor(actor).negotiates for actor in able)
        assert all(actor not in partners(here, actor) and partners(here, actor) for actor in able)
        assert set(pairs(here)) <= set(combinations(able, 2))


def test_nobody_trades_with_itself(august: Context) -> None:
    with pytest.raises(FigureError, match="two actors"):
        build("actors_trades", august, i="kremlin", j="kremlin")


# ---- readings, perceptions, goals, pulls -------------------------------------------------------------------------


def test_poles_stay_apart_and_name_their_holder(august: Context) -> None:
    for tension in august.dossier.perceptions.tensions:
        figure = build("leverage_poles", august, tension=tension.id)
        assert len(figure.table) == len(tension.poles)
        for pole in tension.poles:
            assert pole.holder in figure.description
            assert pole.text in figure.description


def test_what_is_only_intended_is_marked(august: Context) -> None:
    figure = build("perceptions", august)
    marked = figure.table["intended"].str.startswith("yes")
    assert marked.sum() == 2
    assert "wants White House to see" in json.dumps(figure.chart.to_dict())
    assert "years" in set(figure.table["unit"])


def test_the_ladder_climbs_from_the_floor(august: Context) -> None:
    figure = build("goals_ladder", august)
    assert list(figure.table["rung"]) == [4, 3, 2, 1]
    assert figure.description.index("No further NATO") < figure.description.index("security architecture")


def test_each_side_pulls_the_harder_the_further_its_assumption(august: Context) -> None:
    column = "pull (share of the assumption's range)"
    before = build("domestic_pull", august).table.set_index("actor")[column]
    harder = build("domestic_pull", context(august.dossier, base_exit_pressure=90)).table.set_index("actor")[column]
    assert harder["Trump's base"] > before["Trump's base"]
    assert harder["Congr. faction"] == before["Congr. faction"]
