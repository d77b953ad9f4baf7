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
    from components.figures.concessions.projection_chart import Bounds, Conic, Panel

_Row = dict[str, Any]
_Key = tuple[str, str]

PART: Final = "part"
"""Selection of parts, in all panels at once, and the field that names each: region and side, see `part_name`."""
LOOKS: Final = "looks"
"""Data set of `look_rows`: another option is other data, and the chart is not made anew."""
SWIPE: Final = "swipe"
"""Parameter: how much of the map, in per cent from the left, shows today instead of the option."""
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
    apart_label, line_label, contested_label : str
        Their names in the legend; empty where there is nothing to name.
    """

    context: Sequence[_Row]
    parts: Sequence[_Row]
    line: Sequence[_Row]
    pattern: Sequence[_Row]
    extent: Bounds
    apart_label: str
    line_label: str
    contested_label: str


def part_name(region: str, side: str) -> str:
    """Return what names a part in the selection `PART`."""
    return f"{region}/{side}"


def shape_rows(ground: Ground, colours: Palette) -> list[_Row]:
    """Return all shapes as flat features in the order of painting, whatever option is shown."""
    rows = [_sea(ground.extent, colours)]
    rows += [
        _feature(item, layer=item["properties"]["kind"], **_GROUND[item["properties"]["kind"]](colours))
        for item in ground.context
    ]
    rows += [_feature(item, layer="part", **{PART: part_name(*_key(item))}) for item in ground.parts]
    rows += [
        _feature(item, layer=item["properties"]["pattern"], **{PART: part_name(*_key(item))}) for item in ground.pattern
    ]
    return rows + [_feature(item, layer="line") for item in ground.line]


def look_rows(panels: Sequence[Shown], ground: Ground, holders: Sequence[Holder], colours: Palette) -> list[_Row]:
    """Return what the option shown makes of each part, a row a part; what differs by panel stands in numbered fields.

    ``fill`` is today's, ``hatch`` and ``dots`` the colours of the pattern over it: transparent where there is none.
    ``over`` says what becomes of a part to which no pattern was cut.
    """
    patterned = {_key(item) for item in ground.pattern}
    sides = {item.id: item for item in holders}
    rows: list[_Row] = []
    for key in dict.fromkeys(_key(item) for item in ground.parts):
        row: _Row = {PART: part_name(*key), "fill": holder_fill(sides[key[1]], colours)}
        for number, panel in enumerate(panels):
            mark, cut = panel.over(key), key in patterned
            row |= {
                f"over{number}": "" if cut else mark,
                f"hatch{number}": strong(sides[mark], colours) if cut and mark in sides else "transparent",
                f"dots{number}": colours.unstated if cut and mark == DOTS else "transparent",
            }
            row |= {f"{name}{number}": panel.words[key][name] for name in TITLES}
        rows.append(row)
    return rows


def uncut_looks(ground: Ground, holders: Sequence[Holder], colours: Palette) -> dict[str, Any]:
    """Return what stands in for a pattern where none was cut to a part: stripes by who would hold it, or grey."""
    if {_key(item) for item in ground.pattern} >= {_key(item) for item in ground.parts}:
        return {}
    return {DOTS: unstated_fill(colours)} | {item.id: stripes("transparent", strong(item, colours)) for item in holders}


_GROUND: Final[Mapping[str, Callable[[Palette], _Row]]] = {
    "neighbour": lambda colours: {"fill": blend(colours.ink, colours.land, 0.07), "stroke": colours.background},
    "country": lambda colours: {"fill": colours.land, "stroke": blend(colours.ink, colours.land, 0.22)},
    "apart": lambda colours: {"fill": apart_fill(colours), "stroke": colours.occupied},
}


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


def shape_layers(
    number: int,
    frame: Panel,
    conic: Conic,
    uncut: Mapping[str, Any],
    chosen: alt.Parameter,
    colours: Palette,
) -> list[alt.Chart]:
    """Return the layers of one panel, from the ground up; the selection hears clicks on the parts of each.

    What the option changes is drawn to the right of the swipe only; to its left the land shows as it is held today.
    ``uncut`` comes from `uncut_looks`.
    """
    whole = conic.to_vega(frame)
    swiped = conic.to_vega(frame, left=f"({frame.width}) * {SWIPE} / 100")
    thickness = alt.ExprRef(f"clamp({scale_expr(frame)} * 4.5e-4, 0.9, 1.8)")
    common = {"fill": _own("fill"), "stroke": alt.Stroke("stroke:N", scale=None)}
    hit = _layer("datum.layer == 'part'", whole, stroke=colours.muted, fill="transparent").encode(
        tooltip=tooltip(*((f"{name}{number}:N", title) for name, title in TITLES.items())),
        strokeWidth=alt.when(chosen).then(alt.value(2.5)).otherwise(alt.value(0.8)),
    )
    hit = _looked_up(hit, *(f"{name}{number}" for name in TITLES))
    hatch, dots = f"hatch{number}", f"dots{number}"
    drawn = [
        _looked_up(_layer("datum.layer == 'part'", whole), "fill").encode(fill=_own("fill")),
        *(
            _looked_up(_layer("datum.layer == 'part'", swiped, fill=fill), f"over{number}").transform_filter(
                f"datum.over{number} == '{mark}'"
            )
            for mark, fill in uncut.items()
        ),
        _looked_up(_layer("datum.layer == 'hatch'", swiped, strokeWidth=thickness), hatch).encode(
            stroke=alt.Stroke(f"{hatch}:N", scale=None)
        ),
        _looked_up(_layer("datum.layer == 'dots'", swiped), dots).encode(fill=_own(dots)),
    ]
    return [
        _layer("indexof(['sea', 'neighbour', 'country'], datum.layer) >= 0", whole, strokeWidth=0.7).encode(**common),
        _layer("datum.layer == 'apart'", whole, strokeDash=[4, 3]).encode(**common),
        *drawn,
        _layer("datum.layer == 'line'", whole, stroke=colours.ink, strokeWidth=2.2, strokeJoin="round"),
        # One selection for all panels.
        hit if number else hit.add_params(chosen),
    ]


def _own(field: str) -> alt.Fill:
    """Return the encoding of a field that holds the fill itself."""
    return alt.Fill(f"{field}:N", scale=None)


def _layer(test: str, projection: alt.Projection, **style: Any) -> alt.Chart:
    style = {"fill": "transparent", "stroke": "transparent"} | style
    layer: alt.Chart = alt.Chart().transform_filter(test).mark_geoshape(clip=True, aria=False, **style)
    return layer.properties(projection=projection)


def _looked_up(layer: alt.Chart, *fields: str) -> alt.Chart:
    """Return the layer with what `look_rows` say of each part."""
    found: alt.Chart = layer.transform_lookup(
        lookup=PART, from_=alt.LookupData(data=alt.NamedData(LOOKS), key=PART, fields=list(fields))
    )
    return found
