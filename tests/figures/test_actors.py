from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from components.dossier import Dossier, load
from components.figures import Context, Figure, FigureError, build
from components.figures.actors_cells import cells_frame
from components.figures.actors_matrix import distances, empty_cells
from components.figures.actors_trades import between, pairs, partners, traders
from components.figures.actors_words import answer, room, verdict
from components.model import Scenario, evaluate

ROOT = Path(__file__).resolve().parents[2]
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


def context(dossier: Dossier, mode: Any = "light", **assumptions: float) -> Context:
    scenario = Scenario(assumptions, draws=256)
    return Context(dossier, scenario, evaluate(dossier, scenario), mode)


@pytest.fixture(scope="module")
def august() -> Context:
    return context(load(ROOT / "data"))


@pytest.fixture(scope="module")
def river() -> Context:
    return context(load(ROOT / "tests" / "dossiers" / "river"))


@pytest.fixture(scope="module")
def minimal() -> Context:
    return context(load(ROOT / "tests" / "dossiers" / "minimal"))


def invented(folder: Path, positions: list[dict[str, Any]], *, veto: int, status_quo: float | None = None) -> Context:
    """A dossier over one issue, one actor a position, the first of them with a veto."""
    issue: dict[str, Any] = {"id": "toll", "label": "The toll", "low": "no toll", "high": "the full toll"}
    if status_quo is not None:
        issue["status_quo"] = status_quo
    files = {
        "dossier": {"title": "Tolls", "as_of": "2031-05-02"},
        "actors": {"actors": [{"id": f"a{i}", "label": f"Actor {i}", "veto": i < veto} for i in range(len(positions))]},
        "issues": {"issues": [issue]},
        "positions": {
            "positions": [
                {"actor": f"a{i}", "issue": "toll", "salience": 50, "influence": 50, "basis": "analyst_judgement"}
                | cell
                for i, cell in enumerate(positions)
            ]
        },
    }
    for name, content in files.items():
        text = yaml.safe_dump(content).replace("'2031-05-02'", "2031-05-02")
        (folder / f"{name}.yaml").write_text(text)
    return context(load(folder))


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


# ---- one issue ---------------------------------------------------------------------------------------------------


def test_both_intervals_are_named_and_agree_with_the_model(august: Context) -> None:
    for issue in august.results.issues:
        figure = build("actors_positions", august, issue=issue)
        result = august.results.issues[issue]
        assert "p10–p90" in figure.description
        assert "error record" in figure.description
        assert "cooperative EU bargaining" in texts(figure)
        assert "coercive" in texts(figure)
        rows = figure.table[figure.table["kind"] == "result"].set_index("low and high are")
        inputs = rows.loc["p10–p90 of the inputs"]
        assert inputs["low (0–100)"] == pytest.approx(result.weighted_mean.p10, abs=0.05)
        record = rows.loc["80 %, inputs and the model's error record"]
        assert record["high (0–100)"] == pytest.approx(result.model_error_80[1], abs=0.05)


def test_a_slider_moves_negotiating_cells_and_no_ideal_one(august: Context) -> None:
    moved = context(august.dossier, battlefield_confidence=20)
    shifts = {"ideal": 0.0, "negotiating": 0.0}
    for issue in august.results.issues:
        before, after = (build("actors_positions", one, issue=issue).table for one in (august, moved))
        for kind in shifts:
            one, other = (table.loc[table["kind"] == f"{kind} position", "value (0–100)"] for table in (before, after))
            shifts[kind] += (one - other).abs().sum()
    assert shifts["ideal"] == 0
    assert shifts["negotiating"] > 1


@pytest.mark.parametrize(
    ("order", "column"),
    [("position", "value (0–100)"), ("power", "exercised power (0–100)"), ("salience", "salience (0–100)")],
)
def test_ranking_follows_the_order_asked_for(august: Context, order: str, column: str) -> None:
    figure = build("actors_positions", august, issue="sequencing", order=order)
    cells = figure.table[figure.table["kind"] != "result"]
    value = cells.set_index("row")[column]
    shown = [key.split("|")[1].removesuffix(" (veto)") for key in rows_of(figure)]
    ranked = [value[name] for name in shown if name in value]
    assert len(ranked) == 4
    assert ranked == sorted(ranked, reverse=True)


def rows_of(figure: Figure) -> list[str]:
    layers = figure.chart.to_dict()["layer"]
    domains = [layer["encoding"].get("y", {}).get("scale", {}).get("domain") for layer in layers]
    return next(domain for domain in domains if domain)


