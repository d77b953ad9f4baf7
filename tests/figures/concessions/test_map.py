from __future__ import annotations

import json
from typing import Any

import pytest

from components.figures import FigureError, build
from components.figures.concessions.map import told, views
from components.model.territory import cases
from tests.figures.concessions.given import DATA, HERE

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
    assert [item["name"] for item in spec["params"] if "select" in item] == ["part"]
