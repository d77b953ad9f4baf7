"""How often each side would rather take an option than go on, and beside it what both are worth to that side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import altair as alt
import pandas as pd

from components import wording
from components.drawing.data import frame
from components.drawing.expressions import NARROW, by_width, fits
from components.drawing.layers import finished
from components.drawing.marks import band, ghost, told
from components.drawing.scales import categories, span
from components.drawing.texts import at_left, haloed
from components.drawing.theme import Mode, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW: Final = 42
_LINE: Final = -11
"""Pixels from a row's middle to its words."""
_TAKEN: Final = 7
"""… to how often an option is taken."""
_LANES: Final = {"deal": 2, "none": 12}
"""… to what the option, and what no deal is worth."""
_THIN: Final = 5
_SHAPES: Final = {"actor": "circle", "gate": "square", "joint": "diamond"}

_RIGHT: Final = 1.2
"""Both halves stand on one scale: chances from 0 to 1, worths from 1.2 to 2.2, a point being a hundredth."""
_END: Final = _RIGHT + 1
_UNIT: Final = f"width / {_END}"
"""Pixels of a unit of the common scale."""
_QUARTERS: Final = [0.25, 0.75, _RIGHT + 0.25, _RIGHT + 0.75]
_AXIS: Final = alt.Axis(
    values=[0, 0.5, 1, _RIGHT, _RIGHT + 0.5, _END, *_QUARTERS],
    labelExpr=f"{NARROW} && indexof({_QUARTERS}, datum.value) >= 0 ? '' : datum.value <= 1"
    f" ? format(datum.value, '{wording.PERCENT_FORMAT}') : format(100 * (datum.value - {_RIGHT}), '.0f')",
    gridOpacity=alt.condition("datum.value > 1", alt.value(1), alt.value(0)),
    labelFlush=True,
    domain=False,
    title=None,
)
_PLACE: Final[dict[str, Any]] = {"scale": span(0, _END), "axis": _AXIS}
"""The scale that all layers share."""
_WIDE: Final = 960
"""Pixels from which both halves have room for sentences."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How often an option is taken, or its condition holds.

    Attributes
    ----------
    row : str
        Its row, as ``case|label``.
    kind : {"actor", "gate", "joint"}
        Sign.
    p, low, high : float
        Chance and band, 0–1.
    source : float
        The chance at the source's values: NaN where nothing was changed.
    colour : str
        ``#RRGGBB``.
    brief, full, said : str
        Words above the mark, for narrow and wide charts; its tooltip.
    """

    row: str
    kind: Literal["actor", "gate", "joint"]
    p: float
    low: float
    high: float
    source: float
    colour: str
    brief: str
    full: str
    said: str


@dataclass(frozen=True, slots=True)
class Worth:
    """What an option and what no deal are worth to an actor, in points; ``source`` as of `Taken`, of no deal."""

    row: str
    deal: float
    deal_low: float
    deal_high: float
    none: float
    none_low: float
    none_high: float
    source: float
    colour: str
    brief: str
    full: str
    said: str


@dataclass(frozen=True, slots=True)
class Head:
    """Heading of an option, in a row of its own."""

    row: str
    text: str


def acceptance_chart(
    taken: Sequence[Taken],
    worth: Sequence[Worth],
    heads: Sequence[Head],
    *,
    rows: Sequence[str],
    words: Sequence[wording.Likelihood],
    mode: Mode,
    description: str,
) -> alt.LayerChart:
    """Return chances on the scale of probability words, and worths beside them.

    Parameters
    ----------
    taken, worth, heads : sequence of Taken, of Worth, of Head
        What stands in the rows.
    rows : sequence of str
        All rows from the top, as ``case|label``; the first is left to the titles of both halves.
    words : sequence of Likelihood
        The dossier's, least likely first.
    mode : {"light", "dark"}
        Colours.
    description : str
        Text alternative.
    """
    y = alt.Y("row:N", scale=alt.Scale(domain=list(rows), padding=0), axis=None)
    chances = alt.Chart(frame(Taken, taken)).encode(y=y, **told("said"))
    points = alt.Chart(_places(worth)).encode(y=y, **told("said"))
    titles = [
        (rows[0], 0.0, "Would rather take it", "How often each side would rather take it than go on"),
        (rows[0], _RIGHT, "Worth to it, points", "What each is worth to that side, in points of 100"),
    ]
    named = alt.Chart(pd.DataFrame(titles, columns=["row", "left", "brief", "full"])).encode(y=y)
    layers = [
        *_words(words, mode),
        *_taken(chances, mode),
        *(_worth(points, mode) if worth else ()),
        *_lines(chances.transform_calculate(left="0"), mode),
        *(_lines(points.transform_calculate(left=f"{_RIGHT}"), mode) if worth else ()),
        *_lines(named, mode, fontWeight=600),
        *_signs(rows[0], y, mode),
        at_left(
            alt.Chart(frame(Head, heads)).encode(y=y), "text:N", baseline="middle", dy=8, fontSize=14, fontWeight=600
        ),
    ]
    return finished(layers, height=_ROW * len(rows), mode=mode, description=description, axes="inside")


