"""Manifest and verdict: a pack says what it was made from, and any change to it shows."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from components.cli import main
from components.dossier import load
from components.exports.manifest import NAME, ManifestError, manifest_json, read_manifest, state, told, verify
from components.exports.scenario import scenario_yaml
from components.exports.since import since
from components.files import zipped
from components.model import Scenario, ScenarioError, evaluate
from components.model.entries import entries
from components.model.outputs import outputs

ROOT = Path(__file__).parents[2]
RIVER = ROOT / "tests/dossiers/river"
DOSSIER = load(RIVER)
MOVED = Scenario({"donor_patience": 70.0}, draws=64)


def packed(scenario: Scenario = MOVED, **more: bytes) -> bytes:
    files = {"scenario.yaml": scenario_yaml(DOSSIER, scenario).encode(), "figures/a.csv": b"a\n1\n"}
    return zipped({**files, NAME: manifest_json(evaluate(DOSSIER, scenario), files).encode(), **more})


def changed(pack: bytes, name: str, raw: bytes | None) -> bytes:
    with ZipFile(BytesIO(pack)) as archive:
        files = {item: archive.read(item) for item in archive.namelist()}
    return zipped({key: value for key, value in {**files, name: raw}.items() if value is not None})


def edited(pack: bytes, **parts: object) -> bytes:
    return changed(pack, NAME, json.dumps({**read_manifest(pack), **parts}).encode())


def test_a_pack_gives_the_same_again() -> None:
    verdict = verify(packed(), DOSSIER)
    assert (verdict.differences, verdict.notes) == ((), ())
    assert verdict.compared == len(outputs(DOSSIER))
    assert list(told(verdict)) == [f"The same again: {verdict.compared} numbers recomputed, every file as it was made."]


def test_the_manifest_says_what_all_was_made_from() -> None:
    said = read_manifest(packed())
    assert said["digest"] == DOSSIER.digest
    assert DOSSIER.digest.startswith(said["version"])
    assert (said["as_of"], said["draws"], said["seed"]) == ("2031-06-10", 64, DOSSIER.header.seed)
    assert said["assumptions"]["donor_patience"] == 70
    assert said["libraries"]["numpy"]
    assert said["outputs"]["p_truce"]["value"] == evaluate(DOSSIER, MOVED).value("p_truce")


@pytest.mark.parametrize(
    ("pack", "said"),
    [
        (changed(packed(), "figures/a.csv", b"a\n2\n"), "file figures/a.csv was changed"),
        (changed(packed(), "figures/a.csv", None), "file figures/a.csv is missing"),
        # The list of names still stands; the first of the files begins before the first byte.
        (packed()[2:], "was changed"),
        (changed(packed(), "extra\x1b[31m.txt", b""), "file extra\\u001b[31m.txt was added"),
        (edited(packed(), seed=5), "seed: 5 in the pack, 7 now"),
        (edited(packed(), digest="0" * 64), "digest: 0000"),
        (edited(packed(), assumptions={}), "assumption donor_patience: not there in the pack, 70 now"),
        (edited(packed(), outputs={"p_truce": 3}), "p_truce, value: not there in the pack, 0."),
    ],
)
def test_any_change_shows(pack: bytes, said: str) -> None:
    (first, *rest) = verify(pack, DOSSIER).differences
    assert said in "\n".join([first, *rest])


def test_another_number_of_the_last_digit_is_the_same_and_of_the_sixth_is_not() -> None:
    found = read_manifest(packed())["outputs"]
    for share, count in ((1 + 1e-13, 0), (1 + 1e-6, 1)):
        near = {**found, "p_truce": {**found["p_truce"], "value": found["p_truce"]["value"] * share}}
        assert len(verify(edited(packed(), outputs=near), DOSSIER).differences) == count


def test_other_libraries_are_noted_and_are_no_difference() -> None:
    verdict = verify(edited(packed(), libraries={"numpy": "1.0"}), DOSSIER)
    assert verdict.differences == ()
    assert verdict.notes[0].startswith("numpy: 1.0 made the pack, ")


def test_another_version_of_the_dossier_is_a_difference(tmp_path: Path) -> None:
    other = Path(shutil.copytree(RIVER, tmp_path / "river"))
    (other / "dossier.yaml").write_text((RIVER / "dossier.yaml").read_text() + "# edited\n")
    (difference,) = verify(packed(), load(other)).differences
    assert difference.startswith("digest: ")
    with pytest.raises(ScenarioError, match="unknown assumption"):
        verify(packed(), load(ROOT / "data"))


def bomb() -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(str(number), bytes(100_000_000))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("pack", "said"),
    [
        (lambda: b"no zip", "it is no sound ZIP"),
        (lambda: zipped({"a": b""}), "holds no manifest.json"),
        (lambda: zipped({NAME: b"{"}), "cannot be read"),
        (lambda: zipped({NAME: b"[" * 100_000}), "cannot be read"),
        (lambda: zipped({NAME: b"[]"}), "of a form that this Parley does not know"),
        (lambda: edited(packed(), outputs=[]), "outputs is missing or damaged"),
        (bomb, "it would unpack to more than 200 MB"),
        (lambda: zipped({NAME: b"{}", "../a": b""}), "it names files outside itself"),
    ],
)
def test_what_is_no_pack_is_refused(pack, said: str) -> None:
    with pytest.raises(ManifestError, match=said):
        verify(pack(), DOSSIER)


def test_cells_are_part_of_what_a_pack_was_made_from() -> None:
    (key, *_) = entries(DOSSIER)
    adjusted = replace(MOVED, cells={key: 12.5})
    assert verify(packed(adjusted), DOSSIER).differences == ()
    pack = edited(packed(adjusted), cells={})
    assert verify(pack, DOSSIER).differences[0] == f"cell {key}: not there in the pack, 12.5 now"
    old, new = (state(evaluate(DOSSIER, scenario)) for scenario in (MOVED, adjusted))
    assert since(old, new, DOSSIER).inputs == (f"{entries(DOSSIER)[key].label(DOSSIER)} 85 → 12.5",)


# ---- since ---------------------------------------------------------------------------------------------------


def test_what_changed_is_told_inputs_first() -> None:
    later = replace(MOVED, assumptions={"donor_patience": 20.0}, as_of=DOSSIER.header.as_of.replace(day=20), draws=64)
    old, new = (state(evaluate(DOSSIER, scenario)) for scenario in (MOVED, later))
    changes = since(old, new, DOSSIER)
    assert changes.inputs[0] == "as of 10 Jun 2031 → 20 Jun 2031"
    assert any("70 → 20" in line for line in changes.inputs)
    asked = DOSSIER.node(DOSSIER.header.questions[0].node).label
    assert changes.outcomes[0].startswith(f"{asked} ")
    assert since(old, old, DOSSIER).line == "same inputs. Outcomes: none reads differently."
    back = since(new, old, DOSSIER)
    assert [line.count(" → ") for line in back.outcomes] == [1] * len(changes.outcomes)


def test_a_damaged_state_is_no_crash() -> None:
    with pytest.raises(ManifestError, match="cannot be told"):
        since({**state(evaluate(DOSSIER, MOVED)), "as_of": "soon"}, state(evaluate(DOSSIER, MOVED)), DOSSIER)


# ---- command line --------------------------------------------------------------------------------------------


def test_the_command_line_answers_with_its_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack, scenario = tmp_path / "brief.zip", tmp_path / "scenario.yaml"
    here = ["--dossier", str(RIVER)]
    for content, status in ((packed(), 0), (edited(packed(), seed=5), 1), (b"", 2)):
        pack.write_bytes(content)
        assert main(["verify", str(pack), *here]) == status
    assert "it is no sound ZIP" in capsys.readouterr().err
    pack.write_bytes(packed())
    scenario.write_text(scenario_yaml(DOSSIER, Scenario({"donor_patience": 20.0}, draws=64)), encoding="utf-8")
    assert main(["since", str(pack), str(scenario), *here]) == 0
    out = capsys.readouterr().out
    assert out.startswith("inputs: 1 change\n")
    assert "70 → 20" in out
    assert main(["since", str(pack), *here]) == 0
    assert "draws 64 → 1024" in capsys.readouterr().out
    assert main(["since", str(tmp_path / "none.zip"), *here]) == 2
