"""A page's own choices."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _script() -> None:
    from components.ui.choice import choice

    choice("item", "Item", {"a": "Lapsed", "b": "Lapsed", "c": "Open"})


def test_options_that_read_the_same_are_told_apart() -> None:
    app = AppTest.from_function(_script)
    app.query_params["item"] = "b"
    app.run()
    assert app.selectbox[0].options == ["Lapsed (a)", "Lapsed (b)", "Open"]
    assert app.selectbox[0].value == "b"
