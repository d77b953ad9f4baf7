"""An HTML page that works offline, from a template: the rules all of them share."""

from __future__ import annotations

import subprocess
import sys
from base64 import b64encode
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from components.drawing.theme import FONT, Mode, palette
from components.exports.typeset import BOLD, REGULAR, font_file, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

_BUNDLE = "import vl_convert; print(vl_convert.javascript_bundle('window.vegaEmbed = vegaEmbed;'), end='')"
_COLOURS = ("background", "surface", "ink", "muted", "grid", "accent")


def page(template: str, modes: Sequence[Mode], **values: object) -> str:
    """Return a page.

    Whatever a template writes is escaped and loses the characters that HTML cannot hold; a name it does not
    know is an error.

    Parameters
    ----------
    template : str
        File in ``templates/`` that extends ``base.html``.
    modes : sequence of {"light", "dark"}
        Modes the page has colours for; it starts in the first.
    **values : object
        What the template names, ``title`` (str) and ``data`` (what its script reads, as JSON) among them.
    """
    schemes = {mode: {name: getattr(palette(mode), name) for name in _COLOURS} for mode in modes}
    return _templates().get_template(template).render(schemes=schemes, **values)


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("components.exports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["html_table"] = _html_table
    templates.policies["json.dumps_kwargs"] = {"allow_nan": False}
    templates.globals |= {"font": FONT, "faces": _faces(), "library": library}
    return templates


def _finalized(value: Any) -> Any:
    """Leave out of text what a page cannot hold; what is markup already was made so here."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _html_table(table: pd.DataFrame) -> Markup:
    with pd.option_context("display.max_colwidth", None):
        # pandas escapes the cells and the names of columns itself.
        return Markup(printable(table.to_html(index=False, border=0, na_rep="", escape=True)))  # noqa: S704


def _faces() -> dict[int, str]:
    """Return the family's font files by weight, as base64."""
    faces = {400: REGULAR, 600: BOLD}
    return {weight: b64encode(font_file(face).read_bytes()).decode() for weight, face in faces.items()}


@cache
def library() -> str:
    """Return Vega, Vega-Lite and Vega-Embed as one script."""
    # It leaves 80 MB in the process that does it. Not by multiprocessing, which would run the script of a page again.
    command = [sys.executable, "-I", "-X", "utf8", "-c", _BUNDLE]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout  # noqa: S603 - our own
