"""Acts leave a line each where a file is named, and nothing where none is."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from components.dossier import load
from components.ui import audit
from tests.ui.conftest import ROOT

if TYPE_CHECKING:
    import pytest

BUILT_IN = load(ROOT / "data")


def lines(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_acts_are_told_with_dossier_day_and_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "audit.jsonl"
    monkeypatch.setenv(audit.FILE, str(file))
    monkeypatch.setattr(audit.visitor, "name", lambda: "Ada ☂\n")
    audit.note("save", BUILT_IN, name="two\nlines")
    (line,) = lines(file)
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "who": "Ada ☂\n",
        "act": "save",
        "dossier": BUILT_IN.digest,
        "as_of": str(BUILT_IN.header.as_of),
        "version": BUILT_IN.version,
        "name": "two\nlines",
    }


def test_nothing_is_written_unasked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(audit.FILE, raising=False)
    monkeypatch.chdir(tmp_path)
    audit.note("save", BUILT_IN)
    assert not [*tmp_path.iterdir()]


def test_lines_of_many_at_once_stay_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "audit.jsonl"
    monkeypatch.setenv(audit.FILE, str(file))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: audit.note("save", BUILT_IN, name=str(number) * 200), range(400)))
    assert len(lines(file)) == 400


def test_who_signs_in_is_noted_once_a_session(open_app, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "audit.jsonl"
    monkeypatch.setenv(audit.FILE, str(file))
    monkeypatch.setattr(audit.visitor, "name", lambda: None)
    app = open_app("tests/dossiers/river")
    # The dossier may have been read by an earlier test of the process.
    before = lines(file) if file.exists() else []
    assert {line["act"] for line in before} <= {"load"}
    monkeypatch.setattr(audit.visitor, "name", lambda: "Ada")
    app.run()
    app.run()
    assert [(line["act"], line["who"]) for line in lines(file)[len(before) :]] == [("sign-in", "Ada")]
