"""Whether an issue leaves room: what the veto players' limits come to, each on its own."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from components.model.results import Results

Kind = Literal["range", "status_quo", "gap", "open", "no_veto", "unheard"]

_SAME: Final = 0.05
"""Points within which a range is the status quo alone."""


@dataclass(frozen=True)
class Room:
    """Whether veto players can agree on an issue.

    Attributes
    ----------
    kind : str
        ``range`` (several values), ``status_quo`` (that alone), ``gap`` (none), ``open`` (nothing to compare with),
        ``no_veto`` (nobody holds a veto), ``unheard`` (no veto player holds a position).
    low, high : float
        Ends of the range or of the gap, 0–100; NaN where there is neither.
    unheard : tuple of str
        Veto players whose position the source leaves open.
    """

    kind: Kind
    low: float = math.nan
    high: float = math.nan
    unheard: tuple[str, ...] = ()

    @property
    def forecasts(self) -> bool:
        """Whether a point may be headlined."""
        return self.kind not in ("gap", "status_quo")


def room(results: Results, issue: str) -> Room:
    """Return whether veto players can agree on an issue."""
    dossier, found = results.dossier, results.issues[issue]
    heard = {actor.id for actor in results.cells(issue).actors}
    unheard = tuple(actor.id for actor in dossier.veto_players if actor.id not in heard)
    if not dossier.veto_players:
        return Room("no_veto")
    if len(unheard) == len(dossier.veto_players):
        return Room("unheard", unheard=unheard)
    if found.gap is not None:
        lows, highs = zip(*found.acceptable.values(), strict=True)
        return Room("gap", min(highs), max(lows), unheard)
    if found.agreement_range is None:
        return Room("open", unheard=unheard)
    low, high = found.agreement_range
    status_quo = dossier.issue(issue).status_quo
    stuck = status_quo is not None and max(abs(low - status_quo.value), abs(high - status_quo.value)) < _SAME
    return Room("status_quo" if stuck else "range", low, high, unheard)
