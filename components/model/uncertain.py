"""What is uncertain behind the model's answers, and what each band rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from components.dossier.mechanism import FromBaseRate
from components.dossier.types import Band, standing
from components.model.memory import remembered

if TYPE_CHECKING:
    import datetime as dt

    from components.dossier import Dossier
    from components.dossier.types import Basis
    from components.model.source import Source

Kind = Literal["assumption", "node", "actor", "scheduled"]

JUDGEMENT: Final = "analyst_judgement"
"""The basis that lowers confidence: nothing but the analyst's own estimate."""


@dataclass(frozen=True)
class Ground:
    """Whose uncertain quantity it is, and what its band rests on.

    Attributes
    ----------
    kind : str
        An assumption, a node with a level of its own, an actor: what it wants, weighs, expects and bears; or a date
        announced: whether it is kept.
    id : str
        Of the assumption, node, actor or date.
    basis : str
    """

    kind: Kind
    id: str
    basis: Basis

    def label(self, dossier: Dossier) -> str:
        """Return the record's name for readers."""
        if self.kind == "assumption":
            return dossier.assumption(self.id).name
        if self.kind == "scheduled":
            return next(item.label for item in dossier.timeline.scheduled if item.id == self.id)
        return dossier.node(self.id).name if self.kind == "node" else dossier.actor(self.id).name


@remembered
def grounds(source: Source) -> Mapping[str, Ground]:
    """Return the ground of every uncertain quantity, by its name in :attr:`Source.quantities`, as of the day."""
    return dict(_grounds(source.dossier, source.day))


def grouped(source: Source, quantities: Iterable[str]) -> dict[Ground, tuple[str, ...]]:
    """Return quantities by their ground; what is certain is left out."""
    known = grounds(source)
    found: dict[Ground, list[str]] = {}
    for key in quantities:
        if not source.quantities[key].certain:
            found.setdefault(known[key], []).append(key)
    return {ground: tuple(keys) for ground, keys in found.items()}


def _grounds(dossier: Dossier, day: dt.date) -> Iterator[tuple[str, Ground]]:
    for item in dossier.assumptions:
        dated = standing(None, item.since, day)
        yield item.id, Ground("assumption", item.id, dated.basis if dated else item.basis)
    for node in dossier.nodes:
        if node.drawn is not None and node.rests_on is not None:
            yield node.id, Ground("node", node.id, node.rests_on)
    yield from _of_actors(dossier, day)
    for date in dossier.timeline.scheduled:
        # Taken from the record of dates announced, it is counted; written down, it says what it rests on.
        counted = isinstance(date.chance, FromBaseRate)
        yield f"scheduled.{date.id}", Ground("scheduled", date.id, "outside_source" if counted else date.basis)


def _of_actors(dossier: Dossier, day: dt.date) -> Iterator[tuple[str, Ground]]:
    for cell in dossier.cells:
        position = standing(cell.position, cell.since, day)
        for name, band in (("position", position), ("salience", cell.salience), ("influence", cell.influence)):
            yield f"{cell.id}.{name}", Ground("actor", cell.actor, band.basis or cell.basis)
    for item in dossier.no_deal:
        expects = standing(item.expects, item.since, day)
        yield f"{item.id}.expects", Ground("actor", item.actor, expects.basis or item.basis)
    for actor in dossier.actors:
        if isinstance(actor.cost, Band):
            yield f"{actor.id}.cost", Ground("actor", actor.id, actor.cost.basis or JUDGEMENT)
