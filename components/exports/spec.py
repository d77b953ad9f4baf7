"""The Vega-Lite specification that leaves the app."""

from __future__ import annotations

import json
from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING, Any

from components.drawing.theme import Mode, palette
from components.exports.typeset import BOLD, REGULAR, printable, wrap

if TYPE_CHECKING:
    from components.drawing.theme import AnyChart
    from components.exports.stamp import Stamp
    from components.figures.core import Figure

Spec = dict[str, Any]

WIDTH = 960
"""Width of an exported picture in pixels, before scaling."""


def mode_of(spec: Spec) -> Mode:
    """Return the mode the chart was themed in."""
    background = spec.get("config", {}).get("background")
    return "dark" if background == palette("dark").background else "light"


def spec_of(figure: Figure) -> Spec:
    """Return the chart's specification, fit for the converter.

    Characters that XML cannot hold are left out: on meeting one in a label the
    converter ends the whole process instead of raising.
    """
    return printable_spec(figure.chart)


def printable_spec(chart: AnyChart) -> Spec:
    """Return a chart's specification without characters XML cannot hold."""
    # Each part was validated when it was made; to check the whole once more takes most of an export's time.
    spec: Spec = _printable(chart.to_dict(validate=False))
    return spec


def fitted(spec: Spec) -> Spec:
    """Return the specification so that axes and legends count towards its container's width."""
    if spec.get("width") != "container":
        return spec
    return spec | {"autosize": {"type": "fit-x", "contains": "padding"}}


def sized(spec: Spec, width: int) -> Spec:
    """Return the specification for a container of a known width.

    Parameters
    ----------
    spec : dict
        A single-view Vega-Lite specification.
    width : int
        Pixels from edge to edge; a chart that has its own width keeps it.
    """
    return fitted(spec) | {"width": width} if spec.get("width") == "container" else spec


def vega_lite(figure: Figure, stamp: Stamp) -> bytes:
    """Return the figure as Vega-Lite JSON, with its title drawn and its stamp in ``usermeta``."""
    spec = sized(spec_of(figure), WIDTH)
    spec["title"] = {
        "text": wrap(figure.title, WIDTH, 18, BOLD),
        "subtitle": wrap(figure.subtitle, WIDTH, 13, REGULAR),
    }
    spec["description"] = figure.description
    spec["usermeta"] = asdict(stamp) | {
        "as_of": stamp.as_of.isoformat(),
        "permalink": stamp.link,
        "stamp": stamp.lines(),
    }
    return json.dumps(_printable(spec), ensure_ascii=False, allow_nan=False).encode()


def _printable(value: Any) -> Any:
    match value:
        case str():
            return printable(value)
        case dict():
            return {_printable(key): _printable(item) for key, item in value.items()}
        case list() | tuple():
            return [_printable(item) for item in value]
        case float() if not isfinite(value):
            # JSON has no such number; Vega takes null for missing.
            return None
        case _:
            return value
