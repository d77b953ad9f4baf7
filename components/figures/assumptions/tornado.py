"""Figure: which assumptions move an output, and how far."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.drawing.layers import nothing
from components.drawing.theme import BASIS
from components.figures.assumptions.marks_chart import Axis
from components.figures.assumptions.options import NOW, ORDER, OUTPUT
from components.figures.assumptions.tornado_chart import Bar as Drawn
from components.figures.assumptions.tornado_chart import tornado_chart
from components.figures.assumptions.words import grounds, offered, subtitle, told
from components.figures.core import Figure, figure
from components.model.outputs import output_of
from components.model.reach import reach
from components.model.results import at_source
from components.model.sensitivity import Bar, movers, tornado

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.figures.context import Context
    from components.model.output import Output

SHOWN: Final = 12
"""Most rows drawn; the rest is in the table."""
BANDS: Final = (
    "Each assumption is put to the two ends of its band, the middle 80 % of cases; all others stay as they are. "
    "Bands travel with the value set."
)
GHOSTS: Final = "Hollow bars and the grey line: at the source’s values."
CHOICES: Final = "What is for the reader to choose, such as the horizon, is no uncertainty and has no bar."


@figure("tornado", page="assumptions", needs=("assumptions",), options=(OUTPUT, ORDER))
def tornado_figure(context: Context, *, output: str, order: str) -> Figure:
    """How far each assumption's band moves an output, the rest as now."""
    asked = output_of(context.dossier, output)
    bars = _ordered(context, asked, order)
    before = {bar.assumption: bar for bar in movers(context.before, asked)} if context.before else {}
    said = description = answer(context, output)
    values = [value for bar in (*bars, *before.values()) for value in (bar.at_p10, bar.at_p90, bar.base)]
    finite = [value for value in values if math.isfinite(value)]
    if bars and finite:
        most = _most(values, finite)
        rows = [_row(context, bar, before.get(bar.assumption), asked.unit, most) for bar in bars[:SHOWN]]
        description = " ".join([said, *(f"{row.tooltip}." for row in rows)])
        source = next(iter(before.values())).base if before else math.nan
        drawn = tornado_chart(
            rows,
            base=min(bars[0].base, most),
            now=f"now {wording.quantity(bars[0].base, asked.unit)}",
            source=min(source, most),
            source_text=f"source {wording.quantity(source, asked.unit)}" if before else "",
            along=_axis([*(min(value, most) for value in values), *_ends(context, asked)], asked.unit),
            natural=_natural(asked.unit),
            mode=context.mode,
            description=description,
        )
    else:
        drawn = nothing(said, mode=context.mode, description=said)
    folded = len(bars[SHOWN:])
    choices = any(context.dossier.assumption(key).is_choice for key in asked.assumptions(context.results))
    return Figure(
        name="tornado",
        title=f"What moves “{offered(context.dossier)[output]}”",
        subtitle=subtitle(context, output, "Each assumption at the ends of its band, the rest as now"),
        description=description,
        chart=drawn,
        table=_table(context, bars, asked.unit),
        refs=grounds(context, [bar.assumption for bar in bars[:SHOWN]]),
        notes=(
            *((f"{folded} more assumptions move it; they are in the table.",) if folded else ()),
            *((GHOSTS,) if before else ()),
            BANDS,
            *((CHOICES,) if choices else ()),
        ),
    )


def _ordered(context: Context, asked: Output, order: str) -> tuple[Bar, ...]:
    """Return the bars as they are now: by their effect at the source's values, so that rows stay, or by that now."""
    now = movers(context.results, asked)
    if order == NOW:
        return now
    known = {bar.assumption: bar for bar in tornado(context.results, asked)}
    rows = [known[bar.assumption] for bar in movers(at_source(context.results), asked) if bar.assumption in known]
    return (*rows, *(bar for bar in now if bar not in rows)) if now else ()


