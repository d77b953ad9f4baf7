"""Figure: every outcome by date, each on a scale of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from components import wording
from components.figures.briefing.outcomes_chart import Panel, outcomes_chart
from components.figures.core import Figure, FigureError, figure
from components.figures.ultimatum.fan import announced_by, due_by, estimate, fanned, points_of, rules_of, table_of
from components.model.fan import Fan, fans
from components.model.known import known_refs
from components.model.outputs import NodeOutput
from components.model.reach import reach

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from components.figures.context import Context

TOPS: Final = (0.05, 0.1, 0.25, 0.5, 1.0)
"""Where the scale of an outcome may end."""


@figure("outcomes", page="briefing", needs=["nodes"])
def outcomes(context: Context) -> Figure:
    """Chance of each outcome by date, each on a scale of its own, with the deadlines that are running."""
    dossier, day = context.dossier, context.results.day
    keys = fanned(dossier)
    if not keys:
        raise FigureError(
            "figure 'outcomes' needs a question with fan, and horizon in dossier.yaml, which this dossier leaves out"
        )
    now = fans(context.results, keys)
    before: Sequence[Fan | None] = fans(context.before, keys) if context.before else [None] * len(keys)
    last = now[0].dates[-1]
    panels = [_panel(context, item, source, last) for item, source in zip(now, before, strict=True)]
    description = f"Chance by {wording.date(last)}: {'; '.join(f'{panel.name}: {panel.said}' for panel in panels)}."
    return Figure(
        name="outcomes",
        title="Each outcome by date",
        subtitle=f"Chance from {wording.date(day)} on, each on its own scale; band: the middle 80 % of cases",
        description=description,
        chart=outcomes_chart(
            panels,
            rules_of(day, last, due_by(dossier, day), announced_by(context.results, last)),
            window=(day, last),
            mode=context.mode,
            description=description,
        ),
        table=table_of({panel.name: item for panel, item in zip(panels, now, strict=True)}),
        refs=known_refs(dossier, (ref for key in keys for ref in dossier.node(key).refs), day),
        notes=(
            "Chances that an outcome first comes about after the as-of day; what came about before does not enter.",
            "The scales differ: each ends at the next of 5, 10, 25, 50 and 100 % above what one assumption can do.",
            *(("Grey line: at the source’s values.",) if context.before else ()),
        ),
    )


def _panel(context: Context, item: Fan, source: Fan | None, last: dt.date) -> Panel:
    node = context.dossier.node(item.output)
    value, low, high = (float(line[-1]) for line in (item.value, item.p10, item.p90))
    most = max(reach(context.results, NodeOutput(node))[1], float(item.p90.max()), float(item.value.max()))
    ghost = [point for point in points_of(node.name, source) if point.date <= last] if source else []
    settled = _settled(context, item.output)
    word = wording.likelihood(value, context.dossier.header.words)
    # What lies between two words takes a line for each.
    words = (*word.replace(" to ", " to\n").split("\n"), f"({wording.chances(low, high)})")
    return Panel(
        name=node.name,
        top=next(top for top in TOPS if top >= min(most, 1.0) - 1e-9),
        points=points_of(node.name, item),
        ghost=ghost,
        value="" if settled else wording.chance(value),
        words=tuple(settled.split(": ")) if settled else words,
        source=f"source {wording.chance(ghost[-1].value)}" if ghost and not settled else "",
        said=settled or f"{word}, {estimate(value, low, high)}",
    )


def _settled(context: Context, node: str) -> str:
    """Return how and when the question was answered, as far as the day knows; empty while it is open."""
    questions = (item for item in context.dossier.header.questions if item.node == node)
    answer = next((item.answer(context.results.day) for item in questions), None)
    return wording.settled(answer.outcome, answer.on) if answer else ""
