from __future__ import annotations

from itertools import combinations
from math import cos, radians

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from components.figures.concessions.placing import NEVER, Label, clearest, shown_between
from components.figures.concessions.projection_chart import Conic

FOUR = (31.3, 45.8, 40.3, 50.2)
CONIC = Conic((46, 50), -35.5, FOUR)

labels = st.lists(
    st.builds(
        Label,
        kind=st.sampled_from(["town", "place", "contested"]),
        lines=st.text("abcdefgh ", min_size=1, max_size=14).map(lambda text: (text,)),
        lon=st.floats(31.5, 40),
        lat=st.floats(46, 50),
        dx=st.sampled_from([-6.0, 0.0, 6.0]),
        anchor=st.sampled_from(["start", "middle", "end"]),
    ),
    max_size=14,
)


@given(labels, st.floats(1500, 12000))
def test_shown_labels_never_meet(found: list[Label], scale: float) -> None:
    ranges = shown_between(found, CONIC, (1500, 12000))
    # Between two scales tried, texts may come closer by what the step moves them: test on a scale tried.
    tried = np.geomspace(12000 * 1.01, 1500, 40)
    at = tried[np.argmin(abs(tried - scale))]
    shown = [item for item, (least, below) in zip(found, ranges, strict=True) if least <= at < below]
    x, y = CONIC.project([item.lon for item in shown], [item.lat for item in shown])
    boxes = [
        (px * at + box[0], -py * at + box[1], px * at + box[2], -py * at + box[3])
        for px, py, box in zip(x, y, (item.box() for item in shown), strict=True)
    ]
    for a, b in combinations(boxes, 2):
        assert a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3]


def test_earlier_labels_win_and_stand_ins_wait() -> None:
    long = Label("region", ("A very long name of a region indeed",), 35.5, 48)
    short = Label("region", ("A",), 35.5, 48, stands_in=True)
    far = Label("town", ("Elsewhere",), 33, 47, 6, anchor="start")
    (long_from, _), (short_from, short_below), _ = shown_between([long, short, far], CONIC, (400, 12000))
    assert short_from < long_from == short_below


def test_a_label_that_always_meets_another_is_never_shown() -> None:
    first, second = Label("place", ("one",), 35, 48), Label("place", ("two",), 35, 48)
    assert shown_between([first, second], CONIC, (1500, 12000))[1][0] == NEVER


def test_the_clearest_place_lies_inside_and_keeps_off_towns() -> None:
    ring = [[30, 46], [30, 49], [34, 49], [34, 46], [30, 46]]
    feature = {"geometry": {"type": "Polygon", "coordinates": [ring]}}
    place = clearest([feature], (20, 40, 40, 60), [(31, 47)])
    assert place is not None
    assert 30 < place[0] < 34
    assert 46 < place[1] < 49
    assert ((place[0] - 31) * cos(radians(47))) ** 2 + (place[1] - 47) ** 2 > 0.5
    assert clearest([feature], (0, 0, 10, 10)) is None


def test_a_title_and_the_scale_bar_keep_their_places() -> None:
    west, south, _, north = FOUR
    high = Label("place", ("High",), 35.5, north - 0.05)
    low = Label("place", ("Low",), west + 0.5, south + 0.02)
    (free, _), (corner, _) = shown_between([high, low], CONIC, (1500, 12000))
    ((titled, _),) = shown_between([high], CONIC, (1500, 12000), top=30)
    assert free < titled
    assert corner == NEVER
