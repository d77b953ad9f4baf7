"""The issue view that a report carries: one Vega-Lite specification an issue, with sliders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from components.drawing.theme import categorical
from components.exports.live_chart import live_issue
from components.exports.spec import Spec, fitted, printable_spec

if TYPE_CHECKING:
    from components.figures import Context


@dataclass(frozen=True)
class LiveIssue:
    """An issue that a reader can try assumptions on, without the dashboard.

    Attributes
    ----------
    id, title : str
        The issue.
    spec : dict
        Vega-Lite, its parameters ``p0``, ``w0``, ``p1`` … bound to range inputs.
    mean : float
        Weighted mean at the sliders' start, as the model computes it.
    description, note : str
        What it shows, and how veto players limit it.
    """

    id: str
    title: str
    spec: Spec
    mean: float
    description: str
    note: str


def live_issues(context: Context) -> tuple[LiveIssue, ...]:
    """Return every issue on which at least one actor has weight, in the dossier's order."""
    return tuple(_live(context, key) for key in context.results.issues)


def _live(context: Context, key: str) -> LiveIssue:
    dossier, results = context.dossier, context.results
    issue, cells, found = dossier.issue(key), results.cells(key), results.issues[key]
    colours = categorical([actor.id for actor in dossier.actors], context.mode)
    frame = pd.DataFrame(
        {
            "actor": [actor.name for actor in cells.actors],
            # Ten digits: a slider shows what it stands at, 26.400000000000002 included.
            "position": cells.position.round(10),
            "power": (cells.weight * 100).round(10),
            "colour": [colours[actor.id] for actor in cells.actors],
        }
    )
    mean = found.weighted_mean.point
    description = (
        f"{issue.label}, from 0 ({issue.low}) to 100 ({issue.high}). Weighted mean {mean:.1f}. "
        + "; ".join(f"{row.actor} at {row.position:.1f}, power {row.power:.1f}" for row in frame.itertuples())
        + "."
    )
    chart = live_issue(frame, low=issue.low, high=issue.high, mode=context.mode, description=description)
    if found.gap is not None:
        note = f"Veto players do not agree here (gap of {found.gap:.3g} points): the mean is no forecast."
    elif found.agreement_range:
        low, high = found.agreement_range
        note = f"In the model, every veto player accepts {low:.0f} to {high:.0f}."
    else:
        note = "The dossier gives no agreement range here."
    note = f"0: {issue.low}. 100: {issue.high}. {note}"
    return LiveIssue(key, issue.label, fitted(printable_spec(chart)), mean, description, note)
