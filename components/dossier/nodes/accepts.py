"""The chance that an option is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Literal, Self

from pydantic import PrivateAttr, model_validator

from components.dossier.nodes.base import Derived, Input, Measure, Role, listed
from components.dossier.nodes.links import Anchor
from components.dossier.types import Id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from components.dossier.nodes.draw import Draw, Floats

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
    _through: tuple[Id, ...] = PrivateAttr(default=())

    formula: ClassVar[str] = "expit((worth of the option − worth of no deal) / tolerance)"
    measure: ClassVar[Measure] = Measure.PROBABILITY
    is_output: ClassVar[bool] = True

    @model_validator(mode="after")
    def _anchored_alone(self) -> Self:
        if self.anchor and self.anchor.source:
            raise ValueError("its anchor names no assumption (from); write word or value")
        if self.together and self.is_anchored:
            raise ValueError("an anchor fixes what no deal costs one actor; anchor that actor's own acceptance instead")
        return self

    @property
    def through(self) -> tuple[Id, ...]:
        """What acceptance is computed from, as other files say; nothing before :meth:`computed_from`."""
        return self._through

    def computed_from(self, through: Iterable[Id]) -> AcceptsNode:
        """Return the node with what its acceptance is computed from."""
        node = AcceptsNode.model_construct(self.model_fields_set, **dict(self))
        node._through = tuple(dict.fromkeys(through))  # noqa: SLF001 - no field: it cannot be written
        return node

    @property
    def is_anchored(self) -> bool:
        """Whether a word or a value says how often the option is taken."""
        return self.anchor is not None and (self.anchor.word is not None or self.anchor.value is not None)

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
