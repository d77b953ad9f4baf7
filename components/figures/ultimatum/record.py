"""The record of past deadlines, the base rate it gives, and how that depends on the counting rule."""

from __future__ import annotations

import datetime as dt
from textwrap import fill
from typing import TYPE_CHECKING, Final, cast

import pandas as pd

from components import wording
from components.dossier.mechanism import FromBaseRate
from components.drawing.layers import nothing
from components.figures.core import Figure, Option, figure
from components.figures.ultimatum.shares_chart import Row, shares_chart
from components.figures.ultimatum.words import count_text, state_text
from components.model.deadlines import Difference, Partial, Record, Standing, deadline_record, recounted
from components.model.known import deadline_rate, known_refs, ultimatums_by

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.chronicle import BaseRate, ReferenceClass
    from components.figures.context import Context

_WIDTH = 56
"""Letters to a line that fit a phone."""

SOFT: Final = {"include": "Counted", "leave_out": "Left out"}
PARTIAL: Final = {"half": "As one half", "nothing": "As nothing"}


def default_soft(context: Context) -> str:
    """Return whether the dossier's own rule counts soft remarks."""
    rate = deadline_rate(context.dossier)
    return "include" if rate is None or rate.include_soft else "leave_out"


def default_partial(context: Context) -> str:
    """Return how the dossier's own rule counts a measure taken in part."""
    rate = deadline_rate(context.dossier)
    return "half" if rate is None else rate.partial


