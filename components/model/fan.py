"""Probabilities by date: how they grow over the horizon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.dossier.mechanism import Node, inputs
from components.dossier.types import Band
from components.model import network
from components.model.results import Results

Floats = npt.NDArray[np.float64]

DAYS_PER_MONTH = 365.25 / 12
POINTS = 25
"""Dates along a fan, the as-of day and the horizon included."""


@dataclass(frozen=True)
class Fan:
    """One output by date.

    Attributes
    ----------
    dates : tuple of date
        From the as-of day to the horizon.
    point, p10, p50, p90 : array (dates,)
        Probability by that day.
    """

    output: str
    dates: tuple[dt.date, ...]
    point: Floats
    p10: Floats
    p50: Floats
    p90: Floats


def fans(results: Results, outputs: Sequence[str], points: int = POINTS) -> tuple[Fan, ...]:
    """Return each output by date over the horizon in force.

    Parameters
    ----------
    results : Results
        Its scenario's horizon mode is the end; the horizon's own band does not enter, as the date is given.
    outputs : sequence of str
        Nodes that depend on the dossier's horizon.
    points : int
        Number of dates.

    Raises
    ------
    ValueError
        If the dossier names no horizon.
    """
    dossier = results.dossier
    horizon = dossier.header.horizon
    if horizon is None:
        raise ValueError("the dossier names no horizon; set horizon in dossier.yaml to an assumption in months")
    months = np.linspace(0, results.bands[horizon].mode, points)
    dates = tuple(results.day + dt.timedelta(days=round(float(month) * DAYS_PER_MONTH)) for month in months)
    later = _downstream(dossier.nodes, horizon)
    size = results.scenario.draws

    def drawn(node: Node, band: Band) -> Floats:
        return results.columns.triangular(f"node:{node.id}", band)

    point = {key: np.empty(points) for key in outputs}
    draws = {key: np.empty((points, size)) for key in outputs}
    for number, month in enumerate(months):
        at_modes = {key: np.array([value]) for key, value in results.point.items()} | {horizon: np.array([month])}
        sharp = network.rerun(dossier, later, at_modes, results.scales, lambda _, band: np.array([band.mode]))
        spread = network.rerun(
            dossier, later, dict(results.draws) | {horizon: np.full(size, month)}, results.scales, drawn
        )
        for key in outputs:
            point[key][number] = sharp[key].item()
            draws[key][number] = spread[key]
    result = []
    for key in outputs:
        p10, p50, p90 = np.quantile(draws[key], [0.1, 0.5, 0.9], axis=1)
        result.append(Fan(key, dates, point[key], p10, p50, p90))
    return tuple(result)


def _downstream(nodes: Sequence[Node], start: str) -> tuple[Node, ...]:
    """Return the nodes that depend on something, in order."""
    reached = {start}
    found = []
    for node in nodes:
        if any(key in reached for _, key in inputs(node)):
            reached.add(node.id)
            found.append(node)
    return tuple(found)
