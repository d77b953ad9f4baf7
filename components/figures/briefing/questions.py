"""Figure: the dossier's questions, each with its answer now and where it stood at the source's values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from components import wording
from components.figures.briefing.chances_chart import Row, chances_chart
from components.figures.core import Figure, FigureError, figure
from components.model.fan import horizon_end
from components.model.judgements import Judgement, judgements
from components.model.known import known_refs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.figures.context import Context


@figure("questions", page="briefing", needs=["nodes"])
def questions(context: Context) -> Figure:
    """Chance of a yes to each of the dossier's questions, in a word, a number and a band."""
    dossier, results = context.dossier, context.results
    if not dossier.header.questions:
        raise FigureError("figure 'questions' needs questions in dossier.yaml, which this dossier leaves out")
    found = judgements(results)
    is_moved = context.before is not None
    rows = [_row(item, is_moved=is_moved) for item in found]
    description = " ".join(f"{row.tooltip}." for row in rows)
    end = horizon_end(results) if any(item.by for item in found) else None
    refs = (ref for item in dossier.header.questions for ref in dossier.node(item.node).refs)
    return Figure(
        name="questions",
        title="How likely a yes is",
        subtitle=f"Chance as of {wording.date(results.day)}; bar: the middle 80 % of cases",
        description=description,
        chart=chances_chart(
            rows,
            edges=[band.low for band in wording.LIKELIHOODS[dossier.header.words][1:]],
            mode=context.mode,
            description=description,
        ),
        table=_table(found),
        refs=known_refs(dossier, refs, results.day),
        notes=(
            f"Lines stand where one word ends and the next begins: {wording.YARDSTICK_NAMES[dossier.header.words]}.",
            *((f"Chances that grow with time are those by {wording.date(end)}.",) if end else ()),
            *(("Hollow mark: at the source’s values.",) if is_moved else ()),
        ),
    )


def _row(item: Judgement, *, is_moved: bool) -> Row:
    asked = item.question.asks if item.question else item.label
    if item.answered:
        answer = wording.settled(item.answered.outcome, item.answered.on)
        return Row(asked, answer, "", None, float(item.answered.outcome), None, None, f"{asked} {answer}")
    number, before = (wording.quantity(value, item.unit) for value in (item.value, item.source))
    answer = f"{', '.join(filter(None, (number, item.word)))} ({wording.band(item.p10, item.p90, item.unit)})"
    moved = f"source {before}" if item.direction else ""
    told = f"{asked} {', '.join(filter(None, (answer, moved)))}"
    if not item.output.is_chance:
        return Row(asked, answer, moved, None, None, None, None, told)
    return Row(asked, answer, moved, item.p10, item.value, item.p90, item.source if is_moved else None, told)


def _table(found: Sequence[Judgement]) -> pd.DataFrame:
    """Return a question a row, chances in per cent."""
    rows = []
    for item in found:
        factor, unit = (100, "%") if item.output.is_chance else (1, item.unit)
        numbers = {"value": item.value, "p10": item.p10, "p90": item.p90, "source": item.source}
        rows.append(
            {"question": item.question.asks if item.question else item.label}
            | {key: round(factor * value, 2) for key, value in numbers.items()}
            | {"unit": unit, "word": item.word or ""}
        )
    return pd.DataFrame(rows)
