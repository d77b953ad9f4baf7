"""What an analyst may move of an actor: what it wants, weighs, can bring to bear, expects and bears, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import numpy.typing as npt

from components import wording
from components.dossier.types import Band, Dated, standing
from components.model.memory import Memory

if TYPE_CHECKING:
    import datetime as dt

    from components.dossier import Dossier
    from components.dossier.types import Since

Floats = npt.NDArray[np.float64]
Field = Literal["position", "salience", "influence", "expects", "cost"]

FIELDS: Final[dict[Field, str]] = {
    "position": "wants",
    "salience": "salience",
    "influence": "influence",
    "expects": "expects without a deal",
    "cost": "cost of no deal",
}
"""Fields as the dossier names them, with their words for readers."""
WEIGHTS: Final = ("salience", "influence")
"""Fields of which an issue needs one actor with both above 0."""
LIKE: Final = "ACTOR.ISSUE.position, .salience, .influence or .expects, or ACTOR.cost"
"""How entries are called."""
_kept: Final = Memory(8)


@dataclass(frozen=True)
class Entry:
    """One number of an actor's, 0–100.

    Attributes
    ----------
    actor : str
        Whose it is.
    issue : str
        On which issue; empty for the actor's cost, which holds for all.
    field : str
        Key of `FIELDS`.
    quantity : str
        Its name among :attr:`components.model.source.Source.quantities`: its own, or the node that says the cost.
    written : Band or None
        As first written; certain where only implied: the issue's status quo is expected, and no cost is 0. None where
        nothing says what the actor expects: whoever moves that states it.
    since : tuple of Dated
        From when on it is another one.
    """

    actor: str
    issue: str
    field: Field
    quantity: str
    written: Band | None
    since: Since = ()

    @property
    def key(self) -> str:
        """Its name in scenarios: ``actor.issue.position``, and ``actor.cost``."""
        return ".".join(filter(None, (self.actor, self.issue, self.field)))

    def band(self, day: dt.date) -> Band | None:
        """Return the source's band as it stands on a day; none where nothing says it."""
        found = standing(self.written, self.since, day)
        return found.band if isinstance(found, Dated) else found

    def source(self, day: dt.date) -> float | None:
        """Return the source's median on a day; none where nothing says it."""
        band = self.band(day)
        return band.p50 if band else None

    def label(self, dossier: Dossier) -> str:
        """Return its name for readers: ``Kremlin, Territory: wants``."""
        on = [dossier.issue(self.issue).label] if self.issue else []
        return f"{', '.join([dossier.actor(self.actor).name, *on])}: {FIELDS[self.field]}"


def entries(dossier: Dossier) -> Mapping[str, Entry]:
    """Return everything that can be moved, by name.

    A cell that the dossier leaves empty has no entries: there is nothing to move.
    """

    def found() -> tuple[Dossier, dict[str, Entry]]:
        every = (*_of_cells(dossier), *_expectations(dossier), *_costs(dossier))
        return dossier, {item.key: item for item in every}

    # By identity, as comparing dossiers is dear; what is kept holds its dossier, so that no other one takes its id.
    return _kept.recall(id(dossier), found)[1]


def moved(values: Floats, start: float, to: float) -> Floats:
    """Move values along with their median, and cut them at the ends of the scale.

    The band keeps its width around the new value, cut at 0 and 100: a what-if about an actor leaves the doubt about it
    as it was, and a number that is certain stays so. Sliders of assumptions narrow toward the ends of their range and
    widen away from them; cells mostly stand near an end, where moving one to the middle would make a band of 14
    points one of 47. Draws are monotone in the value.

    Parameters
    ----------
    values : array
        Draws, or quantiles, 0–100.
    start, to : float
        Their median, and where it is put.
    """
    return np.clip(to + (values - start), 0, 100)


def problem(dossier: Dossier, key: str, value: float) -> str | None:
    """Return why an entry cannot take a value, and what to write instead; none where it can."""
    if key not in (known := entries(dossier)):
        return _unknown(dossier, key, known)
    return None if 0 <= value <= 100 else f"{key} must lie between 0 and 100, not {value:g}"


def weightless(dossier: Dossier, cells: Mapping[str, float]) -> tuple[str, ...]:
    """Return the issues on which moved cells leave nobody any weight; there nothing could be computed."""
    known = entries(dossier)
    touched = {known[key].issue for key in cells if known[key].field in WEIGHTS}
    heavy = {
        cell.issue
        for cell in dossier.cells
        if all(
            cells.get(f"{cell.id}.{field}", written.p50) > 0
            for field, written in zip(WEIGHTS, (cell.salience, cell.influence), strict=True)
        )
    }
    return tuple(issue.id for issue in dossier.issues if issue.id in touched - heavy)


def weighing(dossier: Dossier, cells: Mapping[str, float]) -> dict[str, float]:
    """Return cells without the weights on issues where they would leave nobody any."""
    idle = weightless(dossier, cells)
    known = entries(dossier)
    return {
        key: value for key, value in cells.items() if not (known[key].issue in idle and known[key].field in WEIGHTS)
    }


def _unknown(dossier: Dossier, key: str, known: Mapping[str, Entry]) -> str:
    pairs = {f"{actor.id}.{issue.id}": (actor.id, issue.id) for actor in dossier.actors for issue in dossier.issues}
    head, _, field = key.rpartition(".")
    if head not in pairs or field not in FIELDS or field == "cost":
        return f"unknown cell {key}{wording.did_you_mean(key, known) or f'; write it as {LIKE}'}"
    actor, issue = pairs[head]
    return f"{key}: {actor} holds no position on {issue}, and a cell that the dossier leaves empty stays empty"


def _of_cells(dossier: Dossier) -> Iterator[Entry]:
    for cell in dossier.cells:
        yield Entry(cell.actor, cell.issue, "position", f"{cell.id}.position", cell.position, cell.since)
        yield Entry(cell.actor, cell.issue, "salience", f"{cell.id}.salience", cell.salience)
        yield Entry(cell.actor, cell.issue, "influence", f"{cell.id}.influence", cell.influence)


def _expectations(dossier: Dossier) -> Iterator[Entry]:
    for item in dossier.no_deal:
        yield Entry(item.actor, item.issue, "expects", f"{item.id}.expects", item.expects, item.since)
    for cell in dossier.cells:
        quo = dossier.issue(cell.issue).status_quo
        if dossier.expectation(cell.actor, cell.issue) is None:
            expected = _certain(quo.value) if quo else None
            yield Entry(cell.actor, cell.issue, "expects", f"{cell.id}.expects", expected)


def _costs(dossier: Dossier) -> Iterator[Entry]:
    held = {cell.actor for cell in dossier.cells}
    drawn = {node.id: node.drawn for node in dossier.nodes}
    for actor in dossier.actors:
        if isinstance(actor.cost, str):
            yield Entry(actor.id, "", "cost", actor.cost, drawn.get(actor.cost))
        elif actor.cost or actor.id in held:
            yield Entry(actor.id, "", "cost", f"{actor.id}.cost", actor.cost or _certain(0))


def _certain(value: float) -> Band:
    return Band(p10=value, p50=value, p90=value)
