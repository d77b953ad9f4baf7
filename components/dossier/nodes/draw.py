"""What a node may ask while it is computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.dossier.nodes.links import Link

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Scale:
    """Default band against which a value is standardised: z = (x − p50) / (p90 − p10)."""

    p50: float
    width: float

    def z(self, value: Floats) -> Floats:
        """Standardised value: 0 at the default, 1 across the whole band."""
        return (value - self.p50) / self.width


class Draw(Protocol):
    """What a node may ask while it is computed; all arrays broadcast together."""

    def __getitem__(self, key: str) -> Floats:
        """Value of an assumption or node, in its own unit."""

    def share(self, key: str) -> Floats:
        """Value as a share, 0–1, of the most that the quantity can be."""

    def start(self, node: str) -> Floats:
        """Own level of a node, drawn from its band."""

    def shift(self, links: Sequence[Link]) -> Floats:
        """Sum of the links' effects, each times its parent's standardised value."""

    def constant(self, node: str) -> float:
        """Constant that is added to a node's logarithm so that it meets its anchor."""

    def kept(self, node: str, years: Floats) -> Floats:
        """Chance that a date announced for a node falls within so many years and is kept."""

    def acceptance(self, option: str, by: str) -> Floats:
        """Chance that an actor, or with ``all`` every veto player and the gate, takes an option."""
