from __future__ import annotations

from pathlib import Path

import pytest

from components.dossier import Dossier, load
from components.model import evaluate
from tests.model.build import assumption, made, node

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def builtin() -> Dossier:
    return load(ROOT / "data")


@pytest.fixture(scope="session")
def river() -> Dossier:
    return load(ROOT / "tests/dossiers/river")


@pytest.fixture(scope="session")
def minimal() -> Dossier:
    return load(ROOT / "tests/dossiers/minimal")


@pytest.fixture(scope="session")
def additive():
    """An index that adds up three assumptions, and one that nothing answers to."""
    names = {"x": (10, 50, 90), "y": (20, 40, 60), "z": (2, 10, 80), "idle": (10, 50, 90)}
    return evaluate(
        made(
            assumptions=[assumption(key, default) for key, default in names.items()],
            nodes=[
                node("i", "index", default=50, links={"x": 30, "y": 20, "z": -10}),
                node("alone", "index", default=50, links={"y": 20}),
                node("cut", "index", default=1, links={"x": 90, "z": 1e-9}),
                node("fixed", "index", default=50),
            ],
        )
    )
