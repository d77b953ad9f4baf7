"""Towns and names on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt

from components.drawing.expressions import either
from components.drawing.marks import tooltip
from components.drawing.texts import haloed
from components.drawing.theme import Mode, palette
from components.figures.concessions.map_legend_chart import TITLE_LINE
from components.figures.concessions.placing import Label, shown_between
from components.figures.concessions.projection_chart import MARGIN, Conic, Panel, scale_expr

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTHS: Final = (260.0, 1600.0)
"""Narrowest and widest chart that labels are laid out for, in pixels."""
_LEAST_HEIGHT: Final = 0.25
"""Share of the chart's height left to one of two panels on a phone, above a legend of a line an item."""


def label_rows(labels: Sequence[Label], conic: Conic, height: float, titles: int) -> list[dict[str, Any]]:
    """Return the rows that `labels_on` draws, each with the scales between which it meets no other, nor a title."""
    limits = (conic.scale(_WIDTHS[0], height * _LEAST_HEIGHT), conic.scale(_WIDTHS[1], height))
    found = shown_between(labels, conic, limits, top=titles * TITLE_LINE + MARGIN if titles else 0)
    align = {"start": "left", "middle": "center", "end": "right"}
    return [
        {
            "kind": item.kind,
            "text": "\n".join(item.lines),
            "said": item.name or " ".join(item.lines),
            "name": item.name,
            "note": item.note,
            "lon": item.lon,
            "lat": item.lat,
            "dx": item.dx,
            "dy": item.dy - item.size * 0.625 * (len(item.lines) - 1),
            "align": align[item.anchor],
            "size": item.size,
            "least": round(least, 3),
            "below": round(below, 3),
        }
        for item, (least, below) in zip(labels, found, strict=True)
    ]


def labels_on(name: str, frame: Panel, mode: Mode) -> list[alt.Chart]:
    """Return towns and texts of the rows in a data set."""
    colours, scale = palette(mode), scale_expr(frame)
    base = alt.Chart(alt.NamedData(name)).encode(longitude="lon:Q", latitude="lat:Q")
    shown = f"{scale} >= datum.least && {scale} < datum.below"
    quiet = "indexof(['place', 'country', 'sea'], datum.kind) >= 0"
    style: dict[str, Any] = {
        "clip": True,
        "baseline": "middle",
        "lineBreak": "\n",
        "lineHeight": alt.ExprRef("datum.size * 1.25"),
        "dx": alt.ExprRef("datum.dx"),
        "dy": alt.ExprRef("datum.dy"),
        "align": alt.ExprRef("datum.align"),
        "fontSize": alt.ExprRef("datum.size"),
        "fontWeight": either("datum.kind == 'region' || datum.kind == 'country'", 600, 400),
        "fontStyle": either("datum.kind == 'place' || datum.kind == 'sea'", "'italic'", "'normal'"),
    }
    # On any land and sea the text stands on a rim of the page's own colour.
    texts = base.transform_filter(shown).encode(text="text:N", description="said:N")
    rim, text = haloed(texts, mode=mode, width=3.2, opacity=0.85, **style)
    words = tooltip(("name:N", "Place"), ("note:N", "Holder"))
    towns = base.transform_filter(f"datum.kind == 'town' && {shown}").encode(tooltip=words)
    contested = base.transform_filter("datum.kind == 'contested'").encode(tooltip=words)
    ring: dict[str, Any] = {"shape": "circle", "aria": False}
    return [
        towns.mark_point(**ring, filled=True, fill=colours.ink, stroke=colours.background, size=26, opacity=1),
        contested.mark_point(
            **ring, filled=False, fill=colours.background, stroke=colours.ink, strokeWidth=1.8, size=38
        ),
        rim,
        text.encode(color=alt.when(quiet).then(alt.value(colours.muted)).otherwise(alt.value(colours.ink))),
    ]
