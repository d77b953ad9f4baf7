"""Rows of a chart: named beside the plot, inside it, or by words stacked above what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from components.drawing.expressions import PHONE, either
from components.drawing.scales import pixels_y
from components.drawing.texts import at_left
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    import pandas as pd

LINE: Final = 15
"""Height of a line of stacked words, in pixels."""
_PAD: Final = 11
_DRAWN: Final = 26
"""Height of what is drawn beneath stacked words, in pixels."""


def key(identity: str, wide: str, narrow: str | None = None) -> str:
    """Return a row's key on the axis, which carries its label for wide and for narrow charts."""
    return "|".join(part.replace("|", "/") for part in (identity, wide, narrow or wide))


def named(keys: Sequence[str], *, narrow: int = 104, wide: int = 230) -> alt.Y:
    """Return the y encoding of rows in a given order, named beside the plot.

    Parameters
    ----------
    keys : sequence of str
        Made by `key`, from top to bottom; the column is ``row``.
    narrow, wide : int
        Room for labels in pixels; a longer label ends in an ellipsis.
    """
    # By the container, as the plot's own width follows from these labels: by it they would never settle.
    small = f"(containerSize()[0] || width) < {PHONE + wide}"
    labels = alt.Axis(
        labelExpr=f"split(datum.label, '|')[{small} ? 2 : 1]",
        labelLimit=either(small, narrow, wide),
        labelOverlap=False,
        grid=False,
    )
    return alt.Y("row:N", sort=None, scale=alt.Scale(domain=list(keys)), title=None, axis=labels)


def unnamed(keys: Sequence[str]) -> alt.Y:
    """Return the y encoding of rows that are named inside the plot; the column is ``row``."""
    return alt.Y("row:N", sort=None, scale=alt.Scale(domain=list(keys)), title=None, axis=None)


def headings(frame: pd.DataFrame, y: alt.Y, *, mode: Mode, lift: int = 10) -> alt.Chart:
    """Draw each row's words over the plot's full width, above what is drawn in it.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``row``, ``heading`` (words) and ``strong`` (whether they stand out).
    y : alt.Y
        Rows of the chart.
    mode : {"light", "dark"}
        Colours.
    lift : int
        Pixels above the row's middle.
    """
    return at_left(
        alt.Chart(frame).encode(y=y),
        "heading:N",
        baseline="middle",
        yOffset=-lift,
        fontSize=12,
        color=palette(mode).ink,
        fontWeight=either("datum.strong", 600, 400),
    )


def stacked(frame: pd.DataFrame, *, above: int = 0, below: int = 0) -> tuple[pd.DataFrame, int]:
    """Place rows of words with something drawn beneath them, one below the other.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``head`` and ``detail`` (may hold several lines, ``detail`` may be empty) and ``drawn``: whether anything is.
    above, below : int
        Room for texts beside what is drawn, in pixels.

    Returns
    -------
    (pandas.DataFrame, int)
        The rows with the places of their words (``y``) and of what is drawn (``mid``) in pixels, and the height.
    """
    y, tops, middles = 8, [], []
    for head, detail, drawn in zip(frame["head"], frame["detail"], frame["drawn"], strict=True):
        tops.append(y)
        lines = head.count("\n") + 1 + (detail.count("\n") + 1 if detail else 0)
        y += lines * LINE
        middles.append(y + above + _DRAWN / 2)
        y += (above + _DRAWN + below if drawn else 0) + _PAD
    return frame.assign(y=tops, mid=middles), y


def stacked_words(placed: pd.DataFrame, height: float, *, mode: Mode) -> list[alt.Chart]:
    """Draw the words of rows placed by `stacked`: heads, and details below them."""
    colours = palette(mode)
    detailed = placed[placed["detail"] != ""]
    below = detailed.assign(y=detailed["y"] + (detailed["head"].str.count("\n") + 1) * LINE)
    head, detail = (alt.Chart(rows).encode(y=pixels_y("y", height)) for rows in (placed, below))
    lines: dict[str, Any] = {"baseline": "top", "lineBreak": "\n", "lineHeight": LINE}
    return [
        at_left(head, "head:N", **lines, fontWeight=600, color=colours.ink),
        at_left(detail, "detail:N", **lines, color=colours.muted),
    ]
