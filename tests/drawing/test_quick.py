"""A canary: Altair's private names that the quick specification leans on still do what it expects."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest
from altair.utils import schemapi
from altair.vegalite.v6 import api
from altair.vegalite.v6.schema import channels

from components.drawing import quick
from components.drawing.theme import themed

REPLACED = ("_remove_duplicate_params", "_combine_subchart_params")
FRAME = pd.DataFrame({"x": [1.5, 2.0], "word": ["one", None]})


def original(name: str, module: Any = api) -> Any:
    """Return Altair's own function, which ours falls back on."""
    return inspect.getclosurevars(getattr(module, name)).nonlocals["original"]


@contextmanager
def plain_altair() -> Iterator[None]:
    """Altair as it is without us, but for how frames are handed over."""
    with pytest.MonkeyPatch.context() as patch, schemapi.debug_mode(True):
        patch.setattr(schemapi, "_FromDict", quick._FromDict.__bases__[0])
        patch.setattr(schemapi, "_todict", original("_todict", schemapi))
        patch.setattr(channels, "parse_shorthand", original("parse_shorthand", channels))
        for name in REPLACED:
            patch.setattr(api, name, original(name))
        yield


def point() -> alt.Chart:
    return alt.Chart(FRAME).mark_point(filled=True).encode(x="x:Q", tooltip=["word", "x:Q"])


def plain() -> alt.LayerChart:
    words = alt.Chart(FRAME).mark_text().encode(x=alt.X("x:Q", axis=None), text="word:N")
    return alt.LayerChart(layer=[point(), words])


def selected() -> alt.LayerChart:
    picked = alt.selection_point(name="picked", fields=["word"])
    return alt.LayerChart(layer=[point(), point().add_params(picked)])


def nested() -> alt.LayerChart:
    return alt.LayerChart(layer=[plain(), point()])


def parameter() -> alt.LayerChart:
    return alt.LayerChart(layer=[point(), point()], params=[alt.VariableParameter(name="mean", value=1)])


def conditional() -> alt.LayerChart:
    big = alt.condition("datum.x > 1", alt.value(np.float64(1)), alt.value(0.4))
    return alt.LayerChart(layer=[point().encode(opacity=big), point().transform_filter("datum.x > 1")])


CHARTS = (point, plain, selected, nested, parameter, conditional)


@pytest.mark.parametrize("chart", CHARTS)
def test_charts_come_out_as_from_plain_altair(chart: Any) -> None:
    quickly = themed(chart(), "light").to_dict(validate=False)
    with plain_altair():
        assert themed(chart(), "light").to_dict() == quickly


@pytest.mark.parametrize("name", REPLACED)
def test_layered_charts_still_ask_for_what_is_replaced(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    ours, expected = getattr(api, name), len(inspect.signature(original(name)).parameters)
    monkeypatch.setattr(api, name, lambda *given: (asked.append(len(given)), ours(*given))[1])
    plain().to_dict(validate=False)
    assert asked, f"Altair no longer calls {name}"
    assert set(asked) == {expected}


@pytest.mark.parametrize(("name", "module"), [("_todict", schemapi), ("parse_shorthand", channels)])
def test_specifications_still_ask_for_what_is_replaced(name: str, module: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, ours = [], getattr(module, name)
    monkeypatch.setattr(module, name, lambda *given, **named: (asked.append(given), ours(*given, **named))[1])
    plain().to_dict(validate=False)
    assert asked, f"Altair no longer calls {name}"


def test_a_remembered_shorthand_is_not_shared() -> None:
    channels.parse_shorthand("x:Q")["aggregate"] = "sum"
    assert channels.parse_shorthand("x:Q") == {"field": "x", "type": "quantitative"}


@pytest.mark.parametrize("name", REPLACED)
def test_altair_is_not_bothered_without_selections(name: str) -> None:
    layers = [point(), point()]
    given = (layers,) if name == "_remove_duplicate_params" else (alt.Undefined, layers)
    found = getattr(api, name)(*given)
    kept = found if name == "_remove_duplicate_params" else found[1]
    assert all(one is other for one, other in zip(kept, layers, strict=True)), "layers are not copied"
    by_altair = original(name)(*given)
    copies = by_altair if name == "_remove_duplicate_params" else by_altair[1]
    assert all(one is not other for one, other in zip(copies, layers, strict=True)), "Altair no longer copies: drop it"
    assert [one.to_dict() for one in copies] == [one.to_dict() for one in kept]


def test_the_table_of_classes_is_altairs_own() -> None:
    schemapi._FromDict(alt.Chart._default_wrapper_classes())
    kept = schemapi._FromDict(()).class_dict
    assert kept is schemapi._FromDict(()).class_dict
    fresh = quick._FromDict.__bases__[0](alt.Chart._default_wrapper_classes())
    # A look-up leaves an empty place behind.
    found = {place: set(classes) for place, classes in kept.items() if classes}
    assert found == {place: set(classes) for place, classes in fresh.class_dict.items()}


def test_the_converter_is_looked_up_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    class Counted(quick._FromDict):
        def __init__(self, classes: Any, /) -> None:
            made.append(self)
            super().__init__(classes)

    monkeypatch.setattr(schemapi, "_FromDict", Counted)
    alt.Chart.from_dict(point().to_dict())
    assert made, "Altair no longer takes its converter from schemapi._FromDict"


def test_nothing_is_validated_at_every_step() -> None:
    assert schemapi.DEBUG_MODE is False
    alt.Axis(labelAngle="steep")
    with plain_altair(), pytest.raises(schemapi.SchemaValidationError):
        alt.Axis(labelAngle="steep")


def test_frames_are_handed_over_as_records_with_whole_days() -> None:
    assert alt.data_transformers.active == "parley"
    frame = pd.DataFrame({"day": pd.to_datetime(["2025-08-08", None]), "x": [1.0, None]})
    values = alt.Chart(frame).mark_point().to_dict(validate=False)["datasets"]
    (rows,) = values.values()
    assert rows == [{"day": "2025-08-08T00:00:00.000", "x": 1.0}, {"day": None, "x": None}]
