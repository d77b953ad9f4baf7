"""Shapes of ``assumptions.yaml`` and ``network.yaml``: what can be moved and what follows from it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from components.dossier.types import Band, Basis, Grounded, Id, Record, Refs, Text


class Range(Record):
    """Where a slider starts, ends, and how it steps."""

    min: float
    max: float
    step: float = Field(gt=0)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.min < self.max:
            raise ValueError(f"needs min < max, but has {self.min:g} and {self.max:g}")
        return self


class FromBaseRate(Record):
    """A default taken from the record of past deadlines."""

    base_rate: Id


def _default_shape(value: Any) -> str:
    # Choosing the shape first keeps an error about that shape alone.
    from_record = isinstance(value, FromBaseRate) or (isinstance(value, dict) and "base_rate" in value)
    return "base_rate" if from_record else "band"


class Assumption(Grounded):
    """A quantity somebody may move."""

    id: Id
    label: Text
    short: str | None = None
    meaning: str | None = None
    unit: Text
    range: Range
    default: Annotated[
        Annotated[Band, Tag("band")] | Annotated[FromBaseRate, Tag("base_rate")], Discriminator(_default_shape)
    ]
    tier: Literal["core", "advanced"] = "core"
    group: Id | None = None
    signs: dict[Id, Literal[-1, 0, 1]] = Field(default_factory=dict)
    """Output node → direction the source gives it (0: ambiguous, not to be tested)."""

    @property
    def name(self) -> str:
        """The short label where there is one."""
        return self.short or self.label

    @model_validator(mode="after")
    def _inside_range(self) -> Self:
        if isinstance(self.default, Band) and not self.default.within(self.range.min, self.range.max):
            raise ValueError(
                f"default runs from {self.default.low:g} to {self.default.high:g}, outside the range "
                f"{self.range.min:g} to {self.range.max:g}; widen the range or narrow the default"
            )
        return self


class Link(Grounded):
    """What a parent does to a node across the parent's whole default band."""

    parent: Id = Field(alias="from")


class PointsLink(Link):
    """Adds points to an index."""

    points: float


class OddsLink(Link):
    """Multiplies the odds of a probability."""

    odds: float = Field(gt=0)


class TimesLink(Link):
    """Multiplies a rate."""

    times: float = Field(gt=0)


class Anchor(Record):
    """Why a node starts where it does: a probability word, a record, a judgement, or another assumption."""

    word: Id | None = None
    source: Id | None = Field(default=None, alias="from")
    basis: Basis | None = None
    refs: Refs = ()
    note: str | None = None


class _Node(Record):
    id: Id
    label: Text
    short: str | None = None
    unit: str | None = None
    meaning: str | None = None
    holder: str | None = None
    refs: Refs = ()
    note: str | None = None

    @property
    def name(self) -> str:
        """The short label where there is one."""
        return self.short or self.label


class IndexNode(_Node):
    """``clip(mode + Σ points · z, 0, 100)``."""

    kind: Literal["index"]
    default: Band
    anchor: Anchor | None = None
    links: tuple[PointsLink, ...] = ()

    @model_validator(mode="after")
    def _on_scale(self) -> Self:
        if not self.default.within(0, 100):
            raise ValueError("an index runs from 0 to 100; its default lies outside")
        return self


class ProbabilityNode(_Node):
    """``expit(logit(anchor) + Σ ln(odds) · z)``."""

    kind: Literal["probability"]
    default: Band | None = None
    anchor: Anchor | None = None
    links: tuple[OddsLink, ...] = ()

    @model_validator(mode="after")
    def _one_anchor(self) -> Self:
        source = self.anchor.source if self.anchor else None
        if (self.default is None) == (source is None):
            raise ValueError("needs either default: {low, mode, high} or anchor: {from: an assumption}, and not both")
        if self.default is not None and not self.default.within(0, 1):
            raise ValueError("a probability lies between 0 and 1; write 0.45, not 45")
        return self


