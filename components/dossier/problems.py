"""What is wrong with a dossier, where, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from components import wording

if TYPE_CHECKING:
    from collections.abc import Iterable

KeyPath = tuple[str | int, ...]
"""Where a value stands in a file: keys and list positions from the top."""

LISTED = 12
"""Longest list of allowed values that a message spells out."""
LONGEST = 80
"""Characters of a written value that a message quotes: as many as an id may have."""

# Controls, line ends, marks and overrides of direction, halves of characters.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


SHOWN = 100
"""Problems that the text of an error lists."""
WORDED = 1000
"""Problems of a kind for which likely words are looked for; where there are more, nobody reads them all."""
_INDEXED = 5000
"""Known words among which likely ones are looked for; a dossier has some hundreds."""


@dataclass(frozen=True)
class Problem:
    """One finding.

    Attributes
    ----------
    file : str
        File name within the dossier.
    line : int or None
        Line, counted from 1; none where the finding concerns the whole file.
    path : str
        Keys that lead to the place, such as ``positions[3].position.p50``; empty at the top.
    message : str
        What is wrong and what to write instead.
    """

    file: str
    line: int | None
    path: str
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return escaped(f"{place}: {self.path}: {self.message}" if self.path else f"{place}: {self.message}")


class DossierError(ValueError):
    """A dossier that cannot be used.

    Parameters
    ----------
    problems : iterable of Problem
        Everything found, in any order.

    Attributes
    ----------
    problems : tuple of Problem
        The findings without repetition, sorted by file and line.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=lambda p: (p.file, p.line or 0, p.path, p.message)))
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"The dossier has {wording.count(len(self.problems), 'problem')}:"
        more = len(self.problems) - SHOWN
        rest = [f"  and {more:,} more"] if more > 0 else []
        return "\n".join([head, *(f"  {problem}" for problem in self.problems[:SHOWN]), *rest])


def escaped(text: str) -> str:
    """Return text on one line, its control characters and those that reorder others as their numbers.

    A dossier's words may hold what steers a terminal or looks like a line of ours.
    """
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def written(path: KeyPath) -> str:
    """Write a key path as people do: ``positions[3].position.p50``."""
    text = ""
    for item in path:
        # A terminal would obey the control characters of a key.
        key = item if isinstance(item, int) or item.isprintable() else item.encode("unicode_escape").decode()
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text


@lru_cache(maxsize=64)
def vocabulary(known: tuple[str, ...]) -> wording.Vocabulary:
    """Return known words ready to be searched; made once for the many questions that a faulty file asks."""
    return wording.Vocabulary(known[:_INDEXED])


def instead(value: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"``, or the short list of what is known, or nothing.

    Parameters
    ----------
    value : str
        What was written.
    known : iterable of str
        What could have been written.
    """
    choices = tuple(known)
    listed = f"; known: {', '.join(choices)}" if 0 < len(choices) <= LISTED else ""
    return wording.did_you_mean(value, vocabulary(choices)) or listed
