from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.figures import FigureError, build
from components.figures.concessions.history_chart import Panel
from tests.figures.concessions.given import HERE, RIVER, context


def test_series_are_never_joined() -> None:
    layers = build("control_history", HERE).chart.to_dict()["layer"]
    line = next(layer for layer in layers if layer["mark"]["type"] == "line")
    assert line["encoding"]["strokeDash"]["field"] == "series"
    assert line["encoding"]["detail"]["field"] == "region"


def test_nothing_later_than_the_as_of_date_is_shown() -> None:
    day = dt.date(2025, 2, 10)
    assert max(build("control_history", context(as_of=day)).table["date"]) <= day


def test_before_any_control_figure_it_is_told_that_none_is_known() -> None:
    with pytest.raises(FigureError, match="no control figure is known on or before 1 Mar 2026"):
        build("control_history", context(RIVER, as_of=dt.date(2026, 3, 1)))


@given(place=st.integers(0, 30), low=st.floats(0, 90), span=st.floats(8, 100), at=st.floats(0, 1))
def test_a_share_stands_below_its_panels_heading_and_above_the_next_panel(
    place: int, low: float, span: float, at: float
) -> None:
    panel = Panel(place, low, low + span)
    y = panel.y(low + span * at)
    assert place + 0.3 < y < place + 1
    assert y == pytest.approx(panel.y(low) + (panel.y(low + span) - panel.y(low)) * at)


def test_levels_are_round_shares_inside_the_panel() -> None:
    def levels(low: float, high: float) -> list[str]:
        return [words.removesuffix("\u00a0%") for _, words in Panel(0, low, high).levels()]

    assert levels(61.3, 81.3) == ["65", "70", "75", "80"]
    assert levels(0, 30) == ["0", "10", "20", "30"]
