"""From sums of logarithms to factors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from components.dossier.nodes.draw import Floats

_LOG_LIMIT = 500.0
"""Exponents are held within ±500, so that no product of rates, odds and years leaves the floats."""


def factor(exponent: Floats) -> Floats:
    """Return e to an exponent, finite and above 0 whatever the exponent."""
    return np.exp(np.clip(exponent, -_LOG_LIMIT, _LOG_LIMIT))
