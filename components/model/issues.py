"""Who stands where on an issue under a scenario, and what the models make of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from components.model import bargaining, record, vetoes

if TYPE_CHECKING:
    from components.dossier import Actor, Cell, Dossier, Issue
    from components.dossier.nodes import Scale
    from components.dossier.types import ScaleBand
    from components.model.draws import Columns

Floats = npt.NDArray[np.float64]
Part = Literal["position", "salience", "influence"]


@dataclass(frozen=True)
class Cells:
    """The cells that bargain over one issue: one per actor, the negotiating one where there are two.

    Values are worked out when first read: most readers want the modes alone, and draws are large.

    Attributes
    ----------
    actors : tuple of Actor
        Holders, in the dossier's order.
    cells : tuple of Cell
        Their cells as they stand on the day.
    columns : Columns
        Common random numbers.
    scales, point, draws : mapping
        Of the network: what moves a negotiating cell, at the modes and over the draws.
    """

    actors: tuple[Actor, ...]
    cells: tuple[Cell, ...]
    columns: Columns
    scales: Mapping[str, Scale]
    point: Mapping[str, float]
    draws: Mapping[str, Floats]

    @cached_property
    def position(self) -> Floats:
        """Positions with every quantity at its mode, 0–100, shape (actors,)."""
        known = {key: np.array(self.point[key]) for cell in self.cells for key in cell.moved_by}
        return np.array([moved(cell, np.array(cell.position.mode), self.scales, known) for cell in self.cells])

    @cached_property
    def salience(self) -> Floats:
        """Saliences at their modes, 0–100, shape (actors,)."""
        return np.array([cell.salience.mode for cell in self.cells])

    @cached_property
    def influence(self) -> Floats:
        """Influences at their modes, 0–100, shape (actors,)."""
        return np.array([cell.influence.mode for cell in self.cells])

    @cached_property
    def position_draws(self) -> Floats:
        """Positions over the draws, 0–100, shape (draws, actors)."""
        drawn = self.drawn("position")
        for number, cell in enumerate(self.cells):
            if cell.moved_by:
                drawn[:, number] = moved(cell, drawn[:, number], self.scales, self.draws)
        return drawn

    @cached_property
    def weight(self) -> Floats:
        """Exercised power, influence × salience, 0–1, shape (actors,)."""
        return bargaining.exercised_power(self.influence, self.salience) / 1e4

    @property
    def outcome_draws(self) -> Floats:
        """Weighted mean over the draws, 0–100, shape (draws,).

        Summed actor by actor, so that the draws of a large issue never stand in memory together.
        """
        moment, total = np.zeros(self.columns.draws), np.zeros(self.columns.draws)
        for cell in self.cells:
            weight = bargaining.exercised_power(self._column(cell, "influence"), self._column(cell, "salience"))
            total += weight
            weight *= moved(cell, self._column(cell, "position"), self.scales, self.draws)
            moment += weight
        moment /= total
        return moment

    @property
    def reservation(self) -> Floats:
        """Worst acceptable value of each actor, NaN where none is given, shape (actors,)."""
        return np.array([np.nan if cell.reservation is None else cell.reservation for cell in self.cells])

    def drawn(self, part: Part) -> Floats:
        """Return draws of one quantity before anything moves it, 0–100, shape (draws, actors)."""
        # Each actor's draws lie together in memory, as they are made.
        rows = np.empty((len(self.cells), self.columns.draws))
        for row, cell in zip(rows, self.cells, strict=True):
            row[:] = self._column(cell, part)
        return rows.T

    def _column(self, cell: Cell, part: Part) -> Floats:
        return self.columns.triangular(column(cell, part), band(cell, part))


def column(cell: Cell, part: Part) -> str:
    """Return the name of the draws of a cell's position, salience or influence."""
    return f"cell:{cell.id}:{part}"


def band(cell: Cell, part: Part) -> ScaleBand:
    """Return a cell's position, salience or influence."""
    found: ScaleBand = getattr(cell, part)
    return found


def moved(cell: Cell, position: Floats, scales: Mapping[str, Scale], known: Mapping[str, Floats]) -> Floats:
    """Return a cell's position with everything that moves it, 0–100.

    Parameters
    ----------
    position : array (...)
        Its position before that.
    scales : mapping of str to Scale
        Of the network.
    known : mapping of str to array broadcastable to ``position``
        Values of the assumptions and nodes that move the cell.
    """
    if not cell.moved_by:
        return position
    shift = sum((points * scales[key].z(known[key]) for key, points in cell.moved_by.items()), start=np.zeros(()))
    return np.clip(position + shift, 0, 100)


