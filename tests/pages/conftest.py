"""Pages without a browser; the Workbench with a store of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.dossier import load
from components.store import Store, open_store
from components.ui import visitor
from tests.ui.conftest import ROOT, acts, open_app  # noqa: F401 - fixtures of all pages

RIVER = "tests/dossiers/river"
DOSSIER = load(ROOT / RIVER)
SLUG = DOSSIER.slug
Open = Callable[..., AppTest]


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    place = f"sqlite:///{tmp_path / 'store.db'}"
    monkeypatch.setenv("PARLEY_STORE", place)
    return place


@pytest.fixture
def store(url: str) -> Store:
    return open_store(url)


@pytest.fixture
def open_workbench(open_app, monkeypatch: pytest.MonkeyPatch) -> Open:  # noqa: F811
    """Open a part of the page, on the river's dossier unless another one is named; nobody is signed in."""
    # Streamlit's test runner signs everybody in.
    monkeypatch.setattr(visitor, "name", lambda: None)

    def opened(tab: str = "Saved", dossier: str = RIVER, **query: str) -> AppTest:
        app = open_app(dossier, query)
        app.switch_page("../../pages/workbench.py")
        app.session_state["tab"] = tab
        app.run()
        assert not app.exception
        return app

    return opened


def said(app: AppTest) -> str:
    kinds = (app.markdown, app.info, app.warning, app.error)
    return "\n".join(item.value for kind in kinds for item in kind).replace("\\", "")


def assumed(app: AppTest) -> dict[str, float]:
    return dict(app.session_state["parley_state"].scenario.assumptions)


def click(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app
