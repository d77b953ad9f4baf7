from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit import config

from tests.server import asked

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def option(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Any], None]:
    """Set options of the server; neither a base path nor a proxy's sign-in unless set."""
    options: dict[str, Any] = {"server.baseUrlPath": "", "server.trustedUserHeaders": {}}
    other = config.get_option
    monkeypatch.setattr(config, "get_option", lambda name: options[name] if name in options else other(name))
    return options.__setitem__


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Callable[..., asked.Answer]:
    """Ask the server's routes, without a server; each test is a caller of its own."""

    def ask(target: str, dossier: str | Path = "data", **sent: Any) -> asked.Answer:
        monkeypatch.setenv("PARLEY_DOSSIER", str(ROOT / dossier))
        return asked.ask(target, request.node.name, **sent)

    return ask
