"""Whether an issue leaves room: what the veto players' reservation points come to when the issue alone decides."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from components.model.results import Results

Kind = Literal["range", "gap", "open", "no_veto", "unheard"]


@dataclass(frozen=True)
class Room:
    """Whether veto players can agree on an issue.

    Attributes
    ----------
    kind : str
        ``range`` (values that all accept), ``gap`` (none), ``open`` (nobody who must agree says what no deal gives),
        ``no_veto`` (nobody holds a veto), ``unheard`` (no veto player holds a position).
    low, high : float
        Ends of the range or of the gap, 0–100; NaN where there is neither.
    between : tuple of str
        The veto player that accepts nothing below, and the one that accepts nothing above; empty where neither.
    unheard : tuple of str
        Veto players whose position the source leaves open.
    """

    kind: Kind
    low: float = math.nan
    high: float = math.nan
    between: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()

    @property
    def width(self) -> float:
        """Points of the range or of the gap; NaN where there is neither."""
        return self.high - self.low


def room(results: Results, issue: str) -> Room:
    """Return whether veto players can agree on an issue."""
    players, found = results.dossier.veto_players, results.issues[issue]
    heard = {actor.id for actor in results.cells(issue).actors}
    unheard = tuple(actor.id for actor in players if actor.id not in heard)
    if not players:
        return Room("no_veto")
    if len(unheard) == len(players):
        return Room("unheard", unheard=unheard)
    if found.between is None:
        return Room("open", unheard=unheard)
    if found.agreement is not None:
        return Room("range", *found.agreement, found.between, unheard)
    floor, ceiling = (found.reservations[actor] for actor in found.between)
    return Room("gap", ceiling.high, floor.low, found.between, unheard)
