from __future__ import annotations

import json
from typing import Any

import pytest

from components.figures import FigureError, build
from components.figures.concessions.map import told, views
from components.model.cases import cases
from tests.figures.concessions.given import DATA, HERE
from tests.pictures.outlines import box, rings
from tests.pictures.reading import number
from tests.pictures.scene import Scene, rendered

TODAY = HERE.results.day


def spec_bytes(chart: Any) -> int:
    return len(json.dumps(chart.to_dict(), ensure_ascii=False, separators=(",", ":")).encode())


@pytest.mark.parametrize("view", views(DATA))
@pytest.mark.parametrize("compare", ["none", "occupied_parts_of_four"])
def test_every_view_stays_small(view: str, compare: str) -> None:
    figure = build("concessions_map", HERE, option="whole_donbas_with_exchanges", view=view, compare=compare)
    assert spec_bytes(figure.chart) < 250_000
    assert views(DATA)[view].label in figure.subtitle


def test_shapes_stay_json_where_streamlit_would_make_tables() -> None:
    spec = build("concessions_map", HERE).chart.to_dict()
    assert "data" not in spec
    assert set(spec["datasets"]) == {"view", "looks", "labels0"}


@pytest.mark.parametrize(
    ("data", "options"),
    [
        ("view", {"view": "country"}),
        ("looks", {"option": "occupied_parts_of_four"}),
        ("looks", {"option": "own", "own": "kherson~ukraine"}),
    ],
)
def test_another_view_or_option_is_other_data_of_the_same_chart(data: str, options: dict[str, str]) -> None:
    """Then zoom and swipe stay as they are."""
    first, second = (build("concessions_map", HERE, **given).spec for given in ({}, options))
    assert first["datasets"][data] != second["datasets"][data]
    kept = [{**spec, "datasets": None, "description": None} for spec in (first, second)]
    assert kept[0] == kept[1]


def test_not_stated_is_said_and_counted_for_nobody() -> None:
    table = build("concessions_map", HERE, option="whole_donbas_with_exchanges").table
    south = table[table["region"].isin(["Zaporizhzhia", "Kherson"])]
    assert set(south["under the option"]) == {"not stated"}
    assert set(south["changes hands"]) == {"not stated"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"option": "own", "own": "donestk~russia"}, "did you mean 'donetsk'"),
        ({"option": "occupied_parts_of_four", "reading": "A"}, "no reading 'A'"),
        ({"view": "fourr"}, "did you mean 'four'"),
    ],
)
def test_wrong_options_are_told(options: dict[str, str], words: str) -> None:
    with pytest.raises(FigureError, match=words):
        build("concessions_map", HERE, **options)


def test_a_selected_part_is_told_in_the_words_of_its_tooltip() -> None:
    found = cases(DATA)
    chosen = {"part": [{"part": "donetsk/ukraine"}, {"part": None}]}
    first, second = found["whole_donbas_with_exchanges:A"], found["occupied_parts_of_four"]
    (said,) = told(DATA, [first], TODAY, chosen)
    assert said.startswith("Region: Donetsk · Today: Held by Ukraine · Under the option: changes hands: Occupied")
    both = list(told(DATA, [first, second], TODAY, chosen))
    assert both[0] == f"{first.label} · {said}"
    assert both[1].startswith(f"{second.label} · Region: Donetsk")
    assert "changes hands" not in both[1]
    assert list(told(DATA, [first], TODAY, {})) == []
    assert list(told(DATA, [first], TODAY, {"part": [{"part": None}]})) == []


@pytest.mark.parametrize("compare", ["none", "no_substantial_concession"])
def test_parts_can_be_selected_in_one_panel_and_in_two(compare: str) -> None:
    spec = build("concessions_map", HERE, compare=compare).chart.to_dict()
    listening = [item["name"] for item in spec["params"] if "select" in item and "toggle" not in item["select"]]
    assert listening == ["part"]


def drawn(option: str, *, swipe: float = 0, move: str = "false") -> Scene:
    """Return the map after a reader has swiped, or moved it."""
    spec = build("concessions_map", HERE, option=option).spec
    params = [item | {"value": swipe} if item["name"] == "swipe" else item for item in spec["params"]]
    params = [item | {"expr": move} if move != "false" and item["name"] == "map_move" else item for item in params]
    return rendered(json.dumps({**spec, "params": params}))


@pytest.mark.parametrize("share", [0, 40, 100])
def test_the_option_is_drawn_right_of_the_swipe_only(share: float) -> None:
    found = drawn("whole_donbas_with_exchanges", swipe=share)
    edge = found.width * share / 100
    hatch = found.legend["Changes hands, would be: occupied by Russia"].stroke
    lines = found.of("shape", where=lambda mark: mark.stroke == hatch and not mark.fill and bool(rings(mark.shape)))
    assert all(box(mark.shape)[0] >= edge - 1 for mark in lines)
    assert bool(lines) == (share < 100)
    # A rule stands between, where there are two sides to it.
    between = [mark for mark in found.of("rule") if mark.left == mark.right == pytest.approx(edge)]
    assert bool(between) == (0 < share < 100)
    assert ("today" in found.texts()) == (0 < share < 100)


def test_a_zoomed_map_has_a_shorter_scale_bar_and_no_button_in_a_picture() -> None:
    wide, near = drawn("occupied_parts_of_four"), drawn("occupied_parts_of_four", move="{zoom: 4, dx: 0, dy: 0}")
    bars = [number(next(text for text in found.texts() if text.endswith("\u00a0km"))) for found in (wide, near)]
    assert bars[0] > 2 * bars[1]
    assert not {"+", "−"} & {*wide.texts(), *near.texts()}


def test_country_neighbours_and_seas_are_named() -> None:
    names = {"Ukraine", "Russia", "Sea of Azov", "Black Sea", "Crimea and Sevastopol"}
    assert names <= set(drawn("occupied_parts_of_four").texts())


def test_the_option_that_changes_most_is_shown_first() -> None:
    assert build("concessions_map", HERE).title == DATA.option("whole_donbas_with_exchanges").label
