"""A part of a dossier that says something, and what it rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from components.dossier.types import Basis

GROUPS: dict[str, tuple[str, ...]] = {
    "Questions": ("question", "resolution", "history", "preset", "tolerance", "rule of confidence"),
    "Positions": ("position", "dated position", "expectation", "dated expectation"),
    "Actors": ("actor", "cost", "interest", "lever", "constraint", "goal"),
    "Perceptions": ("perception", "pole of a tension", "pull"),
    "Issues": ("issue", "status quo", "anchor"),
    "Assumptions": ("assumption", "dated assumption", "correlation"),
    "Network": ("node", "link"),
    "Options": ("option", "reading"),
    "Territory": ("region", "area apart", "geometry", "control series", "published figure"),
    "Timeline": (
        "event",
        "update",
        "ultimatum",
        "measure",
        "scheduled date",
        "base rate",
        "reference class",
        "forward statement",
    ),
    "Hypotheses": ("hypothesis", "likelihood", "signpost", "damping"),
    "Media": ("media figure",),
    "Evidence": ("probability word", "weak point"),
}
"""Kinds of parts by the heading they stand under, in the order in which they are shown."""
GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
ABOUT_SOURCE = GROUPS["Evidence"]
"""Kinds of parts that describe the source and do not represent what it says."""


@dataclass(frozen=True)
class Use:
    """A part of the dossier and what it rests on.

    Attributes
    ----------
    kind : str
        One of the kinds in `GROUPS`.
    id : str
        Unique among parts of the same kind.
    label : str
        The part in words.
    refs : tuple of str
        Sentences, events and outside sources it names.
    basis : Basis or None
        Where it comes from; none where it is computed from other parts.
    of : tuple of (str, str)
        What it is said of: the kind of thing (actor, issue, assumption, node, option, …) and its id.
    numeric : bool
        Whether it holds a number of its own.
    known_on : date or None
        First day on which a view may know of it; none where it has no date.
    cited : str
        Source it carries along itself, where that is not one of ``evidence.yaml``.
    """

    kind: str
    id: str
    label: str
    refs: tuple[str, ...] = ()
    basis: Basis | None = None
    of: tuple[tuple[str, str], ...] = ()
    numeric: bool = False
    known_on: dt.date | None = None
    cited: str = ""

    @property
    def group(self) -> str:
        """The heading it stands under."""
        return GROUP_OF[self.kind]

    @property
    def is_about_source(self) -> bool:
        """Whether it describes the source instead of representing what it says."""
        return self.kind in ABOUT_SOURCE


def merged(*groups: Iterable[str]) -> tuple[str, ...]:
    """Return the references of all groups, each once, in order."""
    return tuple(dict.fromkeys(chain(*groups)))


def judged(refs: tuple[str, ...], otherwise: Basis) -> Basis:
    """Return the basis of a record that does not write one: without references it is the analyst's."""
    return otherwise if refs else "analyst_judgement"


def earliest(text: str) -> dt.date | None:
    """Return the first day that a date, month or year written as text may mean; none where it is no date."""
    digits = text.strip()[:10].split("-")
    try:
        year, month, day = (int(digit) for digit in (*digits, "1", "1")[:3])
        return dt.date(year, month, day)
    except ValueError:
        return None
