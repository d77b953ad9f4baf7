"""A chart as it is rendered: marks with their places, axes that turn places into values, legends.

Everything is read from what Vega draws, nothing from the specification: a test then says what a reader sees.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import vl_convert

from tests.pictures.cases import DEFAULT, Case, draw
from tests.pictures.reading import date, number

WIDTH = 1100
"""Pixels of the container: wide enough for every text to be drawn whole."""

_MARGIN = 16
"""Pixels from the left edge within which headings begin; a sign may stand before them."""


@dataclass(frozen=True)
class Mark:
    """One drawn thing.

    Attributes
    ----------
    kind : str
        ``rect``, ``symbol``, ``rule``, ``text``, ``line``, ``area``, ``shape``, …
    layer : str
        Name Vega gives to all that one layer draws.
    left, right, top, bottom : float
        Edges in pixels from the plot's upper left corner; of a sign its centre.
    points : tuple of (float, float, float)
        Of a line or an area: across, and its two heights.
    item : dict
        All of Vega's own properties.
    """

    kind: str
    layer: str
    left: float
    right: float
    top: float
    bottom: float
    points: tuple[tuple[float, float, float], ...]
    item: dict[str, Any] = field(repr=False)

    @property
    def x(self) -> float:
        """Middle across."""
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        """Middle in height."""
        return (self.top + self.bottom) / 2

    @property
    def fill(self) -> str | None:
        """Colour of the inside, in lower case; of stripes their ground; none where transparent or not filled."""
        found = self.item.get("fill")
        return _colour(found["stops"][0]["color"] if isinstance(found, dict) else found)

    @property
    def stripe(self) -> str | None:
        """Colour of the stripes across the inside, if there are any."""
        found = self.item.get("fill")
        return _colour(found["stops"][2]["color"]) if isinstance(found, dict) else None

    @property
    def stroke(self) -> str | None:
        """Colour of the outline, in lower case."""
        return _colour(self.item.get("stroke"))

    @property
    def shape(self) -> str:
        """Vega's name of the sign, or its path."""
        return str(self.item.get("shape", "circle"))

    @property
    def text(self) -> str:
        """What is written, lines joined by a space."""
        return " ".join(lines(self.item.get("text")))

    @property
    def opacity(self) -> float:
        """Of the inside, from 0 to 1."""
        return float(self.item.get("opacity", 1)) * float(self.item.get("fillOpacity", 1))

    @property
    def dash(self) -> tuple[float, ...]:
        """Lengths of dash and gap; none where the line is whole."""
        found = tuple(self.item.get("strokeDash") or ())
        return () if found == (1, 0) else found


@dataclass(frozen=True)
class Axis:
    """Labels of an axis with their places in pixels."""

    labels: tuple[tuple[str, float], ...]

    def value(self, pixel: float) -> float:
        """Return the number that a place stands for; shares where the labels are per cent."""
        return self._linear(number)(pixel)

    def day(self, pixel: float, year: int | None = None) -> float:
        """Return the date that a place stands for, as its ordinal; labels may leave out the year."""
        return self._linear(lambda text: date(text, year).toordinal())(pixel)

    def row(self, pixel: float) -> str:
        """Return the label nearest to a place."""
        return min(self.labels, key=lambda item: abs(item[1] - pixel))[0]

    def at(self, label: str) -> float:
        """Return the place of a label."""
        return dict(self.labels)[label]

    def _linear(self, read: Callable[[str], float]) -> Callable[[float], float]:
        known = [(read(label), place) for label, place in self.labels if label]
        (first, start), (last, end) = known[0], known[-1]
        assert start != end, "an axis needs two labels"
        return lambda pixel: first + (pixel - start) * (last - first) / (end - start)


@dataclass(frozen=True)
class Scene:
    """All that a chart draws.

    Attributes
    ----------
    marks : tuple of Mark
        In the order in which they are drawn: what comes later lies on top.
    axes : dict of str to Axis
        By side: ``bottom``, ``top``, ``left``, ``right``.
    legend : dict of str to Mark
        The sign beside each label of the legends.
    width, height : float
        Of the plot.
    """

    marks: tuple[Mark, ...]
    axes: dict[str, Axis]
    legend: dict[str, Mark]
    width: float
    height: float

    def of(self, *kinds: str, where: Callable[[Mark], bool] = lambda _: True) -> list[Mark]:
        """Return marks of some kinds that fulfil a condition."""
        return [mark for mark in self.marks if mark.kind in kinds and where(mark)]

    def texts(self) -> list[str]:
        """Return every text in the plot, halos once."""
        return list(dict.fromkeys(mark.text for mark in self.of("text") if mark.text))

    def below(self, heads: Sequence[str]) -> list[list[Mark]]:
        """Return what stands from each heading down to the next; they must come in this order.

        A heading is a text at the left edge that begins with the words given.
        """
        left = sorted(self.of("text", where=lambda mark: mark.x <= _MARGIN), key=lambda mark: mark.y)
        tops: list[float] = []
        for head in heads:
            found = [mark.y for mark in left if mark.y > max(tops, default=-1) and mark.text.strip().startswith(head)]
            assert found, f"no {head!r} below the row before; the chart says {self.texts()}"
            tops.append(found[0])
        ends = [*tops[1:], self.height + 1]
        return [[mark for mark in self.marks if top <= mark.y < end] for top, end in zip(tops, ends, strict=True)]

    def write(self, text: str) -> Mark:
        """Return the topmost text mark that says this."""
        found = [mark for mark in self.of("text") if mark.text == text]
        assert found, f"{text!r} is not in the chart; it says {self.texts()}"
        return found[-1]


