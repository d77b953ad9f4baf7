"""Position exchanges (logrolling) of equal gain between two actors over two issues.

Actor i moves to j's position on one issue, j moves toward i's on another (Stokman and Van Oosten
1994). An outcome O is the weighted mean; a move Δx shifts it by ΔO = |Δx|·s·c / Σ s·c. Gains are
in salience × points, so with saliences as shares (0–1) they read as points. Cells are arrays
(issues, actors), NaN where empty.

A trade exists where the two stand on opposite sides of the outcome on both issues and value them
in different proportions: each gives on the issue that matters less to it, relative to the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]

_TOLERANCE = 1e-12  # relative: salience ratios that are equal on paper give no trade
_AT_OUTCOME = 1e-9  # points: nearer than this, an actor stands at the outcome, not on a side of it


@dataclass(frozen=True)
class Exchanges:
    """Trades, best gain first; every array has the trades on its first axis.

    Attributes
    ----------
    i, j : array (trades,)
        Indices of the two actors, i < j.
    i_moves_on, j_moves_on : array (trades,)
        Index of the issue on which each gives way.
    gain : array (trades,)
        What each of the two gains, the same for both, in salience × points.
    moved_to : array (trades, 2)
        New position of i on its issue and of j on its issue, 0–100.
    outcomes : array (trades, 2, 2)
        Outcome [on i's issue, on j's issue] × [before, after], 0–100.
    externalities : array (trades, actors)
        What every third party gains or loses, in salience × points; NaN for the two traders
        and for actors with a cell on neither issue.
    """

    i: Ints
    j: Ints
    i_moves_on: Ints
    j_moves_on: Ints
    gain: Floats
    moved_to: Floats
    outcomes: Floats
    externalities: Floats

    def __len__(self) -> int:
        """Count the trades."""
        return len(self.gain)


class _Issues(NamedTuple):
    """The issues before any trade."""

    position: Floats  # (issues, actors)
    salience: Floats  # (issues, actors)
    share: Floats  # (issues, actors): share of the issue's weight, the lever of a move
    outcome: Floats  # (issues,)


class _Trades(NamedTuple):
    """Candidate trades, one per row."""

    i: Ints
    j: Ints
    i_moves_on: Ints
    j_moves_on: Ints
    shift_i: Floats  # ΔO that i's move makes on its issue
    shift_j: Floats
    gain: Floats


def exchanges(
    position: Floats,
    salience: Floats,
    influence: Floats,
    *,
    start: Floats | None = None,
    traders: Bools | None = None,
    limit: int | None = 100,
) -> Exchanges:
    """All equal-gain exchanges between every two actors over every two issues, best first.

    With q the issue i gives on and p the one j gives on, ΔO_p/ΔO_q = (s_iq + s_jq)/(s_ip + s_jp)
    makes s_ip·ΔO_p − s_iq·ΔO_q the gain of both. The trade is as large as its limits allow: no
    one moves beyond the other's position, and no outcome beyond the position of the actor it
    is moved for (it would lose from there on), so the other side moves only partly.

    Parameters
    ----------
    position : array (issues, actors)
        0–100, NaN where empty.
    salience : array (issues, actors)
        Any unit; it sets the unit of the gains.
    influence : array (issues, actors) or (actors,)
    start : array (issues,), optional
        Outcome before any trade, such as what no deal gives. Default: the weighted mean.
    traders : array (actors,), optional
        Who may trade; the others are third parties. Default: everyone.
    limit : int, optional
        How many of the best trades to return. None returns all: fine for tens of actors, but
        200 actors × 40 issues have up to 15 million. Time grows with actor pairs × issue pairs;
        memory with actors × issue pairs plus ``limit``, as pairs are taken one actor at a time.

    Raises
    ------
    ValueError
        Where ``limit`` is below 1.
    """
    if limit is not None and limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    issues = _issues(position, salience, influence, start)
    actors = position.shape[1]
    allowed = np.flatnonzero(np.ones(actors, dtype=bool) if traders is None else traders)
    best = _trades_of(issues, 0, allowed[:0], 0.0)
    for place, i in enumerate(allowed.tolist()):
        worst = best.gain[-1] if limit is not None and len(best.gain) == limit else 0.0
        found = _trades_of(issues, i, allowed[place + 1 :], worst)
        merged = _Trades._make(map(np.concatenate, zip(best, found, strict=True)))
        best = _take(merged, np.argsort(-merged.gain, kind="stable")[:limit])
    return _priced(issues, best)


def _issues(position: Floats, salience: Floats, influence: Floats, start: Floats | None) -> _Issues:
    """Outcomes and levers; an issue without any weight gets a NaN outcome and thus no trades."""
    weight = salience * influence
    held = ~(np.isnan(position) | np.isnan(weight))
    weight = np.where(held, weight, 0.0)
    total = weight.sum(axis=1, keepdims=True)
    share = np.divide(weight, total, out=np.full(weight.shape, np.nan), where=total > 0)
    return _Issues(
        position=np.where(held, position, np.nan),
        salience=np.where(held, salience, np.nan),
        share=np.where(held, share, np.nan),
        outcome=np.sum(share * np.where(held, position, 0.0), axis=1) if start is None else start,
    )


def _trades_of(issues: _Issues, i: int, others: Ints, worst: float) -> _Trades:
    """Every trade of actor i with each of ``others`` that gains more than ``worst``."""
    # (others, issues) each: what i or j could move the outcome by, 0 where they do not face.
    x, xs = issues.position[:, i], issues.position[:, others].T
    s, ss = issues.salience[:, i], issues.salience[:, others].T
    to_i, to_j = x - issues.outcome, xs - issues.outcome
    facing = (to_i * to_j < 0) & (np.minimum(np.abs(to_i), np.abs(to_j)) > _AT_OUTCOME)
    apart = np.abs(x - xs)
    reach_i = np.where(facing, np.minimum(issues.share[:, i] * apart, np.abs(to_j)), 0.0)
    reach_j = np.where(facing, np.minimum(issues.share[:, others].T * apart, np.abs(to_i)), 0.0)
    s, ss = np.where(facing, s, 0.0), np.where(facing, ss, 0.0)

    # Neither gains more than it would if the other gave all it can and it gave nothing.
    most = np.minimum((s * reach_j).max(axis=1, initial=0), (ss * reach_i).max(axis=1, initial=0))
    near = most * (1 + _TOLERANCE) > worst
    others, s, ss, reach_i, reach_j = others[near], s[near], ss[near], reach_i[near], reach_j[near]

    # (others, issue pairs): i gives on a and j on b where b matters more to i than to j.
    a, b = np.triu_indices(len(x), k=1)
    for_i, for_j = s[:, b] * ss[:, a], s[:, a] * ss[:, b]
    surplus = for_i - for_j
    row, pair = np.nonzero(np.abs(surplus) > _TOLERANCE * (for_i + for_j))
    swap = surplus[row, pair] < 0
    q = np.where(swap, b[pair], a[pair])
    p = np.where(swap, a[pair], b[pair])

    ratio = (s[row, q] + ss[row, q]) / (s[row, p] + ss[row, p])
    shift_i = np.minimum(reach_i[row, q], reach_j[row, p] / ratio)
    shift_j = ratio * shift_i
    gain = shift_i * np.abs(surplus[row, pair]) / (s[row, p] + ss[row, p])
    trades = _Trades(np.full(row.shape, i), others[row], q, p, shift_i, shift_j, gain)
    return _take(trades, np.flatnonzero(gain > worst))


def _take(trades: _Trades, rows: Ints) -> _Trades:
    return _Trades._make(column[rows] for column in trades)


def _priced(issues: _Issues, trades: _Trades) -> Exchanges:
    """Positions, outcomes and externalities of the chosen trades."""
    i_after, i_to = _moved(issues, trades.i_moves_on, trades.i, trades.j, trades.shift_i)
    j_after, j_to = _moved(issues, trades.j_moves_on, trades.j, trades.i, trades.shift_j)
    external = np.zeros((len(trades.gain), issues.position.shape[1]))
    touched = np.zeros(external.shape, dtype=bool)
    for issue, after in ((trades.i_moves_on, i_after), (trades.j_moves_on, j_after)):
        x, before = issues.position[issue], issues.outcome[issue][:, None]
        nearer = np.abs(before - x) - np.abs(after[:, None] - x)
        external += np.nan_to_num(issues.salience[issue] * nearer)
        touched |= ~np.isnan(x)
    rows = np.arange(len(trades.gain))
    touched[rows, trades.i] = touched[rows, trades.j] = False
    return Exchanges(
        i=trades.i,
        j=trades.j,
        i_moves_on=trades.i_moves_on,
        j_moves_on=trades.j_moves_on,
        gain=trades.gain,
        moved_to=np.stack([i_to, j_to], axis=1),
        outcomes=np.stack(
            [
                np.stack([issues.outcome[trades.i_moves_on], i_after], axis=1),
                np.stack([issues.outcome[trades.j_moves_on], j_after], axis=1),
            ],
            axis=1,
        ),
        externalities=np.where(touched, external, np.nan),
    )


def _moved(issues: _Issues, issue: Ints, mover: Ints, target: Ints, shift: Floats) -> tuple[Floats, Floats]:
    """Outcome after a move that shifts it by ``shift``, and the mover's new position."""
    start, end = issues.position[issue, mover], issues.position[issue, target]
    way = np.sign(end - start)
    moved = start + way * shift / issues.share[issue, mover]
    # Rounding must not carry a full move past the other's position.
    within = np.clip(moved, np.minimum(start, end), np.maximum(start, end))
    return issues.outcome[issue] + way * shift, within
