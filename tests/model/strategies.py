"""Random small dossiers, and anywhere a dossier's sliders can stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.model.build import assumption, cell, made, no_deal, node

if TYPE_CHECKING:
    from components.dossier import Dossier

ACTORS, ISSUES = "abc", "pq"
POINTS = st.integers(1, 99).map(float)


def bands(low: float = 1, high: float = 99) -> st.SearchStrategy[Any]:
    """Bands of any skew and width inside a range, and certain numbers."""
    ends = st.tuples(*[st.integers(0, 100)] * 3).map(
        lambda shares: sorted(low + (high - low) * s / 100 for s in shares)
    )
    return ends.map(lambda band: band[1] if band[0] == band[2] else tuple(band))


@st.composite
def small_dossiers(draw: st.DrawFn) -> Dossier:
    """Up to three actors, two issues, an assumption that moves expectations and one that moves a cost, one option."""
    held = [(a, q) for a in ACTORS for q in ISSUES if draw(st.booleans(), label=f"{a} on {q}")] or [("a", "q")]
    expecting = [pair for pair in held if draw(st.booleans(), label=f"{pair} expects")]
    issues = [
        {"id": q} | ({"status_quo": draw(POINTS)} if draw(st.booleans(), label=f"status quo of {q}") else {})
        for q in dict.fromkeys(issue for _, issue in held)
    ]
    costs = {"a": "cost", "b": draw(bands(0, 30)), "c": 0}
    actors = [
        {"id": a, "veto": draw(st.booleans(), label=f"{a} must agree"), "cost": _written(costs[a])}
        for a in dict.fromkeys(actor for actor, _ in held)
    ]
    return made(
        [cell(a, q, draw(bands()), draw(bands(10, 90)), draw(bands(10, 90))) for a, q in held],
        actors=actors,
        issues=issues,
        no_deal=[no_deal(a, q, draw(bands()), moved_by={"x": draw(st.integers(-40, 40))}) for a, q in expecting],
        assumptions=[assumption("x", draw(bands())), assumption("y", draw(bands()))],
        nodes=[
            node("cost", "index", default=draw(bands(1, 30)), links={"y": draw(st.integers(0, 20))}),
            node("p", "probability", default=draw(bands(0.01, 0.99)), links={"cost": 2.0}),
            node("r", "rate", default=_by_year(draw(bands(0.01, 0.95))), links={"x": 0.5}),
        ],
        options={"options": [{"id": "deal", "label": "Deal", "sets": {item["id"]: draw(POINTS) for item in issues}}]},
    )


def sliders(dossier: Dossier) -> st.SearchStrategy[dict[str, float]]:
    """Every assumption anywhere in its range, the ends as likely as the inside."""
    return st.fixed_dictionaries({item.id: anywhere(item.range) for item in dossier.assumptions})


def corners(dossier: Dossier) -> st.SearchStrategy[dict[str, float]]:
    """Every assumption at one of its ends."""
    return st.fixed_dictionaries(
        {item.id: st.sampled_from([item.range.min, item.range.max]) for item in dossier.assumptions}
    )


def anywhere(limits: Any) -> st.SearchStrategy[float]:
    """A place in a range, often an end."""
    return st.sampled_from([limits.min, limits.max]) | st.floats(limits.min, limits.max)


def _written(band: Any) -> Any:
    return dict(zip(("p10", "p50", "p90"), band, strict=True)) if isinstance(band, tuple) else band


def _by_year(band: Any) -> dict[str, float]:
    values = band if isinstance(band, tuple) else (band,) * 3
    return {**_written(tuple(values)), "by_months": 12}
