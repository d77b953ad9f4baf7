"""How a reader moves the map: wheel, buttons and drag, and the swipe from today to the option.

All of it happens in Vega, without a run of the script. Vega-Lite lets no parameter of one's own answer the wheel or a
drag; of a selection, however, `toggle` may be any expression, kept as a signal that answers the selection's events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt

from components.drawing.expressions import either
from components.drawing.marks import hint
from components.drawing.scales import REFERENCE
from components.drawing.texts import haloed
from components.drawing.theme import Mode, palette
from components.figures.concessions.land_chart import inline
from components.figures.concessions.map_shapes_chart import SWIPE
from components.figures.concessions.projection_chart import MOVE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.figures.concessions.projection_chart import Panel

_SELECTION: Final = "map_hand"
_NOW: Final = f"{_SELECTION}_toggle"
"""Signal that Vega-Lite makes of the selection's `toggle`: false until something happens."""
_START: Final = "{zoom: 1, dx: 0, dy: 0, x: 0, y: 0, from_x: 0, from_y: 0, drags: false}"
_MOST: Final = 12
"""Largest zoom."""
_STEP: Final = 1.6
"""What a button zooms by."""
_SIZE: Final = 28
"""Side of a button in pixels."""
_BUTTONS: Final = {"+": ("Zoom in", f"{_STEP}"), "−": ("Zoom out", f"{1 / _STEP}"), "⟲": ("Whole map", "0")}
_SHOWN: Final = "isValid(containerSize()[0])"
"""Whether the chart stands in a page: pictures have no container, and no buttons."""
_GAP: Final = 5
"""Pixels between map and buttons, from button to button, and from buttons to legend."""
# Filters know the event only: Vega's interpreter gives them no signals. One finger scrolls the page, two move the map.
_TWO: Final = "event.touches.length == 2"
_EVENTS: Final = (
    "wheel!, pointerdown, click, window:click, dblclick!, "
    "[pointerdown[event.pointerType == 'mouse'], window:pointerup] > window:pointermove!, "
    f"touchstart[{_TWO}], [touchstart[{_TWO}], window:touchend] > touchmove![{_TWO}]"
)


def move_params() -> list[alt.VariableParameter]:
    """Return what the map's projection follows: how far it was moved, and the swipe, set by a slider beneath it."""
    slider = alt.binding_range(min=0, max=100, step=1, name="Swipe: show today from the left, % of the map ")
    return [
        alt.VariableParameter(name=MOVE, expr=f"{_NOW} ? {_NOW} : {_START}"),
        alt.VariableParameter(name=SWIPE, value=0, bind=slider),
    ]


def below() -> alt.ExprRef:
    """Return how far below the map its legend begins: in a page the buttons stand between, where they hide no name."""
    return either(_SHOWN, 2 * _GAP + _SIZE, 18)


def hand(frames: Sequence[Panel], mode: Mode) -> list[alt.Chart]:
    """Return what answers wheel and drag, and the buttons."""
    colours = palette(mode)
    # Over the map while it is dragged: the release is then no click on a part of it.
    cover = alt.Chart(inline("cover", [{}])).mark_rect(fill="transparent", cursor="grabbing", aria=False)
    drags = {name: f"{MOVE}.drags ? {name} : 0" for name in ("width", "height")}
    covering = cover.encode(
        x=alt.value(0),
        y=alt.value(0),
        x2=alt.value(alt.ExprRef(drags["width"])),
        y2=alt.value(alt.ExprRef(drags["height"])),
    )
    rows = [
        {"sign": sign, "said": said, "factor": factor, "left": _SIZE / 2 + place * (_SIZE + _GAP)}
        for place, (sign, (said, factor)) in enumerate(reversed(_BUTTONS.items()))
    ]
    placed = alt.Chart(inline("buttons", rows)).transform_filter(_SHOWN)
    across, down = alt.ExprRef("width - datum.left"), alt.ExprRef(f"height + {_GAP + _SIZE / 2}")
    placed = placed.encode(x=alt.value(across), y=alt.value(down))
    face: dict[str, Any] = {"cornerRadius": 4, "cursor": "pointer", "fill": colours.background, "stroke": colours.muted}
    selection = alt.selection_point(name=_SELECTION, on=_EVENTS, toggle=_answer(frames), clear=False, fields=["sign"])
    return [
        covering.add_params(selection),
        placed.mark_rect(**face, width=_SIZE, height=_SIZE).encode(tooltip=hint("said"), description="said:N"),
        placed.mark_text(fontSize=17, baseline="middle", aria=False, cursor="pointer").encode(text="sign:N"),
    ]


