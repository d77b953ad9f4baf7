"""How the source's values followed the record: each assumption's band by date, and why it moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.model.hypotheses import NOTHING, Supposed, evidence, posterior, shifts
from components.model.source import dated_band, shifted

if TYPE_CHECKING:
    from components.dossier import Assumption, Dossier
    from components.dossier.types import Band, Dated

_SEEN = 0.5
"""Least change of a middle value that counts, in steps of the slider: less nobody could set."""


@dataclass(frozen=True)
class Followed:
    """An assumption that does not stand where the dossier put it on its own date.

    Attributes
    ----------
    days : tuple of date
        From the dossier's own date to the day looked from, whenever something became known.
    bands : tuple of Band
        The source's band from each of them on.
    dated : tuple of Dated
        Values that the dossier itself dates, in force on some of the days.
    """

    assumption: Assumption
    days: tuple[dt.date, ...]
    bands: tuple[Band, ...]
    dated: tuple[Dated, ...]


def followed(dossier: Dossier, day: dt.date, supposed: Supposed = NOTHING) -> tuple[Followed, ...]:
    """Return the assumptions that moved between the dossier's own date and a day, in the dossier's order."""
    start = dossier.header.as_of
    if day <= start:
        return ()
    told = {item.known_on for item in evidence(dossier, day)}
    told |= {item.on for assumption in dossier.assumptions for item in assumption.since}
    told |= {item.resolved_on for item in dossier.timeline.ultimatums if item.resolved_on}
    # What became known on the source's own date, but not to the source, counts from the day after.
    after = {start + dt.timedelta(days=1)} | {item for item in told if start < item < day}
    days = (start, *sorted(after - {day}), day)
    moves = [shifts(dossier, posterior(dossier, item, supposed)) for item in days]
    found = []
    for assumption in dossier.assumptions:
        bands = tuple(
            shifted(assumption, dated_band(dossier, assumption, item), move.get(assumption.id, 0.0))
            for item, move in zip(days, moves, strict=True)
        )
        if any(abs(band.p50 - bands[0].p50) >= _SEEN * assumption.range.step for band in bands):
            dated = tuple(item for item in assumption.since if start < item.on <= day)
            found.append(Followed(assumption, days, bands, dated))
    return tuple(found)