def _places(worth: Sequence[Worth]) -> pd.DataFrame:
    """Return the rows with their points on the common scale; what is worth less than nothing stands at its end."""
    data = frame(Worth, worth)
    names = ["deal", "deal_low", "deal_high", "none", "none_low", "none_high", "source"]
    data[names] = _RIGHT + data[names].clip(0, 100) / 100
    return data


def _lines(placed: alt.Chart, mode: Mode, **style: Any) -> list[alt.Chart]:
    """Return the words above the marks of one half."""
    half = alt.ExprRef(f"width / {_END} - 4")
    text = by_width("datum.brief", "datum.full", below=_WIDE)
    line = placed.encode(x=alt.X("left:Q", **_PLACE))
    style |= {"align": "left", "baseline": "middle", "dy": _LINE, "fontSize": 12, "limit": half}
    return haloed(line, mode=mode, opacity=0.85, text=text, **style)


def _words(likelihoods: Sequence[wording.Likelihood], mode: Mode) -> list[alt.Chart]:
    """Return the probability words that have room, every other one shaded; the end ones reach the axis' ends."""
    colours = palette(mode)
    bands = pd.DataFrame(likelihoods, columns=["word", "low", "high"])
    bands.loc[0, "low"], bands.loc[len(bands) - 1, "high"] = 0.0, 1.0
    shades = alt.Chart(bands[::2]).mark_rect(color=colours.surface, opacity=1, aria=False)
    named = alt.Chart(bands).transform_calculate(middle="(datum.low + datum.high) / 2")
    roomy = named.transform_filter(fits("word", f"(datum.high - datum.low) * width / {_END}"))
    return [
        shades.encode(x=alt.X("low:Q", **_PLACE), x2="high:Q"),
        roomy.mark_text(baseline="top", fontSize=11, color=colours.muted).encode(
            x=alt.X("middle:Q", **_PLACE), y=alt.value(24), text="word:N"
        ),
    ]


def _taken(placed: alt.Chart, mode: Mode) -> list[alt.Chart]:
    """Return how often an option is taken: the band, the source's value, the mark."""
    dots = placed.mark_point(size=110, yOffset=_TAKEN, stroke=palette(mode).background, strokeWidth=1)
    shape = alt.Shape("kind:N", scale=categories(_SHAPES), legend=None)
    return [
        band(placed, x=alt.X("low:Q", **_PLACE), x2="high:Q", mode=mode, height=_THIN, yOffset=_TAKEN, aria=False),
        *(
            layer
            for kind, sign in _SHAPES.items()
            for layer in ghost(
                placed.transform_filter(f"datum.kind == '{kind}'"),
                _PLACE,
                now="p",
                pixels=_UNIT,
                mode=mode,
                shape=sign,
                size=100,
                yOffset=_TAKEN,
            )
        ),
        dots.encode(x=alt.X("p:Q", **_PLACE), color=alt.Color("colour:N", scale=None), shape=shape),
    ]


def _signs(row: str, y: alt.Y, mode: Mode) -> list[alt.Chart]:
    """Return the key to the signs of the right half, below its title."""
    colours = palette(mode)
    signs = pd.DataFrame({"row": row, "at": [_RIGHT + 0.02, _RIGHT + 0.5], "text": ["this option", "no deal"]})
    placed = alt.Chart(signs).encode(y=y, x=alt.X("at:Q", **_PLACE))
    fill = alt.Fill(
        "text:N", scale=categories({"this option": colours.ink, "no deal": colours.background}), legend=None
    )
    style: dict[str, Any] = {"yOffset": 10, "aria": False}
    return [
        placed.mark_point(size=50, stroke=colours.ink, strokeWidth=1.5, **style).encode(fill=fill),
        placed.mark_text(align="left", baseline="middle", dx=8, fontSize=11, color=colours.muted, **style).encode(
            text="text:N"
        ),
    ]


def _worth(placed: alt.Chart, mode: Mode) -> list[alt.Chart]:
    """Return what an option and what no deal are worth, each with its band."""
    colour = alt.Color("colour:N", scale=None)
    ground = palette(mode).background
    bands = [
        band(
            placed,
            x=alt.X(f"{name}_low:Q", **_PLACE),
            x2=f"{name}_high:Q",
            mode=mode,
            height=_THIN,
            yOffset=lane,
            aria=False,
        )
        for name, lane in _LANES.items()
    ]
    full, hollow = (
        placed.mark_point(size=60, yOffset=_LANES["deal"], filled=True, stroke=ground, strokeWidth=1),
        placed.mark_point(size=50, yOffset=_LANES["none"], filled=True, fill=ground, strokeWidth=2),
    )
    return [
        *bands,
        *ghost(
            placed,
            _PLACE,
            now="none",
            pixels=_UNIT,
            mode=mode,
            shape="stroke",
            angle=90,
            size=110,
            yOffset=_LANES["none"],
        ),
        full.encode(x=alt.X("deal:Q", **_PLACE), color=colour),
        hollow.encode(x=alt.X("none:Q", **_PLACE), stroke=alt.Stroke("colour:N", scale=None)),
    ]
