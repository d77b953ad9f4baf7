"""Pixels from vectors. Kept apart and light, so that a process of its own can do it beside the rest."""

from __future__ import annotations

from functools import cache

import vl_convert
from font_source_sans_pro import font_directory


@cache
def register_fonts() -> None:
    """Make the family known to the converter, once per process."""
    vl_convert.register_font_directory(font_directory)


def png(svg: str) -> bytes:
    """Return an SVG as PNG at twice its size, for screens and slides."""
    register_fonts()
    return vl_convert.svg_to_png(svg, scale=2)
