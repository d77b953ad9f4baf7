"""The cases in which every figure is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from components.dossier import Dossier, load
from components.figures import REGISTRY, Context, Figure, FigureError, build
from components.model import Results, Scenario, evaluate
from components.model.entries import entries

ROOT = Path(__file__).resolve().parents[2]
DOSSIERS = {"builtin": ROOT / "data", "river": ROOT / "tests/dossiers/river"}

Mode = Literal["light", "dark"]

OWN = "own"
"""A choice, and the option that says what it consists of."""
FEW = 3
"""Choices of an option up to which each is drawn; of more, the second and the last."""
DRAWS = 256


@dataclass(frozen=True)
class Case:
    """One way to draw a figure.

    Attributes
    ----------
    name : str
        As the committed file calls it.
    mode : {"light", "dark"}
    extreme : bool
        Whether assumptions stand in turn at the top and the bottom of their ranges.
    later : bool
        Whether one looks from the last day on which something became known.
    options : tuple of (str, str)
        Choices other than the default.
    """

    name: str
    mode: Mode = "light"
    extreme: bool = False
    later: bool = False
    options: tuple[tuple[str, str], ...] = ()


DEFAULT = Case("default")
EVERYWHERE = (
    DEFAULT,
    Case("extreme", extreme=True),
    Case("later", later=True),
    # Ghosts too have a colour for dark mode.
    Case("dark, extreme", mode="dark", extreme=True),
)


def pairs() -> list[tuple[str, str]]:
    """Return every dossier with every figure it can show."""
    return [
        (dossier, figure)
        for dossier in DOSSIERS
        for figure, spec in sorted(REGISTRY.items())
        if spec.available(dossier_of(dossier))
    ]


def drawings(dossier: str, figure: str) -> Iterator[tuple[Case, Figure]]:
    """Draw a figure in each of its cases, the default one first."""
    for case in EVERYWHERE:
        yield case, draw(dossier, figure, case)
    here, spec = context(dossier), REGISTRY[figure]
    choices = {option.name: _choices(here, option.name, list(option.choices(here))) for option in spec.options}
    for option in spec.options:
        for value in choices[option.name]:
            if value != option.default(here):
                yield from _chosen(dossier, figure, option.name, value, choices)


def draw(dossier: str, figure: str, case: Case = DEFAULT) -> Figure:
    """Build a figure in one of its cases."""
    return build(figure, context(dossier, case.mode, case.extreme, case.later), **dict(case.options))


def context(dossier: str, mode: Mode = "light", extreme: bool = False, later: bool = False) -> Context:
    """Return what a figure is computed from; the model is run once for each."""
    results = _results(dossier, extreme, later)
    return Context(results.dossier, results.scenario, results, mode)


@cache
def dossier_of(name: str) -> Dossier:
    """Load a dossier, once."""
    return load(DOSSIERS[name])


@cache
def _results(name: str, extreme: bool, later: bool) -> Results:
    dossier = dossier_of(name)
    ends = {
        item.id: item.range.min if number % 2 else item.range.max for number, item in enumerate(dossier.assumptions)
    }
    known = [event.known_on for event in dossier.timeline.events] if dossier.timeline else []
    last = max(known, default=None) if later else None
    return evaluate(dossier, Scenario(ends if extreme else {}, as_of=last, draws=DRAWS))


def _choices(here: Context, name: str, offered: list[str]) -> list[str]:
    """Return the choices to draw: of a short list all, of a long one two, of free text an example."""
    if not offered:
        return [typed(here.dossier)[name]] if name != OWN else []
    return offered if len(offered) <= FEW else [offered[1], offered[-1]]


def typed(dossier: Dossier) -> dict[str, str]:
    """Return an example for each option that takes any text."""
    first = dossier.assumptions[0]
    regions = dossier.regions.regions if dossier.regions else ()
    sides = dossier.regions.sides if dossier.regions else ()
    land = f"{regions[0].id}~{sides[0].id}~" if regions and sides else ""
    own = f"{land}{dossier.issues[0].id}~60~My option"
    (low, high), second = (first.range.min, first.range.max), dossier.assumptions[1]
    cell = next(iter(entries(dossier)))
    analysts = f"Ada: {first.id}={high:g}, {cell}=30; Bo: {first.id}={low:g}, {second.id}={second.range.max:g}"
    sets = f"High: {first.id}={first.range.max:g}"
    return {"target": "80", OWN: own, "sets": sets, "analysts": analysts, "weights": "3~1"}


def _chosen(
    dossier: str, figure: str, name: str, value: str, choices: dict[str, list[str]]
) -> Iterator[tuple[Case, Figure]]:
    """Draw a choice, if need be with another one: a reading can be drawn only of an option that has it."""
    own = {OWN: typed(dossier_of(dossier))[OWN]} if value == OWN else {}
    others = ({other: choice} for other in choices if other != name for choice in choices[other])
    for more in ({}, *others):
        given = {**more, name: value, **own}
        case = Case(", ".join(f"{key}={word}" for key, word in given.items()), options=tuple(given.items()))
        with suppress(FigureError):
            yield case, draw(dossier, figure, case)
            return
