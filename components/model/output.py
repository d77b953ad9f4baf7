"""What every output answers: something of the model whose answer to the assumptions can be asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import numpy.typing as npt

from components.model import network
from components.model.memory import remembered

if TYPE_CHECKING:
    from components.dossier import Assumption
    from components.dossier.nodes import Node
    from components.model.results import Results

Floats = npt.NDArray[np.float64]


class Output(ABC):
    """Something whose answer to the assumptions can be asked for. Equal where the key is.

    Attributes
    ----------
    is_smooth : bool
        Whether it answers without steps, so that a crossing can be refined.
    """

    prefix: ClassVar[str] = ""
    is_smooth: ClassVar[bool] = True

    @property
    def key(self) -> str:
        """Its name in addresses, files and on the command line."""
        return f"{self.prefix}{self.id}"

    @property
    @abstractmethod
    def id(self) -> str:
        """Id of the dossier's own record."""

    @property
    @abstractmethod
    def label(self) -> str:
        """Name for readers."""

    @property
    @abstractmethod
    def unit(self) -> str:
        """``probability``, ``index 0–100``, ``years``, or what the dossier writes."""

    @abstractmethod
    def point(self, results: Results) -> float:
        """Return its value with every quantity at its mode."""

    @abstractmethod
    def draws(self, results: Results) -> Floats:
        """Return its value in every draw, shape (draws,)."""

    @abstractmethod
    def response(self, results: Results, values: Mapping[str, Floats]) -> Floats:
        """Return it at many settings of some assumptions.

        Parameters
        ----------
        results : Results
            Gives the modes of everything that is not set.
        values : mapping of str to array (settings,)
            Assumptions and their values, all of one length.

        Returns
        -------
        array (settings,)
            Nodes and issues: every other quantity at its mode. Packages: over draws.
        """

    def response_at_points(self, results: Results, values: Mapping[str, Floats]) -> Floats:
        """Return it at thousands of settings, each taken as known exactly: a set value brings no band with it."""
        return self.response(results, values)

    @abstractmethod
    def causes(self, results: Results) -> Iterable[str]:
        """Return the assumptions and nodes that it is computed from directly."""

    def upstream(self, results: Results) -> tuple[tuple[Node, ...], frozenset[str]]:
        """Return the nodes, parents first, and the ids of the assumptions that it depends on."""
        return _upstream(results, self)

    def assumptions(self, results: Results) -> tuple[str, ...]:
        """Return the assumptions that it depends on, in the dossier's order."""
        _, found = self.upstream(results)
        return tuple(key for key in results.bands if key in found)

    def sign(self, assumption: Assumption) -> int | None:
        """Return the direction in which the dossier says an assumption moves it; none where it is silent."""
        return assumption.signs.get(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Output) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@remembered
def _upstream(results: Results, output: Output) -> tuple[tuple[Node, ...], frozenset[str]]:
    """Nodes and assumptions that an output depends on; a search for a threshold asks again and again."""
    return network.upstream(results.dossier, output.causes(results))


def at_modes(results: Results, values: Mapping[str, Floats], nodes: Sequence[Node]) -> dict[str, Floats]:
    """Return nodes at each setting, whatever is not set at its mode."""
    modes = {key: np.array(item.mode) for key, item in results.bands.items()}
    return network.run(results.dossier, {**modes, **values}, results.scales, network.at_mode, nodes)


def settings(values: Mapping[str, Floats]) -> int:
    """Return how many settings there are; one where nothing is set."""
    return len(next(iter(values.values()))) if values else 1
