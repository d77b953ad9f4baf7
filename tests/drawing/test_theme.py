from __future__ import annotations

import re
from dataclasses import asdict
from typing import get_args

import altair as alt
import pandas as pd
import pytest
import vl_convert

from components.drawing.theme import BASIS, FONT, Mode, basis_shape, categorical, palette, themed
from components.wording import DATE_FORMAT

MODES = get_args(Mode)
TEXT = ("ink", "muted", "warn")
MARKS = ("held", "occupied", "unstated", "accent", "warn", "ink", "muted")
FILLS = ("held_fill", "occupied_fill", "occupied_pale", "surface", "sea", "land", "band_wide")


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_contrast_matches_known_pairs() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", TEXT)
def test_text_reads_on_page_and_panel(mode: Mode, name: str) -> None:
    colours = asdict(palette(mode))
    assert contrast(colours[name], colours["background"]) >= 4.5
    assert contrast(colours[name], colours["surface"]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("fill", FILLS)
def test_ink_reads_on_every_fill(mode: Mode, fill: str) -> None:
    colours = asdict(palette(mode))
    assert contrast(colours["ink"], colours[fill]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", MARKS)
def test_marks_stand_out(mode: Mode, name: str) -> None:
    colours = asdict(palette(mode))
    assert contrast(colours[name], colours["background"]) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_actors_stand_out_and_differ(mode: Mode) -> None:
    colours = categorical(list("abcdef"), mode)
    assert len(set(colours.values())) == 6
    assert all(contrast(colour, palette(mode).background) >= 3 for colour in colours.values())


@pytest.mark.parametrize("mode", MODES)
def test_colours_of_territory_belong_to_no_actor(mode: Mode) -> None:
    actors = set(categorical([str(i) for i in range(20)], mode).values())
    assert not actors & {palette(mode).held, palette(mode).occupied}


def test_territory_is_okabe_ito_blue_and_vermilion() -> None:
    assert (palette("light").held, palette("light").occupied) == ("#0072B2", "#D55E00")


def test_an_actor_keeps_its_colour_when_others_follow() -> None:
    few, many = categorical(["a", "b"]), categorical(["a", "b", "c", "d", "e", "f", "g", "h"])
    assert few.items() <= many.items()
    assert many["g"] == many["h"] == palette("light").unstated


def test_palettes_hold_colours() -> None:
    for mode in MODES:
        assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in asdict(palette(mode)).values())


def test_signs_and_shapes_of_basis_differ() -> None:
    assert [basis.sign for basis in BASIS.values()] == list("●◆▲○")
    assert len({basis.shape for basis in BASIS.values()}) == len(BASIS)


def chart() -> alt.Chart:
    frame = pd.DataFrame({"area": [1000, 26000], "basis": ["stated", "analyst_judgement"]})
    return alt.Chart(frame).mark_point().encode(x="area:Q", y="basis:N", shape=basis_shape())


@pytest.mark.parametrize("mode", MODES)
def test_themed_keeps_the_chart_and_is_valid(mode: Mode) -> None:
    plain = chart()
    spec = themed(plain, mode).to_dict()
    assert spec["encoding"] == plain.to_dict()["encoding"]
    assert spec["config"]["background"] == palette(mode).background
    assert spec["config"]["font"] == FONT
    assert spec["config"]["view"]["stroke"] is None


def test_numbers_group_with_thin_spaces_and_basis_reads_as_words() -> None:
    svg = vl_convert.vegalite_to_svg(themed(chart(), "light").to_dict())
    assert ">20\u202f000<" in svg
    assert ">analyst judgement<" in svg


def test_dates_read_as_day_month_year() -> None:
    frame = pd.DataFrame({"day": pd.to_datetime(["2025-08-08", "2025-08-09"])})
    words = alt.Chart(frame).mark_text().encode(x=alt.X("day:T", axis=alt.Axis(format=DATE_FORMAT)), text="day:T")
    svg = vl_convert.vegalite_to_svg(themed(words, "light").to_dict())
    assert svg.count(">8 Aug 2025<") >= 2
