"""Which places the map names, and what it says of them: regions, towns, surroundings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components import wording
from components.figures.concessions.cases import km2, status
from components.figures.concessions.placing import Label, clearest
from components.model.territory import features, territory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from components.dossier import Dossier
    from components.dossier.dossier import Town
    from components.dossier.territory import PlaceName, View
    from components.model.territory import Part


def labels(dossier: Dossier, cut: Sequence[Part], view: View) -> Iterator[Label]:
    """Yield labels in order of importance: regions, towns by rank, country and seas, surroundings."""
    towns = [town for town in dossier.towns if _inside(town, view) and (town.rank <= view.towns or town.contested)]
    towns.sort(key=lambda town: (town.rank > view.towns, town.rank, -(town.population or 0)))
    yield from _regions(dossier, cut, view, [town for town in towns if town.rank <= 1 or len(towns) < 12])
    for town in towns:
        yield _town(dossier, town, view)
    yield from _names(dossier, view)
    yield from _surroundings(dossier, view)


def _regions(dossier: Dossier, cut: Sequence[Part], view: View, towns: Sequence[Town]) -> Iterator[Label]:
    main = [(town.lon, town.lat) for town in towns]
    for region in territory(dossier).regions:
        own = [feature for feature in features(dossier, "parts") if feature["properties"]["region"] == region.id]
        place = clearest(own, view.bounds, main)
        if place is not None:
            name, becomes = region.label.upper(), _short([part for part in cut if part.region == region.id])
            yield Label("region", (name, becomes), *place, size=11)
            yield Label("region", (name,), *place, size=11, stands_in=True)


def _town(dossier: Dossier, town: Town, view: View) -> Label:
    geometry = territory(dossier).geometry
    held = status(dossier, town.held_by) + (", contested" if town.contested else "")
    return Label(
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
        f"{held}, {wording.date(geometry.line_date)}" if geometry else held,
    )


def _names(dossier: Dossier, view: View) -> Iterator[Label]:
    for name in territory(dossier).names:
        if _inside(name, view):
            size = 13 if name.kind == "country" else 12
            yield Label(name.kind, (name.label,), name.lon, name.lat, size=size, name=name.label)


def _surroundings(dossier: Dossier, view: View) -> Iterator[Label]:
    apart = {item.id: item.text for item in territory(dossier).apart}
    placed = {name.label for name in territory(dossier).names}
    for feature in features(dossier, "context"):
        properties = feature["properties"]
        name = properties.get("label")
        kind = "country" if properties["kind"] == "neighbour" else "place"
        wanted = name and name not in placed and (properties["kind"] != "country" or view.towns <= 1)
        if place := clearest([feature], view.bounds) if wanted else None:
            size = 13 if kind == "country" else 11
            yield Label(kind, (name,), *place, size=size, name=name, note=apart.get(properties.get("id"), ""))


def _short(cut: Sequence[Part]) -> str:
    """Return in a few words what becomes of a region."""
    moved = [part for part in cut if part.changes_hands]
    if any(part.then is None for part in cut):
        return "not stated"
    if not moved:
        return "as today"
    known = [part.km2 for part in moved if part.km2 is not None]
    return f"{km2(sum(known))} change hands" if known else "changes hands"


def _inside(place: Town | PlaceName, view: View) -> bool:
    west, south, east, north = view.bounds
    return west <= place.lon <= east and south <= place.lat <= north
