"""The map of who holds what, and of what an option would change, in one panel or two of the same scale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from components.drawing.colours import blend, stripes
from components.drawing.theme import Mode, Palette, palette, themed
from components.figures.concessions.land_chart import Holder, holder_fill, inline, unstated_fill
from components.figures.concessions.map_legend_chart import map_legend
from components.figures.concessions.map_texts_chart import label_rows, labels_on, panel_title, scale_bar
from components.figures.concessions.projection_chart import VIEW, Bounds, Conic, Panel, scale_expr, view_params

if TYPE_CHECKING:
    from components.figures.concessions.map_labels import Label

HEIGHT: Final = 560
"""Height of the map in pixels, at every width."""
_GAP: Final = 14
_STACKED: Final = "width < 620"

_Row = dict[str, Any]

FIELDS: Final = ("region", "today", "then", "area", "share", "people")
"""What a tooltip says about a part, ready to read."""
TITLES: Final = ("Region", "Today", "Under the option", "Area", "Share of the region", "People")
PART: Final = "part"
"""Selection of parts, in all panels at once, and the field that names each: region and side, see `part_name`."""


@dataclass(frozen=True)
class Shown:
    """What one panel shows of each part, by (region, side).

    Attributes
    ----------
    titles : tuple of str
        Lines in the panel's corner; none where the figure's own title says it.
    then : mapping of (str, str) to str or None
        Side that would hold the part; ``None`` where that is not stated.
    words : mapping of (str, str) to mapping
        `FIELDS` and what they say.
    labels : sequence of Label
        In order of importance.
    """

    titles: tuple[str, ...]
    then: Mapping[tuple[str, str], str | None]
    words: Mapping[tuple[str, str], Mapping[str, str]]
    labels: Sequence[Label]


@dataclass(frozen=True)
class Ground:
    """Shapes under every panel, as GeoJSON features.

    Attributes
    ----------
    context, parts, line, pattern : sequence of dict
        Surroundings; parts with ``region`` and ``side``; the line between them; lines (``hatch``)
        and points (``dots``) cut to each part.
    extent : (float, float, float, float)
        West, south, east, north of the geometry; beyond it the page shows, lest it be taken for sea.
    apart_label, line_label : str
        Their names in the legend; empty where there is nothing to name.
    """

    context: Sequence[_Row]
    parts: Sequence[_Row]
    line: Sequence[_Row]
    pattern: Sequence[_Row]
    extent: Bounds
    apart_label: str
    line_label: str


def concessions_map(
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
    frames = _frames(len(panels))
    shapes = inline("shapes", _rows(panels, ground, holders, colours))
    chosen = alt.selection_point(name=PART, fields=[PART], empty=False)
    edge = alt.when(chosen).then(alt.value(2.5)).otherwise(alt.value(0.8))
    marks: list[alt.Chart] = []
    texts: list[alt.Chart] = []
    for number, (panel, frame) in enumerate(zip(panels, frames, strict=True)):
        projection = conic.to_vega(frame)
        thickness = f"clamp({scale_expr(frame)} * 4.5e-4, 0.9, 1.8)"
        found = _shapes(number, thickness, colours)
        found[_PARTS] = found[_PARTS].encode(strokeWidth=edge)
        if number == 0:
            # One selection for all panels: it hears clicks on the parts of each.
            found[_PARTS] = found[_PARTS].add_params(chosen)
        marks += [layer.properties(projection=projection) for layer in found]
        texts += [layer.properties(projection=projection) for layer in labels_on(f"labels{number}", frame, colours)]
        texts += panel_title(number, panel.titles, frame, colours)
    layers: list[alt.Chart | alt.LayerChart] = [
        alt.LayerChart(layer=marks, data=shapes),
        *_gap(len(panels), colours),
        *texts,
        *scale_bar(frames[0], colours),
        map_legend(
            {_mark(panel, key) for panel in panels for key in panel.then},
            holders,
            line_label=ground.line_label,
            apart_label=ground.apart_label,
            dotted=bool(ground.pattern),
            contested=any(label.kind == "contested" for panel in panels for label in panel.labels),
            colours=colours,
        ),
    ]
    labels = {
        f"labels{number}": label_rows(panel.labels, conic, HEIGHT, len(panel.titles))
        for number, panel in enumerate(panels)
    }
    sized = alt.LayerChart(layer=layers).properties(
        width="container",
        height=HEIGHT,
        view=alt.ViewBackground(fill=colours.background, stroke=colours.grid),
        description=description,
        datasets={VIEW: [conic.row()], **labels},
    )
    # Beside the selection that the layers brought: `add_params` would hand these to one layer.
    sized.params = [*(sized.params if isinstance(sized.params, list) else ()), *view_params()]
    return themed(sized, mode)


def part_name(region: str, side: str) -> str:
    """Return what names a part in the selection `PART`."""
    return f"{region}/{side}"


def _frames(count: int) -> tuple[Panel, ...]:
    if count == 1:
        return (Panel(),)
    width, height = f"({_STACKED} ? width : (width - {_GAP}) / 2)", f"({_STACKED} ? (height - {_GAP}) / 2 : height)"
    second = Panel(f"{_STACKED} ? 0 : (width + {_GAP}) / 2", f"{_STACKED} ? (height + {_GAP}) / 2 : 0", width, height)
    return Panel("0", "0", width, height), second


def _rows(panels: Sequence[Shown], ground: Ground, holders: Sequence[Holder], colours: Palette) -> list[_Row]:
    """Return all shapes as flat features in the order of painting; what differs by panel stands in numbered fields."""
    rows = [_sea(ground.extent, colours)]
    rows += [
        _feature(item, layer=item["properties"]["kind"], **_GROUND[item["properties"]["kind"]](colours))
        for item in ground.context
    ]
    patterned = {_key(item) for item in ground.pattern}
    sides = {item.id: item for item in holders}
    for item in ground.parts:
        fields: _Row = {PART: part_name(*_key(item))}
        for number, panel in enumerate(panels):
            mark = "" if _key(item) in patterned else _mark(panel, _key(item))
            fields[f"fill{number}"] = _part_fill(sides[_key(item)[1]], mark, sides, colours)
            fields |= {f"{name}{number}": panel.words[_key(item)][name] for name in FIELDS}
        rows.append(_feature(item, layer="part", **fields))
    for item in ground.pattern:
        pattern, uses = item["properties"]["pattern"], [_mark(panel, _key(item)) for panel in panels]
        shown = [use == "dots" if pattern == "dots" else use not in ("", "dots") for use in uses]
        if any(shown):
            rows.append(_feature(item, layer=pattern, **_pattern_style(pattern, uses, shown, sides, colours)))
    rows += [
        _feature(item, layer="line", **{f"stroke{number}": colours.ink for number in range(len(panels))})
        for item in ground.line
    ]
    return rows


_GROUND: Final[Mapping[str, Callable[[Palette], _Row]]] = {
    "neighbour": lambda colours: {"fill": blend(colours.ink, colours.land, 0.07), "stroke": colours.background},
    "country": lambda colours: {"fill": colours.land, "stroke": blend(colours.ink, colours.land, 0.22)},
    "apart": lambda colours: {"fill": blend(colours.occupied, colours.land, 0.2), "stroke": colours.occupied},
}


def _part_fill(holder: Holder, mark: str, sides: Mapping[str, Holder], colours: Palette) -> Any:
    """Return a part's fill: who holds it, and where no pattern was cut to it also what becomes of it."""
    fill = holder_fill(holder.sovereign, colours)
    if mark == "dots":
        return unstated_fill(colours)
    return stripes(fill, _stroke(sides[mark], colours)) if mark else fill


