"""Where the actors stand on one issue, and what they could agree on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from components.dossier import load
from components.figures import Context, Figure, FigureError, build
from components.figures.actors.trades import pairs
from components.figures.actors.words import answer, verdict
from components.model.rooms import room
from tests.figures.conftest import context


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
    found = room(here.results, "toll")
    assert (found.kind, found.low, found.high, found.forecasts) == ("gap", 30, 70, False)
    assert verdict(here, "toll") == "No agreement on The toll: a gap of 40\u00a0points parts both veto players."
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
    outcomes = [row for data in spec["datasets"].values() for row in data if {"style", "inside"} <= {*row}]
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
    assert room(here.results, "toll").kind == "status_quo"
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