def _ends(context: Context, asked: Output) -> tuple[float, ...]:
    """Return what the axis holds whatever the assumptions: nothing where the output knows no bounds."""
    if math.isinf(_natural(asked.unit)[1]):
        return ()
    return tuple(value for value in reach(context.results, asked) if math.isfinite(value))


def answer(context: Context, output: str) -> str:
    """Return one sentence on which assumption moves an output most, and how far."""
    dossier = context.dossier
    asked = output_of(dossier, output)
    name, unit = offered(dossier)[output], asked.unit
    bars = movers(context.results, asked)
    if not asked.uncertain(context.results):
        return f"No assumption of this dossier moves “{name}”."
    if not bars:
        now = told(context, asked.value(context.results), unit)
        return f"At these values no assumption’s band moves “{name}”; it stands at {now}."
    bar = bars[0]
    item = dossier.assumption(bar.assumption)
    if wording.quantity(bar.at_p10, unit) == wording.quantity(bar.at_p90, unit):
        return f"No assumption moves “{name}” by more than a rounding; it stands at {told(context, bar.base, unit)}."
    first, last, now = (wording.quantity(end, unit) for end in (bar.at_p10, bar.at_p90, bar.base))
    return f"“{item.name}” moves “{name}” most: over its band from {first} to {last}; now {now}."


def _row(context: Context, bar: Bar, source: Bar | None, unit: str, most: float) -> Drawn:
    item = context.dossier.assumption(bar.assumption)
    band = item.said_band(bar.p10, bar.p90)
    # What never ends is drawn as far as the axis goes, and called so.
    at_p10, at_p90, base = (min(value, most) for value in (bar.at_p10, bar.at_p90, bar.base))
    left, right = sorted((bar.at_p10, bar.at_p90))
    low, high = (item.said(end) for end in (bar.p10, bar.p90))
    return Drawn(
        item.id,
        item.basis,
        heading=f"{item.label}: {band}",
        brief=f"{item.name}: {band}",
        tooltip=(
            f"{item.label} ({BASIS[item.basis].label}): {wording.quantity(bar.at_p10, unit)} at {low}, "
            f"{wording.quantity(bar.at_p90, unit)} at {high}"
        ),
        at_p10=at_p10,
        at_p90=at_p90,
        left_text=wording.quantity(left, unit) if min(left, most) < base else "",
        right_text=wording.quantity(right, unit) if min(right, most) > base else "",
        source_low=min(source.at_p10, source.at_p90, source.base, most) if source else math.nan,
        source_high=min(max(source.at_p10, source.at_p90, source.base), most) if source else math.nan,
    )


def _most(values: Sequence[float], finite: Sequence[float]) -> float:
    """Return where the axis ends for what never ends: well beyond the greatest finite value."""
    greatest = max(finite)
    if len(finite) == len(values):
        return greatest
    return greatest + 0.3 * ((greatest - min(finite)) or greatest or 1.0)


def _axis(values: Sequence[float], unit: str) -> Axis:
    """Return the output's axis, with room for words beyond the bars."""
    low, high = min(values), max(values)
    room = 0.17 * (high - low) or 1.0
    return Axis(unit, low - room, high + room, wording.is_percent(unit))


def _natural(unit: str) -> tuple[float, float]:
    if wording.is_percent(unit):
        return 0.0, 1.0
    return 0.0, 100.0 if unit.startswith("index") else math.inf


def _table(context: Context, bars: Sequence[Bar], unit: str) -> pd.DataFrame:
    items = [context.dossier.assumption(bar.assumption) for bar in bars]
    return pd.DataFrame(
        {
            "assumption": [item.label for item in items],
            "unit": [item.unit for item in items],
            "basis": [BASIS[item.basis].label for item in items],
            "p10": [bar.p10 for bar in bars],
            "p90": [bar.p90 for bar in bars],
            f"output at p10 ({unit})": [bar.at_p10 for bar in bars],
            f"output now ({unit})": [bar.base for bar in bars],
            f"output at p90 ({unit})": [bar.at_p90 for bar in bars],
        }
    )
