"""Figures: a dossier's results as chart, table and words.

Every module of this package registers its figures when it is imported.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from components.figures.core import REGISTRY, Context, Figure, FigureError, FigureSpec, Option, build, figure

__all__ = ["REGISTRY", "Context", "Figure", "FigureError", "FigureSpec", "Option", "build", "figure"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
