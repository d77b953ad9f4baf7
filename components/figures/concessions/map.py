"""The concession map: who holds what of each region, and what an option would change."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from components import wording
from components.dossier.territory import NOT_STATED, View
from components.figures.concessions.cases import (
    COMPARE,
    OPTION,
    OWN_OPTION,
    READING,
    case,
    changes,
    compared,
    holders,
    km2,
    refs,
    series_words,
    status,
)
from components.figures.concessions.map_chart import map_chart
from components.figures.concessions.map_labels import labels
from components.figures.concessions.map_shapes_chart import PART, TITLES, Ground, Shown, part_name
from components.figures.concessions.projection_chart import Conic
from components.figures.core import Figure, FigureError, Option, figure
from components.model.territory import Part, area, balance, features, parts, region_of, territory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from components.dossier import Dossier
    from components.dossier.dossier import Town
    from components.dossier.territory import Geometry
    from components.figures.concessions.projection_chart import Bounds
    from components.figures.context import Sheet
    from components.model.cases import Case


def views(dossier: Dossier) -> dict[str, View]:
    """Return the map's views by id; one around everything drawn where the dossier names none."""
    if named := territory(dossier).views:
        return {view.id: view for view in named}
    return {"all": View(id="all", label="All regions", bounds=_extent(features(dossier, "parts")), towns=4)}


_VIEW = Option(
    "view",
    "Part of the map",
    lambda context: list(views(context.dossier)) if context.dossier.regions.present else [],
    lambda context: next(iter(views(context.dossier))) if context.dossier.regions.present else "",
)


@figure(
    "concessions_map",
    page="concessions",
    needs=["options", "regions", "shapes"],
    options=[OPTION, READING, _VIEW, COMPARE, OWN_OPTION],
    still=True,
)
def concessions_map(sheet: Sheet, *, option: str, reading: str, view: str, compare: str, own: str) -> Figure:
    """Map of who holds what of each region, and what an option would change."""
    dossier, today = sheet.dossier, sheet.day
    geometry = territory(dossier).geometry
    if geometry is None:
        raise FigureError("figure 'concessions_map' needs geometry in regions.yaml, which this dossier leaves out")
    first, second = case(dossier, option, reading, own), compared(dossier, compare, own)
    shown = [(item, parts(dossier, item, today)) for item in (first, second) if item is not None]
    chosen = views(dossier)[view]
    said = " ".join(changes(dossier, item, balance(cut)) for item, cut in shown)
    description = f"Map, {chosen.label}. {said} {_line_words(geometry)}"
    projection = geometry.projection
    chart = map_chart(
        [_panel(dossier, item, cut, chosen, titled=second is not None) for item, cut in shown],
        _ground(dossier, geometry),
        conic=Conic(projection.parallels, projection.rotate, chosen.bounds),
        holders=holders(dossier),
        mode=sheet.mode,
        description=description,
    )
    return Figure(
        name="concessions_map",
        title=first.label if second is None else f"{first.label}, and beside it: {second.label}",
        subtitle=f"{chosen.label}; areas in km² as of {wording.date(today)}; "
        f"line of {wording.date(geometry.line_date)}",
        description=description,
        chart=chart,
        table=pd.DataFrame([row for item, cut in shown for row in _table(dossier, item, cut)]),
        refs=refs(dossier, first, second),
        notes=tuple(_notes(dossier, geometry, [item for item, _ in shown], today)),
    )


def told(
    dossier: Dossier, shown: Sequence[Case], today: dt.date, selection: Mapping[str, Sequence[Mapping[str, str]]]
) -> Iterator[str]:
    """Yield what the map says of each part that is selected in it, for one case after the other."""
    # A click beside the parts selects what has no name.
    names = {row.get(PART) for row in selection.get(PART, ())} - {None}
    for item in shown if names else ():
        head = f"{item.label} · " if len(shown) > 1 else ""
        for part in parts(dossier, item, today):
            if part_name(part.region, part.today) in names:
                words = _part_words(dossier, part)
                yield head + " · ".join(f"{title}: {words[name]}" for name, title in TITLES.items())


def _panel(dossier: Dossier, item: Case, cut: Sequence[Part], view: View, *, titled: bool) -> Shown:
    titles = (item.option.label, *([item.reading.label] if item.reading else []))
    return Shown(
        titles=titles if titled else (),
        then={(part.region, part.today): part.then for part in cut},
        words={(part.region, part.today): _part_words(dossier, part) for part in cut},
        labels=list(labels(dossier, cut, view)),
    )


