"""What the source's words of chance are taken to mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.figures.core import Figure, Sheet, figure
from components.figures.evidence.probability_words_chart import Row, probability_words_chart

if TYPE_CHECKING:
    from components.dossier.schema import ProbabilityWord

_NO_CHANCE: Final = "not a probability"


@figure("probability_words", page="evidence", needs=["evidence"], still=True)
def probability_words(sheet: Sheet) -> Figure:
    """Show the band given to each probability word of the source beside the ICD 203 word.

    The source gives no numbers; the bands are the analyst's reading.
    """
    every = sheet.dossier.evidence.words
    rows = sorted((row for word in every if (row := _row(word))), key=lambda row: row.mode)
    described = "; ".join(
        f"“{row.words}” {wording.chance(row.low, exact=True)} to {wording.chance(row.high, exact=True)}, "
        f"most likely {wording.chance(row.mode, exact=True)} ({row.scale_word})"
        for row in rows
    )
    description = (
        f"Bands given to {len(rows)} of {wording.count(len(every), 'probability word')}: {described}."
        if rows
        else "The dossier gives no probability word a band."
    )
    chart = probability_words_chart(
        rows,
        edges=[0.0, *(band.low for band in wording.LIKELIHOODS[1:]), 1.0],
        mode=sheet.mode,
        description=description,
    )
    return Figure(
        name="probability_words",
        title="What the source’s words of chance are taken to mean",
        subtitle="Band given to each by the analyst, %; on the right the ICD 203 word at its most likely value",
        description=description,
        chart=chart,
        table=_table(every, [row.key for row in rows]),
        refs=tuple(dict.fromkeys(word.ref for word in every)),
        notes=("The source gives no numbers: the bands are inferred. Vertical lines: bounds of ICD 203 words.",),
    )


def _row(word: ProbabilityWord) -> Row | None:
    """Return a word as it is drawn; none where it has no band, which is no probability."""
    band = word.band
    if band is None:
        return None
    return Row(word.key, word.words, word.ref, band.low, band.mode, band.high, _fixed(band.mode))


def _fixed(mode: float) -> str:
    return wording.likelihood(mode) if 0 <= mode <= 1 else _NO_CHANCE


def _table(every: tuple[ProbabilityWord, ...], order: list[str]) -> pd.DataFrame:
    """Return all words, in the order drawn, then those without a band."""
    ranked = sorted(every, key=lambda word: order.index(word.key) if word.key in order else len(order))
    return pd.DataFrame(
        [
            {
                "key": word.key,
                "words": word.words,
                "sentence": word.ref,
                "lowest (%)": round(word.band.low * 100, 1) if word.band else None,
                "most likely (%)": round(word.band.mode * 100, 1) if word.band else None,
                "highest (%)": round(word.band.high * 100, 1) if word.band else None,
                "ICD 203 word": _fixed(word.band.mode) if word.band else _NO_CHANCE,
                "note": word.note or "",
            }
            for word in ranked
        ],
        columns=[
            "key",
            "words",
            "sentence",
            "lowest (%)",
            "most likely (%)",
            "highest (%)",
            "ICD 203 word",
            "note",
        ],
    )
