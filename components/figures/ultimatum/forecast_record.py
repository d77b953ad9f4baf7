"""The model's own record: its forecasts since the source's date against what came."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.drawing.layers import nothing
from components.figures.core import Figure, FigureError, Option, figure
from components.figures.ultimatum.forecast_record_chart import (
    CAME,
    CAME_NOT,
    OPEN,
    Lane,
    Made,
    Share,
    calibration_chart,
    months_chart,
)
from components.model.forecasts import Bin, OwnForecast, Scores, calibration, forecasts, scores
from components.model.known import known_refs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.drawing.theme import AnyChart
    from components.figures.context import Sheet

VIEWS: Final = {"months": "Month by month", "calibration": "Calibration"}
IN_SAMPLE: Final = "In sample: the likelihoods were set knowing the outcomes, so this shows learning, not foresight."
_TITLE: Final = "The model’s own forecasts, and what came"
_OUTCOMES: Final = {True: CAME, False: CAME_NOT, None: OPEN}
_SHORTEST: Final = 60
"""Days that the axis covers at least."""


@figure(
    "forecast_record",
    page="ultimatum",
    needs=["nodes"],
    options=[Option("view", "months or calibration", lambda _: tuple(VIEWS), lambda _: "months")],
    still=True,
)
def forecast_record(sheet: Sheet, view: str) -> Figure:
    """Forecasts of each month's first day since the source's date against what came, with their scores."""
    dossier, day = sheet.dossier, sheet.day
    if dossier.header.horizon is None or not any(item.fan for item in dossier.header.questions):
        raise FigureError(
            "figure 'forecast_record' needs a question with fan, and horizon in dossier.yaml, which this dossier "
            "leaves out"
        )
    made = forecasts(dossier, day)
    found = scores(made)
    description = f"As of {wording.date(day)}, {wording.count(len(made), 'forecast')}: {_scored(found)}. {IN_SAMPLE}"
    return Figure(
        name="forecast_record",
        title=_TITLE,
        subtitle=f"{_scored(found)[:1].upper()}{_scored(found)[1:]}; in sample. As of {wording.date(day)}",
        description=description,
        chart=_chart(sheet, made, view, description),
        table=_table(made),
        refs=known_refs(dossier, (key for item in made for key in _refs(item, day)), day),
        notes=(
            IN_SAMPLE,
            "Brier: mean squared distance, 0 is perfect and always 50 % gives 0.25. Log: mean −ln of the chance given "
            "to what came. Forecasts a month apart overlap, so they are not that many witnesses.",
            *_histories(made),
        ),
    )


def _chart(sheet: Sheet, made: Sequence[OwnForecast], view: str, description: str) -> AnyChart:
    if not made:
        text = f"By {wording.date(sheet.day)} no forecast had been made: the source is of a later date."
        return nothing(text, mode=sheet.mode, description=text)
    if view == "calibration":
        bins = calibration(made)
        if not bins:
            text = "No forecast is settled yet."
            return nothing(text, mode=sheet.mode, description=text)
        return calibration_chart([_share(item) for item in bins], mode=sheet.mode, description=description)
    nodes = list(dict.fromkeys(item.question.node for item in made))
    lanes = [
        Lane(sheet.dossier.node(node).name, _scored(scores([item for item in made if item.question.node == node])))
        for node in nodes
    ]
    first = made[0].made_on
    return months_chart(
        [_made(item, nodes.index(item.question.node), sheet.dossier.node(item.question.node).name) for item in made],
        lanes,
        window=(first, max(sheet.day, first + dt.timedelta(days=_SHORTEST))),
        mode=sheet.mode,
        description=description,
    )


def _scored(found: Scores | None) -> str:
    """Return scores in words: the model's Brier score beside that of the base rate and of always saying 50 %."""
    if found is None:
        return "none settled yet"
    others = f"always 50 % {wording.number(found.even_brier, 2)}"
    if found.base_brier is not None:
        others = f"base rate {wording.number(found.base_brier, 2)}, {others}"
    return f"{found.count} settled: Brier {wording.number(found.brier, 2)}, {others}"


def _made(item: OwnForecast, lane: int, name: str) -> Made:
    chance, outcome = wording.chance(item.chance), _OUTCOMES[item.came]
    said = f"{name}, forecast of {wording.date(item.made_on)} until {wording.date(item.until)}: {chance}, {outcome}"
    return Made(lane, item.made_on, item.chance, item.base_rate, outcome, said)


def _share(item: Bin) -> Share:
    text = f"{item.came} of {item.count}"
    chances = wording.chances(item.low, item.high)
    said = f"Given {chances}, mean {wording.chance(item.mean)}: {text} came true"
    return Share(item.mean, item.came / item.count, item.count, text, said)


def _refs(item: OwnForecast, day: dt.date) -> list[str]:
    answer, past = item.question.answer(day), item.question.history
    return [*((answer.event,) if answer and answer.event else ()), *(past.refs if past else ())]


def _histories(made: Sequence[OwnForecast]) -> list[str]:
    """Return how often the like of each question had happened before."""
    pasts = {item.question.asks: item.question.history for item in made}
    told = [
        f"{asks} {wording.count(past.times, 'time')} in {past.years:g} years" for asks, past in pasts.items() if past
    ]
    return [f"Base rates, the like before: {'; '.join(told)}."] if told else []


def _table(made: Sequence[OwnForecast]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "question": item.question.asks,
                "made on": item.made_on,
                "until": item.until,
                "chance (%)": round(100 * item.chance, 2),
                "base rate (%)": None if item.base_rate is None else round(100 * item.base_rate, 2),
                "outcome": _OUTCOMES[item.came],
            }
            for item in made
        ]
    )
