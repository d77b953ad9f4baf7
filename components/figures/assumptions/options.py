"""Choices that the Assumptions page's figures share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from components import wording
from components.figures.assumptions.words import foremost, offered
from components.figures.core import FigureError, Option
from components.model.outputs import output_of
from components.model.sensitivity import movers

if TYPE_CHECKING:
    from components.figures.context import Context

STRONGEST: Final = "strongest"
SECOND: Final = "second"
WHOLE: Final = "all"
EVEN: Final = "50"
SOURCE: Final = "source"
NOW: Final = "now"


def _outputs(context: Context) -> tuple[str, ...]:
    return tuple(offered(context.dossier))


def _assumptions(context: Context) -> tuple[str, ...]:
    return tuple(item.id for item in context.dossier.assumptions)


OUTPUT: Final = Option("output", "what the assumptions move", _outputs, foremost)
ASSUMPTION: Final = Option(
    "assumption", "the one that moves", lambda context: (STRONGEST, *_assumptions(context)), lambda _: STRONGEST
)
X: Final = Option("x", "assumption across", lambda context: (STRONGEST, *_assumptions(context)), lambda _: STRONGEST)
Y: Final = Option("y", "assumption upwards", lambda context: (SECOND, *_assumptions(context)), lambda _: SECOND)
TARGET: Final = Option("target", "value to reach: per cent, points or years", lambda _: (), lambda _: EVEN)
ORDER: Final = Option(
    "order", "rows by their effect at the source's values, or by that now", lambda _: (SOURCE, NOW), lambda _: SOURCE
)
SCOPE: Final = Option(
    "output", "limits the map to what leads there", lambda context: (WHOLE, *_outputs(context)), lambda _: WHOLE
)


def target_of(context: Context, output: str, text: str) -> float:
    """Return a target in the output's unit; probabilities are written in per cent.

    Raises
    ------
    FigureError
        If the text is no number, or a probability lies outside 0 to 100 %.
    """
    try:
        value = float(text)
    except ValueError:
        raise FigureError(f"target cannot be {text!r}; write a number such as {EVEN}") from None
    if not wording.is_percent(output_of(context.dossier, output).unit):
        if not abs(value) < 1e9:
            raise FigureError(f"target cannot be {text!r}; write a number such as {EVEN}")
        return value
    if not 0 <= value <= 100:
        raise FigureError(f"target of a probability lies between 0 and 100 per cent, not {value:g}")
    return value / 100


def assumption_of(context: Context, output: str, chosen: str) -> str:
    """Return the assumption chosen, or the strongest mover of the output."""
    if chosen != STRONGEST:
        return chosen
    return _ranked(context, output)[0]


def pair_of(context: Context, output: str, x: str, y: str) -> tuple[str, str]:
    """Return two assumptions, by default the two strongest movers of the output.

    Raises
    ------
    FigureError
        If both are the same, or the dossier has one assumption only.
    """
    ranked = _ranked(context, output)
    if x == STRONGEST:
        x = next(key for key in ranked if key != y)
    if y == SECOND:
        y = next((key for key in ranked if key != x), "")
    if not y:
        raise FigureError("a deal space needs two assumptions, and this dossier has one")
    if x == y:
        raise FigureError(f"x and y are both {y!r}; choose two different assumptions")
    return x, y


def _ranked(context: Context, output: str) -> list[str]:
    """Return all assumptions: those that move the output, the strongest first; those behind it; choices; all others."""
    asked = output_of(context.dossier, output)
    moved = [bar.assumption for bar in movers(context.results, asked)]
    uncertain, behind = asked.uncertain(context.results), asked.assumptions(context.results)
    return list(dict.fromkeys([*moved, *uncertain, *behind, *_assumptions(context)]))
