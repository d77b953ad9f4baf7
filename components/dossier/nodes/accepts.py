"""The chance that an option is taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final, Literal

from pydantic import Field

from components.dossier.nodes.base import Derived, Draw, Floats, Input, Measure, Role, listed
from components.dossier.nodes.links import Anchor
from components.dossier.types import Id

ALL: Final = "all"
"""Who must agree, together."""


class AcceptsNode(Derived):
    """How often one actor, or all who must agree, would rather take an option than go on without a deal.

    With ``all`` the option's gate counts too; without, it is what the actor would take if it were offered.
    """

    kind: Literal["accepts"]
    option: Id
    by: Id
    anchor: Anchor | None = None
    through: tuple[Id, ...] = Field(default=(), exclude=True)
    """What acceptance is computed from, as other files say: filled in when the dossier is loaded."""

    formula: ClassVar[str] = "expit((worth of the option − worth of no deal) / tolerance)"
    measure: ClassVar[Measure] = Measure.PROBABILITY
    is_output: ClassVar[bool] = True

    @property
    def together(self) -> bool:
        """Whether all who must agree are meant."""
        return self.by == ALL

    def given(self) -> Iterator[Input]:
        """Yield what moves expectations and costs, the gate, and other acceptances that fix a cost."""
        yield from listed("option", self.through, Role.ANY, 0)

    def value(self, draw: Draw) -> Floats:
        """Return the chance in each draw."""
        return draw.acceptance(self.option, self.by)

    @property
    def origin(self) -> Anchor | None:
        """Its anchor: a constant in points of the actor's cost."""
        return self.anchor
