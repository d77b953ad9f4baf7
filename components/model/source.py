"""What no slider moves: the bands on a day, the scores behind every draw, and what anchors ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from copy import copy
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from components.dossier.correlations import Pair
from components.dossier.mechanism import FromBaseRate
from components.dossier.nodes import Scale
from components.dossier.nodes.accepts import AcceptsNode
from components.dossier.types import Band, Dated, standing
from components.model.announced import announced_band
from components.model.deadlines import deadline_band
from components.model.entries import entries, moved
from components.model.hypotheses import NOTHING, Supposed, is_counted, posterior, shifts
from components.model.memory import Memory
from components.model.quantities import C, Quantity
from components.model.scores import scores

if TYPE_CHECKING:
    from components.dossier import Assumption, Dossier
    from components.dossier.chronicle import Scheduled
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
    supposed : Supposed
        Weights of hypotheses that somebody moved, and signposts taken as seen.

    Attributes
    ----------
    cells : mapping of str to float
        Where somebody moved what actors want, weigh, expect and bear: medians by quantity, see
        :func:`components.model.entries.moved`.
    weights : mapping of str to float
        Share of each hypothesis, after what is known by the day.
    resolved : mapping of str to bool
        Nodes whose question was answered by the day.
    scheduled : mapping of str to tuple of Scheduled
        By node, the dates announced for it that lie ahead.
    bands : mapping of str to Band
        Each assumption's band on the day.
    quantities : mapping of str to Quantity
        Everything uncertain: assumptions and nodes by id; an actor's position, salience, influence and expectation on
        an issue as ``actor.issue.position`` and so on; an actor's cost, where no node says it, as ``actor.cost``; the
        chance that a date announced is kept as ``scheduled.id``. As in the source, wherever cells were moved.
    """

    def __init__(self, dossier: Dossier, day: dt.date, draws: int, seed: int, supposed: Supposed = NOTHING) -> None:
        self.dossier = dossier
        self.day = day
        self.size = draws
        self.seed = seed
        self.supposed = supposed
        self.cells: Mapping[str, float] = {}
        self.weights = posterior(dossier, day, supposed)
        by = shifts(dossier, self.weights)
        self.bands: dict[str, Band] = {
            item.id: shifted(item, dated_band(dossier, item, day), by.get(item.id, 0.0)) for item in dossier.assumptions
        }
        self.resolved = {item.node: answer.outcome for item in dossier.header.questions if (answer := item.answer(day))}
        self.scheduled = _scheduled(dossier, day)
        drawn = dict(self._uncertain())
        self.quantities: dict[str, Quantity] = drawn | self._implied(drawn)
        # A weight that is dragged moves some bands only; the record alone has drawn all others.
        record = None if supposed == NOTHING else source(dossier, day, draws, seed)
        stated = [Pair(*item.of, item.r) for item in dossier.correlations]
        self.scores: dict[str, Floats] = (
            record.scores if record else scores(list(drawn), stated, draws=draws, seed=seed)
        )
        certain = np.zeros(draws)
        self.probits: dict[str, Floats] = {
            key: record.probits[key]
            if record and record.quantities[key] == item
            else item.probits(self.scores.get(key, certain))
            for key, item in self.quantities.items()
        }
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

    def _implied(self, drawn: Mapping[str, Quantity]) -> dict[str, Quantity]:
        """Return what is certain and nowhere written: the status quo that somebody expects, and that nothing costs."""
        found = {item.quantity: item.band(self.day) for item in entries(self.dossier).values()}
        return {key: _quantity(band) for key, band in found.items() if band and key not in drawn}

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
        for date in chain.from_iterable(self.scheduled.values()):
            yield f"scheduled.{date.id}", _quantity(announced_band(self.dossier, date, self.day), 0, 1)

    @property
    def unsupposed(self) -> Source:
        """The dossier on the same day, with nothing supposed and nothing moved: the source itself."""
        return source(self.dossier, self.day, self.size, self.seed)

    @property
    def reference(self) -> Source:
        """The dossier on its own date, or an earlier day looked from, with its own weights and cells.

        There anchors are met, and links standardise: what came later, and what somebody moves, moves what is shown,
        instead of being taken back.
        """
        day = min(self.day, self.dossier.header.as_of)
        if (self.day, self.supposed, self.cells) == (day, NOTHING, {}):
            return self
        return source(self.dossier, day, self.size, self.seed)

    @cached_property
    def scales(self) -> Mapping[str, Scale]:
        """Against which links standardise their parents."""
        return _scales(self.dossier, self.reference.bands)

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
        """Draws of everything before assumptions move it, each of shape (draws,): as in the source, cells as moved."""
        return {key: self.drawn(key, probits) for key, probits in self.probits.items()}

    def drawn(self, key: str, probits: Floats) -> Floats:
        """Return draws of a quantity, in its own unit, from probits of the same shape."""
        return self._moved(key, self.quantities[key].moved(probits))

    def band(self, key: str) -> Band:
        """Return the band of a quantity before assumptions move it."""
        item = self.quantities[key]
        p10, p50, p90 = self._moved(key, np.array([item.p10, item.p50, item.p90])).tolist()
        return Band(p10=p10, p50=p50, p90=p90)

    def _moved(self, key: str, values: Floats) -> Floats:
        return moved(values, self.quantities[key].p50, self.cells[key]) if key in self.cells else values

    @cached_property
    def assumed(self) -> Mapping[str, Floats]:
        """Draws of the assumptions at the source's values; a choice is one number."""
        return {key: self.start.get(key, np.array(band.p50)) for key, band in self.bands.items()}


