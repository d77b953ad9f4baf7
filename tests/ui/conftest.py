from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.figures import REGISTRY
from components.ui import audit
from components.ui.assumed import VALUES
from tests.app import app as new

ROOT = Path(__file__).resolve().parents[2]

OpenApp = Callable[..., AppTest]


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch) -> OpenApp:
    """Open the app on a dossier, as a browser would with this query."""

    def opened(dossier: str | Path = "data", query: Mapping[str, str] | None = None) -> AppTest:
        monkeypatch.setenv("PARLEY_DOSSIER", str(ROOT / dossier))
        app = new(query).run()
        assert not app.exception
        return app

    return opened


@pytest.fixture
def acts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], list[str]]:
    """Let acts be audited; return what tells those so far, apart from the server's own reading of dossiers."""
    file = tmp_path / "audit.jsonl"
    monkeypatch.setenv(audit.FILE, str(file))

    def told() -> list[str]:
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        assert all({"at", "who", "act", "dossier", "as_of", "version"} <= line.keys() for line in lines)
        return [line["act"] for line in lines if line["act"] != "load"]

    return told


def move(app: AppTest, **values: float) -> AppTest:
    """Let the session stand elsewhere, as the panel does; the test runner cannot reach into a component."""
    app.session_state[VALUES] = {**app.session_state[VALUES], **values}
    return app


def unfold(app: AppTest) -> AppTest:
    """Open all that is folded away and built only then."""
    for key in [name for name in app.session_state._state.filtered_state if name.startswith("fold-")]:
        app.session_state[key] = True
    return app.run()


def told(app: AppTest, component: str) -> dict:
    """Return what a component is told, by its name and, of the panel, the one in the sidebar; empty without it."""
    found = [item.proto for item in app.get("bidi_component") if item.proto.component_name == f"parley.{component}"]
    data = [json.loads(item.json) for item in found]
    return next((item for item in data if item.get("view") != "sheet"), {})


def charts(shown: AppTest) -> list[dict]:
    """Return what the charts are told that stand in the app, or in a part of it."""
    found = [item.proto for item in shown.get("bidi_component") if item.proto.component_name == "parley.chart"]
    return [json.loads(item.json) for item in found]


def figures(shown: AppTest) -> set[str]:
    """Return the names of the figures shown with a chart."""
    said = [chart["words"] for chart in charts(shown)]
    return {name for name, spec in REGISTRY.items() if any(words.startswith(spec.summary) for words in said)}


def rows(app: AppTest) -> dict[str, dict]:
    """Return the panel's rows by id, in their order."""
    return {row["id"]: row for row in told(app, "panel").get("rows", ())}
