"""A figure as one HTML file that works offline: chart, table, stamp and text alternative."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from html import escape
from string import Template
from typing import TYPE_CHECKING

import pandas as pd
import vl_convert

from components.drawing.theme import FONT, Palette, palette
from components.exports.spec import fitted, mode_of, spec_of
from components.exports.typeset import BOLD, REGULAR, font_file, printable

if TYPE_CHECKING:
    from components.exports.stamp import Stamp
    from components.figures.core import Figure

# The policy forbids every load from outside, and evaluation of text as code.
_PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
script-src 'unsafe-inline'; style-src 'unsafe-inline'; font-src data:; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="$mode">
<title>$title</title>
<style>
$fonts
$style
</style>
</head>
<body>
<main>
<h1>$title</h1>
<p class="muted">$subtitle</p>
<figure>
<div id="chart" role="img" aria-label="$description"></div>
<noscript><p>The chart needs JavaScript; the words and the data below say the same.</p></noscript>
<figcaption class="muted">$stamp</figcaption>
</figure>
<h2>In words</h2>
<p>$description</p>
<details>
<summary>Data</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Data">$table</div>
</details>
</main>
<script type="application/json" id="spec">$spec</script>
<script>$library</script>
<script>
const spec = JSON.parse(document.getElementById("spec").textContent);
vegaEmbed("#chart", spec, {actions: false, renderer: "svg", ast: true});
</script>
</body>
</html>
""")

_STYLE = Template("""body { margin: 0; background: $background; color: $ink; font: 16px/1.45 $font; }
main { max-width: 960px; margin: 0 auto; padding: 24px 16px; overflow-wrap: anywhere; }
h1 { font-size: 24px; font-weight: 600; line-height: 1.2; margin: 0 0 4px; }
h2 { font-size: 18px; font-weight: 600; }
p, figure { margin: 0 0 16px; }
#chart, .chart { width: 100%; overflow-x: auto; }
figcaption { border-top: 1px solid $grid; padding-top: 8px; font-size: 14px; }
figcaption p { margin: 0; }
.muted { color: $muted; }
summary { cursor: pointer; font-weight: 600; }
.scroll { overflow-x: auto; margin-top: 8px; }
table { border-collapse: collapse; font-size: 14px; overflow-wrap: normal; }
th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid $grid; text-align: left; vertical-align: top; }""")


def to_html(figure: Figure, stamp: Stamp) -> str:
    """Return the figure as a stand-alone page in the mode it was built in."""
    spec = spec_of(figure)
    mode = mode_of(spec)
    return _PAGE.substitute(
        mode=mode,
        title=html_text(figure.title),
        subtitle=html_text(figure.subtitle),
        description=html_text(figure.description),
        stamp="".join(f"<p>{html_text(line)}</p>" for line in stamp.lines()),
        table=html_table(figure.table),
        spec=inline_json(fitted(spec)),
        fonts=fonts(),
        style=_style(palette(mode)),
        library=library(),
    )


def html_text(text: str) -> str:
    """Return text as it may stand in a page."""
    return escape(printable(text))


def html_table(table: pd.DataFrame) -> str:
    """Return a figure's table as HTML."""
    with pd.option_context("display.max_colwidth", None):
        return printable(table.to_html(index=False, border=0, na_rep="", escape=True))


def inline_json(value: object) -> str:
    """Return JSON that cannot end the script element it stands in."""
    return json.dumps(value, allow_nan=False).replace("<", "\\u003c")


def _style(colours: Palette) -> str:
    return _STYLE.substitute(
        background=colours.background, ink=colours.ink, muted=colours.muted, grid=colours.grid, font=FONT
    )


def page_style() -> str:
    """Return the pages' rules with their colours left to the variables ``--ink``, ``--muted`` …."""
    names = ("background", "ink", "muted", "grid")
    return _STYLE.substitute({name: f"var(--{name})" for name in names}, font=FONT)


@cache
def fonts() -> str:
    """Return the family's faces as CSS that holds the fonts themselves."""
    faces = {400: REGULAR, 600: BOLD}
    return "\n".join(
        f'@font-face {{ font-family: "Source Sans Pro"; font-weight: {weight}; '
        f"src: url(data:font/ttf;base64,{b64encode(font_file(face).read_bytes()).decode()}); }}"
        for weight, face in faces.items()
    )


@cache
def library() -> str:
    """Return Vega, Vega-Lite and Vega-Embed as one script."""
    return vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
