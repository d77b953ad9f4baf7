"""The ledger: km² and share of each region held by each side, today and under an option."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from components import wording
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
    party,
    refs,
    series_words,
    status,
)
from components.figures.concessions.ledger_chart import Bar, Head, Published, ledger_chart
from components.figures.core import Figure, FigureError, figure
from components.model.cases import baseline
from components.model.territory import area, balance, occupier, parts, region_of, relinquished, territory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from components.dossier import Dossier
    from components.dossier.dossier import PublishedFigure
    from components.dossier.territory import Region
    from components.figures.context import Sheet
    from components.model.cases import Case
    from components.model.territory import Balance, Part

    Cuts = dict[str, tuple[Part, ...]]
    """Parts of all regions under each option shown, by the name of its row."""

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
def ledger(sheet: Sheet, *, option: str, reading: str, compare: str, own: str) -> Figure:
    """Ledger of each region: area held by each side today and under an option, and what changes hands."""
    dossier, today = sheet.dossier, sheet.day
    first, second = case(dossier, option, reading, own), compared(dossier, compare, own)
    shown = {"Option": first} if second is None else {"Option 1": first, "Option 2": second}
    cuts = {name: parts(dossier, item, today) for name, item in shown.items()}
    start = balance(next(iter(cuts.values())))
    if not start.km2:
        raise FigureError(f"no control figure is known on or before {wording.date(today)}")
    published = _published(dossier, today)
    held = ", ".join(f"{status(dossier, key)}: {km2(size)}" for key, size in start.today.items())
    told = " ".join(on_the_ground(dossier, item, today) for item in shown.values())
    described = f"As of {wording.date(today)}: {held}. {told}"
    return Figure(
        name="concessions_ledger",
        title=f"Who would hold what of each region: {' beside '.join(item.label for item in shown.values())}",
        subtitle=f"Share of each region's area and km², as of {wording.date(today)}; striped: changes hands",
        description=described,
        chart=ledger_chart(
            [bar for label, members in _groups(dossier).items() for bar in _bars(dossier, label, members, cuts)],
            [*_heads(dossier, start)],
            [
                Published(_row(region_of(dossier, found.region).label, _PUBLISHED), found.value / 100, words)
                for found, words in published
                if found.region
            ],
            rows=_rows(dossier, list(cuts), {found.region for found, _ in published}),
            holders=holders(dossier),
            mode=sheet.mode,
            description=described,
        ),
        table=pd.DataFrame([row for name, item in shown.items() for row in _table(dossier, item, cuts[name], today)]),
        refs=refs(dossier, *shown.values()),
        notes=tuple(_notes(dossier, shown, cuts, bool(published))),
    )


def on_the_ground(dossier: Dossier, item: Case, today: dt.date) -> str:
    """Return in words what changes hands, what is returned, what differs from the baseline; nothing without regions."""
    if not dossier.regions.present:
        return ""
    total = balance(parts(dossier, item, today))
    sovereign, other = territory(dossier).sovereign, occupier(dossier)
    words = [changes(dossier, item, total)]
    returned = sum(size for (_, target), size in total.moves.items() if target == sovereign)
    if not total.not_stated and not total.unknown:
        gives = km2(returned) if returned else "nothing"
        words.append(f"{other.name or other.label} returns {gives} of the land it holds in these regions.")
    start, left = baseline(dossier), relinquished(dossier, item, today)
    if start is not None and left is not None:
        words.append(
            f"Measured from the baseline, “{start.label}”, {km2(left)} of these regions stay with or go to "
            f"{party(dossier, sovereign)}. Given up in them: ambition{' and land' if returned else ', not land'}."
        )
    elif start is not None:
        open_ = "known" if total.unknown else "stated"
        words.append(f"Against the baseline, “{start.label}”, the difference is not {open_}.")
    return " ".join(words)


def _row(label: str, name: str = "") -> str:
    return f"{label}|{name}"


def _rows(dossier: Dossier, cases: Sequence[str], published: set[str | None]) -> list[str]:
    rows: list[str] = []
    for region in territory(dossier).regions:
        extra = [_PUBLISHED] if region.id in published else []
        rows += [_row(region.label, name) for name in ("", _TODAY, *extra, *cases)]
    return rows + [_row(_ALL, name) for name in ("", _TODAY, *cases)]


def _heads(dossier: Dossier, total: Balance) -> Iterator[Head]:
    for region in territory(dossier).regions:
        people = "" if region.population is None else f" · {wording.number(region.population, 0)} registered"
        size = area(dossier, region)
        yield Head(_row(region.label), f"{region.label} · {km2(size[0] if size else None)}{people}")
    yield Head(_row(_ALL), f"{_ALL} · {km2(total.km2)}")


def _groups(dossier: Dossier) -> dict[str, set[str]]:
    """Return the regions that each bar adds up, by its label."""
    regions = territory(dossier).regions
    return {region.label: {region.id} for region in regions} | {_ALL: {region.id for region in regions}}


def _bars(dossier: Dossier, label: str, members: set[str], cuts: Cuts) -> Iterator[Bar]:
    """Yield the stretches of a group's bars: today, then under each option."""
    chosen = {
        name: [part for part in cut if part.region in members and part.km2 is not None] for name, cut in cuts.items()
    }
    first = next(iter(chosen.values()))
    yield from _bar(dossier, _row(label, _TODAY), [(part, part.today) for part in first])
    for name, cut in chosen.items():
        yield from _bar(dossier, _row(label, name), [(part, part.then) for part in cut])


