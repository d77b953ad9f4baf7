"""Rounding as charts do it, so that a number in a text and on its mark is the same."""

from __future__ import annotations

import math
from typing import Final

from components.wording.spaces import THIN

SLACK: Final = 1e-9
"""What a sum of floats may be off by: 0.5499999999999999 is 55 % to any reader."""


def rounded(value: float, decimals: int) -> float:
    """Return a number to so many decimals, halves away from zero (``round`` takes them to the even neighbour)."""
    scale = 10.0**decimals
    # Halves are read from the decimal digits: 28.499999999999996 is what 100 times 0.285 comes to.
    return math.copysign(math.floor(abs(value) * scale * (1 + SLACK) + 0.5) / scale, value)


def decimal(value: float, decimals: int) -> str:
    """Return a finite number with so many decimals at most, thousands set apart: ``6 901``, ``0.25``, ``−3.5``."""
    text = f"{abs(rounded(value, decimals)):,.{decimals}f}".replace(",", THIN)
    if "." in text:
        text = text.rstrip("0").removesuffix(".")
    return f"−{text}" if value < 0 and text != "0" else text
