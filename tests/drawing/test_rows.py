from __future__ import annotations

from itertools import pairwise
from typing import get_args

import altair as alt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.drawing import rows
from components.drawing.layers import finished
from components.drawing.scales import pixels_y
from components.drawing.theme import Mode, palette
from tests.drawing.sample import FRAME, drawn, valid

KEYS = [rows.key("a", "Ruritania", "Rur."), rows.key("b", "Freedonia", "Fre.")]
texts = st.text(alphabet="ab|/ ", min_size=1)
lines = st.lists(st.sampled_from(["one", "two words"]), min_size=1, max_size=3).map("\n".join)


@given(texts, texts, texts)
def test_a_key_survives_a_bar_in_a_label(identity: str, wide: str, narrow: str) -> None:
    assert len(rows.key(identity, wide, narrow).split("|")) == 3


def test_a_key_without_a_short_label_carries_the_long_one_twice() -> None:
    assert rows.key("a", "one|two") == "a|one/two|one/two"


@pytest.mark.parametrize(("width", "names"), [(900, ("Ruritania", "Freedonia")), (300, ("Rur.", "Fre."))])
def test_rows_are_named_by_their_keys_from_the_top(width: int, names: tuple[str, str]) -> None:
    bars = alt.Chart(FRAME).mark_bar().encode(y=rows.named(KEYS), x="low:Q")
    svg = drawn(finished([bars], height=80, mode="light", description="words"), width)
    first, second = (svg.index(f">{name}<") for name in names)
    assert first < second


@pytest.mark.parametrize("mode", get_args(Mode))
def test_headings_stand_over_rows_without_an_axis(mode: Mode) -> None:
    y = rows.unnamed(KEYS)
    (layer,) = valid([rows.headings(FRAME.assign(heading=FRAME["text"]), y, mode=mode, lift=9)])
    assert layer["encoding"]["y"]["axis"] is None
    assert layer["encoding"]["y"]["scale"]["domain"] == KEYS
    assert layer["mark"]["yOffset"] == -9
    assert layer["mark"]["color"] == palette(mode).ink
    assert layer["mark"]["fontWeight"] == {"expr": "datum.strong ? 600 : 400"}


@given(st.lists(st.tuples(lines, lines | st.just(""), st.booleans()), min_size=1), st.integers(0, 20))
def test_stacked_rows_follow_each_other_with_room_for_all(found: list[tuple[str, str, bool]], below: int) -> None:
    placed, height = rows.stacked(pd.DataFrame(found, columns=["head", "detail", "drawn"]), below=below)
    tops = [*placed["y"], height]
    for (head, detail, drawn_), top, after, middle in zip(found, tops, tops[1:], placed["mid"], strict=False):
        words = rows.LINE * (head.count("\n") + 1 + (detail.count("\n") + 1 if detail else 0))
        assert after > top + words
        if drawn_:
            assert top + words < middle < after - below
    assert all(before < after for before, after in pairwise(tops))


def test_stacked_words_stand_one_above_the_other_in_the_muted_colour() -> None:
    frame = pd.DataFrame({"head": ["one\ntwo", "three"], "detail": ["four", ""], "drawn": [True, False]})
    placed, height = rows.stacked(frame)
    chart = finished(rows.stacked_words(placed, height, mode="light"), height=height, mode="light", description="words")
    head, detail = chart.to_dict()["layer"]
    data = chart.to_dict()["datasets"]
    assert [row["y"] for row in data[head["data"]["name"]]] == list(placed["y"])
    (below,) = data[detail["data"]["name"]]
    assert below["y"] == placed["y"][0] + 2 * rows.LINE
    assert (head["mark"]["color"], detail["mark"]["color"]) == (palette("light").ink, palette("light").muted)
    assert head["encoding"]["y"] == pixels_y("y", height).to_dict()
    assert all(f">{word}<" in drawn(chart) for word in ("one", "two", "three", "four"))
