"""Who holds what under an option: areas and shares by region as of a day, against today and the baseline."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from components.model.cases import baseline

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.territory import Region, RegionsFile, Side
    from components.model.cases import Case


class TerritoryError(ValueError):
    """An option, reading or part of the dossier that does not exist; the message says which ones do."""


@dataclass(frozen=True)
class Control:
    """Share of a region not held by the sovereign side.

    Attributes
    ----------
    share : float
        0–1.
    date : datetime.date
        Day of the figure, on or before the as-of date.
    series : str or None
        Series it comes from; ``None`` where it was measured on the map.
    """

    share: float
    date: dt.date
    series: str | None


@dataclass(frozen=True)
class Part:
    """One part of a region: held by one side today, by the same or another under an option.

    Attributes
    ----------
    region : str
        Region id.
    today : str
        Side that holds it on the as-of date.
    then : str or None
        Side that would hold it; ``None`` where the source does not say.
    km2, share : float or None
        Area, and share of its region (0–1); ``None`` without a control figure by that date.
    control : Control or None
        Figure behind both.
    """

    region: str
    today: str
    then: str | None
    km2: float | None
    share: float | None
    control: Control | None

    @property
    def changes_hands(self) -> bool:
        """Whether another side would hold it than today."""
        return self.then is not None and self.then != self.today


@dataclass(frozen=True)
class Balance:
    """Parts added up, in km².

    Attributes
    ----------
    km2 : float
        All parts with a figure.
    today, then : mapping of str to float
        By side; ``then`` leaves out what is not stated.
    not_stated : float
        Area for which the source does not say who would hold it.
    moves : mapping of (str, str) to float
        What changes hands, by the side that holds it and the side that would.
    unknown : tuple of str
        Regions left out because no control figure is known by the day.
    """

    km2: float
    today: Mapping[str, float]
    then: Mapping[str, float]
    not_stated: float
    moves: Mapping[tuple[str, str], float]
    unknown: tuple[str, ...]


def territory(dossier: Dossier) -> RegionsFile:
    """Return the dossier's regions; `TerritoryError` where it has none."""
    if not dossier.regions.present:
        raise TerritoryError("this dossier has no regions.yaml")
    return dossier.regions


def occupier(dossier: Dossier) -> Side:
    """Return the side whose share the control figures give: the first that is not the sovereign one."""
    regions = territory(dossier)
    return next(side for side in regions.sides if side.id != regions.sovereign)


def side(dossier: Dossier, key: str) -> Side:
    """Return the side with this id; `KeyError` if there is none."""
    for item in territory(dossier).sides:
        if item.id == key:
            return item
    raise KeyError(key)


def region_of(dossier: Dossier, key: str) -> Region:
    """Return the region with this id; `KeyError` if there is none."""
    for item in territory(dossier).regions:
        if item.id == key:
            return item
    raise KeyError(key)


def area(dossier: Dossier, region: Region) -> tuple[float, str] | None:
    """Return a region's area in km² and what it measures.

    Land is preferred to the official area, which counts inland water; the map's own area comes last.
    """
    if region.land_km2 is not None:
        return region.land_km2, "land"
    if region.official_km2 is not None:
        return region.official_km2, "official area"
    drawn = sum(drawn_km2(dossier, region.id).values())
    return (drawn, "area on the map") if drawn else None


def drawn_km2(dossier: Dossier, region: str) -> dict[str, float]:
    """Return the areas of a region's parts as drawn on the map, by side."""
    found = [feature["properties"] for feature in features(dossier, "parts")]
    return {item["side"]: float(item["km2"]) for item in found if item["region"] == region and "km2" in item}


def features(dossier: Dossier, layer: str) -> Sequence[dict[str, Any]]:
    """Return a layer of the map as GeoJSON features: ``parts``, ``line``, ``pattern``, ``context``; or none."""
    found: Sequence[dict[str, Any]] = dossier.shapes.get(layer, {}).get("features", ())
    return found


