"""Figures: which assumptions move an output, and which make it uncertain."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pandas as pd

from components.drawing.theme import BASIS
from components.figures.assumptions import weight_chart as chart
from components.figures.assumptions.marks_chart import statement
from components.figures.assumptions.options import OUTPUT
from components.figures.assumptions.words import (
    answer,
    apart,
    is_percent,
    offered,
    percent_text,
    span_text,
    subtitle,
    value_text,
)
from components.figures.core import Context, Figure, figure
from components.model.outputs import PACKAGE_DRAWS, output_of
from components.model.sensitivity import SOBOL_SAMPLES, Bar, SobolIndex, foremost, movers, sobol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.dossier import Assumption

SHOWN: Final = 12
"""Most rows drawn; the rest is in the table."""
SMALL: Final = 0.005
"""Shares of variance below half a per cent are not drawn."""
BANDS: Final = "Bands are the source's where it gives one, and judgements elsewhere; they travel with the value set."
MEANING: Final = (
    "Alone: the share of the variance that would go if this assumption were known. With interactions: the share that "
    "would stay if all others were known. Lines: 95 % intervals. The shares describe the model's uncertainty."
)


@figure("tornado", page="assumptions", needs=("assumptions",), options=(OUTPUT,))
def tornado_figure(context: Context, *, output: str) -> Figure:
    """How far each assumption's band moves an output, the rest as now."""
    asked = output_of(context.dossier, output)
    bars = movers(context.results, asked)
    name, measure = offered(context.dossier)[output], asked.unit
    said = answer(context, output)
    values = [value for bar in bars for value in (bar.at_low, bar.at_high, bar.base)]
    finite = [value for value in values if math.isfinite(value)]
    description = said
    drawn = statement(
        "Nothing to draw: no assumption of the dossier moves this output.", mode=context.mode, description=said
    )
    if bars and finite:
        most = _most(values, finite)
        rows = [_row(context, bar, measure, most) for bar in bars[:SHOWN]]
        told = foremost(context.results, asked)
        others = [row for row, bar in zip(rows, bars, strict=False) if bar != told]
        description = " ".join([said, *(f"{row['tooltip']}." for row in others)])
        base = min(bars[0].base, most)
        drawn = chart.tornado(
            pd.DataFrame(rows),
            base=base,
            now=f"now {value_text(bars[0].base, measure)}",
            domain=_domain([min(value, most) for value in values]),
            natural=_natural(measure),
            percent=is_percent(measure),
            unit=measure,
            mode=context.mode,
            description=description,
        )
    rest = bars[SHOWN:]
    folded = (f"{len(rest)} more assumptions move it less; they are in the table.",) if rest else ()
    shares = (f"Shares of {PACKAGE_DRAWS} draws, weighted by the gate: steps of less than 1 % mean little.",)
    return Figure(
        name="tornado",
        title=f"What moves “{name}”",
        subtitle=subtitle(context, output, "Each assumption at the ends of its band, the rest as now"),
        description=description,
        chart=drawn,
        table=_tornado_table(context, bars, measure),
        refs=_refs(context, [bar.assumption for bar in bars]),
        notes=(*folded, BANDS, *(() if asked.is_smooth else shares)),
    )


def _row(context: Context, bar: Bar, measure: str, most: float) -> dict[str, object]:
    item = context.dossier.assumption(bar.assumption)
    span = span_text(bar.low, bar.high, item.unit)
    # What never ends is drawn as far as the axis goes, and called so.
    at_low, at_high, base = (min(value, most) for value in (bar.at_low, bar.at_high, bar.base))
    left, right = min(at_low, at_high), max(at_low, at_high)
    text_low, text_high = apart(bar.at_low, bar.at_high, measure)
    text_left, text_right = (text_low, text_high) if bar.at_low <= bar.at_high else (text_high, text_low)
    return {
        "assumption": item.id,
        "basis": item.basis,
        "heading": f"{item.label}: {span}{_of(item)}",
        "heading_narrow": f"{item.name}: {span}",
        "at_low": at_low,
        "at_high": at_high,
        "left_text": text_left if left < base else "",
        "right_text": text_right if right > base else "",
        "tooltip": (
            f"{item.label} ({BASIS[item.basis].label}): {text_low} at {value_text(bar.low, item.unit)}, "
            f"{text_high} at {value_text(bar.high, item.unit)}"
        ),
    }


def _most(values: Sequence[float], finite: Sequence[float]) -> float:
    """Return where the axis ends for what never ends: well beyond the greatest finite value."""
    greatest = max(finite)
    if len(finite) == len(values):
        return greatest
    return greatest + 0.3 * ((greatest - min(finite)) or greatest or 1.0)


def _of(item: Assumption) -> str:
    """Return the unit where the value does not carry it."""
    carried = is_percent(item.unit) or value_text(10, item.unit).endswith(item.unit)
    return "" if carried else f" ({item.unit})"


