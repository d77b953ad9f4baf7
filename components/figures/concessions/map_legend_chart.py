"""One legend for every panel of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import altair as alt

from components.drawing.colours import blend
from components.figures.concessions.land_chart import Holder, holder_fill, inline, unstated_fill

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from components.drawing.theme import Palette

# Symbols as paths in Vega's unit square.
_LINE: Final = "M-1.2,0H1.2"
_HATCHED: Final = "M-1,-1H1V1H-1ZM-1,0L0,-1M-1,1L1,-1M0,1L1,0"
_DOTS: Final = "".join(
    f"M{x - 0.25},{y}a.25,.25,0,1,0,.5,0a.25,.25,0,1,0,-.5,0" for x in (-0.6, 0.6) for y in (-0.6, 0.6)
)


def map_legend(
    marks: Collection[str],
    holders: Sequence[Holder],
    *,
    line_label: str,
    apart_label: str,
    dotted: bool,
    contested: bool,
    colours: Palette,
) -> alt.Chart:
    """Return one legend for all panels, drawn without a mark of its own.

    Parameters
    ----------
    marks : collection of str
        What is drawn over parts: ids of sides to whom they pass, and ``dots``.
    holders : sequence of Holder
        Sides in the dossier's order.
    line_label, apart_label : str
        Names of the line and of what stands apart; empty where there is none.
    dotted : bool
        Whether dots were cut to the parts; they are filled grey otherwise.
    contested : bool
        Whether contested towns are marked.
    colours : Palette
        Colours of the mode.
    """
    colour = {item.id: colours.held if item.sovereign else colours.occupied for item in holders}
    items = [(item.label, "square", holder_fill(item.sovereign, colours), colours.muted) for item in holders]
    items += [
        (f"Changes hands, would be: {_lower(item.label)}", _HATCHED, "transparent", colour[item.id])
        for item in holders
        if item.id in marks
    ]
    if "dots" in marks:
        sign = (_DOTS, colours.unstated, "transparent") if dotted else ("square", unstated_fill(colours), colours.muted)
        items.append(("Not stated who would hold it", *sign))
    if line_label:
        items.append((line_label, _LINE, "transparent", colours.ink))
    if apart_label:
        items.append((apart_label, "square", blend(colours.occupied, colours.land, 0.2), colours.occupied))
    if contested:
        items.append(("Contested town", "circle", colours.background, colours.ink))
    return _legend(items)


def _legend(items: Sequence[tuple[str, str, str, str]]) -> alt.Chart:
    """Return the legend of items: label, shape, fill and stroke."""
    domain = [label for label, *_ in items]
    legend = alt.Legend(
        title=None,
        orient="bottom",
        symbolSize=170,
        symbolStrokeWidth=1.6,
        symbolOpacity=1,
        rowPadding=4,
        columnPadding=18,
        labelLimit=alt.ExprRef(expr="width < 480 ? width - 30 : 330"),
        columns=alt.ExprRef(expr="width < 480 ? 1 : width < 820 ? 2 : 3"),
    )

    def scale(place: int) -> alt.Scale:
        return alt.Scale(domain=domain, range=[item[place] for item in items])

    chart: alt.Chart = (
        alt.Chart(inline("legend", [{"item": domain[0]}]))
        .transform_filter("false")
        .mark_point(filled=True, opacity=1, aria=False)
        .encode(
            shape=alt.Shape("item:N", scale=scale(1), legend=legend),
            fill=alt.Fill("item:N", scale=scale(2), legend=legend),
            stroke=alt.Stroke("item:N", scale=scale(3), legend=legend),
        )
    )
    return chart


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
