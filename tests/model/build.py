"""Small dossiers made in code, for what is easier to say in code than in files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from components.dossier import Dossier
from components.dossier.nodes.accepts import AcceptsNode
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
            "digest": "0" * 64,
            "header": {"title": "Made", "as_of": DAY, **(header or {})},
            "actors": [{"label": item["id"], **item} for item in actors],
            "issues": [{"label": item["id"], "low": "none", "high": "all", **item} for item in issues],
            "cells": positions,
            **parts,
        }
    )


def cell(actor: str, issue: str, position: Any, salience: Any = 50, influence: Any = 50, **more: Any) -> dict[str, Any]:
    """Return a cell; each value is a number or (p10, p50, p90)."""
    values = {"position": position, "salience": salience, "influence": influence}
    return {"actor": actor, "issue": issue, **{key: band(value) for key, value in values.items()}, **JUDGED, **more}


def no_deal(actor: str, issue: str, expects: Any, **more: Any) -> dict[str, Any]:
    """Return what an actor expects without a deal; a number or (p10, p50, p90)."""
    return {"actor": actor, "issue": issue, "expects": band(expects), **JUDGED, **more}


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


def accepts(key: str, option: str, by: str, through: Iterable[str] = (), **more: Any) -> AcceptsNode:
    """Return an ``accepts`` node; ``through`` names what moves it, as loading a dossier finds out."""
    return AcceptsNode.model_validate(node(key, "accepts", option=option, by=by, **more)).computed_from(through)


def band(value: Any) -> Any:
    """Return (p10, p50, p90) as the dossier writes it; anything else as it is."""
    return dict(zip(("p10", "p50", "p90"), value, strict=True)) if isinstance(value, tuple) else value


def deal(**more: Any) -> Dossier:
    """Two veto players on one issue: x moves what a expects without a deal, y what going on costs b."""
    option = {"id": "deal", "label": "Deal", "sets": {"q": 45}, **more}
    return made(
        [cell("a", "q", (2, 10, 20)), cell("b", "q", (70, 80, 95)), cell("bystander", "q", 50)],
        actors=[{"id": "a", "veto": True}, {"id": "b", "veto": True, "cost": "cost"}, {"id": "bystander"}],
        issues=[{"id": "q", "status_quo": 48}],
        no_deal=[
            no_deal("a", "q", (40, 50, 70), moved_by={"x": 40}),
            no_deal("bystander", "q", 60, moved_by={"idle": 5}),
        ],
        assumptions=[
            assumption("x", (20, 40, 80)),
            assumption("y", (10, 50, 90)),
            assumption("idle", (10, 50, 90)),
            assumption("open", (0.1, 0.4, 0.8), high=1),
        ],
        nodes=[node("cost", "index", default=(2, 6, 12), links={"y": 10})],
        options={"options": [option]},
    )
