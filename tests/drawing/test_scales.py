from __future__ import annotations

import datetime as dt
from itertools import pairwise

import altair as alt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.drawing.layers import finished
from components.drawing.scales import BARE, categories, ends_axis, number_format, pixels_y, span, ticks, time_x, utc
from tests.drawing.sample import FRAME, drawn, placed, valid
from tests.pictures.scene import rendered

DAY, WEEK = dt.date(2031, 6, 10), dt.timedelta(days=7)


def test_each_category_keeps_its_own_look() -> None:
    scale = categories({"none": "cross", "full": "circle"}).to_dict()
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {"none": "cross", "full": "circle"}
    assert valid([placed().mark_point().encode(shape=alt.Shape("text:N", scale=categories({"a": "cross"})))])


def test_a_span_ends_where_it_says() -> None:
    x = alt.X("low:Q", scale=span(3, 97))
    (layer,) = valid([placed().mark_bar().encode(x=x)])
    assert layer["encoding"]["x"]["scale"] == {"domain": [3, 97], "nice": False}


@given(st.floats(-1e4, 1e4), st.floats(1e-3, 1e4))
def test_ticks_are_even_and_inside(low: float, width: float) -> None:
    found = ticks(low, low + width)
    assert all(low - 1e-9 <= value <= low + width + 1e-9 for value in found)
    steps = [after - before for before, after in pairwise(found)]
    assert all(step == pytest.approx(steps[0], rel=1e-4, abs=1e-9) for step in steps)
    assert len(found) <= 8


def test_ticks_are_round() -> None:
    assert ticks(0, 1) == [0, 0.2, 0.4, 0.6, 0.8, 1.0]
    assert ticks(0.003, 0.0421) == [0.01, 0.02, 0.03, 0.04]
    assert ticks(5, 5) == [5]


def test_shares_are_written_in_per_cent() -> None:
    def axis(percent: bool) -> str:
        x = alt.X("low:Q", scale=span(0, 1), axis=alt.Axis(format=number_format(percent), values=[0.2]))
        return drawn(finished([placed().mark_bar().encode(x=x)], height=80, mode="light", description="words"))

    assert ">20\u00a0%<" in axis(True)
    assert ">0.2<" in axis(False)


def test_the_ends_of_an_axis_are_said_in_words_and_in_lines_on_a_phone() -> None:
    axis = ends_axis("stays with those who hold it now", "goes back", title="position", domain=(0, 50))
    layers = [alt.Chart(FRAME).mark_bar().encode(x=alt.X("low:Q", scale=span(0, 50), axis=axis))]
    chart = finished(layers, height=80, mode="light", description="words")
    assert ">stays with those who hold it now<" in drawn(chart, 700)
    assert ">goes back<" in drawn(chart, 700)
    phone = drawn(chart, 300)
    assert ">stays with those who<" in phone
    assert ">hold it now<" in phone


@pytest.mark.parametrize("axis", [BARE, None])
def test_pixels_count_from_the_top(axis: alt.Axis | None) -> None:
    (layer,) = valid([alt.Chart(FRAME).mark_point().encode(x="low:Q", y=pixels_y("high", 80, axis=axis))])
    scale = layer["encoding"]["y"]["scale"]
    assert (scale["domain"], scale["reverse"], scale["nice"]) == ([0, 80], True, False)


@given(st.dates())
def test_utc_is_midnight_in_utc(day: dt.date) -> None:
    assert utc(day) == (day - dt.date(1970, 1, 1)).days * 86_400_000


def test_time_axis_is_utc_and_independent_of_data() -> None:
    spec = time_x("date", (DAY, DAY + WEEK)).to_dict()
    assert spec["scale"]["type"] == "utc"
    assert f"{utc(DAY):.0f}" in spec["scale"]["domain"]["expr"]


def test_room_beyond_the_last_day_bears_no_dates() -> None:
    frame = pd.DataFrame({"date": [utc(DAY), utc(DAY + WEEK)]})

    def axis(room: int) -> str:
        x = time_x("date", (DAY, DAY + WEEK), label_format="%-d %b", room=room)
        return drawn(finished([alt.Chart(frame).mark_point().encode(x=x)], height=40, mode="light", description="w"))

    assert ">10 Jun<" in axis(0)
    assert ">10 Jun<" in axis(300)
    assert all(f">{day} Jun<" not in axis(300) for day in range(18, 31))


def test_what_lies_before_the_turn_is_pressed_into_its_share() -> None:
    turn = DAY + WEEK
    days = [dt.date(DAY.year - 30, 1, 1), turn, turn + 8 * WEEK]
    x = time_x("date", (days[0], days[-1]), label_format="%b %Y", turn=(turn, 0.2))
    frame = pd.DataFrame({"date": [utc(day) for day in days]})
    chart = finished([alt.Chart(frame).mark_point().encode(x=x)], height=40, mode="light", description="w")
    found = rendered(chart.to_json(), 500)
    assert [mark.x / found.width for mark in found.of("symbol")] == pytest.approx([0, 0.2, 1], abs=0.01)
    labels = [label for label, _ in found.axes["bottom"].labels]
    assert labels[0] == str(days[0].year)
