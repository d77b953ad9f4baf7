"""A figure as one HTML file that works offline: chart, table, stamp and text alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.exports.page import page
from components.exports.spec import fitted, mode_of, spec_of

if TYPE_CHECKING:
    from components.exports.stamp import Stamp
    from components.figures.core import Figure


def to_html(figure: Figure, stamp: Stamp) -> str:
    """Return the figure as a stand-alone page in the mode it was built in."""
    spec = spec_of(figure)
    return page("figure.html", [mode_of(spec)], title=figure.title, figure=figure, stamp=stamp, data=fitted(spec))
