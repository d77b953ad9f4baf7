"""What stands in front: the key judgements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from components import wording
from components.model import network
from components.model.fan import horizon_end
from components.model.grounds import RestsOn, rests_on
from components.model.outputs import IssueOutput, NodeOutput, outputs
from components.model.results import at_source

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.header import Question, Resolution
    from components.model.output import Output
    from components.model.results import Results

MOST: Final = 5
"""How many issues stand in front where the dossier asks no question."""
STILL: Final = 1e-7
"""A smaller difference is no movement: no reader could see it."""


@dataclass(frozen=True)
class Judgement:
    """One outcome, as it stands in front.

    Attributes
    ----------
    output : Output
        A node, or an issue.
    question : Question or None
        What the dossier asks of it, and when that counts as answered; none of a form and of an issue.
    answered : Resolution or None
        How it was answered by the day; none while it is open.
    label, unit : str
        Of the output.
    value, p10, p90 : float
        The number shown everywhere, and its band.
    source : float
        The number while every assumption stands at the source's value.
    rests : RestsOn or None
        What it rests on, the confidence it deserves, and why; none where its spread has no measure.
    word, source_word : str or None
        Likelihood of a probability in the dossier's words, now and at the source's values.
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
    question: Question | None
    answered: Resolution | None
    label: str
    unit: str
    value: float
    p10: float
    p90: float
    source: float
    rests: RestsOn | None
    word: str | None = None
    source_word: str | None = None
    by: dt.date | None = None
    holder: str | None = None
    gap: float | None = None
    room: tuple[float, float] | None = None
    forms: tuple[Judgement, ...] = ()

    @property
    def direction(self) -> int:
        """1 where the value lies above the source's, -1 below, 0 where it stands still."""
        if self.value == self.source or abs(self.value - self.source) < STILL:
            return 0
        return 1 if self.value > self.source else -1


def judgements(results: Results) -> tuple[Judgement, ...]:
    """Return the key judgements: on the dossier's questions in their order, or where it asks none on its issues.

    Parameters
    ----------
    results : Results
        Of the scenario in force; the source's values are evaluated for the same day.
    """
    dossier = results.dossier
    chosen = in_front(dossier)
    questions = {item.node: item for item in dossier.header.questions}
    forms = _forms(dossier, [output.key for output in chosen])
    return tuple(
        replace(
            judgement(results, output),
            question=(asked := questions.get(output.key)),
            answered=asked.answer(results.day) if asked else None,
            forms=tuple(
                judgement(results, NodeOutput(dossier.node(form)))
                for form, parent in forms.items()
                if parent == output.key
            ),
        )
        for output in chosen
    )


def in_front(dossier: Dossier) -> tuple[Output, ...]:
    """Return the outputs that key judgements are made on."""
    asked = tuple(NodeOutput(dossier.node(item.node)) for item in dossier.header.questions)
    return asked or tuple(item for item in outputs(dossier).values() if isinstance(item, IssueOutput))[:MOST]


def judgement(results: Results, output: Output) -> Judgement:
    """Return the judgement on one output, which is no rate.

    Parameters
    ----------
    results : Results
        Of the scenario in force.
    output : Output
        A node, or an issue.
    """
    number, source = output.number(results), output.value(at_source(results))
    yardstick = results.dossier.header.words
    word, before = (wording.likelihood(p, yardstick) if output.is_chance else None for p in (number.value, source))
    found = Judgement(
        output,
        None,
        None,
        output.label,
        output.unit,
        number.value,
        number.p10,
        number.p90,
        source,
        rests_on(results, output),
        word,
        before,
    )
    if isinstance(output, IssueOutput):
        issue = results.issues[output.id]
        return replace(found, label=output.issue.label, gap=issue.gap, room=issue.agreement)
    if isinstance(output, NodeOutput):
        dated = results.dossier.header.horizon in output.assumptions(results)
        return replace(found, by=horizon_end(results) if dated else None, holder=output.node.holder)
    return found


def _forms(dossier: Dossier, chosen: Sequence[str]) -> dict[str, str]:
    """Return the options' outputs that stand for the form of a judgement, each with that judgement.

    Options are forms of the umbrella, where there is one; what sets nothing is the absence of a form. Else an option
    is a form of what its output follows from.
    """
    umbrella = dossier.options.umbrella
    whole = umbrella.output if umbrella and umbrella.output in chosen else None
    found: dict[str, str] = {}
    for option in dossier.options.options:
        if option.output is None or option.output in chosen:
            continue
        parent = (whole if option.sets else None) if whole else _behind(dossier, option.output, chosen)
        if parent:
            found[option.output] = parent
    return found


def _behind(dossier: Dossier, output: str, chosen: Sequence[str]) -> str | None:
    """Return the last of the judgements that an output follows from."""
    behind = {node.id for node in network.upstream(dossier, [output])[0]}
    return next((key for key in reversed(chosen) if key in behind), None)
