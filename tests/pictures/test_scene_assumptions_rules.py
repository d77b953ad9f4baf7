"""Assumptions page: what outcomes rest on, and the rule behind the good cases, are the tables'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.pictures.cases import Case, context
from tests.pictures.reading import distinct, number, one, says_per_cent
from tests.pictures.scene import Mark, scene
from tests.pictures.test_scene_assumptions import BOTH, EACH, bases, filled, of, rows, silent


@BOTH
@EACH
def test_grounds(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "grounds", case), rows(dossier, "grounds", case)
    signs, parts = bases(drawn), list(table[0])[2:]
    fills = set()
    below = drawn.below([f"{row['output']}: {row['confidence']} confidence" for row in table])
    for row, marks in zip(table, below, strict=True):
        bars = sorted(of(marks, "rect"), key=lambda mark: mark.left)
        told = [(part.removesuffix(" (share)"), row[part]) for part in parts if row[part] > 0]
        shares = [(mark.right - mark.left) / drawn.width for mark in bars]
        assert shares == pytest.approx([share for _, share in told], abs=1e-3)
        fills |= {(basis, bar.fill) for (basis, _), bar in zip(told, bars, strict=True)}
        for (basis, share), bar in zip(told, bars, strict=True):
            inside = [mark for mark in marks if bar.left < mark.x < bar.right and mark is not bar]
            found = of(inside, "symbol")
            assert {mark.shape for mark in found} <= {signs[basis]}
            assert found or bar.right - bar.left < 20, "only what has no room has no sign"
            for mark in [mark for mark in of(inside, "text") if mark.y == pytest.approx(bar.y, abs=1)]:
                says_per_cent(mark.text, 100 * share)
    distinct([fill for _, fill in sorted(fills)])
    rule = context(dossier, extreme=case.extreme).dossier.header.confidence
    limits = sorted(mark.x / drawn.width for mark in drawn.of("rule", where=lambda mark: bool(mark.dash)))
    assert limits == pytest.approx([1 - rule.moderate, 1 - rule.high], abs=1e-3)
    for row, marks in zip(table, below, strict=True):
        # Where judgement begins, or would begin, lies in the zone that the heading names.
        begins = 1 - row["analyst judgement (share)"]
        zone = "high" if begins >= limits[1] else "moderate" if begins >= limits[0] else "low"
        assert any(mark.text.endswith(f": {zone} confidence") for mark in of(marks, "text"))


@BOTH
@EACH
def test_good_cases(dossier: str, case: Case) -> None:
    drawn, table = scene(dossier, "good_cases", case), rows(dossier, "good_cases", case)
    if not table:
        silent(drawn)
        return
    here = context(dossier, extreme=case.extreme)
    items = {item.label: item for item in here.dossier.assumptions}
    rule, band = drawn.legend["within the rule"], drawn.legend["band: middle 80\u00a0%"]
    distinct([rule.fill, band.fill])
    heads = [f"{row['assumption']}: " for row in table]
    first = table[0]
    mass, held, density, base = (value for key, value in first.items() if "(" in key)
    *tracks, share, chance = drawn.below([*heads, "", "There its chance is "])
    for row, marks in zip(table, tracks, strict=True):
        limits = items[row["assumption"]].range

        def place(value: float, limits: Any = limits) -> float:
            return float((value - limits.min) / (limits.max - limits.min) * drawn.width)

        for bar, ends in ((filled(marks, rule), ("from", "to")), (filled(marks, band), ("p10", "p90"))):
            assert [bar.left, bar.right] == pytest.approx([place(row[end]) for end in ends], abs=0.5)
        assert _tick(marks) == pytest.approx(place(row["now"]), abs=0.5)
        assert one(of(marks, "symbol")).shape == bases(drawn)[items[row["assumption"]].basis.replace("_", " ")]
    assert filled(share, rule).right / drawn.width == pytest.approx(held, abs=1e-3)
    assert _tick(share) / drawn.width == pytest.approx(mass, abs=1e-3)
    top = max(number(mark.text) for mark in of(chance, "text") if mark.x > drawn.width - 1)
    assert filled(chance, rule).right / drawn.width * top == pytest.approx(density, abs=1e-3)
    assert _tick(chance) / drawn.width * top == pytest.approx(base, abs=1e-3)


def _tick(marks: Sequence[Mark]) -> float:
    """Return where the upright tick stands, which is drawn over its rim."""
    return min((mark for mark in of(marks, "rect") if mark.bottom - mark.top > 20), key=lambda m: m.right - m.left).x
