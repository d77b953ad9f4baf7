"""What a sheet holds: its tables, each with its columns, and what other people's tables call them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, get_args

from components.dossier.chronicle import Outcome
from components.dossier.schema import ActorKind
from components.dossier.types import Basis

Kind = Literal["text", "number", "band", "date", "flag", "refs"]
Part = Literal["p10", "p50", "p90"]
Column = tuple[str, Part]
"""A column: key of its field, and which value of a band; everything else is at ``p50``."""

PARTS: Final[tuple[Part, ...]] = get_args(Part)
SCALE: Final = (0.0, 100.0)


@dataclass(frozen=True)
class Field:
    """A quantity or text of a record.

    Attributes
    ----------
    key : str
        As in the dossier's record.
    kind : str
        What its cells hold; a band takes three columns.
    heading : str
        In our sheets.
    also : tuple of str
        What others call it, in lower case.
    choices : tuple of str
        What it can be.
    of : str
        Title of the table that lists what it can be.
    scaled : bool
        Whether it lies on a scale from 0 to 100; other scales are converted.
    shown : bool
        Whether a sheet shows it only, so that a reader knows what the row is about.
    """

    key: str
    kind: Kind
    heading: str
    also: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    of: str = ""
    scaled: bool = False
    shown: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns it takes."""
        return tuple((self.key, part) for part in PARTS) if self.kind == "band" else ((self.key, "p50"),)

    def headed(self, part: Part) -> str:
        """Return the heading of a column."""
        name = self.heading if part == "p50" else f"{self.heading} {part}"
        return f"{name} (0–100)" if self.scaled else name


@dataclass(frozen=True)
class Table:
    """A list of records: a sheet of ours, a list in a file of the dossier.

    Attributes
    ----------
    title : str
        Name of the sheet.
    what : str
        What it holds, for the sheet that explains.
    file, records : str
        Where the records stand in the dossier.
    key : tuple of str
        Fields that tell records apart.
    needs : tuple of str
        Fields by which a table is recognised.
    fields : tuple of Field
        In the order of their columns.
    grows : bool
        Whether a sheet can add records.
    """

    title: str
    what: str
    file: str
    records: str
    key: tuple[str, ...]
    needs: tuple[str, ...]
    fields: tuple[Field, ...]
    grows: bool = True

    def field(self, key: str) -> Field:
        """Return a field."""
        return next(field for field in self.fields if field.key == key)

    @property
    def one(self) -> str:
        """What a record is called."""
        return self.title.lower().removesuffix("s").replace(" ", "_")

    @property
    def columns(self) -> Iterator[tuple[Field, Part]]:
        """All columns in their order."""
        return ((field, part) for field in self.fields for _, part in field.columns)


_ACTOR = (
    "player",
    "stakeholder",
    "party",
    "country",
    "group",
    "akteur",
    "acteur",
    "актор",
    "игрок",
    "гравець",
    "الطرف",
)
_ISSUE = ("topic", "dimension", "item", "thema", "sujet", "asunto", "вопрос", "питання", "القضية")
_SALIENCE = ("importance", "priority", "sal", "wichtigkeit", "importancia", "важность", "важливість", "الأهمية")
_INFLUENCE = (
    *("capability", "capabilities", "power", "clout", "resources", "inf", "cap", "effective power"),
    *("einfluss", "macht", "influencia", "влияние", "вплив", "النفوذ"),
)
_POSITION = (
    *("stance", "ideal point", "ideal", "preference", "preferred outcome", "pos"),
    *("posición", "позиция", "позиція", "الموقف"),
)

_BASIS = Field("basis", "text", "basis", choices=get_args(Basis))
_REFS = Field("refs", "refs", "references", ("refs", "sources", "source"))
_NOTE = Field("note", "text", "note", ("notes", "comment", "comments", "remark", "remarks"))
_ON = (
    Field("actor", "text", "actor", ("actor id", "actor name", *_ACTOR), of="Actors"),
    Field("issue", "text", "issue", ("issue id", "issue name", *_ISSUE), of="Issues"),
)

