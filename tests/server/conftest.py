from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.server import asked

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Callable[..., asked.Answer]:
    """Ask the server's routes, without a server; each test is a caller of its own."""

    def ask(target: str, dossier: str | Path = "data", body: bytes | None = None) -> asked.Answer:
        monkeypatch.setenv("PARLEY_DOSSIER", str(ROOT / dossier))
        return asked.ask(target, request.node.name, body)

    return ask
