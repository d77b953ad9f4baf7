from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from typing import Any, get_args
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import altair as alt
import pandas as pd
import pytest
from PIL import Image
from pypdf import PdfReader

from components.drawing.theme import FONT, Mode, palette, themed
from components.exports import FORMATS, Stamp, render
from components.exports.spec import WIDTH
from components.exports.typeset import REGULAR, text_width
from components.figures.core import Figure

MakeFigure = Callable[..., Figure]
SVG = "{http://www.w3.org/2000/svg}"

HOSTILE = (
    '<script>alert("x")</script>',
    "</script><img src=https://example.org/x.png onerror=alert(1)>",
    "\"quoted\" & 'single' ]]> <!--",
    "=cmd|' /C calc'!A0",
    "السلام عليكم \u202eabc",
    "🕊️🤝 和平",
    "word " * 120 + "end",
    "https://example.org/?" + "x" * 700,
    "nul\x00 vertical\x0b tab\ttab \uffff",
    "$title ${spec} {0} %s",
    "",
)
CHARTS = ("layered", "map")


def svg_of(figure: Figure, stamp: Stamp) -> ET.Element:
    return ET.fromstring(render(figure, stamp, "svg"))


def words(text: str) -> str:
    """The text without any white space, as wrapping may break it anywhere."""
    return re.sub(r"\s", "", text)


