"""Every figure draws what is committed: words, table and specification."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.figures import REGISTRY
from tests.pictures.store import SPECS, committed, drawn, pictures, stale
from tests.pictures.words import differences

LIMIT = 3_000_000
"""Bytes that all committed pictures may take together."""


@pytest.mark.parametrize(("dossier", "figure"), pictures())
def test_draws_what_is_committed(dossier: str, figure: str) -> None:
    lines = differences(committed(dossier, figure), drawn(dossier, figure))
    if lines:
        said = "\n  ".join(lines)
        pytest.fail(
            f"{figure} ({dossier}) changed:\n  {said}\nIf this is meant: python -m tests.pictures accept {figure}",
            pytrace=False,
        )


def test_every_figure_has_a_test_of_its_scene() -> None:
    written = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_scene_*.py"))
    assert not [figure for figure in REGISTRY if f"def test_{figure}" not in written]


def test_nothing_committed_is_left_over() -> None:
    assert not stale(), "python -m tests.pictures accept all"


def test_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in SPECS.rglob("*.json")) < LIMIT
