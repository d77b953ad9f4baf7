"""What the models make of an issue: reservation points and range, and as other yardsticks mean, median and Condorcet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from components.model import bargaining, error_record, reservation
from components.model.number import Number, number, quantiles

if TYPE_CHECKING:
    from components.dossier import Issue
    from components.model.cells import Cells
    from components.model.stakes import Stakes

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Reservation:
    """What an actor accepts when an issue alone decides, 0–100.

    Attributes
    ----------
    value, p10, p90 : float
        The reservation point that faces the veto players' ideal points; median and band over the draws.
    low, high : float
        Medians of both ends of what it accepts.
    expects : float
        Median of what it expects without a deal.
    """

    value: float
    p10: float
    p90: float
    low: float
    high: float
    expects: float


@dataclass(frozen=True)
class IssueResult:
    """What the models make of one issue; all values on its own 0–100 scale.

    Attributes
    ----------
    reservations : mapping of str to Reservation
        Actor → its reservation point, of all who hold a position and expect something without a deal.
    agreement : (float, float) or None
        Where the veto players' intervals overlap; none where they do not, or nobody sets a limit.
    gap : float or None
        Points between the veto players' intervals where they do not overlap.
    between : (str, str) or None
        The veto player that accepts nothing below, and the one that accepts nothing above.
    weighted_mean : Number
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
    knife_edge : bool
        Whether a change of one weight by 5 % moves the median to another actor.
    """

    reservations: Mapping[str, Reservation]
    agreement: tuple[float, float] | None
    gap: float | None
    between: tuple[str, str] | None
    weighted_mean: Number
    model_error_80: tuple[float, float]
    weighted_median: float
    condorcet_expected: float
    condorcet_shares: tuple[tuple[float, float], ...]
    levers: Mapping[str, tuple[float, float]]
    knife_edge: bool


def issue_result(issue: Issue, cells: Cells, stakes: Stakes) -> IssueResult:
    """Return what the models make of an issue.

    Parameters
    ----------
    issue : Issue
    cells : Cells
        Who holds a position on it.
    stakes : Stakes
        Of the same actors, in the same order.

    Raises
    ------
    ValueError
        Where no actor has a positive weight; names the issue.
    """
    name = issue.id
    outcome = cells.outcome_draws
    low, high = (float(value) for value in error_record.interval(outcome))
    condorcet = bargaining.condorcet(cells.position, cells.weight, issue=name)
    # In the dossier's own units, so that a reader can check a lever against influence and salience as written.
    power = bargaining.exercised_power(cells.influence, cells.salience)
    by_position, by_weight = bargaining.levers(cells.position, power, issue=name)
    reservations, overlap, gap, between = _bargained(issue, cells, stakes)
    return IssueResult(
        reservations=reservations,
        agreement=overlap,
        gap=gap,
        between=between,
        weighted_mean=number(outcome, chance=False),
        model_error_80=(low, high),
        weighted_median=float(bargaining.weighted_median(cells.position, cells.weight, issue=name)),
        condorcet_expected=condorcet.expected,
        condorcet_shares=tuple(
            (float(place), float(share)) for place, share in zip(condorcet.positions, condorcet.shares, strict=True)
        ),
        levers={
            actor.id: (float(a), float(b)) for actor, a, b in zip(cells.actors, by_position, by_weight, strict=True)
        },
        knife_edge=bool(bargaining.knife_edge(cells.position, cells.weight, issue=name)),
    )


def _bargained(
    issue: Issue, cells: Cells, stakes: Stakes
) -> tuple[dict[str, Reservation], tuple[float, float] | None, float | None, tuple[str, str] | None]:
    """Return reservation points, overlap, gap, and the two actors between whom either lies."""
    ideal, _, expected = (array[0] for array in stakes.held([issue.id]))
    limits = reservation.limits(ideal, expected, stakes.cost)
    veto = stakes.veto & ~np.isnan(expected).all(axis=-1)
    middle = np.median(ideal, axis=-1)
    facing = reservation.facing(limits, ideal, np.broadcast_to(_toward(middle, veto)[:, None], ideal.shape))
    found = {}
    ends = []
    for place, actor in enumerate(cells.actors):
        low, high = (float(np.median(end[place])) for end in limits)
        ends.append((low, high))
        if not np.isnan(expected[place]).any():
            # One end for all draws: a draw that expects more than its ideal point must not switch sides.
            end = limits.low if _faces_down(facing[place], limits.low[place]) else limits.high
            p10, p50, p90 = (float(value) for value in quantiles(end[place]))
            found[actor.id] = Reservation(p50, p10, p90, low, high, float(np.median(expected[place])))
    medians = reservation.Limits(*(np.array(side)[:, None] for side in zip(*ends, strict=True)))
    overlap = reservation.bargaining_range(medians, veto)
    if not veto.any():
        return found, None, None, None
    gap = float(overlap.gap[0])
    between = (cells.actors[int(overlap.floor[0])].id, cells.actors[int(overlap.ceiling[0])].id)
    if gap > 0:
        return found, None, gap, between
    return found, (float(overlap.low[0]), float(overlap.high[0])), None, between


def _toward(middle: Floats, veto: npt.NDArray[np.bool_]) -> Floats:
    """Return for each actor the mean ideal point of the other veto players, or of all others where there are none."""
    result = np.empty(len(middle))
    everyone = np.arange(len(middle))
    for place in everyone:
        others = (everyone != place) & veto
        if not others.any():
            others = everyone != place
        result[place] = middle[others].mean() if others.any() else middle[place]
    return result


def _faces_down(facing: Floats, low: Floats) -> bool:
    """Whether most draws face the lower end."""
    return bool(np.mean(facing == low) >= 0.5)
