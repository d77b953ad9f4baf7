"""A change is told in the words of a chart, and a picture read back is the one written."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.figures import Figure
from tests.pictures import store
from tests.pictures.picture import digest, picture
from tests.pictures.store import Leaves, leaves
from tests.pictures.words import around, differences

TABLE = pd.DataFrame({"day": [1, 2], "low": [0.1, 0.2], "high": [0.3, 0.4], "state": ["kept", "broken"]})
COLOURS = alt.Scale(domain=["kept", "broken"], range=["#0072B2", "#D55E00"])
SIGNS = alt.Scale(domain=["kept", "broken"], range=["circle", "cross"])


def figure(*, band: bool = True, rows: pd.DataFrame = TABLE, title: str = "Band") -> Figure:
    base = alt.Chart(rows).encode(x=alt.X("day:Q", scale=alt.Scale(domain=[0, 10])))
    points = base.mark_point(filled=True).encode(
        y="low:Q", color=alt.Color("state:N", scale=COLOURS), shape=alt.Shape("state:N", scale=SIGNS)
    )
    drawn = alt.layer(*([base.mark_area(color="#123456").encode(y="low:Q", y2="high:Q")] if band else []), points)
    return Figure("band", title, "", "", drawn.configure(), rows)


def spec(chart: Figure, *path: str | int, to: Any) -> Figure:
    """Return a figure with one leaf of its specification changed."""
    changed = copy.deepcopy(chart.spec)
    part = changed
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = to
    twin = figure()
    twin.__dict__["spec"] = changed
    return twin


def said(old: Figure, new: Figure) -> list[str]:
    before, after = ({"default": leaves(picture(item, {}))} for item in (old, new))
    return differences(before, after)


def test_the_same_figure_twice_says_nothing() -> None:
    assert said(figure(), figure()) == []


def test_a_new_figure_is_called_new() -> None:
    assert differences({}, {"default": {}}) == ["new figure: nothing is committed yet"]


@pytest.mark.parametrize(
    ("path", "to", "words"),
    [
        (("encoding", "x", "field"), "high", "point 1 · x · field: field “day” → “high”"),
        (("mark", "type"), "bar", "area 1 is gone"),
        (("encoding", "x", "scale", "domain"), [0, 20], "number 2: domain 10 → 20"),
        (("encoding", "color", "scale", "range"), ["#D55E00", "#0072B2"], "number 1: colour “#0072B2” → “#D55E00”"),
        (("encoding", "shape", "scale", "range"), ["cross", "circle"], "number 1: sign “circle” → “cross”"),
    ],
)
def test_a_change_is_named_by_its_kind(path: tuple[str, ...], to: Any, words: str) -> None:
    layer = 0 if path[0] == "mark" else 1
    assert any(line.endswith(words) for line in said(figure(), spec(figure(), "layer", layer, *path, to=to)))


def test_a_missing_layer_is_named_once_and_moves_no_other() -> None:
    lines = said(figure(), figure(band=False))
    assert sorted(lines) == ["area 1 is gone", "order: order of layers “area 1, point 1” → “point 1”"]


def test_a_changed_text_and_a_changed_row_are_told() -> None:
    assert said(figure(), figure(title="Other")) == ["title: text “Band” → “Other”"]
    assert "table · number 2 · low: value 0.2 → 0.25" in said(figure(), figure(rows=TABLE.assign(low=[0.1, 0.25])))


def test_of_long_texts_what_differs_is_shown() -> None:
    before = "a" * 300 + " 4.8 % " + "b" * 300
    assert around(before, before.replace("4.8", "5")) == (
        f"…{'a' * 24} 4.8 % {'b' * 22}…",
        f"…{'a' * 24} 5 % {'b' * 22}…",
    )


def test_of_a_long_data_set_the_changed_column_is_named() -> None:
    rows = pd.concat([TABLE] * 20, ignore_index=True)
    lines = said(figure(rows=rows), figure(rows=rows.assign(high=rows.high[::-1].to_numpy())))
    assert any(line.startswith("table · high: value “0.3 to 0.4 ·") for line in lines)
    assert not any("low" in line for line in lines)


def test_a_change_in_some_cases_names_them() -> None:
    old: dict[str, Leaves] = {"default": {"title": "A"}, "dark": {"title": "A"}}
    new: dict[str, Leaves] = {"default": {"title": "A"}, "dark": {"title": "B"}}
    assert differences(old, new) == ["title: text “A” → “B”  [in dark]"]


NESTED = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | st.text("abc/~ [", max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abc/", min_size=1, max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(st.sampled_from("abcd"), NESTED, min_size=1),
    st.dictionaries(st.sampled_from("abcd"), NESTED, min_size=1),
)
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, default: Any, other: Any) -> None:
    folder: Path = tmp_path_factory.getbasetemp()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "SPECS", folder)
        found = {"default": leaves(default), "other": leaves(other)}
        store.write("some", "figure", found)
        assert not differences(store.committed("some", "figure"), found)


def test_a_digest_overlooks_the_last_places_of_floats_and_nothing_else() -> None:
    assert digest([0.1 + 0.2, 1e-17]) == digest([0.3, 0.0])
    assert digest([0.3, 1]) != digest([0.30001, 1])
    assert digest(["a", "b"]) != digest(["b", "a"])
