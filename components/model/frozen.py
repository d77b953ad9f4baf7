"""Forecasts as somebody put them down: one's own number beside model's and source's, scored once it is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Final

from components.dossier.nodes import Measure
from components.model.forecasts import OwnForecast, came, horizon_end
from components.model.results import at_source

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.header import Question
    from components.model.results import Results

MODEL: Final = "Model"
"""Who gave the number under the assumptions that stood when it was frozen."""
SOURCE: Final = "Source"
"""Who gave the number at the source's values."""


@dataclass(frozen=True)
class Frozen:
    """What was said of a question.

    Attributes
    ----------
    author, at : str
        Who froze it, and when (UTC).
    dossier, version, question : str
        Slug and version of the dossier, and the question's node.
    made_on, until : date
        From which day one looked, and the last day that it speaks of; none where it speaks of no day.
    own : float or None
        The author's own chance that the answer is yes; none where the author gave none.
    model, source : float
        The same by the model, under the assumptions that stood and at the source's values.
    base_rate : float or None
        The same from how often the like had happened.
    assumed : mapping of str to str
        What stood elsewhere than in the source, as a permalink says it.
    """

    author: str
    at: str
    dossier: str
    version: str
    question: str
    made_on: dt.date
    until: dt.date | None
    own: float | None
    model: float
    source: float
    base_rate: float | None
    assumed: Mapping[str, str]

    def content(self) -> dict[str, Any]:
        """Return it as what JSON can hold."""
        days = {"made_on": self.made_on.isoformat(), "until": self.until.isoformat() if self.until else None}
        return {**asdict(self), **days}


def thawed(content: Mapping[str, Any]) -> Frozen | None:
    """Return what `Frozen.content` gave; none where it is something else."""
    try:
        until = content["until"]
        days = {
            "made_on": dt.date.fromisoformat(content["made_on"]),
            "until": None if until is None else dt.date.fromisoformat(until),
        }
        return Frozen(**{field.name: content[field.name] for field in fields(Frozen)} | days)
    except (KeyError, TypeError, ValueError):
        return None


def open_questions(dossier: Dossier, day: dt.date) -> tuple[Question, ...]:
    """Return the questions that ask for a chance and are open on a day."""
    return tuple(
        item
        for item in dossier.header.questions
        if dossier.node(item.node).measure is Measure.PROBABILITY and not item.answer(day)
    )


def freeze(results: Results, author: str, at: str, own: Mapping[str, float]) -> tuple[Frozen, ...]:
    """Return the present numbers of the questions that are open on the day one looks from.

    Parameters
    ----------
    results : Results
        What the model says now.
    author, at : str
        Who freezes it, and when.
    own : mapping of str to float
        The author's own chances, by node; a question may be left out.
    """
    dossier, before = results.dossier, at_source(results)
    found = []
    for question in open_questions(dossier, results.day):
        until, base_rate = horizon_end(results, question)
        found.append(
            Frozen(
                author=author,
                at=at,
                dossier=dossier.slug,
                version=dossier.version,
                question=question.node,
                made_on=results.day,
                until=until,
                own=own.get(question.node),
                model=results.value(question.node),
                source=before.value(question.node),
                base_rate=base_rate,
                assumed=results.scenario.query(dossier),
            )
        )
    return tuple(found)


def voices(frozen: Iterable[Frozen], dossier: Dossier, day: dt.date) -> dict[str, tuple[OwnForecast, ...]]:
    """Return forecasts by who made them, to be scored: the model, the source, and each author's own.

    Parameters
    ----------
    frozen : iterable of Frozen
        Those of other dossiers, or of questions that the dossier no longer asks, are left out.
    dossier : Dossier
        Knows what came.
    day : date
        Nothing that became known later enters.
    """
    asked = {item.node: item for item in dossier.header.questions}
    found: dict[str, list[OwnForecast]] = {MODEL: [], SOURCE: []}
    for item in frozen:
        if item.dossier != dossier.slug or item.question not in asked:
            continue
        question = asked[item.question]
        outcome = came(question, item.until, day)
        said = {MODEL: item.model, SOURCE: item.source}
        if item.own is not None:
            # Nobody is called like the model by chance only.
            said[f"{item.author or 'no name'}, own numbers"] = item.own
        for voice, chance in said.items():
            made = OwnForecast(question, item.made_on, item.until or dt.date.max, chance, item.base_rate, outcome)
            found.setdefault(voice, []).append(made)
    return {voice: tuple(made) for voice, made in found.items() if made}
