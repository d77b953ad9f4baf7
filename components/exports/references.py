"""What stands behind a figure, in lines of text for slides and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components import wording
from components.dossier.chronicle import Event
from components.dossier.evidence import Sentence, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.dossier import Dossier


def reference_lines(dossier: Dossier, refs: Sequence[str]) -> tuple[str, ...]:
    """Return one line for each sentence, event or outside source.

    Parameters
    ----------
    dossier : Dossier
        Holds what the ids name.
    refs : sequence of str
        Ids as a figure carries them; a repeated one is told once.
    """
    return tuple(_line(dossier, key) for key in dict.fromkeys(refs))


def _line(dossier: Dossier, key: str) -> str:
    found = dossier.reference(key)
    if isinstance(found, Sentence):
        return f"{key}: {found.paraphrase} ({found.voice})"
    if isinstance(found, Event):
        return f"{wording.when(found.date, precision=found.precision)}: {found.label}"
    if isinstance(found, Source):
        return f"{found.title}, {found.publisher}, {found.date}{_address(found)}"
    return key


def _address(source: Source) -> str:
    return "" if source.url == "not found" else f", {source.url}"
