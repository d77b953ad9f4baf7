"""Figures: what would have to be true for an output to reach a value, along one assumption and over two."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from components.figures.assumptions import space_chart as chart
from components.figures.assumptions.contour import contour
from components.figures.assumptions.marks_chart import statement
from components.figures.assumptions.options import ASSUMPTION, OUTPUT, TARGET, X, Y, assumption_of, pair_of, target_of
from components.figures.assumptions.words import (
    axis_title,
    is_percent,
    offered,
    percent_text,
    span_text,
    subtitle,
    told,
    value_text,
    would_have_to,
)
from components.figures.core import Context, Figure, figure
from components.model import words
from components.model.outputs import output_of
from components.model.thresholds import DealSpace, Threshold, deal_space, threshold

if TYPE_CHECKING:
    from collections.abc import Sequence

_POINTS: Final = (0.0, 20.0, 40.0, 60.0, 80.0)
_YEARS: Final = (0.0, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
REST: Final = "All other assumptions stand at their present values; chances are points, without their bands."


@figure("threshold", page="assumptions", needs=("assumptions",), options=(OUTPUT, ASSUMPTION, TARGET))
def threshold_figure(context: Context, *, output: str, assumption: str, target: str) -> Figure:
    """Threshold: what one assumption would have to be for an output to reach a value."""
    item = context.dossier.assumption(assumption_of(context, output, assumption))
    asked = output_of(context.dossier, output)
    measure, name = asked.unit, offered(context.dossier)[output]
    goal = target_of(context, output, target)
    found = threshold(context.results, asked, item.id, goal)
    said = would_have_to(context, output, found)
    band, now = context.results.source_bands[item.id], context.results.bands[item.id].mode
    # An endless duration has no place on the axis; the curve ends there.
    finite = np.isfinite(found.y)
    table = pd.DataFrame({f"{item.label} ({item.unit})": found.x, f"{name} ({measure})": found.y})
    description = f"{said}. The source's band of “{item.label}” is {span_text(band.low, band.high, item.unit)}."
    if not finite.any():
        drawn = statement(f"“{name}” never comes to an end.", mode=context.mode, description=description)
    else:
        curve = pd.DataFrame({"x": found.x, "y": found.y})[finite]
        curve["tooltip"] = [
            f"{value_text(x, item.unit)}: {told(y, measure)}" for x, y in zip(curve["x"], curve["y"], strict=True)
        ]
        drawn = chart.threshold(
            curve,
            _marks(found, now, item.unit, measure),
            band=(band.low, band.high),
            band_text="source’s band" if band.width else "source’s value",
            target=goal,
            target_text=value_text(goal, measure),
            domain=_domain(curve["y"], goal, measure),
            titles=(axis_title(item), measure),
            percent=(is_percent(item.unit), is_percent(measure)),
            mode=context.mode,
            description=description,
        )
    return Figure(
        name="threshold",
        title=said,
        subtitle=subtitle(context, output, f"“{name}” over the range of “{item.label}”, the rest as now"),
        description=description,
        chart=drawn,
        table=table,
        refs=item.refs,
        notes=(REST,),
    )


def _marks(found: Threshold, now: float, x_unit: str, y_unit: str) -> pd.DataFrame:
    """Return the points to name: where the output stands, and where it crosses the target."""
    level = float(np.interp(now, found.x, found.y))
    points = [(now, level, "now", f"now {value_text(level, y_unit)}")]
    if found.value is not None:
        points.append((found.value, found.target, "crossing", f"at {value_text(found.value, x_unit)}"))
    middle = (found.x[0] + found.x[-1]) / 2
    rows = [
        {"x": x, "y": y, "kind": kind, "text": text, "side": "left" if x > middle else "right"}
        for x, y, kind, text in points
        if math.isfinite(y)
    ]
    return pd.DataFrame(rows, columns=["x", "y", "kind", "text", "side"])


def _domain(y: pd.Series[float], target: float, measure: str) -> tuple[float, float]:
    """Return the ends of the output's axis: the curve and the target, from 0 where they begin near it."""
    low, high = min(float(y.min()), target), max(float(y.max()), target)
    room = 0.1 * (high - low) or 1.0
    top = min(high + room, 1.0) if is_percent(measure) else high + room
    return (0.0 if 0 <= low < 0.5 * high else max(low - room, 0.0)), top


@dataclass(frozen=True)
class Classes:
    """Classes of an output's values: their names, and where each begins."""

    names: tuple[str, ...]
    begins: tuple[float, ...]

    def of(self, value: float) -> str:
        """Return the class of a value."""
        if math.isinf(value):
            return self.names[-1]
        # 0.55 computed as 0.5499999999999999 belongs with 0.55.
        return self.names[max(int(np.searchsorted(self.begins, round(value, 9), side="right")) - 1, 0)]