def test_a_gap_is_no_agreement_and_no_forecast(tmp_path: Path) -> None:
    here = invented(
        tmp_path, [{"position": 10, "reservation": 30}, {"position": 90, "reservation": 70}], veto=2, status_quo=50
    )
    found = room(here, "toll")
    assert (found.kind, found.low, found.high, found.forecasts) == ("gap", 30, 70, False)
    assert verdict(here, "toll") == "No agreement on The toll: a gap of 40 points parts both veto players."
    figure = build("actors_positions", here)
    assert "No agreement" in figure.subtitle
    assert "forecasts nothing" in texts(figure)
    assert "no forecast" in "".join(rows_of(figure))
    assert "No single issue" in answer(here)


@pytest.mark.parametrize(("low", "high"), [(2, 98), (10, 90), (25, 75), (48, 52), (1, 40), (55, 99)])
@pytest.mark.parametrize("status_quo", [0, 50, 100])
def test_no_outcome_is_cut_on_a_phone(tmp_path: Path, low: int, high: int, status_quo: int) -> None:
    """Words stand beside a bar or on it, wherever there is room; a phone's plot has some 210 pixels."""
    cells = [{"position": low, "reservation": low + 1}, {"position": high, "reservation": high - 1}]
    here = invented(tmp_path, cells, veto=2, status_quo=status_quo)
    spec = build("actors_positions", here).chart.to_dict()
    outcomes = [row for data in spec["datasets"].values() for row in data if "inside" in row]
    assert len({row["row"] for row in outcomes}) == 5
    for row in outcomes:
        at = row["at"]
        free = at if row["side"] == "left" else 100 - at
        if row["inside"] and row["low"] is not None:
            assert row["low"] <= at <= row["high"]
        assert "…" not in row["lines"], row
        assert max(map(len, row["lines"].split("\n"))) * 5 <= free * 2.1, row
        assert row["lines"].replace("\n", " ") == row["words"]


def test_only_the_status_quo(tmp_path: Path) -> None:
    here = invented(tmp_path, [{"position": 10}, {"position": 90}], veto=2, status_quo=50)
    assert room(here, "toll").kind == "status_quo"
    assert "only the status quo (50)" in verdict(here, "toll")
    assert "forecasts nothing" in texts(build("actors_positions", here))


def test_room_that_both_accept(tmp_path: Path) -> None:
    here = invented(tmp_path, [{"position": 40}, {"position": 50}], veto=2, status_quo=80)
    assert verdict(here, "toll") == "On The toll, both veto players accept 20 to 80."
    assert answer(here) == "The toll has room that both veto players accept."
    assert "forecasts nothing" not in texts(build("actors_positions", here))


def test_without_any_veto_player_and_with_one_actor(tmp_path: Path) -> None:
    here = invented(tmp_path, [{"position": 40}], veto=0, status_quo=80)
    assert "Nobody holds a veto" in answer(here)
    assert "Nobody holds a veto" in build("actors_positions", here).subtitle
    assert "All" not in "".join(rows_of(build("actors_positions", here)))
    assert pairs(here) == ()
    with pytest.raises(FigureError, match="two negotiating actors"):
        build("actors_trades", here)


def test_unheard_veto_players_are_named(august: Context) -> None:
    assert "What Kyiv and Europeans would accept, the source leaves open." in verdict(august, "commitment_form")
    assert "Heard accept" in "".join(rows_of(build("actors_positions", august, issue="commitment_form")))


def test_a_knife_edge_is_told_in_words(tmp_path: Path) -> None:
    here = invented(tmp_path, [{"position": 10}, {"position": 90}], veto=0)
    assert "Knife-edge" in texts(build("actors_positions", here))


def test_two_hundred_actors_are_folded_in_words(tmp_path: Path) -> None:
    here = invented(tmp_path, [{"position": i / 2, "influence": 1 + i / 4} for i in range(200)], veto=2, status_quo=50)
    figure = build("actors_positions", here)
    assert "160 actors with less exercised power are folded away" in texts(figure)
    assert (figure.table["kind"] == "ideal position").sum() == 200
    assert len(rows_of(figure)) < 60
    assert "a199|" in "".join(rows_of(figure))
    assert "a2|" not in "".join(rows_of(figure))
    # Veto players count however weak they are.
    assert "a0|" in "".join(rows_of(figure))
    assert "160 actors" in texts(build("actors_matrix", here))


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
    assert august.dossier.perceptions is not None
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
