from __future__ import annotations

from pathlib import Path

import pytest

from components.dossier import Dossier, load

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
