"""What the models make of an issue: weighted mean, median, Condorcet, levers and what veto players accept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from components.model import bargaining, error_record, vetoes

if TYPE_CHECKING:
    from components.dossier import Issue
    from components.model.cells import Cells


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
    low, high = (float(value) for value in error_record.interval(outcome))
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
