"""Every cell of an issue as a table row: where an actor stands, how much it cares, what it can bring to bear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from components.model.bargaining import exercised_power
from components.model.cells import standing_cell
from components.model.memory import remembered

if TYPE_CHECKING:
    import numpy.typing as npt

    from components.dossier import Cell
    from components.figures.core import Context

COLUMNS = [
    "actor", "name", "label", "veto", "issue", "kind", "bargains", "position", "p10", "p90", "salience", "influence",
    "power", "basis", "confidence", "refs", "note",
]  # fmt: skip


@remembered
def cells_frame(context: Context, issue: str) -> pd.DataFrame:
    """Return the cells of an issue as they stand under the scenario, in the dossier's order of actors.

    Parameters
    ----------
    context : Context
        Dossier and results.
    issue : str
        Id of an issue.

    Returns
    -------
    pandas.DataFrame
        ``position`` with every quantity at its mode, ``p10`` and ``p90`` over the draws, ``salience``, ``influence``
        and ``power`` (influence × salience / 100), all 0–100; ``bargains`` says which of an actor's two cells enters
        the model: the negotiating one where there is one.
    """
    held = context.results.cells(issue)
    bargaining = {
        cell.id: _row(context, cell, float(held.position[place]), held.position_draws[:, place], bargains=True)
        for place, cell in enumerate(held.cells)
    }
    every = [cell for cell in context.dossier.cells if cell.issue == issue]
    found = [bargaining[cell.id] if cell.id in bargaining else _aside(context, cell) for cell in every]
    place = {actor.id: number for number, actor in enumerate(context.dossier.actors)}
    found.sort(key=lambda row: (place[row["actor"]], row["kind"]))
    return pd.DataFrame(found, columns=COLUMNS)


def _aside(context: Context, cell: Cell) -> dict[str, Any]:
    """Return a cell that does not bargain, because the actor has a negotiating one too."""
    cell = standing_cell(context.dossier, cell, context.results.day)
    draws = context.results.columns.triangular(f"cell:{cell.id}:position", cell.position)
    return _row(context, cell, cell.position.mode, draws, bargains=False)


def _row(
    context: Context, cell: Cell, position: float, draws: npt.NDArray[np.float64], *, bargains: bool
) -> dict[str, Any]:
    actor = context.dossier.actor(cell.actor)
    p10, p90 = np.quantile(draws, [0.1, 0.9])
    return {
        "actor": actor.id,
        "name": actor.name,
        "label": actor.label,
        "veto": actor.veto,
        "issue": cell.issue,
        "kind": cell.kind,
        "bargains": bargains,
        "position": position,
        "p10": float(p10),
        "p90": float(p90),
        "salience": cell.salience.mode,
        "influence": cell.influence.mode,
        "power": float(exercised_power(np.array(cell.influence.mode), np.array(cell.salience.mode))) / 100,
        "basis": cell.basis,
        "confidence": cell.confidence or "",
        "refs": cell.refs,
        "note": cell.note or "",
    }
