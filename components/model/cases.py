"""Options and their readings: who would hold what, as the source states it or as somebody reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.dossier.territory import LINE_OF_CONTROL, NOT_STATED, Reading

if TYPE_CHECKING:
    from components.dossier import Dossier, Option


@dataclass(frozen=True)
class Case:
    """An option as stated, or filled in by one of its readings.

    Attributes
    ----------
    option : Option
        The option; a reading's values stand in for its own.
    reading : Reading or None
        The reading taken; ``None`` for the option as the source states it.
    """

    option: Option
    reading: Reading | None = None

    @property
    def label(self) -> str:
        """Name for readers; a reading is always named as one."""
        return self.option.label if self.reading is None else f"{self.option.label}. {self.reading.label}"

    @property
    def key(self) -> str:
        """``option`` or ``option:reading``."""
        return self.option.id if self.reading is None else f"{self.option.id}:{self.reading.id}"

    def holder(self, region: str, today: str) -> str | None:
        """Return the side that would hold a part, ``None`` where that is not stated."""
        rule = self.option.regions.get(region, NOT_STATED)
        if rule == NOT_STATED:
            return None
        return today if rule == LINE_OF_CONTROL else rule


def cases(dossier: Dossier) -> dict[str, Case]:
    """Return every option, each followed by its readings, by :attr:`Case.key`."""
    options = dossier.options.options
    found = [case_of(option, reading) for option in options for reading in (None, *option.readings)]
    return {case.key: case for case in found}


def case_of(option: Option, reading: Reading | None = None) -> Case:
    """Return an option, filled in by a reading where one is given."""
    if reading is None:
        return Case(option)
    filled = {"regions": option.regions | reading.regions, "sets": option.sets | reading.sets}
    return Case(option.model_copy(update=filled), reading)


def baseline(dossier: Dossier) -> Case | None:
    """Return the point that options are measured from, if the dossier names one."""
    stated = dossier.options.baseline
    return None if stated is None else Case(stated)
