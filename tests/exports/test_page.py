from __future__ import annotations

import json
import re
import sys
from html import unescape
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from components.drawing.theme import palette
from components.exports import page as pages
from components.exports.page import page
from components.exports.typeset import printable

TEMPLATES = Path(pages.__file__).with_name("templates")
HOSTILE = st.one_of(
    st.text(), st.sampled_from(["</script>", "<!--", "<script>", "]]>", "\u2028", "{{ title }}", "{% raw %}", "'\"&"])
)


class NoStamp:
    def lines(self):
        return ()


@pytest.fixture(scope="module")
def plain_page():
    def make(data="", title="", cell=""):
        figure = type("Figure", (), {"subtitle": title, "description": title, "table": pd.DataFrame({cell: [cell]})})
        return page("figure.html", ["light"], title=title, figure=figure, stamp=NoStamp(), data=data)

    return make


@given(text=HOSTILE)
def test_data_comes_back_as_given_and_cannot_end_its_script(plain_page, text):
    made = plain_page(data={text: [text]})
    inside = re.search(r'<script type="application/json" id="spec">(.*?)</script>', made, re.DOTALL)
    assert json.loads(inside[1]) == {text: [text]}
    assert not set(inside[1]) & set("<>&'\u2028\u2029")


@given(text=HOSTILE)
def test_text_is_escaped_wherever_it_stands(plain_page, text):
    made = plain_page(title=text, cell=text)
    assert unescape(re.search(r"<h1>(.*?)</h1>", made, re.DOTALL)[1]) == printable(text)
    assert made.count("<script") == 3
    described = re.search(r'aria-label="([^"]*)"></div>', made)[1]
    assert "<" not in described


def test_a_name_the_template_does_not_know_is_an_error():
    with pytest.raises(UndefinedError, match="figure"):
        page("figure.html", ["light"], title="", stamp=NoStamp(), data={})


def test_a_page_has_the_colours_of_its_modes(plain_page):
    assert f"--ink: {palette('light').ink};" in plain_page()
    assert palette("dark").ink not in plain_page()


def test_only_the_library_goes_in_unescaped():
    written = "\n".join(file.read_text() for file in TEMPLATES.iterdir())
    trusted = re.findall(r"{{.*\|\s*safe.*}}", written)
    assert trusted == ["{{ library() | safe }}"]


def test_every_colour_a_rule_names_is_given(plain_page):
    given_names = set(re.findall(r"--(\w+):", plain_page()))
    for rules in TEMPLATES.glob("*.css"):
        assert set(re.findall(r"var\(--(\w+)\)", rules.read_text())) <= given_names


def test_the_library_is_bundled_without_running_a_page_again(monkeypatch, tmp_path):
    # While a page is drawn, Streamlit passes its script off as the main module.
    script, mark = tmp_path / "script.py", tmp_path / "ran"
    script.write_text(f"open({str(mark)!r}, 'w').close()")
    main = ModuleType("__main__")
    main.__file__ = str(script)
    monkeypatch.setitem(sys.modules, "__main__", main)
    assert pages.library.__wrapped__() == vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    assert not mark.exists()
