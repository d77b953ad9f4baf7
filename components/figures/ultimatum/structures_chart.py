"""Outcomes under each hypothesis alone: one row an outcome, one sign a hypothesis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from components.drawing.data import frame
from components.drawing.layers import finished, with_rows
from components.drawing.marks import hint, shades
from components.drawing.rows import key, named
from components.drawing.scales import categories, number_format
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW: Final = 52
_SHAPES: Final = ("circle", "square", "triangle-up", "diamond")


@dataclass(frozen=True, slots=True)
class Under:
    """A chance, 0–1, under a hypothesis alone, and in words."""

    outcome: str
    hypothesis: str
    value: float
    tooltip: str


@dataclass(frozen=True, slots=True)
class Now:
    """The same with all hypotheses at their weights, and at the source's values."""

    outcome: str
    value: float
    source: float
    text: str
    tooltip: str


def structures_chart(
    under: Sequence[Under], now: Sequence[Now], *, hypotheses: Sequence[str], mode: Mode, description: str
) -> alt.LayerChart:
    """Return the spread of the hypotheses.

    Parameters
    ----------
    under : sequence of Under
        By outcome and hypothesis.
    now : sequence of Now
        One an outcome, from top to bottom.
    hypotheses : sequence of str
        In the order of their signs.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    keys = {item.outcome: key(item.outcome, item.outcome) for item in now}
    y = named(list(keys.values()))
    looks: dict[str, Any] = {
        "color": alt.Color(
            "hypothesis:N",
            scale=shades(hypotheses, mode),
            legend=alt.Legend(orient="top", title=None, labelLimit=260, columns=alt.ExprRef("width < 420 ? 1 : 4")),
        ),
        "shape": alt.Shape("hypothesis:N", scale=categories(dict(zip(hypotheses, _SHAPES, strict=False)))),
    }
    axis = alt.Axis(format=number_format(percent=True), tickCount=5)
    x = alt.X("value:Q", title="chance", scale=alt.Scale(domain=[0, 1]), axis=axis)
    each = alt.Chart(frame(Under, under, row=[keys[item.outcome] for item in under])).encode(x=x, y=y)
    whole = alt.Chart(frame(Now, now, row=[keys[item.outcome] for item in now])).encode(y=y, x=x)
    lows = {name: min(item.value for item in under if item.outcome == name) for name in keys}
    highs = {name: max(item.value for item in under if item.outcome == name) for name in keys}
    ranges = frame(
        Now,
        now,
        row=list(keys.values()),
        low=[lows[item.outcome] for item in now],
        high=[highs[item.outcome] for item in now],
    )
    layers = [
        alt.Chart(ranges).mark_rule(color=colours.grid, strokeWidth=4, aria=False).encode(x="low:Q", x2="high:Q", y=y),
        whole.mark_tick(thickness=2, size=22, color=colours.muted, opacity=0.8, aria=False).encode(x="source:Q"),
        whole.mark_tick(thickness=3, size=22, color=colours.ink).encode(tooltip=hint()),
        whole.mark_text(dy=-18, color=colours.ink, fontSize=11, aria=False).encode(text="text:N"),
        each.mark_point(filled=True, size=90, opacity=1).encode(**looks, tooltip=hint()),
    ]
    return finished(with_rows(layers), height=_ROW * len(now), mode=mode, description=description, shapes="shared")
