"""Shapes of ``options.yaml`` and ``regions.yaml``: what could be agreed, and where."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from components.dossier.types import Basis, Day, Grounded, Id, Label, Record, Refs, Section, Text

NOT_STATED = "not_stated"
"""The source leaves open who would hold the region."""
LINE_OF_CONTROL = "line_of_control"
"""Each side keeps what it holds."""


class Reading(Grounded):
    """One way to fill what an option leaves open; named as a reading wherever it is shown."""

    id: Id
    label: Label
    text: Text
    regions: dict[Id, Id] = Field(default_factory=dict)
    sets: dict[Id, float] = Field(default_factory=dict)


class Option(Grounded):
    """A package: values of issues, and per region who holds what."""

    id: Id
    label: Label
    text: str | None = None
    modality: str | None = None
    sets: dict[Id, float] = Field(default_factory=dict)
    gate: Id | None = None
    output: Id | None = None
    """Node that gives this option's probability."""
    regions: dict[Id, Id] = Field(default_factory=dict)
    unstated: str | None = None
    """What ``not_stated`` means here, in words."""
    readings: tuple[Reading, ...] = ()
    basis: Basis = "analyst_judgement"


class OptionsFile(Section):
    """``options.yaml``."""

    options: tuple[Option, ...] = ()
    baseline: Option | None = None
    umbrella: Option | None = None
    common: tuple[str, ...] = ()
    not_in_source: tuple[str, ...] = ()
    ordering_note: str | None = None

    @property
    def every(self) -> tuple[Option, ...]:
        """The options, then baseline and umbrella where there are any."""
        return (*self.options, *(whole for whole in (self.baseline, self.umbrella) if whole))


class Side(Record):
    """Who may hold a part of a region."""

    id: Id
    label: Label
    """How land it holds is described on the map, such as "Occupied by …"."""
    name: str | None = None
    """The party itself, for sentences; the label where left out."""


class Region(Grounded):
    """A region in dispute: areas in km², people as registered."""

    id: Id
    label: Label
    code: str | None = None
    official_km2: float | None = Field(default=None, gt=0)
    land_km2: float | None = Field(default=None, gt=0)
    population: int | None = Field(default=None, ge=0)
    population_as_of: Day | None = None


class Apart(Record):
    """Territory shown, but outside the regions in question."""

    id: Id
    label: Label
    text: Text
    refs: Refs = ()


class Projection(Record):
    """Conic equal-area projection."""

    parallels: tuple[float, float]
    rotate: float


class Geometry(Record):
    """Where the shapes lie (paths relative to the dossier) and how the line between the parts was drawn."""

    parts: str
    context: str | None = None
    line: str | None = None
    pattern: str | None = None
    line_date: Day
    line_note: Text
    projection: Projection
    refs: Refs = ()


class View(Record):
    """A map view: bounds are west, south, east, north in degrees; ``towns`` is the highest rank shown."""

    id: Id
    label: Label
    bounds: tuple[float, float, float, float]
    towns: int = Field(default=1, ge=0)

    @model_validator(mode="after")
    def _on_the_globe(self) -> Self:
        west, south, east, north = self.bounds
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            raise ValueError(
                "bounds must be [west, south, east, north] in degrees, west before east, south before north"
            )
        return self


class PlaceName(Record):
    """A name written on the map where it stands: of a country or a sea."""

    label: Label
    kind: Literal["country", "sea"]
    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)


class Series(Record):
    """A series of control shares; series with different definitions are never joined."""

    id: Id
    label: Label
    definition: Text
    refs: Refs = ()


class RegionsFile(Section):
    """``regions.yaml``."""

    sovereign: Id
    sides: tuple[Side, ...] = Field(min_length=2)
    regions: tuple[Region, ...] = Field(min_length=1)
    apart: tuple[Apart, ...] = ()
    geometry: Geometry | None = None
    views: tuple[View, ...] = ()
    names: tuple[PlaceName, ...] = ()
    series: tuple[Series, ...] = ()
    population_note: str | None = None
    area_note: str | None = None

    @staticmethod
    def absent() -> RegionsFile:
        """Return the empty record that stands for a file that is not there."""
        return RegionsFile.model_construct(_fields_set=set(), sovereign="", sides=(), regions=())
