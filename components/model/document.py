"""Results as one plain object, for the command line and for scripts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from components.model.results import Results


def document(results: Results) -> dict[str, Any]:
    """Return everything ``evaluate --json`` prints.

    Parameters
    ----------
    results : Results
        Of one dossier and scenario.

    Returns
    -------
    dict
        ``dossier, as_of, draws, assumptions, outputs, issues, packages, exchanges``. Issue values are on
        the issue's 0–100 scale, probabilities 0–1, years in years; what has no end is ``None``.

    Raises
    ------
    ValueError
        Where an issue has holders but no weight; names the issue.
    """
    return {
        "dossier": results.dossier.slug,
        "as_of": results.day.isoformat(),
        "draws": results.scenario.draws,
        "assumptions": {key: band.mode for key, band in results.bands.items()},
        "outputs": {
            key: {name: _finite(getattr(output, name)) for name in ("point", "mean", "p10", "p50", "p90")}
            for key, output in results.outputs.items()
        },
        "issues": {key: _issue(results, key) for key in results.issues},
        "packages": {
            key: {"acceptance": dict(package.acceptance), "joint": package.joint}
            for key, package in results.packages.items()
        },
        "exchanges": [
            {
                "i": trade.i,
                "j": trade.j,
                "i_moves_on": trade.i_moves_on,
                "j_moves_on": trade.j_moves_on,
                "gain": trade.gain,
                "outcomes": {key: list(pair) for key, pair in trade.outcomes.items()},
                "externalities": dict(trade.externalities),
            }
            for trade in results.exchanges
        ],
    }


def _issue(results: Results, key: str) -> dict[str, Any]:
    issue = results.issues[key]
    mean = issue.weighted_mean
    return {
        "weighted_mean": {name: getattr(mean, name) for name in ("point", "mean", "sd", "p10", "p50", "p90")},
        "model_error_80": list(issue.model_error_80),
        "weighted_median": issue.weighted_median,
        "condorcet": {
            "expected": issue.condorcet_expected,
            "shares": [list(pair) for pair in issue.condorcet_shares],
        },
        "levers": {
            actor: {"position": position, "weight": weight} for actor, (position, weight) in issue.levers.items()
        },
        "agreement_range": None if issue.agreement_range is None else list(issue.agreement_range),
        "gap": issue.gap,
        "knife_edge": issue.knife_edge,
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
