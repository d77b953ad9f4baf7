"""Figures: a dossier's results as chart, table and words.

A package a page; every module registers its figures when it is imported.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

from components.figures.context import Context
from components.figures.core import REGISTRY, Figure, FigureError, FigureSpec, Option, build, figure, figure_spec

__all__ = ["REGISTRY", "Context", "Figure", "FigureError", "FigureSpec", "Option", "build", "figure", "figure_spec"]

for _module in walk_packages(__path__, f"{__name__}."):
    import_module(_module.name)
