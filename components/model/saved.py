"""Sets of assumptions that somebody saved under a name, as one line of text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING, Final

from components import written
from components.model.entries import problem, weighing
from components.model.scenario import SIGNPOSTS, Scenario, unlisted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from components.dossier import Dossier
    from components.dossier.mechanism import Range

MOST: Final = 4
"""Sets that can be told apart side by side."""
NAME_LENGTH: Final = 40
LENGTH: Final = 6000
"""Longest text read; four sets of every assumption fit."""
_VERSION, _AS_OF = "v", "as_of"


@dataclass(frozen=True)
class SavedSet:
    """A scenario with the name somebody gave it."""

    name: str
    scenario: Scenario


def clean_name(name: str) -> str:
    """Return a name without the signs that part sets from each other, shortened."""
    return re.sub(r"[\s;:,=]+", " ", name).strip()[:NAME_LENGTH].strip()


def under_names(sets: Iterable[SavedSet]) -> list[SavedSet]:
    """Return sets under names that text can hold and that no two of them share."""
    named: dict[str, SavedSet] = {}
    for item in sets:
        name = clean_name(item.name) or "unnamed"
        others = (f"{name[: NAME_LENGTH - 4]} {number}" for number in count(2))
        free = next(free for free in chain([name], others) if free not in named)
        named[free] = SavedSet(free, item.scenario)
    return list(named.values())


def to_text(dossier: Dossier, sets: Sequence[SavedSet]) -> str:
    """Return sets as ``name: id=value, id=value; name: …``, each with what its permalink holds."""
    parts = []
    for item in sets:
        pairs = ", ".join(f"{key}={value}" for key, value in item.scenario.query(dossier).items())
        parts.append(f"{item.name}: {pairs}".strip())
    return "; ".join(parts)


def from_text(dossier: Dossier, text: str, most: int = MOST) -> tuple[tuple[SavedSet, ...], tuple[str, ...]]:
    """Read sets from text as far as it fits the dossier.

    Parameters
    ----------
    dossier : Dossier
        Names the assumptions and their ranges.
    text : str
        As `to_text` writes it; somebody may have edited it.
    most : int
        Sets that are read.

    Returns
    -------
    sets : tuple of SavedSet
        A name given twice counts once, as last given.
    complaints : tuple of str
        A sentence for everything that was dropped.
    """
    complaints: list[str] = []
    if len(text) > (length := LENGTH * most // MOST):
        return (), (f"The text of the sets is longer than {length} signs and was left out",)
    found: dict[str, SavedSet] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, _, pairs = part.partition(":")
        key = clean_name(name) or "unnamed"
        if key not in found and len(found) == most:
            complaints.append(f"“{key}” was left out: {most} sets fit side by side")
            continue
        found[key] = SavedSet(key, _scenario(dossier, key, pairs, complaints))
    return tuple(found.values()), tuple(complaints)


def _scenario(dossier: Dossier, name: str, pairs: str, complaints: list[str]) -> Scenario:
    limits = {item.id: item.range for item in dossier.assumptions}
    values: dict[str, float] = {}
    cells: dict[str, float] = {}
    supposed: dict[str, bool] = {}
    day: dt.date | None = None
    for pair in filter(None, (pair.strip() for pair in pairs.split(","))):
        key, _, text = (piece.strip() for piece in pair.partition("="))
        if key == _VERSION:
            if text != dossier.version:
                complaints.append(
                    f"“{name}” was saved with another version of this dossier; what it leaves out may differ"
                )
        elif key == _AS_OF:
            day = _date(text)
            if day is None:
                complaints.append(f"“{name}”: {text!r} is no date; the dossier's is used")
        elif key in SIGNPOSTS and (found := unlisted(dossier, {key: text})):
            supposed |= found
        elif (value := _value(dossier, limits.get(key), key, text)) is not None:
            (values if key in limits else cells)[key] = value
        else:
            complaints.append(f"“{name}”: {pair[:60]!r} does not fit this dossier and was left out")
    weighed = weighing(dossier, cells)
    complaints += [f"“{name}”: weights that leave an issue without any were left out"] * (weighed != cells)
    return Scenario(values, day, signposts=supposed, cells=weighed)


def _value(dossier: Dossier, limits: Range | None, key: str, text: str) -> float | None:
    """Return the value of an assumption or a cell; none where it does not fit."""
    value = _number(text)
    if value is None:
        return None
    fits = limits.min <= value <= limits.max if limits else problem(dossier, key, value) is None
    return value if fits else None


def _date(text: str) -> dt.date | None:
    try:
        return written.date(text)
    except ValueError:
        return None


def _number(text: str) -> float | None:
    try:
        return written.number(text)
    except ValueError:
        return None
