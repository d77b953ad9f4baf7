"""What can be asked of the model: nodes, issues and packages, each with its unit and its answer to the assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

import numpy as np
import numpy.typing as npt

from components import wording
from components.dossier.nodes import Measure
from components.model import bargaining, network
from components.model.cells import band, column, moved
from components.model.output import Output, at_modes, settings
from components.model.packages import gate_of, stakes_in, stakes_over_draws

if TYPE_CHECKING:
    from components.dossier import Cell, Dossier, Issue, Option
    from components.dossier.nodes import Node
    from components.dossier.types import Band
    from components.model.results import Results

Floats = npt.NDArray[np.float64]

PACKAGE_DRAWS: Final = 256
"""Draws behind each point of a package's response; a share moves in steps of 1/256."""
_MANY_DRAWS: Final = 64
"""Draws behind each of thousands of a package's points."""
_AT_ONCE: Final = 1024
"""Settings of a package computed together, which bounds memory."""


class OutputError(ValueError):
    """An output that the dossier does not have; the message names the nearest."""


@dataclass(frozen=True, eq=False)
class NodeOutput(Output):
    """A node of the causal network."""

    node: Node

    @property
    def id(self) -> str:
        """Id of the node."""
        return self.node.id

    @property
    def label(self) -> str:
        """The node's."""
        return self.node.label

    @property
    def unit(self) -> str:
        """The node's."""
        return self.node.measured_in

    def point(self, results: Results) -> float:
        """Return its value with every quantity at its mode."""
        return results.point[self.id]

    def draws(self, results: Results) -> Floats:
        """Return its value in every draw."""
        return results.draws[self.id]

    def response(self, results: Results, values: Mapping[str, Floats]) -> Floats:
        """Return it at each setting, every other quantity at its mode."""
        nodes, _ = self.upstream(results)
        return np.broadcast_to(at_modes(results, values, nodes)[self.id], settings(values))

    def causes(self, results: Results) -> Iterable[str]:  # noqa: ARG002
        """Return itself: the network knows the rest."""
        return (self.id,)


@dataclass(frozen=True, eq=False)
class IssueOutput(Output):
    """The weighted mean of an issue."""

    prefix: ClassVar[str] = "issue."

    issue: Issue

    @property
    def id(self) -> str:
        """Id of the issue."""
        return self.issue.id

    @property
    def label(self) -> str:
        """What is taken of the issue, and the issue."""
        return f"Weighted mean: {self.issue.label}"

    @property
    def unit(self) -> str:
        """That of every issue's scale."""
        return Measure.INDEX.value

    def point(self, results: Results) -> float:
        """Return the weighted mean of the positions at their modes."""
        cells = results.cells(self.id)
        return float(bargaining.weighted_mean(cells.position, cells.weight, issue=self.id))

    def draws(self, results: Results) -> Floats:
        """Return the weighted mean in every draw."""
        return results.cells(self.id).outcome_draws

    def response(self, results: Results, values: Mapping[str, Floats]) -> Floats:
        """Return the weighted mean at each setting, every other quantity at its mode."""
        nodes, _ = self.upstream(results)
        size, known, cells = settings(values), at_modes(results, values, nodes), results.cells(self.id)
        position = [moved(cell, np.full(size, cell.position.mode), results.scales, known) for cell in cells.cells]
        return bargaining.weighted_mean(np.stack(position, axis=-1), cells.weight, issue=self.id)

    def causes(self, results: Results) -> Iterable[str]:
        """Return what moves the positions on it."""
        return [key for cell in results.cells(self.id).cells for key in cell.moved_by]


