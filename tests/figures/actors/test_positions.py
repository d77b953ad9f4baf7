"""What each side wants of one issue, what it would accept, and whether all who must agree overlap."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from components.dossier import load
from components.figures import Context, Figure, FigureError, build
from components.figures.actors.trades import pairs
from components.figures.actors.words import accepts, answer, verdict
from components.figures.actors.yardsticks import yardstick_words, yardsticks
from components.model.issues import Reservation
from components.model.rooms import room
from tests.figures.conftest import context


def invented(
    folder: Path,
    positions: list[dict[str, Any]],
    *,
    veto: int,
    status_quo: float | None = None,
    expects: dict[int, float] | None = None,
) -> Context:
    """A dossier over one issue, one actor a position, the first of them with a veto; no deal costs nobody anything."""
    issue: dict[str, Any] = {"id": "toll", "label": "The toll", "low": "no toll", "high": "the full toll"}
    if status_quo is not None:
        issue["status_quo"] = status_quo
    told = {"issue": "toll", "basis": "analyst_judgement"}
    files = {
        "dossier": {"title": "Tolls", "as_of": "2031-05-02"},
        "actors": {"actors": [{"id": f"a{i}", "label": f"Actor {i}", "veto": i < veto} for i in range(len(positions))]},
        "issues": {"issues": [issue]},
        "positions": {
            "positions": [
                {"actor": f"a{i}", "salience": 50, "influence": 50} | told | cell for i, cell in enumerate(positions)
            ],
            "no_deal": [{"actor": f"a{i}", "expects": value} | told for i, value in (expects or {}).items()],
        },
    }
    for name, content in files.items():
        text = yaml.safe_dump(content).replace("'2031-05-02'", "2031-05-02")
        (folder / f"{name}.yaml").write_text(text)
    return context(load(folder))


def texts(figure: Figure) -> str:
    return "\n".join([figure.title, figure.subtitle, figure.description, *figure.notes])


def of_kind(figure: Figure, kind: str) -> Any:
    return figure.table[figure.table["kind"] == kind].set_index("row")


def rows_of(figure: Figure) -> list[str]:
    layers = figure.chart.to_dict()["layer"]
    domains = [layer["encoding"].get("y", {}).get("scale", {}).get("domain") for layer in layers]
    return next(domain for domain in domains if domain)


def test_the_table_gives_the_models_own_numbers(august: Context) -> None:
    for issue, result in august.results.issues.items():
        figure = build("actors_positions", august, issue=issue)
        limits, inside, expected = (
            of_kind(figure, kind) for kind in ("reservation point", "accepts", "expects without a deal")
        )
        assert len(limits) == len(inside) == len(expected) == len(result.reservations)
        for actor, held in result.reservations.items():
            label = august.dossier.actor(actor).label
            for name, value in (("value", held.value), ("low", held.p10), ("high", held.p90)):
                assert limits.loc[label, f"{name} (0–100)"] == pytest.approx(value, abs=0.051)
            assert inside.loc[label, "low (0–100)"] == pytest.approx(held.low, abs=0.051)
            assert inside.loc[label, "high (0–100)"] == pytest.approx(held.high, abs=0.051)
            assert expected.loc[label, "value (0–100)"] == pytest.approx(held.expects, abs=0.051)


def test_no_headline_is_a_weighted_mean_where_somebody_holds_a_veto(august: Context) -> None:
    for issue in august.results.issues:
        figure = build("actors_positions", august, issue=issue)
        assert "weighted mean" not in texts(figure).lower()
        assert "Condorcet" not in texts(figure)
        assert not figure.table["row"].str.contains("mean").any()


def test_a_slider_moves_what_is_accepted_and_not_what_is_wanted(august: Context) -> None:
    moved = context(august.dossier, battlefield_confidence=20)
    before, after = (build("actors_positions", one, issue="territory") for one in (august, moved))
    wanted, limits = ("ideal point", "reservation point")
    assert of_kind(before, wanted)["value (0–100)"].equals(of_kind(after, wanted)["value (0–100)"])
    shift = of_kind(after, limits)["value (0–100)"] - of_kind(before, limits)["value (0–100)"]
    kremlin, kyiv = (august.dossier.actor(actor).label for actor in ("kremlin", "ukraine"))
    assert shift[kremlin] < -1
    assert shift[kyiv] == 0
    assert any(note.startswith("Grey stroke") for note in after.notes)
    assert not any(note.startswith("Grey stroke") for note in before.notes)


@pytest.mark.parametrize(
    ("order", "column"),
    [("position", "value (0–100)"), ("power", "exercised power (0–100)"), ("salience", "salience (0–100)")],
)
def test_ranking_follows_the_order_asked_for(august: Context, order: str, column: str) -> None:
    figure = build("actors_positions", august, issue="sequencing", order=order)
    value = of_kind(figure, "ideal point")[column]
    shown = [key.split("|")[1].removesuffix(" (veto)") for key in rows_of(figure)]
    ranked = [value[name] for name in shown if name in value]
    assert len(ranked) == 4
    assert ranked == sorted(ranked, reverse=True)


def test_a_gap_says_how_much_is_missing_between_whom_and_on_what_that_hangs(tmp_path: Path) -> None:
    here = invented(tmp_path, [{"position": 10}, {"position": 90}], veto=2, expects={0: 30, 1: 70})
    found = room(here.results, "toll")
    assert (found.kind, found.low, found.high) == ("gap", 30, 70)
    assert verdict(here, "toll") == (
        "No value is acceptable to both veto players: 40\u00a0points are missing between Actor 1 and Actor 0. "
        "That hangs on what they expect without a deal: Actor 1 70 and Actor 0 30."
    )
    figure = build("actors_positions", here)
    assert figure.notes[0] == verdict(here, "toll")
    assert of_kind(figure, "result")["words"].tolist() == ["no overlap: 40\u00a0points between Actor 1 and Actor 0"]
    assert answer(here) == (
        "On The toll, there is no room between Actor 1 and Actor 0; that hangs on what each expects without a deal."
    )


def test_only_one_value(tmp_path: Path) -> None:
    here = invented(tmp_path, [{"position": 10}, {"position": 90}], veto=2, status_quo=50)
    assert verdict(here, "toll").startswith("Both veto players accept only 50.")


def test_room_that_both_accept(tmp_path: Path) -> None:
    here = invented(tmp_path, [{"position": 40}, {"position": 50}], veto=2, status_quo=80)
    assert verdict(here, "toll").startswith("Both veto players accept 20 to 80.")
    assert answer(here).startswith("On The toll, both veto players could agree; that hangs")
    figure = build("actors_positions", here)
    assert "dashed: status quo" in figure.subtitle
    assert "×" not in figure.subtitle
    assert of_kind(figure, "result")[["low (0–100)", "high (0–100)"]].to_numpy().tolist() == [[20, 80]]


def test_nothing_is_said_where_nobody_expects_anything(tmp_path: Path) -> None:
    here = invented(tmp_path, [{"position": 40}, {"position": 50}], veto=2)
    figure = build("actors_positions", here)
    assert "does not say what anybody who must agree expects without a deal" in figure.notes[0]
    assert "bar" not in figure.subtitle
    assert "On The toll, too few positions and expectations are known to tell" in answer(here)


def test_without_any_veto_player_the_weighted_mean_leads(tmp_path: Path) -> None:
    here = invented(tmp_path, [{"position": 40}], veto=0, status_quo=80)
    assert "Nobody holds a veto" in answer(here)
    figure = build("actors_positions", here)
    assert "Nobody holds a veto; the weighted mean stands at 40." in figure.notes[0]
    assert of_kind(figure, "result")["value (0–100)"].to_dict() == {"Weighted mean": 40}
    assert pairs(here) == ()
    with pytest.raises(FigureError, match="two negotiating actors"):
        build("actors_trades", here)


def test_unheard_veto_players_are_named(august: Context) -> None:
    assert "The source does not say what Kyiv or Europeans would accept." in verdict(august, "commitment_form")
    assert "What those heard accept" in "".join(rows_of(build("actors_positions", august, issue="commitment_form")))


@pytest.mark.parametrize(("low", "high"), [(2, 98), (10, 90), (25, 75), (48, 52), (1, 40), (55, 99)])
@pytest.mark.parametrize("expected", [0, 50, 100])
def test_no_outcome_is_cut_on_a_phone(tmp_path: Path, low: int, high: int, expected: int) -> None:
    """Words stand beside a bar or on it, wherever there is room; a phone's plot has some 210 pixels."""
    here = invented(
        tmp_path, [{"position": low}, {"position": high}], veto=2, expects={0: low + 1, 1: min(expected, high - 1)}
    )
    spec = build("actors_positions", here).chart.to_dict()
    outcomes = [row for data in spec["datasets"].values() for row in data if {"meaning", "inside"} <= {*row}]
    assert outcomes
    for row in outcomes:
        at = row["at"]
        free = at if row["side"] == "left" else 100 - at
        if row["inside"] and row["low"] is not None:
            assert row["low"] <= at <= row["high"]
        assert "…" not in row["lines"], row
        assert max(map(len, row["lines"].split("\n"))) * 5 <= free * 2.1, row
        assert row["lines"].replace("\n", " ") == row["brief"]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(62.4, 100, "from 62"), (0.2, 58.9, "up to 59"), (33, 83, "33–83"), (0, 99.8, "any value")],
)
def test_what_is_accepted_in_words(low: float, high: float, words: str) -> None:
    assert accepts(Reservation(low, low, low, low, high, 50)) == words


