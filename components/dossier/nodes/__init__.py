"""Kinds of nodes of the causal network, one a module: the record, and all that the rest of the code asks of it.

Every module of this package registers its kind when it is imported.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from components.dossier.nodes.base import KINDS, Input, Measure, Node, Role, Sign, direction, wanted
from components.dossier.nodes.draw import Draw, Floats, Scale
from components.dossier.nodes.links import Link

__all__ = [
    "KINDS",
    "Draw",
    "Floats",
    "Input",
    "Link",
    "Measure",
    "Node",
    "NodeRecord",
    "Role",
    "Scale",
    "Sign",
    "direction",
    "wanted",
]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

if TYPE_CHECKING:
    NodeRecord = Node
else:
    NodeRecord = Annotated[Union[tuple(KINDS.values())], Field(discriminator="kind")]  # noqa: UP007
    """A node as ``network.yaml`` holds it: its ``kind`` says which record it is."""
