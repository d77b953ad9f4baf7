"""What the models make of an issue: reservation points and range; as other yardsticks mean, median and Condorcet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from components.model import bargaining, error_record, reservation
from components.model.cells import Cells, cells_on
from components.model.memory import remembered
from components.model.number import Number, number, quantiles

if TYPE_CHECKING:
    from components.model.source import Source
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


@dataclass(frozen=True)
class Yardsticks:
    """What other models make of an issue, as :class:`IssueResult` has it; no slider moves it."""

    weighted_mean: Number
    model_error_80: tuple[float, float]
    weighted_median: float
    condorcet_expected: float
    condorcet_shares: tuple[tuple[float, float], ...]
    levers: Mapping[str, tuple[float, float]]
    knife_edge: bool


@remembered
def yardsticks(source: Source, name: str) -> Yardsticks:
    """Return what other models make of an issue.

    Raises
    ------
    ValueError
        Where no actor has a positive weight; names the issue.
    """
    cells = cells_on(source, name)
    outcome = cells.outcome_draws
    low, high = (float(value) for value in error_record.interval(outcome))
    condorcet = bargaining.condorcet(cells.position, cells.weight, issue=name)
    # In the dossier's own units, so that a reader can check a lever against influence and salience as written.
    power = bargaining.exercised_power(cells.influence, cells.salience)
    by_position, by_weight = bargaining.levers(cells.position, power, issue=name)
    return Yardsticks(
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


def issue_result(issue: str, stakes: Stakes) -> IssueResult:
    """Return what the models make of an issue.

    Parameters
    ----------
    issue : str
        Its id.
    stakes : Stakes
        Of everybody who holds a position.

    Raises
    ------
    ValueError
        Where no actor has a positive weight; names the issue.
    """
    reservations = _reservations(issue, stakes)
    agreement, gap, between = _overlap({key: item for key, item in reservations.items() if _decides(stakes, key)})
    others = vars(yardsticks(stakes.source, issue))
    return IssueResult(reservations=reservations, agreement=agreement, gap=gap, between=between, **others)


def _decides(stakes: Stakes, actor: str) -> bool:
    return stakes.source.dossier.actor(actor).veto


def _reservations(issue: str, stakes: Stakes) -> dict[str, Reservation]:
    """Return the reservation points of all who expect something without a deal."""
    heard = np.flatnonzero(stakes.concerned([issue]))
    ideal, expected = stakes.held([issue]).position[0, heard], stakes.expected([issue])[0, heard]
    ends = reservation.limits(ideal, expected, stakes.cost[heard])
    low, high = quantiles(ends.low), quantiles(ends.high)
    # One end for all draws: a draw that expects more than its ideal point must not switch sides.
    names = [stakes.actors[place].id for place in heard]
    middle, toward = _sides(cells_on(stakes.source, issue), names)
    faced = np.where(reservation.faces_down(reservation.Limits(low[1], high[1]), middle, toward), low, high)
    columns = (faced[1], faced[0], faced[2], low[1], high[1], np.median(expected, axis=-1))
    return {name: Reservation(*row) for name, row in zip(names, np.stack(columns, axis=-1).tolist(), strict=True)}


def _sides(cells: Cells, names: Sequence[str]) -> tuple[Floats, Floats]:
    """Return some actors' ideal points, and the mean of the other veto players', or of all others' without any."""
    ideal = dict(zip((actor.id for actor in cells.actors), cells.position.tolist(), strict=True))
    decides = {actor.id for actor in cells.actors if actor.veto}
    toward = []
    for name in names:
        others = decides - {name} or ideal.keys() - {name} or {name}
        toward.append(sum(ideal[other] for other in sorted(others)) / len(others))
    return np.array([ideal[name] for name in names]), np.array(toward)


def _overlap(
    held: Mapping[str, Reservation],
) -> tuple[tuple[float, float] | None, float | None, tuple[str, str] | None]:
    """Return the range and the gap of those who must agree, and the two between whom either lies."""
    if not held:
        return None, None, None
    names = list(held)
    low, high = (np.array([[getattr(item, end)] for item in held.values()]) for end in ("low", "high"))
    found = reservation.bargaining_range(reservation.Limits(low, high), np.ones(len(names), dtype=bool))
    between = (names[found.floor[0]], names[found.ceiling[0]])
    if found.gap[0] > 0:
        return None, float(found.gap[0]), between
    return (float(found.low[0]), float(found.high[0])), None, between