class RateBand(Band):
    """Events per year, or probabilities by a number of months that stand for such rates."""

    by_months: float | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        if self.low < 0:
            raise ValueError("a rate cannot be negative")
        if self.by_months is not None and not self.high < 1:
            raise ValueError("with by_months the three values are probabilities below 1")
        return self


class RateNode(_Node):
    """``mode · exp(Σ ln(times) · z)`` per year."""

    kind: Literal["rate"]
    default: RateBand
    anchor: Anchor | None = None
    links: tuple[TimesLink, ...] = ()


class YearlyNode(_Node):
    """Rate from the chance within a year: ``−ln(1 − p) · exp(Σ ln(times) · z)``."""

    kind: Literal["yearly"]
    of: Id
    links: tuple[TimesLink, ...] = ()


class DurationNode(_Node):
    """Rate from the expected years: ``1/y · exp(Σ ln(times) · z)``."""

    kind: Literal["duration"]
    of: Id
    links: tuple[TimesLink, ...] = ()


class WithinNode(_Node):
    """``1 − exp(−rate · T)``."""

    kind: Literal["within"]
    rate: Id
    horizon: Id


class SequenceNode(_Node):
    """Two stages one after the other, both done by the horizon."""

    kind: Literal["sequence"]
    stages: tuple[Id, Id]
    horizon: Id


class MeanYearsNode(_Node):
    """``Σ 1/rate`` over the stages; endless where a rate is 0."""

    kind: Literal["mean_years"]
    stages: tuple[Id, ...] = Field(min_length=1)


class MixNode(_Node):
    """``(1 − w) · when_0 + w · when_1``."""

    kind: Literal["mix"]
    weight: Id
    when_0: Id
    when_1: Id


class AllNode(_Node):
    """Product of independent probabilities."""

    kind: Literal["all"]
    of: tuple[Id, ...] = Field(min_length=1)


class AnyNode(_Node):
    """``1 − Π(1 − p)``."""

    kind: Literal["any"]
    of: tuple[Id, ...] = Field(min_length=1)


class NotNode(_Node):
    """``1 − p``."""

    kind: Literal["not"]
    of: Id


Node = Annotated[
    IndexNode
    | ProbabilityNode
    | RateNode
    | YearlyNode
    | DurationNode
    | WithinNode
    | SequenceNode
    | MeanYearsNode
    | MixNode
    | AllNode
    | AnyNode
    | NotNode,
    Field(discriminator="kind"),
]

LINKED = (IndexNode, ProbabilityNode, RateNode, YearlyNode, DurationNode)
"""Kinds that take links."""
PARENTS = (IndexNode, ProbabilityNode, RateNode)
"""Kinds that may be parents of links, next to assumptions: those with a default band."""


def inputs(node: Node) -> tuple[tuple[str, str], ...]:
    """Return every id a node is computed from, with the key that names it.

    Parameters
    ----------
    node : Node
        Any node of the network.

    Returns
    -------
    tuple of (str, str)
        ``(key, id)`` pairs, links included.
    """
    pairs: list[tuple[str, str]] = []
    for key in ("of", "rate", "horizon", "stages", "weight", "when_0", "when_1"):
        value = getattr(node, key, None)
        if isinstance(value, str):
            pairs.append((key, value))
        elif isinstance(value, tuple):
            pairs.extend((key, item) for item in value)
    if isinstance(node, ProbabilityNode) and node.anchor and node.anchor.source:
        pairs.append(("anchor", node.anchor.source))
    if isinstance(node, LINKED):
        pairs.extend(("links", link.parent) for link in node.links)
    return tuple(pairs)


class AssumptionsFile(Record):
    """``assumptions.yaml``."""

    assumptions: tuple[Assumption, ...] = ()


class NetworkFile(Record):
    """``network.yaml``."""

    nodes: tuple[Node, ...] = ()
