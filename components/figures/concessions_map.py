"""The concession map: who holds what of each region, and what an option would change."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from components.charts.concessions_labels import Label, clearest
from components.charts.concessions_map import Ground, Shown, concessions_map
from components.charts.concessions_projection import Conic
from components.charts.concessions_style import Holder
from components.dossier.territory import View
from components.figures.concessions_cases import (
    COMPARE,
    OPTION,
    OWN_OPTION,
    READING,
    case,
    compared,
    day,
    km2,
    party,
    refs,
    series_words,
    status,
)
from components.figures.concessions_words import part_words, towns_in
from components.figures.core import Figure, FigureError, Option, Sheet, figure
from components.model.territory import Balance, Case, Part, area, balance, parts, region_of, territory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from components.charts.concessions_projection import Bounds
    from components.dossier import Dossier
    from components.dossier.dossier import Town
    from components.dossier.territory import Geometry, RegionsFile


def views(dossier: Dossier) -> dict[str, View]:
    """Return the map's views by id; one around everything drawn where the dossier names none."""
    regions = territory(dossier)
    if regions.views:
        return {view.id: view for view in regions.views}
    bounds = _extent(dossier.shapes.get("parts", {}).get("features", ()))
    return {"all": View(id="all", label="All regions", bounds=bounds, towns=4)}


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
def build_map(sheet: Sheet, *, option: str, reading: str, view: str, compare: str, own: str) -> Figure:
    """Map of who holds what of each region, and what an option would change."""
    dossier, today = sheet.dossier, sheet.day
    regions = territory(dossier)
    if regions.geometry is None:
        raise FigureError("figure 'concessions_map' needs geometry in regions.yaml, which this dossier leaves out")
    first, second = case(dossier, option, reading, own), compared(dossier, compare, own)
    shown = [first] if second is None else [first, second]
    found = [parts(dossier, item, today) for item in shown]
    chosen = views(dossier)[view]
    projection = regions.geometry.projection
    conic = Conic(projection.parallels, projection.rotate, chosen.bounds)
    description = " ".join(_sentence(dossier, item, balance(cut)) for item, cut in zip(shown, found, strict=True))
    description = f"Map, {chosen.label}. {description} {_line_words(regions)}"
    chart = concessions_map(
        [_panel(dossier, item, cut, chosen, titled=second is not None) for item, cut in zip(shown, found, strict=True)],
        _ground(dossier, regions),
        conic=conic,
        holders=[Holder(item.id, item.label, item.id == regions.sovereign) for item in regions.sides],
        mode=sheet.mode,
        description=description,
    )
    return Figure(
        name="concessions_map",
        title=first.label if second is None else f"{first.label}, and beside it: {second.label}",
        subtitle=f"{chosen.label}; areas in km² as of {day(today)}; line of {day(regions.geometry.line_date)}",
        description=description,
        chart=chart,
        table=pd.DataFrame([row for item, cut in zip(shown, found, strict=True) for row in _table(dossier, item, cut)]),
        refs=refs(dossier, *shown),
        notes=tuple(_notes(dossier, shown, today)),
    )


def _panel(dossier: Dossier, item: Case, cut: Sequence[Part], view: View, *, titled: bool) -> Shown:
    return Shown(
        titles=_titles(item) if titled else (),
        then={(part.region, part.today): part.then for part in cut},
        words={(part.region, part.today): part_words(dossier, part) for part in cut},
        labels=list(_labels(dossier, cut, view)),
    )


def _titles(item: Case) -> tuple[str, ...]:
    return (item.option.label,) if item.reading is None else (item.option.label, item.reading.label)


def _labels(dossier: Dossier, cut: Sequence[Part], view: View) -> Iterator[Label]:
    """Yield labels in order of importance: regions, towns by rank, surroundings."""
    towns = [town for town in dossier.towns if _inside(town, view) and (town.rank <= view.towns or town.contested)]
    towns.sort(key=lambda town: (town.rank > view.towns, town.rank, -(town.population or 0)))
    main = [(town.lon, town.lat) for town in towns if town.rank <= 1 or len(towns) < 12]
    shapes = dossier.shapes["parts"]["features"]
    for region in territory(dossier).regions:
        own = [feature for feature in shapes if feature["properties"]["region"] == region.id]
        place = clearest(own, view.bounds, main)
        if place is not None:
            name = region.label.upper()
            yield Label("region", (name, _short([part for part in cut if part.region == region.id])), *place, size=11)
            yield Label("region", (name,), *place, size=11, stands_in=True)
    for town in towns:
        note = status(dossier, town.held_by) + (", contested" if town.contested else "")
        yield Label(
            "contested" if town.contested else "town",
            # Contested towns are always marked, but named only where the view is close enough.
            (town.name if town.rank <= view.towns + 1 else "",),
            town.lon,
            town.lat,
            town.label_dx,
            town.label_dy,
            town.label_anchor,
            12 if town.rank <= 2 else 11,
            town.name,
            f"{note}, {day(line_date)}" if (line_date := _line_date(dossier)) else note,
        )
    for feature in _context(dossier):
        properties = feature["properties"]
        wanted = properties["kind"] != "country" or view.towns <= 1
        place = clearest([feature], view.bounds) if properties.get("label") and wanted else None
        if place is not None:
            yield Label(
                "place",
                (properties["label"],),
                *place,
                size=11,
                name=properties["label"],
                note=_apart_text(dossier, properties),
            )


