"""All figures of the page: on other dossiers and days, and what they say to a screen reader."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys

import pytest

from components.figures import REGISTRY, Context, FigureError, build
from components.model.known import moments
from tests.figures.conftest import context
from tests.figures.ultimatum.days import FIGURES, day, rendered


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_river(river: Context, mode: str) -> None:
    for as_of in [river.dossier.header.as_of, *moments(river.dossier)]:
        now = context(river.dossier, mode, as_of=as_of)
        for name in FIGURES:
            figure = build(name, now)
            assert figure.description
            assert figure.title
            figure.chart.to_dict()


def test_without_a_timeline(minimal: Context) -> None:
    for name in FIGURES:
        assert not REGISTRY[name].available(minimal.dossier)
        with pytest.raises(FigureError, match="leaves out"):
            build(name, minimal)


def test_a_day_before_everything(august: Context) -> None:
    for name in FIGURES:
        assert build(name, context(august.dossier, as_of=day("1990-02-09"))).description


@pytest.mark.parametrize("name", FIGURES)
def test_marks_say_words_and_never_a_column(august: Context, name: str) -> None:
    """A column's value would be a number without unit, or a date in the reader's own time zone."""
    figure = build(name, context(august.dossier, as_of=day("2025-07-29")))
    columns = {column for rows in figure.spec["datasets"].values() for row in rows for column in row}
    said = [html.unescape(label) for label in re.findall(r'aria-label="([^"]*)"', rendered(figure.chart))]
    assert any(re.search(r"20\d\d|%", label) for label in said)
    assert not [label for label in said if label.partition(": ")[0] in columns and ": " in label]


@pytest.mark.parametrize("name", ["ultimatum_tracker", "outcome_fan"])
def test_every_time_zone_sees_and_hears_the_same_days(august: Context, name: str) -> None:
    spec = json.dumps(build(name, august).spec | {"width": 600})
    draw = "import sys, vl_convert; print(vl_convert.vegalite_to_svg(sys.stdin.read(), allowed_base_urls=[]))"
    seen = {
        subprocess.run(
            [sys.executable, "-c", draw],
            input=spec,
            env=os.environ | {"TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone in ("UTC", "America/Los_Angeles", "Pacific/Kiritimati")
    }
    assert len(seen) == 1
