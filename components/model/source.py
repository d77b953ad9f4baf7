"""What no slider moves: the source's bands on a day, the scores behind every draw, and what anchors ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from components.dossier.correlations import Pair
from components.dossier.mechanism import FromBaseRate
from components.dossier.nodes import Scale
from components.dossier.nodes.accepts import AcceptsNode
from components.dossier.types import Band, Dated, standing
from components.model.deadlines import deadline_band
from components.model.memory import Memory
from components.model.quantities import Quantity
from components.model.scores import scores

if TYPE_CHECKING:
    from components.dossier import Assumption, Dossier
    from components.dossier.nodes import Node

Floats = npt.NDArray[np.float64]

MOST: Final = 8
"""Sources kept for all sessions together."""
_kept: Final = Memory(MOST)


class Source:
    """A dossier on a day, before anybody moves anything.

    Parameters
    ----------
    dossier : Dossier
        What the analyst wrote.
    day : datetime.date
        Nothing later counts.
    draws, seed : int
        Of the common random numbers.

    Attributes
    ----------
    bands : mapping of str to Band
        Each assumption's band on the day.
    quantities : mapping of str to Quantity
        Everything uncertain: assumptions and nodes by id; an actor's position, salience, influence and expectation on
        an issue as ``actor.issue.position`` and so on; an actor's cost, where it is a band, as ``actor.cost``.
    scales : mapping of str to Scale
        Against which links standardise their parents.
    """

    def __init__(self, dossier: Dossier, day: dt.date, draws: int, seed: int) -> None:
        self.dossier = dossier
        self.day = day
        self.size = draws
        self.bands: dict[str, Band] = {item.id: source_band(dossier, item, day) for item in dossier.assumptions}
        self.quantities: dict[str, Quantity] = dict(self._uncertain())
        stated = [Pair(*item.of, item.r) for item in dossier.correlations]
        drawn = scores(list(self.quantities), stated, draws=draws, seed=seed)
        self.probits: dict[str, Floats] = {key: item.probits(drawn[key]) for key, item in self.quantities.items()}
        self.scales = _scales(dossier, self.bands)
        self.memory = Memory()
        """What was computed from it, as long as it is kept."""

    def _uncertain(self) -> Iterator[tuple[str, Quantity]]:
        """Yield what is drawn, by name. New kinds go to the end: columns before them keep their numbers."""
        for item in self.dossier.assumptions:
            if not item.is_choice:
                yield item.id, _quantity(self.bands[item.id], item.range.min, item.range.max)
        for node in self.dossier.nodes:
            if node.drawn is not None:
                yield node.id, _quantity(node.drawn, 0, node.top)
        yield from self._bargaining()

    def _bargaining(self) -> Iterator[tuple[str, Quantity]]:
        """Yield what each side wants, expects without a deal, pays for none and can bring to bear."""
        for cell in self.dossier.cells:
            yield f"{cell.id}.position", _quantity(band_of(standing(cell.position, cell.since, self.day)))
            yield f"{cell.id}.salience", _quantity(cell.salience)
        for item in self.dossier.no_deal:
            yield f"{item.id}.expects", _quantity(band_of(standing(item.expects, item.since, self.day)))
        for actor in self.dossier.actors:
            if isinstance(actor.cost, Band):
                yield f"{actor.id}.cost", _quantity(actor.cost)
        for cell in self.dossier.cells:
            yield f"{cell.id}.influence", _quantity(cell.influence)

    @cached_property
    def anchored(self) -> Mapping[str, tuple[str, ...]]:
        """Actor → the anchored acceptances of it alone, whose constants add to what no deal costs it."""
        found: dict[str, tuple[str, ...]] = {}
        for node in self.dossier.nodes:
            if isinstance(node, AcceptsNode) and node.is_anchored:
                found[node.by] = (*found.get(node.by, ()), node.id)
        return found

    @cached_property
    def start(self) -> Mapping[str, Floats]:
        """Draws of everything uncertain at the source's values, each of shape (draws,)."""
        return {key: item.moved(self.probits[key]) for key, item in self.quantities.items()}

    @cached_property
    def assumed(self) -> Mapping[str, Floats]:
        """Draws of the assumptions at the source's values; a choice is one number."""
        return {key: self.start.get(key, np.array(band.p50)) for key, band in self.bands.items()}


def source(dossier: Dossier, day: dt.date, draws: int, seed: int) -> Source:
    """Return the dossier on a day; the same object while it is kept."""
    # By identity, as comparing dossiers is dear; the source keeps its own alive, so that no other one takes its id.
    return _kept.recall((id(dossier), day, draws, seed), lambda: Source(dossier, day, draws, seed))


def source_band(dossier: Dossier, assumption: Assumption, day: dt.date) -> Band:
    """Return an assumption's band as it stands on a day: the last dated value, the record of deadlines, or its own."""
    dated = standing(None, assumption.since, day)
    if dated is not None:
        return dated.band
    if not isinstance(assumption.default, FromBaseRate):
        return assumption.default
    band = deadline_band(dossier, assumption.default.base_rate, day)
    low, high = assumption.range.min, assumption.range.max
    return Band(**{key: min(max(getattr(band, key), low), high) for key in ("p10", "p50", "p90")})


def target_of(dossier: Dossier, node: Node) -> float | None:
    """Return the number that a node shows at the source's values; none where no anchor says one."""
    anchor = node.origin
    if anchor is None or anchor.source is not None:
        return None
    if anchor.value is not None:
        return anchor.value
    bands = {word.key: word.band for word in dossier.evidence.words}
    band = bands.get(anchor.word) if anchor.word else None
    return band.p50 if band else None


def band_of(item: Band | Dated) -> Band:
    """Return the band of what stands on a day."""
    return item.band if isinstance(item, Dated) else item


def _quantity(band: Band, low: float = 0, high: float = 100) -> Quantity:
    return Quantity(band.p10, band.p50, band.p90, low, high)


def _scales(dossier: Dossier, bands: Mapping[str, Band]) -> dict[str, Scale]:
    """Return the standardising scale of everything that can be a parent.

    A default of no width cannot serve as a yardstick; the whole range of the quantity takes its place.
    """
    result: dict[str, Scale] = {}
    for item in dossier.assumptions:
        band = bands[item.id]
        result[item.id] = Scale(band.p50, band.width or item.range.max - item.range.min)
    for node in dossier.nodes:
        if (scale := node.scale(result)) is not None:
            result[node.id] = scale
    return result
