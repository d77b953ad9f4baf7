"""The ids of a dossier, by what they name."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from components import wording
from components.dossier.problems import LONGEST, WORDED, KeyPath, Problem, instead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from components.dossier.files import Files, YamlFile


def alike(text: str) -> str:
    """Return a text as a reader sees it: without case, kinds of spaces, and signs that are not drawn."""
    drawn = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return " ".join(drawn.casefold().split())


@dataclass(frozen=True)
class Space:
    """Things that share ids.

    Attributes
    ----------
    what : str
        What an id names, with its article.
    lists : tuple of (str, str)
        File and list in which the things stand.
    """

    what: str
    lists: tuple[tuple[str, str], ...]


SPACES = {
    "actor": Space("an actor", (("actors", "actors"),)),
    "issue": Space("an issue", (("issues", "issues"),)),
    "assumption": Space("an assumption", (("assumptions", "assumptions"),)),
    "node": Space("a node", (("network", "nodes"),)),
    "quantity": Space("an assumption or node", (("assumptions", "assumptions"), ("network", "nodes"))),
    "reference": Space(
        "a sentence, source or event", (("evidence", "sentences"), ("evidence", "sources"), ("timeline", "events"))
    ),
    "word": Space("a probability word", (("evidence", "words"),)),
    "preset": Space("a preset", (("header", "presets"),)),
    "group": Space("a group", (("header", "groups"),)),
    "event": Space("an event", (("timeline", "events"),)),
    "track": Space("a track", (("timeline", "tracks"),)),
    "ultimatum": Space("an ultimatum", (("timeline", "ultimatums"),)),
    "base rate": Space("a base rate", (("timeline", "base_rates"),)),
    "forecast": Space("a forecast", (("timeline", "forecasts"),)),
    "measure": Space("a measure", (("timeline", "measures"),)),
    "hypothesis": Space("a hypothesis", (("hypotheses", "hypotheses"),)),
    "signpost": Space("a signpost", (("hypotheses", "signposts"),)),
    "scheduled": Space("a scheduled date", (("timeline", "scheduled"),)),
    "tension": Space("a tension", (("perceptions", "tensions"),)),
    "option": Space("an option", (("options", "baseline"), ("options", "umbrella"), ("options", "options"))),
    "region": Space("a region", (("regions", "regions"),)),
    "place": Space("a region", (("regions", "regions"), ("regions", "apart"))),
    "side": Space("a side", (("regions", "sides"),)),
    "view": Space("a view", (("regions", "views"),)),
    "series": Space("a series", (("regions", "series"),)),
    "figure": Space("a figure", (("media", "figures"),)),
}


class Names:
    """Knows every id of the dossier, also of records that have problems.

    Parameters
    ----------
    files : Files
        The dossier's files.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        self._ids = {name: {key for _, _, key in self._all(name)} for name in SPACES}
        self._listed = {name: tuple(sorted(ids)) for name, ids in self._ids.items()}
        self._worded = 0

    def _in(self, space: str) -> list[YamlFile[Any]]:
        return [getattr(self._files, file) for file in dict.fromkeys(file for file, _ in SPACES[space].lists)]

    def _all(self, space: str) -> Iterator[tuple[YamlFile[Any], KeyPath, str]]:
        key = "key" if space == "word" else "id"
        for name, records in SPACES[space].lists:
            file = getattr(self._files, name)
            for path, record in file.written(records):
                if isinstance(record.get(key), str):
                    yield file, (*path, key), record[key]

    def ids(self, space: str) -> set[str]:
        """Return the ids of a space."""
        return self._ids[space]

    def complete(self, space: str) -> bool:
        """Say whether every file of the space could be read; if not, a missing id proves nothing."""
        return all(file.document is not None or not file.present for file in self._in(space))

    def missing(self, space: str, key: str, extra: Iterable[str] = ()) -> str | None:
        """Return what is wrong with an id that should name something, or nothing.

        Parameters
        ----------
        space : str
            What it should name.
        key : str
            The id.
        extra : iterable of str
            Words that are allowed besides the ids.
        """
        known = self._ids[space]
        if key in known or key in extra or not self.complete(space):
            return None
        self._worded += 1
        what, name = SPACES[space].what, repr(key[:LONGEST])
        if self._worded > WORDED:
            return f"{name} is not {what}"
        files = self._in(space)
        if not any(file.present for file in files):
            absent = wording.names((file.name for file in files), "or")
            return f"{name} should name {what}, but the dossier has no {absent}"
        where = wording.names((file.name for file in files if file.present), "or")
        return f"{name} is not {what} of {where}{instead(key[:LONGEST], (*extra, *self._listed[space]))}"

    def duplicates(self) -> Iterator[Problem]:
        """Yield a problem for every id that is taken twice."""
        for space in SPACES:
            first: dict[str, str] = {}
            for file, path, key in self._all(space):
                problem = file.problem(path, "")
                if key in first:
                    yield file.problem(path, f"the id {key!r} is taken by {first[key]}; choose another")
                first.setdefault(key, f"{problem.file}:{problem.line}")