def _answer(frames: Sequence[Panel]) -> str:
    """Return where the map lies after an event, as a Vega expression."""
    middle = f"({frames[0].width}) / 2", f"({frames[0].height}) / 2"
    # From the middle of the panel that the pointer is in.
    pointer = f"x() - {_corner(frames, 'x')} - {middle[0]}", f"y() - {_corner(frames, 'y')} - {middle[1]}"
    wheel = _zoomed("pow(1.0015, -event.deltaY * pow(16, event.deltaMode))", pointer, frames[0])
    dragged = f"{MOVE}.from_x + x() - {MOVE}.x", f"{MOVE}.from_y + y() - {MOVE}.y"
    far = f"{MOVE}.drags || abs(x() - {MOVE}.x) + abs(y() - {MOVE}.y) > 4"
    pressed = f"merge({MOVE}, {{x: x(), y: y(), from_x: {MOVE}.dx, from_y: {MOVE}.dy, drags: false}})"
    button = _zoomed("toNumber(datum.factor)", ("0", "0"), frames[0])
    moved = _kept(f"{MOVE}.zoom", dragged, frames[0], drags=far)
    return (
        f"event.type == 'wheel' ? {wheel} : event.type == 'dblclick' ? {_START}"
        f" : event.type == 'pointerdown' || event.type == 'touchstart' ? {pressed}"
        f" : event.type == 'pointermove' || event.type == 'touchmove' ? {moved}"
        f" : !(datum && datum.factor) ? merge({MOVE}, {{drags: false}})"
        f" : datum.factor == '0' ? {_START} : {button}"
    )


def _corner(frames: Sequence[Panel], axis: str) -> str:
    """Return the left or upper edge of the panel in which the pointer is."""
    if len(frames) == 1:
        return "0"
    left, top = frames[1].left, frames[1].top
    return f"(x() >= ({left}) && y() >= ({top}) ? ({left if axis == 'x' else top}) : 0)"


def _zoomed(factor: str, at: tuple[str, str], frame: Panel) -> str:
    """Return the map zoomed by a factor, so that a place, counted from the panel's middle, stays where it is."""
    zoom = f"clamp({MOVE}.zoom * {factor}, 1, {_MOST})"
    shift = [f"({p}) - (({p}) - {MOVE}.{d}) * {zoom} / {MOVE}.zoom" for p, d in zip(at, ("dx", "dy"), strict=True)]
    return _kept(zoom, (shift[0], shift[1]), frame, drags="false")


def _kept(zoom: str, shift: tuple[str, str], frame: Panel, *, drags: str) -> str:
    """Return the map moved only so far that part of what it is about stays in view."""
    dx, dy = (
        f"clamp({by}, -({size}) * ({zoom} - 0.5) / 2, ({size}) * ({zoom} - 0.5) / 2)"
        for by, size in zip(shift, (frame.width, frame.height), strict=True)
    )
    return f"merge({MOVE}, {{zoom: {zoom}, dx: {dx}, dy: {dy}, drags: {drags}}})"


def divider(frame: Panel, mode: Mode) -> list[alt.Chart]:
    """Return the line between today and the option, and what lies on either side; nothing while all is the option."""
    at = frame.x(f"({frame.width}) * {SWIPE} / 100")
    placed = alt.Chart(inline("divider", [{}])).transform_filter(f"{SWIPE} > 0 && {SWIPE} < 100")
    ends = {"y": frame.top, "y2": frame.y(frame.height), "x": at}
    line = placed.encode(**{name: alt.value(alt.ExprRef(place)) for name, place in ends.items()})
    found = [line.mark_rule(aria=False, color=palette(mode).ink, strokeWidth=1.5, strokeDash=REFERENCE)]
    for text, side, gap, room in (("today", "right", -6, f"{SWIPE} > 9"), ("option", "left", 6, f"{SWIPE} < 91")):
        words = placed.transform_filter(room).encode(
            x=alt.value(alt.ExprRef(f"{at} + {gap}")), y=alt.value(alt.ExprRef(frame.y(f"{frame.height} - 12")))
        )
        style: dict[str, Any] = {"align": side, "baseline": "middle", "fontSize": 12, "fontWeight": 600}
        found += haloed(words, mode=mode, colour=palette(mode).ink, text=text, **style)
    return found
