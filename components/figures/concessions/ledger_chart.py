"""Who holds what share of each region today and under an option, as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd

from components.drawing.theme import Mode, palette, themed
from components.figures.concessions.land_chart import Holder, holder_fill, unstated_fill

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW: Final = 25
_STRIPE: Final = 0.012
"""Distance of the stripes on what changes hands, as a share of the axis."""
_UNSTATED: Final = "Not stated"


def concessions_ledger(
    bars: pd.DataFrame,
    heads: pd.DataFrame,
    published: pd.DataFrame,
    *,
    rows: Sequence[str],
    holders: Sequence[Holder],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return region by region a bar for today, one for each option, and published shares as a spread.

    Parameters
    ----------
    bars : pandas.DataFrame
        ``row``, ``start`` and ``stop`` (shares of the region, 0–1), ``holder`` (side id of the fill; empty
        where not stated), ``to`` (side id of the stripes; empty where nothing changes hands), ``text`` on
        the bar, ``words`` of the tooltip.
    heads : pandas.DataFrame
        ``row`` and ``text``: headings of the regions.
    published : pandas.DataFrame
        ``row``, ``share`` (0–1), ``words``: shares occupied as others published them.
    rows : sequence of str
        All rows from the top, as ``region|label``; the axis shows what stands behind the bar.
    holders : sequence of Holder
        Sides in the dossier's order.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    names = {item.id: item.label for item in holders} | {"": _UNSTATED}
    fills = {item.label: holder_fill(item.sovereign, colours) for item in holders} | {_UNSTATED: unstated_fill(colours)}
    strokes = {item.id: colours.held if item.sovereign else colours.occupied for item in holders}
    frame = bars.assign(label=bars["holder"].map(names), middle=(bars["start"] + bars["stop"]) / 2)
    used = [label for label in fills if label in set(frame["label"])]
    y = alt.Y(
        "row:N",
        scale=alt.Scale(domain=list(rows), paddingInner=0.16, paddingOuter=0.1),
        axis=alt.Axis(title=None, labelExpr="split(datum.label, '|')[1]", labelLimit=90, grid=False),
    )
    axis = alt.Axis(format="%", title="Share of the region", grid=True, tickCount=5)
    share = alt.Scale(domain=[0, 1], nice=False)
    legend = alt.Legend(
        title=None,
        orient="bottom",
        columns=alt.ExprRef(expr="width < 420 ? 1 : 0"),
        symbolType="square",
        labelLimit=300,
    )
    bar = (
        alt.Chart(frame)
        .mark_bar(stroke=colours.muted, strokeWidth=0.7)
        .encode(
            y=y,
            x=alt.X("start:Q", scale=share, axis=axis),
            x2="stop:Q",
            fill=alt.Fill(
                "label:N", scale=alt.Scale(domain=used, range=[fills[label] for label in used]), legend=legend
            ),
            tooltip=alt.Tooltip("words:N", title="Part"),
        )
    )
    halo: dict[str, Any] = {
        "aria": False,
        "stroke": colours.background,
        "strokeWidth": 3,
        "strokeOpacity": 0.85,
        "strokeJoin": "round",
    }
    roomy = "(datum.stop - datum.start) * width >= length(datum.text) * 6.4 + 4"
    text = (
        alt.Chart(frame).transform_filter(roomy).encode(y=y, x=alt.X("middle:Q", scale=share, axis=axis), text="text:N")
    )
    head = alt.Chart(heads).encode(y=y, x=alt.value(0), text="text:N")
    stripes = _stripes(frame, strokes)
    layers: list[alt.Chart] = [bar]
    if len(stripes):
        layers.append(
            alt.Chart(stripes)
            .mark_tick(aria=False, thickness=1.5, bandSize=_ROW * 0.84)
            .encode(y=y, x=alt.X("at:Q", scale=share, axis=axis), color=alt.Color("colour:N", scale=None))
        )
    layers += [
        text.mark_text(fontSize=12, color=colours.background, **halo),
        text.mark_text(fontSize=12),
        head.mark_text(
            align="left", baseline="middle", dy=4, fontSize=13, fontWeight=600, limit=alt.ExprRef(expr="width")
        ),
    ]
    if len(published):
        layers += _published(published, y, share, axis, colours.ink, colours.background)
    sized = alt.LayerChart(layer=layers).properties(width="container", height=_ROW * len(rows), description=description)
    return themed(sized, mode)


def _stripes(frame: pd.DataFrame, strokes: dict[str, str]) -> pd.DataFrame:
    """Return where the stripes stand on what changes hands, in the colour of who would hold it."""
    found: list[dict[str, Any]] = []
    for item in frame[frame["to"] != ""].to_dict("records"):
        count = max(1, round((item["stop"] - item["start"]) / _STRIPE))
        step = (item["stop"] - item["start"]) / count
        at = [item["start"] + step * (number + 0.5) for number in range(count)]
        found += [{"row": item["row"], "at": place, "colour": strokes[item["to"]]} for place in at]
    return pd.DataFrame(found)


def _published(
    published: pd.DataFrame, y: alt.Y, share: alt.Scale, axis: alt.Axis, ink: str, background: str
) -> list[alt.Chart]:
    """Return the spread of published shares: a thin line from the least to the greatest, and each figure."""
    ends = published.groupby("row", as_index=False).agg(low=("share", "min"), high=("share", "max"))
    ends["text"] = [
        f"{low:.1%}" if high - low < 5e-4 else f"{low * 100:.1f}–{high:.1%}"
        for low, high in zip(ends["low"], ends["high"], strict=True)
    ]
    base = alt.Chart(ends).encode(y=y)
    x = alt.X("low:Q", scale=share, axis=axis)
    return [
        base.mark_rule(aria=False, color=ink, strokeWidth=1.5).encode(x=x, x2="high:Q"),
        alt.Chart(published)
        .mark_point(filled=True, size=45, color=ink, shape="triangle-up", opacity=1, stroke=background, strokeWidth=0.5)
        .encode(y=y, x=alt.X("share:Q", scale=share, axis=axis), tooltip=alt.Tooltip("words:N", title="Published")),
        base.mark_text(align="right", baseline="middle", dx=-8, fontSize=11, color=ink).encode(x=x, text="text:N"),
    ]
