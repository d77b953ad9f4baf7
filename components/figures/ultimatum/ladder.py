"""How far threatened measures got."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.drawing.layers import nothing
from components.figures.core import Figure, figure
from components.figures.ultimatum.ladder_chart import Row, Step, ladder_chart
from components.model.known import known_refs

if TYPE_CHECKING:
    import datetime as dt

    from components.dossier import chronicle
    from components.figures.context import Sheet

_STAGES: Final = {"announced": "announced", "ordered": "ordered", "in_force": "in force", "lifted": "lifted"}


@figure("threat_ladder", page="ultimatum", needs=["timeline"], still=True)
def threat_ladder(sheet: Sheet) -> Figure:
    """How far every threatened measure got by the day: announced, ordered, in force, lifted."""
    day = sheet.day
    known = [(item, reached) for item in sheet.dossier.timeline.measures if (reached := item.reached(day))]
    title = "Threatened measures: announced, ordered, in force"
    if not known:
        text = f"By {wording.date(day)} no measure on record had been announced."
        chart = nothing(text, mode=sheet.mode, description=text)
        return Figure("threat_ladder", title, f"As of {wording.date(day)}", text, chart, pd.DataFrame())
    told = "; ".join(f"{item.label}: {_furthest(reached, day)}" for item, reached in known)
    description = f"As of {wording.date(day)}. {told}."
    refs = (ref for _, reached in known for step in reached.values() for ref in step.refs)
    rows = [
        Row(item.label, f"Size: {item.size}" if item.size else "", tuple(_step(stage, reached) for stage in _STAGES))
        for item, reached in known
    ]
    return Figure(
        name="threat_ladder",
        title=title,
        subtitle=f"Stage reached and its date, as of {wording.date(day)}. Dashed ring: not reached, or not on record",
        description=description,
        chart=ladder_chart(rows, stages=list(_STAGES.values()), mode=sheet.mode, description=description),
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


def _step(stage: str, reached: dict[str, chronicle.Step]) -> Step:
    label = _STAGES[stage]
    if stage not in reached:
        return Step(False, "–", f"{label}: not on record by this day")
    date = wording.date(reached[stage].date)
    return Step(True, date, f"{label} {date}: {reached[stage].text}")


def _furthest(reached: dict[str, chronicle.Step], day: dt.date) -> str:
    step = max(reached.values(), key=lambda item: (item.date, list(_STAGES).index(item.stage)))
    return f"{_STAGES[step.stage]} {'today' if step.date == day else f'since {wording.date(step.date)}'}"
