"""The briefing pack: a ZIP of figures, report, deck, scenario, manifest and README; the same state, the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from components.aside import helpers
from components.drawing.raster import png
from components.exports.deck import Slide, to_deck
from components.exports.manifest import NAME, manifest_json
from components.exports.page import library
from components.exports.picture import extent, to_svg
from components.exports.report import to_report
from components.exports.scenario import scenario_yaml
from components.exports.stamp import citation, file_name, slug_of, stamp_of, state, to_text
from components.exports.story import STORY
from components.exports.tables import to_csv
from components.figures import REGISTRY, FigureError, FigureSpec, build
from components.figures.briefing.words import lines, question, sentence, summary
from components.files import zipped

if TYPE_CHECKING:
    from components.exports.stamp import Stamp
    from components.figures import Context, Figure

Tell = Callable[[float, str], None]
"""Told how far the pack is, 0–1, and what is made next."""

_SLIDE = 720
"""Width of a chart of the story on its slide, in pixels."""
_PAGES = ("briefing", "actors", "concessions", "ultimatum", "assumptions", "evidence")
"""Order in which figures stand, by their page. What a reader brings to the Workbench is no part of a brief."""


def figure_names(context: Context) -> tuple[str, ...]:
    """Return the figures that can be made of a dossier, in the order of the pages."""
    specs = sorted(
        (spec for spec in REGISTRY.values() if spec.page in _PAGES), key=lambda spec: _PAGES.index(spec.page)
    )
    return tuple(spec.name for spec in specs if _has_ground(spec, context))


def _has_ground(spec: FigureSpec, context: Context) -> bool:
    """Say whether the dossier has what a figure needs, and something to choose for each of its options."""
    if not spec.available(context.dossier):
        return False
    try:
        spec.resolve(context, {})
    except FigureError:
        return False
    return True


def _built(name: str, context: Context, silent: dict[str, str]) -> Figure | None:
    """Return a figure, or note why nothing can be shown on the day asked for."""
    try:
        return build(name, context)
    except FigureError as error:
        if name not in REGISTRY or not _has_ground(REGISTRY[name], context):
            raise
        silent[name] = str(error)
        return None


def make_pack(context: Context, names: Sequence[str] | None = None, tell: Tell | None = None) -> bytes:
    """Return a pack, a ZIP.

    Parameters
    ----------
    context : Context
        Dossier, scenario and results; colours are light whatever its mode.
    names : sequence of str, optional
        Figures to put in; all that the dossier has where left out.
    tell : callable, optional
        Told before each step.

    Raises
    ------
    FigureError
        If there is no such figure, or the dossier lacks what it needs.
    """
    context = replace(context, mode="light")
    chosen = figure_names(context) if names is None else tuple(dict.fromkeys(names))
    tell = tell or (lambda _share, _text: None)
    steps = len(chosen) + 2
    files: dict[str, bytes] = {}
    made: list[tuple[Figure, Stamp]] = []
    silent: dict[str, str] = {}
    drawn: list[tuple[str, Future[bytes]]] = []
    told: dict[str, tuple[str, Future[bytes]]] = {}
    library()  # Before this process has grown: a second one does it.
    # Rasterising holds the interpreter: another process does it while this one draws the next figure and the report.
    with helpers(png, 1) as rasterised:
        for number, name in enumerate(chosen):
            tell(number / steps, name)
            figure = _built(name, context, silent)
            if figure is None:
                continue
            stamp = stamp_of(context, figure)
            svg = to_svg(figure, stamp)
            made.append((figure, stamp))
            drawn.append((svg, rasterised(svg)))
            if name in STORY:
                # Narrower, so that its letters are larger beside the words on a slide.
                large = to_svg(figure, stamp, _SLIDE)
                told[name] = large, rasterised(large)
            files[f"figures/{file_name(stamp, 'svg')}"] = svg.encode()
            files[f"figures/{file_name(stamp, 'txt')}"] = to_text(figure, stamp).encode()
            files[f"figures/{file_name(stamp, 'csv')}"] = to_csv(figure.table)
        tell(len(chosen) / steps, "report")
        files["report.html"] = to_report(context, made).encode()
        slides = [
            Slide(figure, stamp, told[name][1].result(), extent(told[name][0]), said(context))
            for name, said in STORY.items()
            for figure, stamp in made
            if figure.name == name
        ]
        for (figure, stamp), (svg, picture) in zip(made, drawn, strict=True):
            files[f"figures/{file_name(stamp, 'png')}"] = picture.result()
            if figure.name not in STORY:
                slides.append(Slide(figure, stamp, picture.result(), extent(svg)))
    tell((len(chosen) + 1) / steps, "slides")
    files["slides.pptx"] = _settled(to_deck(context, slides))
    files["scenario.yaml"] = scenario_yaml(context.dossier, context.scenario).encode()
    files["README.txt"] = _readme(context, made, silent).encode()
    files[NAME] = manifest_json(context.results, files).encode()
    return zipped(files)


def pack_name(context: Context) -> str:
    """Return ``dossier_briefing_date.zip``."""
    return f"{slug_of(context.dossier.slug)}_briefing_{context.scenario.day(context.dossier).isoformat()}.zip"


def _settled(package: bytes) -> bytes:
    """Return an Office file, which is a ZIP too, without the time of its making."""
    with ZipFile(BytesIO(package)) as old:
        return zipped({item.filename: old.read(item) for item in old.infolist()})


def _readme(context: Context, made: Sequence[tuple[Figure, Stamp]], silent: Mapping[str, str]) -> str:
    header = context.dossier.header
    parts = [
        f"{header.title}: briefing pack",
        question(context.dossier),
        state(context),
        f"Dossier version {context.dossier.version}. Source: {citation(context)}",
        "WHAT IS LIKELY NOW",
        summary(context),
        *(f"- {sentence(line)}" for line in lines(context.results)),
        "FILES",
        "report.html    everything on one page, works offline\n"
        "slides.pptx    eight slides that tell the story, the rest as appendix; sources in the notes\n"
        "scenario.yaml  the assumptions; loads again:\n"
        "               python -m components.cli evaluate --scenario scenario.yaml\n"
        "               python -m components.cli pack --scenario scenario.yaml -o pack.zip\n"
        "manifest.json  what all was made from, and every number; made again and compared:\n"
        "               python -m components.cli verify pack.zip\n"
        "figures/       each figure as PNG, SVG and CSV (UTF-8; units in the column names), and in words (TXT)",
        "FIGURES",
        *(f"- {figure.title} ({figure.subtitle})\n  {file_name(stamp, 'png')}" for figure, stamp in made),
        *(["NOT MADE", *(f"- {name}: {why}" for name, why in silent.items())] if silent else []),
        *([header.disclaimer] if header.disclaimer else []),
    ]
    return "\n\n".join(parts) + "\n"
