"""Components of our own: HTML, CSS and JavaScript in files beside the code that shows them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


def component(name: str, module: str, *scripts: str, is_apart: bool = True) -> ComponentRenderer:
    """Return what shows a component.

    Parameters
    ----------
    name : str
        Of the component, and of its files.
    module : str
        File of the code that shows it; the others stand in its folder.
    *scripts : str
        Names of its scripts, joined in this order; the one of its name where left out.
    is_apart : bool
        Whether its styles hold for it alone, and the page's do not hold for it.
    """
    here = Path(module).parent

    def text(ending: str, file: str = name) -> str:
        return (here / f"{file}.{ending}").read_text("utf-8")

    return st.components.v2.component(
        f"parley.{name}",
        html=text("html"),
        css=text("css"),
        js="\n".join(text("js", script) for script in scripts or (name,)),
        isolate_styles=is_apart,
    )
