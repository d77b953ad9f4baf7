"""The map of who holds what, and of what an option would change, in one panel or two of the same scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import altair as alt

from components.drawing.theme import Mode, Palette, config, palette
from components.figures.concessions.land_chart import Holder, inline
from components.figures.concessions.map_labels_chart import label_rows, labels_on
from components.figures.concessions.map_legend_chart import map_legend, panel_title, scale_bar
from components.figures.concessions.map_moves_chart import below, divider, hand, move_params
from components.figures.concessions.map_shapes_chart import (
    LOOKS,
    PART,
    Ground,
    Shown,
    look_rows,
    shape_layers,
    shape_rows,
    uncut_looks,
)
from components.figures.concessions.projection_chart import VIEW, Conic, Panel, view_params

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHTS: Final = {1: 480, 2: 640}
"""Height in pixels, legend included, by the number of panels: on a phone two stand one below the other."""
_GAP: Final = 14
_STACKED: Final = "width < 620"


def map_chart(
    panels: Sequence[Shown],
    ground: Ground,
    *,
    conic: Conic,
    holders: Sequence[Holder],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return the map.

    Parameters
    ----------
    panels : sequence of Shown
        One, or two to compare.
    ground : Ground
        Geometry, exterior rings clockwise.
    conic : Conic
        Projection and the bounds that must be seen whole.
    holders : sequence of Holder
        Sides in the dossier's order.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    colours = palette(mode)
    frames, height = _frames(len(panels)), HEIGHTS[len(panels)]
    chosen = alt.selection_point(name=PART, fields=[PART], empty=False)
    uncut = uncut_looks(ground, holders, colours)
    marks: list[alt.Chart] = []
    texts: list[alt.Chart] = []
    for number, (panel, frame) in enumerate(zip(panels, frames, strict=True)):
        marks += shape_layers(number, frame, conic, uncut, chosen, colours)
        projection = conic.to_vega(frame)
        texts += divider(frame, mode)
        texts += [layer.properties(projection=projection) for layer in labels_on(f"labels{number}", frame, mode)]
        texts += panel_title(number, panel.titles, frame, mode)
    layers: list[alt.Chart | alt.LayerChart] = [
        alt.LayerChart(layer=marks, data=inline("shapes", shape_rows(ground, colours))),
        *_gap(len(panels), colours),
        *texts,
        *scale_bar(frames[0], mode),
        *hand(frames, mode),
        map_legend(ground, holders, colours, offset=below()),
    ]
    labels = {
        f"labels{number}": label_rows(panel.labels, conic, height, len(panel.titles))
        for number, panel in enumerate(panels)
    }
    drawn = alt.LayerChart(
        layer=layers,
        width="container",
        height=height,
        view=alt.ViewBackground(fill=colours.background, stroke=colours.grid),
        description=description,
        datasets={VIEW: [conic.row()], LOOKS: look_rows(panels, ground, holders, colours), **labels},
        config=config(mode),
    )
    # Beside the selection that the layers brought: `add_params` would hand these to one layer.
    drawn.params = [*(drawn.params if isinstance(drawn.params, list) else ()), *view_params(), *move_params()]
    return drawn


def _frames(count: int) -> tuple[Panel, ...]:
    if count == 1:
        return (Panel(),)
    width, height = f"({_STACKED} ? width : (width - {_GAP}) / 2)", f"({_STACKED} ? (height - {_GAP}) / 2 : height)"
    second = Panel(f"{_STACKED} ? 0 : (width + {_GAP}) / 2", f"{_STACKED} ? (height + {_GAP}) / 2 : 0", width, height)
    return Panel("0", "0", width, height), second


def _gap(panels: int, colours: Palette) -> list[alt.Chart]:
    if panels == 1:
        return []
    edges = {
        "x": f"{_STACKED} ? 0 : (width - {_GAP}) / 2",
        "x2": f"{_STACKED} ? width : (width + {_GAP}) / 2",
        "y": f"{_STACKED} ? (height - {_GAP}) / 2 : 0",
        "y2": f"{_STACKED} ? (height + {_GAP}) / 2 : height",
    }
    places = {name: alt.value(alt.ExprRef(expr)) for name, expr in edges.items()}
    strip = alt.Chart(inline("gap", [{}])).mark_rect(fill=colours.background, stroke=None, opacity=1, aria=False)
    return [strip.encode(**places)]
