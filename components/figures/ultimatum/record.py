"""The record of past deadlines, the base rate it gives, and how that depends on the counting rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING, Final, cast

import pandas as pd

from components.dossier.mechanism import FromBaseRate
from components.figures.core import Context, Figure, Option, figure
from components.figures.ultimatum.fan_chart import statement
from components.figures.ultimatum.rows_chart import shares
from components.figures.ultimatum.words import count_text, long_date, short_date, state_text, tenths
from components.model.deadlines import Difference, Partial, Record, Standing, recounted
from components.model.known import known_refs, ultimatums_by

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.chronicle import BaseRate

_WIDTH = 56
"""Letters to a line that fit a phone."""

SOFT: Final = {"include": "Counted", "leave_out": "Left out"}
PARTIAL: Final = {"half": "As one half", "nothing": "As nothing"}


@dataclass(frozen=True)
class Rule:
    """A way of counting, in words, and what it gives."""

    label: str
    record: Record


def _rates(context: Context) -> tuple[BaseRate, ...]:
    return context.dossier.timeline.base_rates


def _rate(context: Context) -> BaseRate | None:
    return next(iter(_rates(context)), None)


def default_soft(context: Context) -> str:
    """Return whether the dossier's own rule counts soft remarks."""
    rate = _rate(context)
    return "include" if rate is None or rate.include_soft else "leave_out"


def default_partial(context: Context) -> str:
    """Return how the dossier's own rule counts a measure taken in part."""
    rate = _rate(context)
    return "half" if rate is None else rate.partial


def rules(dossier: Dossier, key: str, day: dt.date, *, soft: bool, partial: Partial) -> tuple[Rule, ...]:
    """Return the base rate by the rule chosen and by every rule that differs from it in one point.

    Parameters
    ----------
    dossier : Dossier
        Holds the record.
    key : str
        Id of the base rate.
    day : date
        Nothing resolved later counts.
    soft : bool
        Whether soft remarks count.
    partial : {"half", "nothing"}
        How a measure taken in part counts.
    """
    found = recounted(dossier, key, day, partial=partial, include_soft=soft)
    newest = found["none"].newest
    labels: dict[Difference, str] = {
        "none": "By the rule chosen",
        "soft": f"Soft remarks {'left out' if soft else 'counted'}",
        "partial": f"A part counts {PARTIAL['nothing' if partial == 'half' else 'half'].lower()}",
        "doubtful": "Without what rests on one weak report",
        "before": f"Before the last one ({long_date(newest)})" if newest else "",
    }
    return tuple(Rule(labels[what], record) for what, record in found.items())


@figure(
    "deadline_record",
    page="ultimatum",
    needs=["timeline"],
    options=[
        Option("soft", "Whether soft remarks without a firm date count.", lambda _: list(SOFT), default_soft),
        Option("partial", "How a measure taken in part counts.", lambda _: list(PARTIAL), default_partial),
    ],
)
def deadline_record_figure(context: Context, *, soft: str, partial: str) -> Figure:
    """Past deadlines with their outcome, and the base rate they give by several counting rules."""
    day, rate = context.results.day, _rate(context)
    title = "What came of past deadlines, and the base rate they give"
    if rate is None:
        text = "This dossier names no record of deadlines (base_rates in timeline.yaml)."
        chart = statement(text, mode=context.mode, description=text)
        return Figure("deadline_record", title, "", text, chart, pd.DataFrame())
    counting = rules(context.dossier, rate.id, day, soft=soft == "include", partial=cast("Partial", partial))
    chosen = counting[0].record
    past = [
        item
        for item in ultimatums_by(context.dossier, day)
        if item.ultimatum.record == rate.id and item.state != "running"
    ]
    table = pd.concat([_rule_table(counting), _past(past, chosen, day)], ignore_index=True)
    taken = _taken(context, rate)
    description = (
        f"{rate.label}, as of {long_date(day)}: {count_text(chosen)}. Base rate {_interval(chosen)}. "
        + " ".join(f"{item.label}: {tenths(item.record.mean)}." for item in counting[1:])
        + f" {taken}"
    )
    rows = [_rule_row(item, number) for number, item in enumerate(counting)]
    rows += [_past_row(item, chosen, day) for item in past]
    return Figure(
        name="deadline_record",
        title=title,
        subtitle=f"{rate.label}, as of {long_date(day)}. Bars: base rate, 10 to 90 % interval and mean; marks: share "
        "of the threat carried out by the date. Small and overlapping sample",
        description=description,
        chart=shares(
            pd.DataFrame(rows),
            axis="base rate (bars) · share carried out (marks)",
            mode=context.mode,
            description=description,
        ),
        table=table,
        refs=_refs(context, past, day),
        notes=_notes(rate, chosen, taken),
    )


