"""Triangles of the old form as quantiles: the right share lies below each, and it is written closely enough."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from components.dossier.upgrade import upgrade
from components.dossier.upgrade_rules import quantile

triangles = st.tuples(*[st.floats(-1e6, 1e6)] * 3).map(sorted).filter(lambda found: found[2] - found[0] > 1e-3)


@given(triangles, st.floats(0.01, 0.99))
def test_a_quantile_has_its_share_of_the_triangle_below_it(triangle, share):
    low, mode, high = triangle
    x = quantile(low, mode, high, share)
    width = high - low
    below = (
        (x - low) ** 2 / (width * (mode - low))
        if x < mode
        else 1 - (high - x) ** 2 / (width * max(high - mode, 1e-300))
    )
    assert below == pytest.approx(share, abs=1e-6)


@given(triangles)
def test_a_band_is_written_to_half_a_per_cent_and_stays_inside(tmp_path_factory, triangle):
    low, mode, high = triangle
    folder = tmp_path_factory.mktemp("band")
    (folder / "media.yaml").write_text(f"value: {{low: {low!r}, mode: {mode!r}, high: {high!r}}}\n", encoding="utf-8")
    upgrade(folder)
    found = yaml.safe_load((folder / "media.yaml").read_text(encoding="utf-8"))["value"]
    assert list(found) == ["p10", "p50", "p90"]
    for value, share in zip(found.values(), (0.1, 0.5, 0.9), strict=True):
        assert float(value) == pytest.approx(quantile(low, mode, high, share), abs=0.005 * (high - low) + 1e-5)
        assert low - 1e-5 <= float(value) <= high + 1e-5
