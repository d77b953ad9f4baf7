"""How a date, a chance, a quantity, a list is written: one function each, used by every room.

The floor below all others: it knows neither dossier nor model. Import it whole, ``from components import wording``,
and say ``wording.date(day)``; many of its names are everyday words.
"""

from __future__ import annotations

from components.wording.days import date, dates, moment, month, settled, when
from components.wording.likelihoods import (
    LIKELIHOODS,
    YARDSTICK_NAMES,
    Likelihood,
    Yardstick,
    likelihood,
    likelihoods,
)
from components.wording.lists import count, names
from components.wording.near import Vocabulary, did_you_mean
from components.wording.often import often
from components.wording.percent import chance, chances, share, shares
from components.wording.quantities import (
    band,
    change,
    estimate,
    is_percent,
    number,
    quantity,
    scale,
    unit_label,
    unit_sign,
)
from components.wording.spaces import NO_BREAK, THIN
from components.wording.vega import (
    DATE_FORMAT,
    DAY_FORMAT,
    MONTH_FORMAT,
    NUMBER_LOCALE,
    PERCENT_FORMAT,
    chance_expr,
    share_expr,
)

__all__ = [
    "DATE_FORMAT",
    "DAY_FORMAT",
    "LIKELIHOODS",
    "MONTH_FORMAT",
    "NO_BREAK",
    "NUMBER_LOCALE",
    "PERCENT_FORMAT",
    "THIN",
    "YARDSTICK_NAMES",
    "Likelihood",
    "Vocabulary",
    "Yardstick",
    "band",
    "chance",
    "chance_expr",
    "chances",
    "change",
    "count",
    "date",
    "dates",
    "did_you_mean",
    "estimate",
    "is_percent",
    "likelihood",
    "likelihoods",
    "moment",
    "month",
    "names",
    "number",
    "often",
    "quantity",
    "scale",
    "settled",
    "share",
    "share_expr",
    "shares",
    "unit_label",
    "unit_sign",
    "when",
]
