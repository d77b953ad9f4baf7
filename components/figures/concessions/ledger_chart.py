"""Who holds what share of each region today and under an option, as bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd

from components import wording
from components.drawing.data import frame
from components.drawing.expressions import by_width, fits
from components.drawing.layers import finished, with_rows
from components.drawing.scales import categories, span
from components.drawing.texts import at_left, haloed
from components.drawing.theme import Mode, palette
from components.figures.concessions.land_chart import Holder, holder_fill, strong, unstated_fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROW: Final = 25
_STRIPE: Final = 0.012
"""Distance of the stripes on what changes hands, as a share of the axis."""
_UNSTATED: Final = "Not stated"

_SHARE: Final[dict[str, Any]] = {
    "scale": span(0, 1),
    "axis": alt.Axis(format="%", title="Share of the region", grid=True, tickCount=5),
}
"""The axis that all layers share."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a row's bar.

    Attributes
    ----------
    row : str
        The bar's.
    start, stop : float
        Shares of the region, 0–1.
    holder, to : str
        Side of the fill, empty where not stated; side of the stripes, empty where nothing changes hands.
    text, words : str
        On the bar, and in its tooltip.
    """

    row: str
    start: float
    stop: float
    holder: str
    to: str
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Head:
    """Heading of a region, in a row of its own."""

    row: str
    text: str


@dataclass(frozen=True, slots=True)
class Published:
    """A share occupied, 0–1, as somebody published it."""

    row: str
    share: float
    words: str


def ledger_chart(
    bars: Sequence[Bar],
    heads: Sequence[Head],
    published: Sequence[Published],
    *,
    rows: Sequence[str],
    holders: Sequence[Holder],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return region by region a bar for today, one for each option, and published shares as a spread.

    Parameters
    ----------
    bars, heads, published : sequence of Bar, of Head, of Published
        What stands in the rows.
    rows : sequence of str
        All rows from the top, as ``region|label``; the axis shows what stands behind the bar.
    holders : sequence of Holder
        Sides in the dossier's order.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    y = alt.Y(
        "row:N",
        scale=alt.Scale(domain=list(rows), paddingInner=0.16, paddingOuter=0.1),
        axis=alt.Axis(title=None, labelExpr="split(datum.label, '|')[1]", labelLimit=90, grid=False),
    )
    heading = alt.Chart(frame(Head, heads)).encode(y=y)
    layers = [
        *_bars(bars, holders, y, mode),
        at_left(heading, "text:N", baseline="middle", dy=4, fontSize=13, fontWeight=600),
        *_spreads(published, y, mode),
    ]
    return finished(with_rows(layers), height=_ROW * len(rows), mode=mode, description=description, axes="inside")


def _bars(bars: Sequence[Bar], holders: Sequence[Holder], y: alt.Y, mode: Mode) -> list[alt.Chart]:
    """Return the bars, the stripes on what changes hands, and the texts that have room."""
    colours = palette(mode)
    names = {item.id: item.label for item in holders} | {"": _UNSTATED}
    fills = {item.label: holder_fill(item, colours) for item in holders} | {_UNSTATED: unstated_fill(colours)}
    labels = [names[bar.holder] for bar in bars]
    middles = [(bar.start + bar.stop) / 2 for bar in bars]
    data = frame(Bar, bars, label=labels, middle=middles, said=_said(bars))
    legend = alt.Legend(title=None, orient="bottom", columns=by_width(1, 0), symbolType="square", labelLimit=300)
    used = categories({label: fill for label, fill in fills.items() if label in labels})
    placed = alt.Chart(data).encode(y=y, description="said:N")
    bar = placed.mark_bar(stroke=colours.muted, strokeWidth=0.7).encode(
        x=alt.X("start:Q", **_SHARE),
        x2="stop:Q",
        fill=alt.Fill("label:N", scale=used, legend=legend),
        tooltip=alt.Tooltip("words:N", title="Part"),
    )
    tones = {item.id: strong(item, colours) for item in holders}
    striped = [(bar.row, at, tones[bar.to]) for bar in bars if bar.to for at in _stripes(bar)]
    stripes = alt.Chart(pd.DataFrame(striped, columns=["row", "at", "colour"])).mark_tick(
        aria=False, thickness=1.5, bandSize=_ROW * 0.84
    )
    roomy = placed.transform_filter(fits("text", "(datum.stop - datum.start) * width", letter=6.4))
    return [
        bar,
        stripes.encode(y=y, x=alt.X("at:Q", **_SHARE), color=alt.Color("colour:N", scale=None)),
        *haloed(roomy.encode(x=alt.X("middle:Q", **_SHARE), text="text:N"), mode=mode, opacity=0.85, fontSize=12),
    ]


def _said(rows: Sequence[Bar] | Sequence[Published]) -> list[str]:
    """Return what a screen reader says of each: the region, whose share it is, and the tooltip's words."""
    return [f"{row.row.replace('|', ', ')}: {row.words}" for row in rows]


def _stripes(bar: Bar) -> Iterator[float]:
    """Yield where the stripes stand on a stretch, about evenly far apart on all."""
    count = max(1, round((bar.stop - bar.start) / _STRIPE))
    step = (bar.stop - bar.start) / count
    return (bar.start + step * (number + 0.5) for number in range(count))


def _spreads(published: Sequence[Published], y: alt.Y, mode: Mode) -> list[alt.Chart]:
    """Return the spread of published shares: a thin line from the least to the greatest, and each figure."""
    colours = palette(mode)
    data = frame(Published, published, said=_said(published))
    ends = data.groupby("row", as_index=False).agg(low=("share", "min"), high=("share", "max"))
    ends["text"] = [wording.shares(low, high) for low, high in zip(ends["low"], ends["high"], strict=True)]
    base = alt.Chart(ends).encode(y=y, x=alt.X("low:Q", **_SHARE))
    figures = alt.Chart(data).mark_point(
        size=45, color=colours.ink, shape="triangle-up", stroke=colours.background, strokeWidth=0.5
    )
    return [
        base.mark_rule(aria=False, color=colours.ink, strokeWidth=1.5).encode(x2="high:Q"),
        figures.encode(
            y=y,
            x=alt.X("share:Q", **_SHARE),
            tooltip=alt.Tooltip("words:N", title="Published"),
            description="said:N",
        ),
        base.mark_text(align="right", baseline="middle", dx=-8, fontSize=11, color=colours.ink).encode(text="text:N"),
    ]
