from __future__ import annotations

from typing import get_args

import altair as alt
import pandas as pd
import pytest

from components.drawing.layers import finished
from components.drawing.marks import SOURCE, band, cased, ghost, hint, told, tooltip
from components.drawing.scales import span
from components.drawing.theme import Mode, palette
from tests.drawing.sample import placed, valid
from tests.pictures.scene import rendered


@pytest.mark.parametrize("mode", get_args(Mode))
def test_a_band_runs_from_end_to_end_in_the_colour_of_uncertainty(mode: Mode) -> None:
    x = alt.X("low:Q", scale=span(0, 100))
    (layer,) = valid([band(placed(), x=x, x2="high:Q", mode=mode, height=8)])
    # Nothing tells it in words: a screen reader passes it over.
    assert layer["mark"] == {"type": "bar", "color": palette(mode).band, "height": 8, "aria": False}
    assert (layer["encoding"]["x"]["field"], layer["encoding"]["x2"]["field"]) == ("low", "high")


@pytest.mark.parametrize("mode", get_args(Mode))
def test_a_cased_line_lies_on_a_wider_one_of_the_page(mode: Mode) -> None:
    base = placed().encode(x="low:Q", x2="high:Q")
    under, line = valid(cased(base, mode=mode, colour=palette(mode).warn, width=2.2, rim=5, strokeCap="round"))
    assert (under["mark"]["color"], under["mark"]["strokeWidth"]) == (palette(mode).background, 5)
    assert (line["mark"]["color"], line["mark"]["strokeWidth"]) == (palette(mode).warn, 2.2)
    assert under["encoding"] == line["encoding"]


def test_a_tooltip_names_its_rows_and_formats_numbers() -> None:
    rows = tooltip(("text:N", "words"), ("low:Q", "least", ".0f"))
    (layer,) = valid([placed().mark_bar().encode(x="low:Q", tooltip=rows)])
    assert layer["encoding"]["tooltip"] == [
        {"field": "text", "type": "nominal", "title": "words"},
        {"field": "low", "type": "quantitative", "title": "least", "format": ".0f"},
    ]


def test_what_a_mark_says_reaches_mouse_and_screen_reader() -> None:
    (layer,) = valid([placed().mark_bar().encode(x="low:Q", **told("text"))])
    assert layer["encoding"]["tooltip"] == {"field": "text", "type": "nominal", "title": " "}
    assert layer["encoding"]["description"] == {"field": "text", "type": "nominal"}
    (hinted,) = valid([placed().mark_bar().encode(x="low:Q", tooltip=hint("text"))])
    assert hinted["encoding"]["tooltip"] == layer["encoding"]["tooltip"]


def test_a_ghost_is_hollow_and_named_on_the_far_side_of_the_mark() -> None:
    frame = pd.DataFrame({"now": [0.5, 0.5, 0.51], "source": [0.3, None, 0.5]})
    base = alt.Chart(frame)
    layers = ghost(base, {"scale": span(0, 1)}, now="now", pixels="width", mode="light", shape="circle", size=60)
    found = rendered(finished(layers, height=40, mode="light", description="w").to_json(), 400)
    signs = found.of("symbol")
    # Where nothing was changed there is none; where it hardly moved, no name.
    assert [mark.x for mark in signs] == pytest.approx([0.3 * found.width, 0.5 * found.width], abs=1)
    assert not any(mark.fill for mark in signs)
    (named,) = [mark for mark in found.of("text") if not mark.stroke]
    assert named.text == SOURCE
    assert named.item["align"] == "right"
