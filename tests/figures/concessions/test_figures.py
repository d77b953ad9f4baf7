from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from components.dossier import Dossier, load
from components.exports import FORMATS, render, stamp_of
from components.figures import Context, FigureError, build
from components.figures.concessions.map import views
from components.figures.concessions.words import answer, chosen_parts, differences, on_the_ground
from components.model import Scenario, evaluate
from components.model.territory import cases

ROOT = Path(__file__).resolve().parents[3]
DATA = load(ROOT / "data")
RIVER = load(ROOT / "tests/dossiers/river")
OWN = "kherson~ukraine~territory~60~nato_enlargement~80~My package"
FIGURES = ("concessions_map", "concessions_ledger", "concessions_acceptance", "control_history")


def context(dossier: Dossier = DATA, mode: str = "light", **changes: Any) -> Context:
    scenario = Scenario(**changes)
    return Context(dossier, scenario, evaluate(dossier, scenario), mode)  # type: ignore[arg-type]


HERE, THERE = context(), context(RIVER)


def spec_bytes(chart: Any) -> int:
    return len(json.dumps(chart.to_dict(), ensure_ascii=False, separators=(",", ":")).encode())


@pytest.mark.parametrize("key", cases(DATA))
def test_every_case_builds_on_every_figure_that_takes_it(key: str) -> None:
    option, _, reading = key.partition(":")
    chosen = {"option": option, "reading": reading or "none"}
    figure = build("concessions_map", HERE, **chosen)
    assert spec_bytes(figure.chart) < 250_000
    assert cases(DATA)[key].label in figure.description
    assert list(figure.table["area (km²)"]) == pytest.approx(list(build("concessions_map", HERE).table["area (km²)"]))
    ledger = build("concessions_ledger", HERE, **chosen)
    assert ledger.table["region"].is_unique
    if cases(DATA)[key].option.sets:
        assert set(build("concessions_acceptance", HERE, **chosen).table["who"]) > {"All together"}


@pytest.mark.parametrize("view", views(DATA))
@pytest.mark.parametrize("compare", ["none", "occupied_parts_of_four"])
def test_every_view_stays_small(view: str, compare: str) -> None:
    figure = build("concessions_map", HERE, option="whole_donbas_with_exchanges", view=view, compare=compare)
    assert spec_bytes(figure.chart) < 250_000
    assert views(DATA)[view].label in figure.subtitle


def test_shapes_stay_json_where_streamlit_would_make_tables() -> None:
    spec = build("concessions_map", HERE).chart.to_dict()
    assert "data" not in spec
    assert set(spec["datasets"]) == {"view", "labels0"}


def test_another_view_is_other_data_of_the_same_chart() -> None:
    first, second = (build("concessions_map", HERE, view=view).spec for view in ("four", "country"))
    assert first["datasets"]["view"] != second["datasets"]["view"]
    kept = [{**spec, "datasets": None, "description": None} for spec in (first, second)]
    assert kept[0] == kept[1]


def test_not_stated_is_said_and_counted_for_nobody() -> None:
    table = build("concessions_map", HERE, option="whole_donbas_with_exchanges").table
    south = table[table["region"].isin(["Zaporizhzhia", "Kherson"])]
    assert set(south["under the option"]) == {"not stated"}
    assert set(south["changes hands"]) == {"not stated"}


def test_consolidation_says_that_nothing_is_returned() -> None:
    words = on_the_ground(HERE, cases(DATA)["occupied_parts_of_four"])
    assert "returns nothing" in words
    assert "not land" in words


def test_nothing_calls_the_land_russian() -> None:
    for key in cases(DATA):
        option, _, reading = key.partition(":")
        for name in ("concessions_map", "concessions_ledger"):
            figure = build(name, HERE, option=option, reading=reading or "none")
            told = f"{figure.description} {' '.join(figure.notes)} {figure.table.to_string()}".lower()
            assert "russian territory" not in told
            assert "annex" not in told


def test_ledger_adds_up_and_shows_published_figures_as_a_spread() -> None:
    table = build("concessions_ledger", HERE, option="whole_donbas_with_exchanges").table.set_index("region")
    moved = table["changes hands, to Russia (km²)"]
    assert moved["In all"] == pytest.approx(moved.drop("In all").sum(), abs=2)
    assert moved["In all"] == pytest.approx(6900, abs=60)
    assert (
        table.loc["Donetsk", "published shares occupied, highest (%)"]
        > table.loc["Donetsk", "Occupied by Russia today (%)"]
    )
    assert table.loc["Donetsk", "registered population (people)"] == 4059372


