"""A figure as one picture: title above, stamp below, the chart untouched between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import vl_convert

from components.drawing.raster import png, register_fonts
from components.drawing.theme import FONT, palette
from components.exports.spec import WIDTH, mode_of, sized, spec_of
from components.exports.standins import restored, stood_in
from components.exports.typeset import BOLD, REGULAR, SVG, printable, set_runs, wrap

if TYPE_CHECKING:
    from components.exports.stamp import Stamp
    from components.figures.core import Figure

_MARGIN = 24
_GAP = 14
_LINE_HEIGHT = 1.35
_NOTES = 2
"""Most lines of notes below a chart; the text file holds all."""
_IDS = re.compile(r'(?<= id=")(?:clip|gradient_)\d+(?=")')
_USES = re.compile(r'(?<=(?: id="|url\(#))(?:clip|gradient_)\d+(?=["\)])')

ET.register_namespace("", SVG)
ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")


def to_svg(figure: Figure, stamp: Stamp, width: float = WIDTH, ratio: float = 0) -> str:
    """Return the figure as SVG, with title and text alternative for assistive technology.

    Parameters
    ----------
    figure : Figure
        What is drawn.
    stamp : Stamp
        Of its notes, those that fit into two lines stand below the chart.
    width : float
        Pixels from edge to edge; more where the chart itself is wider.
    ratio : float
        Least height for each pixel of width; none where left out.
    """
    register_fonts()
    spec = spec_of(figure)
    colours = palette(mode_of(spec))
    # No address is allowed: a chart carries its data, and an export reads no network.
    whole, signs = stood_in(sized(spec, round(width) - 2 * _MARGIN))
    chart_svg = vl_convert.vegalite_to_svg(whole, allowed_base_urls=[])
    chart = ET.fromstring(_renumbered(restored(chart_svg, signs)))  # noqa: S314 - the converter's own output
    _share_clips(chart)
    page = _Page(max(width, float(chart.get("width", 0)) + 2 * _MARGIN), printable(figure.title))
    _child(page.root, "desc", printable(figure.description), id="desc")
    ground = _child(page.root, "rect", width="100%", height="100%", fill=colours.background)

    page.text([figure.title], 20, colours.ink, BOLD)
    page.text([figure.subtitle], 14, colours.muted)
    page.skip(_GAP)
    page.place(chart)
    page.skip(_GAP)
    page.rule(colours.grid)
    page.text([stamp.head], 12, colours.muted)
    page.text(page.fitting(stamp.notes, 12, _NOTES), 12, colours.muted)
    page.text(stamp.foot, 12, colours.muted)
    ground.set("height", page.close(ratio))
    set_runs(page.root)
    return ET.tostring(page.root, encoding="unicode")


def _renumbered(svg: str) -> str:
    """Return the SVG with its ids counted from 0: the converter counts on over all charts of a process."""
    counted = {old: f"{old.rstrip('0123456789')}{number}" for number, old in enumerate(_IDS.findall(svg))}
    return _USES.sub(lambda use: counted.get(use[0], use[0]), svg)


def _share_clips(chart: ET.Element) -> None:
    """Clip neighbours that have the same window once instead of one by one.

    Vega gives every layer a clip of its own, and each costs the rasteriser a layer of the picture's whole size.
    """
    windows = {
        f"url(#{clip.get('id')})": tuple(sorted(rect.attrib.items()))
        for clip in chart.iter(f"{{{SVG}}}clipPath")
        for rect in clip.findall(f"{{{SVG}}}rect")
    }
    for parent in list(chart.iter()):
        together: list[ET.Element] = []
        shared: tuple[tuple[str, str], ...] | None = None
        for child in parent:
            window = windows.get(child.get("clip-path", ""))
            if window is None or window != shared:
                together.append(child)
            else:
                if together[-1].get("class") is not None:
                    first = together.pop()
                    together.append(ET.Element(f"{{{SVG}}}g", {"clip-path": first.attrib.pop("clip-path")}))
                    together[-1].append(first)
                del child.attrib["clip-path"]
                together[-1].append(child)
            shared = window
        if len(together) < len(parent):
            parent[:] = together


def to_png(figure: Figure, stamp: Stamp) -> bytes:
    """Return the figure as PNG at twice its size, for screens and slides."""
    return png(to_svg(figure, stamp))


def to_slide(figure: Figure, stamp: Stamp) -> bytes:
    """Return the figure as PNG in a slide's shape, 16 to 9, at twice its size: as wide as its height asks for."""
    high = height_of(to_svg(figure, stamp))
    return png(to_svg(figure, stamp, max(WIDTH, high * 16 / 9), 9 / 16))


