"""What a chart draws."""

from __future__ import annotations

from typing import Any


def marks(chart: Any, kind: str) -> list[dict[str, Any]]:
    return [layer for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == kind]
