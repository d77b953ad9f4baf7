"""Results as one plain object, for the command line and for scripts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from components.model.hypotheses import prior

if TYPE_CHECKING:
    from components.dossier.header import Question
    from components.model.number import Number
    from components.model.results import Results
    from components.model.trades import Trade


def document(results: Results) -> dict[str, Any]:
    """Return everything ``evaluate --json`` prints.

    Parameters
    ----------
    results : Results
        Of one dossier and scenario.

    Returns
    -------
    dict
        ``dossier, version, as_of, draws, assumptions, cells, outputs, issues, packages, nearest_deal, hypotheses,
        questions, exchanges``. Cells are those moved only.
        Issue values are on the issue's 0–100 scale, probabilities 0–1, years in years; what has no end is ``None``.

    Raises
    ------
    ValueError
        Where an issue has holders but no weight; names the issue.
    """
    return {
        "dossier": results.dossier.slug,
        "version": results.dossier.version,
        "as_of": results.day.isoformat(),
        "draws": results.scenario.draws,
        "assumptions": {key: band.p50 for key, band in results.bands.items()},
        "cells": {entry.key: value for entry, value in results.scenario.moved(results.dossier).items()},
        "outputs": {key: _number(item) for key, item in results.outputs.items()},
        "issues": {key: _issue(results, key) for key in results.issues},
        "packages": {
            key: {
                "acceptance": {actor: chance.value for actor, chance in package.acceptance.items()},
                "joint": package.joint.value,
            }
            for key, package in results.packages.items()
        },
        "nearest_deal": _nearest_deal(results),
        "hypotheses": _hypotheses(results),
        "questions": [_question(results, item) for item in results.dossier.header.questions],
        "exchanges": [_trade(item) for item in results.exchanges],
    }


def _issue(results: Results, key: str) -> dict[str, Any]:
    issue = results.issues[key]
    return {
        "range": None if issue.agreement is None else list(issue.agreement),
        "gap": issue.gap,
        "reservations": {
            actor: {"value": item.value, "p10": item.p10, "p90": item.p90} for actor, item in issue.reservations.items()
        },
        "weighted_mean": _number(issue.weighted_mean),
        "model_error_80": list(issue.model_error_80),
        "weighted_median": issue.weighted_median,
        "condorcet": {
            "expected": issue.condorcet_expected,
            "shares": [list(pair) for pair in issue.condorcet_shares],
        },
        "levers": {
            actor: {"position": position, "weight": weight} for actor, (position, weight) in issue.levers.items()
        },
        "knife_edge": issue.knife_edge,
    }


def _nearest_deal(results: Results) -> dict[str, Any] | None:
    deal = results.nearest_deal
    if deal is None:
        return None
    surplus = {actor: points.value for actor, points in deal.surplus.items()}
    return {"values": dict(deal.values), "surplus": surplus, "joint": deal.joint.value}


def _hypotheses(results: Results) -> dict[str, Any]:
    before = prior(results.dossier, results.source.supposed)
    return {key: {"weight": before[key], "after": after} for key, after in results.source.weights.items()}


def _question(results: Results, question: Question) -> dict[str, Any]:
    answer = question.answer(results.day)
    return {
        "node": question.node,
        "asks": question.asks,
        "resolved": {"on": answer.on.isoformat(), "outcome": answer.outcome} if answer else None,
    }


def _trade(trade: Trade) -> dict[str, Any]:
    return {
        "i": trade.i,
        "j": trade.j,
        "i_moves_on": trade.i_moves_on,
        "j_moves_on": trade.j_moves_on,
        "gain": trade.gain,
        "outcomes": {key: list(pair) for key, pair in trade.outcomes.items()},
        "externalities": dict(trade.externalities),
    }


def _number(number: Number) -> dict[str, float | None]:
    """Return a quantity's number and band; JSON has no number without end, so there it is none."""
    values = {"value": number.value, "p10": number.p10, "p50": number.p50, "p90": number.p90}
    return {name: value if math.isfinite(value) else None for name, value in values.items()}