def source(
    dossier: Dossier,
    day: dt.date,
    draws: int,
    seed: int,
    supposed: Supposed = NOTHING,
    cells: tuple[tuple[str, float], ...] = (),
) -> Source:
    """Return the dossier on a day, with cells where somebody moved them; the same object while it is kept."""

    def made() -> Source:
        if cells:
            return _with(dict(cells), source(dossier, day, draws, seed, supposed))
        return Source(dossier, day, draws, seed, supposed)

    # By identity, as comparing dossiers is dear; the source keeps its own alive, so that no other one takes its id.
    return _kept.recall((id(dossier), day, draws, seed, supposed, cells), made)


def _with(cells: Mapping[str, float], before: Source) -> Source:
    """Return a source with some cells moved; all else is what it was, down to the draws."""
    found = copy(before)
    found.cells, found.memory = cells, Memory()
    stated = {key: Quantity(value, value, value) for key, value in cells.items() if key not in before.quantities}
    found.quantities = before.quantities | stated
    found.probits = before.probits | dict.fromkeys(stated, np.zeros(before.size))
    found.start = {**before.start, **{key: found.drawn(key, found.probits[key]) for key in cells}}
    return found


def source_band(dossier: Dossier, assumption: Assumption, day: dt.date, supposed: Supposed = NOTHING) -> Band:
    """Return an assumption's band on a day: what the record says, moved by what was seen and is supposed."""
    by = shifts(dossier, posterior(dossier, day, supposed))
    return shifted(assumption, dated_band(dossier, assumption, day), by.get(assumption.id, 0.0))


def shifted(assumption: Assumption, band: Band, scores: float) -> Band:
    """Return a band moved by so many normal scores of its own distribution; one without width stays."""
    if scores == 0 or not band.width:
        return band
    quantity = _quantity(band, assumption.range.min, assumption.range.max)
    p10, p50, p90 = (float(value) for value in quantity.values(np.array([scores - C, scores, scores + C])))
    return Band(p10=p10, p50=p50, p90=p90)


def dated_band(dossier: Dossier, assumption: Assumption, day: dt.date) -> Band:
    """Return what the record says on a day: the last dated value, the record of deadlines, or the dossier's default."""
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


def _scheduled(dossier: Dossier, day: dt.date) -> dict[str, tuple[Scheduled, ...]]:
    found: dict[str, tuple[Scheduled, ...]] = {}
    for item in dossier.timeline.scheduled:
        if item.node and is_counted(dossier, item, day):
            found[item.node] = (*found.get(item.node, ()), item)
    return found


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
