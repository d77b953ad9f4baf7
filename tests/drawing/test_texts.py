from __future__ import annotations

from typing import get_args

import pytest

from components.drawing.expressions import by_width
from components.drawing.texts import at_left, beside, haloed
from components.drawing.theme import Mode, palette
from tests.drawing.sample import placed, valid


def test_words_at_the_left_keep_within_the_plot() -> None:
    (layer,) = valid([at_left(placed(), "text:N", fontSize=13)])
    assert layer["encoding"]["x"] == {"value": 0}
    assert layer["encoding"]["text"] == {"field": "text", "type": "nominal"}
    assert layer["mark"] == {"type": "text", "align": "left", "limit": {"expr": "width"}, "fontSize": 13}


def test_words_at_the_left_can_depend_on_the_width() -> None:
    said = by_width("datum.text", "datum.row")
    (layer,) = valid([at_left(placed(), said, limit="width - 126")])
    assert layer["mark"]["text"] == said.to_dict()
    assert layer["mark"]["limit"] == {"expr": "width - 126"}
    assert "text" not in layer["encoding"]


def test_words_stand_beside_their_place_on_the_side_of_a_test() -> None:
    (layer,) = valid([placed().mark_text(**beside("datum.low > 20", gap=9)).encode(x="low:Q", text="text:N")])
    assert layer["mark"]["align"] == {"expr": "datum.low > 20 ? 'right' : 'left'"}
    assert layer["mark"]["dx"] == {"expr": "datum.low > 20 ? -9 : 9"}


@pytest.mark.parametrize("mode", get_args(Mode))
def test_haloed_words_stand_over_a_rim_of_the_page(mode: Mode) -> None:
    base = placed().encode(x="low:Q", text="text:N")
    rim, text = valid(haloed(base, mode=mode, width=4, opacity=0.85, colour=palette(mode).warn, dy=-3))
    ground = palette(mode).background
    assert (rim["mark"]["stroke"], rim["mark"]["color"]) == (ground, ground)
    assert (rim["mark"]["strokeWidth"], rim["mark"]["strokeOpacity"]) == (4, 0.85)
    assert rim["mark"]["aria"] is False, "a screen reader hears the words once"
    assert text["mark"] == {"type": "text", "dy": -3, "color": palette(mode).warn}
    spoken = {"description": {"field": "text", "type": "nominal"}}
    assert {**rim["encoding"], **spoken} == {**text["encoding"], **spoken}
    assert rim["mark"]["dy"] == -3


def test_haloed_words_take_the_themes_ink_and_a_full_rim_by_themselves() -> None:
    rim, text = valid(haloed(placed().encode(x="low:Q", text="text:N"), mode="light"))
    assert text["mark"] == {"type": "text"}
    assert "strokeOpacity" not in rim["mark"]
