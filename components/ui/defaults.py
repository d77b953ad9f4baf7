"""What stands before anybody moves anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt

    from components.dossier import Band, Dossier
    from components.dossier.mechanism import Assumption


AS_OF: Final = "as_of"
"""Key of the as-of date, in session and address."""


def dates(dossier: Dossier) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day one may look from; none without a timeline to replay."""
    timeline = dossier.timeline
    if not timeline.present:
        return None
    days = [dossier.header.as_of, *(event.date for event in timeline.events)]
    for ultimatum in timeline.ultimatums:
        days += [ultimatum.set_on, ultimatum.due_on]
        days += [ultimatum.resolved_on] if ultimatum.resolved_on else []
    return min(days), max(days)


def is_whole(assumption: Assumption) -> bool:
    """Say whether an assumption takes whole numbers only."""
    limits = assumption.range
    return limits.min.is_integer() and limits.max.is_integer() and limits.step.is_integer()


def slider_default(assumption: Assumption, source: Band) -> float:
    """Return the place on the slider nearest to the source's value.

    A base rate seldom falls on a step; while the slider stands here, the source's exact value holds.

    Parameters
    ----------
    assumption : Assumption
        Has the slider.
    source : Band
        The source's band as it stands.
    """
    limits = assumption.range
    steps = round((source.p50 - limits.min) / limits.step)
    # Ten digits: steps such as 0.1 do not add up exactly.
    return round(min(limits.min + steps * limits.step, limits.max), 10)
