"""What every kind of node answers, and what it may ask while it is computed."""

from __future__ import annotations

import inspect
from abc import abstractmethod
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal, get_args, get_origin

from components import wording
from components.dossier.types import Band, Basis, Id, Label, Record, Refs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from components.dossier.nodes.draw import Draw, Floats, Scale
    from components.dossier.nodes.links import Anchor, Link

Sign = Literal[-1, 0, 1]


class Measure(Enum):
    """What a node's number is; the value is its unit."""

    INDEX = "index 0–100"
    PROBABILITY = "probability"
    RATE = "per year"
    YEARS = "years"


class Role(Enum):
    """What an id must name where a node is computed from it.

    The value says it in words; ``{kinds}`` stands for the kinds of node that can play the role.
    """

    CHANCE = "a probability, or an assumption with a range within 0 and 1"
    ASSUMED_CHANCE = "an assumption with a range within 0 and 1"
    RATE = "a node of kind {kinds}"
    TIME = "an assumption with a range that starts at 0 or above"
    WEIGHT = "an index, or an assumption with a range that starts at 0 or above"
    INDEX = "a node of kind index"
    PARENT = "an assumption that is no choice, or a node of kind {kinds}"
    DRAWN = "an assumption that is no choice, or a node with a default of its own"
    ANY = "an assumption or a node"


PLAYED: Mapping[Measure, frozenset[Role]] = {
    Measure.INDEX: frozenset({Role.INDEX, Role.WEIGHT}),
    Measure.PROBABILITY: frozenset({Role.CHANCE}),
    Measure.RATE: frozenset({Role.RATE}),
    Measure.YEARS: frozenset(),
}
"""Roles that a node can play by what its number is."""


@dataclass(frozen=True)
class Input:
    """Something a node is computed from.

    Attributes
    ----------
    key : str
        Key of the record that names it.
    id : str
        Assumption or node.
    role : Role
        What the id must name.
    sign : {-1, 0, 1}
        Direction in which it moves the node; 0 where none, or where :meth:`Node.sign` tells it from other values.
    place : tuple of str and int
        Where the id stands beneath the key.
    link : Link or None
        The judgement that joins the two; none where the node is computed from it by definition.
    """

    key: str
    id: str
    role: Role
    sign: Sign
    place: tuple[str | int, ...] = ()
    link: Link | None = None


