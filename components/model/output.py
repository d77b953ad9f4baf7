"""What every output answers: something of the model whose answer to the assumptions can be asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar, Final

import numpy as np
import numpy.typing as npt

from components.dossier.nodes import Measure
from components.model import network
from components.model.memory import remembered
from components.model.number import Number, number, shown

if TYPE_CHECKING:
    from components.dossier import Assumption
    from components.dossier.nodes import Node
    from components.model.results import Results

Floats = npt.NDArray[np.float64]

AT_ONCE: Final = 64
"""Settings computed together, which bounds memory."""


class Output(ABC):
    """Something whose answer to the assumptions can be asked for. Equal where the key is."""

    prefix: ClassVar[str] = ""

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

    @property
    def is_chance(self) -> bool:
        """Whether it is a probability, whose number is the mean of the draws."""
        return self.unit == Measure.PROBABILITY.value

    @abstractmethod
    def draws(self, results: Results) -> Floats:
        """Return its value in every draw, shape (draws,)."""

    @abstractmethod
    def draws_at(self, results: Results, values: Mapping[str, Floats]) -> Floats:
        """Return its value in every draw at some settings, shape (settings, draws) or what broadcasts to it.

        Parameters
        ----------
        results : Results
            Gives everything that is not set, as it stands.
        values : mapping of str to array (settings,)
            Assumptions and where their sliders stand, all of one length.
        """

    @abstractmethod
    def causes(self, results: Results) -> Iterable[str]:
        """Return the assumptions and nodes that it is computed from directly."""

    def number(self, results: Results) -> Number:
        """Return what is shown of it."""
        return _number(results, self)

    def value(self, results: Results) -> float:
        """Return the one number that is shown of it."""
        return self.number(results).value

    def response(self, results: Results, values: Mapping[str, Floats]) -> Floats:
        """Return its number at many settings of some assumptions, over the same draws as everywhere; shape (settings,).

        Parameters
        ----------
        results, values
            As of :meth:`draws_at`; a slider's band travels with it.
        """
        size = len(next(iter(values.values()))) if values else 1
        parts = []
        for start in range(0, size, AT_ONCE):
            part = {key: value[start : start + AT_ONCE] for key, value in values.items()}
            count = min(AT_ONCE, size - start)
            draws = np.broadcast_to(self.draws_at(results, part), (count, results.scenario.draws))
            parts.append(shown(draws, chance=self.is_chance))
        return np.concatenate(parts)

    def upstream(self, results: Results) -> tuple[tuple[Node, ...], frozenset[str]]:
        """Return the nodes, parents first, and the ids of the assumptions that it depends on."""
        return _upstream(results, self)

    def assumptions(self, results: Results) -> tuple[str, ...]:
        """Return the assumptions that it depends on, choices included, in the dossier's order."""
        _, found = self.upstream(results)
        return tuple(key for key in results.bands if key in found)

    def uncertain(self, results: Results) -> tuple[str, ...]:
        """Return the assumptions that it depends on and that are no choice of the reader's."""
        assumption = results.dossier.assumption
        return tuple(key for key in self.assumptions(results) if not assumption(key).is_choice)

    def sign(self, assumption: Assumption) -> int | None:
        """Return the direction in which the dossier says an assumption moves it; none where it is silent."""
        return assumption.signs.get(self.key)

    def known_at(self, results: Results, values: Mapping[str, Floats]) -> dict[str, Floats]:
        """Return everything it is computed from at some settings; what does not follow from them stays as it is."""
        nodes, _ = self.upstream(results)
        moved = {node.id for key in values for node in network.downstream(results.source, key)}
        later = [node for node in nodes if node.id in moved]
        return network.run(results.source, {**results.draws, **results.at(values)}, later)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Output) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@remembered
def _upstream(results: Results, output: Output) -> tuple[tuple[Node, ...], frozenset[str]]:
    """Nodes and assumptions that an output depends on; a search for a threshold asks again and again."""
    return network.upstream(results.dossier, output.causes(results))


@remembered
def _number(results: Results, output: Output) -> Number:
    """Return what is shown of an output; pages, figures and sentences ask for the same ones many times."""
    return number(output.draws(results), chance=output.is_chance)
