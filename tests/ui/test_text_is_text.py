"""Whatever stands in a dossier's texts or in an address is shown as it is: it makes no link, picture or heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1.element_tree import Block, Element

from components.ui.words import plain
from tests.hostile.texts import HOSTILE, poisoned
from tests.ui.conftest import ROOT, OpenApp, unfold

_NOT_MARKDOWN = {"vega_lite_chart", "arrow_data_frame", "arrow_vega_lite_chart", "code", "bidi_component", "html"}
_RAW = {
    "options",
    "query_param_key",
    "raw_values",
    "id",
    "url",
    "url_pathname",
    "page_script_hash",
    "icon",
    "placeholder",
    "value",
}
"""Fields of elements that are shown as they are, or not at all."""
_MARKDOWN_OPTIONS = {"button_group", "radio"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier with what Markdown would obey in every text."""
    return poisoned(ROOT / "data", tmp_path_factory.mktemp("hostile") / "data")


@pytest.mark.parametrize(
    "page", ["briefing", "actors", "concessions", "ultimatum", "assumptions", "evidence", "workbench"]
)
def test_no_text_of_a_dossier_is_obeyed(open_app: OpenApp, hostile: Path, page: str) -> None:
    app = open_app(hostile)
    if page != "briefing":
        app.switch_page(f"../../pages/{page}.py").run()
    unfold(app)
    assert not app.exception
    said = list(_said(app._tree))
    assert any("evil" in text for _, text in said)
    assert not [(where, text[:300]) for where, text in said if re.search(r"(?<!\\)\[x|(?<!\\)<b>|www\.evil", text)]


def test_no_text_of_an_address_is_obeyed(open_app: OpenApp) -> None:
    app = open_app("tests/dossiers/river", {"donor_patience": f"5{HOSTILE}", HOSTILE: "1", "as_of": HOSTILE})
    said = [text for _, text in _said(app._tree) if "evil" in text]
    assert said
    assert not [text for text in said if re.search(r"(?<!\\)\[x|(?<!\\)<b>|www\.evil", text)]


def test_no_name_of_a_set_in_an_address_is_obeyed(open_app: OpenApp) -> None:
    query = {"analysis": "sets", "sets": "![x](//evil.example/s.png): donor_patience=6", "donor_patience": "5"}
    app = open_app("tests/dossiers/river", query)
    app.switch_page("../../pages/assumptions.py").run()
    said = [text for _, text in _said(app._tree) if "evil" in text]
    assert said
    assert not [text for text in said if re.search(r"(?<!\\)\[x", text)]


def _said(block: Block) -> Iterator[tuple[str, str]]:
    """Yield every string that Streamlit takes for Markdown, with the kind of element."""
    for child in block.children.values():
        if isinstance(child, Block):
            yield from _strings(child.type, child.proto)
            yield from _said(child)
        elif child.type == "table":
            for text in (*child.value.columns, *child.value.astype(str).to_numpy().flat):
                yield "table", text
        elif isinstance(child, Element) and child.type not in _NOT_MARKDOWN:
            yield from _strings(child.type, child.proto)


def _strings(kind: str, proto: Any) -> Iterator[tuple[str, str]]:
    for field, value in proto.ListFields() if hasattr(proto, "ListFields") else ():
        if field.name in _RAW and not (field.name == "options" and kind in _MARKDOWN_OPTIONS):
            continue
        for item in value if isinstance(value, Sequence) and not isinstance(value, str) else [value]:
            if isinstance(item, str):
                yield f"{kind}.{field.name}", item
            elif hasattr(item, "ListFields"):
                yield from _strings(kind, item)


@given(st.text("ab1 .-+=)\n\t#>", max_size=12))
def test_plain_text_stays_one_paragraph(text: str) -> None:
    shown = plain(text)
    assert "\n" not in shown
    assert not re.match(r"\s*([-+=#>]|\d+[.)])", shown)
    assert re.sub(r"\\(.)", r"\1", shown).split() == text.split()


@pytest.mark.parametrize("address", ["http://a.example", "https://a.example", "WWW.a.example", "a@a.example"])
def test_plain_text_makes_no_link_by_itself(address: str) -> None:
    shown = re.sub(r"\\(.)", r"\1", plain(f"see {address}"))
    assert not re.search(r"https?://|www\.|\w@\w", shown, re.IGNORECASE)
    assert shown.replace("\u2060", "") == f"see {address}"


@pytest.mark.parametrize("text", ["מים 5", "اتفاق", "a هدنة b"])
def test_words_from_right_to_left_are_set_apart(text: str) -> None:
    assert plain(text) == f"\u2068{text}\u2069"
