"""What would tell the hypotheses apart: signposts ahead, and events that did."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.figures.core import Figure, figure
from components.figures.ultimatum.indicators_chart import Row, Sign, indicators_chart
from components.model.hypotheses import evidence, ranked, watched
from components.model.known import known_refs

if TYPE_CHECKING:
    import datetime as dt

    from components.dossier import Dossier
    from components.dossier.chronicle import Event
    from components.dossier.hypotheses import Evidential, Signpost
    from components.figures.context import Context

LISTED: Final = 10
"""Events drawn; the table has all."""
_SUPPOSED: Final = {True: "supposed seen", False: "supposed not to have come"}


@figure("indicators", page="ultimatum", needs=["hypotheses"])
def indicators(context: Context) -> Figure:
    """Events and signposts by hypothesis, those that tell them apart best first, with what had come by the day."""
    dossier, day = context.dossier, context.results.day
    names = [item.label for item in dossier.hypotheses.hypotheses]
    signposts = ranked(dossier, watched(dossier, day))
    events = ranked(dossier, evidence(dossier, day))
    status = {item.id: _status(item, context.scenario.signposts.get(item.id), day) for item in signposts}
    ahead = [_row(dossier, item, item.label, status[item.id]) for item in signposts]
    past = [_row(dossier, item, item.label, f"seen {wording.date(item.known_on)}") for item in events[:LISTED]]
    rows = [*_under("To watch", ahead), *_under("Seen, those that tell most", past)]
    best = signposts[0].label if signposts else ""
    description = f"As of {wording.date(day)}: {wording.count(len(signposts), 'signpost')} to watch"
    description += f"; “{best}” would tell most. " if best else ". "
    description += f"{wording.count(len(events), 'event')} seen."
    refs = [key for item in signposts for key in item.refs]
    return Figure(
        name="indicators",
        title=f"What tells the {dossier.hypotheses.label[:1].lower()}{dossier.hypotheses.label[1:]} apart",
        subtitle=f"Filled: expected; hollow: unexpected; large: strongly; dot: says nothing. As of {wording.date(day)}",
        description=description,
        chart=indicators_chart(rows, hypotheses=names, mode=context.mode, description=description),
        table=pd.DataFrame(
            [_table_row(dossier, item, status[item.id]) for item in signposts]
            + [_table_row(dossier, item, f"seen {wording.date(item.known_on)}") for item in events]
        ),
        refs=known_refs(dossier, [*refs, *(item.id for item in events)], day),
        notes=("All likelihoods are analyst judgement; the table gives the reason of each.",),
    )


def _status(item: Signpost, came: bool | None, day: dt.date) -> str:
    if came is not None:
        return _SUPPOSED[came]
    if item.by is None:
        return "not seen"
    by = wording.date(item.by)
    return f"not seen; counts until {by}" if day <= item.by else f"not seen by {by}"


def _row(dossier: Dossier, item: Evidential, head: str, status: str) -> Row:
    signs = []
    for hypothesis in dossier.hypotheses.hypotheses:
        words = item.expected_under.get(hypothesis.id, "neutral").replace("_", " ")
        said = f"{head}: {words} if “{hypothesis.label}” holds. {item.because}"
        signs.append(Sign(round(math.log2(item.likelihood(hypothesis.id))), said))
    return Row(head, status, tuple(signs))


def _under(heading: str, rows: list[Row]) -> list[Row]:
    return [Row(heading, ""), *rows] if rows else []


def _table_row(dossier: Dossier, item: Event | Signpost, status: str) -> dict[str, str]:
    expected = {
        hypothesis.label: item.expected_under.get(hypothesis.id, "neutral").replace("_", " ")
        for hypothesis in dossier.hypotheses.hypotheses
    }
    return {"what": item.label, "status": status, **expected, "why": item.because or ""}
