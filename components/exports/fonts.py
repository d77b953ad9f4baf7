"""Which font draws which character of a picture, as Fontconfig tells it.

The pictures' own family has Latin, Greek and Cyrillic. Other scripts come from fonts of the machine. Left to itself
the converter sets a whole line in another font for one character that its own lacks, and measures nothing.
"""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from font_source_sans_pro import font_directory

from components import wording

OWN: Final = Path(font_directory) / "SourceSansPro-Regular.ttf"
_PREFERRED: Final = ("Noto Sans", "DejaVu Sans", "Noto")
"""Beginnings of families that are taken first."""
_LISTED: Final = "%{family[0]}\t%{weight}\t%{slant}\t%{width}\t%{file}\t%{charset}\n"
_UPRIGHT: Final = ("80", "0", "100")
"""Fontconfig's numbers for a regular weight, no slant and a usual width."""


@dataclass(frozen=True)
class Font:
    """A font of this machine: its family, its file, and the characters it has."""

    family: str
    file: Path
    characters: tuple[range, ...]

    def has(self, character: str) -> bool:
        """Say whether it can draw a character."""
        return any(ord(character) in part for part in self.characters)


def runs(text: str) -> Iterator[tuple[str, Font | None]]:
    """Yield the parts of a text with the font that draws each; none for the pictures' own, or where none is known.

    Spaces between two parts of one other font belong to them, so that words from right to left keep their order.
    """
    part, font = "", None
    for piece, found in _words(text):
        if found == font or not part:
            part, font = part + piece, found
        else:
            yield part, font
            part, font = piece, found
    if part:
        yield part, font


def _words(text: str) -> Iterator[tuple[str, Font | None]]:
    """Yield characters with their fonts; a space has the one that stands on both sides of it."""
    fonts = [None if character == " " else _font_of(character) for character in text]
    before: Font | None = None
    for place, character in enumerate(text):
        if character == " " and before is not None:
            after = next((fonts[later] for later in range(place, len(text)) if text[later] != " "), None)
            yield character, before if after == before else None
        else:
            yield character, fonts[place]
            before = fonts[place]


def warning(characters: str) -> str | None:
    """Return a sentence where no font of this machine has some characters; none where all are drawn."""
    lacking = [sign for sign in characters if unicodedata.category(sign)[0] not in "CZM" and not _is_drawn(sign)]
    if not lacking:
        return None
    return (
        f"No font of this machine draws {wording.count(len(lacking), 'character')} of the dossier, such as "
        f"{wording.names(lacking[:3])}: pictures and slides show boxes there; README names fonts to install"
    )


def _is_drawn(character: str) -> bool:
    own = _own()
    return own is None or own.has(character) or _font_of(character) is not None


@cache
def _font_of(character: str) -> Font | None:
    own = _own()
    if own is None or own.has(character):
        return None
    return next((font for font in _fallbacks() if font.has(character)), None)


@cache
def _own() -> Font | None:
    """Return what the pictures' own family has; none where Fontconfig is not installed."""
    told = _asked("fc-query", "--format", "%{charset}", str(OWN))
    return Font("Source Sans Pro", OWN, _ranges(told)) if told else None


@cache
def _fallbacks() -> tuple[Font, ...]:
    """Return the upright fonts of this machine, those to be taken first in front."""
    rows = [line.split("\t") for line in _asked("fc-list", "--format", _LISTED).splitlines()]
    found = [Font(row[0], Path(row[4]), _ranges(row[5])) for row in rows if tuple(row[1:4]) == _UPRIGHT]
    return tuple(sorted(found, key=lambda font: (_rank(font.family), font.family, str(font.file))))


def _rank(family: str) -> int:
    found = (place for place, begins in enumerate(_PREFERRED) if family.startswith(begins) and "Mono" not in family)
    return next(found, len(_PREFERRED))


def _ranges(charset: str) -> tuple[range, ...]:
    ends = [part.partition("-") for part in charset.split()]
    return tuple(range(int(first, 16), int(last or first, 16) + 1) for first, _, last in ends)


def _asked(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=20)  # noqa: S603 - words of ours
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")
