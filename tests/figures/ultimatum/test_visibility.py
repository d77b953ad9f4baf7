from __future__ import annotations

from components.figures import Context, build
from components.figures.ultimatum.visibility_chart import Row, visibility_chart
from tests.figures.ultimatum.days import rendered


def test_names_what_the_source_leaves_undefined(august: Context) -> None:
    figure = build("media_visibility", august)
    assert sum("Not defined in the source" in note for note in figure.notes) == 2
    assert all("Read down" in note or "Read up" in note for note in figure.notes[:2])


def test_chart_says_value_and_reference() -> None:
    row = Row("Head", "Detail", 0.3, 0.4, 0.5, 0.8, "half as much", "reference 1")
    svg = rendered(visibility_chart([row], mode="light", description=""))
    assert ">half as much<" in svg
    assert ">reference 1<" in svg
