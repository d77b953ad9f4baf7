"""What is uncertain behind the model's answers, and what each band rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from components.dossier.types import Band, standing
from components.model.memory import remembered

if TYPE_CHECKING:
    import datetime as dt

    from components.dossier import Dossier
    from components.dossier.types import Basis
    from components.model.source import Source

Kind = Literal["assumption", "node", "actor"]


@dataclass(frozen=True)
class Ground:
    """Whose uncertain quantity it is, and what its band rests on.

    Attributes
    ----------
    kind : str
        An assumption, a node with a level of its own, or an actor: what it wants, weighs, expects and bears.
    id : str
        Of the assumption, node or actor.
    basis : str
    """

    kind: Kind
    id: str
    basis: Basis

    def label(self, dossier: Dossier) -> str:
        """Return the record's name for readers."""
        record = {"assumption": dossier.assumption, "node": dossier.node, "actor": dossier.actor}[self.kind](self.id)
        return str(record.name)


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
    for cell in dossier.cells:
        position = standing(cell.position, cell.since, day)
        for name, band in (("position", position), ("salience", cell.salience), ("influence", cell.influence)):
            yield f"{cell.id}.{name}", Ground("actor", cell.actor, band.basis or cell.basis)
    for expectation in dossier.no_deal:
        expects = standing(expectation.expects, expectation.since, day)
        yield f"{expectation.id}.expects", Ground("actor", expectation.actor, expects.basis or expectation.basis)
    for actor in dossier.actors:
        if isinstance(actor.cost, Band):
            yield f"{actor.id}.cost", Ground("actor", actor.id, actor.cost.basis or "analyst_judgement")
