"""What can be asked of the model: nodes, issues and packages, each with its unit and its answer to the assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import numpy.typing as npt

from components import wording
from components.dossier.nodes import Measure
from components.model.network import behind_acceptance, constants_of
from components.model.output import Output
from components.model.packages import joint_draws
from components.model.stakes import Stakes

if TYPE_CHECKING:
    from components.dossier import Dossier, Issue, Option
    from components.dossier.nodes import Node
    from components.model.results import Results

Floats = npt.NDArray[np.float64]


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

    @property
    def is_chance(self) -> bool:
        """Whether the node's kind is a probability, whatever its unit is called."""
        return self.node.measure is Measure.PROBABILITY

    def draws(self, results: Results) -> Floats:
        """Return its value in every draw."""
        return results.draws[self.id]

    def draws_at(self, results: Results, values: Mapping[str, Floats]) -> Floats:
        """Return its value in every draw at some settings."""
        return self.known_at(results, values)[self.id]

    def causes(self, results: Results) -> Iterable[str]:  # noqa: ARG002
        """Return itself: the network knows the rest."""
        return (self.id,)


@dataclass(frozen=True, eq=False)
class IssueOutput(Output):
    """The weighted mean of an issue: a yardstick that no assumption moves, as ideal points are the actors' own."""

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

    def draws(self, results: Results) -> Floats:
        """Return the weighted mean in every draw."""
        return results.cells(self.id).outcome_draws

    def draws_at(self, results: Results, values: Mapping[str, Floats]) -> Floats:  # noqa: ARG002
        """Return the weighted mean in every draw: the same at every setting."""
        return self.draws(results)

    def causes(self, results: Results) -> Iterable[str]:  # noqa: ARG002
        """Return nothing."""
        return ()


@dataclass(frozen=True, eq=False)
class PackageOutput(Output):
    """The chance that every veto player takes an option, and that its gate holds."""

    prefix: ClassVar[str] = "package."

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

    def draws(self, results: Results) -> Floats:
        """Return the chance in every draw."""
        return joint_draws(results, self.option)

    def draws_at(self, results: Results, values: Mapping[str, Floats]) -> Floats:
        """Return the chance in every draw at some settings."""
        known = self.known_at(results, values)
        actors = results.dossier.veto_players
        stakes = Stakes(results.source, known, constants_of(results.source), actors)
        gate = known[self.option.gate] if self.option.gate else np.ones(())
        return stakes.joint(self.option.sets, gate)

    def causes(self, results: Results) -> Iterable[str]:
        """Return what moves the veto players' expectations and costs, and the gate."""
        return behind_acceptance(results.dossier, self.option)


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
