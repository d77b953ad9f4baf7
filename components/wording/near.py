"""Which known word somebody may have meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

_LONGEST: Final = 80
"""Characters of a word that are looked at: as many as an id may have."""
_READ: Final = 200
"""Entries of the index read for one word: bounds the time however many words are known."""
_COMPARED: Final = 2
"""Candidates compared letter by letter."""
_ALIKE: Final = 0.6
"""Least likeness, as in ``difflib.get_close_matches``."""


class Vocabulary:
    """Known words, indexed so that thousands of unknown ones find their nearest at once.

    One index holds every word with one letter left out: a letter too many, too few, wrong or swapped meets there. The
    other, for what is further off, holds the words of every pair of letters.

    Parameters
    ----------
    words : iterable of str
        The known words, the likelier first.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._cut: dict[str, list[str]] = {}
        self._holding: dict[str, list[str]] = {}
        for word in dict.fromkeys(words):
            for index, parts in ((self._cut, _cuts(word)), (self._holding, _pairs(word))):
                for part in parts:
                    index.setdefault(part, []).append(word)

    def nearest(self, word: str) -> str | None:
        """Return the known word most like another, never the word itself; none where no word is like it."""
        matcher = SequenceMatcher(b=_folded(word), autojunk=False)
        likeness: dict[str, float] = {}
        for candidate in self._a_letter_off(word) or self._of_like_pairs(word):
            matcher.set_seq1(_folded(candidate))
            likeness[candidate] = matcher.ratio()
        best = max(likeness, key=likeness.__getitem__, default="")
        return best if likeness.get(best, 0) >= _ALIKE else None

    def _a_letter_off(self, word: str) -> list[str]:
        found = dict.fromkeys(near for cut in _cuts(word) for near in self._cut.get(cut, ())[: _COMPARED + 1])
        found.pop(word, None)
        return list(found)[: 2 * _COMPARED]

    def _of_like_pairs(self, word: str) -> list[str]:
        shared: Counter[str] = Counter()
        left = _READ
        # A pair that few words have tells most.
        for holders in sorted((self._holding.get(pair, []) for pair in _pairs(word)), key=len):
            shared.update(holders[:left])
            left -= len(holders)
            if left <= 0:
                break
        shared.pop(word, None)
        found: list[str] = []
        while shared and len(found) < _COMPARED:
            found.append(max(shared, key=shared.__getitem__))
            del shared[found[-1]]
        return found


def did_you_mean(word: str, known: Iterable[str] | Vocabulary) -> str:
    """Return ``"; did you mean 'x'?"``, or nothing where no known word is like the one written.

    Parameters
    ----------
    word : str
        What was written.
    known : iterable of str or Vocabulary
        What could have been written. Who asks for many words among the same known ones makes one `Vocabulary`.
    """
    found = (known if isinstance(known, Vocabulary) else Vocabulary(known)).nearest(word)
    return f"; did you mean {found!r}?" if found else ""


def _folded(word: str) -> str:
    return word[:_LONGEST].casefold()


# Lists without repetition, not sets: which of two equals is found must not change from run to run.
def _cuts(word: str) -> list[str]:
    folded = _folded(word)
    return list(dict.fromkeys([folded, *(folded[:place] + folded[place + 1 :] for place in range(len(folded)))]))


def _pairs(word: str) -> list[str]:
    padded = f" {_folded(word)} "
    return list(dict.fromkeys(padded[place : place + 2] for place in range(len(padded) - 1)))
