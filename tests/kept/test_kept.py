from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs
from zipfile import ZipFile

import pytest

from components.dossier import Dossier, DossierError, load
from components.dossier.upgrade import upgrade
from components.exports.manifest import holds_manifest, read_manifest, state, verify
from components.exports.scenario import read_scenario
from components.exports.since import since, state_of
from components.model import evaluate
from components.ui import navigation
from components.ui.address import complaints

HERE = Path(__file__).parent
FORMS = sorted(path.name for path in HERE.iterdir() if (path / "dossier.zip").exists())
OLD_FORM = "triangles"
GONE = {"triangles": ["consent_probability"]}
"""Assumptions of the built-in dossier that the kept links and scenarios move and that it has no more."""
BUILT_IN = load(HERE.parents[1] / "data")


@cache
def dossier(form: str) -> Dossier:
    """Return the kept dossier, upgraded where it has to be."""
    file = HERE / form / "dossier.zip"
    if form != OLD_FORM:
        return load(file)
    with TemporaryDirectory() as folder:
        ZipFile(file).extractall(folder)
        upgrade(Path(folder))
        return load(Path(folder))


def test_all_forms_are_found() -> None:
    assert FORMS == ["cells", "hypotheses", "quantiles", "triangles"]


def test_a_dossier_of_the_old_form_says_how_it_is_upgraded_and_then_loads() -> None:
    with pytest.raises(DossierError, match=r"python -m components\.cli upgrade DIR"):
        load(HERE / OLD_FORM / "dossier.zip")
    assert dossier(OLD_FORM).slug == dossier("cells").slug


@pytest.mark.parametrize("form", FORMS)
def test_the_same_numbers_follow_or_a_note_says_what_changed(form: str) -> None:
    scenario, warnings = read_scenario(HERE / form / "scenario.yaml", dossier(form))
    assert bool(warnings) == (form == OLD_FORM)
    pack = (HERE / form / "brief.zip").read_bytes()
    said = (
        read_manifest(pack)["outputs"]
        if holds_manifest(pack)
        else json.loads((HERE / form / "numbers.json").read_text(encoding="utf-8"))
    )
    now = state(evaluate(dossier(form), scenario))["outputs"]
    is_same = all(now.get(key) == pytest.approx(numbers, rel=1e-9, abs=1e-9) for key, numbers in said.items())
    assert is_same != (HERE / form / "changed.txt").exists()


@pytest.mark.parametrize("form", FORMS)
def test_a_pack_tells_what_changed_since(form: str) -> None:
    raw = (HERE / form / "brief.zip").read_bytes()
    then, notes = state_of("brief.zip", raw, dossier(form))
    assert any("made again from its scenario" in note for note in notes) != holds_manifest(raw)
    assert then["assumptions"]["donor_patience"] == 70
    now, _ = state_of("scenario.yaml", (HERE / form / "scenario.yaml").read_bytes(), dossier(form))
    assert since(then, now, dossier(form)).line == "same inputs. Outcomes: none reads differently."
    if holds_manifest(raw):
        assert verify(raw, dossier(form)).differences == ()


@pytest.mark.parametrize("form", FORMS)
def test_a_scenario_of_the_built_in_dossier_loads_and_tells_what_is_left_out(form: str) -> None:
    scenario, warnings = read_scenario(HERE / form / "built_in.yaml", BUILT_IN)
    assert scenario.assumptions["us_leverage"] == 55
    assert not set(GONE.get(form, ())) & set(scenario.assumptions)
    text = (HERE / form / "built_in.yaml").read_text(encoding="utf-8")
    is_same_version = f"version: {BUILT_IN.version}\n" in text
    assert len(warnings) == (not is_same_version) + len(GONE.get(form, ()))
    for key in GONE.get(form, ()):
        assert any(f"unknown assumption {key}" in warning and "left out" in warning for warning in warnings)


@pytest.mark.parametrize("form", FORMS)
def test_a_link_works_and_complains_of_what_it_must(form: str) -> None:
    given = parse_qs((HERE / form / "link.txt").read_text(encoding="utf-8").strip().removeprefix("?"))
    told = list(complaints(BUILT_IN, given, navigation.selection_keys()))
    is_same_version = given["v"] == [BUILT_IN.version]
    assert sum("The link was made with version" in text for text in told) == (not is_same_version)
    assert len(told) == (not is_same_version) + len(GONE.get(form, ()))
    for key in GONE.get(form, ()):
        assert any(key in text.replace("\\", "") and "left out" in text for text in told)
