from __future__ import annotations

from typing import Any, get_args

import altair as alt
import pandas as pd
import pytest

from components.drawing.expressions import by_width
from components.drawing.layers import finished, in_words, nothing, with_rows
from components.drawing.marks import hint
from components.drawing.texts import at_left
from components.drawing.theme import Mode, palette, themed
from tests.drawing.sample import FRAME, drawn, placed


@pytest.mark.parametrize("mode", get_args(Mode))
def test_finished_is_what_altair_would_layer_and_the_theme_would_dress(mode: Mode) -> None:
    layers = [placed().mark_bar().encode(x="low:Q"), placed().mark_text().encode(x="low:Q", text="text:N")]
    ours = finished(layers, height=80, mode=mode, description="words", axes="inside").to_dict()
    by_altair: Any = alt.layer(*in_words(layers))
    sized = by_altair.properties(width="container", height=80, description="words")
    assert ours == themed(sized, mode).to_dict()


def test_axes_come_on_top_of_the_height_unless_they_are_inside() -> None:
    layers = [placed().mark_bar().encode(x="low:Q")]
    outside = finished(layers, height=80, mode="light", description="words").to_dict()
    assert outside.pop("autosize") == {"type": "fit-x", "contains": "padding"}
    assert outside == finished(layers, height=80, mode="light", description="words", axes="inside").to_dict()


def test_shapes_of_layers_can_have_meanings_of_their_own() -> None:
    layers = [placed().mark_point().encode(x="low:Q", shape="row:N"), placed().mark_point().encode(shape="text:N")]
    chart = finished(layers, height=80, mode="light", description="words", shapes="independent").to_dict()
    assert chart["resolve"] == {"scale": {"shape": "independent"}}
    coloured = finished(layers, height=80, mode="light", description="words", shapes="coloured").to_dict()
    assert coloured["resolve"] == {"scale": {"shape": "independent", "color": "independent"}}
    assert "resolve" not in finished(layers, height=80, mode="light", description="words").to_dict()


def test_layers_without_rows_are_left_out_in_order() -> None:
    full, empty = placed().mark_bar(), alt.Chart(FRAME.iloc[:0]).mark_bar()
    last = alt.Chart(pd.DataFrame({"x": [1]})).mark_rule()
    assert with_rows([empty, full, empty, last]) == [full, last]


def test_marks_say_their_hint_or_text_and_nothing_else_is_said() -> None:
    layers = [
        placed().mark_bar().encode(x="low:Q", tooltip=hint("text")),
        placed().mark_text().encode(x="low:Q", text="row:N"),
        at_left(placed(), by_width("datum.row", "datum.text")),
        placed().mark_rule().encode(x="low:Q"),
        placed().mark_point(aria=False).encode(x="low:Q", tooltip=hint("text")),
    ]
    spec = finished(layers, height=80, mode="light", description="words").to_dict()
    said = [layer["encoding"].get("description", {}).get("field") for layer in spec["layer"]]
    assert said == ["text", "row", None, None, None]
    assert spec["layer"][2]["mark"]["description"] == spec["layer"][2]["mark"]["text"]
    assert [layer["mark"].get("aria") for layer in spec["layer"]] == [None, None, None, False, False]


@pytest.mark.parametrize("mode", get_args(Mode))
def test_nothing_says_why_in_lines_that_a_phone_holds(mode: Mode) -> None:
    words = "No exchange between the two would leave both better off on the issues that they care about."
    chart = nothing(words, mode=mode, description="None.")
    spec = chart.to_dict()
    assert spec["description"] == "None."
    assert spec["layer"][0]["mark"]["color"] == palette(mode).muted
    (row,) = next(iter(spec["datasets"].values()))
    assert row["words"].split() == words.split()
    assert max(map(len, row["words"].split("\n"))) <= 48
    assert "…" not in drawn(chart, 280)
