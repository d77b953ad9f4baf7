"""Conic equal-area projection whose scale follows the chart's width and the reader's zoom, as d3-geo computes it."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, pi, radians, sin, sqrt
from typing import Final

import altair as alt
import numpy as np
import numpy.typing as npt

EARTH_KM: Final = 6371.0
"""Mean radius: one unit of the projection at scale 1."""
MARGIN: Final = 10
"""Pixels left free around the bounds."""

VIEW: Final = "view"
"""Data set of one row, `Conic.row`: another view is other data, and the chart is not made anew."""

MOVE: Final = "map_move"
"""Parameter that holds how far the reader has zoomed (1: the bounds fit) and dragged, in pixels."""

Floats = npt.NDArray[np.float64]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Panel:
    """A rectangle of the chart, as Vega expressions of ``width`` and ``height``."""

    left: str = "0"
    top: str = "0"
    width: str = "width"
    height: str = "height"

    def x(self, pixels: str) -> str:
        """Return a horizontal place counted from the panel's left edge."""
        return f"({self.left}) + ({pixels})"

    def y(self, pixels: str) -> str:
        """Return a vertical place counted from the panel's top edge."""
        return f"({self.top}) + ({pixels})"


@dataclass(frozen=True, slots=True)
class Conic:
    """A projection with two standard parallels and a central meridian, fitted to bounds.

    Attributes
    ----------
    parallels : (float, float)
        Degrees north.
    rotate : float
        Minus the central meridian, in degrees.
    bounds : (float, float, float, float)
        West, south, east, north in degrees: what must be seen whole at any width.
    """

    parallels: tuple[float, float]
    rotate: float
    bounds: Bounds

    def project(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Return places at scale 1, x to the east and y to the north."""
        first, second = (radians(item) for item in self.parallels)
        # The short way round, as d3 does it.
        turned = np.mod(np.radians(np.asarray(lon, dtype=float) + self.rotate) + pi, 2 * pi) - pi
        phi = np.radians(np.asarray(lat, dtype=float))
        n = (sin(first) + sin(second)) / 2
        if abs(n) < 1e-6:
            return turned * cos(first), np.sin(phi) / cos(first)
        c = 1 + sin(first) * (2 * n - sin(first))
        r = np.sqrt(c - 2 * n * np.sin(phi)) / n
        return r * np.sin(n * turned), sqrt(c) / n - r * np.cos(n * turned)

    def frame(self) -> tuple[float, float, float, float]:
        """Return the middle and the extent of the bounds at scale 1: x, y, width, height."""
        west, south, east, north = self.bounds
        lon, lat = np.linspace(west, east, 25), np.linspace(south, north, 25)
        x, y = self.project(
            np.r_[lon, lon, lat * 0 + west, lat * 0 + east], np.r_[lon * 0 + south, lon * 0 + north, lat, lat]
        )
        return (
            float(x.max() + x.min()) / 2,
            float(y.max() + y.min()) / 2,
            float(np.ptp(x)),
            float(np.ptp(y)),
        )

    def scale(self, width: float, height: float) -> float:
        """Return the scale at which the bounds fit a panel of this size in pixels."""
        _, _, across, down = self.frame()
        return min((width - 2 * MARGIN) / across, (height - 2 * MARGIN) / down)

    def pixels(self, lon: npt.ArrayLike, lat: npt.ArrayLike, width: float, height: float) -> tuple[Floats, Floats]:
        """Return places in pixels from a panel's upper left corner."""
        x, y = self.project(lon, lat)
        middle_x, middle_y, _, _ = self.frame()
        k = self.scale(width, height)
        return width / 2 + k * (x - middle_x), height / 2 - k * (y - middle_y)

    def row(self) -> dict[str, float]:
        """Return what the data set `VIEW` holds: the frame."""
        x, y, across, down = self.frame()
        return {"x": x, "y": y, "across": across, "down": down}

    def to_vega(self, panel: Panel, *, left: str = "0") -> alt.Projection:
        """Return the projection for a panel: it follows width, view and zoom, and keeps to the panel.

        Parameters
        ----------
        panel : Panel
            Where the map is drawn.
        left : str
            Pixels from the panel's left edge, as an expression, up to which nothing is drawn.
        """
        k = scale_expr(panel)
        right, bottom = panel.x(panel.width), panel.y(panel.height)
        return alt.Projection(
            type="conicEqualArea",
            parallels=list(self.parallels),
            rotate=[self.rotate, 0, 0],
            center=[0, 0],
            pointRadius=alt.ExprRef(expr=f"clamp({k} * 4e-4, 0.8, 2)"),
            scale=alt.ExprRef(k),
            translate=alt.ExprRef(
                expr=f"[{panel.x(panel.width)} - ({panel.width}) / 2 - {k} * view_x + {MOVE}.dx, "
                f"{panel.y(panel.height)} - ({panel.height}) / 2 + {k} * view_y + {MOVE}.dy]"
            ),
            clipExtent=alt.ExprRef(expr=f"[[{panel.x(left)}, {panel.top}], [{right}, {bottom}]]"),
        )

    def bar_km(self) -> int:
        """Return a round length for the scale bar, about a sixth of the bounds."""
        _, _, across, down = self.frame()
        sixth = hypot(across, down) * EARTH_KM / 6
        return max((km for km in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if km <= sixth), default=1)


def scale_expr(panel: Panel) -> str:
    """Return :meth:`Conic.scale` times the zoom as a Vega expression of the chart's size and `view_params`."""
    fitted = f"min(({panel.width} - {2 * MARGIN}) / view_across, ({panel.height} - {2 * MARGIN}) / view_down)"
    return f"{MOVE}.zoom * {fitted}"


def view_params() -> list[alt.VariableParameter]:
    """Return Vega parameters that follow the row in `VIEW`, the zoom, and the length of the scale bar in km."""
    found = [
        alt.VariableParameter(name=f"view_{name}", expr=f"data('{VIEW}')[0].{name}")
        for name in ("x", "y", "across", "down")
    ]
    sixth = f"sqrt(pow(view_across, 2) + pow(view_down, 2)) * {EARTH_KM / 6:g} / {MOVE}.zoom"
    power = "pow(10, floor(log(bar_sixth) / LN10))"
    return [
        *found,
        alt.VariableParameter(name="bar_sixth", expr=sixth),
        alt.VariableParameter(
            name="bar_km", expr=f"{power} * (bar_sixth >= 5 * {power} ? 5 : bar_sixth >= 2 * {power} ? 2 : 1)"
        ),
    ]
