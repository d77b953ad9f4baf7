"""Figure: what one assumption would have to be for an output to reach a value."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from components import wording
from components.drawing.layers import nothing
from components.figures.assumptions.marks_chart import Axis, Place
from components.figures.assumptions.options import ASSUMPTION, OUTPUT, TARGET, assumption_of, target_of
from components.figures.assumptions.threshold_chart import Point, threshold_chart
from components.figures.assumptions.words import REST, axis_title, offered, subtitle, told
from components.figures.core import Figure, figure
from components.model.outputs import output_of
from components.model.reach import reach
from components.model.thresholds import Threshold, threshold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.dossier import Assumption
    from components.drawing.theme import AnyChart
    from components.figures.context import Context
    from components.model.output import Output

_SAME: Final = 1e-6
"""Share of an assumption's range within which two of its values are one."""


@figure("threshold", page="assumptions", needs=("assumptions",), options=(OUTPUT, ASSUMPTION, TARGET))
def threshold_figure(context: Context, *, output: str, assumption: str, target: str) -> Figure:
    """Threshold: what one assumption would have to be for an output to reach a value."""
    item = context.dossier.assumption(assumption_of(context, output, assumption))
    asked = output_of(context.dossier, output)
    name = offered(context.dossier)[output]
    found = threshold(context.results, asked, item.id, target_of(context, output, target))
    said = would_have_to(context, output, found)
    band = context.results.source_bands[item.id]
    spread = item.said_band(band.p10, band.p90)
    description = f"{said}. The source's {'band' if band.width else 'value'} of “{item.label}” is {spread}."
    # An endless duration has no place on the axis; the curve ends there.
    curve = [
        Point(
            float(x),
            float(y),
            f"{item.said(float(x))}: {told(context, float(y), asked.unit)}",
        )
        for x, y in zip(found.x, found.y, strict=True)
        if math.isfinite(y)
    ]
    if curve:
        drawn = _drawn(context, found, curve, asked, description)
    else:
        drawn = nothing(f"“{name}” never comes to an end.", mode=context.mode, description=description)
    return Figure(
        name="threshold",
        title=said,
        subtitle=subtitle(context, output, f"“{name}” over the range of “{item.label}”, the rest as now"),
        description=description,
        chart=drawn,
        table=pd.DataFrame({f"{item.label} ({item.unit})": found.x, f"{name} ({asked.unit})": found.y}),
        refs=item.refs,
        notes=(REST, *(("Grey line: with all else at the source’s values.",) if context.before else ())),
    )


def would_have_to(context: Context, output: str, found: Threshold) -> str:
    """Return what one assumption would have to be for an output to reach a target, or that no value does it."""
    dossier, unit = context.dossier, output_of(context.dossier, output).unit
    item, name = dossier.assumption(found.assumption), offered(dossier)[output]
    target = wording.quantity(found.target, unit, exact=True)
    if found.value is None:
        return _out_of_reach(found, item, name, target, unit)
    median = context.results.bands[item.id].p50
    now, value = (item.said(number) for number in (median, found.value))
    if abs(found.value - median) <= _SAME * (item.range.max - item.range.min):
        still = f"“{item.name}” is {'at least' if found.rises else 'at most'} {now}"
        return f"“{name}” stands at {target} now, and at or above it while {still}"
    rises = found.value > median
    if value == now:
        value = f"just {'above' if rises else 'below'} {value}"
    # The output rises through the target beyond a crossing, or falls through it on the way back.
    verb = f"reaches {target} once" if found.rises == rises else f"stays at {target} or above until"
    moves = "rises" if rises else "falls"
    return f"“{name}” {verb} “{item.name}” {moves} from {now} to {value}"


def _out_of_reach(found: Threshold, item: Assumption, name: str, target: str, unit: str) -> str:
    whole = f"“{item.name}” from {item.said(item.range.min)} to {item.said(item.range.max)}"
    low, high = float(min(found.y)), float(max(found.y))
    if low >= found.target:
        return f"Whatever {whole}, “{name}” stays at {target} or above"
    least, most = wording.quantity(low, unit), wording.quantity(high, unit)
    runs = f"it stays at {least}" if least == most else f"it runs from {least} to {most}"
    return f"No value of {whole} brings “{name}” to {target}: {runs}"


def _drawn(context: Context, found: Threshold, curve: Sequence[Point], asked: Output, description: str) -> AnyChart:
    item, unit = context.dossier.assumption(found.assumption), asked.unit
    band = context.results.source_bands[item.id]
    ghost = _ghost(context, found, asked)
    values = [*(point.y for point in curve), *(y for _, y in ghost)]
    bounded = wording.is_percent(unit) or unit.startswith("index")
    held = [value for value in reach(context.results, asked) if math.isfinite(value)] if bounded else []
    return threshold_chart(
        curve,
        _named(found, context.results.bands[item.id].p50, item.unit, unit),
        ghost=ghost,
        across=Axis(axis_title(item), float(found.x[0]), float(found.x[-1]), wording.is_percent(item.unit)),
        up=_axis([*values, *held], found.target, unit),
        band=(band.p10, band.p90),
        band_text="source’s band" if band.width else "source’s value",
        target=found.target,
        target_text=wording.quantity(found.target, unit, exact=True),
        mode=context.mode,
        description=description,
    )


def _ghost(context: Context, found: Threshold, asked: Output) -> list[tuple[float, float]]:
    """Return the curve while all else stands at the source's values; none where it is the same."""
    if context.before is None:
        return []
    source = threshold(context.before, asked, found.assumption, found.target)
    if np.array_equal(found.x, source.x) and np.allclose(found.y, source.y):
        return []
    return [(float(x), float(y)) for x, y in zip(source.x, source.y, strict=True) if math.isfinite(y)]


def _named(found: Threshold, now: float, x_unit: str, y_unit: str) -> list[Place]:
    """Return the points to name: where the output stands, and where it crosses the target."""
    level = float(np.interp(now, found.x, found.y))
    points = [Place(now, level, "now", f"now {wording.quantity(level, y_unit)}")] if math.isfinite(level) else []
    if found.value is not None:
        at = f"at {wording.quantity(found.value, x_unit)}"
        points.append(Place(found.value, found.target, "crossing", at))
    return points


def _axis(values: Sequence[float], target: float, unit: str) -> Axis:
    """Return the output's axis: the curve and the target, from 0 where they begin near it."""
    low, high = min(*values, target), max(*values, target)
    room = 0.1 * (high - low) or 1.0
    percent = wording.is_percent(unit)
    low = 0.0 if 0 <= low < 0.5 * high else max(low - room, 0.0)
    return Axis(unit, low, min(high + room, 1.0) if percent else high + room, percent)
