"""Which parts of a dossier rest on which sentence, event or source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from components.dossier.parts import parts
from components.dossier.use import GROUP_OF, GROUPS, Use, earliest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from components.dossier.dossier import Dossier
    from components.dossier.evidence import Sentence

__all__ = [
    "GROUPS",
    "GROUP_OF",
    "Coverage",
    "Covered",
    "Use",
    "coverage",
    "earliest",
    "hidden",
    "known",
    "resting",
    "unsupported",
    "uses",
]

State = Literal["used", "heading", "attribution", "used later", "unused"]


def uses(dossier: Dossier) -> tuple[Use, ...]:
    """Return every part of the dossier with what it rests on, in the order of `GROUPS`."""
    return tuple(parts(dossier))


def known(every: Iterable[Use], day: dt.date) -> tuple[Use, ...]:
    """Return the parts of which a view of a day may know."""
    return tuple(use for use in every if use.known_on is None or use.known_on <= day)


def resting(every: Iterable[Use]) -> Mapping[str, tuple[Use, ...]]:
    """Return, by reference, the parts that rest on it."""
    found: dict[str, list[Use]] = {}
    for use in every:
        for key in use.refs:
            found.setdefault(key, []).append(use)
    return {key: tuple(items) for key, items in found.items()}


def hidden(dossier: Dossier, day: dt.date) -> frozenset[str]:
    """Return the references that a view of a day may not show.

    These are the events that became known later, and the sources that speak of nothing else.
    """
    every = uses(dossier)
    events = dossier.timeline.events
    sources = {source.id for source in dossier.evidence.sources}
    later = set(resting(every)) - set(resting(known(every, day)))
    return frozenset({event.id for event in events if event.known_on > day} | (later & sources))


def unsupported(dossier: Dossier) -> tuple[Use, ...]:
    """Return the parts that hold a number and name neither a reference nor the analyst's judgement."""
    return tuple(
        use
        for use in uses(dossier)
        if use.numeric and not use.refs and not use.cited and use.basis != "analyst_judgement"
    )


@dataclass(frozen=True)
class Covered:
    """A sentence and the parts that rest on it, those that only describe the source left out."""

    sentence: Sentence
    uses: tuple[Use, ...]
    state: State


@dataclass(frozen=True)
class Coverage:
    """Every sentence with what represents it, in the order of the text."""

    rows: tuple[Covered, ...]

    @property
    def total(self) -> int:
        """Number of sentences."""
        return len(self.rows)

    def count(self, *states: State) -> int:
        """Return the number of sentences in one of the states."""
        return sum(row.state in states for row in self.rows)

    @property
    def covered(self) -> int:
        """Number of sentences that are used somewhere, or marked as heading or attribution."""
        return self.total - self.count("unused")


def coverage(dossier: Dossier, day: dt.date | None = None) -> Coverage:
    """Return what represents each sentence of the source.

    Parameters
    ----------
    dossier : Dossier
        The dossier.
    day : date, optional
        Parts that became known later are left out; a sentence that only they use is "used later".
    """
    every = [use for use in uses(dossier) if not use.is_about_source]
    ever = resting(every)
    now = ever if day is None else resting(known(every, day))
    sentences = dossier.evidence.sentences
    return Coverage(
        tuple(
            Covered(sentence, now.get(sentence.id, ()), _state(sentence, sentence.id in now, sentence.id in ever))
            for sentence in sentences
        )
    )


def _state(sentence: Sentence, is_used: bool, will_be_used: bool) -> State:
    if sentence.role != "content":
        return sentence.role
    if is_used:
        return "used"
    return "used later" if will_be_used else "unused"
