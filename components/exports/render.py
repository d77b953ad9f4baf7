"""A figure as bytes in any of the export formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, assert_never, get_args

from components.exports.html import to_html
from components.exports.picture import to_pdf, to_png, to_svg
from components.exports.spec import vega_lite
from components.exports.tables import to_csv

if TYPE_CHECKING:
    from components.exports.stamp import Stamp
    from components.figures.core import Figure

Format = Literal["png", "svg", "pdf", "csv", "json", "html"]

FORMATS: Final = get_args(Format)

MEDIA_TYPES: Final[dict[Format, str]] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "json": "application/json",
    "html": "text/html",
}


def render(figure: Figure, stamp: Stamp, fmt: Format) -> bytes:
    """Return the stamped figure as a file's content.

    Parameters
    ----------
    figure : Figure
        Built in the mode the file should have (light unless asked).
    stamp : Stamp
        Title, citation, as-of date, changes and permalink the file carries.
    fmt : {"png", "svg", "pdf", "csv", "json", "html"}
        Format of the file.
    """
    match fmt:
        case "png":
            return to_png(figure, stamp)
        case "svg":
            return to_svg(figure, stamp).encode()
        case "pdf":
            return to_pdf(figure, stamp)
        case "csv":
            return to_csv(figure.table, stamp)
        case "json":
            return vega_lite(figure, stamp)
        case "html":
            return to_html(figure, stamp).encode()
        case _:
            assert_never(fmt)
