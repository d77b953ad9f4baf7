"""Figure: the readings of a question that the source keeps side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.drawing import rows
from components.drawing.theme import BASIS, palette
from components.figures.actors.statements_chart import Statement, statements_chart
from components.figures.actors.words import band_words, measured, name_of
from components.figures.core import Figure, FigureError, Option, figure

if TYPE_CHECKING:
    from components.dossier.schema import Tension
    from components.figures.context import Context

UNSIZED: Final = "the dossier gives no size"


def _choices(context: Context) -> list[str]:
    return [tension.id for tension in context.dossier.perceptions.tensions]


def _first(context: Context) -> str:
    if not _choices(context):
        raise FigureError("figure 'leverage_poles' needs tensions in perceptions.yaml, which this dossier leaves out")
    return _choices(context)[0]


@figure(
    "leverage_poles",
    page="actors",
    needs=["perceptions"],
    options=[Option("tension", "Question with several readings", _choices, _first)],
)
def leverage_poles(context: Context, *, tension: str) -> Figure:
    """Show the readings of one question, side by side and never merged into one number."""
    found = next(item for item in context.dossier.perceptions.tensions if item.id == tension)
    unit, domain = _scale(context, found)
    readings = _readings(context, found, unit)
    description = _description(context, found, unit)
    return Figure(
        name="leverage_poles",
        title=found.label,
        subtitle=f"{len(found.poles)} readings the source keeps side by side, each with its holder; {unit}, "
        f"line: the middle 80 % of cases, {wording.date(context.results.day)}",
        description=description,
        chart=statements_chart(readings, domain=domain, title=unit, mode=context.mode, description=description),
        table=pd.DataFrame(
            [
                {
                    "reading": pole.label,
                    "in words": pole.text,
                    "holder": name_of(context.dossier, pole.holder),
                    f"p10 ({unit})": reading.p10,
                    f"middle ({unit})": reading.value,
                    f"p90 ({unit})": reading.p90,
                    "basis": BASIS[pole.basis].label,
                    "references": ", ".join(pole.refs),
                    "note": pole.note or "",
                }
                for pole, reading in zip(found.poles, readings, strict=True)
            ]
        ),
        refs=tuple(dict.fromkeys(key for pole in found.poles for key in pole.refs)),
        notes=_notes(context, found),
    )


def _readings(context: Context, tension: Tension, unit: str) -> list[Statement]:
    return [
        Statement(
            rows.key(str(place), pole.label),
            f"{pole.label} · {name_of(context.dossier, pole.holder)}",
            band_words(pole.value, unit) if pole.value else f"{BASIS[pole.basis].label}; {UNSIZED}",
            pole.basis,
            palette(context.mode).accent,
            pole.value.p10 if pole.value else None,
            pole.value.p50 if pole.value else None,
            pole.value.p90 if pole.value else None,
            strong=True,
        )
        for place, pole in enumerate(tension.poles)
    ]


def _scale(context: Context, tension: Tension) -> tuple[str, tuple[float, float]]:
    """Return unit and ends of the scale: the assumption's, where the tension stands behind one."""
    unit, low, high = "index 0–100", 0.0, 100.0
    if tension.assumption is not None:
        assumption = context.dossier.assumption(tension.assumption)
        unit, low, high = assumption.unit, assumption.range.min, assumption.range.max
    values = [pole.value for pole in tension.poles if pole.value]
    return unit, (min([low, *(v.p10 for v in values)]), max([high, *(v.p90 for v in values)]))


def _notes(context: Context, tension: Tension) -> tuple[str, ...]:
    notes = [tension.note] if tension.note else []
    if tension.assumption is not None:
        assumption = context.dossier.assumption(tension.assumption)
        value = measured(context.results.bands[assumption.id], assumption.unit)
        notes.append(f"The assumption behind it, “{assumption.name}”, stands at {value}.")
    return tuple(notes)


def _description(context: Context, tension: Tension, unit: str) -> str:
    readings = [
        f"{pole.label}, held by {name_of(context.dossier, pole.holder)}: {pole.text} "
        + (f"{measured(pole.value, unit)}." if pole.value else f"{UNSIZED[0].upper()}{UNSIZED[1:]}.")
        for pole in tension.poles
    ]
    return f"{tension.label} {len(tension.poles)} readings side by side. {' '.join(readings)}"
