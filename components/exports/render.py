"""A figure as bytes in any of the export formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from components.exports.html import to_html
from components.exports.picture import to_pdf, to_png, to_slide, to_svg
from components.exports.spec import vega_lite
from components.exports.stamp import to_text
from components.exports.tables import to_csv, to_zip

if TYPE_CHECKING:
    from components.exports.stamp import Stamp
    from components.figures.core import Figure


@dataclass(frozen=True)
class Format:
    """An export format: how readers call it, its media type, and what writes it."""

    label: str
    media_type: str
    write: Callable[[Figure, Stamp], bytes]


FORMATS: Final[Mapping[str, Format]] = {
    "png": Format("PNG", "image/png", to_png),
    "slide.png": Format("PNG, slide 16:9", "image/png", to_slide),
    "svg": Format("SVG", "image/svg+xml", lambda figure, stamp: to_svg(figure, stamp).encode()),
    "pdf": Format("PDF", "application/pdf", to_pdf),
    "csv": Format("CSV, data alone", "text/csv", lambda figure, _: to_csv(figure.table)),
    "zip": Format("CSV with notes", "application/zip", to_zip),
    "txt": Format("Text", "text/plain", lambda figure, stamp: to_text(figure, stamp).encode()),
    "json": Format("Vega-Lite", "application/json", vega_lite),
    "html": Format("HTML", "text/html", lambda figure, stamp: to_html(figure, stamp).encode()),
}
"""By the ending of the file's name."""


def render(figure: Figure, stamp: Stamp, fmt: str) -> bytes:
    """Return the stamped figure as a file's content.

    Parameters
    ----------
    figure : Figure
        Built in the mode the file should have (light unless asked).
    stamp : Stamp
        Title, citation, as-of date, changes and permalink the file carries.
    fmt : str
        One of `FORMATS`.
    """
    return FORMATS[fmt].write(figure, stamp)
