"""What the source's words of chance are taken to mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.figures.core import Figure, figure
from components.figures.evidence.probability_words_chart import Row, probability_words_chart

if TYPE_CHECKING:
    from components.dossier.evidence import ProbabilityWord
    from components.figures.context import Sheet

_NO_CHANCE: Final = "not a probability"


@figure("probability_words", page="evidence", needs=["evidence"], still=True)
def probability_words(sheet: Sheet) -> Figure:
    """Show the band given to each probability word of the source beside the yardstick's word.

    The source gives no numbers; the bands are the analyst's reading.
    """
    every, yardstick = sheet.dossier.evidence.words, sheet.dossier.header.words
    called = wording.YARDSTICK_NAMES[yardstick]
    rows = sorted((row for word in every if (row := _row(word, yardstick))), key=lambda row: row.value)
    described = "; ".join(
        f"“{row.words}” {wording.estimate(row.value, row.low, row.high, 'probability', exact=True)}, {row.scale_word}"
        for row in rows
    )
    description = (
        f"Bands given to {len(rows)} of {wording.count(len(every), 'probability word')}: {described}."
        if rows
        else "The dossier gives no probability word a band."
    )
    chart = probability_words_chart(
        rows,
        edges=sorted(
            {0.0, 1.0, *(end for found in wording.LIKELIHOODS[yardstick] for end in found[1:])} - {0.01, 0.99}
        ),
        scale=called,
        mode=sheet.mode,
        description=description,
    )
    return Figure(
        name="probability_words",
        title="What the source’s words of chance are taken to mean",
        subtitle=f"Band given to each by the analyst, %; on the right the {called} word at its middle",
        description=description,
        chart=chart,
        table=_table(every, rows, called),
        refs=tuple(dict.fromkeys(word.ref for word in every)),
        notes=(f"The source gives no numbers: the bands are inferred. Vertical lines: bounds of {called} words.",),
    )


def _row(word: ProbabilityWord, yardstick: wording.Yardstick) -> Row | None:
    """Return a word as it is drawn; none where it has no band, which is no probability."""
    band = word.band
    if band is None:
        return None
    said = wording.likelihood(band.p50, yardstick)
    return Row(word.key, word.words, word.ref, band.p10, band.p50, band.p90, said)


def _table(every: tuple[ProbabilityWord, ...], rows: list[Row], called: str) -> pd.DataFrame:
    """Return all words, in the order drawn, then those without a band."""
    drawn = {row.key: row for row in rows}
    known = {word.key: word for word in every}
    found = []
    for key in dict.fromkeys([*drawn, *known]):
        word, row = known[key], drawn.get(key)
        found.append(
            {
                "key": key,
                "words": word.words,
                "sentence": word.ref,
                "p10 (%)": round(row.low * 100, 1) if row else None,
                "p50 (%)": round(row.value * 100, 1) if row else None,
                "p90 (%)": round(row.high * 100, 1) if row else None,
                f"{called} word": row.scale_word if row else _NO_CHANCE,
                "note": word.note or "",
            }
        )
    return pd.DataFrame(
        found, columns=["key", "words", "sentence", "p10 (%)", "p50 (%)", "p90 (%)", f"{called} word", "note"]
    )