def control_on(dossier: Dossier, region: str, day: dt.date) -> Control | None:
    """Return the control figure of a region on a day.

    The nearest earlier date counts, in the first series (in the dossier's order) that reaches back that
    far. Without one, the drawn line serves from its own date on.
    """
    order = [item.id for item in territory(dossier).series]
    known = [row for row in dossier.control if row.region == region and row.date <= day]
    for series in dict.fromkeys([*order, *(row.series for row in known)]):
        rows = [row for row in known if row.series == series]
        if rows:
            last = max(rows, key=lambda row: row.date)
            return Control(last.share_pct / 100, last.date, series)
    return _drawn_control(dossier, region, day)


def _drawn_control(dossier: Dossier, region: str, day: dt.date) -> Control | None:
    regions = territory(dossier)
    drawn = drawn_km2(dossier, region)
    if regions.geometry is None or regions.geometry.line_date > day or not sum(drawn.values()):
        return None
    return Control(1 - drawn.get(regions.sovereign, 0) / sum(drawn.values()), regions.geometry.line_date, None)


def parts(dossier: Dossier, case: Case, day: dt.date) -> tuple[Part, ...]:
    """Cut every region by who holds it on a day, and say who would hold each part under an option.

    Parameters
    ----------
    dossier : Dossier
        Regions, sides and control figures.
    case : Case
        The option.
    day : date
        As-of date; no later figure enters.

    Returns
    -------
    tuple of Part
        In the dossier's order of regions and sides; the parts of a region add up to it.
    """
    found: list[Part] = []
    for region in territory(dossier).regions:
        control, size = control_on(dossier, region.id, day), area(dossier, region)
        for key, share in _shares(dossier, region.id, control).items():
            km2 = None if share is None or size is None else share * size[0]
            found.append(Part(region.id, key, case.holder(region.id, key), km2, share, control))
    return tuple(found)


def _shares(dossier: Dossier, region: str, control: Control | None) -> dict[str, float | None]:
    """Return each side's share of a region; what is not the sovereign's is split as drawn."""
    regions = territory(dossier)
    if control is None:
        return dict.fromkeys((item.id for item in regions.sides), None)
    drawn = {key: km2 for key, km2 in drawn_km2(dossier, region).items() if key != regions.sovereign}
    drawn = drawn if sum(drawn.values()) else {occupier(dossier).id: 1.0}
    taken = {key: control.share * km2 / sum(drawn.values()) for key, km2 in drawn.items()}
    held = taken | {regions.sovereign: 1 - control.share}
    return {item.id: held[item.id] for item in regions.sides if item.id in held}


def balance(found: Iterable[Part]) -> Balance:
    """Add up parts, of one region or of all."""
    total = not_stated = 0.0
    today: dict[str, float] = defaultdict(float)
    then: dict[str, float] = defaultdict(float)
    moves: dict[tuple[str, str], float] = defaultdict(float)
    unknown: dict[str, None] = {}
    for part in found:
        if part.km2 is None:
            unknown[part.region] = None
            continue
        total += part.km2
        today[part.today] += part.km2
        if part.then is None:
            not_stated += part.km2
            continue
        then[part.then] += part.km2
        if part.changes_hands:
            moves[part.today, part.then] += part.km2
    return Balance(total, dict(today), dict(then), not_stated, dict(moves), tuple(unknown))


def relinquished(dossier: Dossier, case: Case, day: dt.date) -> float | None:
    """Return the km² left to the sovereign side that the baseline would take from it.

    ``None`` where the dossier has no baseline, or the option leaves any region open: then the
    difference is not stated.
    """
    start, sovereign = baseline(dossier), territory(dossier).sovereign
    if start is None:
        return None
    total = 0.0
    for before, after in zip(parts(dossier, start, day), parts(dossier, case, day), strict=True):
        if after.then is None or before.then is None or after.km2 is None:
            return None
        if before.then != sovereign and after.then == sovereign:
            total += after.km2
    return total
