"""What the outcome strip shows: a cell an outcome in front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from components import wording
from components.dossier.nodes import Measure
from components.model.judgements import in_front
from components.model.outputs import IssueOutput, NodeOutput
from components.model.results import at_source
from components.model.rooms import room

if TYPE_CHECKING:
    from components.dossier import Issue
    from components.dossier.header import Resolution
    from components.model import Results
    from components.model.output import Output
    from components.model.rooms import Room


@dataclass(frozen=True)
class Cell:
    """One outcome, or an issue where the dossier asks about none; all texts are plain.

    Attributes
    ----------
    name, full : str
        Short, and as asked.
    now, low, high, source : float or None
        Number, ends of its band, and number at the source's values, 0–100; none of what has no such scale.
    number, band, word : str
        As written.
    change : str
        Sign and points of difference from the source; empty where it stands there.
    resolved : str
        What came to pass, and when; empty while open.
    """

    name: str
    full: str
    now: float | None
    low: float | None
    high: float | None
    source: float | None
    number: str
    band: str
    word: str
    change: str
    resolved: str


def cells(results: Results) -> tuple[Cell, ...]:
    """Return a cell for every outcome in front, in the dossier's order."""
    answered = {item.node: item.answer(results.day) for item in results.dossier.header.questions}
    asked = {item.node: item.asks for item in results.dossier.header.questions}
    return tuple(
        _cell(results, output, asked.get(output.key, output.label), answered.get(output.key))
        for output in in_front(results.dossier)
    )


def _limits(issue: Issue, found: Room) -> Cell:
    """Return what those who must agree accept of an issue: a mean would say nothing about agreement."""
    if found.kind == "gap":
        number, band, word = "no overlap", f"{wording.quantity(found.width, 'points')} apart", ""
    else:
        number, band = wording.band(found.low, found.high, Measure.INDEX.value), "of 100"
        word = "accepted by all heard" if found.unheard else "accepted by all"
    return Cell(
        issue.label,
        issue.label,
        now=None,
        low=None,
        high=None,
        source=None,
        number=number,
        band=band,
        word=word,
        change="",
        resolved="",
    )


def _cell(results: Results, output: Output, asked: str, resolution: Resolution | None) -> Cell:
    if isinstance(output, IssueOutput) and (limits := room(results, output.id)).kind in ("range", "gap"):
        return _limits(output.issue, limits)
    found, source = output.number(results), output.value(at_source(results))
    factor = 100 if output.is_chance else 1 if output.unit.startswith("index") else None
    now, low, high, before = (
        None if factor is None else factor * at for at in (found.value, found.p10, found.p90, source)
    )
    return Cell(
        output.node.name if isinstance(output, NodeOutput) else output.label,
        asked,
        now=now,
        low=low,
        high=high,
        source=before,
        number=wording.quantity(found.value, output.unit),
        band=wording.band(found.p10, found.p90, output.unit),
        word=wording.likelihood(found.value, results.dossier.header.words) if output.is_chance else "",
        change=wording.change(found.value, source, output.unit, chance=output.is_chance),
        resolved=wording.settled(resolution.outcome, resolution.on) if resolution else "",
    )
