"""Outcomes by date: how they grow over the horizon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from components.dossier.nodes import Measure
from components.model import network
from components.model.number import quantiles, shown
from components.model.rates import DAYS_PER_MONTH

if TYPE_CHECKING:
    from components.model.results import Results

Floats = npt.NDArray[np.float64]

POINTS: Final = 25
"""Dates along a fan, the as-of day and the horizon included."""


@dataclass(frozen=True)
class Fan:
    """One output by date.

    Attributes
    ----------
    output : str
        Id of the node.
    dates : tuple of date
        From the as-of day to the horizon.
    value : array (dates,)
        Its number, were the horizon that day; at the end the one shown everywhere.
    p10, p50, p90 : array (dates,)
        Of the same draws.
    """

    output: str
    dates: tuple[dt.date, ...]
    value: Floats
    p10: Floats
    p50: Floats
    p90: Floats


def fans(results: Results, outputs: Sequence[str], points: int = POINTS) -> tuple[Fan, ...]:
    """Return each output by date over the horizon in force.

    Parameters
    ----------
    results : Results
        Of the scenario in force.
    outputs : sequence of str
        Nodes; one that does not depend on the dossier's horizon is flat.
    points : int
        Number of dates, even over the horizon; a date announced for an output adds itself and the day before it.

    Raises
    ------
    ValueError
        If the dossier names no horizon.
    """
    dossier = results.dossier
    horizon = dossier.header.horizon
    if horizon is None:
        raise ValueError("the dossier names no horizon; set horizon in dossier.yaml to an assumption in months")
    months = _months(results, np.linspace(0, results.bands[horizon].p50, points), outputs)
    dates = tuple(results.day + dt.timedelta(days=round(float(month) * DAYS_PER_MONTH)) for month in months)
    wanted = {node.id for node in network.upstream(dossier, outputs)[0]}
    later = [node for node in network.downstream(results.source, horizon) if node.id in wanted]
    known = network.run(results.source, {**results.draws, **results.at({horizon: months})}, later)
    result = []
    for key in outputs:
        draws = np.broadcast_to(known[key], (len(months), results.scenario.draws))
        value = shown(draws, chance=dossier.node(key).measure is Measure.PROBABILITY)
        result.append(Fan(key, dates, value, *quantiles(draws)))
    return tuple(result)


def _months(results: Results, even: Floats, outputs: Sequence[str]) -> Floats:
    """Return months from the as-of day: even ones, and where a date announced makes a step both sides of it."""
    behind = {node.id for node in network.upstream(results.dossier, outputs)[0]}
    dates = [item.on for key, items in results.source.scheduled.items() if key in behind for item in items]
    steps = [(date - results.day).days - before for date in dates for before in (1, 0)]
    inside = [step / DAYS_PER_MONTH for step in steps if 0 < step / DAYS_PER_MONTH < even[-1]]
    return np.unique(np.concatenate([even, inside]))


def horizon_end(results: Results) -> dt.date | None:
    """Return the day on which the horizon in force ends; none where the dossier names none."""
    horizon = results.dossier.header.horizon
    if horizon is None:
        return None
    return results.day + dt.timedelta(days=round(results.bands[horizon].p50 * DAYS_PER_MONTH))
