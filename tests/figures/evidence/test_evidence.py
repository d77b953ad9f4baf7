from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from components.dossier import Dossier, load
from components.figures.context import Context
from components.figures.core import Figure, FigureError, build
from components.model import Scenario

ROOT = Path(__file__).parents[3]
NOTHING: Any = SimpleNamespace()


def figure(name: str, dossier: Dossier, day: dt.date | None = None, mode: Any = "light") -> Figure:
    return build(name, Context(dossier, Scenario(as_of=day), NOTHING, mode))


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(ROOT / "data")


@pytest.fixture(scope="module")
def river() -> Dossier:
    return load(ROOT / "tests/dossiers/river")


def test_coverage_says_44_of_44(dossier: Dossier) -> None:
    drawn = figure("coverage", dossier)
    assert drawn.description.startswith("44 of 44 sentences have a place: 40 used by parts of the dossier")
    assert drawn.chart.to_dict()["description"] == drawn.description


def test_coverage_keeps_the_order_of_the_text(dossier: Dossier) -> None:
    drawn = figure("coverage", dossier)
    order = [item.id for item in dossier.evidence.sentences]
    assert list(dict.fromkeys(drawn.table["sentence"])) == order
    domains = [layer["encoding"]["x"]["scale"]["domain"] for layer in drawn.chart.to_dict()["layer"][:3]]
    assert all(domain == order for domain in domains)


def test_headings_and_attributions_are_marked(dossier: Dossier) -> None:
    spec = figure("coverage", dossier).chart.to_dict()
    marks = {row["sentence"]: row["mark"] for data in spec["datasets"].values() for row in data if row.get("mark")}
    assert marks == {"P3.S1": "heading", "P11.S1": "heading", "P15.S1": "attribution", "P16.S1": "attribution"}


def test_an_unused_sentence_is_told(river: Dossier) -> None:
    stray = river.evidence.sentences[0].model_copy(update={"id": "P9.S9"})
    evidence = river.evidence.model_copy(update={"sentences": (*river.evidence.sentences, stray)})
    drawn = figure("coverage", river.model_copy(update={"evidence": evidence}))
    assert drawn.description.startswith("3 of 4 sentences have a place: 3 used by parts of the dossier, 1 used by")
    assert drawn.table.iloc[-1]["state"] == "unused"


def test_long_sources_are_folded_and_say_so(river: Dossier) -> None:
    many = tuple(river.evidence.sentences[0].model_copy(update={"id": f"P{i}.S1"}) for i in range(500))
    evidence = river.evidence.model_copy(update={"sentences": many})
    drawn = figure("coverage", river.model_copy(update={"evidence": evidence}))
    assert drawn.notes == ("380 more sentences stand in the table.",)
    assert drawn.table["sentence"].nunique() == 500


def test_no_sentences_no_failure(river: Dossier) -> None:
    evidence = river.evidence.model_copy(update={"sentences": (), "words": ()})
    bare = river.model_copy(update={"evidence": evidence})
    assert figure("coverage", bare).description == "The dossier lists no sentences of its source."
    assert "no probability word" in figure("probability_words", bare).description


def test_without_evidence_the_figure_says_what_is_missing() -> None:
    with pytest.raises(FigureError, match="needs evidence"):
        figure("coverage", load(ROOT / "tests/dossiers/minimal"))


def test_replay_leaves_later_parts_out(dossier: Dossier) -> None:
    early, late = (figure("coverage", dossier, dt.date(year, 6, 1)).table["parts"].sum() for year in (2025, 2027))
    assert early < late


def test_words_stand_beside_icd_203(dossier: Dossier) -> None:
    drawn = figure("probability_words", dossier)
    table = drawn.table.set_index("key")
    assert len(table) == 13
    assert table.loc["might", ["p10 (%)", "p50 (%)", "p90 (%)"]].tolist() == [20, 40, 60]
    assert table.loc["might", "ICD 203 word"] == "unlikely"
    assert table.loc["possible", "ICD 203 word"] == "unlikely to roughly even chance"
    assert table.loc["necessary_condition", "ICD 203 word"] == "not a probability"
    assert drawn.description.startswith("Bands given to 9 of 13")
    axis = next(layer["encoding"]["x"]["axis"] for layer in drawn.chart.to_dict()["layer"] if "x2" in layer["encoding"])
    assert axis["values"] == [0.0, 0.05, 0.2, 0.45, 0.55, 0.8, 0.95, 1.0]


@pytest.mark.parametrize("name", ["coverage", "probability_words"])
def test_dark_differs_from_light(river: Dossier, name: str) -> None:
    light, dark = (figure(name, river, mode=mode).chart.to_dict() for mode in ("light", "dark"))
    assert light["config"]["background"] != dark["config"]["background"]
