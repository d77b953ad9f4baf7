"""How one output answers to assumptions: the function behind tornado, Sobol, threshold and deal space."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from components.model import bargaining, network, packages
from components.model.issues import band, column, moved
from components.model.memory import remembered
from components.model.offers import stakes_in

if TYPE_CHECKING:
    from components.dossier import Dossier, Option
    from components.dossier.nodes import Node
    from components.dossier.types import Band
    from components.model.results import Results

Floats = npt.NDArray[np.float64]

ISSUE, PACKAGE = "issue.", "package."
PACKAGE_DRAWS = 256
"""Draws behind each point of a package's response; a share moves in steps of 1/256."""
_AT_ONCE = 1024
"""Settings of a package computed together, which bounds memory."""


class OutputError(ValueError):
    """An output that the dossier does not have."""


def outputs(dossier: Dossier) -> tuple[str, ...]:
    """Return everything whose response can be asked for: nodes, ``issue.ID`` and ``package.ID``."""
    held = {cell.issue for cell in dossier.cells}
    return (
        *(node.id for node in dossier.nodes if node.is_output),
        *(f"{ISSUE}{issue.id}" for issue in dossier.issues if issue.id in held),
        *(f"{PACKAGE}{option.id}" for option in _options(dossier) if option.sets),
    )


def unit(dossier: Dossier, output: str) -> str:
    """Return the unit of an output: ``probability``, ``index 0–100`` or ``years``."""
    if output.startswith(PACKAGE):
        return "probability"
    if output.startswith(ISSUE):
        return "index 0–100"
    return dossier.node(output).measured_in


def label(dossier: Dossier, output: str) -> str:
    """Return an output's name for readers."""
    if output.startswith(PACKAGE):
        return "All accept: " + _option(dossier, output).label
    if output.startswith(ISSUE):
        return "Weighted mean: " + dossier.issue(output.removeprefix(ISSUE)).label
    return dossier.node(output).label


def drivers(results: Results, output: str) -> tuple[str, ...]:
    """Return the assumptions that an output depends on, in the dossier's order.

    Raises
    ------
    OutputError
        If the dossier has no such output.
    """
    _, found = _upstream(results, output)
    return tuple(key for key in results.bands if key in found)


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
        Nodes and issues: every other quantity at its mode. Packages: :func:`acceptance`.

    Raises
    ------
    OutputError
        If the dossier has no such output.
    """
    nodes, _ = _upstream(results, output)
    if output.startswith(PACKAGE):
        return acceptance(results, output, values)
    size = _settings(values)
    known = _at_modes(results, values, nodes)
    if not output.startswith(ISSUE):
        return np.broadcast_to(known[output], size)
    issue = output.removeprefix(ISSUE)
    cells = results.cells(issue)
    position = [moved(cell, np.full(size, cell.position.mode), results.scales, known) for cell in cells.cells]
    return bargaining.weighted_mean(np.stack(position, axis=-1), cells.weight, issue=issue)


def acceptance(
    results: Results, output: str, values: Mapping[str, Floats], *, draws: int = PACKAGE_DRAWS, exact: bool = False
) -> Floats:
    """Return the chance that a package is accepted at many settings of some assumptions.

    Parameters
    ----------
    results : Results
        Gives the bands of everything that is not set.
    output : str
        ``package.ID``.
    values : mapping of str to array (settings,)
        Assumptions and their values, all of one length.
    draws : int
        Draws at each setting.
    exact : bool
        Whether what is set is known exactly. Otherwise its band travels with it, as a slider's does.

    Returns
    -------
    array (settings,)
        Share of the draws in which every veto player accepts, times the chance that the gate holds.

    Raises
    ------
    OutputError
        If the dossier has no such output.
    """
    option, size = _option(results.dossier, output), _settings(values)
    per = min(draws, results.scenario.draws)
    starts = range(0, size, _AT_ONCE)
    parts = [{key: value[start : start + _AT_ONCE] for key, value in values.items()} for start in starts]
    accepted = np.concatenate([_accepted(results, output, part, per, exact=exact) for part in parts])
    if option.gate is None:
        return accepted
    nodes, _ = network.upstream(results.dossier, [option.gate])
    return accepted * np.broadcast_to(_at_modes(results, values, nodes)[option.gate], size)


def _accepted(results: Results, output: str, values: Mapping[str, Floats], per: int, *, exact: bool) -> Floats:
    def first(name: str, item: Band) -> Floats:
        return results.columns.triangular(name, item)[:per]

    def drawn(key: str) -> Floats:
        """Draws of an assumption, shape (per,), or where it is set (settings, per or 1)."""
        if key not in values:
            return first(f"assumption:{key}", results.bands[key])
        if exact:
            return values[key][:, None]
        limits = results.dossier.assumption(key).range
        bands = [results.source_bands[key].moved_to(mode, limits.min, limits.max) for mode in values[key].tolist()]
        return np.stack([first(f"assumption:{key}", item) for item in bands])

    nodes, needed = _upstream(results, output)
    known = network.run(
        results.dossier,
        {key: drawn(key) for key in results.bands if key in needed},
        results.scales,
        lambda node, item: first(f"node:{node}", item),
        nodes,
    )
    shape = (_settings(values), per)
    stakes = stakes_in(
        results,
        _option(results.dossier, output).sets,
        lambda cell, part: first(column(cell, part), band(cell, part)),
        known,
        shape=shape,
        veto_only=True,
    )
    agreed = packages.agreed(stakes.utility, stakes.threshold, stakes.veto)
    shares: Floats = np.mean(agreed, axis=-1)
    return shares


def _at_modes(results: Results, values: Mapping[str, Floats], nodes: Sequence[Node]) -> dict[str, Floats]:
    """Return nodes at each setting, whatever is not set at its mode."""
    modes = {key: np.array(item.mode) for key, item in results.bands.items()}
    return network.run(results.dossier, {**modes, **values}, results.scales, network.at_mode, nodes)


@remembered
def _upstream(results: Results, output: str) -> tuple[tuple[Node, ...], frozenset[str]]:
    """Nodes and assumptions that an output depends on; a search for a threshold asks again and again."""
    dossier = results.dossier
    known = outputs(dossier)
    if output not in known:
        near = difflib.get_close_matches(output, known, n=1)
        raise OutputError(f"there is no output {output!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    if output.startswith(ISSUE):
        movers = [key for cell in results.cells(output.removeprefix(ISSUE)).cells for key in cell.moved_by]
        return network.upstream(dossier, movers)
    if not output.startswith(PACKAGE):
        return network.upstream(dossier, [output])
    option = _option(dossier, output)
    cells = [cell for issue in option.sets for cell in results.cells(issue).cells if dossier.actor(cell.actor).veto]
    wanted = [key for cell in cells for key in cell.moved_by] + [dossier.actor(cell.actor).no_deal for cell in cells]
    return network.upstream(dossier, [key for key in (*wanted, option.gate) if key is not None])


def _settings(values: Mapping[str, Floats]) -> int:
    return len(next(iter(values.values()))) if values else 1


def _options(dossier: Dossier) -> tuple[Option, ...]:
    return dossier.options.options if dossier.options else ()


def _option(dossier: Dossier, output: str) -> Option:
    return next(option for option in _options(dossier) if option.id == output.removeprefix(PACKAGE))
