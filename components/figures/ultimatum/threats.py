"""How far threatened measures got, and how visible the one who threatens is."""

from __future__ import annotations

import datetime as dt
from textwrap import fill
from typing import TYPE_CHECKING, Final

import pandas as pd

from components.figures.core import Figure, Sheet, figure
from components.figures.ultimatum.fan_chart import statement
from components.figures.ultimatum.rows_chart import ladder, visibility
from components.figures.ultimatum.words import long_date
from components.model.known import known_refs

if TYPE_CHECKING:
    from components.dossier.chronicle import Measure, MediaFigure, Step

_STAGES: Final = {"announced": "announced", "ordered": "ordered", "in_force": "in force", "lifted": "lifted"}
_WIDTH = 52
"""Letters to a line that fit a phone."""


@figure("threat_ladder", page="ultimatum", needs=["timeline"], still=True)
def threat_ladder(sheet: Sheet) -> Figure:
    """How far every threatened measure got by the day: announced, ordered, in force, lifted."""
    day = sheet.day
    measures = sheet.dossier.timeline.measures
    known = [(item, _steps(item, day)) for item in measures if _steps(item, day)]
    title = "Threatened measures: announced, ordered, in force"
    if not known:
        text = f"By {long_date(day)} no measure on record had been announced."
        chart = statement(text, mode=sheet.mode, description=text)
        return Figure("threat_ladder", title, f"As of {long_date(day)}", text, chart, pd.DataFrame())
    rows = pd.DataFrame(
        [
            {"id": item.id, "head": item.label, "detail": f"Size: {item.size}" if item.size else "", "drawn": True}
            for item, _ in known
        ]
    )
    steps = pd.DataFrame([row for item, reached in known for row in _stage_rows(item, reached)])
    told = "; ".join(f"{item.label}: {_furthest(reached, day)}" for item, reached in known)
    description = f"As of {long_date(day)}. {told}."
    refs = tuple(ref for _, reached in known for step in reached.values() for ref in step.refs)
    return Figure(
        name="threat_ladder",
        title=title,
        subtitle=f"Stage reached and its date, as of {long_date(day)}. Dashed ring: not reached, or not on record",
        description=description,
        chart=ladder(rows, steps, stages=list(_STAGES.values()), mode=sheet.mode, description=description),
        table=pd.DataFrame(
            [
                {
                    "measure": item.label,
                    "size": item.size or "not stated",
                    "stage": _STAGES[step.stage],
                    "date": step.date,
                    "what": step.text,
                }
                for item, reached in known
                for step in reached.values()
            ]
        ),
        refs=known_refs(sheet.dossier, refs, day),
        notes=tuple(f"{item.label}: {item.note}" for item, _ in known if item.note),
    )


def _steps(item: Measure, day: dt.date) -> dict[str, Step]:
    """Return the steps a measure had taken by a day, by stage."""
    return {step.stage: step for step in item.steps if step.date <= day}


def _stage_rows(item: Measure, reached: dict[str, Step]) -> list[dict[str, object]]:
    return [
        {
            "id": item.id,
            "stage": label,
            "reached": stage in reached,
            "text": long_date(reached[stage].date) if stage in reached else "–",
            "tooltip": f"{label}: {reached[stage].text}" if stage in reached else f"{label}: not on record by this day",
        }
        for stage, label in _STAGES.items()
    ]


def _furthest(reached: dict[str, Step], day: dt.date) -> str:
    step = max(reached.values(), key=lambda item: (item.date, list(_STAGES).index(item.stage)))
    since = (day - step.date).days
    return f"{_STAGES[step.stage]} {'today' if since == 0 else f'since {long_date(step.date)}'}"


@figure("media_visibility", page="ultimatum", needs=["media"], still=True)
def media_visibility(sheet: Sheet) -> Figure:
    """Visibility figures of the source, each on its own base, read both ways."""
    media = sheet.dossier.media
    figures = media.figures
    description = " ".join(f"{item.label}: {_value(item)}, relative to {item.relative_to}." for item in figures)
    refs = tuple(ref for item in figures for ref in item.refs)
    notes = [f"{item.label}. {item.reading}" for item in figures]
    notes += [
        f"{item.label}. Not defined in the source: {'; '.join(item.missing)}." for item in figures if item.missing
    ]
    return Figure(
        name="media_visibility",
        title="Media visibility: two ways to read each figure",
        subtitle="As the source states it; a replay does not change it. Every row has a scale of its own. Solid: read "
        "up from nothing; dashed: read down, or up, from the reference; box: rounding of the source’s words",
        description=description,
        chart=visibility(
            pd.DataFrame([_media_row(item) for item in figures]), mode=sheet.mode, description=description
        ),
        table=pd.DataFrame(
            [
                {
                    "figure": item.label,
                    "unit": item.unit,
                    "low": item.value.low,
                    "value": item.value.mode,
                    "high": item.value.high,
                    "reference": item.reference,
                    "relative to": item.relative_to,
                    "reading": item.reading,
                    "not defined in the source": "; ".join(item.missing),
                }
                for item in figures
            ]
        ),
        refs=refs,
        notes=(*notes, *((media.note,) if media.note else ())),
    )


def _value(item: MediaFigure) -> str:
    def shown(number: float) -> str:
        return f"{100 * number:.0f} %" if item.unit == "share" else f"{number:g}"

    band = item.value
    between = f" ({shown(band.low)} to {shown(band.high)})" if band.width else ""
    return f"{shown(band.mode)}{between}{'' if item.unit == 'share' else f' ({item.unit})'}"


def _media_row(item: MediaFigure) -> dict[str, object]:
    top = 1.0 if item.unit == "share" else 1.25 * max(item.reference, item.value.high)
    reference = f"{100 * item.reference:.0f} %" if item.unit == "share" else f"{item.reference:g}"
    return {
        "head": fill(item.label, _WIDTH),
        "detail": fill(f"relative to {item.relative_to}", _WIDTH),
        "drawn": True,
        "low": item.value.low / top,
        "mode": item.value.mode / top,
        "high": item.value.high / top,
        "reference": item.reference / top,
        "value_text": _value(item),
        "reference_text": f"reference {reference}",
    }
