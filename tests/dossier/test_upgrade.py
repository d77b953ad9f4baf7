"""Dossiers of the old form: what is rewritten, what is asked, and what stays byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from components.cli import main
from components.dossier import DossierError
from components.dossier.upgrade import upgrade

ROOT = Path(__file__).parents[2]
OLD = {
    "dossier.yaml": """\
# Front page
title: The mill   # kept
horizon: months
headline: [p_pact, p_truce]
fan: [p_truce]
""",
    "actors.yaml": """\
actors:
- id: upper
  no_deal: upper_no_deal
  label: Upper
- {id: lower, label: "Lower", no_deal: lower_no_deal}
""",
    "positions.yaml": """\
positions:
# What Upper wants
- actor: upper
  issue: flow
  kind: ideal
  position: {low: 70, mode: 85, high: 100}   # as it says
  salience: 60
- kind: negotiating
  actor: upper
  issue: flow
  position: {low: 50, mode: 68, high: 80}
  moved_by: {pressure: -10}

- {actor: lower, issue: flow, kind: negotiating, position: 30, salience: 40, moved_by: {pressure: 4}, note: 'x'}
- actor: lower
  issue: dam
  position:
    low: 10   # least
    mode: 20
    high: 30
  changes:
  - {event: closed, position: {low: 40, mode: 50, high: 60}, basis: inferred, refs: [closed], note: "Shut: for good"}
  refs: [P1.S1]
""",
    "assumptions.yaml": """\
assumptions:
- id: months
  label: Horizon
  range: {min: 1, max: 36, step: 1}
  default: {low: 3, mode: 6, high: 12}
""",
    "network.yaml": """\
