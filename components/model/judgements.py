"""What stands in front: the key judgements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from components import wording
from components.model.fan import DAYS_PER_MONTH, fans
from components.model.outputs import IssueOutput, NodeOutput, outputs
from components.model.results import at_source
from components.model.support import Support, ancestors, issue_support, support

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.model.output import Output
    from components.model.results import Results

MOST, FEWEST = 5, 3
"""How many key judgements stand in front."""
STILL = 1e-7
"""A smaller difference is no movement: no reader could see it."""


@dataclass(frozen=True)
class Judgement:
    """One outcome, as it stands in front.

    Attributes
    ----------
    output : Output
        A node, or an issue.
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

    output: Output
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
    forms = _forms(dossier, [output.key for output in chosen])
    return tuple(
        replace(
            judgement(results, source, output),
            forms=tuple(
                judgement(results, source, NodeOutput(dossier.node(form)))
                for form, parent in forms.items()
                if parent == output.key
            ),
        )
        for output in chosen
    )


def in_front(dossier: Dossier) -> tuple[Output, ...]:
    """Return the outputs that key judgements are made on."""
    chosen: list[Output] = [NodeOutput(dossier.node(key)) for key in dossier.header.headline[:MOST]]
    enough = FEWEST if chosen else MOST
    fan = (NodeOutput(dossier.node(key)) for key in dossier.header.fan)
    for output in (*fan, *(item for item in outputs(dossier).values() if isinstance(item, IssueOutput))):
        if len(chosen) < enough and output not in chosen:
            chosen.append(output)
    return tuple(chosen)


def judgement(results: Results, source: Results, output: Output) -> Judgement:
    """Return the judgement on one output.

    Parameters
    ----------
    results, source : Results
        Of the scenario in force, and at the source's values.
    output : Output
        A node that is not a rate, or an issue.
    """
    dossier = results.dossier
    if isinstance(output, IssueOutput):
        found = results.issues[output.id]
        mean = found.weighted_mean
        return Judgement(
            output,
            output.issue.label,
            output.unit,
            mean.point,
            mean.p10,
            mean.p90,
            output.point(source),
            issue_support(results, output.id),
            gap=found.gap,
            room=found.agreement_range,
        )
    value, p10, p90 = output.point(results), results.outputs[output.id].p10, results.outputs[output.id].p90
    is_dated = dossier.header.horizon in ancestors(dossier, output.id)
    if is_dated:
        # A date is named, so the horizon's own band does not enter.
        last = fans(results, [output.id], points=2)[0]
        p10, p90 = float(last.p10[-1]), float(last.p90[-1])
    return Judgement(
        output,
        output.label,
        output.unit,
        value,
        p10,
        p90,
        output.point(source),
        support(dossier, output.id),
        wording.likelihood(value) if output.unit == "probability" else None,
        horizon_end(results) if is_dated else None,
        dossier.node(output.id).holder,
    )


def horizon_end(results: Results) -> dt.date | None:
    """Return the day on which the horizon in force ends."""
    horizon = results.dossier.header.horizon
    if horizon is None:
        return None
    return results.day + dt.timedelta(days=round(results.bands[horizon].mode * DAYS_PER_MONTH))


def _forms(dossier: Dossier, chosen: Sequence[str]) -> dict[str, str]:
    """Return the options' outputs that stand for the form of a judgement, each with that judgement."""
    options = dossier.options.options
    found: dict[str, str] = {}
    for option in options:
        if option.output and option.output not in chosen:
            behind = ancestors(dossier, option.output)
            parent = next((key for key in reversed(chosen) if key in behind), None)
            if parent:
                found[option.output] = parent
    return found
