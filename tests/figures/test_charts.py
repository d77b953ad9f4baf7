"""The contract that keeps charts apart from model and dossier names every chart module."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_chart_module_is_under_contract():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    listed = next(item["source_modules"] for item in contracts if item["name"].startswith("Charts know"))
    modules = (file.relative_to(ROOT).with_suffix("") for file in (ROOT / "components/figures").rglob("*_chart.py"))
    assert sorted(listed) == sorted(".".join(module.parts) for module in modules)
