"""What a figure is, and the registry through which pages and command line build it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from components import wording
from components.dossier.types import Section
from components.drawing.theme import spec
from components.model.memory import remembered

if TYPE_CHECKING:
    import pandas as pd

    from components.dossier import Dossier
    from components.drawing.theme import AnyChart
    from components.figures.context import Context


class FigureError(ValueError):
    """A figure, option or value that does not exist; the message says what to write instead."""


@dataclass(frozen=True, eq=False)
class Figure:
    """A chart with everything that must travel with it.

    Attributes
    ----------
    name : str
        Name in the registry.
    title, subtitle : str
        What is shown; its unit and date.
    description : str
        Text alternative that states the main values.
    chart : alt.Chart or alt.LayerChart
        Themed chart that does not draw the title itself.
    table : pandas.DataFrame
        The data behind the chart, tidy, units in the column names.
    refs : tuple of str
        Sentences, events and sources behind it.
    notes : tuple of str
        What a reader must know to read it rightly.
    """

    name: str
    title: str
    subtitle: str
    description: str
    chart: AnyChart
    table: pd.DataFrame
    refs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def spec(self) -> dict[str, Any]:
        """The chart as a Vega-Lite specification; not to be changed in place."""
        return spec(self.chart)


@dataclass(frozen=True)
class Option:
    """A choice a figure offers, with values that depend on the dossier.

    Attributes
    ----------
    name : str
        Keyword of the builder, and ``--name`` on the command line.
    help : str
        One line for the reader.
    choices : callable
        From the context to the allowed values, in the order they are listed; none at all
        where any text may be given, which the builder then checks.
    default : callable
        From the context to the value taken when none is given.
    """

    name: str
    help: str
    choices: Callable[[Context], Sequence[str]]
    default: Callable[[Context], str]


Builder = Callable[..., Figure]


@dataclass(frozen=True)
class FigureSpec:
    """A registered figure.

    Attributes
    ----------
    name : str
        Name in the registry.
    page : str
        Page that shows it.
    summary : str
        First line of the builder's docstring.
    builder : callable
        ``(context, **options) -> Figure``, or of a still figure ``(sheet, **options) -> Figure``.
    still : bool
        Whether no assumption moves it: it is drawn once for a sheet and its options.
    needs : tuple of str
        Attributes of the dossier that must not be empty.
    options : tuple of Option
        Choices it offers.
    """

    name: str
    page: str
    summary: str
    builder: Builder
    needs: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    still: bool = False

    def missing(self, dossier: Dossier) -> tuple[str, ...]:
        """Return the needed parts that the dossier leaves out."""
        return tuple(need for need in self.needs if _is_empty(getattr(dossier, need)))

    def available(self, dossier: Dossier) -> bool:
        """Say whether the dossier holds everything the figure needs."""
        return not self.missing(dossier)

    def resolve(self, context: Context, given: Mapping[str, str]) -> dict[str, str]:
        """Return a value for every option: the one given, or its default.

        Raises
        ------
        FigureError
            If an option is not the figure's, or a value not among its choices.
        """
        names = [option.name for option in self.options]
        for name in given:
            if name not in names:
                raise FigureError(f"figure {self.name!r} has no option {name!r}{_instead(name, names)}")
        return {option.name: self._value(option, context, given) for option in self.options}

    def _value(self, option: Option, context: Context, given: Mapping[str, str]) -> str:
        if option.name not in given:
            return option.default(context)
        value, choices = given[option.name], option.choices(context)
        if choices and value not in choices:
            raise FigureError(f"{option.name} of figure {self.name!r} cannot be {value!r}{_instead(value, choices)}")
        return value


REGISTRY: dict[str, FigureSpec] = {}


def figure(
    name: str,
    *,
    page: str,
    needs: Sequence[str] = (),
    options: Sequence[Option] = (),
    still: bool = False,
) -> Callable[[Builder], Builder]:
    """Register a builder under a name.

    Parameters
    ----------
    name : str
        Unique name, as the command line and file names spell it.
    page : str
        Page that shows the figure.
    needs : sequence of str
        Attributes of the dossier that must not be empty.
    options : sequence of Option
        Passed to the builder as keyword arguments, each always with a value.
    still : bool
        Whether no assumption moves it; its builder takes a :class:`Sheet` instead of a context.

    Raises
    ------
    ValueError
        If the name is taken.
    """

    def register(builder: Builder) -> Builder:
        if name in REGISTRY:
            raise ValueError(f"two figures are called {name!r}")
        summary = (builder.__doc__ or "").strip().partition("\n")[0]
        drawn = remembered(builder) if still else builder
        REGISTRY[name] = FigureSpec(name, page, summary, drawn, tuple(needs), tuple(options), still)
        return drawn

    return register


def figure_spec(name: str) -> FigureSpec:
    """Return a registered figure.

    Raises
    ------
    FigureError
        If there is none of this name.
    """
    if name not in REGISTRY:
        raise FigureError(f"there is no figure {name!r}{_instead(name, REGISTRY)}")
    return REGISTRY[name]


def build(name: str, context: Context, /, **options: str) -> Figure:
    """Build a registered figure.

    Parameters
    ----------
    name : str
        Name in the registry.
    context : Context
        Dossier, scenario, results and mode.
    **options : str
        The figure's own options; what is left out takes its default.

    Raises
    ------
    FigureError
        If the figure, an option or a value is unknown, or the dossier lacks what
        the figure needs.
    """
    spec = figure_spec(name)
    if missing := spec.missing(context.dossier):
        raise FigureError(f"figure {name!r} needs {', '.join(missing)}, which this dossier leaves out")
    return spec.builder(context.sheet if spec.still else context, **spec.resolve(context, options))


def listed(context: Context) -> str:
    """Return the figures that the dossier has as lines of text, each with its options and their values."""
    lines: list[str] = []
    for item in REGISTRY.values():
        if item.available(context.dossier):
            lines.append(f"{item.name:24} {item.summary}")
            lines += [f"    --{option.name} {'|'.join(option.choices(context)) or 'TEXT'}" for option in item.options]
    return "\n".join(lines)


def _is_empty(part: object) -> bool:
    absent = isinstance(part, Section) and not part.present
    return absent or (isinstance(part, Sized) and len(part) == 0)


def _instead(word: str, known: Iterable[str]) -> str:
    """Return the nearest known word as a suggestion, or else all of them."""
    names = list(known)
    return wording.did_you_mean(word, names) or (f"; choose from {', '.join(names)}" if names else "")