def height_of(svg: str) -> float:
    """Return the height of a figure's SVG in pixels."""
    return float(ET.fromstring(svg).get("height", 0))  # noqa: S314 - made by `to_svg`


def extent(svg: str) -> tuple[float, float]:
    """Return where in a figure's SVG the chart itself begins and ends, as shares of the height."""
    page = ET.fromstring(svg)  # noqa: S314 - made by `to_svg`
    chart = page.find(f"{{{SVG}}}svg")
    if chart is None:
        raise ValueError("this SVG holds no chart")
    height, top = float(page.get("height", 1)), float(chart.get("y", 0))
    return top / height, (top + float(chart.get("height", 0))) / height


def to_pdf(figure: Figure, stamp: Stamp) -> bytes:
    """Return the figure as a PDF of one page, fonts embedded."""
    return vl_convert.svg_to_pdf(to_svg(figure, stamp))


class _Page:
    """An SVG that grows downwards."""

    def __init__(self, width: float, title: str) -> None:
        self.width = width
        self.root = ET.Element(f"{{{SVG}}}svg", {"role": "img", "aria-labelledby": "title desc", "width": f"{width:g}"})
        self.bottom: float = _MARGIN
        _child(self.root, "title", title, id="title")

    def text(self, paragraphs: Sequence[str], size: int, colour: str, face: str = REGULAR) -> None:
        """Set paragraphs over the full width between the margins."""
        weight = "600" if face == BOLD else "400"
        style = {"font-family": FONT, "font-size": f"{size}px", "font-weight": weight, "fill": colour}
        for paragraph in paragraphs:
            for line in wrap(printable(paragraph), self.width - 2 * _MARGIN, size, face):
                self.skip(size * _LINE_HEIGHT)
                _child(self.root, "text", line, x=f"{_MARGIN}", y=f"{self.bottom - size * 0.3:g}", **style)

    def place(self, chart: ET.Element) -> None:
        """Set the chart at its own size."""
        chart.attrib |= {"x": f"{_MARGIN}", "y": f"{self.bottom:g}"}
        self.root.append(chart)
        self.skip(float(chart.get("height", 0)))

    def rule(self, colour: str) -> None:
        """Draw a thin line between the margins."""
        y = f"{self.bottom:g}"
        _child(self.root, "line", x1=f"{_MARGIN}", x2=f"{self.width - _MARGIN:g}", y1=y, y2=y, stroke=colour)
        self.skip(_GAP / 2)

    def skip(self, height: float) -> None:
        """Leave room."""
        self.bottom += height

    def fitting(self, paragraphs: Sequence[str], size: int, lines: int) -> list[str]:
        """Return the first paragraphs that together fit into some lines."""
        room, found = lines, []
        for paragraph in paragraphs:
            room -= len(wrap(printable(paragraph), self.width - 2 * _MARGIN, size, REGULAR))
            if room < 0:
                break
            found.append(paragraph)
        return found

    def close(self, ratio: float) -> str:
        """Fix the height, at least a share of the width, and return it."""
        # Whole pixels, lest the last row of a PNG be half transparent.
        height = f"{max(ceil(self.bottom + _MARGIN), round(self.width * ratio))}"
        self.root.set("height", height)
        self.root.set("viewBox", f"0 0 {self.width:g} {height}")
        return height


def _child(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{SVG}}}{tag}", attributes)
    element.text = text
    return element
