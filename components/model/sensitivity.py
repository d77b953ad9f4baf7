"""What matters: how far each assumption moves an output, and how much of its spread goes back to each ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from components.model.memory import remembered
from components.model.pages import Design
from components.model.uncertain import Ground, grouped
from components.model.variance import indices

if TYPE_CHECKING:
    from components.model.output import Output
    from components.model.results import Results

ROUNDING = 1e-9
"""A smaller change of an output is rounding."""


@dataclass(frozen=True)
class Bar:
    """One assumption's part in the tornado.

    Attributes
    ----------
    assumption : str
        Its id.
    p10, p90 : float
        Where its slider is put: the ends of its band in force, in its own unit.
    at_p10, at_p90 : float
        The output's number there, all else as it stands.
    base : float
        The output's number now.
    """

    assumption: str
    p10: float
    p90: float
    at_p10: float
    at_p90: float
    base: float

    @property
    def swing(self) -> float:
        """Distance between the two ends, in the output's unit; NaN where neither has an end."""
        return abs(self.at_p90 - self.at_p10)


@remembered
def tornado(results: Results, output: Output) -> tuple[Bar, ...]:
    """Put each uncertain assumption's slider to p10 and p90 of its band, all else as it stands; greatest swing first.

    The draws stay the same (common random numbers), so each end is the number that the slider gives there.

    Parameters
    ----------
    results : Results
        Of the scenario in force.
    output : Output
        What is moved.

    Returns
    -------
    tuple of Bar
        Assumptions that the output does not depend on, and choices, are left out.
    """
    base = output.value(results)
    bars = []
    for key in output.uncertain(results):
        band = results.bands[key]
        at_p10, at_p90 = output.response(results, {key: np.array([band.p10, band.p90])})
        bars.append(Bar(key, band.p10, band.p90, float(at_p10), float(at_p90), base))
    # An endless duration has no swing to rank by; such bars come last.
    return tuple(sorted(bars, key=lambda bar: -bar.swing if np.isfinite(bar.swing) else np.inf))


def movers(results: Results, output: Output) -> tuple[Bar, ...]:
    """Return the bars of the assumptions whose bands move an output by more than a rounding, the strongest first."""
    # Two endless durations are equal, though their distance is no number.
    return tuple(bar for bar in tornado(results, output) if bar.at_p10 != bar.at_p90 and not bar.swing <= ROUNDING)


@dataclass(frozen=True)
class SobolIndex:
    """Share of an output's variance that a ground explains, with 95 % confidence intervals.

    Attributes
    ----------
    ground : Ground
        An assumption, a node's own level, or what an actor wants, weighs, expects and bears, on one basis.
    first, total : float
        Alone, and with its interactions.
    first_low, first_high, total_low, total_high : float
        Bootstrap intervals.
    """

    ground: Ground
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


@dataclass(frozen=True)
class Sobol:
    """Where an output's spread comes from.

    Attributes
    ----------
    indices : tuple of SobolIndex
        Greatest total first; empty where nothing makes the output uncertain, or it is not finite everywhere.
    as_if_independent : bool
        Whether the dossier correlates some of what it is computed from, which the indices leave out of account.
    """

    indices: tuple[SobolIndex, ...]
    as_if_independent: bool


@remembered
def sobol(results: Results, output: Output) -> Sobol:
    """First-order and total Sobol indices of an output over everything uncertain behind it.

    Parameters
    ----------
    results : Results
        Of the scenario in force.
    output : Output
        Whose spread is taken apart.
    """
    design = Design(results, output)
    together = any(item.r and set(item.of) <= set(design.quantities) for item in results.dossier.correlations)
    return Sobol(_indices(results, design), together)


def _indices(results: Results, design: Design) -> tuple[SobolIndex, ...]:
    groups = grouped(results.source, design.quantities)
    found = indices(design.pages(list(groups.values())), seed=results.seed) if groups else None
    if found is None:
        return ()
    if len(groups) == 1:
        return tuple(SobolIndex(ground, 1, 1, 1, 1, 1, 1) for ground in groups)
    columns = np.column_stack([found.first, found.first_interval, found.total, found.total_interval])
    rows = [SobolIndex(ground, *map(float, row)) for ground, row in zip(groups, columns, strict=True)]
    return tuple(sorted(rows, key=lambda row: -row.total))
