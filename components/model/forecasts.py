"""How the model's own forecasts fared: made month by month at the source's values, against what came.

The likelihoods behind them were set by somebody who knew the outcomes, so this record is *in sample*: it shows whether
the model learns in the right direction, not how well it foresees.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from components.model.rates import DAYS_PER_MONTH, brier, log_score
from components.model.results import evaluate
from components.model.scenario import Scenario

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.header import History, Question

EVEN: Final = 0.5
"""The forecast of somebody who knows nothing."""
BINS: Final = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Borders of the bands of forecasts whose outcomes are counted together."""


@dataclass(frozen=True)
class OwnForecast:
    """What the model said of a question on a day, and what came.

    Attributes
    ----------
    made_on, until : date
        The day it was made, and the last day that it speaks of.
    chance : float
        That the answer by then is yes.
    base_rate : float or None
        The same from how often the like had happened before; none where the dossier does not say.
    came : bool or None
        Whether it did; none while that is open.
    """

    question: Question
    made_on: dt.date
    until: dt.date
    chance: float
    base_rate: float | None
    came: bool | None


@dataclass(frozen=True)
class Scores:
    """How good some forecasts were: less is better; 0 is perfect.

    Attributes
    ----------
    count : int
        Forecasts settled.
    brier, log : float
        Of the model: mean squared distance, and mean negative logarithm of the chance given to what came.
    base_brier, base_log : float or None
        Of the base rate on the same forecasts; none where one of them has none.
    even_brier, even_log : float
        Of always saying 50 %.
    """

    count: int
    brier: float
    log: float
    base_brier: float | None
    base_log: float | None
    even_brier: float
    even_log: float


@dataclass(frozen=True)
class Bin:
    """Settled forecasts between two chances: how many, their mean, and how many came true."""

    low: float
    high: float
    count: int
    mean: float
    came: int


def forecasts(dossier: Dossier, day: dt.date) -> tuple[OwnForecast, ...]:
    """Return the forecasts of each month's first day since the dossier's own date, that date itself included.

    Parameters
    ----------
    dossier : Dossier
        Its questions that are drawn over time are forecast, while they are open.
    day : date
        Nothing that became known later enters, neither as a forecast nor as an outcome.
    """
    horizon = dossier.header.horizon
    asked = [item for item in dossier.header.questions if item.fan]
    if horizon is None or not asked:
        return ()
    return tuple(item for made_on in _firsts(dossier.header.as_of, day) for item in _made(dossier, made_on, day, asked))


def scores(made: Sequence[OwnForecast]) -> Scores | None:
    """Return the scores of the forecasts that are settled; none where none is."""
    settled = [item for item in made if item.came is not None]
    if not settled:
        return None
    came = np.array([float(bool(item.came)) for item in settled])
    said = np.array([item.chance for item in settled])
    rates = [item.base_rate for item in settled]
    base = np.array([rate for rate in rates if rate is not None])
    whole = len(base) == len(settled)
    even = np.full(len(settled), EVEN)
    return Scores(
        count=len(settled),
        brier=brier(said, came),
        log=log_score(said, came),
        base_brier=brier(base, came) if whole else None,
        base_log=log_score(base, came) if whole else None,
        even_brier=brier(even, came),
        even_log=log_score(even, came),
    )


def calibration(made: Sequence[OwnForecast]) -> tuple[Bin, ...]:
    """Return settled forecasts by the chance they gave; bands without any are left out."""
    settled = [item for item in made if item.came is not None]
    found = []
    for low, high in pairwise(BINS):
        inside = [item for item in settled if low <= item.chance < high or item.chance == high == BINS[-1]]
        if inside:
            mean = math.fsum(item.chance for item in inside) / len(inside)
            found.append(Bin(low, high, len(inside), mean, sum(bool(item.came) for item in inside)))
    return tuple(found)


def base_chance(history: History, years: float) -> float:
    """Return the chance within some years from how often the like had happened: the Jeffreys mean of a Poisson rate."""
    return -math.expm1(-(history.times + 0.5) / history.years * years)


def _firsts(start: dt.date, day: dt.date) -> Iterator[dt.date]:
    """Yield the first date, then each month's first day by a day."""
    if start > day:
        return
    yield start
    year, month = start.year, start.month
    while (first := dt.date(year + month // 12, month % 12 + 1, 1)) <= day:
        yield first
        year, month = first.year, first.month


def _made(dossier: Dossier, made_on: dt.date, day: dt.date, asked: Sequence[Question]) -> Iterator[OwnForecast]:
    results = evaluate(dossier, Scenario(as_of=made_on))
    months = results.bands[dossier.header.horizon or ""].p50
    until = made_on + dt.timedelta(days=round(months * DAYS_PER_MONTH))
    for question in asked:
        if question.answer(made_on):
            continue
        base = base_chance(question.history, months / 12) if question.history else None
        yield OwnForecast(question, made_on, until, results.value(question.node), base, _came(question, until, day))


def _came(question: Question, until: dt.date, day: dt.date) -> bool | None:
    answer = question.answer(day)
    if answer and answer.on <= until:
        return answer.outcome
    return False if until <= day else None
