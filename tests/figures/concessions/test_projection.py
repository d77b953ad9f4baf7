from __future__ import annotations

import numpy as np
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from components.figures.concessions.projection_chart import EARTH_KM, MARGIN, MOVE, VIEW, Conic, Panel, view_params

STILL = {"zoom": 1, "dx": 0, "dy": 0}
"""Nobody has moved the map."""
CONIC = Conic((46, 50), -35.5, (31.3, 45.8, 40.3, 50.2))


def test_projection_is_the_one_of_proj() -> None:
    """Albers on a sphere with the same parallels and meridian."""
    proj = f"+proj=aea +lat_1=46 +lat_2=50 +lat_0=0 +lon_0=35.5 +R={EARTH_KM}"
    known = Transformer.from_crs(f"+proj=longlat +R={EARTH_KM}", proj, always_xy=True)
    lon, lat = np.array([31.3, 35.5, 40.3]), np.array([45.8, 48.0, 50.2])
    x, y = CONIC.project(lon, lat)
    expected = known.transform(lon, lat)
    assert x * EARTH_KM == pytest.approx(expected[0], abs=1e-6)
    assert y * EARTH_KM == pytest.approx(expected[1], abs=1e-6)


@given(
    width=st.floats(200, 2000),
    height=st.floats(150, 900),
    west=st.floats(20, 38),
    south=st.floats(44, 50),
    size=st.floats(0.5, 6),
)
def test_bounds_fit_every_panel_and_touch_it(
    width: float, height: float, west: float, south: float, size: float
) -> None:
    bounds = (west, south, west + size, south + size / 2)
    conic = Conic((46, 50), -35.5, bounds)
    x, y = conic.pixels(
        [bounds[0], bounds[2], bounds[0], bounds[2]], [bounds[1], bounds[1], bounds[3], bounds[3]], width, height
    )
    assert x.min() >= MARGIN - 1e-6
    assert x.max() <= width - MARGIN + 1e-6
    assert y.min() >= MARGIN - 1e-6
    assert y.max() <= height - MARGIN + 1e-6
    _, _, across, down = conic.frame()
    k = conic.scale(width, height)
    assert max(across * k / (width - 2 * MARGIN), down * k / (height - 2 * MARGIN)) == pytest.approx(1)


@pytest.mark.parametrize("width", [340, 1000])
def test_vega_draws_where_python_says(width: int) -> None:
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width,
        "height": 500,
        "padding": 0,
        "projection": CONIC.to_vega(Panel()).to_dict(),
        "params": [{"name": MOVE, "value": STILL}, *(param.to_dict() for param in view_params())],
        "layer": [
            {"data": {"name": VIEW, "values": [CONIC.row()]}, "mark": {"type": "text", "text": ""}},
            {
                "data": {"values": [{"lon": 37.8, "lat": 48.0}]},
                "mark": {"type": "text", "text": "here", "baseline": "alphabetic"},
                "encoding": {"longitude": {"field": "lon"}, "latitude": {"field": "lat"}},
            },
        ],
    }
    svg = vl_convert.vegalite_to_svg(spec)
    place = svg.split("translate(")[-1].split(")")[0]
    x, y = CONIC.pixels([37.8], [48.0], width, 500)
    assert [float(item) for item in place.split(",")] == pytest.approx([x[0], y[0]], abs=0.6)
