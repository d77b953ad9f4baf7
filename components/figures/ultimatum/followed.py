"""How the source's values followed the record since its own date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from components import wording
from components.drawing.layers import nothing
from components.figures.core import Figure, figure
from components.figures.ultimatum.followed_chart import Lane, Mark, Step, followed_chart
from components.model.followed import Followed, followed
from components.model.known import known_refs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.dossier.types import Dated
    from components.figures.context import Context


@figure("assumption_history", page="ultimatum", needs=["assumptions"])
def assumption_history(context: Context) -> Figure:
    """Assumptions whose value in the source followed the record since its own date, in steps."""
    dossier, day = context.dossier, context.results.day
    start = dossier.header.as_of
    found = followed(dossier, day, context.results.source.supposed)
    title = "Assumptions that followed the record"
    since = f"since {wording.date(start)}, as of {wording.date(day)}"
    if not found:
        text = f"As of {wording.date(day)} every assumption stands where the source’s own date puts it."
        chart = nothing(text, mode=context.mode, description=text)
        return Figure("assumption_history", title, f"As of {wording.date(day)}", text, chart, pd.DataFrame())
    told = "; ".join(f"{item.assumption.name} {_went(item)}" for item in found)
    description = f"Source’s values {since}: {told}."
    return Figure(
        name="assumption_history",
        title=title,
        subtitle=f"Middle value and band, each on its own scale, {since}; triangle: dated by the record",
        description=description,
        chart=followed_chart(
            [step for lane, item in enumerate(found) for step in _steps(lane, item)],
            [_mark(lane, item, dated) for lane, item in enumerate(found) for dated in item.dated],
            [Lane(item.assumption.name, _went(item)) for item in found],
            window=(start, day),
            mode=context.mode,
            description=description,
        ),
        table=_table(found),
        refs=known_refs(dossier, (ref for item in found for dated in item.dated for ref in dated.refs), day),
        notes=("Steps without a triangle come from the hypotheses’ weights, or from the record of deadlines.",),
    )


def follow_text(item: Dated) -> str:
    """Return since when a value follows the record, and why as far as the dossier says."""
    return f"follows the record since {wording.date(item.on)}{f': {item.note}' if item.note else ''}"


def _share(item: Followed, value: float) -> float:
    low, high = min(band.p10 for band in item.bands), max(band.p90 for band in item.bands)
    return (value - low) / ((high - low) or 1.0)


def _steps(lane: int, item: Followed) -> list[Step]:
    return [
        Step(lane, day, *(_share(item, value) for value in (band.p10, band.p50, band.p90)))
        for day, band in zip(item.days, item.bands, strict=True)
    ]


def _mark(lane: int, item: Followed, dated: Dated) -> Mark:
    band = item.bands[item.days.index(dated.on)]
    return Mark(lane, dated.on, _share(item, band.p50), f"{item.assumption.name} {follow_text(dated)}")


def _went(item: Followed) -> str:
    first, last, about = item.bands[0], item.bands[-1], item.assumption
    return f"{about.said(first.p50)} → {about.said_estimate(last.p50, last.p10, last.p90)}"


def _table(found: Sequence[Followed]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "assumption": item.assumption.label,
                "unit": item.assumption.unit,
                "from": day,
                "p10": band.p10,
                "p50": band.p50,
                "p90": band.p90,
            }
            for item in found
            for day, band in zip(item.days, item.bands, strict=True)
        ]
    )
