"""What figures keep: drawings that no assumption moves, tables that a page's figures share, and dear analyses."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    import datetime as dt

    from components.dossier import Dossier
    from components.drawing.theme import Mode
    from components.figures.core import Context, Figure
    from components.model import Results

P = ParamSpec("P")
T = TypeVar("T")

_KEPT: Final = 64
"""Analyses kept for all sessions together; each is small."""

_kept: dict[Hashable, tuple[Dossier, Any]] = {}


@dataclass(frozen=True, eq=False)
class Sheet:
    """All that a figure rests on which no assumption moves.

    Attributes
    ----------
    dossier : Dossier
        The negotiation.
    day : datetime.date
        As-of date.
    mode : {"light", "dark"}
        Colours.
    """

    dossier: Dossier
    day: dt.date
    mode: Mode

    def __eq__(self, other: object) -> bool:
        # The same object, not an equal one: comparing dossiers would cost more than drawing.
        return (
            isinstance(other, Sheet)
            and self.dossier is other.dossier
            and (self.day, self.mode) == (other.day, other.mode)
        )

    def __hash__(self) -> int:
        return hash((id(self.dossier), self.day, self.mode))


def steady(builder: Callable[..., Figure]) -> Callable[..., Figure]:
    """Turn a builder from a sheet into one from a context that draws anew only when the sheet or its options change.

    Moving an assumption then leaves the figure as it is.
    """

    @lru_cache(maxsize=24)
    def drawn(sheet: Sheet, options: tuple[tuple[str, str], ...]) -> Figure:
        return builder(sheet, **dict(options))

    @wraps(builder)
    def build(context: Context, **options: str) -> Figure:
        return drawn(
            Sheet(context.dossier, context.scenario.day(context.dossier), context.mode), tuple(options.items())
        )

    return build


def shared(compute: Callable[Concatenate[Context, P], T]) -> Callable[Concatenate[Context, P], T]:
    """Keep what a function computes from dossier and results alone for as long as the results are.

    The figures of a page share such tables; they must not be changed in place.
    """
    kept: WeakKeyDictionary[Results, dict[Any, T]] = WeakKeyDictionary()

    @wraps(compute)
    def computed(context: Context, /, *args: P.args, **kwargs: P.kwargs) -> T:
        known = kept.setdefault(context.results, {})
        key = (args, tuple(kwargs.items()))
        if key not in known:
            known[key] = compute(context, *args, **kwargs)
        return known[key]

    return computed


def once(results: Results, key: Hashable, compute: Callable[[], T]) -> T:
    """Return an analysis of a scenario, computed again only when newer ones have pushed it out.

    Parameters
    ----------
    results : Results
        What is analysed.
    key : hashable
        Which analysis of which output.
    compute : callable
        Computes it.
    """
    scenario = results.scenario
    whole = (tuple(scenario.assumptions.items()), results.day, scenario.draws, scenario.seed, key)
    kept = _kept.get(whole)
    if kept is not None and kept[0] is results.dossier:
        value: T = kept[1]
        return value
    found = compute()
    _kept[whole] = (results.dossier, found)
    for oldest in list(_kept)[:-_KEPT]:
        # Another session may have taken it away already.
        _kept.pop(oldest, None)
    return found
