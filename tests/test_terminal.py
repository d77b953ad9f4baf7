"""Nothing that a dossier holds steers the terminal that the command line writes to."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MINIMAL = str(ROOT / "tests/dossiers/minimal")
FEW = ["--draws", "64"]
HOSTILE = (
    "\\e[31mred",
    "a\\nThe dossier has 0 problems",
    "\\u202etxt.exe",
    "\\x9b31m",
    "\\u2028",
    "\\x07\\r",
    "\\u2066x",
)
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("word", HOSTILE)
@pytest.mark.parametrize(("file", "line"), [("dossier.yaml", '"{}": 1'), ("dossier.yaml", 'as_of: "{}"')])
def test_nothing_in_a_dossier_steers_the_terminal(ran, tmp_path, word, file, line):
    broken = Path(shutil.copytree(MINIMAL, tmp_path / "broken"))
    kept = [old for old in (broken / file).read_text().splitlines() if old.split(":")[0] != line.split(":")[0]]
    (broken / file).write_text("\n".join([*kept, line.format(word)]), encoding="utf-8")
    status, out, err = ran("check", "--dossier", str(broken))
    assert (status, out) == (2, "")
    assert not STEERING.search(err)
    assert len(err.splitlines()) == 2


@pytest.mark.parametrize("word", HOSTILE)
def test_a_title_does_not_steer_the_terminal(ran, tmp_path, word):
    odd = _changed(tmp_path, "dossier.yaml", "The Serel water dispute", f"The {word} dispute")
    for words in (["check"], ["evaluate", *FEW], ["evaluate", "--json", *FEW], ["export", "--list", *FEW]):
        _, out, err = ran(*words, "--dossier", str(odd))
        assert not STEERING.search(out + err)
        if words[0] == "check":
            assert len((out + err).splitlines()) == 1
        if "--json" in words:
            assert json.loads(out)


@pytest.mark.parametrize("word", HOSTILE)
def test_a_label_does_not_steer_the_terminal_refused_or_not(ran, tmp_path, word):
    _, out, err = ran("check", "--dossier", str(_changed(tmp_path, "actors.yaml", "Lowland", f"Low {word} land")))
    assert not STEERING.search(out + err)
    assert len((out + err).splitlines()) <= 2


def _changed(folder: Path, file: str, old: str, new: str) -> Path:
    odd = Path(shutil.copytree(MINIMAL, folder / "odd"))
    written = (odd / file).read_text(encoding="utf-8")
    assert old in written
    (odd / file).write_text(written.replace(old, f'"{new}"'), encoding="utf-8")
    return odd


@pytest.mark.parametrize("word", ["\\e[31mred", "\\x9b31m", "\\u202etxt"])
def test_a_dossier_of_the_old_form_does_not_steer_the_terminal(ran, tmp_path, word):
    old = Path(shutil.copytree(MINIMAL, tmp_path / "old"))
    cell = f'{{actor: "{word}", issue: x, position: {{low: 1, mode: 2, high: 3}}, floor: 3, salience: 1, influence: 1}}'
    (old / "positions.yaml").write_text(f"positions:\n- {cell}\n", encoding="utf-8")
    _, out, err = ran("upgrade", old)
    assert not STEERING.search(out + err)


def test_only_one_function_writes_to_the_terminal():
    """Ruff forbids `print`; what serves many writes its own words alone."""
    files = [file for file in (ROOT / "components").rglob("*.py") if "server" not in file.parts]
    writers = [file.name for file in files if re.search(r"std(out|err)\b[^\n]*\.write\(", file.read_text("utf-8"))]
    assert writers == ["arguments.py"]