def test_the_as_of_date_picks_the_days_figures() -> None:
    early = context(as_of=dt.date(2025, 2, 10))
    table = build("concessions_ledger", early).table.set_index("region")
    assert "1 Feb 2025" in table.loc["Donetsk", "share taken from"]
    assert table.loc["Donetsk", "Occupied by Russia today (%)"] < 74
    history = build("control_history", early).table
    assert max(history["date"]) <= dt.date(2025, 2, 10)


def test_series_are_never_joined() -> None:
    layers = build("control_history", HERE).chart.to_dict()["layer"]
    line = next(layer for layer in layers if layer["mark"]["type"] == "line")
    assert line["encoding"]["strokeDash"]["field"] == "series"
    assert line["encoding"]["detail"]["field"] == "region"


def test_acceptance_follows_the_sliders_and_shows_the_source() -> None:
    moved = context(assumptions={"exchange_in_deal": 0.0})
    table = build("concessions_acceptance", moved, option="whole_donbas_with_exchanges").table.set_index("who")
    assert table.loc["All together", "probability (%)"] == 0
    assert table.loc["Gate", "probability (%)"] == 0
    assert table.loc["Gate", "at the source's values (%)"] > 0


def test_an_unheard_veto_player_is_named() -> None:
    silent = DATA.model_copy(update={"cells": tuple(cell for cell in DATA.cells if cell.actor != "ukraine")})
    figure = build("concessions_acceptance", context(silent), option="occupied_parts_of_four")
    label = DATA.actor("ukraine").label
    assert f"Not heard on it: {label}" in figure.description
    assert any(label in note for note in figure.notes)


def test_own_option_appears_everywhere() -> None:
    for name in ("concessions_map", "concessions_ledger", "concessions_acceptance"):
        assert "My package" in build(name, HERE, option="own", own=OWN).description
    beside = build("concessions_map", HERE, compare="own", own=OWN)
    assert "My package" in beside.title


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"option": "own", "own": "donestk~russia"}, "did you mean donetsk"),
        ({"option": "occupied_parts_of_four", "reading": "A"}, "no reading 'A'"),
        ({"view": "fourr"}, "did you mean 'four'"),
    ],
)
def test_wrong_options_are_told(options: dict[str, str], words: str) -> None:
    with pytest.raises(FigureError, match=words):
        build("concessions_map", HERE, **options)


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_another_dossiers_regions_work(name: str, mode: str) -> None:
    here = context(RIVER, mode)
    figure = build(name, here)
    for fmt in FORMATS:
        assert render(figure, stamp_of(here, figure), fmt)
    assert "Donetsk" not in figure.table.to_string()


def test_words_answer_and_set_apart() -> None:
    found = cases(DATA)
    assert found["occupied_parts_of_four"].label in answer(HERE, list(found.values()))
    rows = list(differences(HERE, found["occupied_parts_of_four"], found["whole_donbas_with_exchanges:B"]))
    assert [row[0] for row in rows][:4] == ["Donetsk", "Luhansk", "Zaporizhzhia", "Kherson"]
    assert not list(differences(HERE, found["occupied_parts_of_four"], found["occupied_parts_of_four"]))
    assert answer(THERE, list(cases(RIVER).values()))


def test_a_selected_part_is_told_in_the_words_of_its_tooltip() -> None:
    found = cases(DATA)
    chosen = {"part": [{"part": "donetsk/ukraine"}, {"part": None}]}
    first, second = found["whole_donbas_with_exchanges:A"], found["occupied_parts_of_four"]
    (said,) = chosen_parts(HERE, [first], chosen)
    assert said.startswith("Region: Donetsk · Today: Held by Ukraine · Under the option: changes hands: Occupied")
    both = list(chosen_parts(HERE, [first, second], chosen))
    assert both[0] == f"{first.label} · {said}"
    assert both[1].startswith(f"{second.label} · Region: Donetsk")
    assert "changes hands" not in both[1]
    assert list(chosen_parts(HERE, [first], {})) == []
    assert list(chosen_parts(HERE, [first], {"part": [{"part": None}]})) == []


@pytest.mark.parametrize("compare", ["none", "no_substantial_concession"])
def test_parts_can_be_selected_in_one_panel_and_in_two(compare: str) -> None:
    spec = build("concessions_map", HERE, compare=compare).chart.to_dict()
    assert [item["name"] for item in spec["params"] if "select" in item] == ["part"]
