"""What models of cooperative decisions make of an issue, beside the limits of those who must agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from components.figures.context import Context


def yardsticks(context: Context, issue: str) -> pd.DataFrame:
    """Return weighted mean, median and Condorcet check of an issue, each with its spread where it has one; 0–100."""
    result = context.results.issues[issue]
    mean, (low, high) = result.weighted_mean, result.model_error_80
    median = "Median of exercised power" + (", on a knife-edge" if result.knife_edge else "")
    found = [
        ("Weighted mean of what the actors want", mean.value, mean.p10, mean.p90, "p10–p90 of the inputs"),
        ("The same, with the model's error record", mean.value, low, high, "80 %, inputs and error record"),
        (median, result.weighted_median, None, None, ""),
        ("Condorcet check, expected", result.condorcet_expected, None, None, ""),
    ]
    columns = ["yardstick", "value (0–100)", "low (0–100)", "high (0–100)", "low and high are"]
    return pd.DataFrame(found, columns=columns).round(1)


def yardstick_words(context: Context, issue: str) -> str:
    """Return how the yardsticks are to be read."""
    stands = "They weigh what all actors want by their power and ask nobody's consent"
    veto = ": where a veto player accepts less, they forecast nothing" if context.dossier.veto_players else ""
    edge = " Knife-edge: a change of one actor's power by 5 % moves the median to another actor."
    return f"{stands}{veto}.{edge if context.results.issues[issue].knife_edge else ''}"
