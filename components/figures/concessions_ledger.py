"""The ledger: km² and share of each region held by each side, today and under an option."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from components.charts.concessions_ledger import concessions_ledger
from components.charts.concessions_style import Holder
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
    percent,
    refs,
    series_words,
    status,
    whole,
)
from components.figures.core import Figure, Sheet, figure
from components.model.territory import area, balance, baseline, occupier, parts, relinquished, territory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from components.dossier import Dossier
    from components.dossier.dossier import PublishedFigure
    from components.dossier.territory import Region
    from components.model.territory import Balance, Case, Part

WINDOW = dt.timedelta(days=31)
"""Published figures this near to the as-of date, either side, show how definitions differ; they enter no result."""

_ALL = "In all"
_TODAY = "Today"
_PUBLISHED = "Published"


@figure(
    "concessions_ledger",
    page="concessions",
    needs=["options", "regions"],
    options=[OPTION, READING, COMPARE, OWN_OPTION],
    still=True,
)
def build_ledger(sheet: Sheet, *, option: str, reading: str, compare: str, own: str) -> Figure:
    """Ledger of each region: area held by each side today and under an option, and what changes hands."""
    dossier, today = sheet.dossier, sheet.day
    first, second = case(dossier, option, reading, own), compared(dossier, compare, own)
    shown = {("Option" if second is None else "Option 1"): first} | ({} if second is None else {"Option 2": second})
    cuts = {name: parts(dossier, item, today) for name, item in shown.items()}
    published = list(_published(dossier, today))
    bars = pd.DataFrame(list(_bars(dossier, cuts)))
    described = _held(dossier, balance(next(iter(cuts.values()))), today) + " ".join(
        option_words(dossier, item, balance(cuts[name]), today) for name, item in shown.items()
    )
    holders = [
        Holder(item.id, item.label, item.id == territory(dossier).sovereign) for item in territory(dossier).sides
    ]
    return Figure(
        name="concessions_ledger",
        title=f"Who would hold what of each region: {' beside '.join(item.label for item in shown.values())}",
        subtitle=f"Share of each region's area and km², as of {day(today)}; striped: changes hands",
        description=described,
        chart=concessions_ledger(
            bars,
            pd.DataFrame(list(_heads(dossier, next(iter(cuts.values())))), columns=["row", "text"]),
            pd.DataFrame(
                [
                    {
                        "row": f"{_region_label(dossier, item.region)}|{_PUBLISHED}",
                        "share": item.value / 100,
                        "words": words,
                    }
                    for item, words in published
                ],
                columns=["row", "share", "words"],
            ),
            rows=_rows(dossier, list(cuts), {item.region for item, _ in published}),
            holders=holders,
            mode=sheet.mode,
            description=described,
        ),
        table=pd.DataFrame([row for name, item in shown.items() for row in _table(dossier, item, cuts[name], today)]),
        refs=refs(dossier, *shown.values()),
        notes=tuple(_notes(dossier, shown, cuts, bool(published))),
    )


def _rows(dossier: Dossier, cases: Sequence[str], published: set[str | None]) -> list[str]:
    rows: list[str] = []
    for region in territory(dossier).regions:
        extra = [_PUBLISHED] if region.id in published else []
        rows += [f"{region.label}|{name}" for name in ("", _TODAY, *extra, *cases)]
    return rows + [f"{_ALL}|{name}" for name in ("", _TODAY, *cases)]


def _heads(dossier: Dossier, cut: Sequence[Part]) -> Iterator[dict[str, str]]:
    for region in territory(dossier).regions:
        people = "" if region.population is None else f" · {whole(region.population)} registered"
        size = area(dossier, region)
        yield {"row": f"{region.label}|", "text": f"{region.label} · {km2(size[0] if size else None)}{people}"}
    yield {"row": f"{_ALL}|", "text": f"{_ALL} · {km2(balance(cut).km2)}"}


def _bars(dossier: Dossier, cuts: dict[str, tuple[Part, ...]]) -> Iterator[dict[str, Any]]:
    regions = territory(dossier)
    groups = {region.label: {region.id} for region in regions.regions} | {_ALL: {r.id for r in regions.regions}}
    for label, members in groups.items():
        for place, (name, cut) in enumerate(cuts.items()):
            chosen = [part for part in cut if part.region in members and part.km2 is not None]
            if place == 0:
                yield from _bar(dossier, f"{label}|{_TODAY}", [(part, part.today) for part in chosen])
            yield from _bar(dossier, f"{label}|{name}", [(part, part.then) for part in chosen])


def _bar(dossier: Dossier, row: str, pieces: Sequence[tuple[Part, str | None]]) -> Iterator[dict[str, Any]]:
    """Yield the stretches of one bar: the occupied ones first, so that the axis reads as the share occupied."""
    sovereign = territory(dossier).sovereign
    total = sum(part.km2 or 0 for part, _ in pieces)
    sizes: dict[tuple[str, str | None], float] = {}
    for part, then in sorted(pieces, key=lambda piece: piece[0].today == sovereign):
        sizes[part.today, then] = sizes.get((part.today, then), 0) + (part.km2 or 0)
    at = 0.0
    for (today, then), size in sizes.items():
        moved = then is not None and then != today
        amount = f"{km2(size)} · {percent(size / total)}"
        yield {
            "row": row,
            "start": at / total,
            "stop": (at + size) / total,
            "holder": "" if then is None else today,
            "to": then if moved else "",
            "text": amount,
            "words": f"{status(dossier, then)}{', changes hands' if moved else ''}: {amount}",
        }
        at += size


def _published(dossier: Dossier, today: dt.date) -> Iterator[tuple[PublishedFigure, str]]:
    """Yield the published shares near the day, each with who published it and what it counts."""
    for item in dossier.published:
        published = _date(item.as_of)
        wanted = item.measure == "held_share" and item.region is not None and item.unit in ("%", "percent")
        if wanted and published is not None and abs(published - today) <= WINDOW:
            later = ", after the as-of date" if published > today else ""
            least = "at least " if item.bound == "at_least" else ""
            yield item, f"{least}{item.value:g} %, {item.who}, {day(published)}{later}. {item.definition or ''}".strip()


def _date(text: str) -> dt.date | None:
    """Return the day of a published figure; the first of the month where no day is given."""
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text)
    return None if match is None else dt.date(int(match[1]), int(match[2]), int(match[3] or 1))


def _table(dossier: Dossier, item: Case, cut: Sequence[Part], today: dt.date) -> Iterator[dict[str, Any]]:
    regions = territory(dossier)
    near = list(_published(dossier, today))
    for region in (*regions.regions, None):
        chosen = [part for part in cut if region is None or part.region == region.id]
        total = balance(chosen)
        size = area(dossier, region) if region else None
        figures = sorted(found.value for found, _ in near if region and found.region == region.id)
        row: dict[str, Any] = {
            "option": item.label,
            "region": region.label if region else _ALL,
            "area (km²)": round(total.km2) if total.km2 else None,
            "area taken from": size[1] if size else "sum of the regions",
        }
        for key, words in ((found.id, found.label) for found in regions.sides):
            row[f"{words} today (km²)"] = _rounded(total.today.get(key, 0), total)
            row[f"{words} today (%)"] = _share(total.today.get(key, 0), total)
            row[f"{words} under the option (km²)"] = _rounded(total.then.get(key, 0), total)
            row[f"{words} under the option (%)"] = _share(total.then.get(key, 0), total)
        row["not stated under the option (km²)"] = _rounded(total.not_stated, total)
        for key, words in ((found.id, found.name or found.label) for found in regions.sides):
            moved = sum(size for (_, target), size in total.moves.items() if target == key)
            row[f"changes hands, to {words} (km²)"] = _rounded(moved, total)
        people = [found.population for found in regions.regions if region is None or found.id == region.id]
        row["registered population (people)"] = None if None in people else sum(found or 0 for found in people)
        row["population as of"] = _population_date(region, regions.regions)
        row["share taken from"] = series_words(dossier, chosen[0].control) if region and chosen else ""
        row["published shares occupied, lowest (%)"] = figures[0] if figures else None
        row["published shares occupied, highest (%)"] = figures[-1] if figures else None
        row["published by"] = " | ".join(words for found, words in near if region and found.region == region.id)
        yield row


def _population_date(region: Region | None, regions: Sequence[Region]) -> str:
    dates = {item.population_as_of for item in ([region] if region else regions)}
    only = dates.pop() if len(dates) == 1 else None
    return day(only) if only else ""


def _rounded(size: float, total: Balance) -> int | None:
    return round(size) if total.km2 else None


def _share(size: float, total: Balance) -> float | None:
    return round(size / total.km2 * 100, 1) if total.km2 else None


def _held(dossier: Dossier, total: Balance, today: dt.date) -> str:
    held = ", ".join(f"{status(dossier, key)}: {km2(size)}" for key, size in total.today.items())
    return f"As of {day(today)}: {held}. "


def option_words(dossier: Dossier, item: Case, total: Balance, today: dt.date) -> str:
    """Return in words what changes hands under a case, what is returned, and how it differs from the baseline."""
    sovereign, other = territory(dossier).sovereign, occupier(dossier)
    moved = [
        f"{km2(size)} ({percent(size / total.km2)}) pass from {party(dossier, source)}'s "
        f"to {party(dossier, target)}'s control"
        for (source, target), size in total.moves.items()
    ]
    if total.not_stated:
        moved.append(f"for {km2(total.not_stated)} it is not stated who would hold them")
    words = [f"{item.label}: {'; '.join(moved) or 'nothing changes hands against today'}."]
    returned = sum(size for (_, target), size in total.moves.items() if target == sovereign)
    name = other.name or other.label
    if not total.not_stated:
        words.append(
            f"{name} returns {km2(returned) if returned else 'nothing'} of the land it holds in these regions."
        )
    start, left = baseline(dossier), relinquished(dossier, item, today)
    if start is not None and left is not None:
        words.append(
            f"Measured from the baseline ({start.label}), {km2(left)} of these regions stay with or go to "
            f"{party(dossier, sovereign)}. Given up in them: ambition{' and land' if returned else ', not land'}."
        )
    elif start is not None:
        words.append(f"Against the baseline ({start.label}) the difference is not stated.")
    return " ".join(words)


def _notes(
    dossier: Dossier, shown: dict[str, Case], cuts: dict[str, tuple[Part, ...]], has_published: bool
) -> Iterator[str]:
    regions = territory(dossier)
    if len(shown) > 1:
        yield "; ".join(f"{name}: {item.label}" for name, item in shown.items()) + "."
    sources = dict.fromkeys(series_words(dossier, part.control) for part in next(iter(cuts.values())))
    yield f"Areas: share × region's area. Share: {'; '.join(sources)}."
    if dossier.options.ordering_note:
        yield dossier.options.ordering_note
    if regions.area_note:
        yield regions.area_note
    if regions.population_note:
        yield f"Registered population: {regions.population_note}."
    if has_published:
        yield (
            f"Published: shares occupied that others gave within {WINDOW.days} days of the as-of date, by their own "
            "definitions; those dated later say so and enter no result."
        )


def _region_label(dossier: Dossier, key: str | None) -> str:
    return next(item.label for item in territory(dossier).regions if item.id == key)
