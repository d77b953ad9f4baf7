"""Type for pictures: the font files, and breaking text into lines that fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

from font_source_sans_pro import font_directory
from PIL import ImageFont

from components.exports.fonts import Font, runs

SVG = "http://www.w3.org/2000/svg"
REGULAR = "SourceSansPro-Regular.ttf"
BOLD = "SourceSansPro-Semibold.ttf"

# Measured once at this size; widths are proportional to it.
_EM = 100
# Emoji and ideographs come from other fonts; this is wider than any of them.
_WIDE_EM = 1.35
# Characters that XML 1.0 cannot hold, and overrides of direction, which would reorder what follows.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def font_file(face: str) -> Path:
    """Return the path of one face of the family."""
    return Path(font_directory) / face


def printable(text: str) -> str:
    """Return the text without characters XML cannot hold or that reorder their neighbours."""
    return _UNPRINTABLE.sub("", text)


def text_width(text: str, size: float, face: str) -> float:
    """Return the width of one line in pixels at a font size in pixels, each part in the font that draws it."""
    return sum(_width(part, font, size, face) for part, font in runs(text))


def set_runs(root: ET.Element) -> None:
    """Part the texts of an SVG where another font draws, and set each part where the one before it ends.

    A part on its own keeps the rest of its line in the picture's own font, and words from right to left apart from
    the numbers beside them.
    """
    for text in list(root.iter(f"{{{SVG}}}text")):
        for line in list(text) or [text]:
            parts = list(runs(line.text or ""))
            if any(font for _, font in parts):
                _set_line(text, line, parts)


def _set_line(text: ET.Element, line: ET.Element, parts: list[tuple[str, Font | None]]) -> None:
    size = float(text.get("font-size", "12px").removesuffix("px"))
    face = BOLD if text.get("font-weight", "400") in ("bold", "600", "700") else REGULAR
    widths = [_width(part, font, size, face) for part, font in parts]
    shift = {"middle": sum(widths) / 2, "end": sum(widths)}.get(text.get("text-anchor", ""), 0)
    left = float(line.get("x", 0)) - shift
    line.text = None
    for (part, font), width in zip(parts, widths, strict=True):
        placed = {"x": f"{left:g}", "text-anchor": "start"} | (
            {"font-family": font.family, "font-weight": "400"} if font else {}
        )
        ET.SubElement(line, f"{{{SVG}}}tspan", placed).text = part
        left += width


def _width(text: str, font: Font | None, size: float, face: str) -> float:
    if font:
        return _fallback(font.file).getlength(text) / _EM * size
    wide = sum(east_asian_width(character) in "WF" for character in text)
    narrow = "".join(character for character in text if east_asian_width(character) not in "WF")
    return (_font(face).getlength(narrow) / _EM + wide * _WIDE_EM) * size


def wrap(text: str, width: float, size: float, face: str) -> list[str]:
    """Break text into lines no wider than asked; nothing is left out.

    Parameters
    ----------
    text : str
        Any text. Breaks fall at ordinary spaces (never at thin ones, which group
        digits), and inside a word only where it alone is too wide.
    width, size : float
        Room and font size, in pixels.
    face : str
        `REGULAR` or `BOLD`.
    """
    lines: list[str] = []
    for word in re.split(r"[ \t\r\n]+", text.strip(" \t\r\n")):
        joined = f"{lines[-1]} {word}" if lines else word
        if text_width(joined, size, face) <= width:
            lines[-1:] = [joined]
        else:
            lines.extend(_pieces(word, width, size, face))
    return lines


def _pieces(word: str, width: float, size: float, face: str) -> Iterator[str]:
    """Yield the parts of a word, each as long as fits."""
    piece = ""
    for character in word:
        if piece and text_width(piece + character, size, face) > width:
            yield piece
            piece = ""
        piece += character
    yield piece


@cache
def _font(face: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_file(face)), _EM, layout_engine=ImageFont.Layout.BASIC)


@cache
def _fallback(file: Path) -> ImageFont.FreeTypeFont:
    """Return a font of this machine, laid out as its script asks where Pillow can."""
    return ImageFont.truetype(str(file), _EM)
