"""What the outcome strip shows: a cell an outcome in front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from components import wording
from components.model.judgements import in_front
from components.model.outputs import NodeOutput
from components.model.results import at_source

if TYPE_CHECKING:
    from components.dossier.header import Resolution
    from components.model import Results
    from components.model.output import Output


@dataclass(frozen=True)
class Cell:
    """One outcome; all texts are plain.

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


def _cell(results: Results, output: Output, asked: str, resolution: Resolution | None) -> Cell:
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
