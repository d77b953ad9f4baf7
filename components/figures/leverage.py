"""Figure: the readings of a question that the source keeps side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from components.charts import actors_rows as rows
from components.charts import actors_views as chart
from components.charts.theme import BASIS, palette
from components.figures.actors_words import band_words, day, name_of
from components.figures.core import Context, Figure, FigureError, Option, figure

if TYPE_CHECKING:
    from components.dossier.schema import Tension

UNSIZED: Final = "the dossier gives no size"


def tensions(context: Context) -> tuple[Tension, ...]:
    """Return the dossier's tensions."""
    return context.dossier.perceptions.tensions


def _default(context: Context) -> str:
    if not tensions(context):
        raise FigureError("figure 'leverage_poles' needs tensions in perceptions.yaml, which this dossier leaves out")
    return tensions(context)[0].id


@figure(
    "leverage_poles",
    page="actors",
    needs=["perceptions"],
    options=[
        Option("tension", "Question with several readings", lambda context: [t.id for t in tensions(context)], _default)
    ],
)
def leverage_poles(context: Context, *, tension: str) -> Figure:
    """Show the readings of one question, side by side and never merged into one number."""
    found = next(item for item in tensions(context) if item.id == tension)
    unit, domain = _scale(context, found)
    accent = palette(context.mode).accent
    frame = pd.DataFrame(
        [
            {
                "row": rows.key(str(place), pole.label),
                "heading": f"{pole.label} · {name_of(context.dossier, pole.holder)}",
                "strong": True,
                "low": pole.value.low if pole.value else None,
                "mode": pole.value.mode if pole.value else None,
                "high": pole.value.high if pole.value else None,
                "words": band_words(pole.value, unit) if pole.value else f"{BASIS[pole.basis].label}; {UNSIZED}",
                "basis": pole.basis,
                "colour": accent,
                "intended": False,
                "outcome": None,
            }
            for place, pole in enumerate(found.poles)
        ]
    ).astype({"low": float, "mode": float, "high": float, "outcome": float})
    description = _description(context, found, unit)
    return Figure(
        name="leverage_poles",
        title=found.label,
        subtitle=f"{len(found.poles)} readings the source keeps side by side, each with its holder; {unit}, "
        f"low – most likely – high, {day(context.results.day)}",
        description=description,
        chart=chart.bands(frame, domain=domain, title=unit, mode=context.mode, description=description),
        table=pd.DataFrame(
            {
                "reading": [pole.label for pole in found.poles],
                "in words": [pole.text for pole in found.poles],
                "holder": [name_of(context.dossier, pole.holder) for pole in found.poles],
                f"low ({unit})": frame["low"],
                f"most likely ({unit})": frame["mode"],
                f"high ({unit})": frame["high"],
                "basis": [BASIS[pole.basis].label for pole in found.poles],
                "references": [", ".join(pole.refs) for pole in found.poles],
                "note": [pole.note or "" for pole in found.poles],
            }
        ),
        refs=tuple(dict.fromkeys(key for pole in found.poles for key in pole.refs)),
        notes=_notes(context, found),
    )


def _scale(context: Context, tension: Tension) -> tuple[str, tuple[float, float]]:
    """Return unit and ends of the scale: the assumption's, where the tension stands behind one."""
    unit, low, high = "index 0–100", 0.0, 100.0
    if tension.assumption is not None:
        assumption = context.dossier.assumption(tension.assumption)
        unit, low, high = assumption.unit, assumption.range.min, assumption.range.max
    values = [pole.value for pole in tension.poles if pole.value]
    return unit, (min([low, *(v.low for v in values)]), max([high, *(v.high for v in values)]))


def _notes(context: Context, tension: Tension) -> tuple[str, ...]:
    notes = [tension.note] if tension.note else []
    if tension.assumption is not None:
        assumption = context.dossier.assumption(tension.assumption)
        band = band_words(context.results.bands[assumption.id], assumption.unit)
        notes.append(f"The assumption behind it, “{assumption.name}”, stands at {band} ({assumption.unit}).")
    return tuple(notes)


def _description(context: Context, tension: Tension, unit: str) -> str:
    readings = [
        f"{pole.label}, held by {name_of(context.dossier, pole.holder)}: {pole.text} "
        + (f"{band_words(pole.value, unit)} ({unit})." if pole.value else f"{UNSIZED[0].upper()}{UNSIZED[1:]}.")
        for pole in tension.poles
    ]
    return f"{tension.label} {len(tension.poles)} readings side by side. {' '.join(readings)}"