nodes:
- {id: p_pact, kind: not, label: Pact}
- {id: p_truce, kind: not, label: "Truce: at last"}
""",
    "timeline.yaml": "events:\n- {id: closed, date: 2031-06-20, reported_on: 2031-06-22, label: Closed}\n",
}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    for name, text in OLD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def texts(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def content(folder: Path, name: str) -> dict:
    return yaml.safe_load((folder / name).read_text(encoding="utf-8"))


# ---- Bands -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("band", "becomes"),
    [
        ("{low: 0, mode: 0, high: 100}", {"p10": 5.1, "p50": 29.3, "p90": 68.4}),
        ("{low: 4, mode: 4, high: 4}", {"p10": 4, "p50": 4, "p90": 4}),
        # No triangle: the numbers stay, so that the check still finds the fault.
        ("{low: 80, mode: 75, high: 90}", {"p10": 80, "p50": 75, "p90": 90}),
        ("{low: 1, mode: two, high: 3}", {"p10": 1, "p50": "two", "p90": 3}),
        ("{low: '1', mode: 2, high: 3}", {"p10": "1", "p50": 2, "p90": 3}),
        ("{low: 1, mode: 2}", {"p10": 1, "p50": 2}),
        # Ends of an issue in words are no band.
        ("{low: nothing, high: all of it}", {"low": "nothing", "high": "all of it"}),
    ],
)
def test_bands(tmp_path, band, becomes):
    (tmp_path / "media.yaml").write_text(f"value: {band}\n", encoding="utf-8")
    upgrade(tmp_path)
    assert content(tmp_path, "media.yaml")["value"] == becomes


# ---- The rest of the old form ------------------------------------------------------------------------------------


def test_questions_come_from_headline_and_fan(old):
    done = upgrade(old)
    header = content(old, "dossier.yaml")
    assert list(header) == ["title", "horizon", "questions"]
    assert [(row["node"], row["asks"], row.get("fan")) for row in header["questions"]] == [
        ("p_pact", "Pact?", None),
        ("p_truce", "Truce: at last?", True),
    ]
    assert sum("resolves" in question for question in done.questions) == 2


def test_the_horizon_becomes_a_choice(old):
    upgrade(old)
    assert content(old, "assumptions.yaml")["assumptions"][0] == {
        "id": "months",
        "kind": "choice",
        "label": "Horizon",
        "range": {"min": 1, "max": 36, "step": 1},
        "default": 6,
    }


def test_what_no_deal_was_worth_becomes_a_question(old):
    done = upgrade(old)
    assert content(old, "actors.yaml")["actors"] == [
        {"id": "upper", "label": "Upper"},
        {"id": "lower", "label": "Lower"},
    ]
    assert sum("lower_no_deal" in question for question in done.questions) == 1
    assert "# Question: what does upper expect" in (old / "actors.yaml").read_text(encoding="utf-8")


def test_one_cell_an_actor_and_issue_remains(old):
    done = upgrade(old)
    cells = content(old, "positions.yaml")["positions"]
    assert [(cell["actor"], cell["issue"]) for cell in cells] == [
        ("upper", "flow"),
        ("lower", "flow"),
        ("lower", "dam"),
    ]
    assert not [cell for cell in cells if {"kind", "moved_by", "changes"} & cell.keys()]
    assert cells[1] == {"actor": "lower", "issue": "flow", "position": 30, "salience": 40, "note": "x"}
    assert cells[2]["refs"] == ["P1.S1"]
    text = (old / "positions.yaml").read_text(encoding="utf-8")
    assert "# - kind: negotiating\n#   actor: upper\n" in text
    assert sum(question.startswith("positions.yaml") for question in done.questions) == 2


def test_changes_become_dated_values(old):
    upgrade(old)
    (row,) = content(old, "positions.yaml")["positions"][2]["since"]
    assert str(row.pop(True)) == "2031-06-22"  # PyYAML takes the key "on" for a truth; the dossier's reader does not
    assert row == {
        "p10": 44.5,
        "p50": 50,
        "p90": 55.5,
        "basis": "inferred",
        "refs": ["closed"],
        "note": "Shut: for good",
    }


def test_a_change_by_an_unknown_event_stays(old):
    (old / "timeline.yaml").unlink()
    upgrade(old)
    assert "changes" in content(old, "positions.yaml")["positions"][2]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_comments_and_everything_else_stay(old, newline):
    path = old / "positions.yaml"
    path.write_bytes("\ufeff".encode() + OLD["positions.yaml"].replace("\n", newline).encode())
    upgrade(old)
    raw = path.read_bytes().decode()
    assert raw.startswith("\ufeffpositions:" + newline + "# What Upper wants" + newline)
    assert raw.count("\n") == raw.count(newline)
    assert "}   # as it says" in raw
    assert "10: 14.5   # least" in raw
    assert "title: The mill   # kept\n" in (old / "dossier.yaml").read_text(encoding="utf-8")


# ---- What is left alone ------------------------------------------------------------------------------------------


def test_a_second_time_nothing_changes(old):
    assert sorted(upgrade(old).changed) == ["actors.yaml", "assumptions.yaml", "dossier.yaml", "positions.yaml"]
    before = texts(old)
    again = upgrade(old)
    assert (again.changed, again.questions, texts(old)) == ([], [], before)


@pytest.mark.parametrize("source", ["data", "tests/dossiers/minimal", "tests/dossiers/river"])
def test_the_new_form_is_left_byte_for_byte(tmp_path, source):
    folder = Path(shutil.copytree(ROOT / source, tmp_path / "copy"))
    before = texts(folder)
    assert upgrade(folder).changed == []
    assert texts(folder) == before


@pytest.mark.parametrize(
    "fault",
    ["a: [1", "a: \x01", "\t- b", "a: *nothing", b"\xff\xfe", b"", "a: !!python/object:os.system {}", "[" * 5000],
    ids=["open", "control", "tab", "alias", "bytes", "empty", "tag", "deep"],
)
def test_a_faulty_file_keeps_its_fault_and_the_others_are_upgraded(old, fault):
    raw = fault if isinstance(fault, bytes) else fault.encode()
    (old / "network.yaml").write_bytes(raw)
    done = upgrade(old)
    assert (old / "network.yaml").read_bytes() == raw
    assert "positions.yaml" in done.changed
    assert {problem.file for problem in done.problems} <= {"network.yaml"}


def test_a_file_that_is_no_yaml_is_named(old):
    (old / "network.yaml").write_text("a: [1", encoding="utf-8")
    assert [problem.file for problem in upgrade(old).problems] == ["network.yaml"]


def test_repeated_keys_stay(old):
    (old / "media.yaml").write_text("a: {low: 0, mode: 0, high: 100}\na: 2\n", encoding="utf-8")
    upgrade(old)
    assert (old / "media.yaml").read_text(encoding="utf-8") == "a: {p10: 5.1, p50: 29.3, p90: 68.4}\na: 2\n"


def test_a_file_is_written_whole_or_not_at_all(old, monkeypatch):
    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    before = texts(old)
    with pytest.raises(OSError, match="disk full"):
        upgrade(old)
    assert texts(old) == before


def test_no_folder(tmp_path):
    with pytest.raises(DossierError, match="does not exist"):
        upgrade(tmp_path / "nowhere")


def test_on_the_command_line(old, capsys):
    assert main(["upgrade", str(old)]) == 0
    out = capsys.readouterr().out
    assert "rewritten: actors.yaml, assumptions.yaml, dossier.yaml, positions.yaml" in out
    assert "? positions.yaml: what does upper expect of flow" in out
    (old / "network.yaml").write_text("a: [1", encoding="utf-8")
    assert main(["upgrade", str(old)]) == 2
    assert "network.yaml" in capsys.readouterr().err


def test_what_superseded_an_ultimatum_becomes_the_demand_it_is_an_earlier_form_of(tmp_path):
    july = "- id: july\n  superseded_by: august   # sooner\n  firmness: firm\n"
    (tmp_path / "timeline.yaml").write_text(f"ultimatums:\n{july}- {{id: june, superseded_by: july}}\n")
    done = upgrade(tmp_path)
    text = (tmp_path / "timeline.yaml").read_text()
    july, june = yaml.safe_load(text)["ultimatums"]
    assert (july["earlier_form"]["of"], june["earlier_form"]["of"]) == ("august", "july")
    assert july["firmness"] == "firm"
    assert "# sooner" in text
    assert "superseded_by" not in text
    assert [question.split(" an earlier")[0] for question in done.questions] == [
        "timeline.yaml: why is july",
        "timeline.yaml: why is june",
    ]
