"""Numbers and dates as people write them in links, on the command line and in requests: one way each."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Final

_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


def number(text: str) -> float:
    """Return a number.

    Python's own reading takes more than anybody means: ``1_0`` for ten, ``nan``, digits of any script.

    Raises
    ------
    ValueError
        If the text is no finite number written with the digits 0 to 9 and a point.
    """
    value = float(text) if _NUMBER.fullmatch(text.strip()) else math.nan
    if not math.isfinite(value):
        raise ValueError(f"{text[:40]!r} is no number")
    return value


def date(text: str) -> dt.date:
    """Return a day written like 2025-08-08.

    Raises
    ------
    ValueError
        If it is written in another way, or there is no such day.
    """
    day = dt.date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(f"{text[:40]!r} is not written like {day.isoformat()}")
    return day
