from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dossier import DossierError, load
from components.exports import render, stamp_of
from components.exports.pack import make_pack
from components.exports.picture import to_svg
from components.exports.standins import restored, stood_in
from components.figures import Context, build
from components.model import Scenario, evaluate

ROOT = Path(__file__).parents[2]
KINDS = {
    "plain": "🤝",
    "joined": "👨‍👩‍👧‍👦",
    "flag": "🇺🇦",
    "toned": "👍🏽",
    "tagged": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "varied": "🏳️‍🌈",
    "ideograph": "𠮷",
    "private": "\ue000",
    "several": "🤝🇺🇦🇷🇺👍🏽",
}


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_what_stands_in_comes_back(value):
    replaced, signs = stood_in(value)
    text = json.dumps(replaced, ensure_ascii=False)
    assert all(ord(character) <= 0xFFFF for character in text)
    assert restored(text, signs) == json.dumps(value, ensure_ascii=False)


@given(st.sets(st.characters(min_codepoint=0x10000), min_size=2, max_size=30))
def test_stand_ins_sort_as_what_they_stand_for(found):
    replaced, signs = stood_in(sorted(found))
    assert replaced == sorted(replaced)
    assert len(signs) <= len(found)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"several", "private"}))
def test_a_sign_is_never_cut(kind):
    replaced, _ = stood_in(f"a{KINDS[kind]}b")
    assert len(replaced) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_emoji_label(tmp_path, kind):
    """Labels that a chart shortens somewhere about a sign are drawn, with whole signs only."""
    folder = Path(shutil.copytree(ROOT / "tests/dossiers/minimal", tmp_path / "odd"))
    actors = (folder / "actors.yaml").read_text(encoding="utf-8")
    for number, old in enumerate(("Upland", "Lowland", "Basin Board")):
        label = f"{'council of the valley river ' * 2}"[: 24 + number] + f"{KINDS[kind]} farmers and the Council"
        actors = actors.replace(f"label: {old}", f"label: {label}")
    (folder / "actors.yaml").write_text(actors, encoding="utf-8")
    dossier, scenario = load(folder), Scenario(draws=16)
    context = Context(dossier, scenario, evaluate(dossier, scenario))
    figure = build("actors_matrix", context)
    svg = to_svg(figure, stamp_of(context, figure))
    drawn = "".join(ET.fromstring(svg).itertext())
    assert KINDS[kind] in drawn
    assert not re.search("[\ud800-\udfff\ufffd]", drawn)


def test_halves_of_signs_in_a_dossier_are_refused_or_left_out(tmp_path):
    folder = Path(shutil.copytree(ROOT / "tests/dossiers/minimal", tmp_path / "odd"))
    actors = (folder / "actors.yaml").read_text(encoding="utf-8")
    (folder / "actors.yaml").write_text(actors.replace("Upland", '"Up\\uD83Eland"'), encoding="utf-8")
    try:
        dossier = load(folder)
    except DossierError:
        return
    context = Context(dossier, Scenario(draws=16), evaluate(dossier, Scenario(draws=16)))
    figure = build("actors_matrix", context)
    for kind in ("svg", "csv", "json", "html"):
        assert b"Upland" in render(figure, stamp_of(context, figure), kind)
    assert make_pack(context, [])
