"""What follows from a dossier under a scenario: network outputs now, the rest when asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
import numpy.typing as npt

from components.model import network
from components.model.cells import Cells, Positions, bargaining_cells
from components.model.draws import Columns, column_names
from components.model.issues import IssueResult, issue_result
from components.model.memory import Memory
from components.model.packages import PackageResult, packages_of
from components.model.scenario import Scenario, source_band
from components.model.trades import Trade, trades_of

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.types import Band

T = TypeVar("T")
Floats = npt.NDArray[np.float64]

MOST: Final = 16
"""Results kept for all sessions together."""
_kept: Final = Memory(MOST)


@dataclass(frozen=True)
class Summary:
    """A node's value: with every quantity at its mode, and over the draws.

    Attributes
    ----------
    point, mean, p10, p50, p90 : float
        In the node's unit; infinite where an event never comes.
    """

    point: float
    mean: float
    p10: float
    p50: float
    p90: float


def summary(point: float, draws: Floats) -> Summary:
    """Summarise draws by mean and 10, 50 and 90 % quantiles."""
    # Order statistics rather than interpolation: a quantile between a number and infinity is not a number.
    p10, p50, p90 = np.quantile(draws, [0.1, 0.5, 0.9], method="inverted_cdf")
    return Summary(point, float(np.mean(draws)), float(p10), float(p50), float(p90))


class Lazy(Mapping[str, T]):
    """Values by id, each computed when first read.

    Parameters
    ----------
    keys : iterable of str
        Ids, in order.
    compute : callable
        From an id to its value.
    """

    def __init__(self, keys: Iterable[str], compute: Callable[[str], T]) -> None:
        self._keys = tuple(keys)
        self._compute = compute
        self._known: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._known:
            if key not in self._keys:
                raise KeyError(key)
            self._known[key] = self._compute(key)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys


class Results:
    """Everything the model says about a dossier under a scenario; computed once, when first asked for.

    Parameters
    ----------
    dossier : Dossier
        What the analyst wrote.
    scenario : Scenario
        What the user assumes.

    Raises
    ------
    ScenarioError
        If the scenario does not fit the dossier.

    Notes
    -----
    Points use every quantity at its mode, intervals the draws. Nothing dated after the as-of day enters.
    """

    def __init__(self, dossier: Dossier, scenario: Scenario) -> None:
        scenario.check(dossier)
        self.dossier = dossier
        self.scenario = scenario
        self.day: dt.date = scenario.day(dossier)
        self.source_bands: dict[str, Band] = {
            item.id: source_band(dossier, item, self.day) for item in dossier.assumptions
        }
        """Each assumption's band in the source."""
        self.bands: dict[str, Band] = {item.id: scenario.band(dossier, item) for item in dossier.assumptions}
        """Each assumption's band in force."""
        self.seed = dossier.header.seed if scenario.seed is None else scenario.seed
        self.columns = Columns(column_names(dossier), scenario.draws, self.seed)
        self.scales = network.scales(dossier, self.source_bands)
        self.memory = Memory()
        """What was computed from them, as long as they are kept."""

    @cached_property
    def point(self) -> Mapping[str, float]:
        """Value of every assumption and node with all quantities at their modes."""
        values = {key: np.array(band.mode) for key, band in self.bands.items()}
        known = network.run(self.dossier, values, self.scales, network.at_mode)
        return {key: float(value) for key, value in known.items()}

    @cached_property
    def draws(self) -> Mapping[str, Floats]:
        """Draws of every assumption and node, each of shape (draws,)."""
        size = self.scenario.draws
        values = {key: self.columns.triangular(f"assumption:{key}", band) for key, band in self.bands.items()}
        known = network.run(self.dossier, values, self.scales, self.anchor)
        return {key: np.broadcast_to(value, (size,)) for key, value in known.items()}

    def anchor(self, node: str, band: Band) -> Floats:
        """Return draws of where a probability or rate node starts, shape (draws,)."""
        return self.columns.triangular(f"node:{node}", band)

    @cached_property
    def outputs(self) -> Mapping[str, Summary]:
        """Every node of the network, summarised."""
        nodes = [node.id for node in self.dossier.nodes]
        return Lazy(nodes, lambda node: summary(self.point[node], self.draws[node]))

    @cached_property
    def positions(self) -> Positions:
        """Who stands where on every issue."""
        held = bargaining_cells(self.dossier, self.day)
        return Positions(self.dossier, held, self.columns, self.scales, self.point, self.draws)

    def cells(self, issue: str) -> Cells:
        """Return the cells that bargain over an issue; their draws are made when first read."""
        return self.positions.on(issue)

    @cached_property
    def issues(self) -> Mapping[str, IssueResult]:
        """Outcome, disagreement checks and vetoes of every issue somebody holds a cell on."""
        held = [issue.id for issue in self.dossier.issues if issue.id in self.positions.held]
        return Lazy(held, lambda issue: issue_result(self.dossier.issue(issue), self.cells(issue)))

    @cached_property
    def packages(self) -> Mapping[str, PackageResult]:
        """Who accepts which package."""
        return packages_of(self.positions)

    @cached_property
    def exchanges(self) -> tuple[Trade, ...]:
        """Equal-gain exchanges between every two negotiating actors, best first."""
        return trades_of(self.dossier, {issue.id: self.cells(issue.id) for issue in self.dossier.issues})


def evaluate(dossier: Dossier, scenario: Scenario | None = None) -> Results:
    """Return what follows from a dossier under a scenario.

    Parameters
    ----------
    dossier : Dossier
        A loaded dossier.
    scenario : Scenario, optional
        Assumptions, as-of date, draws and seed; the source's values where left out.

    Returns
    -------
    Results
        Lazy: each part is computed once, when first read. The same object while it is kept, for the same dossier
        object and an equal scenario.

    Raises
    ------
    ScenarioError
        If the scenario names an unknown assumption or a value out of range.
    """
    scenario = scenario or Scenario()
    # By identity, as comparing dossiers is dear; the results keep theirs alive, so that no other one takes its id.
    return _kept.recall((id(dossier), scenario), lambda: Results(dossier, scenario))


def at_source(results: Results) -> Results:
    """Return the results at the source's values, as of the same day."""
    scenario = results.scenario
    return evaluate(results.dossier, replace(scenario, assumptions={})) if scenario.assumptions else results