def _pattern_style(
    pattern: str, uses: Sequence[str], shown: Sequence[bool], sides: Mapping[str, Holder], colours: Palette
) -> _Row:
    """Return the colours of lines or dots by panel; those not shown in a panel are transparent there."""
    style: _Row = {}
    for number, (use, drawn) in enumerate(zip(uses, shown, strict=True)):
        if drawn:
            style |= (
                {f"fill{number}": colours.unstated}
                if pattern == "dots"
                else {f"stroke{number}": _stroke(sides[use], colours)}
            )
    return style


def _stroke(holder: Holder, colours: Palette) -> str:
    return colours.held if holder.sovereign else colours.occupied


def _key(item: _Row) -> tuple[str, str]:
    return item["properties"]["region"], item["properties"]["side"]


def _sea(extent: Bounds, colours: Palette) -> _Row:
    """Return the rectangle under all land, clockwise as d3 wants it, its edges along the parallels."""
    west, south, east, north = extent
    steps = [i / 20 for i in range(21)]
    ring = [[west + (east - west) * t, north] for t in steps]
    ring += [[east + (west - east) * t, south] for t in steps]
    shape = {"geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}}
    return _feature(shape, layer="sea", fill=colours.sea)


def _feature(item: _Row, **fields: Any) -> _Row:
    return {"type": "Feature", "geometry": item["geometry"], **fields}


def _mark(panel: Shown, key: tuple[str, str]) -> str:
    """Return what is drawn over a part: nothing, ``dots``, or the id of the side it passes to."""
    then = panel.then[key]
    if then is None:
        return "dots"
    return "" if then == key[1] else then


_PARTS: Final = 2
"""Place of the parts among the layers of a panel."""


def _shapes(number: int, thickness: str, colours: Palette) -> list[alt.Chart]:
    """Return the layers of one panel, from the ground up."""
    words = [alt.Tooltip(f"{name}{number}:N", title=title) for name, title in zip(FIELDS, TITLES, strict=True)]
    width = alt.ExprRef(expr=f"datum.layer == 'line' ? 2.2 : {thickness}")
    fill, stroke = alt.Fill(f"fill{number}:N", scale=None), alt.Stroke(f"stroke{number}:N", scale=None)
    return [
        _layer("indexof(['sea', 'neighbour', 'country'], datum.layer) >= 0", strokeWidth=0.7).encode(
            fill=alt.Fill("fill:N", scale=None), stroke=alt.Stroke("stroke:N", scale=None)
        ),
        _layer("datum.layer == 'apart'", strokeDash=[4, 3]).encode(
            fill=alt.Fill("fill:N", scale=None), stroke=alt.Stroke("stroke:N", scale=None)
        ),
        _layer("datum.layer == 'part'", stroke=colours.muted, strokeWidth=0.8).encode(fill=fill, tooltip=words),
        _layer("indexof(['hatch', 'dots', 'line'], datum.layer) >= 0", strokeWidth=width, strokeJoin="round").encode(
            fill=fill, stroke=stroke
        ),
    ]


def _layer(test: str, **style: Any) -> alt.Chart:
    layer: alt.Chart = alt.Chart().transform_filter(test).mark_geoshape(clip=True, aria=False, **style)
    return layer


def _gap(panels: int, colours: Palette) -> list[alt.Chart]:
    if panels == 1:
        return []
    edges = {
        "x": f"{_STACKED} ? 0 : (width - {_GAP}) / 2",
        "x2": f"{_STACKED} ? width : (width + {_GAP}) / 2",
        "y": f"{_STACKED} ? (height - {_GAP}) / 2 : 0",
        "y2": f"{_STACKED} ? (height + {_GAP}) / 2 : height",
    }
    places = {name: alt.value(alt.ExprRef(expr=expr)) for name, expr in edges.items()}
    strip = alt.Chart(inline("gap", [{}])).mark_rect(fill=colours.background, stroke=None, opacity=1, aria=False)
    return [strip.encode(**places)]
