"""How much of each region was occupied by date, series by series."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from components.charts.concessions_history import control_history
from components.figures.concessions_cases import day, percent, whole
from components.figures.core import Figure, FigureError, Sheet, figure
from components.model.territory import area, control_on, occupier, region_of, territory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from components.dossier import Dossier
    from components.dossier.dossier import ControlShare


@figure("control_history", page="concessions", needs=["regions", "control"], still=True)
def build_history(sheet: Sheet) -> Figure:
    """Share of each region occupied by date, one line a series; series are never joined."""
    dossier, today = sheet.dossier, sheet.day
    regions = territory(dossier)
    known = [row for row in dossier.control if row.date <= today and row.region in {r.id for r in regions.regions}]
    if not known:
        raise FigureError(f"figure 'control_history' has no control figure on or before {today}")
    labels = {item.id: item.label for item in regions.series}
    shown = [region for region in regions.regions if any(row.region == region.id for row in known)]
    rows = [_row(dossier, row, labels) for row in sorted(known, key=lambda row: (row.region, row.series, row.date))]
    frame = pd.DataFrame(rows)
    heads = [{"region": region.label, "text": _head(dossier, region.id, region.label, today)} for region in shown]
    name = occupier(dossier).label
    description = f"{name}: " + "; ".join(head["text"] for head in heads) + "."
    return Figure(
        name="control_history",
        title="How the share of each region has changed",
        subtitle=f"{name}, % of the region, up to {day(today)}; one percentage point is as high in every panel",
        description=description,
        chart=control_history(
            frame[["region", "series", "date", "share", "words"]],
            pd.DataFrame(heads),
            pd.DataFrame(
                list(_marks(dossier, today, min(row.date for row in known))), columns=["date", "kind", "text"]
            ),
            series=[label for key, label in labels.items() if any(row.series == key for row in known)]
            + sorted({row.series for row in known} - set(labels)),
            mode=sheet.mode,
            description=description,
        ),
        table=_table(dossier, known, labels),
        refs=tuple(dict.fromkeys(ref for item in regions.series for ref in item.refs)),
        notes=tuple(_notes(dossier, known)),
    )


def _row(dossier: Dossier, row: ControlShare, labels: dict[str, str]) -> dict[str, Any]:
    region = region_of(dossier, row.region)
    series = labels.get(row.series, row.series)
    return {
        "region": region.label,
        "series": series,
        "date": pd.Timestamp(row.date),
        "share": row.share_pct,
        "words": f"{region.label}, {day(row.date)}: {percent(row.share_pct / 100)}, {series}",
    }


def _head(dossier: Dossier, key: str, label: str, today: dt.date) -> str:
    control = control_on(dossier, key, today)
    if control is None:
        return label
    return f"{label} · {percent(control.share)} on {day(control.date)}"


def _marks(dossier: Dossier, today: dt.date, first: dt.date) -> Iterator[dict[str, Any]]:
    """Yield the as-of date and every deadline known by then."""
    due: dict[dt.date, str] = {}
    for item in dossier.timeline.ultimatums:
        if item.set_on <= today:
            dates = [item.due_on, *(revision.due_on for revision in item.revisions if revision.set_on <= today)]
            due[dates[-1]] = item.label
    due = {date: label for date, label in due.items() if date >= first}
    for date in due:
        yield {"date": pd.Timestamp(date), "kind": "deadline", "text": ""}
    words = f"as of and deadline {day(today)}" if today in due else f"as of {day(today)}"
    yield {"date": pd.Timestamp(today), "kind": "as of", "text": words}


def _table(dossier: Dossier, known: Sequence[ControlShare], labels: dict[str, str]) -> pd.DataFrame:
    regions = {item.id: item for item in territory(dossier).regions}
    rows = []
    for row in sorted(known, key=lambda row: (list(regions).index(row.region), row.series, row.date)):
        size = area(dossier, regions[row.region])
        rows.append(
            {
                "region": regions[row.region].label,
                "series": labels.get(row.series, row.series),
                "date": row.date,
                "share occupied (%)": row.share_pct,
                "area occupied (km²)": round(row.held_km2),
                "area of the region (km²)": round(size[0]) if size else None,
            }
        )
    return pd.DataFrame(rows)


def _notes(dossier: Dossier, known: Sequence[ControlShare]) -> Iterator[str]:
    used = {row.series for row in known}
    for item in territory(dossier).series:
        if item.id in used:
            yield f"{item.label}: {item.definition}"
    yield f"{whole(len(known))} figures; series with different definitions are never joined."
    yield "Dotted: deadlines known by the as-of date."
