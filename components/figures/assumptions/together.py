"""Several analysts read from text: who they are, how much each counts, and what they say together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from components import wording
from components.figures.core import FigureError, Option
from components.model import Number, Results, evaluate
from components.model.pooled import POOLS, Pool, pool
from components.model.saved import from_text

if TYPE_CHECKING:
    from components.figures.context import Context

YOU: Final = "You"
POOLED: Final = "Pool"
SOURCE: Final = "Source"
MOST: Final = 6
"""Analysts that can be told apart by colour and shape."""
FEW: Final = "Name analysts and what each assumes, from files or from the store."

ANALYSTS: Final = Option(
    "analysts", "what each analyst assumes, as 'name: id=value, id=value; name: …'", lambda _: (), lambda _: ""
)
WEIGHTS: Final = Option(
    "weights", "how much each analyst counts, as '2~1'; alike where left out", lambda _: (), lambda _: ""
)
POOL: Final = Option("pool", "mixed by weights, or averaged by quantiles", lambda _: POOLS, lambda _: POOLS[0])


@dataclass(frozen=True)
class Together:
    """What several analysts say.

    Attributes
    ----------
    results : mapping of str to Results
        By analyst.
    weights : tuple of float
        One an analyst, as given.
    how : {"weights", "quantiles"}
        How they are pooled.
    complaints : tuple of str
        What was left out.
    """

    results: Mapping[str, Results]
    weights: tuple[float, ...]
    how: Pool
    complaints: tuple[str, ...]

    def pooled(self, key: str, *, chance: bool = False) -> Number:
        """Return the number and band of an assumption, a node or a quantity of an actor's, pooled."""
        every = self.results.values()
        draws = [results.draws[key] if key in results.draws else results.source.start[key] for results in every]
        return pool(draws, self.weights, self.how, chance=chance)


def together(context: Context, analysts: str, weights: str, how: str) -> Together:
    """Read what several analysts assume.

    Parameters
    ----------
    context : Context
        All are evaluated on its dossier, and with its draws and seed.
    analysts, weights : str
        As the options of the figures; may be empty.
    how : str
        A way to pool.

    Raises
    ------
    FigureError
        If nothing of the text can be read, or the weights do not fit.
    """
    sets, complaints = from_text(context.dossier, analysts, MOST)
    if complaints and not sets:
        raise FigureError(f"analysts: {complaints[0]}")
    scenario = context.scenario
    results: dict[str, Results] = {}
    for item in sets:
        name = f"{item.name} (analyst)" if item.name in (YOU, POOLED, SOURCE) else item.name
        results[name] = evaluate(context.dossier, replace(item.scenario, draws=scenario.draws, seed=scenario.seed))
    way: Pool = "quantiles" if how == "quantiles" else "weights"
    return Together(results, _weights(weights, list(results)), way, tuple(complaints))


def adjusted(context: Context, found: Together, but: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return what each analyst moves of the actors themselves, in words; ``but`` names what is told elsewhere."""
    told = []
    for name, results in found.results.items():
        moved = results.scenario.moved(context.dossier).items()
        cells = [
            f"{entry.label(context.dossier)} {wording.number(at, 2)}" for entry, at in moved if entry.key not in but
        ]
        told += [f"{name} also adjusts: {'; '.join(cells)}."] if cells else []
    return tuple(told)


def _weights(text: str, names: Sequence[str]) -> tuple[float, ...]:
    if not text:
        return (1.0,) * len(names)
    try:
        found = tuple(float(part) for part in text.split("~"))
    except ValueError:
        raise FigureError(f"weights cannot be {text!r}; write numbers such as 2~1, one an analyst") from None
    if len(found) != len(names) or not all(0 <= weight < 1e9 for weight in found) or not sum(found) > 0:
        raise FigureError(f"weights: {len(names)} analysts need as many numbers from 0 up, not all 0, such as 2~1")
    return found
