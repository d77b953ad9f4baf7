"""What somebody assumes: the one object that feeds sidebar, address, command line and export stamp."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from components import wording
from components.dossier.types import YEARS, Band
from components.model.entries import WEIGHTS, Entry, entries, problem, weightless
from components.model.hypotheses import Supposed
from components.model.quantities import Quantity
from components.model.scores import DRAWS
from components.model.source import source_band

if TYPE_CHECKING:
    from components.dossier import Assumption, Dossier

MAX_DRAWS = 65536
SIGNPOSTS: Final = {"seen": True, "missed": False}
"""Keys of a permalink that list signposts, with what is supposed of them."""
BETWEEN: Final = "~"
"""Parts ids in a list: an id never holds it, and an address leaves it as it is."""


def listed(signposts: Mapping[str, bool]) -> dict[str, str]:
    """Return signposts as the parameters of a permalink."""
    ids = {key: [item for item, value in signposts.items() if value is came] for key, came in SIGNPOSTS.items()}
    return {key: BETWEEN.join(items) for key, items in ids.items() if items}


def unlisted(dossier: Dossier, given: Mapping[str, str]) -> dict[str, bool]:
    """Return the signposts that parameters of a permalink list, those that the dossier does not know left out."""
    known = {item.id for item in dossier.hypotheses.signposts}
    return {
        item: came for key, came in SIGNPOSTS.items() for item in given.get(key, "").split(BETWEEN) if item in known
    }


class ScenarioError(ValueError):
    """A scenario that does not fit the dossier; the message says what to write instead."""


@dataclass(frozen=True)
class Scenario:
    """Assumptions that differ from the source, and the day from which one looks.

    Parameters
    ----------
    assumptions : mapping of str to float
        Medians set by the user, in each assumption's own unit. Those left out stay at the source's value.
        Weights of hypotheses are among them.
    as_of : date or None
        Nothing later than this day counts; the dossier's own date where ``None``.
    draws : int
        Number of draws behind every interval.
    seed : int or None
        Scrambling of the Sobol sequence; the dossier's seed where ``None``.
    signposts : mapping of str to bool
        Signposts taken to have come, or not to have come.
    cells : mapping of str to float
        Medians of actors' positions, saliences, influences, expectations and costs, 0–100, by the names of
        :func:`components.model.entries.entries`. Those left out stay at the source's value.
    """

    assumptions: Mapping[str, float] = field(default_factory=dict)
    as_of: dt.date | None = None
    draws: int = DRAWS
    seed: int | None = None
    signposts: Mapping[str, bool] = field(default_factory=dict)
    cells: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("assumptions", "signposts", "cells"):
            object.__setattr__(self, name, MappingProxyType(dict(sorted(getattr(self, name).items()))))
        if not 2 <= self.draws <= MAX_DRAWS:
            raise ScenarioError(f"draws must lie between 2 and {MAX_DRAWS}, not {self.draws}")
        if self.seed is not None and self.seed < 0:
            raise ScenarioError(f"seed must be 0 or more, not {self.seed}")
        if self.as_of and self.as_of.year not in YEARS:
            raise ScenarioError(f"the as-of date must lie in the years {YEARS[0]} to {YEARS[-1]}, not {self.as_of}")

    def __hash__(self) -> int:
        # Written out, because a mapping has no hash of its own.
        moved = (tuple(given.items()) for given in (self.assumptions, self.signposts, self.cells))
        return hash((*moved, self.as_of, self.draws, self.seed))

    def day(self, dossier: Dossier) -> dt.date:
        """Return the as-of date, the dossier's own where none is set."""
        return self.as_of or dossier.header.as_of

    def check(self, dossier: Dossier) -> None:
        """Raise `ScenarioError` where an assumption, signpost or cell is unknown or its value out of range."""
        known = {item.id: item for item in dossier.assumptions}
        for key, value in self.assumptions.items():
            if key not in known:
                raise ScenarioError(f"unknown assumption {key}{wording.did_you_mean(key, known)}")
            limits = known[key].range
            if not limits.min <= value <= limits.max:
                raise ScenarioError(
                    f"{key} must lie between {limits.min:g} and {limits.max:g} ({known[key].unit}), not {value:g}"
                )

        known_signposts = [item.id for item in dossier.hypotheses.signposts]
        for key in self.signposts:
            if key not in known_signposts:
                raise ScenarioError(f"unknown signpost {key}{wording.did_you_mean(key, known_signposts)}")
        self._check_cells(dossier)

    def _check_cells(self, dossier: Dossier) -> None:
        for key, value in self.cells.items():
            if found := problem(dossier, key, value):
                raise ScenarioError(found)
        for issue in weightless(dossier, self.cells):
            both = wording.names(WEIGHTS)
            raise ScenarioError(f"nobody on {issue} would have both {both} above 0; raise one of them")

    def supposed(self, dossier: Dossier) -> Supposed:
        """Return what it supposes of the hypotheses: weights moved, and signposts."""
        weights = {item.id: self.assumptions.get(item.weight_id) for item in dossier.hypotheses.hypotheses}
        moved = tuple((key, value) for key, value in weights.items() if value is not None)
        return Supposed(moved, tuple(self.signposts.items()))

    def source_band(self, dossier: Dossier, assumption: Assumption) -> Band:
        """Return the source's band of an assumption as of the scenario's day."""
        return source_band(dossier, assumption, self.day(dossier), self.supposed(dossier))

    def band(self, dossier: Dossier, assumption: Assumption) -> Band:
        """Return the band in force: the source's, its median moved to where the user put it."""
        band = self.source_band(dossier, assumption)
        if assumption.id not in self.assumptions:
            return band
        limits, median = assumption.range, self.assumptions[assumption.id]
        p10, p50, p90 = Quantity(band.p10, band.p50, band.p90, limits.min, limits.max).stated(median)
        return Band(p10=p10, p50=p50, p90=p90)

    def changed(self, dossier: Dossier) -> tuple[Assumption, ...]:
        """Return the assumptions that stand elsewhere than at the source's value, in the dossier's order."""
        return tuple(
            item
            for item in dossier.assumptions
            if item.id in self.assumptions
            and not _is_at(self.assumptions[item.id], self.source_band(dossier, item).p50)
        )

    def moved(self, dossier: Dossier) -> dict[Entry, float]:
        """Return the cells that stand elsewhere than in the source as of the same day, in the dossier's order."""
        if not self.cells:
            return {}
        day = self.day(dossier)
        return {
            entry: self.cells[key]
            for key, entry in entries(dossier).items()
            if key in self.cells and not _is_at(self.cells[key], entry.source(day))
        }

    def departs(self, dossier: Dossier) -> bool:
        """Say whether anything is assumed that the source, as of the same day, does not hold."""
        return bool(self.signposts or self.moved(dossier) or self.changed(dossier))

    def query(self, dossier: Dossier) -> dict[str, str]:
        """Return the scenario as the parameters of a permalink.

        What stands at the source's value is left out; whatever is changed travels with the dossier's
        version, so that a link made before a default changed can be told apart.
        """
        pairs = {item.id: f"{self.assumptions[item.id]:.10g}" for item in self.changed(dossier)}
        pairs |= {entry.key: f"{value:.10g}" for entry, value in self.moved(dossier).items()}
        pairs |= listed(self.signposts)
        if self.day(dossier) != dossier.header.as_of:
            pairs["as_of"] = self.day(dossier).isoformat()
        return {**pairs, "v": dossier.version} if pairs else {}


def _is_at(value: float, source: float | None) -> bool:
    """Say whether a value stands where the source puts it."""
    return source is not None and abs(value - source) <= 1e-9
