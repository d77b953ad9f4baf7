"""How visible the one who threatens is."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd

from components import wording
from components.figures.core import Figure, figure
from components.figures.ultimatum.visibility_chart import Row, visibility_chart

if TYPE_CHECKING:
    from components.dossier.chronicle import MediaFigure
    from components.figures.context import Sheet

_WIDTH = 52
"""Letters to a line that fit a phone."""


@figure("media_visibility", page="ultimatum", needs=["media"], still=True)
def media_visibility(sheet: Sheet) -> Figure:
    """Visibility figures of the source, each on its own base, read both ways."""
    media = sheet.dossier.media
    figures = media.figures
    description = " ".join(f"{item.label}: {_value(item)}, relative to {item.relative_to}." for item in figures)
    notes = [f"{item.label}. {item.reading}" for item in figures]
    notes += [
        f"{item.label}. Not defined in the source: {'; '.join(item.missing)}." for item in figures if item.missing
    ]
    return Figure(
        name="media_visibility",
        title="Media visibility: two ways to read each figure",
        subtitle="As the source states it, each on a scale of its own. Solid: read up from nothing; dashed: read from "
        "the reference; box: rounding",
        description=description,
        chart=visibility_chart([_row(item) for item in figures], mode=sheet.mode, description=description),
        table=pd.DataFrame(
            [
                {
                    "figure": item.label,
                    "unit": item.unit,
                    "p10": item.value.p10,
                    "value": item.value.p50,
                    "p90": item.value.p90,
                    "reference": item.reference,
                    "relative to": item.relative_to,
                    "reading": item.reading,
                    "not defined in the source": "; ".join(item.missing),
                }
                for item in figures
            ]
        ),
        refs=tuple(ref for item in figures for ref in item.refs),
        notes=(*notes, *((media.note,) if media.note else ())),
    )


def _value(item: MediaFigure) -> str:
    band, bare = item.value, wording.scale(item.unit)
    said = wording.estimate(band.p50, band.p10, band.p90, item.unit, exact=True)
    return f"{said} ({bare})" if bare else said


def _row(item: MediaFigure) -> Row:
    top = 1.0 if item.unit == "share" else 1.25 * max(item.reference, item.value.p90)
    return Row(
        head=fill(item.label, _WIDTH),
        detail=fill(f"relative to {item.relative_to}", _WIDTH),
        low=item.value.p10 / top,
        value=item.value.p50 / top,
        high=item.value.p90 / top,
        reference=item.reference / top,
        value_text=_value(item),
        reference_text=f"reference {wording.quantity(item.reference, item.unit, exact=True)}",
    )
