"""The issue view that a report carries: one Vega-Lite specification an issue, with sliders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from components import wording
from components.drawing.theme import categorical
from components.exports.live_chart import Cell, live_chart
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
    # Ten digits: a slider shows what it stands at, 26.400000000000002 included.
    rows = [
        Cell(actor.name, round(float(position), 10), round(float(weight) * 100, 10), colours[actor.id])
        for actor, position, weight in zip(cells.actors, cells.position, cells.weight, strict=True)
    ]
    mean = found.weighted_mean.point
    description = (
        f"{issue.label}, from 0 ({issue.low}) to 100 ({issue.high}). Weighted mean {wording.number(mean, 0)}. "
        + "; ".join(f"{row.actor} at {wording.number(row.position)}, power {wording.number(row.power)}" for row in rows)
        + "."
    )
    chart = live_chart(rows, low=issue.low, high=issue.high, mode=context.mode, description=description)
    if found.gap is not None:
        gap = wording.quantity(found.gap, "points")
        note = f"Veto players do not agree here (gap of {gap}): the mean is no forecast."
    elif found.agreement_range:
        low, high = (wording.number(end, 0) for end in found.agreement_range)
        note = f"In the model, every veto player accepts {low} to {high}."
    else:
        note = "The dossier gives no agreement range here."
    note = f"0: {issue.low}. 100: {issue.high}. {note}"
    return LiveIssue(key, issue.label, fitted(printable_spec(chart)), mean, description, note)
