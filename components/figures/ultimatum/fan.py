"""Outcomes by date, with the deadlines drawn in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from components.drawing.scales import utc
from components.figures.core import Context, Figure, FigureError, figure
from components.figures.ultimatum import fan_chart as charts
from components.figures.ultimatum.words import long_date, percent, state_text
from components.model.fan import Fan, fans
from components.model.known import known_refs, ultimatums_by
from components.model.words import band

if TYPE_CHECKING:
    from components.dossier.nodes import Node
    from components.model.deadlines import Standing


@figure("outcome_fan", page="ultimatum", needs=["nodes"])
def outcome_fan(context: Context) -> Figure:
    """Chance of each outcome by date over the horizon, with the deadlines that are running."""
    header = context.dossier.header
    if not header.fan or header.horizon is None:
        raise FigureError("figure 'outcome_fan' needs fan and horizon in dossier.yaml, which this dossier leaves out")
    day = context.results.day
    nodes = {key: context.dossier.node(key) for key in header.fan}
    grown = fans(context.results, header.fan)
    last = grown[0].dates[-1]
    due = [item for item in ultimatums_by(context.dossier, day) if _is_due(item)]
    frame = pd.concat([_by_date(item, nodes[item.output]) for item in grown], ignore_index=True)
    months = context.results.bands[header.horizon].mode
    description = f"Chance by {long_date(last)}: {'; '.join(_in_words(item, nodes[item.output]) for item in grown)}."
    for item in due:
        description += f" {item.ultimatum.label}: {state_text(item)}, due {long_date(item.due_on)}."
    before = dt.timedelta(days=round((last - day).days * 0.02))
    chart = charts.fan(
        frame.assign(date=frame["date"].map(utc)),
        pd.DataFrame([_end(item, nodes[item.output]) for item in grown]),
        _rules(day, last, due),
        order=[nodes[key].name for key in header.fan],
        window=(day - before, last),
        mode=context.mode,
        description=description,
    )
    refs = tuple(ref for node in nodes.values() for ref in node.refs)
    return Figure(
        name="outcome_fan",
        title=f"{_listed([nodes[key].name for key in header.fan])} by date",
        subtitle=f"Chance from {long_date(day)} over {months:g} months, per cent; line: all inputs at their modes, "
        "band: 10 to 90 % of the draws",
        description=description,
        chart=chart,
        table=_table(frame),
        refs=known_refs(context.dossier, refs, day),
        notes=(
            "Chances that an outcome first comes about after the as-of day; what came about before does not enter. "
            "The fan shows the spread of the assumptions, not a verdict on any deadline.",
        ),
    )


def _is_due(item: Standing) -> bool:
    return item.state == "running" or item.days_left == 0


def _by_date(item: Fan, node: Node) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "output": node.name,
            "date": list(item.dates),
            "point": item.point,
            "p10": item.p10,
            "p50": item.p50,
            "p90": item.p90,
            "tooltip": [
                f"{node.name} by {long_date(day)}: {percent(point)} ({percent(low)} to {percent(high)})"
                for day, point, low, high in zip(item.dates, item.point, item.p10, item.p90, strict=True)
            ],
        }
    )


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    per_cent = frame[["point", "p10", "p50", "p90"]].mul(100).round(2)
    shown = frame[["output", "date"]].join(per_cent)
    return shown.rename(columns={name: f"{name} (%)" for name in per_cent})


def _end(item: Fan, node: Node) -> dict[str, object]:
    point, low, high = float(item.point[-1]), float(item.p10[-1]), float(item.p90[-1])
    return {
        "output": node.name,
        "date": utc(item.dates[-1]),
        "point": point,
        "p10": low,
        "p90": high,
        "text": f"{node.name}\n{band(point).word}\n{percent(point)} ({_span(low, high)})",
    }


def _span(low: float, high: float) -> str:
    return f"{percent(low).removesuffix(' %')}–{percent(high).removesuffix(' %')}"


def _in_words(item: Fan, node: Node) -> str:
    point, low, high = float(item.point[-1]), float(item.p10[-1]), float(item.p90[-1])
    return f"{node.name}: {band(point).word}, {percent(point)} ({percent(low)} to {percent(high)})"


def _rules(day: dt.date, last: dt.date, due: list[Standing]) -> pd.DataFrame:
    """Return the as-of day and the due dates in view, each text on a line of its own."""
    rows = [{"date": utc(day), "text": f"as of {long_date(day)}", "kind": "as_of", "place": 1.0}]
    for number, item in enumerate(due, start=1):
        if item.due_on > last:
            continue
        text = f"{item.ultimatum.label}: {'due today' if item.due_on == day else f'due {long_date(item.due_on)}'}"
        rows.append({"date": utc(item.due_on), "text": text, "kind": "due", "place": 1.0 - 0.05 * number})
    return pd.DataFrame(rows)


def _listed(names: list[str]) -> str:
    lower = [names[0], *(name[:1].lower() + name[1:] for name in names[1:])]
    return lower[0] if len(lower) == 1 else f"{', '.join(lower[:-1])} and {lower[-1]}"
