"""Small dossiers for analyses, whose answers can be written out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from components.model import evaluate
from tests.model.build import assumption, cell, made, node

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.model import Results

SAID = {"basis": "inferred", "refs": ["S1"]}


def q(p10: float, p50: float, p90: float) -> dict[str, float]:
    """Return a band as the dossier writes it."""
    return {"p10": p10, "p50": p50, "p90": p90}


def additive() -> Results:
    """An index that adds up three assumptions, one that nothing moves, and one that nothing makes uncertain."""
    bands = {"x": q(40, 50, 60), "y": q(30, 40, 50), "z": q(20, 30, 40), "idle": q(30, 50, 70)}
    return evaluate(
        made(
            assumptions=[assumption(key, band, **(SAID if key == "x" else {})) for key, band in bands.items()],
            nodes=[
                node("i", "index", default=50, links={"x": 20, "y": 10, "z": -5}),
                node("own", "index", default=q(45, 50, 55), links={"x": 20}),
                node("alone", "index", default=50, links={"y": 20}),
                node("free", "index", default=q(40, 50, 60)),
                node("fixed", "index", default=50),
            ],
        )
    )


def product(**parts: Any) -> Results:
    """The chance that two things both come about."""
    return evaluate(
        made(
            assumptions=[assumption(key, q(0.3, 0.5, 0.7), high=1) for key in ("p", "q")],
            nodes=[node("both", "all", of=["p", "q"])],
            **parts,
        )
    )


def dated() -> Dossier:
    """Chances that grow with a horizon, which is a choice."""
    return made(
        assumptions=[
            assumption("months", 6, low=0, high=36, kind="choice"),
            assumption("yearly", q(0.2, 0.4, 0.6), high=1),
            assumption("years", q(0.5, 1, 2), high=10),
            assumption("pull", q(30, 50, 70), signs={"soon": 1}),
        ],
        nodes=[
            node("rate", "yearly", of="yearly", links={"pull": 2}),
            node("drafting", "duration", of="years"),
            node("soon", "within", rate="rate", horizon="months"),
            node("both", "sequence", stages=["rate", "drafting"], horizon="months"),
            node("wait", "mean_years", stages=["rate", "drafting"]),
        ],
        header={
            "horizon": "months",
            "questions": [{"node": key, "asks": f"{key}?", "resolves": "It is said."} for key in ("both", "soon")],
        },
    )


def deal(**more: Any) -> Dossier:
    """Two veto players on one issue: x moves what one expects without a deal, y what no deal costs the other."""
    return made(
        [
            cell("a", "q", q(5, 10, 18)),
            cell("b", "q", q(70, 80, 88)),
            cell("bystander", "q", 50),
        ],
        actors=[{"id": "a", "veto": True}, {"id": "b", "veto": True, "cost": "burden"}, {"id": "bystander"}],
        issues=[{"id": "q", "status_quo": 60}],
        no_deal=[{"actor": "a", "issue": "q", "expects": q(40, 50, 60), "moved_by": {"x": 10}, **SAID}],
        assumptions=[
            assumption("x", q(20, 40, 80)),
            assumption("y", q(10, 50, 90)),
            assumption("idle", q(10, 50, 90)),
            assumption("open", q(0.1, 0.4, 0.8), high=1),
        ],
        nodes=[node("burden", "index", default=q(2, 5, 9), links={"y": 4})],
        options={"options": [{"id": "deal", "label": "Deal", "sets": {"q": 45}, **more}]},
    )