def classes_of(measure: str, values: Sequence[float]) -> Classes:
    """Return the classes of an output: ICD 203 words, twenty points, years, or fifths of what occurs."""
    if measure == "probability":
        begins = tuple(band.low for band in words.BANDS)
        names = tuple(f"{band.word} ({100 * band.low:.0f}–{100 * band.high:.0f} %)" for band in words.BANDS)
        return Classes(names, (0.0, *begins[1:]))
    begins = _POINTS if measure.startswith("index") else _YEARS
    if measure not in ("years", "months") and not measure.startswith("index"):
        finite = [value for value in values if math.isfinite(value)] or [0.0]
        begins = tuple(float(value) for value in np.unique(np.linspace(min(finite), max(finite), 6)[:-1]))
    ends = [*(f"{begin:.3g}–{end:.3g}" for begin, end in itertools.pairwise(begins)), f"{begins[-1]:.3g} or more"]
    if measure.startswith("index"):
        ends[-1] = "80–100"
    return Classes(tuple(ends), begins)


@figure("deal_space", page="assumptions", needs=("assumptions",), options=(OUTPUT, X, Y, TARGET))
def deal_space_figure(context: Context, *, output: str, x: str, y: str, target: str) -> Figure:
    """Deal space: an output over two assumptions, with the line on which it takes one value."""
    across, up = pair_of(context, output, x, y)
    asked = output_of(context.dossier, output)
    measure, goal = asked.unit, target_of(context, output, target)
    items = [context.dossier.assumption(key) for key in (across, up)]
    name, label = offered(context.dossier)[output], value_text(goal, measure)
    found = deal_space(context.results, asked, across, up)
    line = contour(found, goal)
    description = _told_space(context, found, name, measure, goal)
    classes = classes_of(measure, found.value.ravel().tolist())
    grid = _grid(found, (items[0].unit, items[1].unit), measure, classes)
    return Figure(
        name="deal_space",
        title=f"“{name}” over “{items[0].label}” and “{items[1].label}”",
        subtitle=subtitle(context, output, f"Line: {label}; the rest as now"),
        description=description,
        chart=chart.deal_space(
            grid,
            line,
            _places(context, found),
            classes=classes.names,
            line_text=label if len(line) else "",
            titles=(axis_title(items[0]), axis_title(items[1])),
            percent=(is_percent(items[0].unit), is_percent(items[1].unit)),
            mode=context.mode,
            description=description,
        ),
        table=pd.DataFrame(
            {
                f"{items[0].label} ({items[0].unit})": np.tile(found.x, len(found.y)),
                f"{items[1].label} ({items[1].unit})": np.repeat(found.y, len(found.x)),
                f"{name} ({measure})": found.value.ravel(),
            }
        ),
        refs=tuple(dict.fromkeys([*items[0].refs, *items[1].refs])),
        notes=(*(() if len(line) else (_no_line(found, label, goal),)), REST),
    )


def _no_line(found: DealSpace, label: str, goal: float) -> str:
    reached = float(found.value.min()) >= goal
    return f"Every combination keeps it at or above {label}." if reached else f"No combination reaches {label}."


def _told_space(context: Context, found: DealSpace, name: str, measure: str, goal: float) -> str:
    first, second = (context.dossier.assumption(key) for key in (found.x_assumption, found.y_assumption))
    corners = [
        f"{value_text(float(found.value[row, column]), measure)} at {value_text(float(found.x[column]), first.unit)} "
        f"and {value_text(float(found.y[row]), second.unit)}"
        for row, column in ((0, 0), (0, -1), (-1, 0), (-1, -1))
    ]
    share = float(np.mean(found.value >= goal))
    reach = f"{percent_text(share)} of the space reaches {value_text(goal, measure)}"
    if share in (0, 1):
        reach = _no_line(found, value_text(goal, measure), goal).rstrip(".")
    return f"“{name}” over “{first.label}” and “{second.label}”: {'; '.join(corners)}. {reach}."


def _grid(found: DealSpace, units: tuple[str, str], measure: str, classes: Classes) -> pd.DataFrame:
    """Return a cell around each point of the grid."""
    (x, x2), (y, y2) = (_edges(found.x), _edges(found.y))
    rows = [
        {
            "x": x[column],
            "x2": x2[column],
            "y": y[row],
            "y2": y2[row],
            "part": classes.of(float(found.value[row, column])),
            "tooltip": (
                f"{value_text(float(found.x[column]), units[0])}, {value_text(float(found.y[row]), units[1])}: "
                f"{told(float(found.value[row, column]), measure)}"
            ),
        }
        for row in range(len(found.y))
        for column in range(len(found.x))
    ]
    return pd.DataFrame(rows)


def _edges(points: np.ndarray) -> tuple[list[float], list[float]]:
    between = (points[1:] + points[:-1]) / 2
    return [float(points[0]), *map(float, between)], [*map(float, between), float(points[-1])]


def _places(context: Context, found: DealSpace) -> pd.DataFrame:
    """Return where the two assumptions stand now, and where the source has them if that is elsewhere."""
    keys = (found.x_assumption, found.y_assumption)
    now, source = (
        tuple(bands[key].mode for key in keys) for bands in (context.results.bands, context.results.source_bands)
    )
    places = [("now", now)] if now == source else [("now", now), ("source", source)]
    text = "now, as in the source" if now == source else "now"
    middle = (found.x[0] + found.x[-1]) / 2
    return pd.DataFrame(
        [
            {
                "x": x,
                "y": y,
                "kind": kind,
                "text": text if kind == "now" else "source",
                "side": "left" if x > middle else "right",
            }
            for kind, (x, y) in places
        ]
    )
