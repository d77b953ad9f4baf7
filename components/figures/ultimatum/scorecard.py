"""The source's forward statements, and what became of them by the as-of day."""

from __future__ import annotations

import datetime as dt
from textwrap import fill
from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.drawing.layers import nothing
from components.figures.core import Figure, figure
from components.figures.ultimatum.shares_chart import Row, shares_chart
from components.model.known import events_by, known_refs
from components.model.rates import brier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.dossier import Dossier
    from components.dossier.chronicle import Forecast
    from components.dossier.types import Band
    from components.figures.context import Sheet

_WIDTH = 52
"""Letters to a line that fit a phone."""
_HAPPENED: Final = {None: "open", 0.0: "did not happen", 1.0: "happened"}


@figure("scorecard", page="ultimatum", needs=["timeline"], still=True)
def scorecard(sheet: Sheet) -> Figure:
    """Forward statements of the source: word, band, what happened, and the Brier score of the forecasts resolved."""
    dossier, day = sheet.dossier, sheet.day
    forecasts = dossier.timeline.forecasts
    title = "What became of the source’s forward statements"
    if not forecasts:
        text = "This dossier holds no forward statements (forecasts in timeline.yaml)."
        return Figure("scorecard", title, "", text, nothing(text, mode=sheet.mode, description=text), pd.DataFrame())
    resolved = [item for item in forecasts if item.is_resolved(day)]
    scorable = [item for item in forecasts if not item.no_forecast]
    summary = _summary(dossier, resolved)
    description = (
        f"As of {wording.date(day)}: {len(resolved)} of {wording.count(len(scorable), 'forecast')} resolved; "
        f"{summary}. " + " ".join(f"{item.statement.rstrip('.')}: {_state(item, day)}." for item in forecasts)
    )
    notes = ["Few statements, and their words were given bands by the dossier’s analyst: the score says little."]
    if len(scorable) < len(forecasts):
        notes.append("A statement whose word foretold nothing is shown with the reason, and never scored.")
    if day < dossier.header.as_of:
        notes.append("The source was written after this day; its statements are shown, and all are open.")
    refs = [ref for item in forecasts for ref in (item.ref, *(item.events if item in resolved else ()))]
    return Figure(
        name="scorecard",
        title=title,
        subtitle=f"Band of the source’s word and what happened, per cent, as of {wording.date(day)}; {summary}",
        description=description,
        chart=shares_chart(
            [_row(dossier, item, day) for item in forecasts],
            axis="chance (band of the word, bar) · happened (mark)",
            mode=sheet.mode,
            description=description,
        ),
        table=pd.DataFrame([_table_row(dossier, item, day) for item in forecasts]),
        refs=known_refs(dossier, refs, day),
        notes=tuple(notes),
    )


def _word(dossier: Dossier, item: Forecast) -> tuple[str, Band | None]:
    """Return the source's word, and the band given to it where it foretells something."""
    word = next((word for word in dossier.evidence.words if word.key == item.word), None)
    if word is None:
        return item.word.replace("_", " "), None
    return word.words, None if item.no_forecast else word.band


def _happened(item: Forecast, day: dt.date) -> float | None:
    return item.happened if item.is_resolved(day) else None


def _state(item: Forecast, day: dt.date) -> str:
    return "no forecast" if item.no_forecast else _HAPPENED.get(_happened(item, day), "happened in part")


def _why(dossier: Dossier, item: Forecast, day: dt.date) -> str:
    """Return why a statement is no forecast; nothing before the source was written."""
    return item.no_forecast or "" if day >= dossier.header.as_of else ""


def _score(band: Band | None, happened: float | None) -> float | None:
    return None if band is None or happened is None else brier(band.p50, happened)


def _summary(dossier: Dossier, resolved: Sequence[Forecast]) -> str:
    pairs = [(_word(dossier, item)[1], item.happened) for item in resolved]
    scores = [score for pair in pairs if (score := _score(*pair)) is not None]
    if not scores:
        return "none resolved by this day, so no Brier score"
    mean = wording.number(sum(scores) / len(scores), 2)
    even = wording.chance(0.5)
    return f"Brier score {mean} over {len(scores)} resolved (0 is best; always saying {even} of a yes or no: 0.25)"


def _told(dossier: Dossier, item: Forecast, day: dt.date) -> str:
    """Return what had become of a statement, as far as known on a day."""
    if item.is_resolved(day):
        return item.outcome or ""
    if item.resolved_on is not None or not item.events:
        return ""
    # An open statement's news was written with all its events known.
    known = {event.id for event in events_by(dossier, day)}
    return item.outcome or "" if known.issuperset(item.events) else ""


def _row(dossier: Dossier, item: Forecast, day: dt.date) -> Row:
    (word, band), happened, state = _word(dossier, item), _happened(item, day), _state(item, day)
    between = f"{wording.chances(band.p10, band.p90, exact=True)}; " if band else ""
    score, why = _score(band, happened), _why(dossier, item, day)
    scored = "" if score is None else f", Brier {wording.number(score, 2)}"
    return Row(
        head=fill(f"{item.ref} {item.statement}", _WIDTH),
        detail=fill(f"“{word}”: {between}{state}{scored}{f'. {why}' if why else ''}", _WIDTH),
        tooltip=_told(dossier, item, day) or state,
        low=band.p10 if band else None,
        value=band.p50 if band else None,
        high=band.p90 if band else None,
        share=happened,
    )


def _table_row(dossier: Dossier, item: Forecast, day: dt.date) -> dict[str, object]:
    (word, band), happened = _word(dossier, item), _happened(item, day)
    score = _score(band, happened)
    resolved = item.is_resolved(day)
    state = "no forecast" if item.no_forecast else "resolved" if resolved else "open"
    return {
        "statement": item.statement,
        "sentence": item.ref,
        "word": word,
        "word, p10 (%)": 100 * band.p10 if band else None,
        "word, p50 (%)": 100 * band.p50 if band else None,
        "word, p90 (%)": 100 * band.p90 if band else None,
        "state": state,
        "resolved on": item.resolved_on if resolved else None,
        "happened (%)": None if happened is None else 100 * happened,
        "Brier score": None if score is None else round(score, 3),
        "why no forecast": _why(dossier, item, day),
        "what happened": _told(dossier, item, day),
    }
