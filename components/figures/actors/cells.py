"""Every cell of an issue as a table row: where an actor stands, how much it cares, what it can bring to bear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from components.model.memory import remembered
from components.model.stands import Stand, stands

if TYPE_CHECKING:
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
    return pd.DataFrame([_row(context, stand) for stand in stands(context.results, issue)], columns=COLUMNS)


def _row(context: Context, stand: Stand) -> dict[str, Any]:
    cell, actor = stand.cell, context.dossier.actor(stand.cell.actor)
    return {
        "actor": actor.id,
        "name": actor.name,
        "label": actor.label,
        "veto": actor.veto,
        "issue": cell.issue,
        "kind": cell.kind,
        "bargains": stand.bargains,
        "position": stand.position,
        "p10": stand.p10,
        "p90": stand.p90,
        "salience": cell.salience.mode,
        "influence": cell.influence.mode,
        "power": stand.power,
        "basis": cell.basis,
        "confidence": cell.confidence or "",
        "refs": cell.refs,
        "note": cell.note or "",
    }
