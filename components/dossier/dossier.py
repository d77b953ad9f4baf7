"""The dossier as one frozen object, with look-ups."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from pydantic import Field

from components.dossier.chronicle import MediaFile, TimelineFile
from components.dossier.evidence import Evidence, Sentence, Source
from components.dossier.header import Group, Header
from components.dossier.hypotheses import HypothesesFile, Hypothesis, Signpost
from components.dossier.mechanism import Assumption, Correlation
from components.dossier.nodes import Node, NodeRecord
from components.dossier.schema import Actor, Cell, EmptyCell, Issue, NoDeal, PerceptionsFile
from components.dossier.territory import Option, OptionsFile, RegionsFile
from components.dossier.types import Day, Record


class ControlShare(Record):
    """Share and area of a region held by the occupying side on a date, in one series."""

    date: Day
    series: str
    region: str
    held_km2: float = Field(ge=0)
    share_pct: float = Field(ge=0, le=100)


class Town(Record):
    """A town, who holds it on the line's date, and where its label goes on the map (px)."""

    name: str
    region: str
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    population: int | None = None
    held_by: str
    km_to_line: float | None = None
    contested: bool = False
    rank: int = 1
    label_dx: float = 6
    label_dy: float = 0
    label_anchor: str = "start"


class PublishedFigure(Record):
    """A figure on control or population as somebody published it."""

    as_of: str
    precision: str | None = None
    who: str
    measure: str
    area: str | None = None
    region: str | None = None
    bound: str | None = None
    value: float
    unit: str
    definition: str | None = None
    url: str
    note: str | None = None


class Dossier(Record):
    """One negotiation, as its analyst wrote it down.

    Built by :func:`components.dossier.load`; a file that is absent leaves an empty record, whose ``present`` is false.
    """

    slug: str
    digest: str
    """SHA-256 over the dossier's files, in hex digits: it changes with any byte read."""
    header: Header
    actors: tuple[Actor, ...]
    issues: tuple[Issue, ...]
    cells: tuple[Cell, ...]
    no_deal: tuple[NoDeal, ...] = ()
    empty: tuple[EmptyCell, ...] = ()
    evidence: Evidence = Evidence()
    perceptions: PerceptionsFile = PerceptionsFile()
    assumptions: tuple[Assumption, ...] = ()
    """What a reader may move, the hypotheses' weights last."""
    correlations: tuple[Correlation, ...] = ()
    nodes: tuple[NodeRecord, ...] = ()
    """In an order in which every node follows what it is computed from."""
    options: OptionsFile = OptionsFile()
    regions: RegionsFile = RegionsFile.absent()
    control: tuple[ControlShare, ...] = ()
    towns: tuple[Town, ...] = ()
    published: tuple[PublishedFigure, ...] = ()
    shapes: Mapping[str, Any] = Field(default_factory=dict)
    """GeoJSON by name: ``parts``, ``context``, ``line``, ``pattern``."""
    timeline: TimelineFile = TimelineFile()
    hypotheses: HypothesesFile = HypothesesFile()
    media: MediaFile = MediaFile()

    @property
    def version(self) -> str:
        """First eight digits of the digest: permalinks carry it."""
        return self.digest[:8]

    @cached_property
    def characters(self) -> str:
        """Every character that stands in it, once: fonts must have them."""
        return "".join(sorted(set(self.model_dump_json(exclude={"shapes"}))))

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Any]]:
        groups: dict[str, tuple[Any, ...]] = {
            "actor": self.actors,
            "issue": self.issues,
            "assumption": self.assumptions,
            "node": self.nodes,
            "cell": self.cells,
            "no deal": self.no_deal,
            "option": self.options.every,
            "sentence": self.evidence.sentences,
            "source": self.evidence.sources,
            "event": self.timeline.events,
            "hypothesis": self.hypotheses.hypotheses,
            "signpost": self.hypotheses.signposts,
        }
        return {name: {item.id: item for item in items} for name, items in groups.items()}

    def actor(self, key: str) -> Actor:
        """Return the actor with this id; `KeyError` if there is none."""
        found: Actor = self._by_id["actor"][key]
        return found

    def issue(self, key: str) -> Issue:
        """Return the issue with this id; `KeyError` if there is none."""
        found: Issue = self._by_id["issue"][key]
        return found

    def assumption(self, key: str) -> Assumption:
        """Return the assumption with this id; `KeyError` if there is none."""
        found: Assumption = self._by_id["assumption"][key]
        return found

    def node(self, key: str) -> Node:
        """Return the network node with this id; `KeyError` if there is none."""
        found: Node = self._by_id["node"][key]
        return found

    def hypothesis(self, key: str) -> Hypothesis:
        """Return the hypothesis with this id; `KeyError` if there is none."""
        found: Hypothesis = self._by_id["hypothesis"][key]
        return found

    def signpost(self, key: str) -> Signpost:
        """Return the signpost with this id; `KeyError` if there is none."""
        found: Signpost = self._by_id["signpost"][key]
        return found

    def option(self, key: str) -> Option:
        """Return the option with this id, baseline and umbrella included; `KeyError` if there is none."""
        found: Option = self._by_id["option"][key]
        return found

    def cell(self, actor: str, issue: str) -> Cell | None:
        """Return where an actor stands on an issue; none where it holds no position."""
        found: Cell | None = self._by_id["cell"].get(f"{actor}.{issue}")
        return found

    def expectation(self, actor: str, issue: str) -> NoDeal | None:
        """Return what an actor expects of an issue without a deal; none where the dossier does not say."""
        found: NoDeal | None = self._by_id["no deal"].get(f"{actor}.{issue}")
        return found

    def reference(self, key: str) -> Sentence | Source | Any:
        """Return the sentence, source or event a reference names; `KeyError` if there is none."""
        for group in ("sentence", "source", "event"):
            if key in self._by_id[group]:
                return self._by_id[group][key]
        raise KeyError(key)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Headings under which the assumptions stand."""
        return (*self.header.groups, *((self.hypotheses.group,) if self.hypotheses.present else ()))

    @property
    def veto_players(self) -> tuple[Actor, ...]:
        """Actors without whom nothing is agreed."""
        return tuple(actor for actor in self.actors if actor.veto)
