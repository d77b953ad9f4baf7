from __future__ import annotations

import altair as alt
import pandas as pd
import pytest

from components.drawing.expressions import NARROW, PHONE, by_width, either, fits
from components.drawing.layers import finished
from tests.drawing.sample import drawn


def said(text: alt.ExprRef) -> alt.LayerChart:
    frame = pd.DataFrame({"brief": ["short"], "full": ["at length"]})
    words = alt.Chart(frame).mark_text(text=text).encode(x=alt.value(40), y=alt.value(10))
    return finished([words], height=20, mode="light", description="words", axes="inside")


@pytest.mark.parametrize(("width", "words"), [(PHONE - 1, "short"), (PHONE, "at length"), (900, "at length")])
def test_a_phone_begins_below_the_breakpoint(width: int, words: str) -> None:
    assert f">{words}<" in drawn(said(by_width("datum.brief", "datum.full")), width)
    assert f">{words}<" in drawn(said(either(NARROW, "datum.brief", "datum.full")), width)


@pytest.mark.parametrize(("width", "words"), [(639, "short"), (640, "at length")])
def test_a_chart_can_have_a_breakpoint_of_its_own(width: int, words: str) -> None:
    assert f">{words}<" in drawn(said(by_width("datum.brief", "datum.full", below=640)), width)


def test_numbers_and_quoted_words_are_written_as_vega_reads_them() -> None:
    assert either("datum.strong", 600, 400).to_dict() == {"expr": "datum.strong ? 600 : 400"}
    assert either("left", -8.5, 8).to_dict() == {"expr": "left ? -8.5 : 8"}
    assert either("left", "'right'", "'left'").to_dict() == {"expr": "left ? 'right' : 'left'"}


@pytest.mark.parametrize(("pixels", "shown"), [(36, True), (31, False)])
def test_a_text_is_shown_where_it_has_room(pixels: int, shown: bool) -> None:
    frame = pd.DataFrame({"text": ["fives"], "room": [pixels]})
    words = alt.Chart(frame).transform_filter(fits("text", "datum.room")).mark_text().encode(text="text:N")
    chart = finished([words], height=20, mode="light", description="words")
    assert (">fives<" in drawn(chart)) is shown
