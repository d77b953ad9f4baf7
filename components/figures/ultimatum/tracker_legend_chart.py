"""The tracker's legend: every sign and every part of a bar, whether in view or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd

from components.drawing.colours import blend
from components.drawing.scales import categories
from components.figures.ultimatum.tracker_rows_chart import PALE, PARTS, SOURCE_SHAPES, STATE_SHAPES

if TYPE_CHECKING:
    from components.drawing.theme import Palette

_PART_WORDS: Final = {
    "elapsed": "time that has run",
    "ahead": "still to run",
    "span": "only a span named",
    "dropped": "dropped before it ran out",
}
_SOURCE_WORDS: Final = {"yes": "event in the source", "partly": "partly in the source", "no": "outside source"}


def tracker_legend(states: Mapping[str, str], colours: Palette) -> alt.Chart:
    """Return the legend, drawn without a mark of its own.

    Parameters
    ----------
    states : mapping of str to str
        What each state of an ultimatum is called.
    colours : Palette
        Colours of the mode.
    """
    items = dict(_items(states, colours))
    legend = alt.Legend(
        title=None,
        orient="bottom",
        symbolSize=90,
        symbolStrokeWidth=1,
        symbolOpacity=1,
        rowPadding=3,
        columnPadding=12,
        columns=alt.ExprRef("width < 500 ? 2 : width < 760 ? 4 : 5"),
    )

    def look(place: int) -> dict[str, Any]:
        return {"scale": categories({label: sign[place] for label, sign in items.items()}), "legend": legend}

    drawn = alt.Chart(pd.DataFrame({"sign": [next(iter(items))]})).transform_filter("false")
    chart: alt.Chart = drawn.mark_point(aria=False).encode(
        shape=alt.Shape("sign:N", **look(0)),
        fill=alt.Fill("sign:N", **look(1)),
        stroke=alt.Stroke("sign:N", **look(2)),
        strokeDash=alt.StrokeDash("sign:N", **look(3)),
    )
    return chart


def _items(states: Mapping[str, str], colours: Palette) -> Iterator[tuple[str, tuple[str, str, str, list[int]]]]:
    """Yield what the legend names: label, and shape, fill, stroke and dash of its sign."""
    whole: list[int] = [1, 0]
    for state, shape in STATE_SHAPES.items():
        yield states[state], (shape, colours.accent, "transparent", whole)
    for part, style in PARTS.items():
        stroke = colours.accent if "strokeDash" in style else "transparent"
        # A legend knows no opacity of its own for each sign.
        fill = blend(colours.accent, colours.background, style["fillOpacity"])
        yield _PART_WORDS[part], ("square", fill, stroke, style.get("strokeDash", whole))
    yield "runs, or due today", ("square", colours.warn, "transparent", whole)
    for source, shape in SOURCE_SHAPES.items():
        yield _SOURCE_WORDS[source], (shape, colours.ink, "transparent", whole)
    yield "day uncertain", ("circle", blend(colours.ink, colours.background, PALE), "transparent", whole)
