"""No hindsight: on any day the figures show what was known on it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from components.dossier import Dossier, load
from components.figures import REGISTRY, Context, Figure, build
from components.model import Scenario, evaluate
from components.model.document import document
from components.model.known import ultimatums_by
from tests.figures.conftest import ROOT, context
from tests.figures.ultimatum.days import DAYS, FIGURES, date_of, day


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(ROOT / "data")


def cut(dossier: Dossier, as_of: dt.date) -> Dossier:
    """Return the dossier as an analyst could have written its timeline on a day."""
    timeline = dossier.timeline
    events = tuple(item for item in timeline.events if item.known_on <= as_of)
    kept = {item.id for item in events}
    ultimatums = []
    for item in timeline.ultimatums:
        if item.set_on > as_of:
            continue
        revisions = tuple(step for step in item.revisions if step.set_on <= as_of)
        change: dict[str, Any] = {"revisions": revisions, "events": tuple(key for key in item.events if key in kept)}
        if item.resolved_on is None or item.resolved_on > as_of:
            change |= {"outcome": "open", "resolved_on": None, "outcome_text": None, "score": None, "note": None}
            change |= {"earlier_form": None}
        ultimatums.append(item.model_copy(update=change))
    forecasts = []
    for item in timeline.forecasts:
        if item.resolved_on is None or item.resolved_on <= as_of:
            known = set(item.events) <= kept
            forecasts.append(item if known else item.model_copy(update={"outcome": None, "reading": None}))
        else:
            blank = {"resolved_on": None, "happened": None, "outcome": None, "reading": None, "events": ()}
            forecasts.append(item.model_copy(update=blank))
    measures = []
    for item in timeline.measures:
        steps = tuple(step for step in item.steps if step.date <= as_of)
        measures += [item.model_copy(update={"steps": steps})] if steps else []
    cells, no_deal, assumptions = (
        tuple(
            item.model_copy(update={"since": tuple(dated for dated in item.since if dated.on <= as_of)})
            for item in items
        )
        for items in (dossier.cells, dossier.no_deal, dossier.assumptions)
    )
    shorter = timeline.model_copy(
        update={
            # References to what is cut must still resolve for the open forecasts that name it.
            "events": events,
            "ultimatums": tuple(ultimatums),
            "forecasts": tuple(
                item.model_copy(update={"events": tuple(key for key in item.events if key in kept)})
                if item.outcome is None
                else item
                for item in forecasts
            ),
            "measures": tuple(measures),
        }
    )
    control = tuple(item for item in dossier.control if item.date <= as_of)
    return dossier.model_copy(
        update={"timeline": shorter, "cells": cells, "no_deal": no_deal, "assumptions": assumptions, "control": control}
    )


@pytest.mark.parametrize("as_of", [item for item in DAYS if item <= day("2025-08-08")], ids=str)
def test_nothing_later_changes_any_output(dossier: Dossier, as_of: dt.date) -> None:
    scenario = Scenario(as_of=as_of, draws=64)
    assert document(evaluate(dossier, scenario)) == document(evaluate(cut(dossier, as_of), scenario))


@pytest.mark.parametrize("as_of", DAYS, ids=str)
@pytest.mark.parametrize("name", FIGURES)
def test_nothing_later_changes_a_figure(dossier: Dossier, name: str, as_of: dt.date) -> None:
    for options in _every_option(name, context(dossier, as_of=as_of)):
        whole = build(name, context(dossier, as_of=as_of), **options)
        past = build(name, context(cut(dossier, as_of), as_of=as_of), **options)
        assert whole.chart.to_dict() == past.chart.to_dict()
        pd.testing.assert_frame_equal(whole.table, past.table)
        assert (whole.title, whole.subtitle, whole.description) == (past.title, past.subtitle, past.description)
        assert (whole.refs, whole.notes) == (past.refs, past.notes)


@pytest.mark.parametrize("as_of", DAYS, ids=str)
@pytest.mark.parametrize("name", sorted(set(FIGURES) - {"outcome_fan", "media_visibility"}))
def test_no_later_date_is_shown(dossier: Dossier, name: str, as_of: dt.date) -> None:
    """Only due dates announced by the day may lie ahead; what was said ahead of time is quoted from events."""
    announced = {item.due_on for item in ultimatums_by(dossier, as_of)}
    announced |= {item.latest for item in ultimatums_by(dossier, as_of) if item.latest}
    for ultimatum in (item.ultimatum for item in ultimatums_by(dossier, as_of)):
        announced |= {ultimatum.due_on, *([ultimatum.latest] if ultimatum.latest else [])}
    figure = build(name, context(dossier, as_of=as_of))
    window_end = {_read(found) for found in re.findall(r"to (\d+ \w+ \d{4});", figure.subtitle)}
    allowed = announced | window_end
    late = {found for found in _dates(figure) if found > as_of} - allowed
    assert not late


@pytest.mark.parametrize("as_of", [day("2025-03-01"), day("2025-08-08")], ids=str)
def test_no_later_label_is_shown(dossier: Dossier, as_of: dt.date) -> None:
    later = {item.label for item in dossier.timeline.events if item.known_on > as_of}
    later |= {item.label for item in dossier.timeline.ultimatums if item.set_on > as_of}
    for name in FIGURES:
        text = _everything(build(name, context(dossier, as_of=as_of)))
        assert not {label for label in later if label in text}


def _every_option(name: str, now: Context) -> Iterator[dict[str, str]]:
    yield {}
    for option in REGISTRY[name].options:
        for value in option.choices(now):
            yield {option.name: value}


def _everything(figure: Figure) -> str:
    spec = json.dumps(figure.chart.to_dict(), ensure_ascii=False)
    return " ".join([figure.title, figure.subtitle, figure.description, *figure.notes, figure.table.to_csv(), spec])


def _read(text: str) -> dt.date:
    return dt.datetime.strptime(f"{text} +0000", "%d %b %Y %z").date()


def _dates(figure: Figure) -> set[dt.date]:
    """Return every date in the table, the chart's data and the texts."""
    found = {value for value in figure.table.to_numpy().ravel() if isinstance(value, dt.date)}
    for rows in figure.chart.to_dict()["datasets"].values():
        for row in rows:
            found |= {date_of(row[key]) for key in ("date", "at", "end", "start", "x") if _is_time(row.get(key))}
    texts = re.findall(r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}\b", _everything(figure))
    return found | {_read(text) for text in texts}


def _is_time(value: object) -> bool:
    return isinstance(value, float) and value > 1e11
