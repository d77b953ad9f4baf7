"""What the Assumptions page's charts share: words that keep off what lies behind, legends, the finished chart."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from components.drawing.layers import finished
from components.drawing.theme import Mode, palette


def words(placed: alt.Chart, mode: Mode, *, colour: str | None = None, **style: Any) -> list[alt.Chart]:
    """Draw text over a rim of the background's colour.

    Parameters
    ----------
    placed : alt.Chart
        Chart with its places encoded, and the text too unless ``style`` says it.
    mode : {"light", "dark"}
        Colours.
    colour : str, optional
        ``#RRGGBB`` of the text; ink where left out.
    **style
        Properties of the text mark.
    """
    colours = palette(mode)
    given: dict[str, Any] = {"fontSize": 12, **style}
    rim: dict[str, Any] = {**given, "aria": False, "stroke": colours.background, "strokeWidth": 4}
    return [placed.mark_text(**rim), placed.mark_text(**given, color=colour or colours.ink)]


def statement(text: str, *, mode: Mode, description: str) -> alt.LayerChart:
    """Return a chart that only says why there is nothing to draw."""
    frame = alt.Chart(pd.DataFrame({"text": [text]}))
    said = frame.mark_text(align="left", color=palette(mode).muted, fontSize=13, limit=alt.ExprRef("width"))
    drawn = said.encode(x=alt.value(0), y=alt.value(20), text="text:N")
    return finished([drawn], height=40, mode=mode, description=description)
