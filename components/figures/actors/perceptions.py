"""Figure: how actors see each other, and what they want others to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from components import wording
from components.drawing import rows
from components.drawing.theme import BASIS, categorical, palette
from components.figures.actors.statements_chart import Statement, statements_chart
from components.figures.actors.words import band_words, name_of
from components.figures.core import Figure, FigureError, figure

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.schema import Perception
    from components.figures.context import Sheet


@figure("perceptions", page="actors", needs=["perceptions"], still=True)
def perceptions(sheet: Sheet) -> Figure:
    """Show who sees whom as what; what a holder only wants others to see is marked."""
    dossier, found = sheet.dossier, sheet.dossier.perceptions.perceptions
    if not found:
        raise FigureError("figure 'perceptions' needs perceptions in perceptions.yaml, which this dossier leaves out")
    description = _description(dossier, found)
    return Figure(
        name="perceptions",
        title="How actors see each other",
        subtitle=(
            f"Holder → about, {wording.date(sheet.day)}; index 0–100; line: the middle 80 % of cases. Dashed: what the "
            "holder wants others to see"
        ),
        description=description,
        chart=statements_chart(
            _statements(sheet, found), domain=(0, 100), title="index 0–100", mode=sheet.mode, description=description
        ),
        table=_table(dossier, found),
        refs=tuple(dict.fromkeys(key for item in found for key in item.refs)),
        notes=("Sizes are the dossier's; what is measured in another unit is given in words, without a band.",),
    )


def _statements(sheet: Sheet, found: tuple[Perception, ...]) -> list[Statement]:
    """Return rows grouped by holder and about, in the order in which the dossier first names them."""
    pairs = list(dict.fromkeys((item.holder, item.about) for item in found))
    colours = categorical([actor.id for actor in sheet.dossier.actors], sheet.mode)
    other = palette(sheet.mode).accent
    grouped = sorted(found, key=lambda item: pairs.index((item.holder, item.about)))
    return [
        _statement(sheet.dossier, item, str(place), colours.get(item.holder, other))
        for place, item in enumerate(grouped)
    ]


def _statement(dossier: Dossier, item: Perception, place: str, colour: str) -> Statement:
    row, heading, words = rows.key(place, item.attribute), _heading(dossier, item), band_words(item.value, item.unit)
    if not item.unit.startswith("index"):
        words = f"{BASIS[item.basis].label}: {words}"
        return Statement(row, heading, words, item.basis, colour, intended=item.intended)
    size = (item.value.p10, item.value.p50, item.value.p90)
    return Statement(row, heading, words, item.basis, colour, *size, intended=item.intended)


def _heading(dossier: Dossier, item: Perception) -> str:
    holder, about = name_of(dossier, item.holder), name_of(dossier, item.about)
    if item.intended:
        return f"{holder} wants {_target(dossier, item)} to see: {item.attribute} ({about})"
    return f"{holder} → {'itself' if item.about == item.holder else about}: {item.attribute}"


def _target(dossier: Dossier, item: Perception) -> str:
    return name_of(dossier, item.target) if item.target else "others"


def _description(dossier: Dossier, found: tuple[Perception, ...]) -> str:
    parts = []
    for item in found:
        pair = f"{name_of(dossier, item.holder)} on {name_of(dossier, item.about)}"
        whom = f", intended for {_target(dossier, item)}" if item.intended else ""
        parts.append(f"{pair}: {item.attribute} {band_words(item.value, item.unit)}{whom}")
    return f"{len(found)} perceptions, middle (band). {'; '.join(parts)}."


def _table(dossier: Dossier, found: tuple[Perception, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "holder": name_of(dossier, item.holder),
                "about": name_of(dossier, item.about),
                "sees it as": item.attribute,
                "p10": item.value.p10,
                "middle": item.value.p50,
                "p90": item.value.p90,
                "unit": item.unit,
                "intended": f"yes, for {_target(dossier, item)}" if item.intended else "no",
                "basis": BASIS[item.basis].label,
                "references": ", ".join(item.refs),
                "note": item.note or "",
            }
            for item in found
        ]
    )
