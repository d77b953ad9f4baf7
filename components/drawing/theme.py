"""Colours, signs and type of every chart, the same on screen and in files.

The palette is Okabe and Ito's (2008), which readers with any colour vision can
tell apart. Each colour has one meaning: blue and vermilion are kept for who
holds land, the others go to actors. Nothing is coded red against green.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, Final, Literal, NamedTuple, TypeVar

import altair as alt

from components.drawing import quick
from components.wording import DATE_FORMAT, NUMBER_LOCALE

Mode = Literal["light", "dark"]
AnyChart = alt.Chart | alt.LayerChart
ChartT = TypeVar("ChartT", alt.Chart, alt.LayerChart)

# "Source Sans Pro" is the family in font-source-sans-pro (files), "Source Sans" the
# same design as Streamlit's own web font (screen). Its figures are tabular by default.
FONT: Final = "Source Sans Pro, Source Sans, sans-serif"


@dataclass(frozen=True)
class Palette:
    """Colours of one mode, as ``#RRGGBB``.

    Attributes
    ----------
    ink, muted : str
        Main and secondary text; at least 4.5:1 on ``background`` and ``surface``.
    grid : str
        Grid lines, frames and other lines that should recede.
    background, surface : str
        Page, and panels laid on it.
    held, held_fill : str
        Held by the sovereign side: strokes and marks, and areas.
    occupied, occupied_fill, occupied_pale : str
        Under occupation: strokes and marks, areas, and areas outside the question
        (drawn paler).
    unstated : str
        What the source leaves unstated (dots).
    sea, land : str
        Map ground.
    accent : str
        A result that belongs to no actor: weighted means, fans, medians.
    band, band_wide : str
        Uncertainty of the inputs, and with the model's error record added.
    warn : str
        Deadlines and other things to notice.
    """

    ink: str
    muted: str
    grid: str
    background: str
    surface: str
    held: str
    held_fill: str
    occupied: str
    occupied_fill: str
    occupied_pale: str
    unstated: str
    sea: str
    land: str
    accent: str
    band: str
    band_wide: str
    warn: str


quick.enable()

_PALETTES: Final[dict[Mode, Palette]] = {
    "light": Palette(
        ink="#1F2430",
        muted="#5B6472",
        grid="#E3E6EB",
        background="#FFFFFF",
        surface="#F4F6F8",
        held="#0072B2",
        held_fill="#CFE3F1",
        occupied="#D55E00",
        occupied_fill="#F9DCC8",
        occupied_pale="#FCEEE4",
        unstated="#6E7681",
        sea="#EAF1F6",
        land="#F5F3EE",
        accent="#3B4A6B",
        band="#B9C2D6",
        band_wide="#E1E5EE",
        warn="#8A6100",
    ),
    "dark": Palette(
        ink="#E8EAED",
        muted="#A6ADB8",
        grid="#2C333F",
        background="#0E1117",
        surface="#1A1F29",
        held="#3D9BD6",
        held_fill="#123A57",
        occupied="#E8702A",
        occupied_fill="#54290F",
        occupied_pale="#332013",
        unstated="#8B949E",
        sea="#131B25",
        land="#1E222A",
        accent="#A9B8DC",
        band="#465473",
        band_wide="#262E40",
        warn="#E6B85C",
    ),
}

# Okabe–Ito without the two colours of territory. On white, four of its colours fall
# below 3:1, so light mode takes darker shades of the same hues.
_ACTORS: Final[dict[Mode, tuple[str, ...]]] = {
    "light": ("#B97A00", "#009E73", "#B85F91", "#2F94CF", "#1F2430", "#8C8200"),
    "dark": ("#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#E8EAED", "#F0E442"),
}


class BasisSign(NamedTuple):
    """How the basis of a statement is shown: in text, as a Vega shape, in words."""

    sign: str
    shape: str
    label: str


# A circle with a hole, as a path in Vega's unit square: hollow wherever it is filled, legends included.
_RING: Final = "M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1ZM0,-.55A.55,.55,0,1,0,0,.55A.55,.55,0,1,0,0,-.55Z"

BASIS: Final[dict[str, BasisSign]] = {
    "stated": BasisSign("●", "circle", "stated"),
    "inferred": BasisSign("◆", "diamond", "inferred"),
    "outside_source": BasisSign("▲", "triangle-up", "outside source"),
    "analyst_judgement": BasisSign("○", _RING, "analyst judgement"),
}


def palette(mode: Mode) -> Palette:
    """Return the colours of light or dark mode."""
    return _PALETTES[mode]


def categorical(ids: Sequence[str], mode: Mode = "light") -> dict[str, str]:
    """Give each actor its colour, in the dossier's order.

    Parameters
    ----------
    ids : sequence of str
        Actor ids in the dossier's order, always the full list: an actor then keeps
        its colour on every page.
    mode : {"light", "dark"}
        Shades that reach 3:1 on that mode's background.

    Returns
    -------
    dict of str to str
        ``#RRGGBB`` by id; grey for those after the sixth, who need a direct label.
    """
    colours = chain(_ACTORS[mode], repeat(palette(mode).unstated))
    return dict(zip(ids, colours, strict=False))


def basis_shape(field: str = "basis", **legend: Any) -> alt.Shape:
    """Return the encoding that shows a basis by the shape of filled points, with its legend.

    Parameters
    ----------
    field : str
        Column that holds keys of `BASIS`.
    **legend
        Properties of the legend, such as ``orient``.
    """
    scale = alt.Scale(domain=list(BASIS), range=[basis.shape for basis in BASIS.values()])
    said = alt.Legend(title=None, labelExpr="replace(datum.label, '_', ' ')", **legend)
    return alt.Shape(f"{field}:N", scale=scale, legend=said)


def themed(chart: ChartT, mode: Mode) -> ChartT:
    """Return the chart with Parley's type, colours and number format.

    Parameters
    ----------
    chart : alt.Chart or alt.LayerChart
        A finished chart; a configuration it already has is replaced.
    mode : {"light", "dark"}
        Colours to take.
    """
    configured: ChartT = chart.copy(deep=False)
    # Assigned as a plain dictionary: `configure` would turn every entry into a schema object first.
    configured.config = config(mode)
    return configured


def spec(chart: AnyChart) -> dict[str, Any]:
    """Return the chart as a Vega-Lite specification, without validating it again.

    Validation against the schema takes longer than all the rest; the tests do it.
    """
    found: dict[str, Any] = chart.to_dict(validate=False)
    return found


def config(mode: Mode) -> dict[str, Any]:
    """Return Parley's Vega-Lite configuration, for charts that are made with it at once."""
    colours = palette(mode)
    label = {"labelFontSize": 12, "labelColor": colours.muted}
    heading = {"titleFontSize": 12, "titleFontWeight": 600, "titleColor": colours.ink}
    return {
        "font": FONT,
        "background": colours.background,
        "padding": 4,
        "locale": {"number": NUMBER_LOCALE},
        "timeFormat": DATE_FORMAT,
        "view": {"stroke": None},
        "axis": {
            **label,
            **heading,
            "domainColor": colours.grid,
            "gridColor": colours.grid,
            "gridWidth": 0.75,
            "tickColor": colours.grid,
            "tickSize": 4,
            "labelPadding": 6,
            "titlePadding": 8,
        },
        "axisY": {"domain": False, "ticks": False},
        "legend": {
            **label,
            **heading,
            "orient": "top",
            "symbolSize": 80,
            "symbolBaseFillColor": colours.muted,
            # Two columns on a phone, one row elsewhere.
            "columns": {"expr": "width < 420 ? 2 : 0"},
        },
        "title": {
            "anchor": "start",
            "frame": "group",
            "offset": 12,
            "fontSize": 18,
            "fontWeight": 600,
            "color": colours.ink,
            "subtitleFontSize": 13,
            "subtitleColor": colours.muted,
            "subtitlePadding": 4,
        },
        "text": {"color": colours.ink, "fontSize": 12},
        "rule": {"color": colours.muted},
        "point": {"color": colours.accent, "filled": True, "opacity": 1},
        "line": {"color": colours.accent},
        "bar": {"color": colours.accent},
        "area": {"color": colours.band},
        "tick": {"color": colours.accent},
        "geoshape": {"fill": colours.land, "stroke": colours.grid},
    }
