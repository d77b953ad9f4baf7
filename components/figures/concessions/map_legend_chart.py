"""What explains the map: one legend for all panels, their titles, the scale bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt

from components import wording
from components.drawing.expressions import by_width
from components.drawing.scales import categories
from components.drawing.texts import haloed
from components.drawing.theme import Mode, palette
from components.figures.concessions.land_chart import Holder, apart_fill, holder_fill, inline, strong, unstated_fill
from components.figures.concessions.projection_chart import EARTH_KM, VIEW, Panel, scale_expr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from components.drawing.theme import Palette
    from components.figures.concessions.map_shapes_chart import Ground

TITLE_LINE: Final = 16
"""Height of a line of a panel's title in pixels."""

# Symbols as paths in Vega's unit square.
_LINE: Final = "M-1.2,0H1.2"
_HATCHED: Final = "M-1,-1H1V1H-1ZM-1,0L0,-1M-1,1L1,-1M0,1L1,0"
_DOTS: Final = "".join(
    f"M{x - 0.25},{y}a.25,.25,0,1,0,.5,0a.25,.25,0,1,0,-.5,0" for x in (-0.6, 0.6) for y in (-0.6, 0.6)
)


def map_legend(ground: Ground, holders: Sequence[Holder], colours: Palette, *, offset: alt.ExprRef) -> alt.Chart:
    """Return one legend of every sign for all panels, drawn without a mark of its own; it stays whatever is shown.

    Parameters
    ----------
    ground : Ground
        What besides the holders is drawn.
    holders : sequence of Holder
        Sides in the dossier's order.
    colours : Palette
        Of the mode.
    offset : alt.ExprRef
        Pixels below the map.
    """
    items = dict(_items(ground, holders, colours))
    legend = alt.Legend(
        title=None,
        orient="bottom",
        offset=offset,
        symbolSize=150,
        symbolStrokeWidth=1.6,
        symbolOpacity=1,
        rowPadding=3,
        columnPadding=14,
        labelLimit=by_width("width - 30", 330, below=480),
        columns=alt.ExprRef("width < 480 ? 1 : width < 860 ? 2 : 3"),
    )

    def look(place: int) -> dict[str, Any]:
        return {"scale": categories({label: sign[place] for label, sign in items.items()}), "legend": legend}

    drawn = alt.Chart(inline("legend", [{"item": next(iter(items))}])).transform_filter("false")
    chart: alt.Chart = drawn.mark_point(aria=False).encode(
        shape=alt.Shape("item:N", **look(0)), fill=alt.Fill("item:N", **look(1)), stroke=alt.Stroke("item:N", **look(2))
    )
    return chart


def _items(ground: Ground, holders: Sequence[Holder], colours: Palette) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield what the legend names: label, and shape, fill and stroke of its sign."""
    for item in holders:
        yield item.label, ("square", holder_fill(item, colours), colours.muted)
    for item in holders:
        label = f"Changes hands, would be: {item.label[:1].lower()}{item.label[1:]}"
        yield label, (_HATCHED, "transparent", strong(item, colours))
    # Where no dots were cut to the parts, they are filled.
    drawn, filled = (_DOTS, colours.unstated, "transparent"), ("square", unstated_fill(colours), colours.muted)
    yield "Not stated who would hold it", drawn if ground.pattern else filled
    if ground.line_label:
        yield ground.line_label, (_LINE, "transparent", colours.ink)
    if ground.apart_label:
        yield ground.apart_label, ("square", apart_fill(colours), colours.occupied)
    if ground.contested_label:
        yield ground.contested_label, ("circle", colours.background, colours.ink)


def panel_title(number: int, titles: Sequence[str], frame: Panel, mode: Mode) -> list[alt.Chart]:
    """Return the lines in a panel's corner, each with a rim to stand on any ground."""
    found: list[alt.Chart] = []
    for line, title in enumerate(titles):
        placed = alt.Chart(inline(f"title{number}{line}", [{"title": title}])).encode(
            text="title:N",
            x=alt.value(alt.ExprRef(frame.x("8"))),
            y=alt.value(alt.ExprRef(frame.y(str(14 + TITLE_LINE * line)))),
        )
        style: dict[str, Any] = {"align": "left", "baseline": "middle", "fontWeight": 400 if line else 600}
        style |= {"fontSize": 13, "limit": alt.ExprRef(f"{frame.width} - 16")}
        found += haloed(placed, mode=mode, width=4, colour=palette(mode).ink, **style)
    return found


def scale_bar(frame: Panel, mode: Mode) -> list[alt.Chart]:
    """Return a bar of round length that follows the scale."""
    colours, length = palette(mode), f"bar_km / {EARTH_KM:g} * {scale_expr(frame)}"
    base = alt.Chart(alt.NamedData(VIEW)).encode(x=alt.value(alt.ExprRef(frame.x("12"))))
    bar = base.encode(
        x2=alt.value(alt.ExprRef(frame.x(f"12 + {length}"))), y=alt.value(alt.ExprRef(frame.y(f"{frame.height} - 14")))
    )
    text = base.transform_calculate(text=f"bar_km + '{wording.NO_BREAK}km'").encode(
        y=alt.value(alt.ExprRef(frame.y(f"{frame.height} - 24"))), text="text:N"
    )
    style: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": 11}
    return [
        bar.mark_rule(aria=False, stroke=colours.background, strokeWidth=6, strokeOpacity=0.8),
        bar.mark_rule(aria=False, stroke=colours.ink, strokeWidth=2.5),
        *haloed(text, mode=mode, colour=colours.ink, **style),
    ]
