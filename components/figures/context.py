"""What a figure is computed from: a dossier, what somebody assumes, and what follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from components.model.memory import Memory, remembered
from components.model.results import at_source

if TYPE_CHECKING:
    import datetime as dt

    from components.dossier import Dossier
    from components.drawing.theme import Mode
    from components.model import Results, Scenario


@dataclass(frozen=True)
class Context:
    """What a figure is computed from.

    Attributes
    ----------
    dossier : Dossier
        The negotiation.
    scenario : Scenario
        Assumptions and as-of date.
    results : Results
        What follows from both.
    mode : {"light", "dark"}
        Colours of the chart.
    """

    dossier: Dossier
    scenario: Scenario
    results: Results
    mode: Mode = "light"

    @property
    def before(self) -> Results | None:
        """What follows from the source's values, to be drawn as ghosts; none while nothing was changed."""
        return at_source(self.results) if self.scenario.departs(self.dossier) else None

    @property
    def memory(self) -> Memory:
        """What was computed from the results in this mode, as long as the results are kept."""
        return _memory_in(self.results, self.mode)

    @property
    def sheet(self) -> Sheet:
        """What of it no assumption moves."""
        day = self.scenario.day(self.dossier)
        # By identity, as comparing dossiers is dear; the sheet keeps its own alive, so that no other one takes its id.
        return _sheets.recall((id(self.dossier), day, self.mode), lambda: Sheet(self.dossier, day, self.mode))


@remembered
def _memory_in(results: Results, mode: Mode) -> Memory:  # noqa: ARG001 - one memory each
    return Memory()


@dataclass(frozen=True, eq=False)
class Sheet:
    """All that a still figure rests on: what no assumption moves. One object while it is kept.

    Attributes
    ----------
    dossier : Dossier
        The negotiation.
    day : datetime.date
        As-of date.
    mode : {"light", "dark"}
        Colours of the chart.
    memory : Memory
        What was computed from it.
    """

    dossier: Dossier
    day: dt.date
    mode: Mode
    memory: Memory = field(default_factory=lambda: Memory(_DRAWN), repr=False)


_DRAWN: Final = 32
"""Figures of a sheet that are kept."""
_sheets: Final = Memory(12)
