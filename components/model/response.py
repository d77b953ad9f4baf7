"""How one output answers to assumptions: the function behind tornado, Sobol, threshold and deal space."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from components.dossier import Dossier, Option
from components.dossier.mechanism import (
    DurationNode,
    MeanYearsNode,
    Node,
    RateNode,
    YearlyNode,
)
from components.dossier.types import Band
from components.model import bargaining, network, packages
from components.model.results import Results

Floats = npt.NDArray[np.float64]

ISSUE, PACKAGE = "issue.", "package."
PACKAGE_DRAWS = 256
"""Draws behind each point of a package's response; a share moves in steps of 1/256."""


class OutputError(ValueError):
    """An output that the dossier does not have."""


def outputs(dossier: Dossier) -> tuple[str, ...]:
    """Return everything whose response can be asked for: nodes, ``issue.ID`` and ``package.ID``."""
    held = {cell.issue for cell in dossier.cells}
    return (
        *(node.id for node in dossier.nodes if not isinstance(node, RateNode | YearlyNode | DurationNode)),
        *(f"{ISSUE}{issue.id}" for issue in dossier.issues if issue.id in held),
        *(f"{PACKAGE}{option.id}" for option in _options(dossier) if option.sets),
    )


def unit(dossier: Dossier, output: str) -> str:
    """Return the unit of an output: ``probability``, ``index 0–100`` or ``years``."""
    if output.startswith(PACKAGE):
        return "probability"
    if output.startswith(ISSUE):
        return "index 0–100"
    node = dossier.node(output)
    if isinstance(node, MeanYearsNode):
        return "years"
    return node.unit or ("index 0–100" if node.kind == "index" else "probability")


def label(dossier: Dossier, output: str) -> str:
    """Return an output's name for readers."""
    if output.startswith(PACKAGE):
        key = output.removeprefix(PACKAGE)
        return "All accept: " + next(option.label for option in _options(dossier) if option.id == key)
    if output.startswith(ISSUE):
        return "Weighted mean: " + dossier.issue(output.removeprefix(ISSUE)).label
    return dossier.node(output).label


def response(results: Results, output: str, values: Mapping[str, Floats]) -> Floats:
    """Return an output at many settings of some assumptions.

    Parameters
    ----------
    results : Results
        Gives the modes of everything that is not set.
    output : str
        One of :func:`outputs`.
    values : mapping of str to array (settings,)
        Assumptions and their values, all of one length.

    Returns
    -------
    array (settings,)
        Nodes and issues: every other quantity at its mode. Packages: share of draws in which all veto
        players accept, weighted by the gate.

    Raises
    ------
    OutputError
        If the dossier has no such output.
    """
    known = outputs(results.dossier)
    if output not in known:
        near = difflib.get_close_matches(output, known, n=1)
        raise OutputError(f"there is no output {output!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    if output.startswith(PACKAGE):
        return _package(results, output.removeprefix(PACKAGE), values)
    size = len(next(iter(values.values()))) if values else 1
    modes = {key: np.full(size, band.mode) for key, band in results.bands.items()}
    point = network.run(results.dossier, modes | values, results.scales, lambda _, band: np.full(size, band.mode))
    if output.startswith(ISSUE):
        return _issue(results, output.removeprefix(ISSUE), point)
    return point[output]


def _issue(results: Results, issue: str, point: Mapping[str, Floats]) -> Floats:
    cells = results.cells(issue)
    size = len(next(iter(point.values()))) if point else 1
    position = np.tile([cell.position.mode for cell in cells.cells], (size, 1))
    for number, cell in enumerate(cells.cells):
        for key, points in cell.moved_by.items():
            position[:, number] += points * results.scales[key].z(point[key])
    return bargaining.weighted_mean(np.clip(position, 0, 100), np.tile(cells.weight, (size, 1)), issue=issue)


def _package(results: Results, key: str, values: Mapping[str, Floats]) -> Floats:
    dossier = results.dossier
    option = next(item for item in _options(dossier) if item.id == key)
    size = len(next(iter(values.values()))) if values else 1
    per = min(PACKAGE_DRAWS, results.scenario.draws)
    known = _swept(results, values, size, per)
    actors = [actor for actor in dossier.actors if actor.veto]
    issues = [issue for issue in dossier.issues if issue.id in option.sets]
    shape = (size * per, len(issues), len(actors))
    position, salience = np.full(shape, np.nan), np.full(shape, np.nan)
    for row, issue in enumerate(issues):
        cells = results.cells(issue.id)
        for number, cell in enumerate(cells.cells):
            column = next((place for place, actor in enumerate(actors) if actor.id == cell.actor), None)
            if column is None:
                continue
            drawn = np.tile(results.columns.triangular(f"cell:{cell.id}:position", cell.position)[:per], size)
            for parent, points in cell.moved_by.items():
                drawn = drawn + points * results.scales[parent].z(known[parent])
            position[:, row, column] = np.clip(drawn, 0, 100)
            salience[:, row, column] = np.tile(cells.salience_draws[:per, number], size)
    no_deal = (
        np.stack(
            [np.full(size * per, np.nan) if actor.no_deal is None else known[actor.no_deal] / 100 for actor in actors],
            axis=-1,
        )
        if actors
        else np.empty((size * per, 0))
    )
    package = np.array([option.sets[issue.id] for issue in issues])
    status_quo = np.array([np.nan if issue.status_quo is None else issue.status_quo.value for issue in issues])
    utility = packages.utility(position, salience, package)
    threshold = packages.threshold(position, salience, package, status_quo, no_deal)
    gate = known[option.gate] if option.gate else np.ones(size * per)
    veto = np.ones(len(actors), dtype=bool)
    rows = [slice(start, start + per) for start in range(0, size * per, per)]
    return np.array([packages.acceptance(utility[row], threshold[row], veto, gate[row]).joint for row in rows])


def _swept(results: Results, values: Mapping[str, Floats], size: int, per: int) -> dict[str, Floats]:
    """Run the network on the first ``per`` draws at each setting, settings one after the other."""
    limits = {item.id: item.range for item in results.dossier.assumptions}
    known: dict[str, Floats] = {}
    for key, band in results.bands.items():
        name = f"assumption:{key}"
        if key not in values:
            known[key] = np.tile(results.columns.triangular(name, band)[:per], size)
            continue
        moved = [results.source_bands[key].moved_to(value, limits[key].min, limits[key].max) for value in values[key]]
        known[key] = np.concatenate([results.columns.triangular(name, item)[:per] for item in moved])

    def anchor(node: Node, band: Band) -> Floats:
        return np.tile(results.columns.triangular(f"node:{node.id}", band)[:per], size)

    return network.run(results.dossier, known, results.scales, anchor)


def _options(dossier: Dossier) -> tuple[Option, ...]:
    return dossier.options.options if dossier.options else ()
