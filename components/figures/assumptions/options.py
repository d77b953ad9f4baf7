"""Choices that the Assumptions page's figures share."""

from __future__ import annotations

from typing import Final

from components import wording
from components.figures.assumptions.words import offered
from components.figures.core import Context, FigureError, Option
from components.model.outputs import output_of
from components.model.sensitivity import foremost, movers

STRONGEST: Final = "strongest"
SECOND: Final = "second"
WHOLE: Final = "all"
EVEN: Final = "50"


def _outputs(context: Context) -> tuple[str, ...]:
    return tuple(offered(context.dossier))


def _assumptions(context: Context) -> tuple[str, ...]:
    return tuple(item.id for item in context.dossier.assumptions)


OUTPUT: Final = Option(
    "output", "what the assumptions move", _outputs, lambda context: next(iter(offered(context.dossier)))
)
ASSUMPTION: Final = Option(
    "assumption", "the one that moves", lambda context: (STRONGEST, *_assumptions(context)), lambda _: STRONGEST
)
X: Final = Option("x", "assumption across", lambda context: (STRONGEST, *_assumptions(context)), lambda _: STRONGEST)
Y: Final = Option("y", "assumption upwards", lambda context: (SECOND, *_assumptions(context)), lambda _: SECOND)
TARGET: Final = Option("target", "value to reach: per cent, points or years", lambda _: (), lambda _: EVEN)
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
    bar = foremost(context.results, output_of(context.dossier, output))
    return bar.assumption if bar else context.dossier.assumptions[0].id


def pair_of(context: Context, output: str, x: str, y: str) -> tuple[str, str]:
    """Return two assumptions, by default the two strongest movers of the output.

    Raises
    ------
    FigureError
        If both are the same, or the dossier has one assumption only.
    """
    horizon = context.dossier.header.horizon
    asked = output_of(context.dossier, output)
    moved = [bar.assumption for bar in movers(context.results, asked)]
    behind = asked.assumptions(context.results)
    # The horizon sets the question: it comes in only where nothing else does.
    ranked = [*(key for key in (*moved, *behind) if key != horizon), *behind, *_assumptions(context)]
    if x == STRONGEST:
        x = next(key for key in ranked if key != y)
    if y == SECOND:
        y = next((key for key in ranked if key != x), "")
    if not y:
        raise FigureError("a deal space needs two assumptions, and this dossier has one")
    if x == y:
        raise FigureError(f"x and y are both {y!r}; choose two different assumptions")
    return x, y
