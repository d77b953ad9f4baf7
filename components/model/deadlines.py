"""The record of past ultimatums as of a day, and the base rate it gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Literal, NamedTuple

from components.dossier.types import Band
from components.model.rates import jeffreys

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.chronicle import BaseRate, Ultimatum

State = Literal["not_set", "running", "enforced", "partly_enforced", "lapsed", "superseded", "withdrawn", "open"]

Partial = Literal["half", "nothing"]
Difference = Literal["none", "soft", "partial", "doubtful", "before"]


class Due(NamedTuple):
    """A due date as it was announced: when, and the first and, where only a span was named, last possible day."""

    set_on: dt.date
    due_on: dt.date
    latest: dt.date | None


@dataclass(frozen=True)
class Standing:
    """An ultimatum as it stood on a day.

    Attributes
    ----------
    state : State
        ``not_set`` before it was set; ``running`` until it is resolved and the date is not past;
        ``open`` where the date is past and nothing had been settled; else the outcome.
    announced : tuple of Due
        Due dates announced by that day, the one in force last.
    days_left : int or None
        Days to the due date while running, 0 on the day itself.
    days_left_latest : int or None
        Days to the last possible due date where only a span was named.
    """

    ultimatum: Ultimatum
    state: State
    announced: tuple[Due, ...]
    days_left: int | None = None
    days_left_latest: int | None = None

    @property
    def due_on(self) -> dt.date:
        """First possible due date in force on that day."""
        return self.announced[-1].due_on

    @property
    def latest(self) -> dt.date | None:
        """Last possible due date in force, where only a span was named."""
        return self.announced[-1].latest

    @property
    def dropped_on(self) -> dt.date | None:
        """Day on which it was settled before it fell due."""
        settled = self.ultimatum.resolved_on
        is_dropped = self.state not in ("running", "open") and settled is not None and settled < self.due_on
        return settled if is_dropped else None


def standing(ultimatum: Ultimatum, day: dt.date) -> Standing:
    """Return how an ultimatum stood on a day, knowing nothing later."""
    revised = [Due(item.set_on, item.due_on, item.latest) for item in ultimatum.revisions if item.set_on <= day]
    announced = (
        Due(ultimatum.set_on, ultimatum.due_on, ultimatum.latest),
        *sorted(revised, key=lambda due: due.set_on),
    )
    _, due_on, latest = announced[-1]
    if day < ultimatum.set_on:
        return Standing(ultimatum, "not_set", announced)
    if ultimatum.outcome != "open" and ultimatum.resolved_on is not None and ultimatum.resolved_on <= day:
        left = 0 if day == ultimatum.resolved_on == due_on else None
        return Standing(ultimatum, ultimatum.outcome, announced, left)
    if day > (latest or due_on):
        return Standing(ultimatum, "open", announced)
    left_latest = (latest - day).days if latest else None
    return Standing(ultimatum, "running", announced, max((due_on - day).days, 0), left_latest)


@dataclass(frozen=True)
class Record:
    """What a record of ultimatums says as of a day.

    Attributes
    ----------
    counted : tuple of Ultimatum
        Those resolved before the day that the counting rule lets in.
    in_part : float
        What one enforced in part counts by the rule.
    mean, p10, p50, p90 : float
        Mean and 10, 50 and 90 % quantiles of Jeffreys' posterior.
    """

    rate: BaseRate
    day: dt.date
    counted: tuple[Ultimatum, ...]
    in_part: float
    mean: float
    p10: float
    p50: float
    p90: float

    @property
    def enforced(self) -> float:
        """How many of those counted were enforced; one enforced in part counts by the rule."""
        return fsum(_enforced(item, self.in_part) for item in self.counted)

    @property
    def newest(self) -> dt.date | None:
        """Day on which the last one counted was resolved."""
        return max((item.resolved_on for item in self.counted if item.resolved_on), default=None)

    def share(self, ultimatum: Ultimatum) -> float | None:
        """Return how much of one was enforced, 0–1, by the rule; none where it is not counted."""
        return _enforced(ultimatum, self.in_part) if ultimatum in self.counted else None


def deadline_record(
    dossier: Dossier,
    key: str,
    day: dt.date,
    *,
    partial: Partial | None = None,
    include_soft: bool | None = None,
    include_doubtful: bool = True,
) -> Record:
    """Count the ultimatums of a record resolved before a day and return the base rate.

    What falls due or is settled on the day is what the day's question asks about: it never counts in its own base
    rate. A demand counts once, in its last form: from the day that one is set, earlier forms are left out.

    Parameters
    ----------
    dossier : Dossier
        Holds the ultimatums and the counting rule.
    key : str
        Id of the base rate.
    day : date
        Nothing resolved on it or later counts.
    partial, include_soft : optional
        Another counting rule than the dossier's, for the sensitivity of the rate to it.
    include_doubtful : bool
        Whether ultimatums that rest on one weak report count.

    Raises
    ------
    KeyError
        If the dossier has no such base rate.
    """
    rate = next((item for item in dossier.timeline.base_rates if item.id == key), None)
    if rate is None:
        raise KeyError(key)
    partial = partial or rate.partial
    soft = rate.include_soft if include_soft is None else include_soft
    ultimatums = dossier.timeline.ultimatums
    set_by = {item.id for item in ultimatums if item.set_on <= day}
    counted = tuple(
        item
        for item in ultimatums
        if item.record == key
        and item.score is not None
        and item.resolved_on is not None
        and item.resolved_on < day
        and (item.earlier_form is None or item.earlier_form.of not in set_by)
        and (soft or item.firmness != "soft")
        and (include_doubtful or not item.doubtful)
    )
    in_part = 0.5 if partial == "half" else 0.0
    posterior = jeffreys(fsum(_enforced(item, in_part) for item in counted), len(counted))
    return Record(rate, day, counted, in_part, *(float(value) for value in posterior))


def _enforced(ultimatum: Ultimatum, in_part: float) -> float:
    return {None: 0.0, 0.0: 0.0, 1.0: 1.0}.get(ultimatum.score, in_part)


def recounted(
    dossier: Dossier, key: str, day: dt.date, *, partial: Partial, include_soft: bool
) -> dict[Difference, Record]:
    """Return the base rate by a counting rule, and by every rule that differs from it in one point.

    Parameters
    ----------
    dossier, key, day
        As of :func:`deadline_record`.
    partial : {"half", "nothing"}
        How a measure taken in part counts.
    include_soft : bool
        Whether soft remarks count.

    Returns
    -------
    dict
        By what differs: ``none``; ``soft``, the other way with soft remarks; ``partial``, the other way with a part;
        ``doubtful``, without what rests on one weak report; ``before``, the day on which the last one was resolved,
        where any is.
    """
    other: Partial = "nothing" if partial == "half" else "half"
    record = deadline_record(dossier, key, day, partial=partial, include_soft=include_soft)
    found: dict[Difference, Record] = {
        "none": record,
        "soft": deadline_record(dossier, key, day, partial=partial, include_soft=not include_soft),
        "partial": deadline_record(dossier, key, day, partial=other, include_soft=include_soft),
        "doubtful": deadline_record(
            dossier, key, day, partial=partial, include_soft=include_soft, include_doubtful=False
        ),
    }
    if record.newest:
        found["before"] = deadline_record(dossier, key, record.newest, partial=partial, include_soft=include_soft)
    return found


def deadline_band(dossier: Dossier, key: str, day: dt.date) -> Band:
    """Return a record's base rate as a band: quantiles of Jeffreys' posterior."""
    record = deadline_record(dossier, key, day)
    return Band(p10=record.p10, p50=record.p50, p90=record.p90)