ACTORS = Table(
    *("Actors", "Who negotiates, and what going on without a deal costs each.", "actors.yaml", "actors"),
    *(("id",), ("id", "veto")),
    (
        Field("id", "text", "actor", ("id", "actor id")),
        Field("label", "text", "name", ("label", "actor name")),
        Field("kind", "text", "kind", choices=get_args(ActorKind)),
        Field("negotiates", "flag", "negotiates"),
        Field("veto", "flag", "veto", ("must agree", "veto player")),
        Field("cost", "band", "cost of no deal", ("cost",), scaled=True),
    ),
)
ISSUES = Table(
    *("Issues", "What is negotiated: both ends of each scale, and what holds without a deal.", "issues.yaml", "issues"),
    *(("id",), ("id", "low", "high")),
    (
        Field("id", "text", "issue", ("id", "issue id")),
        Field("label", "text", "name", ("label", "issue name")),
        Field("low", "text", "0 means", ("low", "low end", "lowest")),
        Field("high", "text", "100 means", ("high", "high end", "highest")),
        Field("status_quo", "number", "without a deal", ("status quo", "reversion"), scaled=True),
        Field("question", "text", "question"),
    ),
)
POSITIONS = Table(
    "Positions",
    "Where each actor would like an issue to end, how much it matters to it, what it can bring to bear.",
    *("positions.yaml", "positions"),
    *(("actor", "issue"), ("actor", "issue", "position")),
    (
        *_ON,
        Field("position", "band", "position", _POSITION, scaled=True),
        Field("salience", "band", "salience", _SALIENCE, scaled=True),
        Field("influence", "band", "influence", _INFLUENCE, scaled=True),
        *(_BASIS, _REFS, _NOTE),
    ),
)
NO_DEAL = Table(
    *("No deal", "What an actor expects of an issue if nothing is agreed.", "positions.yaml", "no_deal"),
    *(("actor", "issue"), ("actor", "issue", "expects")),
    (*_ON, Field("expects", "band", "expects", ("expectation", "no deal"), scaled=True), _BASIS, _REFS, _NOTE),
)
ASSUMPTIONS = Table(
    *("Assumptions", "What a reader may move; “your value” moves it.", "assumptions.yaml", "assumptions"),
    *(("id",), ("id", "default")),
    (
        Field("id", "text", "assumption", ("id", "assumption id")),
        Field("label", "text", "name", ("label",), shown=True),
        Field("value", "number", "your value", ("value", "now")),
        Field("default", "band", "source’s value", ("default", "source's value")),
        Field("range", "text", "range and unit", shown=True),
        *(_BASIS, _REFS),
        Field("meaning", "text", "meaning", shown=True),
    ),
    grows=False,
)
EVENTS = Table(
    *("Events", "What happened, by date.", "timeline.yaml", "events"),
    *(("id",), ("date", "label", "track")),
    (
        Field("id", "text", "event", ("id", "event id")),
        Field("date", "date", "date", ("day", "on")),
        Field("label", "text", "name", ("label", "headline")),
        Field("text", "text", "text", ("description",)),
        Field("track", "text", "track"),
        Field("kind", "text", "kind"),
        _REFS,
    ),
)
DEADLINES = Table(
    *("Deadlines", "Demands with a date and a threat.", "timeline.yaml", "ultimatums"),
    *(("id",), ("label", "set_on", "due_on")),
    (
        Field("id", "text", "deadline", ("id", "deadline id")),
        Field("label", "text", "name", ("label",)),
        Field("issuer", "text", "by", ("issuer", "from")),
        Field("addressee", "text", "to", ("addressee",)),
        Field("set_on", "date", "set on", ("set", "announced")),
        Field("due_on", "date", "due on", ("due", "deadline date")),
        Field("demand", "text", "demand"),
        Field("threat", "text", "threat"),
        Field("outcome", "text", "outcome", choices=get_args(Outcome)),
        Field("resolved_on", "date", "settled on", ("resolved on", "resolved")),
    ),
)
TABLES: Final = (ACTORS, ISSUES, POSITIONS, NO_DEAL, ASSUMPTIONS, EVENTS, DEADLINES)
"""In the order of the sheets; what a later one refers to stands in an earlier one."""