def standing_cell(dossier: Dossier, cell: Cell, day: dt.date) -> Cell:
    """Return a cell as it stands on a day: events known by then may have changed it."""
    if not cell.changes:
        return cell
    dates = {event.id: event.date for event in dossier.timeline.events if event.known_on <= day}
    past = [change for change in cell.changes if change.event in dates]
    if not past:
        return cell
    latest = max(past, key=lambda change: dates[change.event])
    update: dict[str, object] = {"position": latest.position, "basis": latest.basis, "refs": latest.refs}
    update |= {part: value for part in ("salience", "influence") if (value := getattr(latest, part)) is not None}
    return cell.model_copy(update=update)


def bargaining_cells(dossier: Dossier, day: dt.date) -> dict[str, tuple[Cell, ...]]:
    """Return by issue one cell per actor as it stands on a day, the negotiating one where it has both.

    Issues nobody holds a cell on are left out; actors stand in the dossier's order.
    """
    chosen: dict[str, dict[str, Cell]] = {}
    for cell in dossier.cells:
        held = chosen.setdefault(cell.issue, {})
        if cell.actor not in held or cell.kind == "negotiating":
            held[cell.actor] = cell
    return {
        issue: tuple(standing_cell(dossier, held[actor.id], day) for actor in dossier.actors if actor.id in held)
        for issue, held in chosen.items()
    }


@dataclass(frozen=True)
class Mean:
    """Weighted mean of an issue: at the modes, and over the draws (0–100)."""

    point: float
    mean: float
    sd: float
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True)
class IssueResult:
    """What the models make of one issue; all values on its own 0–100 scale.

    Attributes
    ----------
    weighted_mean : Mean
        The compromise model, with the uncertainty of the inputs.
    model_error_80 : (float, float)
        80 % interval from the inputs and the model's own error record together.
    weighted_median : float
        Smallest position with half the exercised power at or below it.
    condorcet_expected : float
        Expected outcome of the probabilistic Condorcet check.
    condorcet_shares : tuple of (float, float)
        Position and share of each alternative.
    levers : mapping of str to (float, float)
        Actor → points of outcome per point of its position, and per unit of its exercised power
        (influence × salience, each 0–100).
    agreement_range : (float, float) or None
        What every veto player accepts; none where they cannot agree or nothing is known of it.
    gap : float or None
        Points between the veto players' limits where they cannot agree.
    acceptable : mapping of str to (float, float)
        Veto player → the values it accepts.
    knife_edge : bool
        Whether a change of one weight by 5 % moves the median to another actor.
    """

    weighted_mean: Mean
    model_error_80: tuple[float, float]
    weighted_median: float
    condorcet_expected: float
    condorcet_shares: tuple[tuple[float, float], ...]
    levers: Mapping[str, tuple[float, float]]
    agreement_range: tuple[float, float] | None
    gap: float | None
    acceptable: Mapping[str, tuple[float, float]]
    knife_edge: bool


def issue_result(issue: Issue, cells: Cells) -> IssueResult:
    """Return the outcome of an issue, its checks and its vetoes.

    Raises
    ------
    ValueError
        Where no actor has a positive weight; names the issue.
    """
    name = issue.id
    weight = cells.weight
    point = float(bargaining.weighted_mean(cells.position, weight, issue=name))
    outcome = cells.outcome_draws
    p10, p50, p90 = (float(value) for value in np.quantile(outcome, [0.1, 0.5, 0.9]))
    low, high = (float(value) for value in record.interval(outcome))
    condorcet = bargaining.condorcet(cells.position, weight, issue=name)
    # In the dossier's own units, so that a reader can check a lever against influence and salience as written.
    power = bargaining.exercised_power(cells.influence, cells.salience)
    by_position, by_weight = bargaining.levers(cells.position, power, issue=name)
    veto = np.array([actor.veto for actor in cells.actors], dtype=bool)
    status_quo = np.nan if issue.status_quo is None else issue.status_quo.value
    limits = vetoes.acceptable(cells.position[veto], status_quo, cells.reservation[veto])
    agreed = vetoes.agreement(limits)
    players = [actor.id for actor in cells.actors if actor.veto]
    return IssueResult(
        weighted_mean=Mean(point, float(outcome.mean()), float(outcome.std()), p10, p50, p90),
        model_error_80=(low, high),
        weighted_median=float(bargaining.weighted_median(cells.position, weight, issue=name)),
        condorcet_expected=condorcet.expected,
        condorcet_shares=tuple(
            (float(place), float(share)) for place, share in zip(condorcet.positions, condorcet.shares, strict=True)
        ),
        levers={
            actor.id: (float(a), float(b)) for actor, a, b in zip(cells.actors, by_position, by_weight, strict=True)
        },
        agreement_range=None if np.isnan(agreed.low) else (float(agreed.low), float(agreed.high)),
        gap=float(agreed.gap) if agreed.gap > 0 else None,
        acceptable={
            player: (float(a), float(b))
            for player, a, b in zip(players, limits.low, limits.high, strict=True)
            if not np.isnan(a)
        },
        knife_edge=bool(bargaining.knife_edge(cells.position, weight, issue=name)),
    )
