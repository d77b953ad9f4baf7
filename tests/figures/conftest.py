"""Dossiers in context, as figures take them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from components.dossier import Dossier, load
from components.figures import Context
from components.model import Scenario, evaluate

ROOT = Path(__file__).resolve().parents[2]


def context(
    dossier: Dossier,
    mode: Any = "light",
    *,
    as_of: dt.date | None = None,
    cells: Mapping[str, float] | None = None,
    **assumptions: float,
) -> Context:
    """Return a dossier with few draws: figures are the same with more."""
    scenario = Scenario(assumptions, as_of=as_of, draws=256, cells=cells or {})
    return Context(dossier, scenario, evaluate(dossier, scenario), mode)


@pytest.fixture(scope="session")
def august() -> Context:
    return context(load(ROOT / "data"))


@pytest.fixture(scope="session")
def river() -> Context:
    return context(load(ROOT / "tests/dossiers/river"))


@pytest.fixture(scope="session")
def minimal() -> Context:
    return context(load(ROOT / "tests/dossiers/minimal"))
