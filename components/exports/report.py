"""The stand-alone report: one HTML file that keeps tooltips, tables and theme."""

from __future__ import annotations

import json
import re
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING

from components.drawing.theme import categorical, palette
from components.exports.page import page
from components.exports.references import reference_lines
from components.exports.spec import Spec, fitted, spec_of
from components.exports.stamp import citation, state
from components.figures import build
from components.figures.briefing.words import deadlines, driver_text, lines, main_drivers, question, summary, turn_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.exports.stamp import Stamp
    from components.figures import Context, Figure

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}(?![0-9a-fA-F])")


@dataclass(frozen=True)
class _Section:
    """A figure's part of the report."""

    figure: Figure
    stamp: Stamp
    sources: tuple[str, ...]


def to_report(context: Context, figures: Sequence[tuple[Figure, Stamp]]) -> str:
    """Return the report as one HTML file.

    Parameters
    ----------
    context : Context
        Dossier, scenario and results, in light mode.
    figures : sequence of (Figure, Stamp)
        Built in light mode with the options' defaults, in order.
    """
    dossier, results = context.dossier, context.results
    header = dossier.header
    return page(
        "report.html",
        ["light", "dark"],
        title=question(dossier),
        stamp=f"{header.title} · {state(context)} · Source: {citation(context)}",
        summary=summary(context),
        running=deadlines(dossier, results.day),
        judgements=lines(results),
        drivers=[(item.assumption.name, driver_text(item)) for item in main_drivers(results)],
        turns=turn_texts(results),
        open_points=header.open_points,
        figures=[_Section(figure, stamp, reference_lines(dossier, figure.refs)) for figure, stamp in figures],
        disclaimer=header.disclaimer or "",
        data={
            "figures": {figure.name: _drawn(context, figure) for figure, _ in figures},
            "dark": dark_colours([actor.id for actor in dossier.actors]),
        },
    )


def dark_colours(actors: Sequence[str]) -> dict[str, str]:
    """Return the dark counterpart of every light colour a chart may hold, as ``#RRGGBB``."""
    light, dark = (astuple(palette(mode)) for mode in ("light", "dark"))
    pairs = zip(
        (*light, *categorical(actors, "light").values()), (*dark, *categorical(actors, "dark").values()), strict=True
    )
    return {before.upper(): after for before, after in pairs}


def _drawn(context: Context, figure: Figure) -> dict[str, object]:
    """Return a figure's specification, and the dark counterparts of colours that are its own."""
    spec = fitted(spec_of(figure))
    known = dark_colours([actor.id for actor in context.dossier.actors])
    colours = _colours_in(spec)
    if {colour.upper() for colour in colours} <= known.keys():
        return {"spec": spec, "dark": {}}
    dark = _colours_in(fitted(spec_of(build(figure.name, replace(context, mode="dark")))))
    own = {before.upper(): after for before, after in zip(colours, dark, strict=False) if before.upper() not in known}
    return {"spec": spec, "dark": own}


def _colours_in(spec: Spec) -> list[str]:
    return _COLOUR.findall(json.dumps(spec))
