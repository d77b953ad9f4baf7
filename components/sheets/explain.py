"""The first sheet: what the others hold, and what a reader may do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from components import wording
from components.sheets.fields import ASSUMPTIONS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from components.dossier import Dossier
    from components.model import Scenario
    from components.sheets.grid import Grid

EXPLAINS: Final = "Read me"
"""Name of the sheet."""
_MADE: Final = "Made from"

_RULES: Final = (
    "Change a number, save the file, and read it again on the page Workbench, or with: "
    "python -m components.cli import FILE",
    "A cell left empty says nothing: what the dossier holds stays. So does a row that is not here.",
    "To take out a position or an expectation, keep actor and issue and clear the row’s numbers.",
    "A row of your own adds an actor, an issue, a position, an event or a deadline. Name what it is about in each row.",
    "A band is three numbers: one case in ten lies below p10, one in two below the middle, nine in ten below p90. "
    "Clear both ends, and they travel along with the middle.",
    "A number that you change counts as analyst judgement, unless you change its basis too.",
    "Formulas are not run: paste their values. Columns with other headings are left out, and named.",
)


def explained(dossier: Dossier, scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Yield the sheet's rows, a word and what is to be said of it."""
    changed = scenario.changed(dossier)
    yield "Parley", dossier.header.title
    yield _MADE, f"{dossier.slug} {dossier.version}"
    yield "As of", wording.date(scenario.day(dossier))
    yield (
        "Changed",
        wording.names(item.label for item in changed) or "nothing: everything stands at the source’s values",
    )
    for place, rule in enumerate(_RULES):
        yield "" if place else "How to use it", rule
    for table in TABLES:
        kept = " Rows cannot be added." if table is ASSUMPTIONS else ""
        yield table.title, f"{table.what}{kept}"


def made_for(grids: Iterable[Grid]) -> tuple[str, str]:
    """Return name and version of the dossier that a sheet of ours was made from; nothing for other people's."""
    for grid in grids:
        for _, cells in grid.rows if grid.title == EXPLAINS else ():
            if len(cells) > 1 and cells[0].text == _MADE:
                slug, _, version = cells[1].text.partition(" ")
                return slug, version
    return "", ""
