"""Probabilities by date: how they grow over the horizon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from components.model import network

if TYPE_CHECKING:
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
    wanted = {node.id for node in network.upstream(dossier, outputs)[0]}
    later = [node for node in network.downstream(dossier, horizon) if node.id in wanted]
    # A column of dates against the row of draws: whatever follows from the horizon comes at all dates at once.
    at_dates = {horizon: months[:, None]}
    modes = {key: np.array(value) for key, value in results.point.items()}
    sharp = network.run(dossier, modes | at_dates, results.scales, network.at_mode, later)
    spread = network.run(dossier, {**results.draws, **at_dates}, results.scales, results.anchor, later)
    result = []
    for key in outputs:
        draws = np.broadcast_to(spread[key], (points, results.scenario.draws))
        p10, p50, p90 = np.quantile(draws, [0.1, 0.5, 0.9], axis=1, method="inverted_cdf")
        point = np.broadcast_to(sharp[key], (points, 1))[:, 0]
        result.append(Fan(key, dates, point, p10, p50, p90))
    return tuple(result)
