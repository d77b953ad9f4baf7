"""Workbench: analysts' signs, the pool's band and the outcomes by analyst are the tables'."""

from __future__ import annotations

import pytest

from tests.pictures.cases import DEFAULT, DOSSIERS, Case, context, draw, typed
from tests.pictures.reading import distinct, one, says_per_cent
from tests.pictures.scene import scene

BOTH = pytest.mark.parametrize("dossier", DOSSIERS)
EACH = pytest.mark.parametrize("case", [DEFAULT, Case("extreme", extreme=True)], ids=lambda case: case.name)


def compared(dossier: str, case: Case) -> Case:
    given = typed(context(dossier).dossier)
    options = (("analysts", given["analysts"]), ("weights", given["weights"]))
    return Case("analysts", extreme=case.extreme, options=options)


@BOTH
@EACH
def test_analysts(dossier: str, case: Case) -> None:
    case = compared(dossier, case)
    drawn, table = scene(dossier, "analysts", case), draw(dossier, "analysts", case).table
    here = {item.label: (item.name, item.range.min, item.range.max) for item in context(dossier).dossier.assumptions}
    axis, names = drawn.axes["top"], ("Ada", "Bo", "You")
    looks = {name: drawn.legend[name] for name in names}
    distinct([(look.stroke, look.shape) for look in looks.values()])
    shown = table.to_dict("records")[:8]
    # A number of an actor's lies between 0 and 100.
    named = [here.get(row["what"], (row["what"], 0, 100)) for row in shown]
    assert case.extreme or any(row["what"] not in here for row in shown)
    for row, (_, low, high), marks in zip(shown, named, drawn.below([f"{name}: " for name, *_ in named]), strict=True):

        def share(value: float, low=low, high=high) -> float:
            return (value - low) / (high - low)

        signs = [mark for mark in marks if mark.kind == "symbol"]
        for name in names:
            sign = one([mark for mark in signs if (mark.stroke, mark.shape) == (looks[name].stroke, looks[name].shape)])
            assert axis.value(sign.x) == pytest.approx(share(row[name]), abs=2e-3)
        bands = sorted((mark for mark in marks if mark.kind == "rect"), key=lambda mark: mark.left - mark.right)
        edges = [axis.value(edge) for edge in (bands[0].left, bands[0].right)]
        assert edges == pytest.approx([share(row["pool p10"]), share(row["pool p90"])], abs=2e-3)
        ticks = sorted(bands[-2:], key=lambda mark: mark.left - mark.right)
        assert axis.value(ticks[0].x) == pytest.approx(share(row["pool p50"]), abs=3e-3)
        assert axis.value(ticks[1].x) == pytest.approx(share(row["source"]), abs=3e-3)
        assert ticks[0].fill != ticks[1].fill


@BOTH
@EACH
def test_analysts_outcomes(dossier: str, case: Case) -> None:
    case = compared(dossier, case)
    drawn, table = scene(dossier, "analysts_outcomes", case), draw(dossier, "analysts_outcomes", case).table
    table = table[table["unit"] == "probability"]
    axis, left = drawn.axes["top"], drawn.axes["left"]
    outputs = list(dict.fromkeys(table["output"]))
    for output, marks in zip(outputs, drawn.below(outputs), strict=True):
        group = table[table["output"] == output]
        signs = [mark for mark in marks if mark.kind == "symbol"]
        inside = [(label, y) for label, y in left.labels if any(abs(mark.y - y) < 4 for mark in signs)]
        assert [label for label, _ in inside] == list(group["who"])
        for row, (_, y) in zip(group.to_dict("records"), inside, strict=True):
            near = [mark for mark in marks if abs(mark.y - y) < 8]
            bar, point = (one([mark for mark in near if mark.kind == kind]) for kind in ("rect", "symbol"))
            assert [axis.value(edge) for edge in (bar.left, bar.right)] == pytest.approx(
                [row["p10"], row["p90"]], abs=2e-3
            )
            assert axis.value(point.x) == pytest.approx(row["value"], abs=2e-3)
            says_per_cent(one([mark for mark in near if mark.kind == "text"]).text, 100 * row["value"])
