"""How much each hypothesis weighs, day by day, and which events moved that."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.figures.core import Figure, figure
from components.figures.ultimatum.hypotheses_chart import End, Moved, Point, hypotheses_chart
from components.model.hypotheses import EventShift, event_shifts, history, prior
from components.model.known import known_refs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.dossier import Dossier
    from components.figures.context import Context
    from components.model.hypotheses import Weights

NAMED: Final = 5
"""Events named in the chart."""
_SHORTEST: Final = 28
"""Days that the axis covers at least."""


@figure("hypotheses", page="ultimatum", needs=["hypotheses"])
def hypotheses(context: Context) -> Figure:
    """Weight of each hypothesis by date, and the events that moved it most."""
    dossier, results = context.dossier, context.results
    day, supposed = results.day, results.source.supposed
    by_day = history(dossier, day, supposed)
    found = event_shifts(dossier, day, supposed)
    start, last = by_day[0][0], max(day, by_day[0][0] + dt.timedelta(days=_SHORTEST))
    own = prior(dossier)
    ends = [_end(dossier, key, by_day[-1], own[key]) for key in by_day[-1][1]]
    named = sorted(found[:NAMED], key=lambda step: step.event.known_on)
    told = "; ".join(f"{item.hypothesis} {wording.chance(item.weight)}" for item in ends)
    description = f"Weights as of {wording.date(day)}: {told}. {moved_most(found) or NO_EVENT}"
    damping = dossier.hypotheses.damping
    refs = [ref for item in dossier.hypotheses.hypotheses for ref in item.refs]
    return Figure(
        name="hypotheses",
        title=f"{dossier.hypotheses.label}, and the events that moved their weights",
        subtitle=f"Per cent, as of {wording.date(day)}; hollow mark: the source’s",
        description=description,
        chart=hypotheses_chart(
            [_point(dossier, key, at, weights) for key in by_day[-1][1] for at, weights in by_day],
            ends,
            [_moved(dossier, step) for step in named],
            window=(start, last),
            mode=context.mode,
            description=description,
        ),
        table=_table(dossier, by_day, found),
        refs=known_refs(dossier, [*refs, *(step.event.id for step in found)], day),
        notes=(
            f"Weights and likelihoods are analyst judgement, set knowing what came: in sample. The likelihoods of all "
            f"events together count to the power of {damping.value:g}, since evidence overlaps.",
            "The size of an event’s move is the weight it shifts, all other events counted.",
        ),
    )


NO_EVENT: Final = "No event known by this day has moved them."


def moved_most(found: Sequence[EventShift]) -> str:
    """Return the sentence that names the two events that moved the weights most; nothing where none did."""
    if not found:
        return ""
    named = [f"{step.event.label} ({wording.date(step.event.known_on)})" for step in found[:2]]
    return f"Moved most by: {wording.names(named)}."


def _point(dossier: Dossier, key: str, day: dt.date, weights: Weights) -> Point:
    label = dossier.hypothesis(key).label
    return Point(label, day, weights[key], f"{label}: {wording.chance(weights[key])} from {wording.date(day)}")


def _end(dossier: Dossier, key: str, now: tuple[dt.date, Weights], source: float) -> End:
    day, weights = now
    label, share = dossier.hypothesis(key).label, wording.chance(weights[key])
    was = wording.chance(source)
    return End(label, day, weights[key], source, f"{label}\n{share}{'' if share == was else f', source {was}'}")


def _moved(dossier: Dossier, step: EventShift) -> Moved:
    event, label = step.event, dossier.hypothesis(step.towards).label
    day, points = wording.date(event.known_on), wording.chance(step.size)
    return Moved(
        event.known_on,
        f"{day}: {event.label}",
        f"{day}: {event.label}. {points} of weight, most of it towards “{label}”. {event.because}",
    )


def _table(dossier: Dossier, by_day: Sequence[tuple[dt.date, Weights]], found: Sequence[EventShift]) -> pd.DataFrame:
    weights = [
        {"kind": "weight", "date": day, "what": dossier.hypothesis(key).label, "weight (%)": round(100 * share, 1)}
        for day, shares in by_day
        for key, share in shares.items()
    ]
    events = [
        {
            "kind": "event",
            "date": step.event.known_on,
            "what": step.event.label,
            "moved (% of weight)": round(100 * step.size, 1),
            "towards": dossier.hypothesis(step.towards).label,
            "why": step.event.because,
        }
        for step in found
    ]
    return pd.DataFrame([*weights, *events])
