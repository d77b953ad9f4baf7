"""Words on a 0–100 scale: beside what they belong to, or on it where there is no room beside."""

from __future__ import annotations

from textwrap import wrap
from typing import Final

import altair as alt
import pandas as pd

from components.drawing.expressions import NARROW

REACH: Final = 100
"""Pixels beyond the plot's left edge that are free beneath the rows, where no label stands."""
_GAP: Final = 8
_LINE: Final = 12
"""Height of a line in pixels; a row has room for two."""
_POINT: Final = 2.1
"""Pixels that one point of the scale takes on a phone."""
_LETTER: Final = 5.6
"""Mean width of a letter in pixels."""
_FEWEST: Final = 8
"""Letters that a line holds at least."""


def outside(low: float, high: float) -> tuple[float, str]:
    """Return the end of a span beyond which there is more room, and its side."""
    return (high, "right") if 100 - high >= low else (low, "left")


def by_span(spans: pd.DataFrame) -> pd.DataFrame:
    """Place words beside spans, or on those that leave no room for them on a phone.

    Parameters
    ----------
    spans : pandas.DataFrame
        ``words``, ``start`` and ``end`` (0–100), ``point`` (a mark within the span; may be missing).

    Returns
    -------
    pandas.DataFrame
        The same with ``at`` and ``side``, ``inside`` (whether the words stand on the span) and ``lines`` (the words
        for narrow charts).
    """

    def place(words: str, start: float, end: float, point: float) -> tuple[float, str, bool, str]:
        beside = max(start, 100 - end)
        inside = beside < end - start and beside * _POINT < len(words) * _LETTER + _GAP
        if not inside:
            return (*outside(start, end), inside, _lines(words, beside * _POINT - _GAP))
        # At the end that is further from the mark.
        at, side = (start, "right") if point - start >= end - point else (end, "left")
        return at, side, inside, _lines(words, (end - start) * _POINT - _GAP)

    found = [place(*span) for span in spans[["words", "start", "end", "point"]].itertuples(index=False, name=None)]
    columns = ["at", "side", "inside", "lines"]
    return spans.join(pd.DataFrame(found, index=spans.index, columns=columns))


def beneath(values: pd.DataFrame) -> pd.DataFrame:
    """Place words beside single values beneath the rows: columns ``at`` and ``words`` get ``side`` and ``lines``."""
    # Words may reach to the left beyond the plot there, so they stand to the right only near its left edge.
    is_left = values["at"] >= 40
    room = (values["at"] * _POINT + REACH).where(is_left, (100 - values["at"]) * _POINT) - _GAP
    lines = [_lines(words, width) for words, width in zip(values["words"], room, strict=True)]
    return values.assign(side=is_left.map({True: "left", False: "right"}), lines=lines)


def _lines(words: str, room: float) -> str:
    width = max(int(room / _LETTER), _FEWEST)
    return "\n".join(wrap(words, width, max_lines=2, placeholder=" …", break_on_hyphens=False))


def beside(
    frame: pd.DataFrame,
    rows: alt.Y,
    x: alt.X,
    *,
    colour: str,
    gap: int = _GAP,
    reach: int = 0,
    narrow: str = "words",
    lane: bool = False,
) -> alt.Chart:
    """Draw words beside a place on the scale.

    Parameters
    ----------
    frame : pandas.DataFrame
        One text per row: ``words``, the place ``at`` (0–100), and in ``side`` whether they stand left or right of it.
    rows, x : alt.Y, alt.X
        Rows of the chart, and its scale for the column ``at``.
    colour : str
        ``#RRGGBB``.
    gap : int
        Pixels between the place and the text.
    reach : int
        Pixels the text may extend beyond the plot's left edge, where no axis label stands.
    narrow : str
        Column with the words for narrow charts, which may hold lines.
    lane : bool
        Whether column ``lane`` says how many pixels from the row's middle the text stands.
    """
    shown = f"({NARROW} ? datum.{narrow} : datum.words)"
    left = "datum.side == 'left'"
    room = f"({left} ? width * datum.at / 100 + {reach} : width * (1 - datum.at / 100)) - {gap}"
    drawn: alt.Chart = (
        alt.Chart(frame)
        .mark_text(
            baseline="middle",
            fontSize=11,
            aria=False,
            color=colour,
            align=alt.ExprRef(f"{left} ? 'right' : 'left'"),
            dx=alt.ExprRef(f"{left} ? -{gap} : {gap}"),
            # Lines grow downwards from the first, so half the others' height goes above the row's middle.
            dy=alt.ExprRef(f"{_LINE / 2} * (1 - length(split({shown}, '\\n')))"),
            lineBreak="\n",
            lineHeight=_LINE,
            yOffset=alt.ExprRef("datum.lane") if lane else 0,
            limit=alt.ExprRef(room),
            text=alt.ExprRef(shown),
        )
        .encode(y=rows, x=x)
    )
    return drawn
