"""Figure: how actors see each other, and what they want others to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from components.charts import actors_rows as rows
from components.charts import actors_views as chart
from components.charts.theme import BASIS, categorical, palette
from components.figures.actors_words import band_words, day, name_of
from components.figures.core import Figure, FigureError, Sheet, figure

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.schema import Perception


def held(dossier: Dossier) -> tuple[Perception, ...]:
    """Return the dossier's perceptions."""
    return dossier.perceptions.perceptions


@figure("perceptions", page="actors", needs=["perceptions"], still=True)
def perceptions(sheet: Sheet) -> Figure:
    """Show who sees whom as what; what a holder only wants others to see is marked."""
    found = held(sheet.dossier)
    if not found:
        raise FigureError("figure 'perceptions' needs perceptions in perceptions.yaml, which this dossier leaves out")
    intended = sum(item.intended for item in found)
    description = _description(sheet, found)
    return Figure(
        name="perceptions",
        title="How actors see each other",
        subtitle=(
            f"Holder → about, {day(sheet.day)}; index 0–100, low – most likely – high. Dashed: what the "
            f"holder wants others to see ({intended} of {len(found)}), a goal and not a fact"
        ),
        description=description,
        chart=chart.bands(
            _frame(sheet, found), domain=(0, 100), title="index 0–100", mode=sheet.mode, description=description
        ),
        table=_table(sheet, found),
        refs=tuple(dict.fromkeys(key for item in found for key in item.refs)),
        notes=("Sizes are the dossier's; what is measured in another unit is given in words, without a band.",),
    )


def _frame(sheet: Sheet, found: tuple[Perception, ...]) -> pd.DataFrame:
    """Return rows grouped by holder and about, each group under a heading."""
    groups: dict[tuple[str, str], list[Perception]] = {}
    for item in found:
        groups.setdefault((item.holder, item.about), []).append(item)
    colours = categorical([actor.id for actor in sheet.dossier.actors], sheet.mode)
    other = palette(sheet.mode).accent
    table: list[dict[str, Any]] = []
    for (holder, _), items in groups.items():
        for item in items:
            index = item.unit.startswith("index")
            size = {"low": item.value.low, "mode": item.value.mode, "high": item.value.high}
            words = band_words(item.value, item.unit)
            table.append(
                {
                    "row": rows.key(str(len(table)), item.attribute),
                    "heading": _heading(sheet, item),
                    "strong": False,
                    **(size if index else dict.fromkeys(size)),
                    "words": words if index else f"{BASIS[item.basis].label}: {words}",
                    "basis": item.basis,
                    "colour": colours.get(holder, other),
                    "intended": item.intended,
                    "outcome": None,
                }
            )
    return pd.DataFrame(table).astype({"low": float, "mode": float, "high": float, "outcome": float})


def _heading(sheet: Sheet, item: Perception) -> str:
    holder, about = name_of(sheet.dossier, item.holder), name_of(sheet.dossier, item.about)
    whom = "itself" if item.about == item.holder else about
    if item.intended:
        return f"{holder} wants {_target(sheet, item)} to see: {item.attribute} ({about})"
    return f"{holder} → {whom}: {item.attribute}"


def _target(sheet: Sheet, item: Perception) -> str:
    return name_of(sheet.dossier, item.target) if item.target else "others"


def _description(sheet: Sheet, found: tuple[Perception, ...]) -> str:
    parts = []
    for item in found:
        pair = f"{name_of(sheet.dossier, item.holder)} on {name_of(sheet.dossier, item.about)}"
        whom = f", intended for {_target(sheet, item)}" if item.intended else ""
        parts.append(f"{pair}: {item.attribute} {band_words(item.value, item.unit)}{whom}")
    return f"{len(found)} perceptions, most likely (low–high). {'; '.join(parts)}."


def _table(sheet: Sheet, found: tuple[Perception, ...]) -> pd.DataFrame:
    dossier = sheet.dossier
    return pd.DataFrame(
        [
            {
                "holder": name_of(dossier, item.holder),
                "about": name_of(dossier, item.about),
                "sees it as": item.attribute,
                "low": item.value.low,
                "most likely": item.value.mode,
                "high": item.value.high,
                "unit": item.unit,
                "intended": f"yes, for {_target(sheet, item)}" if item.intended else "no",
                "basis": BASIS[item.basis].label,
                "references": ", ".join(item.refs),
                "note": item.note or "",
            }
            for item in found
        ]
    )
