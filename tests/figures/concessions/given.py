"""The dossiers that the figures on concessions are tested with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from components.dossier import Dossier, load
from components.figures import Context
from components.model import Scenario, evaluate

ROOT = Path(__file__).resolve().parents[3]
DATA = load(ROOT / "data")
RIVER = load(ROOT / "tests/dossiers/river")
OWN = "kherson~ukraine~territory~60~nato_enlargement~80~My package"


def context(dossier: Dossier = DATA, mode: str = "light", **changes: Any) -> Context:
    scenario = Scenario(**changes)
    return Context(dossier, scenario, evaluate(dossier, scenario), mode)  # type: ignore[arg-type]


def changed(dossier: Dossier, **parts: Any) -> Dossier:
    """Return a dossier with other parts; a copy would keep what was looked up in the first."""
    return Dossier.model_construct(**{**dict(dossier), **parts})


HERE, THERE = context(), context(RIVER)
