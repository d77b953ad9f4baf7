"""Figure: an output over two assumptions, with the line on which it takes one value."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from components import wording
from components.figures.assumptions.deal_space_chart import Cell, Piece, deal_space_chart
from components.figures.assumptions.marks_chart import Axis, Place
from components.figures.assumptions.options import OUTPUT, TARGET, X, Y, pair_of, target_of
from components.figures.assumptions.words import REST, axis_title, grounds, offered, subtitle, told
from components.figures.core import Figure, figure
from components.model.outputs import output_of
from components.model.thresholds import DealSpace, deal_space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.dossier import Assumption
    from components.figures.context import Context

_POINTS: Final = (0.0, 20.0, 40.0, 60.0, 80.0)
_YEARS: Final = (0.0, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)

FEW: Final = 3
"""Likelihoods that must occur to be told apart by colour; else steps of per cents are."""
_CHANCES: Final = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99)

Point = tuple[float, float]


@figure("deal_space", page="assumptions", needs=("assumptions",), options=(OUTPUT, X, Y, TARGET))
def deal_space_figure(context: Context, *, output: str, x: str, y: str, target: str) -> Figure:
    """Deal space: an output over two assumptions, with the line on which it takes one value."""
    pair = pair_of(context, output, x, y)
    first, second = (context.dossier.assumption(key) for key in pair)
    asked = output_of(context.dossier, output)
    goal = target_of(context, output, target)
    name, label = offered(context.dossier)[output], wording.quantity(goal, asked.unit, exact=True)
    found = deal_space(context.results, asked, *pair)
    line = contour(found, goal)
    over = f"“{name}” over “{first.label}” and “{second.label}”"
    description = f"{over}: {_described(found, (first, second), asked.unit, goal, label)}."
    classes = classes_of(asked.unit, found.value.ravel().tolist(), context.dossier.header.words)
    return Figure(
        name="deal_space",
        title=over,
        subtitle=subtitle(context, output, f"Line: {label}; the rest as now"),
        description=description,
        chart=deal_space_chart(
            _cells(context, found, (first, second), asked.unit, classes),
            line,
            _named(context, found),
            across=_axis(first, found.x),
            up=_axis(second, found.y),
            classes=classes.names,
            line_text=label,
            mode=context.mode,
            description=description,
        ),
        table=pd.DataFrame(
            {
                f"{first.label} ({first.unit})": np.tile(found.x, len(found.y)),
                f"{second.label} ({second.unit})": np.repeat(found.y, len(found.x)),
                f"{name} ({asked.unit})": found.value.ravel(),
            }
        ),
        refs=grounds(context, pair),
        notes=(*(() if line else (f"{_no_line(found, label, goal)}.",)), REST),
    )


def _no_line(found: DealSpace, label: str, goal: float) -> str:
    reached = float(found.value.min()) >= goal
    return f"Every combination keeps it at or above {label}" if reached else f"No combination reaches {label}"


def _described(found: DealSpace, pair: tuple[Assumption, Assumption], unit: str, goal: float, label: str) -> str:
    """Return the output at the corners, and how much of the space reaches the goal."""
    corners = [
        f"{wording.quantity(float(found.value[row, column]), unit)} at "
        f"{pair[0].said(float(found.x[column]))} and "
        f"{pair[1].said(float(found.y[row]))}"
        for row, column in ((0, 0), (0, -1), (-1, 0), (-1, -1))
    ]
    share = float(np.mean(found.value >= goal))
    reach = f"{wording.share(share)} of the space reaches {label}" if 0 < share < 1 else _no_line(found, label, goal)
    return f"{'; '.join(corners)}. {reach}"


def contour(surface: DealSpace, level: float) -> list[Piece]:
    """Return the pieces of the line on which a surface takes a value (marching squares, linear between points).

    Parameters
    ----------
    surface : DealSpace
        Values over a grid.
    level : float
        In the surface's unit.

    Returns
    -------
    list of Piece
        Empty where the surface never crosses the value.
    """
    pieces: list[Piece] = []
    for row, (low, high) in enumerate(pairwise(surface.y)):
        for column, (left, right) in enumerate(pairwise(surface.x)):
            corners = [
                ((left, low), surface.value[row, column]),
                ((right, low), surface.value[row, column + 1]),
                ((right, high), surface.value[row + 1, column + 1]),
                ((left, high), surface.value[row + 1, column]),
            ]
            crossed = [
                _between(*first, *second, level)
                for first, second in pairwise([*corners, corners[0]])
                if (first[1] >= level) != (second[1] >= level)
            ]
            # Four crossings: a saddle, whose two pieces are cut apart in the order of the corners.
            pieces += [
                Piece(*crossed[place], *crossed[place + 1])
                for place in range(0, len(crossed), 2)
                if crossed[place] != crossed[place + 1]
            ]
    return pieces


def _between(first: Point, value: float, second: Point, other: float, level: float) -> Point:
    """Return where the edge between two corners takes the level; its middle where a corner is endless."""
    share = 0.5 if not np.isfinite(value) or not np.isfinite(other) else (level - value) / (other - value)
    return (
        float(first[0] + share * (second[0] - first[0])),
        float(first[1] + share * (second[1] - first[1])),
    )


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


def classes_of(unit: str, values: Sequence[float], yardstick: wording.Yardstick) -> Classes:
    """Return the classes of an output: probability words or per cents, twenty points, years, or fifths."""
    if unit == "probability":
        bands = wording.LIKELIHOODS[yardstick]
        names = tuple(f"{band.word} ({wording.chances(band.low, band.high)})" for band in bands)
        words = Classes(names, (0.0, *(band.low for band in bands[1:])))
        if 0 < len({words.of(value) for value in values}) < FEW:
            # What is certain belongs to the last step.
            low, high = min(*values, _CHANCES[-1]), max(values)
            steps = [ends for ends in pairwise((*_CHANCES, 1.0)) if ends[1] > low and ends[0] <= high]
            return Classes(tuple(wording.shares(*ends) for ends in steps), tuple(start for start, _ in steps))
        return words
    if unit.startswith("index"):
        return Classes((*_spans(_POINTS), "80–100"), _POINTS)
    begins = _YEARS if unit in ("years", "months") else _fifths(values)
    decimals = _decimals(begins)
    return Classes((*_spans(begins, decimals), f"{wording.number(begins[-1], decimals)} or more"), begins)


def _fifths(values: Sequence[float]) -> tuple[float, ...]:
    finite = [value for value in values if math.isfinite(value)] or [0.0]
    # What differs by less than a billionth is one value.
    return tuple(np.unique(np.linspace(min(finite), max(finite), 6)[:-1].round(9)).tolist())


def _decimals(begins: Sequence[float]) -> int:
    """Return with how many decimals no two classes are called the same."""
    if len(begins) < 2:
        return 2
    return max(-math.floor(math.log10(begins[1] - begins[0])), 0)


def _spans(begins: Sequence[float], decimals: int = 0) -> list[str]:
    joint = " to " if begins[0] < 0 else "–"
    return [joint.join(wording.number(end, decimals) for end in ends) for ends in pairwise(begins)]


def _axis(item: Assumption, points: np.ndarray) -> Axis:
    return Axis(axis_title(item), float(points[0]), float(points[-1]), wording.is_percent(item.unit))


def _cells(
    context: Context, found: DealSpace, pair: tuple[Assumption, Assumption], unit: str, classes: Classes
) -> list[Cell]:
    """Return a cell around each point of the grid."""
    across, up = (
        [(*ends, item.said(float(point))) for point, ends in zip(points, _edges(points), strict=True)]
        for points, item in zip((found.x, found.y), pair, strict=True)
    )
    return [
        Cell(x, x2, y, y2, classes.of(value), f"{x_text}, {y_text}: {told(context, value, unit)}")
        for (y, y2, y_text), row in zip(up, found.value.tolist(), strict=True)
        for (x, x2, x_text), value in zip(across, row, strict=True)
    ]


def _edges(points: np.ndarray) -> list[tuple[float, float]]:
    between = (points[1:] + points[:-1]) / 2
    return list(pairwise(map(float, (points[0], *between, points[-1]))))


def _named(context: Context, found: DealSpace) -> list[Place]:
    """Return where the two assumptions stand now, and where the source has them if that is elsewhere."""
    now, source = (
        (bands[found.x_assumption].p50, bands[found.y_assumption].p50)
        for bands in (context.results.bands, context.results.source_bands)
    )
    if now == source:
        return [Place(*now, "now", "now, as in the source")]
    return [Place(*now, "now", "now"), Place(*source, "source", "source")]