def _short(cut: Sequence[Part]) -> str:
    """Return in a few words what becomes of a region."""
    moved = [part for part in cut if part.changes_hands]
    if any(part.then is None for part in cut):
        return "not stated"
    if not moved:
        return "as today"
    known = [part.km2 for part in moved if part.km2 is not None]
    return f"{km2(sum(known))} change hands" if known else "changes hands"


def _sentence(dossier: Dossier, item: Case, total: Balance) -> str:
    """Return in words what changes hands under a case."""
    if total.unknown:
        names = ", ".join(region_of(dossier, key).label for key in total.unknown)
        missing = f" No control figure is known by then for {names}."
    else:
        missing = ""
    moved = [
        f"{km2(size)} pass from {party(dossier, source)}'s to {party(dossier, target)}'s control"
        for (source, target), size in total.moves.items()
    ]
    if total.not_stated:
        moved.append(f"for {km2(total.not_stated)} the source does not state who would hold them")
    words = "; ".join(moved) if moved else "nothing changes hands against today"
    return f"{item.label}: {words}.{missing}"


def _table(dossier: Dossier, item: Case, cut: Sequence[Part]) -> Iterator[dict[str, Any]]:
    for part in cut:
        region, towns = region_of(dossier, part.region), towns_in(dossier, part)
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
            "in those towns (people, mixed dates)": sum(town.population or 0 for town in towns),
        }


def _geometry_notes(dossier: Dossier, geometry: Geometry, today: dt.date) -> Iterator[str]:
    yield _line_words(territory(dossier))
    if geometry.line_date != today:
        yield f"The line stays that of {day(geometry.line_date)}; areas and shares are those of {day(today)}."
    first, second = geometry.projection.parallels
    yield f"Conic equal-area projection, parallels {first:g}° and {second:g}°."
    sources = [getattr(dossier.reference(key), "title", key) for key in geometry.refs]
    if sources:
        yield _ended(f"Geometry: {'; '.join(sources)}")


def _notes(dossier: Dossier, shown: Sequence[Case], today: dt.date) -> Iterator[str]:
    regions = territory(dossier)
    if regions.geometry is not None:
        yield from _geometry_notes(dossier, regions.geometry, today)
    for item in regions.apart:
        yield _ended(f"{item.label}: {item.text}")
    for case_ in shown:
        if case_.reading is not None:
            note = f" {case_.reading.note}" if case_.reading.note else ""
            yield f"{case_.reading.label} is a reading, not in the option as stated.{note}"
        elif case_.option.unstated and any(rule == "not_stated" for rule in case_.option.regions.values()):
            yield f"{case_.option.label}, not stated: {case_.option.unstated}"
    if regions.population_note:
        yield _ended(f"People: {regions.population_note}")


def _line_words(regions: RegionsFile) -> str:
    geometry = regions.geometry
    if geometry is None:
        return ""
    return _ended(f"Line between the parts, {day(geometry.line_date)}: {geometry.line_note}")


def _ended(text: str) -> str:
    return f"{text.rstrip('. ')}."


def _ground(dossier: Dossier, regions: RegionsFile) -> Ground:
    line = dossier.shapes.get("line", {}).get("features", ())
    date = _line_date(dossier)
    return Ground(
        context=_context(dossier),
        parts=dossier.shapes["parts"]["features"],
        line=line,
        pattern=dossier.shapes.get("pattern", {}).get("features", ()),
        extent=_extent([*_context(dossier), *dossier.shapes["parts"]["features"]]),
        apart_label=", ".join(item.label for item in regions.apart) + " (apart)" if regions.apart else "",
        line_label=f"Line of control, {day(date)}, schematic" if line and date else "",
    )


def _context(dossier: Dossier) -> Sequence[dict[str, Any]]:
    features: Sequence[dict[str, Any]] = dossier.shapes.get("context", {}).get("features", ())
    return features


def _line_date(dossier: Dossier) -> Any:
    geometry = territory(dossier).geometry
    return None if geometry is None else geometry.line_date


def _apart_text(dossier: Dossier, properties: dict[str, Any]) -> str:
    return next((item.text for item in territory(dossier).apart if item.id == properties.get("id")), "")


def _inside(town: Town, view: View) -> bool:
    west, south, east, north = view.bounds
    return west <= town.lon <= east and south <= town.lat <= north


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