def scene(dossier: str, figure: str, case: Case = DEFAULT, width: int = WIDTH) -> Scene:
    """Return what a figure draws in a container of some width."""
    return rendered(json.dumps(draw(dossier, figure, case).spec), width)


@cache
def rendered(spec: str, width: int = WIDTH) -> Scene:
    """Return what a specification draws."""
    chart = json.loads(spec)
    if chart.get("width") == "container":
        chart |= {"width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
    graph = vl_convert.vegalite_to_scenegraph(chart, allowed_base_urls=[])["scenegraph"]
    frame = graph["items"][0]
    marks: list[Mark] = []
    axes: dict[str, Axis] = {}
    legend: dict[str, Mark] = {}
    for group, left, top in _groups(graph, 0, 0):
        role = group.get("role")
        if role == "axis":
            _read_axis(group, left, top, axes)
        elif role == "legend":
            _read_legend(group, legend)
        elif role == "mark" and group["marktype"] != "group":
            marks += _marks(group, left, top)
    return Scene(tuple(marks), axes, legend, frame["width"], frame["height"])


def _groups(group: dict[str, Any], left: float, top: float) -> Iterator[tuple[dict[str, Any], float, float]]:
    """Yield every group of marks with the place of its corner, not going into axes and legends."""
    yield group, left, top
    if group.get("role") in ("axis", "legend"):
        return
    if group.get("marktype") == "group":
        for item in group["items"]:
            for inner in item.get("items", ()):
                yield from _groups(inner, left + (item.get("x") or 0), top + (item.get("y") or 0))


def _marks(group: dict[str, Any], left: float, top: float) -> list[Mark]:
    kind, layer, items = group["marktype"], group.get("name", ""), group["items"]
    if kind in ("line", "area", "trail"):
        known = [item for item in items if item.get("defined", True)]
        if not known:
            return []
        points = tuple((left + item["x"], top + item["y"], top + item.get("y2", item["y"])) for item in known)
        across, heights = [point[0] for point in points], [y for point in points for y in point[1:]]
        return [Mark(kind, layer, min(across), max(across), min(heights), max(heights), points, known[0])]
    return [Mark(kind, layer, *_edges(item, left, top), (), item) for item in items]


def _edges(item: dict[str, Any], left: float, top: float) -> tuple[float, float, float, float]:
    x, y = item.get("x") or 0, item.get("y") or 0
    x2 = item.get("x2", x + item.get("width", 0))
    y2 = item.get("y2", y + item.get("height", 0))
    return left + min(x, x2), left + max(x, x2), top + min(y, y2), top + max(y, y2)


def _read_axis(group: dict[str, Any], left: float, top: float, axes: dict[str, Axis]) -> None:
    for item in group["items"]:
        upright = item["orient"] in ("left", "right")
        for inner in item.get("items", ()):
            if inner.get("role") == "axis-label":
                shift, key = (top, "y") if upright else (left, "x")
                found = tuple((" ".join(lines(label.get("text"))), shift + label[key]) for label in inner["items"])
                seen = axes[item["orient"]].labels if item["orient"] in axes else ()
                axes[item["orient"]] = Axis((*seen, *found))


def _read_legend(group: dict[str, Any], legend: dict[str, Mark]) -> None:
    symbols: list[Mark] = []
    labels: list[str] = []
    for part in _inside(group):
        if part.get("role") == "legend-symbol":
            symbols += _marks(part, 0, 0)
        elif part.get("role") == "legend-label":
            labels += [" ".join(lines(item.get("text"))) for item in part["items"]]
    legend |= dict(zip(labels, symbols, strict=False))


def _inside(group: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in group.get("items", ()):
        for inner in item.get("items", ()):
            yield inner
            yield from _inside(inner)


def _colour(value: Any) -> str | None:
    return None if value in (None, "transparent", "none") else str(value).lower()


def lines(text: Any) -> list[str]:
    """Return the lines of a text as Vega holds them."""
    if text is None:
        return []
    return [str(line) for line in text] if isinstance(text, list) else str(text).split("\n")
