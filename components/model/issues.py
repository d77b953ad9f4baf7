"""Who stands where on an issue under a scenario, and what the models make of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.dossier import Actor, Cell, Dossier, Issue
from components.dossier.types import ScaleBand
from components.model import bargaining, record, vetoes
from components.model.draws import Columns
from components.model.network import Scale

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Cells:
    """The cells that bargain over one issue: one per actor, the negotiating one where there are two.

    Attributes
    ----------
    actors : tuple of Actor
        Holders, in the dossier's order.
    cells : tuple of Cell
        Their cells as they stand on the day.
    position, salience, influence : array (actors,)
        With every quantity at its mode, 0–100.
    position_draws, salience_draws, influence_draws : array (draws, actors)
        Over the draws, 0–100.
    """

    actors: tuple[Actor, ...]
    cells: tuple[Cell, ...]
    position: Floats
    salience: Floats
    influence: Floats
    position_draws: Floats
    salience_draws: Floats
    influence_draws: Floats

    @property
    def weight(self) -> Floats:
        """Exercised power, influence × salience, 0–1, shape (actors,)."""
        return bargaining.exercised_power(self.influence, self.salience) / 1e4

    @property
    def weight_draws(self) -> Floats:
        """Exercised power over the draws, 0–1, shape (draws, actors)."""
        return bargaining.exercised_power(self.influence_draws, self.salience_draws) / 1e4

    @property
    def reservation(self) -> Floats:
        """Worst acceptable value of each actor, NaN where none is given, shape (actors,)."""
        return np.array([np.nan if cell.reservation is None else cell.reservation for cell in self.cells])


def standing_cell(dossier: Dossier, cell: Cell, day: dt.date) -> Cell:
    """Return a cell as it stands on a day: events up to then may have changed it."""
    if not cell.changes or dossier.timeline is None:
        return cell
    dates = {event.id: event.date for event in dossier.timeline.events}
    past = [change for change in cell.changes if change.event in dates and dates[change.event] <= day]
    if not past:
        return cell
    latest = max(past, key=lambda change: dates[change.event])
    update: dict[str, object] = {"position": latest.position, "basis": latest.basis, "refs": latest.refs}
    update |= {part: value for part in ("salience", "influence") if (value := getattr(latest, part)) is not None}
    return cell.model_copy(update=update)


def bargaining_cells(dossier: Dossier, issue: str) -> tuple[Cell, ...]:
    """Return one cell per actor on an issue, the negotiating one where it has both."""
    chosen: dict[str, Cell] = {}
    for cell in dossier.cells:
        if cell.issue == issue and (cell.actor not in chosen or cell.kind == "negotiating"):
            chosen[cell.actor] = cell
    return tuple(chosen[actor.id] for actor in dossier.actors if actor.id in chosen)


def cells_of(
    dossier: Dossier,
    issue: str,
    day: dt.date,
    columns: Columns,
    scales: Mapping[str, Scale],
    point: Mapping[str, float],
    draws: Mapping[str, Floats],
) -> Cells:
    """Return the bargaining cells of an issue with their points and draws.

    Parameters
    ----------
    issue : str
        Id of the issue.
    day : date
        Changes by later events do not count.
    columns : Columns
        Common random numbers.
    scales, point, draws : mapping
        Of the network: what moves a negotiating cell, and by how much.
    """
    cells = tuple(standing_cell(dossier, cell, day) for cell in bargaining_cells(dossier, issue))

    def drawn(part: str) -> Floats:
        columns_of = [columns.triangular(f"cell:{cell.id}:{part}", _band(cell, part)) for cell in cells]
        return np.stack(columns_of, axis=-1) if columns_of else np.empty((0, 0))

    position = np.array([cell.position.mode for cell in cells])
    position_draws = drawn("position")
    for number, cell in enumerate(cells):
        for key, points in cell.moved_by.items():
            position[number] += points * float(scales[key].z(np.array(point[key])))
            position_draws[:, number] += points * scales[key].z(draws[key])
    return Cells(
        actors=tuple(dossier.actor(cell.actor) for cell in cells),
        cells=cells,
        position=np.clip(position, 0, 100),
        salience=np.array([cell.salience.mode for cell in cells]),
        influence=np.array([cell.influence.mode for cell in cells]),
        position_draws=np.clip(position_draws, 0, 100),
        salience_draws=drawn("salience"),
        influence_draws=drawn("influence"),
    )


def _band(cell: Cell, part: str) -> ScaleBand:
    band: ScaleBand = getattr(cell, part)
    return band


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
        Actor → points of outcome per point of its position, and per unit of its exercised power (0–1).
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


def issue_result(dossier: Dossier, issue: Issue, cells: Cells) -> IssueResult:
    """Return the outcome of an issue, its checks and its vetoes.

    Raises
    ------
    ValueError
        Where no actor has a positive weight; names the issue.
    """
    name = issue.id
    weight = cells.weight
    point = float(bargaining.weighted_mean(cells.position, weight, issue=name))
    outcome = bargaining.weighted_mean(cells.position_draws, cells.weight_draws, issue=name)
    p10, p50, p90 = (float(value) for value in np.quantile(outcome, [0.1, 0.5, 0.9]))
    low, high = (float(value) for value in record.interval(outcome))
    condorcet = bargaining.condorcet(cells.position, weight, issue=name)
    by_position, by_weight = bargaining.levers(cells.position, weight, issue=name)
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
