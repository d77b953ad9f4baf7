"""What stands in front: the key judgements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from components import wording
from components.model.fan import DAYS_PER_MONTH, fans
from components.model.response import ISSUE, label, outputs, unit
from components.model.results import Results
from components.model.support import Support, ancestors, issue_support, support

if TYPE_CHECKING:
    from components.dossier import Dossier

MOST, FEWEST = 5, 3
"""How many key judgements stand in front."""
STILL = 1e-7
"""A smaller difference is no movement: no reader could see it."""


@dataclass(frozen=True)
class Judgement:
    """One outcome, as it stands in front.

    Attributes
    ----------
    output : str
        A node, or ``issue.ID``.
    unit : str
        ``probability``, ``years`` or ``index 0–100``.
    value, p10, p90 : float
        With every quantity at its mode, and over the draws.
    source : float
        The value while every assumption stands at the source's.
    word : str or None
        ICD 203 word of a probability.
    by : date or None
        End of the horizon, where the outcome depends on it.
    holder : str or None
        Whose belief it is.
    gap, room : float and (float, float), or None
        Of an issue: points missing for an agreement, or what every veto player accepts.
    forms : tuple of Judgement
        Options that it may take the form of.
    """

    output: str
    label: str
    unit: str
    value: float
    p10: float
    p90: float
    source: float
    support: Support
    word: str | None = None
    by: dt.date | None = None
    holder: str | None = None
    gap: float | None = None
    room: tuple[float, float] | None = None
    forms: tuple[Judgement, ...] = ()

    @property
    def source_word(self) -> str | None:
        """The word at the source's values."""
        return wording.likelihood(self.source) if self.unit == "probability" else None

    @property
    def direction(self) -> int:
        """1 where the value lies above the source's, -1 below, 0 where it stands still."""
        if self.value == self.source or abs(self.value - self.source) < STILL:
            return 0
        return 1 if self.value > self.source else -1


def judgements(results: Results) -> tuple[Judgement, ...]:
    """Return three to five key judgements: the dossier's headline, or where it has none its issues.

    Parameters
    ----------
    results : Results
        Of the scenario in force; the source's values are evaluated for the same day.
    """
    dossier = results.dossier
    chosen = in_front(dossier)
    source = at_source(results)
    forms = _forms(dossier, chosen)
    return tuple(
        replace(
            judgement(results, source, key),
            forms=tuple(judgement(results, source, form) for form, parent in forms.items() if parent == key),
        )
        for key in chosen
    )


def in_front(dossier: Dossier) -> tuple[str, ...]:
    """Return the outputs that key judgements are made on."""
    chosen = list(dossier.header.headline[:MOST])
    enough = FEWEST if chosen else MOST
    spare = [*dossier.header.fan, *(key for key in outputs(dossier) if key.startswith(ISSUE))]
    for key in spare:
        if len(chosen) < enough and key not in chosen:
            chosen.append(key)
    return tuple(chosen)


def at_source(results: Results) -> Results:
    """Return the results at the source's values, as of the same day."""
    scenario = results.scenario
    return Results(results.dossier, replace(scenario, assumptions={})) if scenario.assumptions else results


def judgement(results: Results, source: Results, output: str) -> Judgement:
    """Return the judgement on one output.

    Parameters
    ----------
    results, source : Results
        Of the scenario in force, and at the source's values.
    output : str
        A node that is not a rate, or ``issue.ID``.

    Raises
    ------
    KeyError
        If there is no such output.
    """
    dossier = results.dossier
    kind = unit(dossier, output)
    if output.startswith(ISSUE):
        key = output.removeprefix(ISSUE)
        found = results.issues[key]
        mean = found.weighted_mean
        before = source.issues[key].weighted_mean.point
        return Judgement(
            output,
            dossier.issue(key).label,
            kind,
            mean.point,
            mean.p10,
            mean.p90,
            before,
            issue_support(results, key),
            gap=found.gap,
            room=found.agreement_range,
        )
    value, p10, p90 = results.point[output], results.outputs[output].p10, results.outputs[output].p90
    is_dated = dossier.header.horizon in ancestors(dossier, output)
    if is_dated:
        # A date is named, so the horizon's own band does not enter.
        last = fans(results, [output], points=2)[0]
        p10, p90 = float(last.p10[-1]), float(last.p90[-1])
    return Judgement(
        output,
        label(dossier, output),
        kind,
        value,
        p10,
        p90,
        source.point[output],
        support(dossier, output),
        wording.likelihood(value) if kind == "probability" else None,
        horizon_end(results) if is_dated else None,
        dossier.node(output).holder,
    )


def horizon_end(results: Results) -> dt.date | None:
    """Return the day on which the horizon in force ends."""
    horizon = results.dossier.header.horizon
    if horizon is None:
        return None
    return results.day + dt.timedelta(days=round(results.bands[horizon].mode * DAYS_PER_MONTH))


def _forms(dossier: Dossier, chosen: Sequence[str]) -> dict[str, str]:
    """Return the options' outputs that stand for the form of a judgement, each with that judgement."""
    options = dossier.options.options if dossier.options else ()
    found: dict[str, str] = {}
    for option in options:
        if option.output and option.output not in chosen:
            behind = ancestors(dossier, option.output)
            parent = next((key for key in reversed(chosen) if key in behind), None)
            if parent:
                found[option.output] = parent
    return found
