"""A small chart to try the kit on, and what it says when drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd
import vl_convert

from components.drawing.layers import finished

FRAME = pd.DataFrame(
    {
        "row": ["a|Ruritania|Rur.", "b|Freedonia|Fre."],
        "low": [10.0, 30.0],
        "high": [40.0, 90.0],
        "text": ["ten to forty", "thirty to ninety"],
        "strong": [True, False],
    }
)


def placed() -> alt.Chart:
    return alt.Chart(FRAME).encode(y="row:N")


def valid(layers: Sequence[alt.Chart]) -> list[dict[str, Any]]:
    """Return the layers' specifications, checked against Vega-Lite's schema."""
    found: list[dict[str, Any]] = finished(layers, height=80, mode="light", description="words").to_dict()["layer"]
    return found


def drawn(chart: Any, width: int = 600) -> str:
    """Return the chart as SVG at a width in pixels."""
    return vl_convert.vegalite_to_svg(chart.to_dict() | {"width": width}, allowed_base_urls=[])