class Node(Record):
    """A quantity that follows from assumptions and other nodes.

    A kind of node is a subclass whose ``kind`` is a literal. It must state ``formula``, ``measure``, ``is_output``
    and ``is_parent`` and define every abstract method and property; one that leaves something out raises
    `TypeError` when it is imported.

    Attributes
    ----------
    formula : str
        How its value is computed, for readers.
    measure : Measure
        What its number is.
    is_output : bool
        Whether a reader may ask for it.
    is_parent : bool
        Whether links may start at it.
    """

    id: Id
    label: Label
    short: Label | None = None
    unit: str | None = None
    meaning: str | None = None
    holder: str | None = None
    refs: Refs = ()
    note: str | None = None
    basis: Basis | None = None
    """What its own band rests on, where the anchor does not say it."""
    kind: str

    formula: ClassVar[str]
    measure: ClassVar[Measure]
    is_output: ClassVar[bool]
    is_parent: ClassVar[bool]

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        literal = cls.model_fields["kind"].annotation
        if get_origin(literal) is not Literal:
            return
        stated = ("formula", "measure", "is_output", "is_parent")
        methods = [name for name, value in inspect.getmembers_static(cls) if _is_abstract(value)]
        if missing := [*(name for name in stated if not hasattr(cls, name)), *methods]:
            raise TypeError(f"the kind of node {cls.__name__} leaves out {', '.join(missing)}")
        (kind,) = get_args(literal)
        if kind in KINDS:
            raise TypeError(f"two kinds of node are called {kind!r}")
        KINDS[kind] = cls

    @property
    def name(self) -> str:
        """The short label where there is one."""
        return self.short or self.label

    @property
    def measured_in(self) -> str:
        """Its unit: the one written, or that of its kind."""
        return self.unit or self.measure.value

    @property
    def roles(self) -> frozenset[Role]:
        """What it can serve as where other nodes are computed from it."""
        return roles(type(self)) | ({Role.DRAWN} if self.drawn else frozenset())

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """Everything it is computed from, links included."""
        return tuple(self.given())

    @property
    def joined(self) -> tuple[Link, ...]:
        """Links that lead to it."""
        return tuple(item.link for item in self.inputs if item.link)

    @abstractmethod
    def given(self) -> Iterator[Input]:
        """Yield everything it is computed from."""

    @abstractmethod
    def value(self, draw: Draw) -> Floats:
        """Return its value, in the shape of what it is computed from."""

    def sign(self, given: Input, values: Mapping[str, float]) -> Sign:  # noqa: ARG002
        """Return the direction in which an input moves it, where all quantities have these values."""
        return given.sign

    @property
    @abstractmethod
    def start(self) -> Band | None:
        """Level of its own while no link moves it, in the unit of its value; none where that is computed."""

    @property
    @abstractmethod
    def drawn(self) -> Band | None:
        """The band from which its start is drawn, on a scale from 0 to `top`; none where nothing is drawn for it."""

    @property
    def top(self) -> float:
        """Upper end of the scale on which its start is drawn."""
        return 100.0 if self.measure is Measure.INDEX else 1.0

    @property
    @abstractmethod
    def worded(self) -> Band | None:
        """The band that must be the one of the probability word it is anchored to; none where no word can be."""

    @property
    @abstractmethod
    def origin(self) -> Anchor | None:
        """Why it starts where it does; none where the kind has no start."""

    @property
    def rests_on(self) -> Basis | None:
        """Basis of its own number; none where it has none."""
        anchor = self.origin
        worded = anchor is not None and anchor.word is not None
        if not (self.drawn or worded or (anchor and anchor.value is not None)):
            return None
        return self.basis or (anchor and anchor.basis) or ("inferred" if worded else "analyst_judgement")

    @abstractmethod
    def scale(self, known: Mapping[str, Scale]) -> Scale | None:
        """Return the scale on which links standardise it, given those of assumptions; none where none may start."""


class Derived(Node):
    """A node without a level of its own: it follows from its inputs alone, and no link starts at it."""

    is_parent: ClassVar[bool] = False

    @property
    def start(self) -> Band | None:
        """None: its level is computed."""
        return None

    @property
    def drawn(self) -> Band | None:
        """None: nothing is drawn for it."""
        return None

    @property
    def worded(self) -> Band | None:
        """None: no word sets its level."""
        return None

    @property
    def origin(self) -> Anchor | None:
        """None: it starts nowhere of its own."""
        return None

    def scale(self, known: Mapping[str, Scale]) -> Scale | None:  # noqa: ARG002
        """Return none: no link starts at it."""
        return None


KINDS: dict[str, type[Node]] = {}
"""Every kind of node by its name in ``network.yaml``."""


def direction(value: float) -> Sign:
    """Return the sign of a number."""
    return 0 if value == 0 else 1 if value > 0 else -1


def linked(links: Sequence[Link]) -> Iterator[Input]:
    """Yield the inputs that a node's links name."""
    for place, link in enumerate(links):
        yield Input("links", link.parent, Role.PARENT, direction(link.effect), (place, "from"), link)


def listed(key: str, ids: Sequence[str], role: Role, sign: Sign) -> Iterator[Input]:
    """Yield the inputs that stand in a list under a key."""
    for place, item in enumerate(ids):
        yield Input(key, item, role, sign, (place,))


def roles(kind: type[Node]) -> frozenset[Role]:
    """Return what a kind of node can serve as where other nodes are computed from it."""
    return PLAYED[kind.measure] | {Role.ANY} | ({Role.PARENT} if kind.is_parent else frozenset())


def wanted(role: Role) -> str:
    """Return in words what an id must name to play a role."""
    kinds = [name for name, kind in KINDS.items() if role in roles(kind)]
    return role.value.format(kinds=wording.names(kinds, "or"))


def _is_abstract(value: object) -> bool:
    return bool(getattr(value, "__isabstractmethod__", False))
