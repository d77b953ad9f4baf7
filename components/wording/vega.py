"""The same words in charts: formats and expressions for Vega-Lite."""

from __future__ import annotations

from typing import Any, Final

from components.wording.percent import SIGN, UNKNOWN
from components.wording.rounding import SLACK
from components.wording.spaces import THIN

DATE_FORMAT: Final = "%-d %b %Y"
"""As :func:`date`."""
DAY_FORMAT: Final = "%-d %b"
"""As :func:`date` in the year one looks from."""
MONTH_FORMAT: Final = "%b %Y"
"""As :func:`month`."""
PERCENT_FORMAT: Final = ".1~%"
"""Ticks of an axis in per cent, and shares in tooltips; a chance is written by :func:`chance_expr`."""
NUMBER_LOCALE: Final[dict[str, Any]] = {
    "decimal": ".",
    "thousands": THIN,
    "grouping": [3],
    "currency": ["", ""],
    "percent": SIGN,
}
"""For ``config.locale.number``: thousands and the per-cent sign as in texts."""


def chance_expr(value: str) -> str:
    """Return the Vega expression that writes a chance as :func:`chance` does.

    Parameters
    ----------
    value : str
        Expression of the probability, such as ``datum.p``.
    """
    whole = f"format(floor({value} * {100 * (1 + SLACK)!r} + 0.5), 'd') + '{SIGN}'"
    return (
        f"!isValid({value}) ? '{UNKNOWN}' : {value} < {0.01 - SLACK!r} ? 'under 1{SIGN}' : "
        f"{value} > {0.99 + SLACK!r} ? 'over 99{SIGN}' : {whole}"
    )


def share_expr(value: str) -> str:
    """Return the Vega expression that writes a share as :func:`share` does."""
    tenths = f"format(floor({value} * {1000 * (1 + SLACK)!r} + 0.5) / 10, ',.1~f') + '{SIGN}'"
    return (
        f"!isValid({value}) ? '{UNKNOWN}' : {value} > {SLACK!r} && {value} < 0.0005 ? 'under 0.1{SIGN}' : "
        f"{value} >= 0.9995 && {value} < {1 - SLACK!r} ? 'over 99.9{SIGN}' : {tenths}"
    )
