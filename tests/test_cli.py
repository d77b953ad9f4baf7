"""The command line as scripts use it: exit status, standard output, standard error."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from components import wording
from components.dossier import load
from components.model import Scenario, evaluate
from components.model.document import document

ROOT = Path(__file__).resolve().parents[1]
MINIMAL = str(ROOT / "tests/dossiers/minimal")
FEW = ["--draws", "64"]


@pytest.fixture(autouse=True)
def _no_other_dossier(monkeypatch):
    monkeypatch.delenv("PARLEY_DOSSIER", raising=False)


# ---- check ---------------------------------------------------------------------------------------------------


def test_check_says_what_the_dossier_holds(ran):
    status, out, err = ran("check", "--dossier", MINIMAL)
    assert (status, err) == (0, "")
    assert out == "The Serel water dispute: no problems. 3 actors, 2 issues, 5 positions, 0 assumptions, 0 nodes.\n"


def test_check_takes_the_built_in_dossier_or_the_one_of_the_environment(ran, monkeypatch):
    assert ran("check")[1].startswith(load(ROOT / "data").header.title)
    monkeypatch.setenv("PARLEY_DOSSIER", MINIMAL)
    assert ran("check")[1].startswith("The Serel water dispute")


def test_check_lists_every_problem_with_file_and_line(ran, tmp_path):
    broken = Path(shutil.copytree(MINIMAL, tmp_path / "broken"))
    positions = (broken / "positions.yaml").read_text(encoding="utf-8")
    positions = positions.replace("p10: 66.7, p50: 75", "p10: 80, p50: 75").replace("issue: dam", "issue: damm", 1)
    (broken / "positions.yaml").write_text(positions, encoding="utf-8")
    status, out, err = ran("check", "--dossier", str(broken))
    assert (status, out) == (2, "")
    assert "positions.yaml:4" in err
    assert "p10 ≤ p50 ≤ p90" in err
    assert "did you mean 'dam'" in err


@pytest.mark.parametrize("command", ["check", "evaluate"])
def test_an_unknown_dossier(ran, command, tmp_path):
    status, out, err = ran(command, "--dossier", str(tmp_path / "nowhere"))
    assert (status, out) == (2, "")
    assert "nowhere" in err
    assert "does not exist" in err


# ---- evaluate ------------------------------------------------------------------------------------------------


def test_evaluate_prints_one_object(ran):
    words = ["--set", "us_leverage=55", "--set", "alignment = 20", "--as-of", "2025-08-20"]
    status, out, err = ran("evaluate", "--json", *words, *FEW)
    assert (status, err) == (0, "")
    found = json.loads(out)
    dossier = load(ROOT / "data")
    scenario = Scenario({"us_leverage": 55, "alignment": 20}, as_of=dt.date(2025, 8, 20), draws=64)
    assert found == document(evaluate(dossier, scenario))
    assert (found["as_of"], found["draws"]) == ("2025-08-20", 64)
    assert found["assumptions"]["us_leverage"] == 55


def test_cells_are_set_by_name(ran):
    cells = {"kremlin.territory.position": 60.0, "ukraine.cost": 5.0}
    words = [word for key, value in cells.items() for word in ("--cell", f"{key} = {value}")]
    status, out, _ = ran("evaluate", "--json", *words, *FEW)
    assert status == 0
    assert json.loads(out) == document(evaluate(load(ROOT / "data"), Scenario(cells=cells, draws=64)))
    assert json.loads(out)["cells"] == cells


def test_a_scenarios_cells_hold_until_others_are_given(ran, tmp_path):
    file = tmp_path / "scenario.yaml"
    file.write_text("cells: {kremlin.territory.position: 60, kremlin.territory.salience: 20}\n")
    status, out, _ = ran("evaluate", "--json", "--scenario", str(file), "--cell", "kremlin.territory.position=40", *FEW)
    assert status == 0
    assert json.loads(out)["cells"] == {"kremlin.territory.position": 40, "kremlin.territory.salience": 20}


def test_evaluate_on_four_files(ran):
    status, out, _ = ran("evaluate", "--json", "--dossier", MINIMAL, *FEW)
    found = json.loads(out)
    assert status == 0
    assert (found["outputs"], found["packages"]) == ({}, {})
    assert set(found["issues"]) == {"share", "dam"}


def test_evaluate_for_people(ran):
    status, out, _ = ran("evaluate", "--set", "us_leverage=60", *FEW)
    assert status == 0
    assert "as of 8 Aug 2025, 64 draws" in out
    rows = {key: text for _, key, text in (line.split(maxsplit=2) for line in out.splitlines()[1:])}
    found = evaluate(load(ROOT / "data"), Scenario({"us_leverage": 60}, draws=64))
    assert rows["p_ceasefire"].startswith(wording.chance(found.value("p_ceasefire")))
    assert rows["territory"].startswith(("gap ", "range "))
    assert f"all accept {wording.chance(found.nearest_deal.joint.value)}" in rows["nearest"]


def test_the_horizon_is_set_like_any_assumption(ran):
    chances = []
    for months in (1, 36):
        status, out, _ = ran("evaluate", "--json", "--set", f"horizon_months={months}", *FEW)
        assert status == 0
        chances.append(json.loads(out)["outputs"]["p_meeting_held"]["value"])
    assert chances[0] < chances[1]


def test_the_same_bytes_in_two_processes():
    command = [sys.executable, "-W", "error", "-m", "components.cli", "evaluate", "--json", *FEW]
    outputs = [subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout for _ in range(2)]
    assert outputs[0] == outputs[1]
    assert json.loads(outputs[0])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--set", "us_leverag=55"], "unknown assumption us_leverag; did you mean 'us_leverage'?"),
        (["--set", "us_leverage=155"], "us_leverage must lie between 0 and 100 (index 0–100), not 155"),
        (["--set", "us_leverage=101"], "us_leverage must lie between 0 and 100 (index 0–100), not 101"),
        (["--set", "us_leverage=nan"], "--set us_leverage=nan: write it as id=number"),
        (["--set", "us_leverage=1_0"], "--set us_leverage=1_0: write it as id=number"),
        (["--as-of", "20250808"], "'20250808' is no date; write it like 2025-08-08"),
        (["--set", "us_leverage"], "--set us_leverage: write it as id=number, such as --set us_leverage=55"),
        (["--set", "us_leverage=high"], "--set us_leverage=high: write it as id=number"),
        (["--set", "=5"], "write it as id=number"),
        (["--cell", "kremlin.teritory.position=5"], "did you mean 'kremlin.territory.position'?"),
        (["--cell", "kremlin.territory.position=-1"], "kremlin.territory.position must lie between 0 and 100, not -1"),
        (["--cell", "kremlin"], "--cell kremlin: write it as actor.issue.position=number, such as --cell kremlin=55"),
        (["--as-of", "8 August"], "'8 August' is no date; write it like 2025-08-08"),
        (["--as-of", "2025-02-30"], "'2025-02-30' is no date"),
        (["--draws", "1"], "draws must lie between 2 and 65536, not 1"),
        (["--draws", "many"], "invalid int value: 'many'"),
        (["--sett", "us_leverage=5"], "unknown words: --sett us_leverage=5"),
    ],
)
def test_what_cannot_be_taken_is_said(ran, words, said):
    status, out, err = ran("evaluate", "--json", *words)
    assert (status, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_an_issue_without_weight_is_named(ran, tmp_path):
    quiet = Path(shutil.copytree(MINIMAL, tmp_path / "quiet"))
    positions = (quiet / "positions.yaml").read_text(encoding="utf-8")
    positions = positions.replace("salience: {p10: 46.7, p50: 55, p90: 63.3}", "salience: 0").replace(
        "salience: 60", "salience: 0"
    )
    (quiet / "positions.yaml").write_text(positions, encoding="utf-8")
    status, out, err = ran("evaluate", "--json", "--dossier", str(quiet), *FEW)
    assert (status, out) == (2, "")
    assert "nobody on dam has both salience and influence above 0" in err


@pytest.mark.parametrize("words", [[], ["evaluat"], ["evaluate", "extra"]])
def test_unknown_commands(ran, words):
    status, out, err = ran(*words)
    assert (status, out) == (2, "")
    assert "usage" in err


def test_evaluate_needs_no_charts():
    script = "import sys, components.cli as cli; cli.main(['check']); assert 'altair' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True)


# ---- mistakes on the line ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--own", "nowhere~russia", "--option", "own"], "--own: 'nowhere' is neither a region nor an issue"),
        (["--own", "nowhere~russia"], "--own: 'nowhere' is neither a region nor an issue"),
        (["--own", "x" * 3000, "--option", "own"], "--own: is longer than"),
        (["--own="], "--own shows nothing without --option own or --compare own"),
    ],
)
def test_a_mistake_in_an_own_option_is_said(ran, tmp_path, words, said):
    status, out, err = ran("export", "concessions_map", *words, *FEW, "-o", str(tmp_path / "map.svg"))
    assert (status, out) == (2, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_a_scenarios_problems_are_called_the_scenarios(ran, tmp_path):
    path = tmp_path / "odd.yaml"
    path.write_text("draws: &x 1\n")
    for command in (["evaluate"], ["pack", "-o", str(tmp_path / "x.zip")]):
        status, out, err = ran(*command, "--scenario", str(path))
        assert (status, out) == (2, "")
        assert err.startswith("The scenario has 1 problem:\n  odd.yaml:1: draws: anchors")
    assert list(tmp_path.iterdir()) == [path]


# ---- files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [["pack"], ["export", "actors_matrix", "--format", "png"]])
@pytest.mark.parametrize(("place", "said"), [("nowhere/out", "there is no folder"), (".", "is a folder; name a file")])
def test_where_nothing_can_be_written_nothing_is_made(ran, monkeypatch, tmp_path, words, place, said):
    monkeypatch.setattr("components.arguments.load", lambda _: pytest.fail("the work has begun"))
    status, out, err = ran(*words, "-o", str(tmp_path / place))
    assert (status, out) == (2, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("lines", [0, 3])
def test_a_pack_that_is_stopped_leaves_nothing_behind(tmp_path, number, lines):
    target, place = tmp_path / "brief.zip", tmp_path / "tmp"
    target.write_bytes(b"old")
    place.mkdir()
    command = [sys.executable, "-m", "components.cli", "pack", "--progress", "-o", str(target), *FEW]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | {"TMPDIR": str(place)}, **pipes) as process:
        me = psutil.Process(process.pid)
        while not me.children():
            time.sleep(0.01)
        for _ in range(lines):
            process.stdout.readline()
        family = me.children(recursive=True)
        process.send_signal(number)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert err.strip().endswith(f"{target}: stopped; it was not written")
    assert "Traceback" not in err
    assert psutil.wait_procs(family, timeout=60)[1] == []
    assert target.read_bytes() == b"old"
    assert sorted(tmp_path.rglob("*")) == [target, place]
