"""What is done once, before the first visitor: everything is imported, the dossier read and evaluated."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Final

import anyio.to_thread

from components import ui
from components.dossier import Dossier, DossierError
from components.dossier.places import default
from components.figures import Context, build
from components.figures.core import REGISTRY
from components.model import Scenario, evaluate
from components.ui import state

if TYPE_CHECKING:
    import streamlit as st

SCRIPT: Final = Path(ui.__file__).with_name("script.py")
"""The script that makes the pages."""


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Make ready before the server answers; a broken dossier is told by the page that lists its problems."""
    await anyio.to_thread.run_sync(_make_ready)
    # Streamlit collects garbage after every run of the script. What stands now stays, and need not be gone through
    # each time, which takes longer than the run itself.
    gc.collect()
    gc.freeze()
    yield


def dossier() -> Dossier:
    """Return the dossier that is served.

    Raises
    ------
    DossierError
        If it cannot be used.
    """
    return state.load_dossier(default())


def _make_ready() -> None:
    # At once and by one thread: two first visits at the same time would each wait for half of the other's imports.
    for module in walk_packages(ui.__path__, f"{ui.__name__}."):
        if module.name != f"{ui.__name__}.{SCRIPT.stem}":
            import_module(module.name)
    try:
        found = dossier()
    except DossierError:
        return
    context = Context(found, Scenario(), evaluate(found, Scenario()))
    for name, spec in REGISTRY.items():
        if spec.available(found) and spec.still:
            build(name, context)
    _ = dict(context.results.outputs), context.results.packages