def test_other_yardsticks_come_with_their_error_record(august: Context, tmp_path: Path) -> None:
    for issue, result in august.results.issues.items():
        table = yardsticks(august, issue)
        assert table["value (0–100)"].tolist()[0] == pytest.approx(result.weighted_mean.value, abs=0.051)
        assert table["high (0–100)"].tolist()[1] == pytest.approx(result.model_error_80[1], abs=0.051)
    assert "forecast nothing" in yardstick_words(august, "territory")
    here = invented(tmp_path, [{"position": 10}, {"position": 90}], veto=0)
    assert "Knife-edge" in yardstick_words(here, "toll")
    assert "forecast nothing" not in yardstick_words(here, "toll")


def test_two_hundred_actors_are_folded_in_words(tmp_path: Path) -> None:
    here = invented(tmp_path, [{"position": i / 2, "influence": 1 + i / 4} for i in range(200)], veto=2, status_quo=50)
    figure = build("actors_positions", here)
    assert "160 actors with less exercised power are folded away" in texts(figure)
    assert len(of_kind(figure, "ideal point")) == 200
    assert len(rows_of(figure)) < 60
    assert "a199|" in "".join(rows_of(figure))
    assert "a2|" not in "".join(rows_of(figure))
    # Veto players count however weak they are.
    assert "a0|" in "".join(rows_of(figure))
    assert "160 actors" in texts(build("actors_matrix", here))


