"""What several analysts differ on: assumptions, and what actors want, weigh, expect and bear."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from components import wording
from components.dossier.nodes import Measure
from components.figures.assumptions.together import YOU, Together
from components.model import Results, Scenario, evaluate
from components.model.entries import Entry, entries
from components.model.outputs import output_of
from components.model.results import at_source

if TYPE_CHECKING:
    from components.dossier import Assumption, Dossier
    from components.dossier.types import Basis
    from components.figures.context import Context
    from components.model import Number
    from components.model.output import Output

_CLOSE: Final = 1e-9


@dataclass(frozen=True)
class Matter:
    """What analysts can differ on: an assumption, or a number of an actor's.

    Attributes
    ----------
    key : str
        As scenarios call it.
    label, name : str
        For readers, in full and in short.
    basis : str
        What it rests on in the dossier.
    unit : str
        As the dossier names it.
    low, high : float
        Ends of its range.
    decimals : int or None
        As many as are written; none for as many as somebody typed.
    """

    key: str
    label: str
    name: str
    basis: Basis
    unit: str
    low: float = 0
    high: float = 100
    decimals: int | None = None

    def said(self, value: float) -> str:
        """Return a value as it is written."""
        return wording.quantity(value, self.unit, exact=True, decimals=self.decimals)

    def said_band(self, low: float, high: float) -> str:
        """Return two values as they are written."""
        return wording.band(low, high, self.unit, exact=True, decimals=self.decimals)

    def said_estimate(self, number: Number) -> str:
        """Return a number with its band as it is written."""
        return wording.estimate(number.value, number.p10, number.p90, self.unit, decimals=self.decimals)

    def share(self, value: float) -> float:
        """Return where a value lies in its range, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Dispute:
    """Something on which analysts differ.

    Attributes
    ----------
    item : Matter
        What it is.
    stands : mapping of str to float
        Where each puts its middle, the reader included.
    source : float
        Where the source does.
    pooled : Number
        All analysts together.
    effect : tuple of float
        The output at the lowest and the highest of the analysts' values, all else as in the source.
    """

    item: Matter
    stands: Mapping[str, float]
    source: float
    pooled: Number
    effect: tuple[float, float]

    @property
    def moves(self) -> float:
        """How far the dispute moves the output; without end at last."""
        low, high = self.effect
        return abs(high - low) if math.isfinite(low) and math.isfinite(high) else 0.0


def disputes(context: Context, found: Together, output: str) -> list[Dispute]:
    """Return that on which analysts differ, or the reader from them; what moves the output most first.

    What an actor expects has no row where somebody leaves it unsaid, as the dossier may.
    """
    asked = output_of(context.dossier, output)
    rows = (*_assumptions(context, found, asked), *_cells(context, found, asked))
    return sorted(rows, key=lambda row: -row.moves)


def _assumptions(context: Context, found: Together, asked: Output) -> Iterator[Dispute]:
    before = at_source(context.results)
    acts_on = asked.assumptions(before)
    for item in context.dossier.assumptions:
        stands = {name: results.bands[item.id].p50 for name, results in _each(context, found)}
        if ends := _ends(stands):
            effect = asked.response(before, {item.id: np.array(ends)}) if item.id in acts_on else (math.nan,) * 2
            source = before.bands[item.id].p50
            yield Dispute(
                _assumption(item), stands, source, found.pooled(item.id), (float(effect[0]), float(effect[1]))
            )


def _cells(context: Context, found: Together, asked: Output) -> Iterator[Dispute]:
    dossier, before = context.dossier, at_source(context.results)
    everybody = (before, *(results for _, results in _each(context, found)))
    for entry in entries(dossier).values():
        if not all(entry.quantity in results.source.quantities for results in everybody):
            continue
        stands = {name: results.source.band(entry.quantity).p50 for name, results in _each(context, found)}
        if ends := _ends(stands):
            low, high = (asked.value(_with(before, entry, value)) for value in ends)
            source = before.source.band(entry.quantity).p50
            yield Dispute(_cell(dossier, entry), stands, source, found.pooled(entry.quantity), (low, high))


def _each(context: Context, found: Together) -> Iterator[tuple[str, Results]]:
    yield from found.results.items()
    yield YOU, context.results


def _ends(stands: Mapping[str, float]) -> tuple[float, float] | None:
    """Return the lowest and the highest value; none where all are the same."""
    low, high = min(stands.values()), max(stands.values())
    return (low, high) if high - low > _CLOSE else None


def _with(before: Results, entry: Entry, value: float) -> Results:
    """Return the source with one number of an actor's moved."""
    given = before.scenario
    return evaluate(before.dossier, Scenario({}, given.as_of, given.draws, given.seed, cells={entry.key: value}))


def _assumption(item: Assumption) -> Matter:
    span = item.range
    return Matter(item.id, item.label, item.name, item.basis, item.unit, span.min, span.max, span.decimals)


def _cell(dossier: Dossier, entry: Entry) -> Matter:
    label = entry.label(dossier)
    grounds = dossier.no_deal if entry.field == "expects" else dossier.cells
    basis = next((item.basis for item in grounds if (item.actor, item.issue) == (entry.actor, entry.issue)), None)
    return Matter(
        entry.key,
        label,
        label,
        getattr(entry.written, "basis", None) or basis or "analyst_judgement",
        Measure.INDEX.value,
    )
