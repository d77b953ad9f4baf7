"""Small dossiers made in code, for what is easier to say in code than in files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from components.dossier import Dossier
from components.model.outputs import output_of

if TYPE_CHECKING:
    from components.model import Results
    from components.model.output import Output

DAY = dt.date(2031, 5, 2)
JUDGED = {"basis": "analyst_judgement"}


def ask(results: Results, key: str) -> Output:
    """Return the output of a dossier's results that a key names."""
    return output_of(results.dossier, key)


def made(
    positions: Sequence[Mapping[str, Any]] = (),
    *,
    actors: Iterable[Mapping[str, Any]] | None = None,
    issues: Iterable[Mapping[str, Any]] | None = None,
    header: Mapping[str, Any] | None = None,
    **parts: Any,
) -> Dossier:
    """Return a dossier; actors and issues that are not given follow from the positions, or are a and q."""
    if actors is None:
        actors = [{"id": key} for key in dict.fromkeys(cell["actor"] for cell in positions)] or [{"id": "a"}]
    if issues is None:
        issues = [{"id": key} for key in dict.fromkeys(cell["issue"] for cell in positions)] or [{"id": "q"}]
    return Dossier.model_validate(
        {
            "slug": "made",
            "version": "00000000",
            "header": {"title": "Made", "as_of": DAY, **(header or {})},
            "actors": [{"label": item["id"], **item} for item in actors],
            "issues": [{"label": item["id"], "low": "none", "high": "all", **item} for item in issues],
            "cells": positions,
            **parts,
        }
    )


def cell(actor: str, issue: str, position: Any, salience: Any = 50, influence: Any = 50, **more: Any) -> dict[str, Any]:
    """Return a cell; each value is a number or (low, mode, high)."""
    values = {"position": position, "salience": salience, "influence": influence}
    return {"actor": actor, "issue": issue, **{key: band(value) for key, value in values.items()}, **JUDGED, **more}


def assumption(key: str, default: Any, low: float = 0, high: float = 100, **more: Any) -> dict[str, Any]:
    """Return an assumption with a range from ``low`` to ``high``."""
    limits = {"min": low, "max": high, "step": (high - low) / 100}
    return {"id": key, "label": key, "unit": "index", "range": limits, "default": band(default), **JUDGED, **more}


def node(key: str, kind: str, **more: Any) -> dict[str, Any]:
    """Return a node; ``links`` as {parent: effect} get the key that its kind wants."""
    effect = {"index": "points", "probability": "odds"}.get(kind, "times")
    links = [{"from": parent, effect: size, **JUDGED} for parent, size in more.pop("links", {}).items()]
    if "default" in more:
        more["default"] = band(more["default"])
    return {"id": key, "label": key, "kind": kind, **more, **({"links": links} if links else {})}


def band(value: Any) -> Any:
    """Return (low, mode, high) as the dossier writes it; anything else as it is."""
    return dict(zip(("low", "mode", "high"), value, strict=True)) if isinstance(value, tuple) else value


def deal(**more):
    """Two veto players on one issue, one of them moved by x; the other compares with a node that y moves."""
    positions = [
        cell("a", "q", (0, 10, 20), kind="negotiating", moved_by={"x": 40}),
        cell("b", "q", (70, 80, 95)),
        cell("bystander", "q", 50, kind="negotiating", moved_by={"idle": 5}),
    ]
    actors = [{"id": "a", "veto": True}, {"id": "b", "veto": True, "no_deal": "worth"}, {"id": "bystander"}]
    option = {"id": "deal", "label": "Deal", "sets": {"q": 45}, **more}
    return made(
        positions,
        actors=actors,
        issues=[{"id": "q", "status_quo": 90}],
        assumptions=[
            assumption("x", (20, 40, 80)),
            assumption("y", (0, 50, 100)),
            assumption("idle", (0, 50, 100)),
            assumption("open", (0.1, 0.4, 0.8), high=1),
        ],
        nodes=[node("worth", "index", default=(40, 55, 80), links={"y": 30})],
        options={"options": [option]},
    )