def _notes(rate: BaseRate, chosen: Record, taken: str) -> tuple[str, ...]:
    size = f"Small and overlapping sample: {len(chosen.counted)} deadlines by this day."
    # A rule names when its record begins; before that there is nothing to count by it.
    rule = (f"Counting rule: {rate.counting_rule}",) if chosen.counted else ()
    warning = (rate.warning,) if rate.warning else ()
    prior = "Base rate: mean of Jeffreys’ posterior, Beta(k + ½, n − k + ½)."
    return (size, *warning, *rule, prior, *((taken,) if taken else ()))


def _taken(context: Context, rate: BaseRate) -> str:
    """Return what the assumptions take from the record, and where they stand now."""
    texts = []
    for item in context.dossier.assumptions:
        if isinstance(item.default, FromBaseRate) and item.default.base_rate == rate.id:
            source, now = context.results.source_bands[item.id], context.results.bands[item.id]
            text = f"“{item.label}” takes its default from this record by the dossier’s own rule: "
            text += f"{tenths(source.mode)} ({tenths(source.low)} to {tenths(source.high)})"
            moved = item in context.scenario.changed(context.dossier)
            texts.append(text + (f"; now moved to {tenths(now.mode)}." if moved else "."))
    return " ".join(texts)


def _interval(record: Record) -> str:
    return f"{tenths(record.mean)} ({tenths(record.low)} to {tenths(record.high)})"


def _past_row(item: Standing, chosen: Record, day: dt.date) -> dict[str, object]:
    ultimatum = item.ultimatum
    counted = ultimatum in chosen.counted
    share = chosen.share(ultimatum) if counted else None
    outcome = ultimatum.outcome_text if item.state != "open" and ultimatum.outcome_text else ""
    why = "" if counted else f"Not counted: {_why_not(item)}. "
    return {
        "head": f"{ultimatum.label}: {state_text(item)}",
        "detail": fill(f"due {short_date(item.due_on, day)}. {why}{outcome}".strip(), _WIDTH),
        "drawn": counted,
        "low": None,
        "mode": None,
        "high": None,
        "share": share,
        "outcome": None if share is None else {0.0: "none", 1.0: "full"}.get(share, "part"),
        "tooltip": f"{ultimatum.label}: {state_text(item)}",
        "strong": False,
    }


def _why_not(item: Standing) -> str:
    if item.state == "open":
        return "outcome open"
    return "not scored" if item.ultimatum.score is None else "a soft remark"


def _rule_row(item: Rule, number: int) -> dict[str, object]:
    record = item.record
    return {
        "head": f"{'Base rate' if number == 0 else item.label}: {tenths(record.mean)}",
        "detail": f"{tenths(record.low)} to {tenths(record.high)}; {record.enforced:g} of {len(record.counted)}",
        "drawn": True,
        "low": record.low,
        "mode": record.mean,
        "high": record.high,
        "share": None,
        "outcome": None,
        "tooltip": f"{item.label}: {_interval(record)}",
        "strong": number == 0,
    }


def _past(past: list[Standing], chosen: Record, day: dt.date) -> pd.DataFrame:
    rows = [
        {
            "kind": "deadline",
            "label": item.ultimatum.label,
            "due": item.due_on if item.due_on <= day else None,
            "state": state_text(item),
            "counted": item.ultimatum in chosen.counted,
            "carried out (%)": None if item.ultimatum.score is None else 100 * item.ultimatum.score,
        }
        for item in past
    ]
    return pd.DataFrame(rows, columns=["kind", "label", "due", "state", "counted", "carried out (%)"])


def _rule_table(counting: tuple[Rule, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "kind": "base rate",
                "label": item.label,
                "deadlines": len(item.record.counted),
                "enforced": item.record.enforced,
                "mean (%)": round(100 * item.record.mean, 1),
                "p10 (%)": round(100 * item.record.low, 1),
                "p90 (%)": round(100 * item.record.high, 1),
            }
            for item in counting
        ]
    )


def _refs(context: Context, past: list[Standing], day: dt.date) -> tuple[str, ...]:
    return known_refs(context.dossier, tuple(ref for item in past for ref in item.ultimatum.refs), day)