def rules(dossier: Dossier, key: str, day: dt.date, *, soft: bool, partial: Partial) -> dict[str, Record]:
    """Return the base rate by the rule chosen and by every rule that differs from it in one point, by its words.

    Parameters
    ----------
    dossier : Dossier
        Holds the record.
    key : str
        Id of the base rate.
    day : date
        Nothing resolved on it or later counts.
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
        "before": f"Before the last one ({wording.date(newest)})" if newest else "",
    }
    return {labels[what]: record for what, record in found.items()}


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
    """Past deadlines with their outcome, the base rate by several counting rules, and classes from outside."""
    day, rate = context.results.day, deadline_rate(context.dossier)
    title = "What came of past deadlines, and the base rate they give"
    if rate is None:
        text = "This dossier names no record of deadlines (base_rates in timeline.yaml)."
        return Figure(
            "deadline_record", title, "", text, nothing(text, mode=context.mode, description=text), pd.DataFrame()
        )
    counting = rules(context.dossier, rate.id, day, soft=soft == "include", partial=cast("Partial", partial))
    (_, chosen), *others = counting.items()
    stood = ultimatums_by(context.dossier, day)
    known = {item.ultimatum.id: item.ultimatum.label for item in stood}
    past = [item for item in stood if item.ultimatum.record == rate.id and item.state != "running"]
    refs = [ref for item in past for ref in item.ultimatum.refs] + [ref for item in rate.outside for ref in item.refs]
    taken = _taken(context, rate)
    lead = f"{rate.label}, as of {wording.date(day)}: {count_text(chosen)}. Base rate {_estimate(chosen)}."
    differing = [f"{label}: {wording.share(record.mean)}." for label, record in others]
    outside = [f"{item.label}, from outside: {wording.share(item.share)}." for item in rate.outside]
    description = " ".join([lead, *differing, *outside, taken])
    rows = [_rule_row(label, record, strong=record is chosen) for label, record in counting.items()]
    rows += [_outside_row(item) for item in rate.outside]
    rows += [_past_row(item, chosen, day, known) for item in past]
    return Figure(
        name="deadline_record",
        title=title,
        subtitle=f"{rate.label}, {wording.date(day)}. Bars: base rate with band; "
        f"{'dashed: classes from outside; ' if outside else ''}marks: share carried out. Small and overlapping sample",
        description=description,
        chart=shares_chart(
            rows,
            axis=f"base rate (bars) · {'outside (lines) · ' if outside else ''}share carried out (marks)",
            mode=context.mode,
            description=description,
        ),
        table=pd.concat([_rule_table(counting, rate), _past_table(past, chosen, day)], ignore_index=True),
        refs=known_refs(context.dossier, refs, day),
        notes=_notes(rate, chosen, taken),
    )


def _notes(rate: BaseRate, chosen: Record, taken: str) -> tuple[str, ...]:
    size = f"Small and overlapping sample: {wording.count(len(chosen.counted), 'deadline')} resolved before this day."
    own = "What falls due on this day is what it asks about: it never counts in its own base rate."
    # A rule names when its record begins; before that there is nothing to count by it.
    rule = f"Counting rule: {rate.counting_rule}" if chosen.counted else ""
    prior = "Base rate: mean of Jeffreys’ posterior, Beta(k + ½, n − k + ½)."
    return tuple(note for note in (size, own, rate.warning, rule, prior, taken, rate.outside_warning) if note)


def _taken(context: Context, rate: BaseRate) -> str:
    """Return what the assumptions take from the record, and where they stand now."""
    texts = []
    for item in context.dossier.assumptions:
        if isinstance(item.default, FromBaseRate) and item.default.base_rate == rate.id:
            source, now = context.results.source_bands[item.id], context.results.bands[item.id]
            text = f"“{item.label}” takes its default from this record by the dossier’s own rule: in the middle case "
            text += item.said_estimate(source.p50, source.p10, source.p90)
            moved = item in context.scenario.changed(context.dossier)
            texts.append(text + (f"; now moved to {item.said(now.p50)}." if moved else "."))
    if texts:
        mean = wording.share(deadline_record(context.dossier, rate.id, context.results.day).mean)
        texts.append(f"A slider sets the middle case; the base rate by that rule, {mean}, is the mean of that band.")
    return " ".join(texts)


def _estimate(record: Record) -> str:
    """Return a base rate with its interval: counted, so it is a share."""
    return wording.estimate(record.mean, record.p10, record.p90, "share")


def _rule_row(label: str, record: Record, *, strong: bool) -> Row:
    counted = f"{wording.number(record.enforced)} of {len(record.counted)}"
    return Row(
        head=f"{'Base rate' if strong else label}: {_estimate(record)}, {counted}",
        detail="",
        tooltip=f"{label}: {_estimate(record)}",
        low=record.p10,
        value=record.mean,
        high=record.p90,
        strong=strong,
    )


def _outside_row(item: ReferenceClass) -> Row:
    head = f"{item.label}, from outside: {wording.share(item.share)}, {item.k} of {item.n}"
    return Row(head=head, detail="", tooltip=f"{head}. {item.what}", line=item.share)


def _past_row(item: Standing, chosen: Record, day: dt.date, known: dict[str, str]) -> Row:
    ultimatum, share = item.ultimatum, chosen.share(item.ultimatum)
    outcome = ultimatum.outcome_text if item.state != "open" and ultimatum.outcome_text else ""
    why = f"Not counted: {_why_not(item, day, known)}" if share is None else ""
    told = f"{ultimatum.label}: {state_text(item)}"
    detail = fill(f"due {wording.date(item.due_on, day)}. {why or outcome}".strip(), _WIDTH)
    return Row(head=told, detail=detail, tooltip=told, share=share)


def _why_not(item: Standing, day: dt.date, known: dict[str, str]) -> str:
    ultimatum, form = item.ultimatum, item.ultimatum.earlier_form
    if form and form.of in known:
        return f"an earlier form of “{known[form.of]}”. {form.why}"
    if item.state == "open":
        return "outcome open."
    if ultimatum.score is None:
        return "not scored."
    return "what this day asks about." if ultimatum.resolved_on == day else "a soft remark."


def _rule_table(counting: dict[str, Record], rate: BaseRate) -> pd.DataFrame:
    rates = [
        {
            "kind": "base rate",
            "label": label,
            "cases": len(record.counted),
            "enforced": record.enforced,
            "mean (%)": round(100 * record.mean, 2),
            "p10 (%)": round(100 * record.p10, 2),
            "p90 (%)": round(100 * record.p90, 2),
        }
        for label, record in counting.items()
    ]
    outside = [
        {
            "kind": "class from outside",
            "label": item.label,
            "cases": item.n,
            "the like": item.k,
            "share (%)": round(100 * item.share, 2),
            "what": item.what,
        }
        for item in rate.outside
    ]
    return pd.DataFrame(rates + outside)


def _past_table(past: list[Standing], chosen: Record, day: dt.date) -> pd.DataFrame:
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