@dataclass(frozen=True, eq=False)
class PackageOutput(Output):
    """The chance that every veto player accepts an option, and that its gate holds."""

    prefix: ClassVar[str] = "package."
    # A share of draws moves in steps.
    is_smooth: ClassVar[bool] = False

    option: Option

    @property
    def id(self) -> str:
        """Id of the option."""
        return self.option.id

    @property
    def label(self) -> str:
        """What is asked of the option, and the option."""
        return f"All accept: {self.option.label}"

    @property
    def unit(self) -> str:
        """That of every chance."""
        return Measure.PROBABILITY.value

    def point(self, results: Results) -> float:
        """Return the share of draws in which all accept, times the chance that the gate holds."""
        return results.packages[self.id].joint

    def draws(self, results: Results) -> Floats:
        """Return the chance in every draw: 0, or where all accept that of the gate at its mode."""
        agreed = stakes_over_draws(results.positions, self.option.sets).agreed
        chance: Floats = agreed * np.float64(gate_of(results.positions, self.option))
        return chance

    def response(self, results: Results, values: Mapping[str, Floats]) -> Floats:
        """Return the chance at each setting; the bands of what is set travel with it, as a slider's do."""
        return self.acceptance(results, values)

    def response_at_points(self, results: Results, values: Mapping[str, Floats]) -> Floats:
        """Return the chance at each setting over few draws, what is set known exactly."""
        return self.acceptance(results, values, draws=_MANY_DRAWS, exact=True)

    def acceptance(
        self, results: Results, values: Mapping[str, Floats], *, draws: int = PACKAGE_DRAWS, exact: bool = False
    ) -> Floats:
        """Return the chance at many settings of some assumptions.

        Parameters
        ----------
        results : Results
            Gives the bands of everything that is not set.
        values : mapping of str to array (settings,)
            Assumptions and their values, all of one length.
        draws : int
            Draws at each setting.
        exact : bool
            Whether what is set is known exactly. Otherwise its band travels with it.

        Returns
        -------
        array (settings,)
            Share of the draws in which every veto player accepts, times the chance that the gate holds.
        """
        size, per = settings(values), min(draws, results.scenario.draws)
        starts = range(0, size, _AT_ONCE)
        parts = [{key: value[start : start + _AT_ONCE] for key, value in values.items()} for start in starts]
        accepted = np.concatenate([self._accepted(results, part, per, exact=exact) for part in parts])
        if self.option.gate is None:
            return accepted
        nodes, _ = network.upstream(results.dossier, [self.option.gate])
        return accepted * np.broadcast_to(at_modes(results, values, nodes)[self.option.gate], size)

    def causes(self, results: Results) -> Iterable[str]:
        """Return what moves the veto players' positions, what no deal is worth to them, and the gate."""
        actor = results.dossier.actor
        cells = self.veto_cells(results)
        wanted = [key for cell in cells for key in cell.moved_by] + [actor(cell.actor).no_deal for cell in cells]
        return [key for key in (*wanted, self.option.gate) if key is not None]

    def veto_cells(self, results: Results) -> list[Cell]:
        """Return the cells by which veto players judge it."""
        cells = (cell for issue in self.option.sets for cell in results.cells(issue).cells)
        return [cell for cell in cells if results.dossier.actor(cell.actor).veto]

    def _accepted(self, results: Results, values: Mapping[str, Floats], per: int, *, exact: bool) -> Floats:
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

        nodes, needed = self.upstream(results)
        known = network.run(
            results.dossier,
            {key: drawn(key) for key in results.bands if key in needed},
            results.scales,
            lambda node, item: first(f"node:{node}", item),
            nodes,
        )
        stakes = stakes_in(
            results.positions,
            self.option.sets,
            lambda cell, quantity: first(column(cell, quantity), band(cell, quantity)),
            known,
            shape=(settings(values), per),
            veto_only=True,
        )
        shares: Floats = np.mean(stakes.agreed, axis=-1)
        return shares


def outputs(dossier: Dossier) -> dict[str, Output]:
    """Return everything that can be asked for, by its key: nodes, issues somebody holds a cell on, packages."""
    held = {cell.issue for cell in dossier.cells}
    options = dossier.options.options
    found: list[Output] = [
        *(NodeOutput(node) for node in dossier.nodes if node.is_output),
        *(IssueOutput(issue) for issue in dossier.issues if issue.id in held),
        *(PackageOutput(option) for option in options if option.sets),
    ]
    return {output.key: output for output in found}


def output_of(dossier: Dossier, key: str) -> Output:
    """Return the output that a key names.

    Parameters
    ----------
    dossier : Dossier
        Has the node, issue or option.
    key : str
        Id of a node, ``issue.ID`` or ``package.ID``.

    Raises
    ------
    OutputError
        If the dossier has no such output.
    """
    known = outputs(dossier)
    if key not in known:
        raise OutputError(f"there is no output {key!r}{wording.did_you_mean(key, known)}")
    return known[key]