def _bar(dossier: Dossier, row: str, pieces: Sequence[tuple[Part, str | None]]) -> Iterator[Bar]:
    """Yield the stretches of one bar: the occupied ones first, so that the axis reads as the share occupied."""
    sovereign = territory(dossier).sovereign
    total = sum(part.km2 or 0 for part, _ in pieces)
    sizes: dict[tuple[str, str | None], float] = {}
    for part, then in sorted(pieces, key=lambda piece: piece[0].today == sovereign):
        sizes[part.today, then] = sizes.get((part.today, then), 0) + (part.km2 or 0)
    at = 0.0
    for (today, then), size in sizes.items():
        moved = then is not None and then != today
        amount = f"{km2(size)} · {wording.share(size / total)}"
        yield Bar(
            row=row,
            start=at / total,
            stop=(at + size) / total,
            holder="" if then is None else today,
            to=then if then is not None and moved else "",
            text=amount,
            words=f"{status(dossier, then)}{', changes hands' if moved else ''}: {amount}",
        )
        at += size


def _published(dossier: Dossier, today: dt.date) -> list[tuple[PublishedFigure, str]]:
    """Return the published shares near the day, each with who published it and what it counts."""
    found = []
    for item in dossier.published:
        published = _date(item.as_of)
        wanted = item.measure == "held_share" and item.region is not None and item.unit in ("%", "percent")
        if wanted and published is not None and abs(published - today) <= WINDOW:
            later = ", after the as-of date" if published > today else ""
            least = "at least " if item.bound == "at_least" else ""
            said = f"{least}{wording.share(item.value / 100)}, {item.who}, {wording.date(published)}{later}."
            found.append((item, f"{said} {item.definition or ''}".strip()))
    return found


def _date(text: str) -> dt.date | None:
    """Return the day of a published figure; the first of the month where no day is given."""
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text)
    return None if match is None else dt.date(int(match[1]), int(match[2]), int(match[3] or 1))


def _table(dossier: Dossier, item: Case, cut: Sequence[Part], today: dt.date) -> Iterator[dict[str, Any]]:
    regions = territory(dossier)
    near = _published(dossier, today)
    for region in (*regions.regions, None):
        chosen = [part for part in cut if region is None or part.region == region.id]
        total = balance(chosen)
        size = area(dossier, region) if region else None
        said = sorted((found.value, words) for found, words in near if region and found.region == region.id)
        row: dict[str, Any] = {
            "option": item.label,
            "region": region.label if region else _ALL,
            "area (km²)": _rounded(total.km2, total),
            "area taken from": size[1] if size else "sum of the regions",
        }
        for side in regions.sides:
            for when, sizes in (("today", total.today), ("under the option", total.then)):
                held = sizes.get(side.id, 0)
                row[f"{side.label} {when} (km²)"] = _rounded(held, total)
                row[f"{side.label} {when} (%)"] = round(held / total.km2 * 100, 1) if total.km2 else None
        row["not stated under the option (km²)"] = _rounded(total.not_stated, total)
        for side in regions.sides:
            moved = sum(size for (_, target), size in total.moves.items() if target == side.id)
            row[f"changes hands, to {party(dossier, side.id)} (km²)"] = _rounded(moved, total)
        yield (
            row
            | _population([region] if region else regions.regions)
            | {
                "share taken from": series_words(dossier, chosen[0].control) if region and chosen else "",
                "published shares occupied, lowest (%)": said[0][0] if said else None,
                "published shares occupied, highest (%)": said[-1][0] if said else None,
                "published by": " | ".join(words for found, words in near if region and found.region == region.id),
            }
        )


def _population(regions: Sequence[Region]) -> dict[str, Any]:
    people, dates = [item.population for item in regions], {item.population_as_of for item in regions}
    only = dates.pop() if len(dates) == 1 else None
    return {
        "registered population (people)": None if None in people else sum(found or 0 for found in people),
        "population as of": wording.date(only) if only else "",
    }


def _rounded(size: float, total: Balance) -> int | None:
    return round(size) if total.km2 else None


def _notes(dossier: Dossier, shown: dict[str, Case], cuts: Cuts, has_published: bool) -> Iterator[str]:
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
