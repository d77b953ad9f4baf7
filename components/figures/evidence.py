"""Figures of the Evidence page: does every sentence have a place, and what do the source's words of chance mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from components.charts import evidence as charts
from components.charts.theme import BASIS
from components.dossier import usage
from components.figures.core import Figure, Sheet, figure
from components.model import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from components.dossier.schema import ProbabilityWord
    from components.dossier.usage import Coverage, Covered, Use

MAX_ROWS: Final = 120
"""Most sentences drawn; the table holds all."""
_LISTED: Final = 4


@figure("coverage", page="evidence", needs=["evidence"], still=True)
def coverage(sheet: Sheet) -> Figure:
    """Show what represents each sentence of the source.

    One row a sentence in the order of the text, one column a kind of part; the sign tells the
    firmest basis among the parts.
    """
    covered = usage.coverage(sheet.dossier, sheet.day)
    table = _coverage_table(covered)
    drawn = [row.sentence.id for row in covered.rows[:MAX_ROWS]]
    filled = table[(table["parts"] > 0) & table["sentence"].isin(drawn)]
    groups = [group for group in usage.GROUPS if group in set(filled["kind of part"])]
    description = _coverage_words(covered)
    chart = charts.coverage(
        filled.rename(columns={"kind of part": "group", "firmest basis": "basis"})[
            ["sentence", "group", "parts", "basis", "what"]
        ],
        _rows(covered.rows[:MAX_ROWS]),
        groups=groups,
        mode=sheet.mode,
        description=description,
    )
    folded = covered.total - len(drawn)
    return Figure(
        name="coverage",
        title="What represents each sentence",
        subtitle="Number of parts by sentence and kind; one where no number stands; the sign is their firmest basis",
        description=description,
        chart=chart,
        table=table,
        refs=tuple(row.sentence.id for row in covered.rows),
        notes=(f"{folded} more sentences stand in the table.",) if folded > 0 else (),
    )


def sentences_used(covered: Coverage) -> str:
    """Return in one sentence how much of the source has a place, without a full stop."""
    marked = covered.count("heading", "attribution")
    counts = {
        "used by parts of the dossier": covered.count("used"),
        "used only by what became known after the as-of date": covered.count("used later"),
        "a heading or attribution" if marked == 1 else "headings or attributions": marked,
        "used by nothing": covered.count("unused"),
    }
    told = [f"{count} {'is' if count == 1 else 'are'} {what}" for what, count in counts.items() if count]
    return f"{covered.covered} of {covered.total} sentences have a place: {', '.join(told)}"


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


def _rows(covered: tuple[Covered, ...]) -> pd.DataFrame:
    words_for = {"used": "", "used later": "used only later", "unused": "not used"}
    paragraphs = [row.sentence.id.partition(".")[0] for row in covered]
    return pd.DataFrame(
        {
            "sentence": [row.sentence.id for row in covered],
            "starts": [i == 0 or paragraphs[i - 1] != key for i, key in enumerate(paragraphs)],
            "mark": [words_for.get(row.state, row.state) for row in covered],
        }
    )


@figure("probability_words", page="evidence", needs=["evidence"], still=True)
def probability_words(sheet: Sheet) -> Figure:
    """Show the band given to each probability word of the source beside the ICD 203 word.

    The source gives no numbers; the bands are the analyst's reading.
    """
    every = sheet.dossier.evidence.words
    table = pd.DataFrame(
        [_word_row(word) for word in every],
        columns=["key", "words", "place", "low", "mode", "high", "scale_word", "note"],
    ).sort_values("mode", kind="stable", na_position="last")
    banded = table.dropna(subset=["mode"])
    described = "; ".join(
        f"“{row.words}” {row.low:.0%} to {row.high:.0%}, most likely {row.mode:.0%} ({row.scale_word})"
        for row in banded.itertuples()
    )
    description = (
        f"Bands given to {len(banded)} of {len(table)} probability words: {described}."
        if len(banded)
        else "The dossier gives no probability word a band."
    )
    chart = charts.probability_words(
        banded.drop(columns="note"),
        edges=[0.0, *(band.low for band in words.BANDS[1:]), 1.0],
        mode=sheet.mode,
        description=description,
    )
    return Figure(
        name="probability_words",
        title="What the source’s words of chance are taken to mean",
        subtitle="Band given to each by the analyst, %; on the right the ICD 203 word at its most likely value",
        description=description,
        chart=chart,
        table=_percent(table),
        refs=tuple(dict.fromkeys(word.ref for word in every)),
        notes=("The source gives no numbers: the bands are inferred. Vertical lines: bounds of ICD 203 words.",),
    )


def _word_row(word: ProbabilityWord) -> dict[str, object]:
    band = word.band
    return {
        "key": word.key,
        "words": word.words,
        "place": word.ref,
        "low": band.low if band else None,
        "mode": band.mode if band else None,
        "high": band.high if band else None,
        "scale_word": words.word(band.mode) if band and 0 <= band.mode <= 1 else "not a probability",
        "note": word.note or "",
    }


def _percent(table: pd.DataFrame) -> pd.DataFrame:
    bounds = ["low", "mode", "high"]
    return table.assign(**{name: (table[name].astype(float) * 100).round(1) for name in bounds}).rename(
        columns={
            "place": "sentence",
            "low": "lowest (%)",
            "mode": "most likely (%)",
            "high": "highest (%)",
            "scale_word": "ICD 203 word",
        }
    )
