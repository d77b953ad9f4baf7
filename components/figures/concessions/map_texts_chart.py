"""What stands written on the map: towns, names, titles of panels, scale bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt

from components.figures.concessions.land_chart import inline
from components.figures.concessions.map_labels import Label, shown_between
from components.figures.concessions.projection_chart import EARTH_KM, MARGIN, VIEW, Conic, Panel, scale_expr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.drawing.theme import Palette

_WIDTHS: Final = (260.0, 1600.0)
"""Narrowest and widest chart that labels are laid out for, in pixels."""
_TITLE_LINE: Final = 16
"""Height of a line of a panel's title in pixels."""
_LEAST_HEIGHT: Final = 0.25
"""Share of the chart's height left to one of two panels on a phone, above a legend of a line an item."""


def label_rows(labels: Sequence[Label], conic: Conic, height: float, titles: int) -> list[dict[str, Any]]:
    """Return the rows that `labels_on` draws, each with the scales between which it meets no other, nor a title."""
    limits = (conic.scale(_WIDTHS[0], height * _LEAST_HEIGHT), conic.scale(_WIDTHS[1], height))
    found = shown_between(labels, conic, limits, top=titles * _TITLE_LINE + MARGIN if titles else 0)
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


def labels_on(name: str, frame: Panel, colours: Palette) -> list[alt.Chart]:
    """Return towns and texts of the rows in a data set."""
    base = alt.Chart(alt.NamedData(name)).encode(longitude="lon:Q", latitude="lat:Q")
    scale = scale_expr(frame)
    shown = f"{scale} >= datum.least && {scale} < datum.below"
    bold, quiet = "datum.kind == 'region'", "datum.kind == 'place'"
    text: dict[str, Any] = {
        "clip": True,
        "baseline": "middle",
        "lineBreak": "\n",
        "lineHeight": alt.ExprRef(expr="datum.size * 1.25"),
        "dx": alt.ExprRef(expr="datum.dx"),
        "dy": alt.ExprRef(expr="datum.dy"),
        "align": alt.ExprRef(expr="datum.align"),
        "fontSize": alt.ExprRef(expr="datum.size"),
        "fontWeight": alt.ExprRef(expr=f"{bold} ? 600 : 400"),
        "fontStyle": alt.ExprRef(expr=f"{quiet} ? 'italic' : 'normal'"),
    }
    texts = base.transform_filter(shown).encode(text="text:N", description="said:N")
    ink = alt.when(quiet).then(alt.value(colours.muted)).otherwise(alt.value(colours.ink))
    # On any land and sea the text stands on a rim of the page's own colour.
    halo = texts.mark_text(
        aria=False,
        stroke=colours.background,
        strokeWidth=3.2,
        strokeOpacity=0.85,
        strokeJoin="round",
        color=colours.background,
        **text,
    )
    words = [alt.Tooltip("name:N", title="Place"), alt.Tooltip("note:N", title="Holder")]
    towns = base.transform_filter(f"datum.kind == 'town' && {shown}").encode(tooltip=words)
    contested = base.transform_filter("datum.kind == 'contested'").encode(tooltip=words)
    dots = towns.mark_point(
        shape="circle", aria=False, filled=True, fill=colours.ink, stroke=colours.background, size=26, opacity=1
    )
    return [
        dots,
        contested.mark_point(
            shape="circle",
            aria=False,
            filled=False,
            fill=colours.background,
            stroke=colours.ink,
            strokeWidth=1.8,
            size=38,
        ),
        halo,
        texts.mark_text(**text).encode(color=ink),
    ]


def panel_title(number: int, titles: Sequence[str], frame: Panel, colours: Palette) -> list[alt.Chart]:
    r"""Return the lines in a panel\'s corner, each with a rim to stand on any ground."""
    halo: dict[str, Any] = {"aria": False, "stroke": colours.background, "strokeWidth": 4, "strokeJoin": "round"}
    found: list[alt.Chart] = []
    for line, title in enumerate(titles):
        base = alt.Chart(inline(f"title{number}{line}", [{"title": title}])).encode(
            text="title:N",
            x=alt.value(alt.ExprRef(expr=frame.x("8"))),
            y=alt.value(alt.ExprRef(expr=frame.y(str(14 + _TITLE_LINE * line)))),
        )
        style: dict[str, Any] = {
            "align": "left",
            "baseline": "middle",
            "fontWeight": 400 if line else 600,
            "fontSize": 13,
            "limit": alt.ExprRef(expr=f"{frame.width} - 16"),
        }
        found += [base.mark_text(**style, **halo, color=colours.background), base.mark_text(**style, color=colours.ink)]
    return found


def scale_bar(frame: Panel, colours: Palette) -> list[alt.Chart]:
    """Return a bar of round length that follows the scale."""
    length = f"view_km / {EARTH_KM:g} * {scale_expr(frame)}"
    base = alt.Chart(alt.NamedData(VIEW)).transform_calculate(text="datum.km + ' km'")
    y = alt.value(alt.ExprRef(expr=frame.y(f"{frame.height} - 14")))
    bar = base.encode(
        x=alt.value(alt.ExprRef(expr=frame.x("12"))), x2=alt.value(alt.ExprRef(expr=frame.x(f"12 + {length}"))), y=y
    )
    text = base.encode(
        x=alt.value(alt.ExprRef(expr=frame.x("12"))),
        y=alt.value(alt.ExprRef(expr=frame.y(f"{frame.height} - 24"))),
        text="text:N",
    )
    style: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": 11}
    return [
        bar.mark_rule(aria=False, stroke=colours.background, strokeWidth=6, strokeOpacity=0.8),
        bar.mark_rule(aria=False, stroke=colours.ink, strokeWidth=2.5),
        text.mark_text(aria=False, stroke=colours.background, strokeWidth=3, color=colours.background, **style),
        text.mark_text(color=colours.ink, **style),
    ]
