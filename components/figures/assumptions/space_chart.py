"""Charts of what would have to be true: an output along one assumption, and over two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import altair as alt
import pandas as pd

from components.drawing.colours import ramp
from components.drawing.layers import finished
from components.drawing.scales import number_format
from components.drawing.theme import Mode, palette
from components.figures.assumptions.marks_chart import words

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = 340


def threshold(
    curve: pd.DataFrame,
    marks: pd.DataFrame,
    *,
    band: tuple[float, float],
    band_text: str,
    target: float,
    target_text: str,
    domain: tuple[float, float],
    titles: tuple[str, str],
    percent: tuple[bool, bool],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return an output over one assumption's range, with the value to reach.

    Parameters
    ----------
    curve : pandas.DataFrame
        ``x, y, tooltip``: the assumption over its range, and the output there.
    marks : pandas.DataFrame
        ``x, y, text, kind, side``: where the output stands ("now") and where it crosses the target ("crossing");
        words stand on the side ``left`` or ``right``.
    band : tuple of float
        The source's band of the assumption.
    band_text : str
        Words over the band.
    target : float
        Value to reach, drawn where it lies on the axis.
    target_text : str
        Words at the target.
    domain : tuple of float
        Ends of the output's axis.
    titles : tuple of str
        Of the assumption's and of the output's axis.
    percent : tuple of bool
        Whether the assumption, and whether the output, is shown in per cent.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    along = alt.Scale(domain=[float(curve["x"].min()), float(curve["x"].max())], nice=False)
    x_axis = alt.Axis(title=titles[0], format=number_format(percent[0]), grid=False)
    y_axis = alt.Axis(title=None, format=number_format(percent[1]), tickCount=5)
    x = alt.X("x:Q", scale=along, axis=x_axis)
    y = alt.Y("y:Q", scale=alt.Scale(domain=list(domain), nice=False), axis=y_axis)

    middle = sum(band) / 2
    place = (middle - curve["x"].min()) / (curve["x"].max() - curve["x"].min())
    side: Literal["left", "center", "right"] = "left" if place < 0.25 else "right" if place > 0.75 else "center"
    edge = {"left": band[0], "right": band[1], "center": middle}[side]
    span = alt.Chart(pd.DataFrame({"x": [band[0]], "x2": [band[1]], "text": [band_text], "edge": [edge]}))
    shade = span.mark_rect(aria=False, color=colours.band_wide).encode(x=alt.X("x:Q", scale=along), x2="x2:Q")
    said = span.mark_text(baseline="bottom", dy=-5, fontSize=11, color=colours.muted, align=side).encode(
        x=alt.X("edge:Q"), y=alt.value(0), text="text:N"
    )
    line = alt.Chart(curve).mark_line(aria=False, strokeWidth=2.5, color=colours.accent)
    drawn = line.encode(x=x, y=y, tooltip=alt.Tooltip("tooltip:N", title=" "))
    level = alt.Chart(pd.DataFrame({"y": [target], "text": [target_text]}))
    goal = level.mark_rule(aria=False, color=colours.warn, strokeWidth=1.5, strokeDash=[6, 3]).encode(y="y:Q")
    beside = level.encode(x=alt.value(0), y="y:Q", text="text:N")
    named = words(beside, mode, colour=colours.warn, align="left", baseline="bottom", dy=-3, dx=4, fontWeight=600)
    layers = [shade, said, drawn, goal, *named, *_points(marks, x, y, mode)]
    return finished(layers, height=HEIGHT, mode=mode, description=description)


def deal_space(
    cells: pd.DataFrame,
    line: pd.DataFrame,
    marks: pd.DataFrame,
    *,
    classes: Sequence[str],
    line_text: str,
    titles: tuple[str, str],
    percent: tuple[bool, bool],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return an output over two assumptions, with the line on which it takes one value.

    Parameters
    ----------
    cells : pandas.DataFrame
        ``x, x2, y, y2, part, tooltip``: a grid's cells, ``part`` one of `classes`.
    line : pandas.DataFrame
        ``x, y, x2, y2``: pieces of the line; may be empty.
    marks : pandas.DataFrame
        ``x, y, text, kind, side``: where the output stands now, and at the source's values.
    classes : sequence of str
        Classes of the output, lowest first.
    line_text : str
        Words of the line; empty where it does not cross the space.
    titles : tuple of str
        Of the assumption across and the one upwards.
    percent : tuple of bool
        Whether each of them is shown in per cent.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    shades = ramp(colours.surface, colours.accent, len(classes))
    x, y = (
        alt.X("x:Q", scale=_spanned(cells, "x"), axis=_axis(titles[0], percent[0])),
        alt.Y("y:Q", scale=_spanned(cells, "y"), axis=_axis(titles[1], percent[1])),
    )
    scale = alt.Scale(domain=list(classes), range=shades)
    # The words with their numbers are too long for two columns on a phone.
    columns = alt.ExprRef("width < 420 ? 1 : 0")
    legend = alt.Legend(title=None, values=[name for name in classes if name in set(cells["part"])], columns=columns)
    fill = alt.Color("part:N", scale=scale, legend=legend)
    # A stroke of the fill's own colour closes the seams between cells.
    tiles = alt.Chart(cells).mark_rect(aria=False, opacity=1, strokeWidth=0.8)
    tooltip = alt.Tooltip("tooltip:N", title=" ")
    seam = alt.Stroke("part:N", scale=scale, legend=None)
    drawn = tiles.encode(x=x, x2="x2:Q", y=y, y2="y2:Q", color=fill, stroke=seam, tooltip=tooltip)
    pieces = alt.Chart(line if len(line) else pd.DataFrame(columns=["x", "y", "x2", "y2"], dtype=float))
    contour = [
        pieces.mark_rule(aria=False, color=colour, strokeWidth=thick, strokeCap="round").encode(
            x=alt.X("x:Q", scale=_spanned(cells, "x")), x2="x2:Q", y="y:Q", y2="y2:Q"
        )
        for colour, thick in ((colours.background, 5.0), (colours.warn, 2.2))
    ]
    named = []
    if line_text:
        place = alt.Chart(_middle(line, cells, line_text)).encode(x=x, y=y, text="text:N")
        named = words(place, mode, colour=colours.warn, fontWeight=600, dy=alt.ExprRef("datum.at_top ? 14 : -9"))
    layers = [drawn, *contour, *named, *_points(marks, x, y, mode)]
    return finished(layers, height=HEIGHT, mode=mode, description=description)


def _axis(title: str, percent: bool) -> alt.Axis:
    return alt.Axis(title=title, format=number_format(percent), grid=False, tickCount=5, titleLimit=HEIGHT)


def _spanned(cells: pd.DataFrame, field: str) -> alt.Scale:
    ends = [float(cells[field].min()), float(cells[f"{field}2"].max())]
    return alt.Scale(domain=ends, nice=False, zero=False)


def _middle(line: pd.DataFrame, cells: pd.DataFrame, text: str) -> pd.DataFrame:
    """Return where the line is named: at the piece nearest to the middle of the space."""
    across, up = (
        (line[field] - cells[field].min()) / (cells[f"{field}2"].max() - cells[field].min()) for field in ("x", "y")
    )
    place = ((across - 0.5) ** 2 + (up - 0.5) ** 2).idxmin()
    return line.loc[[place], ["x", "y"]].assign(text=text, at_top=bool(up[place] > 0.9))


def _points(marks: pd.DataFrame, x: alt.X, y: alt.Y, mode: Mode) -> list[alt.Chart]:
    """Draw points with words beside them; the present one is filled."""
    colours = palette(mode)
    base = alt.Chart(marks).encode(x=x, y=y)
    left = "datum.side == 'left'"
    rim, text = words(
        base.encode(text="text:N"),
        mode,
        align=alt.ExprRef(f"{left} ? 'right' : 'left'"),
        dx=alt.ExprRef(f"{left} ? -8 : 8"),
        dy=-12,
        baseline="middle",
        fontWeight=600,
    )
    now = "datum.kind == 'now'"
    filled = alt.condition(now, alt.value(colours.ink), alt.value(colours.background))
    edged = alt.condition(now, alt.value(colours.background), alt.value(colours.ink))
    dots = base.mark_point(size=90, strokeWidth=1.8).encode(fill=filled, stroke=edged, description="text:N")
    return [rim, dots, text]