CELLS = {"kremlin.territory.position": 40, "ukraine.territory.expects": 20, "kremlin.cost": 20}


def test_adjusted_cells_show_where_the_source_puts_them(august: Context) -> None:
    figure = build("actors_positions", context(august.dossier, cells=CELLS), issue="territory")
    data = figure.chart.to_dict()["datasets"].values()
    stood = {row["kind"]: row["at"] for rows in data for row in rows if row.keys() == {"row", "at", "kind"}}
    assert stood == {"wants": 97, "expects": 48}
    words = of_kind(figure, "ideal point")["words"]
    assert words["Kremlin / Putin"] == "source 97; cost of no deal adjusted"
    assert words["Ukraine / Kyiv"] == "expects: source 48"
    assert "where the source puts what was adjusted" in texts(figure)


def test_nothing_adjusted_draws_nothing_of_the_source(august: Context) -> None:
    assert "adjusted" not in texts(
        build("actors_positions", context(august.dossier, us_leverage=60), issue="territory")
    )


def test_rows_stay_where_they_are_while_somebody_adjusts(august: Context) -> None:
    before, after = (
        rows_of(build("actors_positions", context(august.dossier, cells=cells), issue="territory", order="position"))
        for cells in ({}, {"kremlin.territory.position": 1})
    )
    assert before == after


def test_an_adjusted_position_carries_bar_and_band_along(august: Context) -> None:
    figure = build("actors_positions", context(august.dossier, cells=CELLS), issue="territory")
    row = of_kind(figure, "ideal point").loc["Kremlin / Putin"]
    assert (row["low (0–100)"], row["value (0–100)"], row["high (0–100)"]) == (28, 40, 42)
