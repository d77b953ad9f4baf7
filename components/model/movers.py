"""Which assumptions matter most to what stands in front, and what would change the answer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from components.model import network
from components.model.judgements import STILL, in_front
from components.model.memory import remembered
from components.model.number import shown
from components.model.outputs import NodeOutput
from components.model.thresholds import threshold

if TYPE_CHECKING:
    from components.dossier import Assumption
    from components.model.output import Output
    from components.model.results import Results

Floats = npt.NDArray[np.float64]

EVEN: Final = 0.5
"""The probability beyond which something is more likely than not."""


@dataclass(frozen=True)
class Driver:
    """An assumption and the outcome in front that its band moves most.

    Attributes
    ----------
    p10, p50, p90 : float
        Its band in force, in its own unit.
    at_p10, at_p90, base : float
        The outcome's number with the slider at p10 and p90, and now; all else as it stands.
    """

    assumption: Assumption
    output: Output
    p10: float
    p50: float
    p90: float
    at_p10: float
    at_p90: float
    base: float

    @property
    def swing(self) -> float:
        """Distance between the two ends, in the outcome's unit."""
        return abs(self.at_p90 - self.at_p10)


def drivers(results: Results, count: int = 3) -> tuple[Driver, ...]:
    """Return the assumptions whose bands move some outcome in front the most.

    Outcomes in one unit only are compared: probabilities, or else indices. For an outcome taken straight from an
    assumption that assumption is left out: it is the outcome itself.

    Parameters
    ----------
    results : Results
        Of the scenario in force.
    count : int
        Most assumptions to return, greatest swing first.
    """
    best: dict[str, Driver] = {}
    for sweep in _sweeps(results):
        for key in sweep.values:
            output = NodeOutput(results.dossier.node(key))
            if sweep.assumption.id == _taken_from(output):
                continue
            found = _driver(sweep, output)
            if found.swing > STILL and found.swing > _swing(best.get(sweep.assumption.id)):
                best[sweep.assumption.id] = found
    return tuple(sorted(best.values(), key=lambda driver: -driver.swing)[:count])


def driver(results: Results, assumption: Assumption, output: Output) -> Driver:
    """Return what an assumption's band does to an outcome that `drivers` named, here of another scenario."""
    return next(_driver(sweep, output) for sweep in _sweeps(results) if sweep.assumption.id == assumption.id)


def _driver(sweep: _Sweep, output: Output) -> Driver:
    p10, p50, p90 = (float(place) for place in sweep.at[1:4])
    _, at_p10, base, at_p90, _ = (float(value) for value in sweep.values[output.key])
    return Driver(sweep.assumption, output, p10, p50, p90, at_p10, at_p90, base)


def effects(results: Results) -> Mapping[str, Mapping[str, tuple[float, float]]]:
    """Return what each assumption's whole band does to the outcomes in front that share a unit.

    Parameters
    ----------
    results : Results
        Of the scenario in force.

    Returns
    -------
    mapping of str to mapping of str to (float, float)
        Assumption → outcome → the outcome's number with the slider at p10 and p90, all else as it stands; what an
        outcome does not depend on is left out.
    """
    return {
        sweep.assumption.id: {key: (float(value[1]), float(value[3])) for key, value in sweep.values.items()}
        for sweep in _sweeps(results)
    }


@dataclass(frozen=True)
class Turn:
    """What would carry a probability across even odds.

    Attributes
    ----------
    now : float
        The probability in force.
    assumption, value : Assumption and float, or None
        The one that does it with the least change for its band, and where; none where no single one can.
    p50 : float or None
        Where its slider stands.
    reach : float or None
        Where none does it: the probability that the one coming nearest gives.
    """

    output: Output
    now: float
    assumption: Assumption | None = None
    value: float | None = None
    p50: float | None = None
    reach: float | None = None


