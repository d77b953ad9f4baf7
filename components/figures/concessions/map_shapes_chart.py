"""The shapes of the map as rows, and the layers that draw them in one panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from components.drawing.colours import blend, stripes
from components.drawing.marks import tooltip
from components.figures.concessions.land_chart import Holder, apart_fill, holder_fill, strong, unstated_fill
from components.figures.concessions.projection_chart import scale_expr

if TYPE_CHECKING:
    from components.drawing.theme import Palette
    from components.figures.concessions.placing import Label
    from components.figures.concessions.projection_chart import Bounds, Panel

_Row = dict[str, Any]
_Key = tuple[str, str]

PART: Final = "part"
"""Selection of parts, in all panels at once, and the field that names each: region and side, see `part_name`."""
DOTS: Final = "dots"
"""What is drawn over a part for which nobody says who would hold it."""
TITLES: Final = {
    "region": "Region",
    "today": "Today",
    "then": "Under the option",
    "area": "Area",
    "share": "Share of the region",
    "people": "People",
}
"""What a tooltip says about a part, ready to read: the field, and what it is called."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one panel shows of each part, by (region, side).

    Attributes
    ----------
    titles : tuple of str
        Lines in the panel's corner; none where the figure's own title says it.
    then : mapping of (str, str) to str or None
        Side that would hold the part; ``None`` where that is not stated.
    words : mapping of (str, str) to mapping
        What its tooltip says, by the fields of `TITLES`.
    labels : sequence of Label
        In order of importance.
    """

    titles: tuple[str, ...]
    then: Mapping[_Key, str | None]
    words: Mapping[_Key, Mapping[str, str]]
    labels: Sequence[Label]

    def over(self, key: _Key) -> str:
        """Return what is drawn over a part: nothing, `DOTS`, or the id of the side it passes to."""
        then = self.then[key]
        if then is None:
            return DOTS
        return "" if then == key[1] else then


@dataclass(frozen=True, slots=True)
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


def part_name(region: str, side: str) -> str:
    """Return what names a part in the selection `PART`."""
    return f"{region}/{side}"


def shape_rows(panels: Sequence[Shown], ground: Ground, holders: Sequence[Holder], colours: Palette) -> list[_Row]:
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
            mark = "" if _key(item) in patterned else panel.over(_key(item))
            fields[f"fill{number}"] = _part_fill(sides[_key(item)[1]], mark, sides, colours)
            fields |= {f"{name}{number}": panel.words[_key(item)][name] for name in TITLES}
        rows.append(_feature(item, layer="part", **fields))
    for item in ground.pattern:
        if style := _pattern_style(item, panels, sides, colours):
            rows.append(_feature(item, layer=item["properties"]["pattern"], **style))
    rows += [
        _feature(item, layer="line", **{f"stroke{number}": colours.ink for number in range(len(panels))})
        for item in ground.line
    ]
    return rows


_GROUND: Final[Mapping[str, Callable[[Palette], _Row]]] = {
    "neighbour": lambda colours: {"fill": blend(colours.ink, colours.land, 0.07), "stroke": colours.background},
    "country": lambda colours: {"fill": colours.land, "stroke": blend(colours.ink, colours.land, 0.22)},
    "apart": lambda colours: {"fill": apart_fill(colours), "stroke": colours.occupied},
}


def _part_fill(holder: Holder, mark: str, sides: Mapping[str, Holder], colours: Palette) -> Any:
    """Return a part's fill: who holds it, and where no pattern was cut to it also what becomes of it."""
    fill = holder_fill(holder, colours)
    if mark == DOTS:
        return unstated_fill(colours)
    return stripes(fill, strong(sides[mark], colours)) if mark else fill


def _pattern_style(item: _Row, panels: Sequence[Shown], sides: Mapping[str, Holder], colours: Palette) -> _Row:
    """Return the colours of lines or dots in the panels that show them; they are transparent in the others."""
    style: _Row = {}
    for number, panel in enumerate(panels):
        over = panel.over(_key(item))
        if item["properties"]["pattern"] == DOTS:
            style |= {f"fill{number}": colours.unstated} if over == DOTS else {}
        elif over not in ("", DOTS):
            style[f"stroke{number}"] = strong(sides[over], colours)
    return style


def _key(item: _Row) -> _Key:
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


def shape_layers(number: int, frame: Panel, chosen: alt.Parameter, colours: Palette) -> list[alt.Chart]:
    """Return the layers of one panel, from the ground up; the selection hears clicks on the parts of each."""
    thickness = f"clamp({scale_expr(frame)} * 4.5e-4, 0.9, 1.8)"
    width = alt.ExprRef(f"datum.layer == 'line' ? 2.2 : {thickness}")
    common: dict[str, Any] = {"fill": alt.Fill("fill:N", scale=None), "stroke": alt.Stroke("stroke:N", scale=None)}
    fill, stroke = alt.Fill(f"fill{number}:N", scale=None), alt.Stroke(f"stroke{number}:N", scale=None)
    parts = _layer("datum.layer == 'part'", stroke=colours.muted, strokeWidth=0.8).encode(
        fill=fill,
        tooltip=tooltip(*((f"{name}{number}:N", title) for name, title in TITLES.items())),
        strokeWidth=alt.when(chosen).then(alt.value(2.5)).otherwise(alt.value(0.8)),
    )
    return [
        _layer("indexof(['sea', 'neighbour', 'country'], datum.layer) >= 0", strokeWidth=0.7).encode(**common),
        _layer("datum.layer == 'apart'", strokeDash=[4, 3]).encode(**common),
        # One selection for all panels.
        parts if number else parts.add_params(chosen),
        _layer("indexof(['hatch', 'dots', 'line'], datum.layer) >= 0", strokeWidth=width, strokeJoin="round").encode(
            fill=fill, stroke=stroke
        ),
    ]


def _layer(test: str, **style: Any) -> alt.Chart:
    layer: alt.Chart = alt.Chart().transform_filter(test).mark_geoshape(clip=True, aria=False, **style)
    return layer