def _domain(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of the axis, with room for words beyond the bars."""
    low, high = min(values), max(values)
    room = 0.17 * (high - low) or 1.0
    return low - room, high + room


def _natural(measure: str) -> tuple[float, float]:
    if is_percent(measure):
        return 0.0, 1.0
    return 0.0, 100.0 if measure.startswith("index") else math.inf


def _tornado_table(context: Context, bars: Sequence[Bar], measure: str) -> pd.DataFrame:
    items = [context.dossier.assumption(bar.assumption) for bar in bars]
    return pd.DataFrame(
        {
            "assumption": [item.label for item in items],
            "unit": [item.unit for item in items],
            "basis": [BASIS[item.basis].label for item in items],
            "low": [bar.low for bar in bars],
            "high": [bar.high for bar in bars],
            f"output at low ({measure})": [bar.at_low for bar in bars],
            f"output now ({measure})": [bar.base for bar in bars],
            f"output at high ({measure})": [bar.at_high for bar in bars],
        }
    )


@figure("sobol", page="assumptions", needs=("assumptions",), options=(OUTPUT,))
def sobol_figure(context: Context, *, output: str) -> Figure:
    """Share of an output's variance that each assumption accounts for, with intervals."""
    asked = output_of(context.dossier, output)
    endless = any(
        not math.isfinite(value) for bar in movers(context.results, asked) for value in (bar.at_low, bar.at_high)
    )
    # What may never end has no variance, though few samples come near the end that never comes.
    found = () if endless else sobol(context.results, asked)
    name = offered(context.dossier)[output]
    if found:
        shown = [row for row in found if max(row.first, row.total) >= SMALL][:SHOWN] or list(found[:1])
        description = _spread(context, name, found)
        frame = pd.DataFrame([_index(context, row) for row in shown])
        drawn = chart.sobol(frame, mode=context.mode, description=description)
    else:
        description = _no_shares(name, endless=endless)
        drawn = statement(description, mode=context.mode, description=description)
    return Figure(
        name="sobol",
        title=f"Which assumption’s uncertainty makes “{name}” uncertain",
        subtitle=subtitle(context, output, f"Share of variance over all bands, {SOBOL_SAMPLES} base samples"),
        description=description,
        chart=drawn,
        table=_sobol_table(context, found),
        refs=_refs(context, [row.assumption for row in found]),
        notes=(MEANING,) if found else (),
    )


def _no_shares(name: str, *, endless: bool) -> str:
    if endless:
        return f"No shares of variance: within the bands “{name}” may never come to an end."
    return f"No shares of variance: no assumption moves “{name}” within its band."


def _index(context: Context, row: SobolIndex) -> dict[str, object]:
    item = context.dossier.assumption(row.assumption)
    shares = f"{_share(row.first)} alone, {_share(row.total)} with interactions"
    # An estimate from samples may fall below 0 or rise above 1; the table keeps it as it is.
    clipped = {
        key: min(max(value, 0.0), 1.0) if math.isfinite(value) else min(max(getattr(row, key.split("_")[0]), 0.0), 1.0)
        for key, value in vars(row).items()
        if key != "assumption"
    }
    return {
        "assumption": item.id,
        "basis": item.basis,
        "heading": f"{item.label}: {shares}",
        "heading_narrow": f"{item.name}: {_share(row.total)}",
        "tooltip": f"{item.label}: {shares}",
        **clipped,
    }


def _share(value: float) -> str:
    return percent_text(min(max(value, 0.0), 1.0))


def _spread(context: Context, name: str, found: Sequence[SobolIndex]) -> str:
    """Return what the indices say: who accounts for most, and how much is interaction."""
    together = min(max(1 - sum(max(row.first, 0.0) for row in found), 0.0), 1.0)
    told = [
        f"“{context.dossier.assumption(row.assumption).label}” {_share(row.first)} alone "
        f"(95 % interval {span_text(max(row.first_low, 0), min(max(row.first_high, 0), 1), 'share')}) and "
        f"{_share(row.total)} with its interactions"
        for row in found[:3]
    ]
    return (
        f"Of the variance of “{name}” over the bands of all assumptions: {'; '.join(told)}. "
        f"About {_share(together)} comes from interactions alone."
    )


def _sobol_table(context: Context, found: Sequence[SobolIndex]) -> pd.DataFrame:
    columns = ("first", "first_low", "first_high", "total", "total_low", "total_high")
    frame = pd.DataFrame({"assumption": [context.dossier.assumption(row.assumption).label for row in found]})
    for key in columns:
        part, _, end = key.partition("_")
        title = f"{'first order' if part == 'first' else 'total'}{f', 95 % {end}' if end else ''} (share)"
        frame[title] = [getattr(row, key) for row in found]
    return frame


def _refs(context: Context, keys: Sequence[str]) -> tuple[str, ...]:
    """Return what the assumptions drawn rest on, each reference once."""
    found = [ref for key in keys[:SHOWN] for ref in context.dossier.assumption(key).refs]
    return tuple(dict.fromkeys(found))
