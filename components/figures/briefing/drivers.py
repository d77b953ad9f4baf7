"""Figure: the three assumptions that matter most, and what the band of each does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from components import wording
from components.drawing.theme import BASIS
from components.figures.briefing.chances_chart import Row, chances_chart
from components.figures.briefing.words import output_name
from components.figures.core import Figure, FigureError, figure
from components.model.known import known_refs
from components.model.movers import Driver, driver, drivers
from components.model.results import at_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.figures.context import Context


@figure("drivers", page="briefing", needs=["nodes"])
def main_drivers(context: Context) -> Figure:
    """Effect of the three assumptions that matter most on the outcome that each of them moves most."""
    dossier = context.dossier
    # Chosen at the source's values, so that rows stay while sliders move.
    before = drivers(at_source(context.results))
    if not before or not before[0].output.is_chance:
        raise FigureError("figure 'drivers' needs a chance that assumptions move, which this dossier leaves out")
    now = [driver(context.results, item.assumption, item.output) for item in before]
    rows = [_row(item, source) for item, source in zip(now, before, strict=True)]
    description = " ".join(f"{row.tooltip}." for row in rows)
    return Figure(
        name="drivers",
        title="Three assumptions that matter",
        subtitle="Bar: what an assumption’s band does to the outcome that it moves most",
        description=description,
        chart=chances_chart(rows, edges=[0.25, 0.5, 0.75], mode=context.mode, description=description),
        table=_table(now, before),
        refs=known_refs(dossier, (ref for item in now for ref in item.assumption.refs), context.results.day),
        notes=(
            "Each assumption is put to the ends of its band, all others as they stand. The three are those that move "
            "an outcome most at the source’s values.",
            *(("Hollow mark: at the source’s values.",) if context.before else ()),
        ),
    )


def _row(now: Driver, source: Driver) -> Row:
    item, name = now.assumption, output_name(now.output)
    # What moves stands below the heading, whose lines give the row its height.
    stands = item.said_estimate(now.p50, now.p10, now.p90)
    ends = [" to ".join(map(wording.chance, (one.at_p10, one.at_p90))) for one in (now, source)]
    said, was = f"{stands}: {name} from {ends[0]}", f"source {ends[1]}" if ends[0] != ends[1] else ""
    low, high = sorted((now.at_p10, now.at_p90))
    parts = ", ".join(filter(None, (said, f"now {wording.chance(now.base)}", was)))
    told = f"{item.name}, {BASIS[item.basis].label}, {parts}"
    stood = source.base if now.base != source.base else None
    return Row(item.name, said, was, low, now.base, high, stood, told, item.basis)


def _table(now: Sequence[Driver], before: Sequence[Driver]) -> pd.DataFrame:
    """Return an assumption a row, chances in per cent."""
    return pd.DataFrame(
        {
            "assumption": item.assumption.label,
            "p10": item.p10,
            "now": item.p50,
            "p90": item.p90,
            "unit": item.assumption.unit,
            "output": item.output.label,
            "at p10 (%)": round(100 * item.at_p10, 2),
            "output now (%)": round(100 * item.base, 2),
            "at p90 (%)": round(100 * item.at_p90, 2),
            "source (%)": round(100 * source.base, 2),
        }
        for item, source in zip(now, before, strict=True)
    )
