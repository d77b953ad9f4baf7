"""A probability that links move on the odds."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import model_validator

from components.dossier.nodes.base import Input, Measure, Node, Role, linked
from components.dossier.nodes.draw import Draw, Floats, Scale
from components.dossier.nodes.factors import factor
from components.dossier.nodes.links import Anchor, OddsLink
from components.dossier.types import Band

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class ProbabilityNode(Node):
    """A probability that starts at a band of its own or at an assumption."""

    kind: Literal["probability"]
    default: Band | None = None
    anchor: Anchor | None = None
    links: tuple[OddsLink, ...] = ()

    formula: ClassVar[str] = "expit(logit(own draw) + Σ ln(odds) · z)"
    measure: ClassVar[Measure] = Measure.PROBABILITY
    is_output: ClassVar[bool] = True
    is_parent: ClassVar[bool] = True

    @model_validator(mode="after")
    def _one_start(self) -> Self:
        if bool(self.default) == bool(self._source):
            raise ValueError("needs either default: {p10, p50, p90} or anchor: {from: an assumption}, and not both")
        if self.default is not None and not self.default.within(0, 1):
            raise ValueError("a probability lies between 0 and 1; write 0.45, not 45")
        return self

    @property
    def _source(self) -> str:
        """The assumption it starts at; empty where it starts at its default."""
        return self.origin.source or ""

    def given(self) -> Iterator[Input]:
        """Yield the assumption it starts at, where there is one, and the parents of its links."""
        if self._source:
            yield Input("anchor", self._source, Role.ASSUMED_CHANCE, 1, ("from",))
        yield from linked(self.links)

    def value(self, draw: Draw) -> Floats:
        """Return the start with its odds multiplied; exact at 0 and 1, where a logit is not finite."""
        start = draw.start(self.id) if self.default else draw[self._source]
        odds = start * factor(draw.shift(self.links) + draw.constant(self.id))
        return odds / (odds + (1 - start))

    @property
    def start(self) -> Band | None:
        """Its default; none where it starts at an assumption."""
        return self.default

    @property
    def drawn(self) -> Band | None:
        """Its default; none where it starts at an assumption."""
        return self.default

    @property
    def worded(self) -> Band | None:
        """Its default."""
        return self.default

    @property
    def origin(self) -> Anchor:
        """Its anchor."""
        return self.anchor or Anchor()

    def scale(self, known: Mapping[str, Scale]) -> Scale:
        """Return its default band, or the scale of the assumption it starts at; 0 to 1 for a band without width."""
        if self.default is None:
            return known[self._source]
        return Scale(self.default.p50, self.default.width or 1.0)
