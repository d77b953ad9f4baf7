"""The source's forward statements, and what became of them by the as-of day."""

from __future__ import annotations

import datetime as dt
from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd

from components.figures.core import Figure, Sheet, figure
from components.figures.ultimatum.fan_chart import statement
from components.figures.ultimatum.rows_chart import shares
from components.figures.ultimatum.words import long_date
from components.model.known import events_by, known_refs
from components.model.rates import brier

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.chronicle import Forecast
    from components.dossier.schema import ProbabilityWord

_WIDTH = 52
"""Letters to a line that fit a phone."""


@figure("scorecard", page="ultimatum", needs=["timeline"], still=True)
def scorecard(sheet: Sheet) -> Figure:
    """Forward statements of the source: word, band, what happened, and the Brier score of those resolved."""
    day = sheet.day
    forecasts = sheet.dossier.timeline.forecasts
    title = "What became of the source’s forward statements"
    if not forecasts:
        text = "This dossier holds no forward statements (forecasts in timeline.yaml)."
        chart = statement(text, mode=sheet.mode, description=text)
        return Figure("scorecard", title, "", text, chart, pd.DataFrame())
    words = {item.key: item for item in sheet.dossier.evidence.words}
    rows = [_row(sheet.dossier, item, words, day) for item in forecasts]
    table = pd.DataFrame(rows)
    scored = table[table["Brier score"].notna()]
    resolved = int((table["state"] == "resolved").sum())
    if len(scored):
        mean = brier(scored["word, mode (%)"] / 100, scored["happened (%)"] / 100)
        summary = (
            f"Brier score {mean:.2f} over {len(scored)} resolved (0 is best; always saying 50 % of a yes or no: 0.25)"
        )
    else:
        summary = "none resolved by this day, so no Brier score"
    description = f"As of {long_date(day)}: {resolved} of {len(table)} statements resolved; {summary}. " + " ".join(
        f"{text} {state}." for text, state in zip(table["statement"], table["told"], strict=True)
    )
    few = "Few statements, and their words were given bands by the dossier’s analyst: the score says little."
    notes: tuple[str, ...] = (few,)
    if day < sheet.dossier.header.as_of:
        notes += ("The source was written after this day; its statements are shown, and all are open.",)
    chart = shares(
        pd.DataFrame([_drawn(row) for row in rows]),
        axis="chance (band of the word, bar) · happened (mark)",
        mode=sheet.mode,
        description=description,
    )
    refs = [ref for item in forecasts for ref in (item.ref, *(item.events if _is_resolved(item, day) else ()))]
    return Figure(
        name="scorecard",
        title=title,
        subtitle=f"Band of the source’s word and what happened, per cent, as of {long_date(day)}; {summary}",
        description=description,
        chart=chart,
        table=table.drop(columns=["told"]),
        refs=known_refs(sheet.dossier, tuple(refs), day),
        notes=notes,
    )


def _is_resolved(item: Forecast, day: dt.date) -> bool:
    return item.happened is not None and item.resolved_on is not None and item.resolved_on <= day


def _told(dossier: Dossier, item: Forecast, day: dt.date) -> str:
    """Return what had become of a statement, as far as known on a day."""
    if _is_resolved(item, day):
        return item.outcome or ""
    if item.resolved_on is not None or not item.events:
        return ""
    # An open statement's news was written with all its events known.
    known = {event.id for event in events_by(dossier, day)}
    return item.outcome or "" if known.issuperset(item.events) else ""


def _row(dossier: Dossier, item: Forecast, words: dict[str, ProbabilityWord], day: dt.date) -> dict[str, object]:
    word = words.get(item.word)
    band = word.band if word else None
    resolved = _is_resolved(item, day)
    happened = item.happened if resolved else None
    score = (band.mode - happened) ** 2 if band and happened is not None else None
    state = "resolved" if resolved else "open"
    told = {None: "open", 0.0: "did not happen", 1.0: "happened"}.get(happened, "happened in part")
    return {
        "statement": item.statement,
        "sentence": item.ref,
        "word": word.words if word else item.word.replace("_", " "),
        "word, low (%)": 100 * band.low if band else None,
        "word, mode (%)": 100 * band.mode if band else None,
        "word, high (%)": 100 * band.high if band else None,
        "state": state,
        "resolved on": item.resolved_on if resolved else None,
        "happened (%)": None if happened is None else 100 * happened,
        "Brier score": None if score is None else round(score, 3),
        "what happened": _told(dossier, item, day),
        "told": told,
    }


def _drawn(row: dict[str, object]) -> dict[str, object]:
    def share(name: str) -> float | None:
        value = row[name]
        return value / 100 if isinstance(value, float) else None

    low, happened = share("word, low (%)"), share("happened (%)")
    band = f"{row['word, low (%)']:.0f}–{row['word, high (%)']:.0f} %" if low is not None else "no band, no score"
    state = str(row["told"])
    if row["Brier score"] is not None:
        state += f", Brier {row['Brier score']:.2f}"
    detail = f"“{row['word']}”: {band}; {state}"
    return {
        "head": fill(f"{row['sentence']} {row['statement']}", _WIDTH),
        "detail": fill(detail, _WIDTH),
        "drawn": low is not None or happened is not None,
        "low": low,
        "mode": share("word, mode (%)"),
        "high": share("word, high (%)"),
        "share": happened,
        "outcome": None if happened is None else {0.0: "none", 1.0: "full"}.get(happened, "part"),
        "tooltip": str(row["what happened"] or row["told"]),
        "strong": False,
    }