def turns(results: Results) -> tuple[Turn, ...]:
    """Return for every probability in front which single assumption would carry it across even odds.

    Each uncertain assumption is tried at the ends of its band and of its range, all else as it stands.
    """
    return tuple(_turn(results, output) for output in _comparable(results) if output.is_chance)


def _turn(results: Results, output: Output) -> Turn:
    now = output.value(results)
    sweeps = [sweep for sweep in _sweeps(results) if output.key in sweep.values]
    crossing = [sweep for sweep in sweeps if len(set(sweep.values[output.key] >= EVEN)) == 2]
    if crossing:
        # The nearest by what was tried; where exactly is worth computing for one alone.
        first = min(crossing, key=lambda sweep: _effort(results, sweep, output)).assumption
        value = threshold(results, output, first.id, EVEN).value
        return Turn(output, now, first, value, results.bands[first.id].p50)
    if not sweeps:
        return Turn(output, now)
    side = 1 if now < EVEN else -1
    return Turn(output, now, reach=side * max(float(np.max(side * sweep.values[output.key])) for sweep in sweeps))


@dataclass(frozen=True)
class _Sweep:
    """Numbers of nodes with one slider at its range's low end, at p10, where it stands, at p90, at the high end."""

    assumption: Assumption
    at: Floats
    values: Mapping[str, Floats]


@remembered
def _sweeps(results: Results) -> tuple[_Sweep, ...]:
    """Sweep each uncertain assumption behind what is compared; all nodes at once, as they share most of their way."""
    outputs = [output for output in _comparable(results) if isinstance(output, NodeOutput)]
    nodes, behind = network.upstream(results.dossier, [output.id for output in outputs])
    wanted = {node.id for node in nodes}
    found = []
    for item in results.dossier.assumptions:
        if item.id not in behind or item.is_choice:
            continue
        band, limits = results.bands[item.id], item.range
        at = np.array([limits.min, band.p10, band.p50, band.p90, limits.max])
        moved = [node for node in network.downstream(results.source, item.id) if node.id in wanted]
        reached = {node.id for node in moved}
        # Where it stands is known.
        others = results.at({item.id: np.delete(at, 2)})
        known = network.run(results.source, {**results.draws, **others}, moved)
        size = (4, results.scenario.draws)
        values = {}
        for output in outputs:
            if output.id in reached:
                # What an answer settles on the way stays as it is at every setting.
                ends = shown(np.broadcast_to(known[output.id], size), chance=output.is_chance)
                values[output.key] = np.array([*ends[:2], output.value(results), *ends[2:]])
        found.append(_Sweep(item, at, values))
    return tuple(found)


def _effort(results: Results, sweep: _Sweep, output: Output) -> float:
    """Return how far an outcome's crossing of even odds lies from where the slider stands, in widths of its band."""
    value = sweep.values[output.key]
    distance = math.inf
    for near, far in ((2, 1), (1, 0), (2, 3), (3, 4)):
        if (value[near] >= EVEN) != (value[far] >= EVEN):
            share = (EVEN - value[near]) / (value[far] - value[near])
            place = sweep.at[near] + share * (sweep.at[far] - sweep.at[near])
            distance = min(distance, abs(float(place - sweep.at[2])))
    limits = sweep.assumption.range
    return distance / (results.source_bands[sweep.assumption.id].width or limits.max - limits.min)


def _swing(driver: Driver | None) -> float:
    return driver.swing if driver else 0.0


def _taken_from(output: NodeOutput) -> str | None:
    """Return the assumption from which an outcome takes its anchor."""
    return next((item.id for item in output.node.inputs if item.key == "anchor"), None)


def _comparable(results: Results) -> tuple[Output, ...]:
    """Return the outcomes in front that share a unit, probabilities first."""
    # What is answered moves no more.
    chosen = [item for item in in_front(results.dossier) if item.key not in results.source.resolved]
    for kind in ("probability", "index 0–100"):
        found = tuple(item for item in chosen if item.unit == kind and math.isfinite(item.value(results)))
        if found:
            return found
    return ()
