"""Charts in rows, each with its words above it: record, threat ladder, media figures, scorecard.

Words stand inside the plot, over the full width, so that they can be read on a phone as on a wide screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import altair as alt

from components.drawing.layers import finished, with_rows
from components.drawing.rows import LINE, stacked, stacked_words
from components.drawing.scales import BARE, pixels_y
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

_RESOLVED: Final = {"none": "cross", "part": "diamond", "full": "circle"}


def _share_x(field: str, label: str | None = None) -> alt.X:
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], title=label, labelFlush=True)
    return alt.X(field, type="quantitative", scale=alt.Scale(domain=[0, 1]), axis=axis)


def shares(
    rows: pd.DataFrame,
    *,
    axis: str,
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return rows of shares: intervals with a mark, and what came about.

    Parameters
    ----------
    rows : pandas.DataFrame
        ``head, detail, drawn, low, mode, high, share, outcome, tooltip, strong``: an interval where ``low`` to
        ``high`` is given, a mark at ``share`` (0 to 1) of the kind ``outcome`` (``none``, ``part``, ``full``) where
        something came about; ``strong`` intervals stand out.
    axis : str
        What the axis measures.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    placed, height = stacked(rows)
    x = _share_x("low", axis)
    lines = placed[placed["drawn"]]
    ground = alt.Chart(lines.assign(low=0, high=1)).mark_rule(color=colours.grid, strokeWidth=1)
    spans = lines[lines["low"].notna()]
    tooltip = alt.Tooltip("tooltip:N", title=" ")
    bars = [
        alt.Chart(spans[spans["strong"] == strong])
        .mark_bar(height=10, color=colours.accent if strong else colours.band, clip=True)
        .encode(x="low:Q", x2="high:Q", y="mid:Q", tooltip=tooltip)
        for strong in (True, False)
    ]
    modes = alt.Chart(spans).mark_tick(
        orient="vertical", size=18, thickness=3, color=colours.ink, stroke=colours.background, strokeWidth=1
    )
    came = lines[lines["share"].notna()]
    outcome = alt.Shape(
        "outcome:N", legend=None, scale=alt.Scale(domain=list(_RESOLVED), range=list(_RESOLVED.values()))
    )
    marks = alt.Chart(came).mark_point(
        size=140, fill=colours.warn, stroke=colours.background, strokeWidth=1.2, opacity=1
    )
    layers = [
        ground.encode(x=x, x2="high:Q", y=pixels_y("mid", height)),
        *bars,
        modes.encode(x="mode:Q", y="mid:Q", tooltip=tooltip),
        marks.encode(x="share:Q", y="mid:Q", shape=outcome, tooltip=tooltip),
        *stacked_words(placed, height, mode=mode),
    ]
    return finished(with_rows(layers), height=height, mode=mode, description=description, shapes="independent")


def ladder(
    rows: pd.DataFrame, steps: pd.DataFrame, *, stages: Sequence[str], mode: Mode, description: str
) -> alt.LayerChart:
    """Return how far every threatened measure got.

    Parameters
    ----------
    rows : pandas.DataFrame
        ``id, head, detail, drawn``: the measures.
    steps : pandas.DataFrame
        ``id, stage, reached, text, tooltip``: one row a measure and stage; ``text`` is the date, or what is said
        instead.
    stages : sequence of str
        Names of the stages, in order.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    placed, height = stacked(rows, below=LINE)
    at = steps.assign(mid=steps["id"].map(dict(zip(placed["id"], placed["mid"], strict=True))))
    scale = alt.Scale(domain=[0, len(stages)])
    names = "['" + "', '".join(stages) + "'][floor(datum.value)]"
    axis = alt.Axis(
        orient="top",
        title=None,
        values=[i + 0.5 for i in range(len(stages))],
        labelExpr=names,
        grid=False,
        ticks=False,
        domain=False,
        labelFontWeight=600,
    )
    x = alt.X("place:Q", scale=scale, axis=axis)
    signs = at.assign(place=[stages.index(stage) + 0.5 for stage in at["stage"]])
    reached = signs[signs["reached"]]
    lines = reached.groupby("id", as_index=False).agg(place=("place", "min"), end=("place", "max"), mid=("mid", "max"))
    tooltip = alt.Tooltip("tooltip:N", title=" ")
    missed = signs[~signs["reached"]]
    layers = [
        alt.Chart(signs.assign(below=signs["mid"] + 11))
        .mark_text(baseline="top", color=colours.ink)
        .encode(x=x, y=pixels_y("below", height), text="text:N"),
        alt.Chart(lines).mark_rule(color=colours.accent, strokeWidth=3).encode(x="place:Q", x2="end:Q", y="mid:Q"),
        alt.Chart(missed)
        .mark_point(filled=False, stroke=colours.muted, size=70, strokeDash=[2, 2], strokeWidth=1)
        .encode(x="place:Q", y="mid:Q", tooltip=tooltip),
        alt.Chart(reached)
        .mark_point(size=150, fill=colours.accent, opacity=1)
        .encode(x="place:Q", y="mid:Q", tooltip=tooltip),
        *stacked_words(placed, height, mode=mode),
    ]
    return finished(with_rows(layers), height=height, mode=mode, description=description, shapes="independent")


def visibility(rows: pd.DataFrame, *, mode: Mode, description: str) -> alt.LayerChart:
    """Return figures of different bases, each on a scale of its own from nothing to beyond its reference.

    Parameters
    ----------
    rows : pandas.DataFrame
        ``head, detail, drawn, low, mode, high, reference, value_text, reference_text``: numbers as shares of the
        row's own scale.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    placed, height = stacked(rows, above=LINE, below=LINE)
    placed = placed.assign(zero=0, end=1)

    def x(field: str) -> alt.X:
        return alt.X(field, type="quantitative", scale=alt.Scale(domain=[0, 1]), axis=BARE)

    base = alt.Chart(placed).encode(y=pixels_y("mid", height))
    up = base.mark_rule(color=colours.accent, strokeWidth=4).encode(x=x("zero"), x2="mode:Q")
    down = base.mark_rule(color=colours.warn, strokeWidth=2, strokeDash=[4, 3]).encode(x=x("mode"), x2="reference:Q")
    band = base.mark_bar(height=14, color=colours.band).encode(x=x("low"), x2="high:Q")
    ground = base.mark_rule(color=colours.grid).encode(x=x("zero"), x2="end:Q")
    value = base.mark_tick(orient="vertical", size=20, thickness=3, color=colours.ink).encode(x=x("mode"))
    reference = base.mark_tick(orient="vertical", size=20, thickness=2, color=colours.warn).encode(x=x("reference"))

    def words(field: str, text: str, tone: str, dy: int) -> alt.Chart:
        chart: alt.Chart = base.mark_text(align="center", dy=dy, color=tone).encode(x=x(field), text=text)
        return chart

    layers = [
        ground,
        band,
        up,
        down,
        value,
        reference,
        words("mode", "value_text:N", colours.ink, -18),
        words("reference", "reference_text:N", colours.warn, 19),
        *stacked_words(placed, height, mode=mode),
    ]
    return finished(with_rows(layers), height=height, mode=mode, description=description, shapes="independent")
