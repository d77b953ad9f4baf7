"""How much of each region was occupied by date, series by series."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from components import wording
from components.figures.concessions.history_chart import Head, Mark, Point, history_chart
from components.figures.core import Figure, FigureError, figure
from components.model.territory import area, control_on, occupier, region_of, territory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from components.dossier import Dossier
    from components.dossier.dossier import ControlShare
    from components.dossier.territory import Region
    from components.figures.context import Sheet


@figure("control_history", page="concessions", needs=["regions", "control"], still=True)
def history(sheet: Sheet) -> Figure:
    """Share of each region occupied by date, one line a series; series are never joined."""
    dossier, today = sheet.dossier, sheet.day
    regions = territory(dossier)
    known = [row for row in dossier.control if row.date <= today and row.region in {r.id for r in regions.regions}]
    if not known:
        raise FigureError(f"no control figure is known on or before {wording.date(today)}")
    used = {row.series for row in known}
    labels = {item.id: item.label for item in regions.series if item.id in used}
    labels |= {key: key for key in sorted(used - set(labels))}
    shown = [region for region in regions.regions if any(row.region == region.id for row in known)]
    heads = [Head(region.label, _head(dossier, region, today)) for region in shown]
    name = occupier(dossier).label
    description = f"{name}: " + "; ".join(head.text for head in heads) + "."
    return Figure(
        name="control_history",
        title="How the share of each region has changed",
        subtitle=f"{name}, % of the region, up to {wording.date(today)}; one percentage point is as high in every "
        "panel",
        description=description,
        chart=history_chart(
            [_point(dossier, row, labels) for row in sorted(known, key=lambda row: (row.region, row.series, row.date))],
            heads,
            [*_marks(dossier, today, min(row.date for row in known))],
            series=list(labels.values()),
            mode=sheet.mode,
            description=description,
        ),
        table=_table(dossier, known, labels),
        refs=tuple(dict.fromkeys(ref for item in regions.series for ref in item.refs)),
        notes=tuple(_notes(dossier, known)),
    )


def _point(dossier: Dossier, row: ControlShare, labels: Mapping[str, str]) -> Point:
    region, series = region_of(dossier, row.region).label, labels[row.series]
    words = f"{region}, {wording.date(row.date)}: {wording.share(row.share_pct / 100)}, {series}"
    return Point(region, series, row.date, row.share_pct, words)


def _head(dossier: Dossier, region: Region, today: dt.date) -> str:
    control = control_on(dossier, region.id, today)
    if control is None:
        return region.label
    return f"{region.label} · {wording.share(control.share)} on {wording.date(control.date)}"


def _marks(dossier: Dossier, today: dt.date, first: dt.date) -> Iterator[Mark]:
    """Yield every deadline known by the as-of date, and that date."""
    known = [item for item in dossier.timeline.ultimatums if item.set_on <= today]
    due = dict.fromkeys(
        [item.due_on, *(revision.due_on for revision in item.revisions if revision.set_on <= today)][-1]
        for item in known
    )
    for date in due:
        if date >= first:
            yield Mark(date, is_deadline=True)
    words = "as of and deadline" if today in due else "as of"
    yield Mark(today, is_deadline=False, text=f"{words} {wording.date(today)}")


def _table(dossier: Dossier, known: Sequence[ControlShare], labels: Mapping[str, str]) -> pd.DataFrame:
    regions = {item.id: item for item in territory(dossier).regions}
    rows = []
    for row in sorted(known, key=lambda row: (list(regions).index(row.region), row.series, row.date)):
        size = area(dossier, regions[row.region])
        rows.append(
            {
                "region": regions[row.region].label,
                "series": labels[row.series],
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
    yield f"{wording.count(len(known), 'figure')}; series with different definitions are never joined."
    yield "Dotted: deadlines known by the as-of date."
