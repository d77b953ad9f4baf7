"""Whether every sentence of the source has a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.dossier import usage
from components.drawing.theme import BASIS
from components.figures.core import Figure, figure
from components.figures.evidence.coverage_chart import Cell, Row, coverage_chart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from components.dossier.usage import Coverage, Covered, Use
    from components.figures.context import Sheet

MAX_ROWS: Final = 120
"""Most sentences drawn; the table holds all."""
_LISTED: Final = 4


@figure("coverage", page="evidence", needs=["evidence"], still=True)
def coverage(sheet: Sheet) -> Figure:
    """Show what represents each sentence of the source.

    One column a sentence in the order of the text, one row a kind of part; the sign tells the
    firmest basis among the parts.
    """
    covered = usage.coverage(sheet.dossier, sheet.day)
    table = _coverage_table(covered)
    drawn = [row.sentence.id for row in covered.rows[:MAX_ROWS]]
    filled = table[(table["parts"] > 0) & table["sentence"].isin(drawn)]
    groups = [group for group in usage.GROUPS if group in set(filled["kind of part"])]
    description = _coverage_words(covered)
    cells = filled[["sentence", "kind of part", "parts", "firmest basis", "what"]].itertuples(index=False)
    chart = coverage_chart(
        [Cell(*cell) for cell in cells],
        _rows(covered.rows[:MAX_ROWS]),
        groups=groups,
        mode=sheet.mode,
        description=description,
    )
    folded = covered.total - len(drawn)
    return Figure(
        name="coverage",
        title="What represents each sentence",
        subtitle="One column a sentence; the sign is the firmest basis of what rests on it, larger where more does",
        description=description,
        chart=chart,
        table=table,
        refs=tuple(row.sentence.id for row in covered.rows),
        notes=(f"{folded} more sentences stand in the table.",) if folded > 0 else (),
    )


def sentences_used(covered: Coverage) -> str:
    """Return in one sentence how much of the source has a place, without a full stop."""
    told = [
        f"{covered.count('used')} used by parts of the dossier",
        f"{covered.count('used later')} used only by what became known after the as-of date",
        wording.count(covered.count("heading", "attribution"), "heading or attribution", "headings or attributions"),
        f"{covered.count('unused')} used by nothing",
    ]
    some = [text for text in told if not text.startswith("0")]
    return f"{covered.covered} of {covered.total} sentences have a place: {', '.join(some)}"


def _coverage_words(covered: Coverage) -> str:
    if not covered.total:
        return "The dossier lists no sentences of its source."
    most = sorted(covered.rows, key=lambda row: -len(row.uses))[:_LISTED]
    named = ", ".join(f"{row.sentence.id} ({len(row.uses)})" for row in most)
    return f"{sentences_used(covered)}. Most parts rest on {named}."


def _coverage_table(covered: Coverage) -> pd.DataFrame:
    rows = [
        {
            "sentence": row.sentence.id,
            "voice": row.sentence.voice,
            "modality": row.sentence.modality,
            "state": row.state,
            "kind of part": group,
            "parts": len(uses),
            "firmest basis": _firmest(uses),
            "what": _listed(use.label for use in uses),
        }
        for row in covered.rows
        for group, uses in _by_group(row.uses)
    ]
    columns = ["sentence", "voice", "modality", "state", "kind of part", "parts", "firmest basis", "what"]
    return pd.DataFrame(rows, columns=columns)


def _by_group(uses: tuple[Use, ...]) -> list[tuple[str, list[Use]]]:
    """Return the parts by heading; one empty group where there are none, so that the sentence keeps a row."""
    found = [(group, [use for use in uses if use.group == group]) for group in usage.GROUPS]
    return [(group, items) for group, items in found if items] or [("", [])]


def _firmest(uses: Iterable[Use]) -> str:
    order = list(BASIS)
    # What is computed from other parts is one step from the source.
    found = [use.basis or "inferred" for use in uses]
    return min(found, key=order.index) if found else ""


def _listed(labels: Iterable[str]) -> str:
    every = list(labels)
    more = f"; and {len(every) - _LISTED} more" if len(every) > _LISTED else ""
    return "; ".join(every[:_LISTED]) + more


def _rows(covered: tuple[Covered, ...]) -> list[Row]:
    words_for = {"used": "", "used later": "used only later", "unused": "not used"}
    paragraphs = [row.sentence.id.partition(".")[0] for row in covered]
    return [
        Row(row.sentence.id, i == 0 or paragraphs[i - 1] != paragraphs[i], words_for.get(row.state, row.state))
        for i, row in enumerate(covered)
    ]
