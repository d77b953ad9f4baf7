"""An index from 0 to 100."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, Self

import numpy as np
from pydantic import model_validator

from components.dossier.nodes.base import Input, Measure, Node, linked
from components.dossier.nodes.draw import Draw, Floats, Scale
from components.dossier.nodes.links import Anchor, PointsLink
from components.dossier.types import Band

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class IndexNode(Node):
    """An index that links move by points."""

    kind: Literal["index"]
    default: Band
    anchor: Anchor | None = None
    links: tuple[PointsLink, ...] = ()

    formula: ClassVar[str] = "clip(own draw + Σ points · z, 0, 100)"
    measure: ClassVar[Measure] = Measure.INDEX
    is_output: ClassVar[bool] = True
    is_parent: ClassVar[bool] = True

    @model_validator(mode="after")
    def _on_scale(self) -> Self:
        if not self.default.within(0, 100):
            raise ValueError("an index runs from 0 to 100; its default lies outside")
        if self.origin.source or self.origin.word or self.origin.value is not None:
            raise ValueError("an index is no probability: its anchor takes refs, basis and note only")
        return self

    def given(self) -> Iterator[Input]:
        """Yield the parents of its links."""
        yield from linked(self.links)

    def value(self, draw: Draw) -> Floats:
        """Return its own draw moved by the links, held within the scale."""
        return np.asarray(np.clip(draw.start(self.id) + draw.shift(self.links), 0, 100))

    @property
    def start(self) -> Band:
        """Its default."""
        return self.default

    @property
    def drawn(self) -> Band:
        """Its default."""
        return self.default

    @property
    def worded(self) -> None:
        """None: an index is no probability."""

    @property
    def origin(self) -> Anchor:
        """Its anchor."""
        return self.anchor or Anchor()

    def scale(self, known: Mapping[str, Scale]) -> Scale:  # noqa: ARG002
        """Return its default band; the whole scale where that has no width."""
        return Scale(self.default.p50, self.default.width or 100.0)
