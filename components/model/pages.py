"""Saltelli's pages: an output over other draws of what is uncertain, of which only that is computed which differs.

A is the beginning of the headline's own draws, so that the variance taken apart is the one shown; B comes from the
same sequence, its columns added at the end, which leaves A as it is. A page is A with some quantities from B. Where a
dossier states correlations, A is taken before they are laid on: indices are computed as if all were independent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from components.model import network
from components.model.memory import Memory, remembered
from components.model.results import Lazy, Results
from components.model.scores import scores
from components.model.source import Source
from components.model.stakes import Stakes

if TYPE_CHECKING:
    from components.dossier import Actor
    from components.dossier.nodes import Node
    from components.model.output import Output

Floats = npt.NDArray[np.float64]

SAMPLES: Final = 512
"""Draws of a page."""


class Design:
    """An output on A, on B, and on A with some quantities from B.

    Parameters
    ----------
    results : Results
        Of the scenario in force.
    output : Output
        What is asked for.

    Attributes
    ----------
    quantities : tuple of str
        Everything uncertain that the output is computed from, in the source's order.
    """

    def __init__(self, results: Results, output: Output) -> None:
        self._results, self._output = results, output
        self._nodes = output.upstream(results)[0]
        drawn_a, drawn_b = _scores(results.source, results.seed)
        self._a, self._b = _Sample(results, drawn_a), _Sample(results, drawn_b)
        uncertain = output.uncertain(results)
        self._known = {key: results.assumed[key] for key in output.assumptions(results) if key not in uncertain}
        self._known |= {key: self._a.assumed[key] for key in uncertain}
        self._readers: dict[str, set[str]] = {key: set() for key in uncertain}
        self._first = self._read()
        self.quantities = tuple(key for key in results.source.scores if key in self._readers)

    def pages(self, groups: Sequence[Collection[str]]) -> Floats:
        """Return the output on A, B and a page for every group of quantities, shape (groups + 2, samples)."""
        return np.stack([self._first, self._page(self.quantities), *map(self._page, groups)])

    def _read(self) -> Floats:
        """Compute A node by node, and see which node reads which quantity."""
        read = _Reading(self._a.start)
        for node in self._nodes:
            self._known = dict(_Page(self._results, read, self._known, [node]).draws)
            self._note(read, node.id)
        found = self._draws(_Page(self._results, read, self._known, ()))
        self._note(read, self._output.key)
        return found

    def _note(self, read: _Reading, reader: str) -> None:
        for key in read.taken():
            self._readers.setdefault(key, set()).add(reader)

    def _page(self, group: Collection[str]) -> Floats:
        start = {key: (self._b if key in group else self._a).start[key] for key in self._readers}
        assumed = {key: self._b.assumed[key] for key in group if key in self._b.assumed}
        moved = set(assumed).union(*(self._readers[key] for key in group))
        later = []
        for node in self._nodes:
            if node.id in moved or any(item.id in moved for item in node.inputs):
                moved.add(node.id)
                later.append(node)
        return self._draws(_Page(self._results, start, {**self._known, **assumed}, later))

    def _draws(self, page: _Page) -> Floats:
        return np.broadcast_to(self._output.draws(page), (page.scenario.draws,))


@remembered
def _scores(source: Source, seed: int) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Return the normal scores of A and B by quantity, each of shape (samples,)."""
    names = list(source.scores)
    others = [f"{name}'" for name in names]
    drawn = scores([*names, *others], draws=source.size, seed=seed)
    return (
        {name: drawn[name][:SAMPLES] for name in names},
        {name: drawn[other][:SAMPLES] for name, other in zip(names, others, strict=True)},
    )


class _Sample:
    """Draws of everything uncertain: at the source's values, and of assumptions as they stand."""

    def __init__(self, results: Results, drawn: Mapping[str, Floats]) -> None:
        quantities, moved = results.source.quantities, results.scenario.assumptions
        # What is certain has no scores.
        nothing = np.zeros(min(SAMPLES, results.scenario.draws))
        probits = Lazy(quantities, lambda key: quantities[key].probits(drawn.get(key, nothing)))
        self.start = Lazy(quantities, lambda key: results.source.drawn(key, probits[key]))
        self.assumed = Lazy(
            [key for key in results.bands if key in quantities],
            lambda key: quantities[key].moved(probits[key], moved[key]) if key in moved else self.start[key],
        )


class _Reading(Mapping[str, Floats]):
    """Draws that remember which of them were asked for."""

    def __init__(self, draws: Mapping[str, Floats]) -> None:
        self._draws = draws
        self._taken: set[str] = set()

    def __getitem__(self, key: str) -> Floats:
        found = self._draws[key]
        self._taken.add(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._draws)

    def __len__(self) -> int:
        return len(self._draws)

    def taken(self) -> set[str]:
        """Return what was asked for since the last time."""
        found, self._taken = self._taken, set()
        return found


class _Page(Results):
    """Results over draws of their own; what anchors ask for stays that of the headline's draws."""

    def __init__(
        self, results: Results, start: Mapping[str, Floats], known: Mapping[str, Floats], nodes: Sequence[Node]
    ) -> None:
        self.dossier, self.bands, self.day, self.seed = results.dossier, results.bands, results.day, results.seed
        self.scenario = replace(results.scenario, draws=min(SAMPLES, results.scenario.draws))
        self.source = _Redrawn(results.source, start, self.scenario.draws)
        self.memory = Memory()
        self._constants = network.constants_of(results.source)
        self._known, self._nodes = known, nodes

    @cached_property
    def draws(self) -> Mapping[str, Floats]:
        """What is known, and the nodes that are not."""
        return network.run(self.source, self._known, self._nodes, constants=self._constants)

    def stakes_of(self, actors: tuple[Actor, ...]) -> Stakes:
        """Return what some actors judge deals by."""
        return Stakes(self.source, self.draws, self._constants, actors)


class _Redrawn(Source):
    """The source over draws of their own."""

    def __init__(self, source: Source, start: Mapping[str, Floats], size: int) -> None:
        self.dossier, self.day, self.bands = source.dossier, source.day, source.bands
        self.quantities, self.size, self.seed, self.supposed = source.quantities, size, source.seed, source.supposed
        self.cells = source.cells
        self.weights, self.resolved, self.scheduled = source.weights, source.resolved, source.scheduled
        self.memory = Memory()
        self._start = start

    @cached_property
    def start(self) -> Mapping[str, Floats]:
        """The draws it was given."""
        return self._start