def _part_words(dossier: Dossier, part: Part) -> dict[str, str]:
    """Return what the map says of a part, by the fields of `TITLES`."""
    region, towns = region_of(dossier, part.region), _towns_in(dossier, part)
    everybody, here = region.population, wording.number(_people(towns), 0)
    count = "" if everybody is None else f"{wording.number(everybody, 0)} registered in the whole region; "
    return {
        "region": region.label,
        "today": status(dossier, part.today),
        "then": f"{'changes hands: ' if part.changes_hands else ''}{status(dossier, part.then)}",
        "area": km2(part.km2),
        "share": wording.share(part.share),
        "people": f"{count}{here} in {wording.count(len(towns), 'listed town')} here",
    }


def _towns_in(dossier: Dossier, part: Part) -> list[Town]:
    """Return the listed towns of a part."""
    return [town for town in dossier.towns if town.region == part.region and town.held_by == part.today]


def _people(towns: Sequence[Town]) -> int:
    return sum(town.population or 0 for town in towns)


def _table(dossier: Dossier, item: Case, cut: Sequence[Part]) -> Iterator[dict[str, Any]]:
    for part in cut:
        region, towns = region_of(dossier, part.region), _towns_in(dossier, part)
        size = area(dossier, region)
        yield {
            "option": item.option.label,
            "reading": item.reading.label if item.reading else "as stated",
            "region": region.label,
            "today": status(dossier, part.today),
            "under the option": status(dossier, part.then),
            "changes hands": "not stated" if part.then is None else "yes" if part.changes_hands else "no",
            "area (km²)": None if part.km2 is None else round(part.km2),
            "share of region (%)": None if part.share is None else round(part.share * 100, 1),
            "area taken from": "" if size is None else size[1],
            "share taken from": series_words(dossier, part.control),
            "registered in the whole region (people)": region.population,
            "listed towns in the part (number)": len(towns),
            "in those towns (people, mixed dates)": _people(towns),
        }


def _notes(dossier: Dossier, geometry: Geometry, shown: Sequence[Case], today: dt.date) -> Iterator[str]:
    yield from _geometry_notes(dossier, geometry, today)
    for apart in territory(dossier).apart:
        yield _ended(f"{apart.label}: {apart.text}")
    for item in shown:
        if item.reading is not None:
            note = f" {item.reading.note}" if item.reading.note else ""
            yield f"{item.reading.label} is a reading, not in the option as stated.{note}"
        elif item.option.unstated and NOT_STATED in item.option.regions.values():
            yield f"{item.option.label}, not stated: {item.option.unstated}"
    if people := territory(dossier).population_note:
        yield _ended(f"People: {people}")


def _geometry_notes(dossier: Dossier, geometry: Geometry, today: dt.date) -> Iterator[str]:
    yield _line_words(geometry)
    if geometry.line_date != today:
        drawn, counted = wording.date(geometry.line_date), wording.date(today)
        yield f"The line stays that of {drawn}; areas and shares are those of {counted}."
    first, second = geometry.projection.parallels
    yield f"Conic equal-area projection, parallels {first:g}° and {second:g}°."
    if sources := [getattr(dossier.reference(key), "title", key) for key in geometry.refs]:
        yield _ended(f"Geometry: {'; '.join(sources)}")


def _line_words(geometry: Geometry) -> str:
    return _ended(f"Line between the parts, {wording.date(geometry.line_date)}: {geometry.line_note}")


def _ended(text: str) -> str:
    return f"{text.rstrip('. ')}."


def _ground(dossier: Dossier, geometry: Geometry) -> Ground:
    apart = territory(dossier).apart
    context, drawn, line = (features(dossier, layer) for layer in ("context", "parts", "line"))
    return Ground(
        context=context,
        parts=drawn,
        line=line,
        pattern=features(dossier, "pattern"),
        extent=_extent([*context, *drawn]),
        apart_label=", ".join(item.label for item in apart) + " (apart)" if apart else "",
        line_label=f"Line of control, {wording.date(geometry.line_date)}, schematic" if line else "",
        contested_label="Contested town" if any(town.contested for town in dossier.towns) else "",
    )


def _extent(features: Sequence[dict[str, Any]]) -> Bounds:
    west, south, east, north = zip(*(_box(feature) for feature in features), strict=True)
    return min(west), min(south), max(east), max(north)


def _box(feature: dict[str, Any]) -> tuple[float, float, float, float]:
    points = list(_points(feature["geometry"]["coordinates"]))
    lon, lat = zip(*points, strict=True)
    return min(lon), min(lat), max(lon), max(lat)


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
    else:
        for item in coordinates:
            yield from _points(item)
