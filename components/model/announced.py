"""Dates announced beforehand: how often they were kept, and the chance that one still ahead is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.dossier.types import Band
from components.model.rates import jeffreys

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.chronicle import Scheduled


@dataclass(frozen=True)
class AnnouncedRecord:
    """How often dates of a record were kept, as of a day.

    Attributes
    ----------
    counted : tuple of Scheduled
        Those of which it was known by the day whether they were kept.
    mean, p10, p50, p90 : float
        Mean and 10, 50 and 90 % quantiles of Jeffreys' posterior.
    """

    counted: tuple[Scheduled, ...]
    mean: float
    p10: float
    p50: float
    p90: float

    @property
    def kept(self) -> int:
        """How many were kept."""
        return sum(bool(item.held) for item in self.counted)


def announced_record(dossier: Dossier, key: str, day: dt.date, *, without: str | None = None) -> AnnouncedRecord:
    """Count the dates of a record that were kept or not by a day.

    Parameters
    ----------
    dossier : Dossier
        Holds the dates.
    key : str
        Id of the base rate.
    day : date
        Nothing that became known later counts.
    without : str, optional
        A date that is asked about, and so never counts itself.
    """
    counted = tuple(
        item
        for item in dossier.timeline.scheduled
        if item.record == key and item.id != without and item.resolved_on is not None and item.resolved_on <= day
    )
    posterior = jeffreys(sum(bool(item.held) for item in counted), len(counted))
    return AnnouncedRecord(counted, *(float(value) for value in posterior))


def announced_band(dossier: Dossier, item: Scheduled, day: dt.date) -> Band:
    """Return the chance that an announced date is kept, as of a day."""
    if item.chance is None:
        raise ValueError(f"{item.id} has no chance that it is kept")
    if isinstance(item.chance, Band):
        return item.chance
    record = announced_record(dossier, item.chance.base_rate, day, without=item.id)
    return Band(p10=record.p10, p50=record.p50, p90=record.p90)
