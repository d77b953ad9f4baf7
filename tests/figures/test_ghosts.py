"""Every figure that assumptions move tells where it stood at the source's values, and keeps its rows and axes."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from components.figures import REGISTRY, Context, Figure, build
from components.model import Scenario, evaluate
from tests.pictures.cases import DOSSIERS, DRAWS, context, dossier_of

MOVING = [
    (dossier, name)
    for dossier in DOSSIERS
    for name, spec in sorted(REGISTRY.items())
    if not spec.still and spec.available(dossier_of(dossier))
]
RANKED = ("actors_trades", "good_cases", "saved_sets")
"""What they show is found anew: the best exchanges, a rule, the sets that somebody saved."""


@cache
def moved(dossier: str) -> Context:
    """Return a context in which every third assumption stands a little off the source's value."""
    found = dossier_of(dossier)
    source = evaluate(found, Scenario(draws=DRAWS))
    values = {
        item.id: min(item.range.max, source.bands[item.id].p50 + 0.1 * (item.range.max - item.range.min))
        for item in found.assumptions[::3]
        if not item.is_choice
    }
    scenario = Scenario(values, draws=DRAWS)
    return Context(found, scenario, evaluate(found, scenario))


@pytest.mark.parametrize(("dossier", "name"), MOVING)
def test_what_moved_tells_where_the_source_stands(dossier: str, name: str) -> None:
    before, after = build(name, context(dossier)), build(name, moved(dossier))
    if after.table.equals(before.table):
        return
    assert "source" in " ".join((*after.notes, after.subtitle, json.dumps(after.spec))).casefold()


@pytest.mark.parametrize(("dossier", "name"), [pair for pair in MOVING if pair[1] not in RANKED])
def test_rows_and_axes_stay_while_sliders_move(dossier: str, name: str) -> None:
    before, after = build(name, context(dossier)), build(name, moved(dossier))
    assert after.spec.get("height") == before.spec.get("height")
    assert rows(after) == rows(before)


def rows(figure: Figure) -> list[list[str]]:
    """Return the order of rows: domains of words on upright scales."""
    found: list[list[str]] = []

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            upright = part.get("y")
            scale = upright.get("scale") if isinstance(upright, dict) else None
            domain = scale.get("domain") if isinstance(scale, dict) else None
            if isinstance(domain, list) and all(isinstance(item, str) for item in domain) and domain not in found:
                found.append(domain)
            for key, item in part.items():
                if key != "datasets":
                    walk(item)
        elif isinstance(part, list):
            for item in part:
                walk(item)

    walk(figure.spec)
    return found
