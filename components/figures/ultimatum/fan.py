"""Outcomes by date, with the deadlines drawn in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from components import wording
from components.figures.core import Figure, FigureError, figure
from components.figures.ultimatum.fan_chart import End, Point, Rule, fan_chart
from components.figures.ultimatum.words import left_text
from components.model.fan import Fan, fans
from components.model.known import known_refs, ultimatums_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.dossier import Dossier
    from components.dossier.chronicle import Scheduled
    from components.dossier.header import Resolution
    from components.figures.context import Context
    from components.model.deadlines import Standing
    from components.model.results import Results


def fanned(dossier: Dossier) -> tuple[str, ...]:
    """Return the chances that the dossier asks for by date; none without a horizon."""
    header = dossier.header
    return tuple(item.node for item in header.questions if item.fan) if header.horizon else ()


@figure("outcome_fan", page="ultimatum", needs=["nodes"])
def outcome_fan(context: Context) -> Figure:
    """Chance of each outcome by date over the horizon, with the deadlines that are running."""
    keys, horizon = fanned(context.dossier), context.dossier.header.horizon
    if not keys or horizon is None:
        raise FigureError(
            "figure 'outcome_fan' needs a question with fan, and horizon in dossier.yaml, which this dossier leaves out"
        )
    day = context.results.day
    nodes = [context.dossier.node(key) for key in keys]
    first, *more = names = [node.name for node in nodes]
    grown = dict(zip(names, fans(context.results, keys), strict=True))
    last = grown[first].dates[-1]
    due, ahead = due_by(context.dossier, day), announced_by(context.results, last)
    points = [point for name, item in grown.items() for point in points_of(name, item)]
    source = zip(names, fans(context.before, keys), strict=True) if context.before else ()
    ghost = [point for name, item in source for point in points_of(name, item) if point.date <= last]
    months = wording.quantity(context.results.bands[horizon].p50, "months", decimals=1)
    answers = {context.dossier.node(item.node).name: item.answer(day) for item in context.dossier.header.questions}
    ends = [_end(name, item, context.dossier.header.words, answers[name]) for name, item in grown.items()]
    told = [_told(end, is_open=answers[end.output] is None) for end in ends]
    description = f"Chance by {wording.date(last)}: {'; '.join(told)}."
    for item in due:
        description += f" {item.ultimatum.label}: {left_text(item, day)}."
    for date in ahead:
        description += f" {_announced(date)}."
    before = dt.timedelta(days=round((last - day).days * 0.02))
    return Figure(
        name="outcome_fan",
        title=f"{wording.names([first, *(name[:1].lower() + name[1:] for name in more)])} by date",
        subtitle=f"Chance from {wording.date(day)} over {months}, per cent; band: the middle 80 % of cases",
        description=description,
        chart=fan_chart(
            points,
            ghost,
            ends,
            rules_of(day, last, due, ahead),
            order=names,
            window=(day - before, last),
            mode=context.mode,
            description=description,
        ),
        table=table_of(grown),
        refs=known_refs(context.dossier, (ref for node in nodes for ref in node.refs), day),
        notes=(
            "Chances that an outcome first comes about after the as-of day; what came about before does not enter. "
            "The fan shows the spread of the assumptions, not a verdict on any deadline.",
            *(("Grey lines: at the source’s values.",) if context.before else ()),
        ),
    )


def points_of(name: str, item: Fan) -> list[Point]:
    """Return an outcome's chances by date, with words."""
    values = zip(item.dates, item.value.tolist(), item.p10.tolist(), item.p90.tolist(), strict=True)
    return [
        Point(name, day, value, low, high, f"{name} by {wording.date(day)}: {estimate(value, low, high)}")
        for day, value, low, high in values
    ]


def estimate(value: float, low: float, high: float) -> str:
    """Return a chance with its band."""
    return wording.estimate(value, low, high, "probability")


def table_of(grown: dict[str, Fan]) -> pd.DataFrame:
    """Return outcomes by date in per cent."""
    parts = ("value", "p10", "p50", "p90")
    frames = [
        pd.DataFrame(
            {"output": name, "date": list(item.dates)}
            | {f"{part} (%)": (100 * getattr(item, part)).round(2) for part in parts}
        )
        for name, item in grown.items()
    ]
    return pd.concat(frames, ignore_index=True)


def _end(name: str, item: Fan, yardstick: wording.Yardstick, answer: Resolution | None) -> End:
    value, low, high = (float(line[-1]) for line in (item.value, item.p10, item.p90))
    if answer:
        word = wording.settled(answer.outcome, answer.on)
        return End(name, item.dates[-1], value, low, high, word, f"{name}\n{word}")
    word = wording.likelihood(value, yardstick)
    number, _, band = estimate(value, low, high).partition(" (")
    # What lies between two words takes a line for each.
    lines = (f"{name} {number}", word.replace(" to ", " to\n"), f"({band}" if band else "")
    return End(name, item.dates[-1], value, low, high, word, "\n".join(filter(None, lines)))


def _told(end: End, *, is_open: bool) -> str:
    """Return what the fan says of an outcome at the horizon."""
    parts = (end.word, estimate(end.value, end.p10, end.p90)) if is_open else (end.word,)
    return f"{end.output}: {', '.join(parts)}"


def due_by(dossier: Dossier, day: dt.date) -> list[Standing]:
    """Return the ultimatums that run on a day or fall due on it."""
    return [item for item in ultimatums_by(dossier, day) if item.state == "running" or item.days_left == 0]


def announced_by(results: Results, last: dt.date) -> list[Scheduled]:
    """Return what is announced for a date up to some day."""
    return [item for items in results.source.scheduled.values() for item in items if item.on <= last]


def _announced(item: Scheduled) -> str:
    return f"{item.label}: announced for {wording.date(item.on)}"


def rules_of(day: dt.date, last: dt.date, due: Sequence[Standing], ahead: Sequence[Scheduled]) -> list[Rule]:
    """Return the as-of day, due dates and dates announced in view."""
    rules = [Rule(day, f"as of {wording.date(day)}", is_due=False)]
    for item in due:
        if item.due_on <= last:
            when = "due today" if item.due_on == day else f"due {wording.date(item.due_on)}"
            rules.append(Rule(item.due_on, f"{item.ultimatum.label}: {when}", is_due=True))
    rules += [Rule(date.on, _announced(date), is_due=True) for date in ahead]
    return rules
