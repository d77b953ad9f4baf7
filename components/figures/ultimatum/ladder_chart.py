"""Measures × stages: a sign where a stage was reached, a ring where it was not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from components.drawing.data import frame
from components.drawing.layers import finished, with_rows
from components.drawing.marks import hint
from components.drawing.rows import LINE, stacked, stacked_words
from components.drawing.scales import pixels_y
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of a measure: whether it was reached, the words under it, and what it says."""

    reached: bool
    text: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class Row:
    """A measure: its words, and one step a stage, in order."""

    head: str
    detail: str
    steps: tuple[Step, ...]


def ladder_chart(rows: Sequence[Row], *, stages: Sequence[str], mode: Mode, description: str) -> alt.LayerChart:
    """Return how far every measure got.

    Parameters
    ----------
    rows : sequence of Row
        From top to bottom.
    stages : sequence of str
        Names of the stages, in order.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    words = [{"head": row.head, "detail": row.detail, "drawn": True} for row in rows]
    placed, height = stacked(pd.DataFrame(words), below=LINE)
    signs = pd.concat(
        [
            frame(Step, row.steps, place=[i + 0.5 for i in range(len(stages))], mid=[mid] * len(stages))
            for row, mid in zip(rows, placed["mid"], strict=True)
        ]
    )
    reached, missed = signs[signs["reached"]], signs[~signs["reached"]]
    climbed = reached.groupby("mid", as_index=False).agg(place=("place", "min"), end=("place", "max"))
    marked: dict[str, Any] = {"x": "place:Q", "y": "mid:Q", "tooltip": hint()}
    layers = [
        alt.Chart(signs.assign(below=signs["mid"] + 11))
        .mark_text(baseline="top", color=colours.ink, aria=False)
        .encode(x=_stages_x(stages), y=pixels_y("below", height), text="text:N"),
        alt.Chart(climbed).mark_rule(color=colours.accent, strokeWidth=3).encode(x="place:Q", x2="end:Q", y="mid:Q"),
        alt.Chart(missed)
        .mark_point(filled=False, stroke=colours.muted, size=70, strokeDash=[2, 2], strokeWidth=1)
        .encode(**marked),
        alt.Chart(reached).mark_point(size=150, fill=colours.accent, opacity=1).encode(**marked),
        *stacked_words(placed, height, mode=mode),
    ]
    return finished(with_rows(layers), height=height, mode=mode, description=description, shapes="independent")


def _stages_x(stages: Sequence[str]) -> alt.X:
    axis = alt.Axis(
        orient="top",
        title=None,
        values=[i + 0.5 for i in range(len(stages))],
        labelExpr="['" + "', '".join(stages) + "'][floor(datum.value)]",
        grid=False,
        ticks=False,
        domain=False,
        labelFontWeight=600,
    )
    return alt.X("place:Q", scale=alt.Scale(domain=[0, len(stages)]), axis=axis)