class Page(HTMLParser):
    """What a browser would load or run, and what a reader would read."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.texts: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append(tag if dict(attrs).get("type") != "application/json" else "json")
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action")]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open[-1]] = self.texts.get(self._open[-1], "") + data

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            self._open.pop()


def test_every_format_is_checked() -> None:
    assert set(CHECKS) == set(FORMATS)


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("mode", get_args(Mode))
def test_png_is_wide_sharp_and_of_the_mode(make_figure: MakeFigure, stamp: Stamp, chart: str, mode: Mode) -> None:
    picture = Image.open(BytesIO(render(make_figure(mode, chart), stamp, "png"))).convert("RGBA")
    assert picture.width == 2 * WIDTH >= 1200
    ground = (*tuple(bytes.fromhex(palette(mode).background[1:])), 255)
    corners = [picture.getpixel((x, y)) for x in (0, picture.width - 1) for y in (0, picture.height - 1)]
    assert corners == [ground] * 4


@pytest.mark.parametrize("chart", CHARTS)
def test_svg_names_describes_and_sets_everything_in_the_family(
    make_figure: MakeFigure, stamp: Stamp, chart: str
) -> None:
    figure = make_figure(chart=chart)
    root = svg_of(figure, stamp)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == figure.title
    assert root.findtext(f"{SVG}desc") == figure.description
    assert root.get("aria-labelledby", "").split() == [root.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")]
    assert {text.get("font-family") for text in root.iter(f"{SVG}text")} == {FONT}
    drawn = words("".join(root.itertext()))
    for line in (figure.title, figure.subtitle, *stamp.lines()):
        assert words(line) in drawn


def test_chart_keeps_its_proportions(make_figure: MakeFigure, stamp: Stamp) -> None:
    chart = svg_of(make_figure(chart="map"), stamp).find(f"{SVG}svg")
    assert chart is not None
    assert chart.get("viewBox") == f"0 0 {chart.get('width')} {chart.get('height')}"
    assert float(chart.get("width", 0)) == WIDTH - 48


def test_a_wider_chart_widens_the_page(make_figure: MakeFigure, stamp: Stamp) -> None:
    chart = themed(alt.Chart(pd.DataFrame({"x": [1]})).mark_point().encode(x="x:Q").properties(width=1500), "light")
    root = svg_of(replace(make_figure(), chart=chart), stamp)
    inner = root.find(f"{SVG}svg")
    assert inner is not None
    assert float(root.get("width", 0)) >= float(inner.get("width", 0)) + 48 > 1500


def test_pdf_has_one_page_with_its_text_and_font(make_figure: MakeFigure, stamp: Stamp) -> None:
    pages = PdfReader(BytesIO(render(make_figure(), stamp, "pdf"))).pages
    assert len(pages) == 1
    assert words(stamp.title) in words(pages[0].extract_text())
    fonts = pages[0]["/Resources"]["/Font"].values()
    assert fonts
    assert all("SourceSansPro" in font.get_object()["/BaseFont"] for font in fonts)


@pytest.mark.parametrize("chart", CHARTS)
def test_json_is_vega_lite_with_its_stamp(make_figure: MakeFigure, stamp: Stamp, chart: str) -> None:
    figure = make_figure(chart=chart)
    spec = json.loads(render(figure, stamp, "json"))
    alt.LayerChart.from_dict(spec, validate=True)
    assert spec["title"] == {"text": [figure.title], "subtitle": [figure.subtitle]}
    assert spec["description"] == figure.description
    assert spec["usermeta"]["citation"] == stamp.citation
    assert spec["usermeta"]["as_of"] == "2025-08-08"
    assert spec["usermeta"]["changes"] == list(stamp.changes)
    assert spec["usermeta"]["permalink"] == stamp.permalink
    assert spec["width"] == WIDTH


@pytest.mark.parametrize("mode", get_args(Mode))
def test_html_stands_alone(make_figure: MakeFigure, stamp: Stamp, mode: Mode) -> None:
    figure = make_figure(mode)
    content = render(figure, stamp, "html")
    page = Page(content)
    assert page.addresses == []
    assert "default-src 'none'" in content.decode()
    assert page.texts["title"] == page.texts["h1"] == figure.title
    assert figure.description in page.texts["p"]
    assert all(line in page.texts["p"] for line in stamp.lines())
    assert "Ruritania" in page.texts["td"]
    assert f'content="{mode}"' in content.decode()
    assert palette(mode).background in page.texts["style"]
    assert json.loads(page.texts["json"])["width"] == "container"


def test_html_table_leaves_nothing_out(make_figure: MakeFigure, stamp: Stamp) -> None:
    table = pd.DataFrame({"sentence": ["long " * 60 + "end"] * 150})
    page = Page(render(make_figure(table=table), stamp, "html"))
    assert page.tags.count("td") == 150
    assert page.texts["td"].count("end") == 150


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("fmt", list(FORMATS))
def test_hostile_text_stays_text(make_figure: MakeFigure, stamp: Stamp, text: str, fmt: str) -> None:
    frame = pd.DataFrame({text or "empty": [text], "value": [1.0]})
    bars = alt.Chart(frame.set_axis(["label", "value"], axis=1)).mark_bar().encode(x="value:Q", y="label:N")
    figure = make_figure(title=text, subtitle=text, description=text, table=frame)
    figure = replace(figure, chart=themed(bars.properties(width="container"), "light"))
    hostile = replace(stamp, title=text, subtitle=text, citation=text, changes=(text,), permalink=text, notes=(text,))
    content = render(figure, hostile, fmt)
    CHECKS[fmt](content)


def check_svg(content: bytes) -> None:
    root = ET.fromstring(content)
    assert not [element.tag for element in root.iter() if element.tag in (f"{SVG}script", f"{SVG}image")]
    for line in root.findall(f"{SVG}text"):
        size = float(line.get("font-size", "").removesuffix("px"))
        assert 24 + text_width(line.text or "", size, REGULAR) <= WIDTH
        assert float(line.get("y", 0)) < float(root.get("height", 0))


def check_html(content: bytes) -> None:
    page = Page(content)
    assert page.tags.count("script") == 3
    assert "img" not in page.tags
    assert not page.addresses
    assert not page.handlers
    json.loads(page.texts["json"])


def check_json(content: bytes) -> None:
    alt.Chart.from_dict(json.loads(content), validate=True)


CHECKS: dict[str, Callable[[bytes], Any]] = {
    "png": lambda content: Image.open(BytesIO(content)).verify(),
    "svg": check_svg,
    "pdf": lambda content: PdfReader(BytesIO(content)).pages[0],
    "slide.png": lambda content: Image.open(BytesIO(content)).verify(),
    "csv": lambda content: pd.read_csv(BytesIO(content)),
    "zip": lambda content: ZipFile(BytesIO(content)).testzip(),
    "txt": bytes.decode,
    "json": check_json,
    "html": check_html,
}


def test_an_export_loads_nothing(make_figure: MakeFigure, stamp: Stamp) -> None:
    remote = alt.Chart(alt.UrlData("https://example.org/data.csv")).mark_point().encode(x="x:Q")
    with pytest.raises(ValueError, match=r"example\.org"):
        render(replace(make_figure(), chart=themed(remote, "light")), stamp, "svg")
