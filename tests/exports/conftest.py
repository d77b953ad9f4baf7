from __future__ import annotations

from collections.abc import Callable
from datetime import date

import altair as alt
import pandas as pd
import pytest

from components.drawing.colours import stripes
from components.drawing.theme import Mode, basis_shape, categorical, palette, themed
from components.exports import Stamp
from components.figures.core import Figure

MakeFigure = Callable[..., Figure]


def layered(mode: Mode) -> alt.LayerChart:
    """Marks, bands and rules over actors, as wide as its container."""
    colours = palette(mode)
    frame = pd.DataFrame(
        {
            "actor": ["Ruritania", "Freedonia", "Sylvania"],
            "position": [1200.0, 2400.0, 5100.5],
            "low": [800, 2000, 4000],
            "high": [2600, 3900, 6000],
            "basis": ["stated", "inferred", "analyst_judgement"],
        }
    )
    base = alt.Chart(frame).encode(y=alt.Y("actor:N", title=None))
    actors = categorical(list(frame["actor"]), mode)
    colour = alt.Scale(domain=list(actors), range=list(actors.values()))
    band = base.mark_bar(color=colours.band, height=6).encode(x=alt.X("low:Q", title="position (index)"), x2="high:Q")
    points = base.mark_point(size=120).encode(
        x="position:Q",
        color=alt.Color("actor:N", scale=colour, legend=None),
        shape=basis_shape(),
    )
    rule = alt.Chart(frame).mark_rule().encode(x=alt.X(datum=3000))
    chart = alt.layer(band, rule, points).properties(width="container", height=alt.Step(34))
    return themed(chart, mode)


def country_map(mode: Mode) -> alt.LayerChart:
    """Two squares side by side, one of them hatched."""
    squares = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": name},
                # Clockwise, as d3 wants the outer ring.
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[x, 46], [x, 49], [x + 3, 49], [x + 3, 46], [x, 46]]],
                },
            }
            for name, x in (("west", 30), ("east", 34))
        ],
    }
    ground = alt.Chart(alt.InlineData(values=squares, format=alt.DataFormat(property="features", type="json")))
    plain = ground.mark_geoshape()
    striped = stripes(palette(mode).held_fill, palette(mode).occupied)
    hatched = ground.mark_geoshape(fill=striped).transform_filter("datum.properties.name == 'east'")
    return themed(alt.layer(plain, hatched).project("mercator").properties(width="container", height=320), mode)


@pytest.fixture
def make_figure() -> MakeFigure:
    def make(mode: Mode = "light", chart: str = "layered", **changes: object) -> Figure:
        builder = {"layered": layered, "map": country_map}[chart]
        given = {
            "name": "actors_positions",
            "title": "Where the actors stand on the canal",
            "subtitle": "Position on a 0-100 index, 8 Aug 2025",
            "description": "Ruritania stands at 1200, Freedonia at 2400, Sylvania at 5100.5.",
            "chart": builder(mode),
            "table": pd.DataFrame({"actor": ["Ruritania", "=1+1"], "position (index)": [-12.5, 24.0]}),
        }
        return Figure(**(given | changes))  # type: ignore[arg-type]

    return make


@pytest.fixture
def stamp() -> Stamp:
    return Stamp(
        dossier="canal",
        figure="actors_positions",
        title="Where the actors stand on the canal",
        subtitle="Position on a 0-100 index, 8 Aug 2025",
        citation="A. Author, The Canal, 2025",
        as_of=date(2025, 8, 8),
        changes=("Leverage 35 → 55 index",),
        permalink="https://example.org/actors?leverage=55",
        notes=("Derived scores are not measurements.",),
    )
